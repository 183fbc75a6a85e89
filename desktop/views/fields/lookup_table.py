"""The hits of a look-up in rows, with what was typed marked in them, and what else can be done."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QTableView, QWidget

from desktop.models.values.folding import fold
from desktop.services.records import LookupRow
from desktop.views.fields.field import Offer
from desktop.views.fields.highlight import matched
from desktop.views.shell.theme import Text, colour, theme
from desktop.views.tables.columns import Cell, Kind, Tone
from desktop.views.tables.delegates import CellDelegate
from desktop.views.tables.record_model import CELL_ROLE, Index

_ROOT = QModelIndex()
_COLUMNS: Final = (Kind.LINK, Kind.TEXT, Kind.TEXT, Kind.TEXT)
_WIDEST: Final = (140, 280, 340, 240)
ROW_HEIGHT = 28
_PLACE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class LookupModel(QAbstractTableModel):
    """The hits of a look-up: number, name, what tells them apart, and where else it was found.

    Below them stand the `offers`.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[LookupRow, ...] = ()
        self.offers: tuple[Offer, ...] = ()
        self._cells: list[tuple[Cell, ...]] = []

    def show(self, rows: Sequence[LookupRow], offers: Sequence[Offer] = ()) -> None:
        """Show the hits of another text."""
        self.beginResetModel()
        self.rows, self.offers = tuple(rows), tuple(offers)
        self._cells = [_hit_cells(row) for row in rows]
        self._cells += [_offer_cells(offer) for offer in offers]
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cells = self._cells[index.row()]
        if role == CELL_ROLE:
            return cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(cell.text for cell in cells if cell.text)
        return None


class LookupTable(QTableView):
    """Hits in rows without a header; used by the list below a field and by the picker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = LookupModel(self)
        self.setModel(self.hits)
        self._painter = _HitDelegate(self)
        self.setItemDelegate(self._painter)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme().px(24))
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW_HEIGHT))
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)

    def show_hits(
        self, rows: Sequence[LookupRow], text: str = "", offers: Sequence[Offer] = ()
    ) -> None:
        """Show hits, the first one chosen; the columns are as wide as they must be."""
        self._painter.words = fold(text).split()
        self.clearSpans()
        self.hits.show(rows)
        for column, most in enumerate(_WIDEST[:-1]):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column), theme().px(most)))
        self.hits.show(rows, offers)
        for at in range(len(rows), len(rows) + len(offers)):
            self.setSpan(at, 0, 1, len(_COLUMNS))
        if rows:
            self.move_to(0)

    def wanted_width(self) -> int:
        """How wide the list must be to show all of its columns."""
        last = min(self.sizeHintForColumn(len(_COLUMNS) - 1), theme().px(_WIDEST[-1]))
        return sum(self.columnWidth(column) for column in range(len(_COLUMNS) - 1)) + last

    def chosen(self) -> LookupRow | None:
        """The hit of the cursor."""
        at = self.currentIndex().row()
        return self.hits.rows[at] if 0 <= at < len(self.hits.rows) else None

    def chosen_offer(self) -> Offer | None:
        """The offer of the cursor."""
        at = self.currentIndex().row() - len(self.hits.rows)
        return self.hits.offers[at] if 0 <= at < len(self.hits.offers) else None

    def move_to(self, position: int) -> None:
        """Put the cursor on a hit, the first or last one where the list ends."""
        if self.hits.rowCount():
            self.selectRow(min(max(position, 0), self.hits.rowCount() - 1))

    def move_by(self, rows: int) -> None:
        """Move the cursor up or down."""
        self.move_to(self.currentIndex().row() + rows)


class _HitDelegate(CellDelegate):
    """Draws the typed words heavier than the rest of a hit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words: Sequence[str] = ()

    def draw_cell(self, painter: QPainter, rect: QRect, cell: Cell, *, selected: bool) -> None:
        spans = matched(cell.text, self.words) if self.words and not cell.icon else []
        plain = QFontMetrics(theme().font(Text.BODY))
        if not spans or plain.horizontalAdvance(cell.text) > rect.width():
            super().draw_cell(painter, rect, cell, selected=selected)
            return
        left = rect.left()
        for part, is_match in _parts(cell.text, spans):
            font = theme().font(Text.BODY)
            font.setWeight(QFont.Weight.Bold if is_match else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(colour(_token(cell, is_match=is_match, selected=selected)))
            width = QFontMetrics(font).horizontalAdvance(part)
            place = QRect(left, rect.top(), rect.right() - left + 1, rect.height())
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, part
            )
            left += width


def _parts(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    parts: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [*parts, (text[at:], False)]


def _token(cell: Cell, *, is_match: bool, selected: bool) -> str:
    if cell.kind is Kind.LINK and not selected:
        return "accent"
    return "muted" if cell.tone is Tone.MUTED and not is_match else "text"


def _hit_cells(row: LookupRow) -> tuple[Cell, ...]:
    return (
        Cell(row.key, Kind.LINK),
        Cell(row.text, Kind.TEXT),
        Cell(row.detail, Kind.TEXT, Tone.MUTED),
        Cell(row.found, Kind.TEXT, Tone.MUTED),
    )


def _offer_cells(offer: Offer) -> tuple[Cell, ...]:
    first = Cell(offer.text, Kind.TEXT, Tone.INFO, offer.icon)
    return (first, *(Cell("", Kind.TEXT) for _column in _COLUMNS[1:]))
