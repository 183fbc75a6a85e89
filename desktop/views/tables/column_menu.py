"""The menus of a table's header: what can be done with a column, and which columns are shown."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.translation import _
from desktop.views.shell.icons import icon
from desktop.views.tables.column_panel import ColumnPanel

if TYPE_CHECKING:
    from desktop.views.tables.header import TableHeader

MOST_IN_MENU = 12
"""More columns than these are chosen in a panel that scrolls."""


def open_menu(header: "TableHeader", section: int, point: QPoint) -> QMenu:
    """Open what can be done with a column; beside all columns only the choice is offered."""
    menu = QMenu(header)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if section >= 0:
        name = header.columns[section].name
        _add_sorting(menu, header, name)
        _add_filters(menu, header, name)
        _add_placing(menu, header, section)
    _add_choice(menu, header, point)
    menu.popup(point)
    return menu


def open_choice(header: "TableHeader", point: QPoint) -> None:
    """Open the choice of columns alone."""
    if len(header.columns) > MOST_IN_MENU:
        ColumnPanel(header).open_at(point)
    else:
        open_menu(header, -1, point)


def _add(menu: QMenu, text: str, do: Callable[[], object], *, picture: str = "") -> QAction:
    action = menu.addAction(text)
    if picture:
        action.setIcon(icon(picture, "text"))
    action.triggered.connect(lambda _checked=False: do())
    return action


def _add_sorting(menu: QMenu, header: "TableHeader", name: str) -> None:
    if name not in header.sortable:
        return
    sort = partial(header.sort, name)
    _add(menu, _("Sort Ascending"), partial(sort, descending=False), picture="arrow-up")
    _add(menu, _("Sort Descending"), partial(sort, descending=True), picture="arrow-down")
    others = [key for key, _down in header.order if key != name]
    if others:
        _add(menu, _("Add to Sort, Ascending"), partial(sort, descending=False, adding=True))
        _add(menu, _("Add to Sort, Descending"), partial(sort, descending=True, adding=True))
        if len(others) < len(header.order):
            _add(menu, _("Remove from Sort"), partial(header.sort_without, name))
    menu.addSeparator()


def _add_filters(menu: QMenu, header: "TableHeader", name: str) -> None:
    if name not in header.filterable:
        return
    to_value = partial(header.value_wanted.emit, name)
    _add(menu, _("Filter to This Value"), to_value, picture="filter")
    _add(menu, _("Filter by This Column…"), partial(header.filter_wanted.emit, name))
    menu.addSeparator()


def _add_placing(menu: QMenu, header: "TableHeader", section: int) -> None:
    arrangement = header.arrangement
    shown = arrangement.shown()
    place = shown.index(section)
    left = _add(menu, _("Move Left"), partial(arrangement.move, section, -1), picture="arrow-left")
    left.setEnabled(place > 0)
    right = _add(
        menu, _("Move Right"), partial(arrangement.move, section, 1), picture="arrow-right"
    )
    right.setEnabled(place < len(shown) - 1)
    hide = partial(arrangement.show, section, shown=False)
    _add(menu, _("Hide Column"), hide, picture="eye-off").setEnabled(len(shown) > 1)
    if header.can_freeze:
        frozen = arrangement.frozen()
        up_to = _add(menu, _("Freeze up to Here"), partial(arrangement.freeze, section))
        up_to.setEnabled(frozen[-1:] != [section])
        if frozen:
            _add(menu, _("Unfreeze Columns"), partial(arrangement.freeze, -1))
    menu.addSeparator()


def _add_choice(menu: QMenu, header: "TableHeader", point: QPoint) -> None:
    """A check mark for every column, or the way to the panel where those are too many."""
    if len(header.columns) > MOST_IN_MENU:
        _add(menu, _("Choose Columns…"), partial(open_choice, header, point), picture="columns-3")
    else:
        shown = header.arrangement.shown()
        for at, column in enumerate(header.columns):
            is_shown = at in shown
            show = partial(header.arrangement.show, at, shown=not is_shown)
            action = _add(menu, column.caption, show)
            action.setCheckable(True)
            action.setChecked(is_shown)
            action.setEnabled(shown != [at])
        menu.addSeparator()
    restore = header.arrangement.restore_declared
    _add(menu, _("Restore Columns"), restore, picture="rotate-ccw")
