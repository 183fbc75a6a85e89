"""The page of a list: declared by a ListSpec, it gets everything a list can do."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar, Unpack

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.errors import Refusal, Unavailable
from desktop.translation import _, user_localizer
from desktop.views.pages.facts_loader import FactsLoader
from desktop.views.shell.desk import Desk
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Lane, Options, Task
from desktop.views.tables.columns_button import ColumnsButton
from desktop.views.tables.filter_chips import filter_chips
from desktop.views.tables.icon_button import IconButton
from desktop.views.tables.list_body import ListBody
from desktop.views.tables.list_commands import ListCommands
from desktop.views.tables.list_filter import ListFilter
from desktop.views.tables.list_layout import ListLayout
from desktop.views.tables.list_loader import ListLoader
from desktop.views.tables.list_parts import FilterBox, ViewChooser
from desktop.views.tables.list_selection import ListSelection
from desktop.views.tables.list_side import ListSide
from desktop.views.tables.list_spec import ListSpec, New, NewRecord
from desktop.views.tables.record_model import RecordModel

T = TypeVar("T")


class ListPage(Page):
    """A list of records: filter, sort, choose, open.

    `key` may be a ListOpening. Actions of the area receive the page and ask it for
    `current_row` and `current_key`, and its `selection` for rows and keys.
    """

    def __init__(self, desk: Desk, spec: ListSpec, key: object = None) -> None:
        super().__init__(desk, key)
        self.spec = spec
        self.watched_tables = spec.tables
        self.model = RecordModel(spec.columns, lambda row: self.loader.source.key(row), self)  # noqa: PLW0108  # another source for another day
        self.loader = ListLoader(self, self.model, spec.source, lambda: self.table.shown_rows())  # noqa: PLW0108  # the table is built below
        self.filter = ListFilter(spec, desk.state, key, self)
        self.facts: FactsLoader | None = None
        self._last_key: object = None
        self._wants_focus = False
        self._build_head()
        self._build_body()
        self._offered = ListCommands(self)
        self._layout = ListLayout(self)
        self.selection = ListSelection(self)
        self._connect()
        self._ask()

    def _build_head(self) -> None:
        self.set_title(_(self.spec.title))
        self.views = ViewChooser()
        self.head.add_beside_title(self.views)
        self.filter_box = FilterBox()
        self.filter_box.set_search(self.filter.query.search)
        self.head.add_corner(self.filter_box)
        self.side = ListSide(self)
        self._filter_button = IconButton("filter", "", action=self.side.action)
        self.head.add_corner(self._filter_button)

    def _build_body(self) -> None:
        self.body = ListBody(self.spec, self.model)
        self.table = self.body.table
        self.columns_button = ColumnsButton(
            self.table.header, lambda: self.table.currentIndex().column()
        )
        self.head.add_corner(self.columns_button)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side.pane)
        row.addWidget(self.body, 1)
        self.set_body(whole)
        if self.spec.facts is not None:
            self.facts = FactsLoader(self, self.spec.facts)
        self.setFocusProxy(self.table)
        corner = (self.filter_box, self._filter_button, self.columns_button)
        order = (*corner, self.table.header, self.table)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.filter.changed.connect(self._ask)
        self.filter_box.search_changed.connect(self.filter.search)
        self.filter_box.left.connect(self.table.setFocus)
        self.views.chosen.connect(self.side.choose)
        header = self.table.header
        header.order_chosen.connect(lambda: self.filter.set_order(header.order))
        self.table.row_activated.connect(self._on_row_activated)
        self.table.link_activated.connect(self._on_link_activated)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.selection_changed.connect(self._offered.allow)
        self.table.menu_wanted.connect(self._offered.show_menu)
        self.table.typed.connect(self.filter_box.begin)
        self.body.acted.connect(self._on_empty_acted)
        self.body.link_followed.connect(partial(self.make_new, self.spec.empty_link))
        self.loader.shown.connect(self._on_shown)
        self.loader.counted.connect(self._on_counted)
        self.loader.failed.connect(self._on_failed)
        self.loader.away.connect(self._on_away)

    # -- what the area's actions ask and do

    def current_row(self) -> Any:  # noqa: ANN401  # the row's type is the area's
        """The row of the cursor, None when there is none."""
        return self.table.current_row()

    def current_key(self) -> Any:  # noqa: ANN401  # the key's type is the area's
        """The key of the cursor's row."""
        row = self.current_row()
        return None if row is None else self.spec.key(row)

    def make_new(self, how: New | None = None) -> None:
        """Do what the primary button says, or another button that makes records."""
        new = how or self.spec.new
        if new is not None and new.do is not None:
            new.do(self)
        elif new is not None:
            self.desk.navigation.open(new.page, NewRecord())

    def open_current(self) -> None:
        """Open the page of the cursor's row."""
        self._on_row_activated(self.table.currentIndex().row())

    def take_focus(self) -> None:
        """The cursor goes to the rows, as soon as they are there."""
        if self.loader.is_loaded:
            self.body.take_focus()
        else:
            self._wants_focus = True

    def reload(self) -> None:
        self.loader.refresh()

    def read(
        self,
        work: Callable[[Any], T],
        *,
        done: Callable[[T], object],
        lane: Lane = Lane.DATABASE,
        **options: Unpack[Options],
    ) -> Task:
        """Read in the background; when the database is away the list itself says so."""
        options.setdefault("unavailable", self._on_away)
        return super().read(work, done=done, lane=lane, **options)

    # -- inside

    def _ask(self) -> None:
        """Put the present question; the old rows stay until its answer comes."""
        self.filter_box.set_search(self.filter.query.search)
        self.table.header.set_order(self.filter.order)
        self.body.chips.show_chips(filter_chips(self.filter, self.side, self.filter_box.setFocus))
        self.loader.load(self.filter.effective())

    def _on_shown(self) -> None:
        if self.body.end_away():
            self._on_current_changed(self.table.currentIndex().row())
        self.body.show_rows(filtered=self.filter.is_filtered)
        self.selection.show()
        self.body.footer.show_loaded(self.loader.milliseconds)
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.go_to(self.model.keys.position(self._last_key) or 0)
        if self._wants_focus:
            self._wants_focus = False
            if not self.filter_box.text():
                self.body.take_focus()

    def _on_counted(self) -> None:
        self.body.chips.show_count(self.loader.found, self.loader.all)
        self.selection.show()

    def _on_failed(self, refusal: Refusal) -> None:
        if self.loader.is_loaded:
            self.notices.show_only(refusal)
        else:
            self.body.show_failure(user_localizer().refusal(refusal))

    def _on_away(self, error: Unavailable, _retry: object = None) -> None:
        text = _(str(error)) if str(error) else _("The database does not answer.")
        if self.loader.is_loaded:
            self.body.show_away(text, self.reload)
        else:
            self.body.show_failure(text)

    def _on_empty_acted(self) -> None:
        """The one button in the place of the rows: try again, clear filters, or make the first."""
        if not self.loader.is_loaded:
            self._ask()
            self.side.views.read()
        elif self.filter.is_filtered:
            self.filter.clear()
        else:
            self.make_new()

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if row is not None and self.spec.open_page:
            self.desk.navigation.open(self.spec.open_page, self.spec.key(row))

    def _on_link_activated(self, position: int, column: int) -> None:
        target = self.spec.columns[column].target
        leads_to = target(self.model.row(position)) if target else None
        if leads_to is None:
            self._on_row_activated(position)
        else:
            self.desk.navigation.open(leads_to.page, leads_to.key)

    def _on_current_changed(self, position: int) -> None:
        row = self.model.row(position)
        key = None if row is None else self.spec.key(row)
        if row is not None:
            self._last_key = self.model.key(row)
        if self.facts is not None:
            self.facts.show_for(key)
