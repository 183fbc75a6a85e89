"""Columns at the left of a table that stay where they are when it scrolls sideways.

The table draws its frozen cells once more, over those that have scrolled below them, and answers
for them where the mouse is. So there is one cursor, one selection and one hover, and a screen
reader finds each cell once; a second view on top of the table would have its own of everything.
Only the labels stand in a header of their own, which hands all that is done with it to the table's.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem

from desktop.views.shell.theme import colour, theme
from desktop.views.tables.header import TableHeader
from desktop.views.tables.record_model import Index

if TYPE_CHECKING:
    from desktop.views.tables.freezing_table import FreezingTable

_LEAST_REST = 160
"""Where the other columns would have less room than that, freezing rests."""


class FrozenColumns:
    """Where the frozen columns of a table are, and what they look like."""

    def __init__(self, table: "FreezingTable") -> None:
        self._table = table
        self._header = table.header
        self.labels = FrozenLabels(table.header)
        self._header.arrangement.arranged.connect(self.fit)
        self.width = 0
        """How much of the table's width they take, 0 while nothing is frozen or freezing rests."""

    @property
    def is_floating(self) -> bool:
        """Whether other columns have scrolled below the frozen ones."""
        return bool(self.width) and self._header.offset() > 0

    def fit(self) -> None:
        """Something about the columns or the room has changed."""
        frozen = self._header.arrangement.frozen() if self._header.can_freeze else []
        wanted = sum(self._header.sectionSize(at) for at in frozen)
        most = self._table.viewport().width() - theme().px(_LEAST_REST)
        self.width = wanted if wanted <= most else 0
        self.labels.mirror(frozen if self.width else [])
        self._table.viewport().update()

    def section_at(self, x: int) -> int:
        """The frozen column at a place of the viewport, -1 where there is none."""
        if not self.is_floating or not 0 <= x < self.width:
            return -1
        return next((at for at, left, width in self._places() if left <= x < left + width), -1)

    def rect(self, index: Index, place: QRect) -> QRect:
        """Where a cell is seen, which stands at `place` in the table."""
        if not self.is_floating:
            return place
        found = (
            QRect(left, place.y(), width, place.height())
            for at, left, width in self._places()
            if at == index.column()
        )
        return next(found, place)

    def scrolled(self, column: int, before: int) -> int:
        """Where to scroll to sideways, so that a column is not below the frozen ones.

        `before` is where the table was scrolled to: a frozen column is always seen.
        """
        now = self._table.horizontalScrollBar().value()
        if not self.width:
            return now
        if column in self._header.arrangement.frozen():
            return before
        return now - max(self.width - self._table.columnViewportPosition(column), 0)

    def paint(self, event: QPaintEvent) -> None:
        """Draw the frozen cells over the others, and the line at their edge."""
        if not self.width:
            return
        painter = QPainter(self._table.viewport())
        if self.is_floating and event.rect().left() < self.width:
            self._paint_rows(painter, event.rect())
        height = self._table.viewport().height()
        painter.fillRect(self.width - 1, 0, 1, height, colour("control"))

    def _places(self) -> list[tuple[int, int, int]]:
        """Each frozen column with its left edge in the viewport and its width."""
        places, left = [], 0
        for at in self._header.arrangement.frozen():
            places.append((at, left, self._header.sectionSize(at)))
            left += self._header.sectionSize(at)
        return places

    def _paint_rows(self, painter: QPainter, area: QRect) -> None:
        table = self._table
        height = table.viewport().height()
        painter.fillRect(QRect(0, 0, self.width, height), colour("surface"))
        places = self._places()
        first, end = table.shown_rows()
        for row in range(first, end):
            top, tall = table.rowViewportPosition(row), table.rowHeight(row)
            if top <= area.bottom() and top + tall > area.top():
                for at, left, width in places:
                    self._paint_cell(painter, row, at, QRect(left, top, width, tall))

    def _paint_cell(self, painter: QPainter, row: int, column: int, rect: QRect) -> None:
        table = self._table
        option = QStyleOptionViewItem()
        table.initViewItemOption(option)
        option.rect = rect
        index = table.model().index(row, column)
        if table.selectionModel().isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        painter.save()
        painter.setClipRect(rect)
        table.itemDelegate().paint(painter, option, index)
        painter.restore()


class FrozenLabels(QHeaderView):
    """The labels of frozen columns, over the header of the table, which decides everything."""

    def __init__(self, header: TableHeader) -> None:
        super().__init__(Qt.Orientation.Horizontal, header)
        self._header = header
        self._quiet = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.sectionResized.connect(self._on_resized)
        self.sectionMoved.connect(self._on_moved)
        self.sectionClicked.connect(header.sectionClicked)
        self.sectionHandleDoubleClicked.connect(header.sectionHandleDoubleClicked)
        header.redrawn.connect(self._on_redrawn)
        self.hide()

    def mirror(self, frozen: list[int]) -> None:
        """Show these columns as they stand in the table's header; none hides the labels."""
        header = self._header
        if not frozen:
            self.hide()
            return
        if self.model() is not header.model():
            self.setModel(header.model())
        self._quiet = True
        self.setMinimumSectionSize(header.minimumSectionSize())
        for visual in range(header.count()):
            at = header.logicalIndex(visual)
            self.moveSection(self.visualIndex(at), visual)
            self.setSectionHidden(at, at not in frozen)
            if at in frozen:
                self.resizeSection(at, header.sectionSize(at))
        self._quiet = False
        width = sum(header.sectionSize(at) for at in frozen)
        self.setGeometry(0, 0, width, header.height())
        self.show()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return self._header.sizeHint()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw a label as the table's header does, with a line behind the last one."""
        self._header.paintSection(painter, rect, logicalIndex)
        if rect.right() >= self.width() - 1:
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), colour("control"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._header.show_column_menu(self.logicalIndexAt(event.pos()), event.globalPos())

    def mousePressEvent(self, e: QMouseEvent) -> None:
        self._header.adds_key = bool(e.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(e)

    def _on_redrawn(self) -> None:
        self.viewport().update()

    def _on_resized(self, section: int, _before: int, width: int) -> None:
        if not self._quiet and width > 0:
            self._header.resizeSection(section, width)

    def _on_moved(self, _section: int, before: int, now: int) -> None:
        if not self._quiet:
            self._header.moveSection(before, now)
