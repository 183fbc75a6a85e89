"""The table of a list: whole rows selected, worked by keyboard or mouse."""

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
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.views.shell.keys import Key
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.frozen_table import FrozenTable
from desktop.views.tables.record_model import Index, RecordModel


class RecordTable(FrozenTable):
    """Shows a `RecordModel`.

    Signals: `row_activated(position)` on Enter, double click or a click on the row's link;
    `link_activated(position, column)` on a click on another link; `current_changed(position)`,
    -1 for none; `selection_changed`; `menu_wanted(point)` in global coordinates; `typed(text)`
    when letters are typed, which are meant for the filter box.
    """

    row_activated = Signal(int)
    link_activated = Signal(int, int)
    current_changed = Signal(int)
    selection_changed = Signal()
    menu_wanted = Signal(QPoint)
    typed = Signal(str)

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.doubleClicked.connect(self._on_double_clicked)

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
        elif Key.CONTEXT_MENU.is_pressed(event):
            self._open_menu()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters do not jump to a row: they narrow the list."""
        self.typed.emit(search)

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
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._open_menu()
        else:
            self.menu_wanted.emit(event.globalPos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_changed.emit(current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

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

    def _open_menu(self) -> None:
        """Open the menu by the keyboard, below the cursor's cell."""
        place = self.visualRect(self.currentIndex()).bottomLeft()
        self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if not QApplication.keyboardModifiers() and self._kind(index) is not Kind.LINK:
            self.row_activated.emit(index.row())

    def _kind(self, index: QModelIndex) -> Kind:
        return self.records.columns[index.column()].kind
