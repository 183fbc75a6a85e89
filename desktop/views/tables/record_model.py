"""The item model behind every list: rows of dataclasses, fetched a chunk at a time.

The model knows how many rows the result has and holds those that were looked at. Painting a row
that is not here yet shows an empty line and asks for its chunk; the page fetches it on the
database thread and hands it to `fill`. An id map of the whole result fits behind the same
signal: only who answers `rows_wanted` changes.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.views.tables.columns import Cell, Column, Kind
from desktop.views.tables.row_store import ChunkRequests, RowStore

Index = QModelIndex | QPersistentModelIndex

CELL_ROLE = Qt.ItemDataRole.UserRole + 1
"""The finished `Cell`, for the delegate."""
_ROOT = QModelIndex()


class RecordModel(QAbstractTableModel):
    """Rows of a list as a table; `key` reads what identifies a row.

    Signal `rows_wanted(offset, limit)`: rows are on the screen but not here.
    """

    rows_wanted = Signal(int, int)

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[Any], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self._store = RowStore()
        self._requests = ChunkRequests(self)
        self._requests.wanted.connect(self.rows_wanted)

    # -- what the page puts in

    def show(self, rows: Sequence[object], total: int | None = None) -> None:
        """Show the answer to a new query: its first rows, and the number of all if known."""
        self.beginResetModel()
        self._requests.clear()
        self._store.reset(rows, total or len(rows))
        self.endResetModel()

    def set_total(self, total: int) -> None:
        """Make room for all rows of the result, or give up the rows beyond its end."""
        present = len(self._store)
        if total > present:
            self.beginInsertRows(_ROOT, present, total - 1)
            self._store.resize(total)
            self.endInsertRows()
        elif total < present:
            self.beginRemoveRows(_ROOT, total, present - 1)
            self._store.resize(total)
            self.endRemoveRows()

    def fill(self, offset: int, rows: Sequence[object]) -> None:
        """Put fetched rows in their places; rows beyond the end of the result are dropped.

        An empty `rows` says that the rows could not be fetched: they may be asked for again.
        """
        rows = rows[: max(0, len(self._store) - offset)]
        self._requests.answered(offset)
        if rows:
            self._store.put(offset, rows)
            self._announce(offset, offset + len(rows) - 1)

    def refresh(self, rows: Sequence[object], total: int) -> None:
        """Take over the same query's answer of now, touching only what differs.

        `rows` are the first rows. Rows that stay keep their selection; what was loaded beyond
        `rows` is fetched again when it is looked at.
        """
        self._requests.clear()
        keys = [self.key(row) for row in rows]
        self._remove_vanished(set(keys))
        kept = [self.key(row) for row in self._store.rows(self._store.loaded_prefix())]
        if kept != [key for key in keys if key in set(kept)]:
            self.show(rows, total)
            return
        self._insert_arrived(rows, set(kept))
        self.set_total(max(total, len(rows)))
        self._replace_changed(rows)

    def replace(self, position: int, row: object) -> None:
        """Show a row's new content."""
        self._store.replace(position, row)
        self._announce(position, position)

    # -- what the page asks

    def row(self, position: int) -> Any:  # noqa: ANN401 - the row's type is the area's
        """The row at a position, None while it is not fetched or when there is none."""
        return self._store.row(position)

    def position(self, key: object) -> int | None:
        """Where the row with a key stands among the fetched rows."""
        return next((at for at, row in self._store.loaded() if self.key(row) == key), None)

    def loaded_prefix(self) -> int:
        """How many rows from the top are here without a gap."""
        return self._store.loaded_prefix()

    # -- Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._store)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cells = self._store.cells(index.row(), self.columns)
        if cells is None:
            self._requests.want(index.row())
            return None
        cell = cells[index.column()]
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        return self._rarely_asked(index, cell, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column.kind is Kind.ICON else column.caption
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return column.caption
        return None

    # -- inside

    def _rarely_asked(self, index: Index, cell: Cell, role: int) -> object:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return column.value(self._store.row(index.row()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.caption}: {cell.speech or cell.text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.speech or None
        return None

    def _remove_vanished(self, staying: set[object]) -> None:
        for position in range(self._store.loaded_prefix() - 1, -1, -1):
            if self.key(self._store.row(position)) not in staying:
                self.beginRemoveRows(_ROOT, position, position)
                self._store.remove(position)
                self.endRemoveRows()

    def _insert_arrived(self, rows: Sequence[object], kept: set[object]) -> None:
        for position, row in enumerate(rows):
            if self.key(row) not in kept:
                self.beginInsertRows(_ROOT, position, position)
                self._store.insert(position, row)
                self.endInsertRows()

    def _replace_changed(self, rows: Sequence[object]) -> None:
        for position, row in enumerate(rows):
            if self._store.row(position) != row:
                self.replace(position, row)
        end = len(self._store)
        if len(rows) < end:
            self._store.forget(len(rows), end)
            self._announce(len(rows), end - 1)

    def _announce(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
