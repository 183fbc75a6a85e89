"""The item model of a lines grid: a snapshot's lines, what is typed over them, an empty row."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from desktop.translation import N_, _
from desktop.views.tables.columns import Cell, Column, Kind, Tone
from desktop.views.tables.line_columns import GridRow, LineColumn, LineSnapshot, Typed
from desktop.views.tables.record_model import CELL_ROLE, Index

ERROR_ROLE = CELL_ROLE + 1
"""What is wrong with the typed value of a cell; empty when nothing is."""
MARK = 0
"""The first column: an icon for warnings and errors."""
_ROOT = QModelIndex()
_AS_BEFORE: Mapping[int, int] = MappingProxyType({})
_MARK_COLUMN = Column("mark", N_("Warning"), lambda _line: None, Kind.ICON, sortable=False)


class LinesModel(QAbstractTableModel):
    """Rows of a lines grid. `row_tone` gives the tone of a whole line, such as a comment's."""

    def __init__(
        self,
        columns: Sequence[LineColumn],
        row_tone: Callable[[LineSnapshot], Tone | None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.header_columns = (_MARK_COLUMN, *(each.column for each in columns))
        self.rows: list[GridRow] = [GridRow()]
        self.can_add = True
        self._row_tone = row_tone
        self.is_unsaved = False
        self._marks: dict[int, str] = {}
        self._grave: AbstractSet[int] = frozenset()

    # -- what the page puts in

    def show(
        self,
        lines: Sequence[LineSnapshot],
        *,
        can_add: bool,
        renumbered: Mapping[int, int] = _AS_BEFORE,
    ) -> None:
        """Show a snapshot's lines, announcing only what differs; what is being typed stays.

        `renumbered` says which number a line has got in the place of which.
        """
        self.can_add = can_add
        wanted = _wanted_rows(self.rows, lines, renumbered)
        made = [row for row in wanted if row.line is not None]
        changed = set()
        for row, line in zip(made, lines, strict=True):
            if row.line != line:
                changed.add(id(row))
            row.line = line
        self._arrange(wanted)
        for position, row in enumerate(self.rows):
            if id(row) in changed:
                self._announce(position)

    def set_marks(self, marks: Mapping[int, str], grave: AbstractSet[int] = frozenset()) -> None:
        """Show which lines have warnings: sentences by line number; `grave` ones in red."""
        if self._marks != dict(marks) or self._grave != grave:
            self._marks, self._grave = dict(marks), grave
            last = self.index(len(self.rows) - 1, MARK)
            self.dataChanged.emit(self.index(0, MARK), last)

    def type_into(self, row: GridRow, name: str, text: str, error: str = "") -> None:
        """Show a typed value until it is settled; typing into the empty row makes a new one."""
        row.typed[name] = Typed(text, error)
        position = self.rows.index(row)
        if position == len(self.rows) - 1 and self.can_add:
            self._insert(len(self.rows), GridRow())
        self._announce(position)

    def settle(self, row: GridRow, name: str) -> None:
        """A typed value has arrived in the snapshot, or was taken back."""
        if row.typed.pop(name, None) is not None and row in self.rows:
            self._announce(self.rows.index(row))

    def insert_before(self, position: int) -> None:
        """Make room for a new line before a row."""
        if self.can_add:
            self._insert(position, GridRow(before=self.rows[position]))

    def drop(self, row: GridRow) -> None:
        """Take away a row that was never a line; the last row stays."""
        if row in self.rows and row.line is None and row is not self.rows[-1]:
            self._remove(self.rows.index(row))

    # -- what the grid asks

    def column(self, index: Index) -> LineColumn | None:
        """The declared column of a cell, None for the marks."""
        return self.columns[index.column() - 1] if index.column() > MARK else None

    def sentence(self, position: int) -> tuple[str, Tone]:
        """What stands under the grid for a row: its error, or its warning; empty for neither."""
        row = self.rows[position]
        if row.errors:
            return row.errors[0], Tone.DANGER
        tone = Tone.DANGER if row.line_no in self._grave else Tone.WARN
        return self._marks.get(row.line_no or -1, ""), tone

    # -- Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        column = self.column(index) if index.isValid() else None
        if column is None:
            return flags
        row = self.rows[index.row()]
        if row.line is not None:
            editable = column.name in row.line.editable
        else:
            editable = self.can_add and (column.field.starts_line or not row.is_empty)
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self._cell(index)
        column = self.header_columns[index.column()]
        is_wrong = cell.tone is Tone.DANGER or index.column() == MARK
        spoken = ": ".join(part for part in (column.caption, cell.text, cell.speech) if part)
        answers: dict[int, object] = {
            CELL_ROLE: cell,
            Qt.ItemDataRole.DisplayRole: cell.text,
            ERROR_ROLE: cell.speech if is_wrong else "",
            Qt.ItemDataRole.ToolTipRole: cell.speech,
            Qt.ItemDataRole.TextAlignmentRole: column.alignment,
            Qt.ItemDataRole.AccessibleTextRole: spoken,
        }
        return answers.get(role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.header_columns):
            return None
        column = self.header_columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if section == MARK else column.caption
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.caption
        return None

    # -- inside

    def _cell(self, index: Index) -> Cell:
        row, column = self.rows[index.row()], self.column(index)
        if column is None:
            sentence, tone = self.sentence(index.row())
            icon = "circle-alert" if tone is Tone.DANGER else "triangle-alert"
            return Cell("", Kind.ICON, tone, icon if sentence else None, sentence)
        typed = row.typed.get(column.name)
        if typed is not None:
            return _typed_cell(typed, column.column.kind, is_unsaved=self.is_unsaved)
        if row.line is None:
            return Cell("", column.column.kind)
        return column.cell(row.line, self._row_tone(row.line) if self._row_tone else None)

    def _arrange(self, wanted: list[GridRow]) -> None:
        keep = set(map(id, wanted))
        for position in range(len(self.rows) - 1, -1, -1):
            if id(self.rows[position]) not in keep:
                self._remove(position)
        present = set(map(id, self.rows))
        for position, row in enumerate(wanted):
            if id(row) not in present:
                self._insert(position, row)
            elif self.rows[position] is not row:
                self._move(self.rows.index(row), position)

    def _insert(self, position: int, row: GridRow) -> None:
        self.beginInsertRows(_ROOT, position, position)
        self.rows.insert(position, row)
        self.endInsertRows()

    def _remove(self, position: int) -> None:
        self.beginRemoveRows(_ROOT, position, position)
        del self.rows[position]
        self.endRemoveRows()

    def _move(self, source: int, target: int) -> None:
        """Move a row up, from `source` to before `target`."""
        self.beginMoveRows(_ROOT, source, source, _ROOT, target)
        self.rows.insert(target, self.rows.pop(source))
        self.endMoveRows()

    def _announce(self, position: int) -> None:
        last = self.index(position, len(self.columns))
        self.dataChanged.emit(self.index(position, 0), last)


def show_unsaved(model: LinesModel, unsaved: bool) -> None:
    """Show that typed values wait for a database that is away, or that they do not."""
    model.is_unsaved = unsaved
    last = model.index(model.rowCount() - 1, model.columnCount() - 1)
    model.dataChanged.emit(model.index(0, 0), last)


def _typed_cell(typed: Typed, kind: Kind, *, is_unsaved: bool) -> Cell:
    """A value that is refused, that waits for the database, or that is on its way."""
    if typed.error:
        return Cell(typed.text, kind, Tone.DANGER, speech=typed.error)
    if is_unsaved:
        return Cell(typed.text, kind, Tone.WARN, "cloud-off", speech=_("Not saved yet."))
    return Cell(typed.text, kind, Tone.MUTED)


def _wanted_rows(
    rows: Sequence[GridRow], lines: Sequence[LineSnapshot], renumbered: Mapping[int, int]
) -> list[GridRow]:
    """The rows to show, in order: lines, rows being made before or after them, the empty one."""
    numbered = [(row.line_no, row) for row in rows if row.line_no is not None]
    known = {renumbered.get(line_no, line_no): row for line_no, row in numbered}
    made = [known.get(line.line_no) or GridRow(line=line) for line in lines]
    waiting = [row for row in rows[:-1] if row.line is None]
    placed = {id(row) for row in made}
    wanted: list[GridRow] = []
    for row in made:
        wanted += [new for new in waiting if new.before is row]
        wanted.append(row)
    wanted += [new for new in waiting if id(new.before) not in placed]
    last = rows[-1] if rows[-1].line is None else GridRow()
    return [*wanted, last]
