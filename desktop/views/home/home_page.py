"""Home: what waits, what is late, what is due, how sales go; arranged as the user wants it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.services.database import Changes
from desktop.services.users.list_views import all_saved_views
from desktop.translation import N_, _
from desktop.views.home.arrange_pane import ArrangePane
from desktop.views.home.arrangement import Part, arrangement
from desktop.views.home.blocks import Block, BlockGrid, BlockSpec
from desktop.views.home.chart_block import ChartBlock
from desktop.views.home.pace import Pace
from desktop.views.home.recents import RecentBlock
from desktop.views.home.setup_block import SetupBlock
from desktop.views.home.tiles_block import TilesBlock
from desktop.views.home.waiting_blocks import DUE_INVOICES, LATE_ORDERS, WaitingBlock
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.theme import set_look, theme

NEW_ORDER = ActionSpec(
    id="new_order", text=N_("New Sales Order"), icon="plus", key=Key.NEW, primary=True
)
NEW_INVOICE = ActionSpec(id="new_invoice", text=N_("New Sales Invoice"), icon="file-text")
NEW_CUSTOMER = ActionSpec(id="new_customer", text=N_("New Customer"), icon="users")
CUSTOMISE = ActionSpec(
    id="customise",
    text=N_("Customise"),
    icon="settings",
    key=Key.CUSTOMISE,
    group="page",
    checkable=True,
)

BLOCKS = (
    BlockSpec("setup", N_("Set Up Your Company"), SetupBlock),
    BlockSpec("tiles", N_("Tiles"), TilesBlock),
    BlockSpec("late", N_("Late Orders"), partial(WaitingBlock, waiting=LATE_ORDERS), 3),
    BlockSpec("due", N_("Invoices Due"), partial(WaitingBlock, waiting=DUE_INVOICES), 3),
    BlockSpec("chart", N_("Chart"), ChartBlock, 4),
    BlockSpec("recent", N_("Recent"), RecentBlock, 2),
)
"""The blocks of home in the order in which a new user sees them."""


class HomePage(Page):
    """Blocks that read their own figures, anew when something they show was changed."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, key)
        self._blocks: dict[str, Block] = {}
        self._on_screen: frozenset[str] = frozenset()
        self._pace = Pace(self)
        self._pace.due.connect(self._refresh_changed)
        self._arrangement = arrangement(desk)
        self.set_title(_("Home"))
        self._add_commands()
        self._build()
        self._show_blocks()
        self._arrangement.changed.connect(self._on_arranged)
        desk.context_changed.connect(self.reload)
        # The lists that the blocks count are imported after this page is shown.
        desk.navigation.pages.when_complete(self.reload)

    def reload(self) -> None:
        self._refresh(self.shown())

    def shown(self) -> list[Block]:
        """The blocks that the user wants to see, in their order."""
        return [self._blocks[spec.id] for spec in self._wanted()]

    def on_changes(self, changes: Changes) -> None:
        """What was committed is shown after a pause, so that many commits are one reading."""
        if not self.isVisible():
            super().on_changes(changes)
        elif self.watched_tables & changes.tables:
            self._pace.gather(changes.tables)

    def hideEvent(self, event: QHideEvent) -> None:
        """The list that is opened now is read first; home goes on when it is shown again."""
        super().hideEvent(event)
        given_up = [block.give_up() for block in self._blocks.values()]
        self._is_stale = self._is_stale or any(given_up)

    def take_focus(self) -> None:
        """The cursor goes to the first tile, or whatever the user has put first."""
        stops = [stop for block in self.shown() for stop in block.stops() if stop.isVisible()]
        by_tab = Qt.FocusPolicy.TabFocus
        first = next((one for one in stops if one.focusPolicy() & by_tab == by_tab), self)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_commands(self) -> None:
        self.commands.add(NEW_ORDER, partial(_begin, self.desk, "sales_order"))
        self.commands.add(NEW_INVOICE, partial(_begin, self.desk, "sales_invoice"))
        self.commands.add(NEW_CUSTOMER, partial(_begin, self.desk, "customer"))
        self.commands.add(CUSTOMISE, self._toggle_pane)

    def _build(self) -> None:
        content = QWidget()
        set_look(content, "app")
        self.grid = BlockGrid()
        column = QVBoxLayout(content)
        margin = theme().px(12)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self.grid)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        self.pane = ArrangePane()
        self.pane.hide()
        self._connect_pane()
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(scroll, 1)
        row.addWidget(self.pane)
        self.set_body(body)

    def _connect_pane(self) -> None:
        pane, kept = self.pane, self._arrangement
        pane.done.connect(self._toggle_pane)
        pane.restore_wanted.connect(kept.restore)
        pane.add_wanted.connect(self._ask_tile)
        pane.remove_wanted.connect(kept.unpin)
        for part, shown in ((Part.BLOCKS, pane.blocks), (Part.TILES, pane.tiles)):
            shown.moved.connect(partial(kept.set_order, part))
            shown.ticked.connect(partial(self._tick, part))

    # -- blocks

    def _wanted(self) -> list[BlockSpec]:
        hidden = self._arrangement.hidden(Part.BLOCKS)
        return [spec for spec in self._ordered() if spec.id not in hidden]

    def _ordered(self) -> list[BlockSpec]:
        specs = {spec.id: spec for spec in BLOCKS}
        return [specs[one] for one in self._arrangement.order(Part.BLOCKS, list(specs))]

    def _show_blocks(self) -> None:
        for spec in self._wanted():
            if spec.id not in self._blocks:
                block = spec.make(self)
                block.refreshed.connect(self._pace.end)
                block.tables_changed.connect(self._watch)
                self._blocks[spec.id] = block
        self._on_screen = frozenset(spec.id for spec in self._wanted())
        self.grid.show_blocks([(self._blocks[one.id], one.units) for one in self._wanted()])
        self._watch()

    def _watch(self) -> None:
        self.watched_tables = frozenset().union(*(block.tables for block in self.shown()))

    def _refresh(self, blocks: list[Block]) -> None:
        self._pace.begin()
        for block in blocks:
            block.refresh()

    def _refresh_changed(self, tables: frozenset[str]) -> None:
        self._refresh([block for block in self.shown() if block.tables & tables])

    # -- customising

    def _on_arranged(self) -> None:
        before = self._on_screen
        self._show_blocks()
        self._refresh([self._blocks[one] for one in self._on_screen - before])
        self._show_parts()

    def _show_parts(self) -> None:
        if self.pane.isHidden():
            return
        kept = self._arrangement
        tiles = self._blocks.get("tiles")
        known = tiles.known() if isinstance(tiles, TilesBlock) else []
        self.pane.show_parts(
            [(spec.id, spec.caption) for spec in self._ordered()],
            [(spec.id, spec.caption) for spec in known],
            hidden=kept.hidden(Part.BLOCKS) | kept.hidden(Part.TILES),
            removable={pin.id for pin in kept.pins()},
        )

    def _toggle_pane(self) -> None:
        shown = self.pane.isHidden()
        self.pane.setVisible(shown)
        self.commands["customise"].setChecked(shown)
        if shown:
            self._show_parts()
            self.pane.blocks.setFocus()
        else:
            self.take_focus()

    def _tick(self, part: Part, one: str, shown: bool) -> None:  # a signal's
        self._arrangement.set_hidden(part, one, hidden=not shown)

    def _ask_tile(self) -> None:
        # Lists, which it knows, take long to import; home is the first page.
        from desktop.views.home.pinning import ask_tile  # noqa: PLC0415

        work = partial(all_saved_views, user=self.desk.context.user)
        self.read(work, done=lambda saved: ask_tile(self, saved, self._arrangement.pin))


def _page(desk: Desk, key: object) -> Page:
    return HomePage(desk, key)


def home_page() -> PageSpec:
    """The page for the navigation, above all groups."""
    return PageSpec(name="home", title=N_("Home"), icon="home", factory=_page)


def _begin(desk: Desk, page: str) -> None:
    # How lists are declared; a start needs none of it.
    from desktop.views.tables.list_spec import NewRecord  # noqa: PLC0415

    desk.navigation.open(page, NewRecord())
