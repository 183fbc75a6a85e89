"""The commands of a list page: its own, those of the area, and when each can be given."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from desktop.translation import N_, NP_, _
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.keys import Key
from desktop.views.tables.copied_table import CopiedTable, copied_table
from desktop.views.tables.filter_target import field_of
from desktop.views.tables.list_export import EXPORT, ask_export
from desktop.views.tables.list_spec import Needs, PageAction

if TYPE_CHECKING:
    from desktop.views.tables.list_page import ListPage

_FILTER = ActionSpec(
    id="filter", text=N_("Filter This List"), icon="search", key=Key.FILTER, place=Place.HIDDEN
)
_CLEAR = ActionSpec(
    id="clear_filters", text=N_("Clear Filters"), key=Key.CLEAR_FILTERS, place=Place.HIDDEN
)
_FILTER_TO_VALUE = ActionSpec(
    id="filter_to_value",
    text=N_("Filter to This Value"),
    icon="filter",
    key=Key.FILTER_TO_VALUE,
    place=Place.HIDDEN,
)
_OPEN = ActionSpec(
    id="open", text=NP_("verb", "Open"), meaning="verb", icon="external-link", place=Place.HIDDEN
)
_COPY = ActionSpec(
    id="copy",
    text=N_("Copy Rows"),
    icon="copy",
    key=Key.COPY,
    place=Place.MORE,
    group="rows",
)
_MOST_AT_ONCE = 300
"""More rows than these are made ready for the clipboard in the background."""


class ListCommands:
    """Offers the commands of a list page and keeps them fitting to the selection."""

    def __init__(self, page: "ListPage") -> None:
        self._page = page
        self._registry = page.commands
        self._needs = {action.spec.id: action.needs for action in page.spec.actions}
        self._offer()
        self.allow()

    def allow(self) -> None:
        """Allow what the present selection allows; the tooltip says what is missing.

        A command that needs no row is left as it is: the page allows it for its own reasons.
        """
        has_rows = self._page.table.selected_count() > 0
        for name, needs in self._needs.items():
            if needs is not Needs.NOTHING:
                self._registry.set_enabled(name, has_rows, _("Choose a row first."))

    def show_menu(self, point: QPoint) -> None:
        """Open the context menu of the rows."""
        names = dict.fromkeys(("open", *self._needs))
        offered = [name for name in names if name in self._registry]
        menu = self._registry.menu(self._page, offered)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard as a table with a line of labels."""
        self._page.selection.rows(self._copy)

    def _copy(self, rows: Sequence[object]) -> None:
        make = partial(copied_table, self._page.table.header.shown_columns(), rows)
        if len(rows) <= _MOST_AT_ONCE:
            make().put_on_clipboard()
            return
        self._page.desk.tasks.output(
            make, done=CopiedTable.put_on_clipboard, owner=self._page, busy=_("Copying rows…")
        )

    def filter_to_value(self) -> None:
        """Show only rows that have what the cursor's cell has."""
        at = self._page.table.currentIndex()
        if at.isValid():
            self.filter_to_value_of(self._page.spec.columns[at.column()].name)

    def filter_to_value_of(self, name: str) -> None:
        """Show only rows that have in a column what the cursor's row has there."""
        page, row = self._page, self._page.current_row()
        target = page.side.targets.get(name)
        if row is None:
            return
        if target is None:
            page.notices.info(_("This column cannot be filtered."))
            return
        column = next(column for column in page.spec.columns if column.name == name)
        page.filter.set_filter(name, target.exactly(field_of(row, column)))

    def _offer(self) -> None:
        page, spec = self._page, self._page.spec
        if spec.new is not None:
            new = ActionSpec(id="new", text=spec.new.text, icon="plus", key=Key.NEW, primary=True)
            self._registry.add(new, page.make_new)
        for action in spec.actions:
            self._registry.add(action.spec, partial(_do, action, page))
        if spec.open_page:
            self._registry.add(_OPEN, page.open_current)
            self._needs["open"] = Needs.ROW
        self._registry.add(EXPORT, partial(ask_export, page))
        self._registry.add(_COPY, self.copy_selection)
        self._needs["copy"] = Needs.SELECTION
        self._registry.add(_FILTER, page.filter_box.setFocus)
        self._registry.add(_FILTER_TO_VALUE, self.filter_to_value)
        self._needs["filter_to_value"] = Needs.ROW
        self._registry.add(_CLEAR, page.filter.clear)
        self._connect_header()

    def _connect_header(self) -> None:
        header, side = self._page.table.header, self._page.side
        header.offer(fields=self._page.loader.source.fields, filterable=side.targets)
        header.value_wanted.connect(self.filter_to_value_of)
        header.filter_wanted.connect(side.edit_filter)


def _do(action: PageAction, page: "ListPage") -> None:
    action.do(page)
