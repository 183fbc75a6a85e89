"""The header of a table: labels, the sort arrows, and what the user makes of the columns."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.views.shell.theme import colour, theme
from desktop.views.tables.column_layout import ColumnLayout
from desktop.views.tables.column_menu import open_choice, open_menu
from desktop.views.tables.columns import Column, Kind, Order
from desktop.views.tables.delegates import MARGIN, draw_frame
from desktop.views.tables.header_cursor import HeaderCursor
from desktop.views.tables.header_label import draw_label

_HEIGHT = 34


class TableHeader(QHeaderView):
    """Labels of columns. A click sorts, Shift+click adds a sort key, a right click opens a menu.

    `arrangement` is how the columns stand; `cursor_keys` the keyboard's place in the header.
    `sortable` and `filterable` are names of columns, `can_freeze` says whether columns may be
    frozen. Signals: `order_chosen` after the user wants another order; `columns_changed` after the
    user has arranged the columns; `filter_wanted(name)` for a column's filter, `value_wanted(name)`
    for the rows with the value that the cursor's row has there; `redrawn` when the labels look
    otherwise than before.
    """

    order_chosen = Signal()
    columns_changed = Signal()
    filter_wanted = Signal(str)
    value_wanted = Signal(str)
    redrawn = Signal()

    def __init__(
        self, columns: Sequence[Column], parent: QWidget, *, can_freeze: bool = False
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.columns = tuple(columns)
        self.order: Order = ()
        self.can_freeze = can_freeze
        self.adds_key = False
        self.sortable = frozenset(column.name for column in columns if column.sortable)
        self.filterable: frozenset[str] = frozenset()
        self.arrangement = ColumnLayout(self, columns)
        self.cursor_keys = HeaderCursor(self)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.arrangement.changed.connect(self.columns_changed)
        self.sectionClicked.connect(self._on_clicked)

    def offer(self, *, fields: Collection[str], filterable: Collection[str]) -> None:
        """Sort only by columns that the list's source can sort by, and offer these filters."""
        self.sortable &= frozenset(fields)
        self.filterable = frozenset(filterable)

    # -- order

    def set_order(self, order: Order) -> None:
        """Show which columns sort, without asking anybody to sort."""
        self.order = order
        self.redraw()

    def sort(self, name: str, *, descending: bool | None = None, adding: bool = False) -> None:
        """Sort by a column, the other way round than before where nothing else is said."""
        if name not in self.sortable:
            return
        present = dict(self.order)
        if descending is None:
            descending = not present.get(name, True)
        present = {**present, name: descending} if adding else {name: descending}
        self.set_order(tuple(present.items()))
        self.order_chosen.emit()

    def sort_without(self, name: str) -> None:
        """Sort by the other columns only."""
        self.set_order(tuple(key for key in self.order if key[0] != name))
        self.order_chosen.emit()

    # -- columns

    def layout_state(self) -> dict[str, object]:
        """Order, widths at 100 %, hidden and frozen columns, to be kept for the user."""
        return self.arrangement.state()

    def restore_layout(self, state: Mapping[str, object]) -> None:
        """Arrange the columns as kept; what the kept state does not know stays as declared."""
        self.arrangement.restore(state)

    def shown_columns(self) -> list[Column]:
        """The visible columns in the order on the screen."""
        return [self.columns[at] for at in self.arrangement.shown()]

    def redraw(self) -> None:
        """Draw the labels anew."""
        self.viewport().update()
        self.redrawn.emit()

    # -- menus

    def show_menu(self, button: QWidget) -> None:
        """Open the choice of columns below a button."""
        open_choice(self, button.mapToGlobal(button.rect().bottomLeft()))

    def show_column_menu(self, section: int, point: QPoint) -> None:
        """Open what can be done with a column at a point of the screen."""
        open_menu(self, section, point)

    # -- Qt

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw a label, its sort arrow, the rule below and the frame of the keyboard's place."""
        painter.save()
        column = self.columns[logicalIndex]
        painter.fillRect(rect, colour("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour("control"))
        inner = rect.adjusted(theme().px(MARGIN), 0, -theme().px(MARGIN), -1)
        if column.kind is not Kind.ICON:
            draw_label(painter, inner, column, self.order)
        if self.hasFocus() and self.cursor_keys.section == logicalIndex:
            draw_frame(painter, rect, "accent")
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrangement.fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        if by_key:
            self.cursor_keys.open_menu()
        else:
            self.show_column_menu(self.logicalIndexAt(event.pos()), event.globalPos())

    def mousePressEvent(self, e: QMouseEvent) -> None:
        self.adds_key = bool(e.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(e)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.cursor_keys.take(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.cursor_keys.enter()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.redrawn.emit()

    def _on_clicked(self, section: int) -> None:
        self.sort(self.columns[section].name, adding=self.adds_key)
