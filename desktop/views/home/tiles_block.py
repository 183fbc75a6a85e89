"""The tiles of home: counted in the background, the last known figures shown until then."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.stopping import StopSwitch
from desktop.services.tile_figures import Asked, Figure, tile_figures
from desktop.services.users.list_views import SavedView, all_saved_views
from desktop.views.home.arrangement import SECTION, Part, arrangement, kept_name
from desktop.views.home.blocks import Block
from desktop.views.home.lists import list_names, listed
from desktop.views.home.tile import TileGrid
from desktop.views.home.tile_specs import (
    TileSpec,
    asked_of,
    declared_tiles,
    pinned_tile,
    pins_as_saved,
)
from desktop.views.shell.desk import Desk
from desktop.views.shell.page import Page
from desktop.views.shell.theme import set_look

_FIGURES = "figures"
_WATCHED = frozenset({"list_view", "sales_line"})


class TilesBlock(Block):
    """Counts and amounts; each tile opens the list that it counts."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        set_look(self, "transparent")
        self._figures = dict(_kept(page.desk))
        self._fresh: set[str] = set()
        self.grid = TileGrid()
        self.grid.opened.connect(self._on_opened)
        self.grid.settled.connect(self.setFixedHeight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        self._arrangement = arrangement(page.desk)
        # The lists behind the tiles are imported after the first page is shown.
        page.desk.navigation.pages.when_complete(self._begin)

    def hasHeightForWidth(self) -> bool:
        """As the grid says."""
        return False

    def stops(self) -> Sequence[QWidget]:
        return self.grid.tiles

    def refresh(self) -> None:
        if self._arrangement.pins():
            self.survey(partial(_read_views, user=self.page.desk.context.user), self._take_views)
        else:
            self._count()

    def known(self) -> list[TileSpec]:
        """All tiles that there are, in the user's order, those that are hidden too."""
        names = list_names(self.page.desk)
        pinned = [pinned_tile(pin) for pin in self._arrangement.pins() if pin.page in names]
        tiles = {spec.id: spec for spec in (*declared_tiles(self.page.desk), *pinned)}
        return [tiles[one] for one in self._arrangement.order(Part.TILES, list(tiles))]

    def _begin(self) -> None:
        self._arrangement.changed.connect(self._on_arranged)
        self._show_tiles()

    def _take_views(self, saved: Sequence[SavedView]) -> None:
        """What is pinned follows its view: renamed, filtered otherwise, or gone."""
        desk = self.page.desk
        self._arrangement.keep_pins(pins_as_saved(desk, self._arrangement.pins(), saved))
        self._count()

    def _count(self) -> None:
        desk = self.page.desk
        asked = {
            tile.spec.id: asked_of(desk, tile.spec.page, tile.spec.opening, tile.spec.total)
            for tile in self.grid.tiles
        }
        self.survey(partial(_read_figures, asked=asked), self._take)

    def _take(self, figures: Mapping[str, Figure | None]) -> None:
        self._figures |= figures
        self._fresh = set(figures)
        self._show_figures()
        _keep(self.page.desk, self._figures)

    def _show_tiles(self) -> None:
        hidden = self._arrangement.hidden(Part.TILES)
        self.grid.show_tiles([spec for spec in self.known() if spec.id not in hidden])
        self._watch()
        self._show_figures()

    def _watch(self) -> None:
        """The tables behind the tiles, and the saved views themselves."""
        pages = {tile.spec.page for tile in self.grid.tiles}
        self.tables = _WATCHED.union(*(listed(self.page.desk, page).tables for page in pages))

    def _show_figures(self) -> None:
        for tile in self.grid.tiles:
            if tile.spec.id in self._figures:
                fresh = tile.spec.id in self._fresh
                tile.show_figure(self._figures[tile.spec.id], fresh=fresh)

    def _on_arranged(self) -> None:
        shown = [tile.spec for tile in self.grid.tiles]
        self._show_tiles()
        if any(tile.spec not in shown for tile in self.grid.tiles):
            self._count()

    def _on_opened(self, spec: TileSpec) -> None:
        self.page.desk.navigation.open(spec.page, spec.opening)


def _read_views(session: Any, *, user: str, stop: StopSwitch) -> Sequence[SavedView]:  # noqa: ANN401  # the services' unit of work
    stop.check()
    return all_saved_views(session, user)


def _read_figures(
    session: Any,  # noqa: ANN401  # the services' unit of work
    *,
    asked: Mapping[str, Asked],
    stop: StopSwitch,
) -> Mapping[str, Figure | None]:
    return tile_figures(session, asked, stop)


def _kept(desk: Desk) -> Mapping[str, Figure | None]:
    """The figures that were shown last."""
    kept: dict[str, Any] = desk.state.get(SECTION, kept_name(desk, _FIGURES), {})
    return {
        name: Figure(one["count"], Decimal(one["total"]) if one.get("total") else None)
        for name, one in kept.items()
        if isinstance(one, dict) and "count" in one
    }


def _keep(desk: Desk, figures: Mapping[str, Figure | None]) -> None:
    kept = {
        name: {"count": figure.count}
        | ({} if figure.total is None else {"total": str(figure.total)})
        for name, figure in figures.items()
        if figure is not None
    }
    desk.state.set(SECTION, kept_name(desk, _FIGURES), kept)
