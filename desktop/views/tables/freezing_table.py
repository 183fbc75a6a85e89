"""A table whose first columns may stay where they are when it scrolls sideways."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from desktop.views.tables.columns import Column
from desktop.views.tables.frozen import FrozenColumns
from desktop.views.tables.header import TableHeader
from desktop.views.tables.record_model import Index


class FreezingTable(QTableView):
    """Draws and answers for its frozen columns; without `can_freeze` there never are any.

    `header` says which columns are frozen, `frozen` where they are.
    """

    def __init__(
        self, columns: Sequence[Column], parent: QWidget | None = None, *, can_freeze: bool
    ) -> None:
        super().__init__(parent)
        self.header = TableHeader(columns, self, can_freeze=can_freeze)
        self.setHorizontalHeader(self.header)
        self.frozen = FrozenColumns(self)

    def shown_rows(self) -> tuple[int, int]:
        """The rows on the screen: the first, and the end."""
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        return first, (last if last >= 0 else self.model().rowCount() - 1) + 1

    # -- Qt

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """The cell that is seen at a place: a frozen one where those stand."""
        section = self.frozen.section_at(pos.x())
        if section < 0:
            return super().indexAt(pos)
        return self.model().index(self.rowAt(pos.y()), section)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frozen.fit()

    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the table, and the frozen cells over it."""
        super().paintEvent(e)
        self.frozen.paint(e)
