"""The item model of the preview of a pasted block: each cell shows what it becomes."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from desktop.translation import N_, _
from desktop.views.tables.columns import Cell, Column, Kind, Tone, value_text
from desktop.views.tables.line_columns import LineColumn, LineSnapshot
from desktop.views.tables.lines_model import ERROR_ROLE
from desktop.views.tables.pasted_block import PastedBlock, PastedCell, PastedRow, read_cell
from desktop.views.tables.record_model import CELL_ROLE, Index

WHERE = 0
"""The first column: which line the row goes into."""
_ROOT = QModelIndex()
_WHERE = Column("where", N_("Line"), lambda _row: None, Kind.TEXT, width=84, sortable=False)


class PasteModel(QAbstractTableModel):
    """The rows of a block; behind its own columns those that show what they become.

    `lines` are the lines as they would stand, by the row's number. Signal `edited`: a cell was
    mended, so that the rest must be rehearsed again.
    """

    edited = Signal()

    def __init__(
        self,
        block: PastedBlock,
        results: Sequence[LineColumn],
        places: Mapping[int, int],
        work_date: date,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.block = block
        self.lines: dict[int, LineSnapshot] = {}
        self._results = tuple(results)
        self._places = places
        self._work_date = work_date

    @property
    def columns(self) -> tuple[LineColumn, ...]:
        """The columns of the block, then those that only show what comes of it."""
        known = {each.name for each in self.block.columns}
        return (*self.block.columns, *(one for one in self._results if one.name not in known))

    @property
    def header_columns(self) -> tuple[Column, ...]:
        """All columns, as a header takes them."""
        return (_WHERE, *(each.column for each in self.columns))

    def faults(self) -> list[tuple[int, str, str]]:
        """Everything to mend: (place of the row, field, sentence)."""
        return [
            (at, name, cell.error)
            for at, row in enumerate(self.block.rows)
            for name, cell in row.cells.items()
            if cell.error
        ]

    def show(self, lines: Mapping[int, LineSnapshot]) -> None:
        """Show what a rehearsal has given."""
        self.lines = dict(lines)
        self._announce_all()

    def remove(self, at: int) -> None:
        """Leave a row out of the paste."""
        self.beginRemoveRows(_ROOT, at, at)
        del self.block.rows[at]
        self.endRemoveRows()
        self.edited.emit()

    def leave_out(self, names: Sequence[str]) -> None:
        """Do without columns that nobody can enter."""
        self.beginResetModel()
        for name in names:
            self.block.leave_out(name)
        self.endResetModel()

    def place_of(self, at: int, name: str) -> Index:
        """The cell of a field in a row."""
        names = [each.name for each in self.columns]
        return self.index(at, names.index(name) + 1 if name in names else WHERE)

    def sentence(self, at: int, name: str) -> str:
        """What is wrong with a cell, with its place in words."""
        row = self.block.rows[at]
        captions = {each.name: each.column.caption for each in self.columns}
        return _("Row {row}, {column}: {error}").format(
            row=row.number, column=captions.get(name, name), error=row.cells[name].error
        )

    # -- Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.block.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_own = index.isValid() and 0 < index.column() <= len(self.block.columns)
        return flags | Qt.ItemFlag.ItemIsEditable if is_own else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.EditRole:
            cell = self._pasted(index)
            return cell.text if cell else ""
        shown = self._cell(index)
        if role == CELL_ROLE:
            return shown
        if role in {ERROR_ROLE, Qt.ItemDataRole.ToolTipRole}:
            return shown.speech
        if role == Qt.ItemDataRole.AccessibleTextRole:
            caption = self.header_columns[index.column()].caption
            return ": ".join(part for part in (caption, shown.text, shown.speech) if part)
        return shown.text if role == Qt.ItemDataRole.DisplayRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take another text for a cell."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        row, column = self.block.rows[index.row()], self.columns[index.column() - 1]
        text = str(value)
        known = row.cells.get(column.name)
        if known is None or known.text != text:
            entry = read_cell(column, text, row.target, self._work_date)
            row.cells[column.name] = PastedCell(text, entry)
            for cell in row.cells.values():
                cell.refusal = ""
            self._announce(index.row())
            self.edited.emit()
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.header_columns[section].caption if section < self.columnCount() else None
        return None

    # -- inside

    def _pasted(self, index: Index) -> PastedCell | None:
        column = self.columns[index.column() - 1] if index.column() > WHERE else None
        return self.block.rows[index.row()].cells.get(column.name) if column else None

    def _cell(self, index: Index) -> Cell:
        row = self.block.rows[index.row()]
        if index.column() == WHERE:
            return self._where(row)
        column, typed = self.columns[index.column() - 1], self._pasted(index)
        kind = column.column.kind
        if typed is not None and typed.error:
            return Cell(typed.text, kind, Tone.DANGER, speech=typed.error)
        line = self.lines.get(row.number)
        if line is not None:
            return Cell(value_text(line.values.get(column.name), kind), kind)
        return Cell(typed.text if typed else "", kind, Tone.MUTED)

    def _where(self, row: PastedRow) -> Cell:
        place = self._places.get(row.target.line_no or 0) if row.target else None
        text = _("Line {line}").format(line=place) if place else _("New")
        icon = "circle-alert" if row.is_wrong else None
        return Cell(text, Kind.TEXT, Tone.DANGER if icon else Tone.MUTED, icon)

    def _announce(self, at: int) -> None:
        self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    def _announce_all(self) -> None:
        if self.block.rows:
            last = self.index(len(self.block.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
