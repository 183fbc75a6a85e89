"""The table of the preview of a pasted block, worked like the lines grid."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.translation import _
from desktop.views.shell.theme import theme
from desktop.views.tables.delegates import CellDelegate, draw_frame
from desktop.views.tables.header import TableHeader
from desktop.views.tables.lines_model import ERROR_ROLE
from desktop.views.tables.paste_model import PasteModel
from desktop.views.tables.record_model import Index

_TRIGGERS = (
    QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
)


_LEAVING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
"""Keys that take what was typed into a cell and go on to another one."""


class PasteDelegate(CellDelegate):
    """A refused cell has a red frame, the cursor an accent one."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        table = self.parent()
        if index.data(ERROR_ROLE) and index.column():
            draw_frame(painter, option.rect, "danger")
        elif isinstance(table, PasteTable) and index == table.currentIndex():
            draw_frame(painter, option.rect, "accent")

    def eventFilter(self, object: QObject, event: QEvent) -> bool:  # noqa: A002  # Qt's name
        """Give Enter and Tab in an open cell the meaning that they have in a spreadsheet."""
        table = self.parent()
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(object, QWidget)
            and isinstance(table, PasteTable)
            and event.key() in _LEAVING
        ):
            self.commitData.emit(object)
            self.closeEditor.emit(object, QAbstractItemDelegate.EndEditHint.NoHint)
            table.go_on(Qt.Key(event.key()))
            return True
        return super().eventFilter(object, event)


class PasteTable(QTableView):
    """Shows a PasteModel. Typing replaces a cell, F2 edits it, Enter goes down, Tab on.

    Delete empties a cell, Ctrl+Delete leaves the row out.
    """

    def __init__(self, model: PasteModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pasted = model
        self.setModel(model)
        self.setAccessibleName(_("Pasted rows"))
        self.setItemDelegate(PasteDelegate(self))
        self.setEditTriggers(_TRIGGERS)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme().px(30))
        self._dress_header()
        model.modelReset.connect(self._dress_header)

    def go_to(self, row: int, name: str) -> None:
        """Put the cursor on the cell of a field."""
        self.setCurrentIndex(self.pasted.place_of(row, name))
        self.setFocus()

    def go_to_next_fault(self) -> None:
        """Put the cursor on the next cell that must be mended, from the top again at the end."""
        at = self.currentIndex()
        here = (at.row(), at.column())
        places = [
            (row, self.pasted.place_of(row, name).column(), name)
            for row, name, _error in self.pasted.faults()
        ]
        following = [place for place in sorted(places) if place[:2] > here] or sorted(places)
        if following:
            self.go_to(following[0][0], following[0][2])

    def go_on(self, key: Qt.Key) -> None:
        """Go to the cell that a key leads to: Enter down, Tab on, Shift+Tab back."""
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            at = self.currentIndex()
            below: QModelIndex = self.pasted.index(at.row() + 1, at.column())
            if below.isValid():
                self.setCurrentIndex(below)
        else:
            self.focusNextPrevChild(key == Qt.Key.Key_Tab)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not modifiers:
            self.go_on(key)
        elif key == Qt.Key.Key_Delete and control:
            self._remove_row()
        elif key == Qt.Key.Key_Delete and not modifiers:
            self.pasted.setData(self.currentIndex(), "")
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's name
        """Tab goes from cell to cell of the block, and out of the table after the last one."""
        at = self.currentIndex()
        width = len(self.pasted.block.columns)
        place = at.row() * width + at.column() - 1 + (1 if next else -1)
        if not at.isValid() or not width or not 0 <= place < width * self.pasted.rowCount():
            return super().focusNextPrevChild(next)
        self.setCurrentIndex(self.pasted.index(place // width, place % width + 1))
        return True

    def _remove_row(self) -> None:
        if self.currentIndex().isValid():
            self.pasted.remove(self.currentIndex().row())

    def _dress_header(self) -> None:
        header = TableHeader(self.pasted.header_columns, self)
        header.setSectionsClickable(False)
        self.setHorizontalHeader(header)
        header.restore_layout({})
