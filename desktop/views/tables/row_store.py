"""Where a record model keeps its rows: the fetched ones, and gaps for those not fetched yet."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.views.tables.columns import Cell, Column

CHUNK = 128
"""Rows fetched at once."""
CHUNKS_KEPT = 64
"""Chunks held in memory; the one filled longest ago is forgotten first."""
_CHUNKS_AT_ONCE = 4
_GATHER_MS = 15


class RowStore:
    """The rows of a result by position, None where a row is not fetched, and their cells."""

    def __init__(self) -> None:
        self._rows: list[object | None] = []
        self._cells: list[tuple[Cell, ...] | None] = []
        self._held: OrderedDict[int, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._rows)

    def reset(self, rows: Sequence[object], total: int) -> None:
        """Hold the first rows of a result of `total` rows."""
        self._rows = [*rows, *[None] * max(0, total - len(rows))]
        self._cells = [None] * len(self._rows)
        self._held.clear()

    def resize(self, total: int) -> None:
        """Append gaps, or give up the rows at the end."""
        missing = total - len(self._rows)
        if missing >= 0:
            self._rows.extend([None] * missing)
            self._cells.extend([None] * missing)
        else:
            del self._rows[total:]
            del self._cells[total:]

    def row(self, position: int) -> object | None:
        """The row at a position, None for a gap or beyond the end."""
        return self._rows[position] if 0 <= position < len(self._rows) else None

    def rows(self, count: int) -> list[object | None]:
        """The first rows."""
        return self._rows[:count]

    def loaded_prefix(self) -> int:
        """How many rows from the top are here without a gap."""
        try:
            return self._rows.index(None)
        except ValueError:
            return len(self._rows)

    def loaded(self) -> list[tuple[int, object]]:
        """The fetched rows with their positions."""
        return [(at, row) for at, row in enumerate(self._rows) if row is not None]

    def cells(self, position: int, columns: Sequence[Column]) -> tuple[Cell, ...] | None:
        """The finished cells of a row, None for a gap."""
        cells = self._cells[position]
        row = self._rows[position]
        if cells is None and row is not None:
            cells = self._cells[position] = tuple(column.cell(row) for column in columns)
        return cells

    def put(self, offset: int, rows: Sequence[object]) -> None:
        """Fill a chunk; beyond the bound of memory the oldest chunk becomes a gap again."""
        self._rows[offset : offset + len(rows)] = rows
        self._cells[offset : offset + len(rows)] = [None] * len(rows)
        chunk = offset // CHUNK
        self._held.pop(chunk, None)
        self._held[chunk] = None
        if len(self._held) > CHUNKS_KEPT:
            oldest, _none = self._held.popitem(last=False)
            self.forget(oldest * CHUNK, (oldest + 1) * CHUNK)

    def forget(self, first: int, end: int) -> None:
        """Make gaps from `first` up to but not including `end`."""
        end = min(end, len(self._rows))
        self._rows[first:end] = [None] * (end - first)
        self._cells[first:end] = [None] * (end - first)

    def insert(self, position: int, row: object) -> None:
        """Put a row before the one at a position."""
        self._rows.insert(position, row)
        self._cells.insert(position, None)

    def replace(self, position: int, row: object) -> None:
        """Hold a row's new content."""
        self._rows[position] = row
        self._cells[position] = None

    def remove(self, position: int) -> None:
        """Take a row out."""
        del self._rows[position]
        del self._cells[position]


class ChunkRequests(QObject):
    """Gathers the chunks that painting found missing and asks for them together.

    Signal `wanted(offset, limit)`: a chunk is on the screen and was not asked for yet.
    """

    wanted = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._missing: dict[int, None] = {}
        self._asked: set[int] = set()
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(_GATHER_MS)
        self._gathering.timeout.connect(self._on_gathered)

    def want(self, position: int) -> None:
        """Ask soon for the chunk that holds a position."""
        chunk = position // CHUNK
        if chunk not in self._asked:
            self._missing.pop(chunk, None)
            self._missing[chunk] = None
            if not self._gathering.isActive():
                self._gathering.start()

    def answered(self, offset: int) -> None:
        """A chunk has come, or could not be fetched and may be asked for again."""
        self._asked.discard(offset // CHUNK)

    def clear(self) -> None:
        """Forget what was asked: the result is another one now."""
        self._missing.clear()
        self._asked.clear()

    def _on_gathered(self) -> None:
        """Ask for the chunks looked at last; a chunk scrolled past is not worth a query."""
        chunks = list(self._missing)[-_CHUNKS_AT_ONCE:]
        self._missing.clear()
        for chunk in sorted(chunks):
            self._asked.add(chunk)
            self.wanted.emit(chunk * CHUNK, CHUNK)
