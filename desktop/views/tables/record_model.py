"""The item model behind every list: rows of dataclasses, fetched when they are looked at.

The model knows the keys of the whole result and holds the rows that were looked at. Painting a row
that is not here yet shows an empty line and asks for it; the page fetches it in the background,
with those beside it, and hands them to `fill`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.services.list_keys import Key, Keys
from desktop.views.tables.columns import Cell, Column, Kind
from desktop.views.tables.row_store import RowRequests, RowStore

Index = QModelIndex | QPersistentModelIndex
Changed = tuple[int, int, int]
"""The first position that differs, the end of the differing rows before, and now."""

CELL_ROLE = Qt.ItemDataRole.UserRole + 1
"""The finished `Cell`, for the delegate."""
_ROOT = QModelIndex()


class RecordModel(QAbstractTableModel):
    """Rows of a list as a table; `key` reads what identifies a row among the keys.

    Signal `rows_wanted(offset, limit)`: rows are on the screen but not here.
    """

    rows_wanted = Signal(int, int)

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[Any], Key],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self._store = RowStore(key)
        self._requests = RowRequests(self.is_missing, self)
        self._requests.wanted.connect(self.rows_wanted)

    # -- what the page puts in

    def show(self, rows: Sequence[object]) -> None:
        """Show the answer to a new query: its first rows, in the place of all others."""
        self.beginResetModel()
        self._requests.clear()
        self._store.reset(rows)
        self.endResetModel()

    def take_keys(self, keys: Keys, changed: Changed) -> None:
        """Take the keys of the whole result; `changed` says where they differ from those here.

        Rows before and behind stay as they are, with the cursor and the selection on them.
        """
        first, old_end, new_end = changed
        self._requests.clear()
        if old_end > first:
            self.beginRemoveRows(_ROOT, first, old_end - 1)
            self._store.keys = _Without(self._store.keys, first, old_end)
            self.endRemoveRows()
        if new_end > first:
            self.beginInsertRows(_ROOT, first, new_end - 1)
            self._store.keys = keys
            self.endInsertRows()
        self._store.keys = keys

    def fill(self, offset: int, limit: int, rows: Mapping[Key, object]) -> None:
        """Hold rows that were wanted; those that could not be fetched may be asked for again."""
        self._requests.answered()
        if rows:
            self._store.put(rows)
            self._announce(offset, min(offset + limit, len(self._store)) - 1)

    def renew(self, rows: Mapping[Key, object]) -> None:
        """Hold rows as they are now; all others are fetched again when they are looked at."""
        self._requests.clear()
        self._store.keep_only(rows)
        if len(self._store):
            self._announce(0, len(self._store) - 1)

    # -- what the page asks

    @property
    def keys(self) -> Keys:
        """The keys of the result as far as they are known."""
        return self._store.keys

    def row(self, position: int) -> Any:  # noqa: ANN401 - the row's type is the area's
        """The row at a position, None while it is not fetched or when there is none."""
        return self._store.row(position)

    def is_missing(self, position: int) -> bool:
        """Whether there is a row at a position that is not fetched yet."""
        return position < len(self._store) and self._store.row(position) is None

    def want(self, position: int) -> None:
        """Ask for the row at a position, as painting one of its cells does."""
        self._requests.want(position)

    # -- Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._store)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self._store.cell(index.row(), index.column(), self.columns)
        if cell is None:
            self._requests.want(index.row())
            return None
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

    def _announce(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


class _Without:
    """Keys with a range of them left out: what is shown between a removal and an insertion."""

    def __init__(self, keys: Keys, first: int, end: int) -> None:
        self._keys = keys
        self._first = first
        self._gone = end - first

    def __len__(self) -> int:
        return len(self._keys) - self._gone

    def __iter__(self) -> Iterator[Key]:
        return (self.window(at, at + 1)[0] for at in range(len(self)))

    def __reversed__(self) -> Iterator[Key]:
        return (self.window(at, at + 1)[0] for at in reversed(range(len(self))))

    def window(self, start: int, end: int) -> Sequence[Key]:
        """The keys from one position up to, but not including, another."""
        before = self._keys.window(start, min(end, self._first))
        behind = self._keys.window(max(start, self._first) + self._gone, end + self._gone)
        return [*before, *behind]

    def position(self, key: Key) -> int | None:
        """Where a key stands, None where it does not."""
        at = self._keys.position(key)
        if at is None or at < self._first:
            return at
        return at - self._gone if at >= self._first + self._gone else None
