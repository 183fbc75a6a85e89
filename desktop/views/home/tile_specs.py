"""The tiles of home, each declared once: its words, the list behind it, how that is opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.services.list_query import ListQuery
from desktop.services.tile_figures import Asked
from desktop.services.users.list_views import SavedView
from desktop.translation import N_, _
from desktop.views.home.arrangement import Pin
from desktop.views.home.lists import list_names, listed
from desktop.views.shell.desk import Desk
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_views import ViewChoice, id_of

if TYPE_CHECKING:
    from desktop.views.tables.list_spec import ListSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class TileSpec:
    """A tile: `page` is the list that it counts and opens.

    `total` names a column of the list whose sum stands beside the count. `tone` colours the
    figure when it is not zero. The label is in English, marked with N_; that of a pinned view
    is what its user calls it (`is_named`).
    """

    id: str
    label: str
    page: str
    opening: ListOpening
    total: str = ""
    tone: str = ""
    is_named: bool = False

    @property
    def caption(self) -> str:
        """The label in the user's language."""
        return self.label if self.is_named else _(self.label)


TILES = (
    TileSpec(
        id="my_orders",
        label=N_("My Open Orders"),
        page="sales_orders",
        opening=ListOpening(view="my_open"),
    ),
    TileSpec(
        id="open_orders",
        label=N_("Open Orders"),
        page="sales_orders",
        opening=ListOpening(filters={"status": "open"}),
    ),
    TileSpec(
        id="ship_today",
        label=N_("To Ship Today"),
        page="sales_orders",
        opening=ListOpening(view="ship_today"),
    ),
    TileSpec(
        id="late_orders",
        label=N_("Late Orders"),
        page="sales_orders",
        opening=ListOpening(view="late"),
        tone="danger",
    ),
    TileSpec(
        id="promises_in_danger",
        label=N_("Promises in Danger"),
        page="promise_board",
        opening=ListOpening(),
        tone="danger",
    ),
    TileSpec(
        id="short_lines",
        label=N_("Lines Short of Stock"),
        page="back_orders",
        opening=ListOpening(view="no_stock"),
        tone="warn",
    ),
    TileSpec(
        id="pick_today",
        label=N_("To Pick Today"),
        page="print_queue",
        opening=ListOpening(view="not_printed"),
    ),
    TileSpec(
        id="not_shipped",
        label=N_("Released, Not Shipped"),
        page="sales_orders",
        opening=ListOpening(view="released_not_shipped"),
    ),
    TileSpec(
        id="not_invoiced",
        label=N_("Shipped, Not Invoiced"),
        page="sales_orders",
        opening=ListOpening(view="shipped_not_invoiced"),
        tone="warn",
    ),
    TileSpec(
        id="draft_invoices",
        label=N_("Draft Invoices"),
        page="sales_invoices",
        opening=ListOpening(),
    ),
    TileSpec(
        id="due_today",
        label=N_("Due Today"),
        page="posted_invoices",
        opening=ListOpening(view="open", filters={"due_date": "t"}),
        total="remaining_amount_lcy",
    ),
    TileSpec(
        id="overdue",
        label=N_("Overdue Invoices"),
        page="posted_invoices",
        opening=ListOpening(view="overdue"),
        total="remaining_amount_lcy",
        tone="danger",
    ),
    TileSpec(
        id="receivables",
        label=N_("Receivables"),
        page="customers",
        opening=ListOpening(filters={"balance_lcy": "<>0"}),
        total="balance_lcy",
    ),
    TileSpec(
        id="over_limit",
        label=N_("Customers over Limit"),
        page="customers",
        opening=ListOpening(view="over_limit"),
        tone="warn",
    ),
)


def declared_tiles(desk: Desk) -> list[TileSpec]:
    """The tiles whose lists there are."""
    lists = list_names(desk)
    return [tile for tile in TILES if tile.page in lists]


def pinned_tile(pin: Pin) -> TileSpec:
    """The tile of a pinned view."""
    return TileSpec(id=pin.id, label=pin.label, page=pin.page, opening=pin.opening, is_named=True)


def pins_as_saved(desk: Desk, pins: Iterable[Pin], saved: Iterable[SavedView]) -> list[Pin]:
    """The pins whose views are still there, with the names and filters that they have now."""
    views, names, found = tuple(saved), list_names(desk), []
    for pin in pins:
        if pin.page in names:
            declared = listed(desk, pin.page)
            offered = offered_views(declared, views)
            found += [pin_of(declared, one) for one in offered if one.id == pin.view]
    return found


def pin_of(declared: ListSpec, choice: ViewChoice) -> Pin:
    """The pin of a view; the list's own views are called after the list too."""
    label = choice.label
    if choice.saved is None and declared.views:
        label = _("{list} · {view}").format(list=_(declared.title), view=choice.label)
    return Pin(declared.name, choice.id, label, opening_of(choice.query))


def declared_views(declared: ListSpec) -> list[ViewChoice]:
    """The views that a list declares; one that declares none has all its rows as a view."""
    if not declared.views:
        return [ViewChoice("", _(declared.title), ListQuery())]
    return [
        ViewChoice(view.name, _(view.label), ListQuery(view=view.name if at else None))
        for at, view in enumerate(declared.views)
    ]


def offered_views(declared: ListSpec, saved: Iterable[SavedView]) -> list[ViewChoice]:
    """All views of a list that the user may put on home."""
    own = [one for one in saved if one.list_name == declared.name]
    return [
        *declared_views(declared),
        *(ViewChoice(_id(one), one.name, one.query, one) for one in own),
    ]


def opening_of(query: ListQuery) -> ListOpening:
    """How a list is opened to show a view; the order is the list's own."""
    return ListOpening(query.view or "", query.search, dict(query.filters))


def _id(view: SavedView) -> str:
    return id_of(shared=view.shared, name=view.name)


def asked_of(desk: Desk, page: str, opening: ListOpening, total: str = "") -> Asked:
    """The question that a list is asked when it is opened so."""
    declared = listed(desk, page)
    whole = declared.views[0].name if declared.views else ""
    query = ListQuery(
        search=opening.search,
        filters=opening.filters,
        view=opening.view if opening.view != whole else None,
    )
    return Asked(declared.source(), query, total)
