"""Painting and editing of the cells of a lines grid."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemDelegate, QStyle, QStyleOptionViewItem, QWidget

from desktop.views.fields.undo_keys import is_for_page
from desktop.views.shell.theme import colour, theme
from desktop.views.tables.cell_editor import CellEditor, CellTools
from desktop.views.tables.clipboard_block import is_block
from desktop.views.tables.delegates import MARGIN, CellDelegate, draw_frame
from desktop.views.tables.lines_model import ERROR_ROLE
from desktop.views.tables.record_model import Index

if TYPE_CHECKING:
    from desktop.views.tables.lines_grid import LinesGrid

_STAY = QAbstractItemDelegate.EndEditHint.NoHint
_REVERT = QAbstractItemDelegate.EndEditHint.RevertModelCache


class GridDelegate(CellDelegate):
    """The cursor is an accent frame, its row is tinted; a refused cell has a red frame."""

    def __init__(self, grid: "LinesGrid", tools: CellTools) -> None:
        super().__init__(grid)
        self._grid = grid
        self._tools = tools

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = self._grid.currentIndex()
        if index.row() == current.row() and current.isValid():
            option.state |= QStyle.StateFlag.State_Selected
        else:
            option.state &= ~QStyle.StateFlag.State_MouseOver
        super().paint(painter, option, index)
        is_cursor = index == current
        if is_cursor and self._grid.is_editing:
            painter.fillRect(option.rect, colour("surface"))
        if index.data(ERROR_ROLE) and index.column():
            draw_frame(painter, option.rect, "danger")
        elif is_cursor and self._grid.has_cursor:
            draw_frame(painter, option.rect, "accent")

    # -- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = self._grid.lines
        column = model.column(index)
        assert column is not None  # noqa: S101  # the marks are not editable
        return CellEditor(column, model.rows[index.row()], self._tools, parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.fill()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEditor):
            self._grid.take(editor)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(2, 2, -2, -3))
        if isinstance(editor, CellEditor):
            margin = theme().px(MARGIN) - 4
            editor.setTextMargins(margin, 0, margin, 0)

    def eventFilter(self, object: QObject, event: QEvent) -> bool:  # noqa: A002  # Qt's name
        """Give Tab, Enter, Escape and the arrows the meaning that they have in a spreadsheet."""
        if is_for_page(object, event):
            event.ignore()
            return True
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(object, CellEditor) and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Paste) and is_block(_clipboard()):
                self.closeEditor.emit(object, _REVERT)
                self._grid.block_pasted.emit()
                return True
            return self._on_key(object, Qt.Key(event.key()), event.modifiers())
        taken = super().eventFilter(object, event)
        if event.type() == QEvent.Type.FocusOut and isinstance(object, CellEditor):
            object.close_list()
        return taken

    def _on_key(self, editor: CellEditor, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key == Qt.Key.Key_Escape:
            if not editor.close_list():
                self.closeEditor.emit(editor, _REVERT)
            return True
        if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.finish(editor)
            self._grid.focusNextPrevChild(key == Qt.Key.Key_Tab)
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._grid.ends_scan = True
            self.finish(editor)
            self._grid.ends_scan = False
            self._grid.go_down(1)
            return True
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not editor.moves_in_list(key):
            self.finish(editor)
            self._grid.go_down(1 if key == Qt.Key.Key_Down else -1)
            return True
        return False

    def finish(self, editor: CellEditor) -> None:
        """Take what was typed and close the line."""
        self.commitData.emit(editor)
        editor.close_list()
        self.closeEditor.emit(editor, _STAY)


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()
