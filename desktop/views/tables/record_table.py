"""The table of a list: rows of one height, whole rows selected, worked by keyboard or mouse."""

from collections.abc import Iterable
from typing import Any, cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from desktop.views.shell.theme import theme
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.delegates import CellDelegate, colour
from desktop.views.tables.header import TableHeader
from desktop.views.tables.record_model import Index, RecordModel

ROW_HEIGHT = 32
_CURSOR_BAR = 3


class RecordTable(QTableView):
    """Shows a `RecordModel`.

    Signals: `row_activated(position)` on Enter, double click or a click on the row's link;
    `link_activated(position, column)` on a click on another link; `current_changed(position)`,
    -1 for none; `selection_changed`; `menu_wanted(point)` in global coordinates.
    """

    row_activated = Signal(int)
    link_activated = Signal(int, int)
    current_changed = Signal(int)
    selection_changed = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = model
        self._build_looks()
        self.setModel(model)
        self.header = TableHeader(model.columns, self)
        self.setHorizontalHeader(self.header)
        self.header.restore_layout({})
        self.setItemDelegate(CellDelegate(self))
        self._set_row_height()
        theme().changed.connect(self._set_row_height)
        self.doubleClicked.connect(self._on_double_clicked)

    def _build_looks(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()

    # -- what the page asks

    def selected_positions(self) -> list[int]:
        """The selected rows from top to bottom."""
        tops = {each.top(): each.bottom() for each in self._ranges()}
        return sorted({at for top, bottom in tops.items() for at in range(top, bottom + 1)})

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum({each.top(): each.height() for each in self._ranges()}.values())

    def current_row(self) -> Any:  # noqa: ANN401 - the row's type is the area's
        """The row of the cursor, None when there is none."""
        return self.records.row(self.currentIndex().row())

    def shown_rows(self) -> tuple[int, int]:
        """The rows on the screen: the first, and the end."""
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        return first, (last if last >= 0 else self.records.rowCount() - 1) + 1

    def go_to(self, position: int) -> None:
        """Put the cursor on a row and select it alone."""
        if 0 <= position < self.records.rowCount():
            index = self.records.index(position, self._first_shown())
            # selectRow() goes by the keys that are held down: with Ctrl it would deselect the row.
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            whole = QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, only | whole)
            self.scrollTo(index)

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if self.currentIndex().isValid():
                self.row_activated.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self._link_at(event.position().toPoint())
        if index is None or event.button() is not Qt.MouseButton.LeftButton or event.modifiers():
            return
        column = self.records.columns[index.column()]
        if column.target is None:
            self.row_activated.emit(index.row())
        else:
            self.link_activated.emit(index.row(), index.column())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        on_link = self._link_at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if on_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_changed.emit(current.row())
            self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the table and the bar that shows which row has the keyboard."""
        super().paintEvent(e)
        current = self.currentIndex()
        if not current.isValid() or not self.hasFocus():
            return
        top = self.rowViewportPosition(current.row())
        painter = QPainter(self.viewport())
        height = self.rowHeight(current.row()) - 1
        painter.fillRect(0, top, theme().px(_CURSOR_BAR), height, colour("accent"))

    # -- inside

    def _ranges(self) -> list[QItemSelectionRange]:
        # The stubs do not say that a selection is a list of ranges.
        return list(cast("Iterable[QItemSelectionRange]", self.selectionModel().selection()))

    def _link_at(self, point: QPoint) -> QModelIndex | None:
        index = self.indexAt(point)
        if not index.isValid():
            return None
        column: Column = self.records.columns[index.column()]
        is_link = column.kind is Kind.LINK and bool(index.data())
        return index if is_link else None

    def _first_shown(self) -> int:
        return max(self.header.logicalIndex(0), 0)

    def _set_row_height(self) -> None:
        self.verticalHeader().setMinimumSectionSize(theme().px(24))
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW_HEIGHT))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if not QApplication.keyboardModifiers() and self._kind(index) is not Kind.LINK:
            self.row_activated.emit(index.row())

    def _kind(self, index: QModelIndex) -> Kind:
        return self.records.columns[index.column()].kind
