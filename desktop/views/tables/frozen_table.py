"""A table of rows of one height, whose first columns may stay while it scrolls sideways."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView, QWidget

from desktop.translation import _
from desktop.views.shell.theme import theme
from desktop.views.tables.delegates import CellDelegate, colour, draw_frame
from desktop.views.tables.empty_rows import paint_empty_rows
from desktop.views.tables.frozen import FrozenColumns
from desktop.views.tables.header import TableHeader
from desktop.views.tables.record_model import Index, RecordModel

ROW_HEIGHT = 32
_CURSOR_BAR = 3


class RowDelegate(CellDelegate):
    """Draws the whole row under the mouse as such, where Qt knows one cell only."""

    def __init__(self, table: "FrozenTable") -> None:
        super().__init__(table)
        self._table = table

    def is_hovered(self, option: QStyleOptionViewItem, index: Index) -> bool:
        del option
        return index.row() == self._table.hovered_row


class FrozenTable(QTableView):
    """Looks like every list: a header to sort by, whole rows, the cursor's row with a bar.

    The cell of the cursor has a frame when it is not the first one: commands may ask for its
    value. `hovered_row` is the row under the mouse, -1 for none.
    """

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = model
        self.hovered_row = -1
        self._build_header()
        self.frozen = FrozenColumns(self)
        self._build_looks()
        self.setModel(model)
        self.header.restore_layout({})
        self.setItemDelegate(RowDelegate(self))
        self._set_row_height()
        theme().changed.connect(self._set_row_height)

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

    def _build_header(self) -> None:
        self.header = TableHeader(self.records.columns, self, can_freeze=True)
        self.header.setAccessibleName(_("Column labels"))
        self.header.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.header.cursor_keys.left.connect(self.setFocus)
        self.header.cursor_keys.reached.connect(self._show_column)
        self.setHorizontalHeader(self.header)

    def shown_rows(self) -> tuple[int, int]:
        """The rows on the screen: the first, and the end."""
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        return first, (last if last >= 0 else self.records.rowCount() - 1) + 1

    # -- Qt

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """The cell that is seen at a place: a frozen one where those stand."""
        section = self.frozen.section_at(pos.x())
        if section < 0:
            return super().indexAt(pos)
        return self.records.index(self.rowAt(pos.y()), section)

    def visualRect(self, index: Index) -> QRect:
        """Where a cell is seen."""
        return self.frozen.rect(index, super().visualRect(index))

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll until a cell is seen, beside the frozen columns."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        bar.setValue(self.frozen.scrolled(index.column(), before))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx and self.frozen.width:
            self.viewport().update()
        if self.hovered_row >= 0:
            self._hover(self.rowAt(self.viewport().mapFromGlobal(QCursor.pos()).y()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frozen.fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the table, the frozen cells, and what shows where the keyboard is."""
        if paint_empty_rows(self):
            return
        super().paintEvent(e)
        self.frozen.paint(e)
        current = self.currentIndex()
        if not current.isValid() or not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        height = self.rowHeight(current.row()) - 1
        top = self.rowViewportPosition(current.row())
        if current.column() != self._first_shown():
            draw_frame(painter, self.visualRect(current).adjusted(0, 0, 0, -1), "accent")
        painter.fillRect(0, top, theme().px(_CURSOR_BAR), height, colour("accent"))

    # -- inside

    def _first_shown(self) -> int:
        return self.header.arrangement.shown()[0]

    def _hover(self, row: int) -> None:
        """Draw the row that the mouse has left, and the one that it is on."""
        left, self.hovered_row = self.hovered_row, row
        for at in {left, row} if left != row else ():
            top, height = self.rowViewportPosition(at), self.rowHeight(at)
            self.viewport().update(0, top, self.viewport().width(), height)

    def _show_column(self, section: int) -> None:
        """Scroll sideways to a column whose label has the keyboard."""
        self.scrollTo(self.records.index(max(self.rowAt(0), 0), section))

    def _set_row_height(self) -> None:
        self.verticalHeader().setMinimumSectionSize(theme().px(24))
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW_HEIGHT))
