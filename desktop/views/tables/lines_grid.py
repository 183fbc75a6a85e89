"""The grid of a document's lines, worked like a spreadsheet."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.translation import _
from desktop.views.shell.theme import Text, colour, theme
from desktop.views.tables.cell_editor import CellEditor, CellEntry, CellTools
from desktop.views.tables.columns import Kind
from desktop.views.tables.delegates import MARGIN
from desktop.views.tables.freezing_table import FreezingTable
from desktop.views.tables.grid_delegate import GridDelegate
from desktop.views.tables.line_columns import GridRow
from desktop.views.tables.lines_model import LinesModel
from desktop.views.tables.record_model import CELL_ROLE, Index

ROW_HEIGHT = 32
_BY_MOUSE = Qt.FocusReason.MouseFocusReason
_TRIGGERS = (
    QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
)


class LinesGrid(FreezingTable):
    """Shows a LinesModel. Typing replaces a cell, F2 edits it, Tab goes to the next one to fill.

    Signals: `entered(row, entry)` when a GridRow's cell was left with a CellEntry;
    `overtaken(row, entry)` in its place when the line got another value there meanwhile;
    `scanned(row, entry, text)` in its place when a text that begins a new line was ended by Enter,
    as scanners do; `current_row_changed`; `link_activated(row, column)` on a click on a link;
    `block_pasted` when several cells are pasted into an open one.
    """

    entered = Signal(object, object)
    overtaken = Signal(object, object)
    scanned = Signal(object, object, str)
    current_row_changed = Signal()
    link_activated = Signal(object, object)
    block_pasted = Signal()

    can_freeze = False
    """Whether columns may stay where they are when the grid scrolls sideways."""

    def __init__(self, model: LinesModel, tools: CellTools, parent: QWidget | None = None) -> None:
        super().__init__(model.header_columns, parent, can_freeze=self.can_freeze)
        self.lines = model
        self.ends_scan = False
        self._build_looks()
        self.setModel(model)
        self.header.restore_layout({})
        self._delegate = GridDelegate(self, tools)
        self.setItemDelegate(self._delegate)
        model.rowsInserted.connect(self.fit)
        model.rowsRemoved.connect(self.fit)
        theme().changed.connect(self.fit)
        self.fit()

    def _build_looks(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(_TRIGGERS)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()

    # -- what the page asks and does

    @property
    def is_editing(self) -> bool:
        """Whether a line is open in the cursor's cell."""
        return self.state() == QAbstractItemView.State.EditingState

    @property
    def has_cursor(self) -> bool:
        """Whether the keyboard works here."""
        return self.hasFocus() or self.is_editing or self.viewport().hasFocus()

    def current_line(self) -> GridRow | None:
        """The row of the cursor."""
        at = self.currentIndex().row()
        return self.lines.rows[at] if 0 <= at < len(self.lines.rows) else None

    def selected_lines(self) -> list[GridRow]:
        """The rows that the selected block touches, from top to bottom."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [self.lines.rows[at] for at in rows]

    def take(self, editor: CellEditor) -> None:
        """Hand on what was typed into a cell."""
        entry, row = editor.entry(), editor.row
        if entry is None:
            return
        if row.line is not None and row.value(editor.column.name) != editor.base:
            self.overtaken.emit(row, entry)
        elif self.ends_scan and row.is_empty and editor.column.field.lookup is not None:
            self.scanned.emit(row, entry, editor.text().strip())
        else:
            self.entered.emit(row, entry)

    def go_down(self, step: int) -> None:
        """Move the cursor to the row below (1) or above (-1), in the same column.

        In the empty row at the end only the cells that begin a line can be filled: there it goes
        to the number, so that the next line can be typed at once.
        """
        at = self.currentIndex()
        # Where no line can be added the empty row at the end is of no use.
        last = max(len(self.lines.rows) - (1 if self.lines.can_add else 2), 0)
        row = min(max(at.row() + step, 0), last)
        below = self.lines.index(row, at.column())
        is_open = self.lines.flags(below) & Qt.ItemFlag.ItemIsEditable
        if row != at.row() and not is_open and self.lines.rows[row].is_empty:
            self.go_to_row(row)
            return
        self.setCurrentIndex(below)

    def go_to_row(self, row: int) -> bool:
        """Put the cursor where a row is begun: a line that is made, on what makes it a line."""
        self.setCurrentIndex(self.lines.index(row, 0))
        first = _cell_to_begin(self, row)
        if not first.isValid():
            first = _next_editable(self, 1)
        if first.isValid() and first.row() == row:
            self.setCurrentIndex(first)
        self.setFocus()
        return True

    def go_to_cell(self, row: int, name: str) -> bool:
        """Put the cursor on a cell by the name of its field; False when it is not shown."""
        for at, column in enumerate(self.lines.columns, start=1):
            if column.name == name and not self.isColumnHidden(at):
                self.setCurrentIndex(self.lines.index(row, at))
                self.setFocus()
                return True
        return False

    def shown_columns(self) -> list[int]:
        """The visible columns of the model in the order on the screen."""
        columns = range(self.lines.columnCount())
        shown = [at for at in columns if not self.isColumnHidden(at)]
        return sorted(shown, key=self.header.visualIndex)

    def fit(self) -> None:
        """Be as high as the rows: the page scrolls, not the grid."""
        height = theme().px(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
        rows = self.lines.rowCount() * height
        self.setFixedHeight(self.header.sizeHint().height() + rows + extra + 2)
        self.viewport().update()

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        alt_down = key == Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_F2 or alt_down or (key == Qt.Key.Key_F4 and not modifiers):
            self._edit_in_place(opens_list=key != Qt.Key.Key_F2)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not modifiers:
            self.go_down(1)
        elif key == Qt.Key.Key_Delete and not modifiers:
            self._clear_cell()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's name
        """Tab goes to the next cell to fill, and out of the grid after the last one."""
        index = _next_editable(self, 1 if next else -1)
        if not index.isValid():
            return super().focusNextPrevChild(next)
        self.setCurrentIndex(index)
        self.edit(index)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin where something can be typed, not beside the lines."""
        super().focusInEvent(event)
        at = self.currentIndex()
        if at.isValid() and at.column() == 0 and event.reason() is not _BY_MOUSE:
            self.go_to_row(at.row())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_row_changed.emit()
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        cell = index.data(CELL_ROLE) if index.isValid() else None
        column = self.lines.column(index) if index.isValid() else None
        if column is not None and cell is not None and cell.kind is Kind.LINK:
            self.link_activated.emit(self.lines.rows[index.row()], column)

    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the grid, and the invitation over the empty last row."""
        super().paintEvent(e)
        last, at = self.lines.rowCount() - 1, self.currentIndex()
        begin = _cell_to_begin(self, last)
        if not begin.isValid() or not self.lines.can_add or (self.is_editing and at.row() == last):
            return
        shown = self.shown_columns()
        place = shown.index(begin.column())
        # The frame of the cursor is not drawn through the words.
        beside = shown[min(place + 1, len(shown) - 1)] if at == begin else begin.column()
        painter = QPainter(self.viewport())
        painter.setFont(theme().font(Text.BODY))
        painter.setPen(colour("muted"))
        left = self.columnViewportPosition(beside) + theme().px(MARGIN)
        text = _("+  Type a number, name or barcode…")
        top, height = self.rowViewportPosition(last), self.rowHeight(last)
        width = self.viewport().width() - left
        painter.drawText(left, top, width, height, int(Qt.AlignmentFlag.AlignVCenter), text)

    # -- inside

    def _edit_in_place(self, *, opens_list: bool) -> None:
        index = self.currentIndex()
        if not self.lines.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return
        self.edit(index)
        editor = self.indexWidget(index)
        if isinstance(editor, CellEditor):
            editor.deselect()
            editor.end(False)
            if opens_list:
                editor.open_list()

    def _clear_cell(self) -> None:
        index = self.currentIndex()
        column = self.lines.column(index) if index.isValid() else None
        row = self.lines.rows[index.row()] if column is not None else None
        is_open = self.lines.flags(index) & Qt.ItemFlag.ItemIsEditable
        if column is not None and row is not None and is_open and not row.is_empty:
            self.entered.emit(row, CellEntry(column.name, None, ""))


def _cell_to_begin(grid: LinesGrid, row: int) -> QModelIndex:
    """The cell of an empty row that makes it a line: the number, where that is shown."""
    columns = grid.lines.columns
    starts = [at for at, each in enumerate(columns, 1) if each.field.starts_line]
    shown = [at for at in starts if columns[at - 1].field.lookup and not grid.isColumnHidden(at)]
    is_empty = 0 <= row < len(grid.lines.rows) and grid.lines.rows[row].is_empty
    return grid.lines.index(row, shown[0]) if shown and is_empty else QModelIndex()


def _next_editable(grid: LinesGrid, step: int) -> QModelIndex:
    """The next cell to fill in reading order, an invalid index where there is none."""
    at, shown = grid.currentIndex(), grid.shown_columns()
    row = at.row()
    place = shown.index(at.column()) if at.column() in shown else 0
    while 0 <= row < grid.lines.rowCount():
        place += step
        if not 0 <= place < len(shown):
            row, place = row + step, -1 if step > 0 else len(shown)
            continue
        index = grid.lines.index(row, shown[place])
        if index.isValid() and grid.lines.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return index
    return QModelIndex()
