"""A table of rows of one height that looks like every list."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from desktop.translation import _
from desktop.views.shell.theme import colour, theme
from desktop.views.tables.delegates import CellDelegate, draw_frame
from desktop.views.tables.empty_rows import paint_empty_rows
from desktop.views.tables.freezing_table import FreezingTable
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


class FrozenTable(FreezingTable):
    """Looks like every list: a header to sort by, whole rows, the cursor's row with a bar.

    The cell of the cursor has a frame when it is not the first one: commands may ask for its
    value. `hovered_row` is the row under the mouse, -1 for none.
    """

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(model.columns, parent, can_freeze=True)
        self.records = model
        self.hovered_row = -1
        self._name_header()
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

    def _name_header(self) -> None:
        self.header.setAccessibleName(_("Column labels"))
        self.header.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.header.cursor_keys.left.connect(self.setFocus)
        self.header.cursor_keys.reached.connect(self._show_column)

    # -- Qt

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.hovered_row >= 0:
            self._hover(self.rowAt(self.viewport().mapFromGlobal(QCursor.pos()).y()))

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
