"""Where a record model keeps its rows: the keys of the whole result, and the rows looked at."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.services.list_keys import Key, Keys, ListedKeys
from desktop.services.list_query import FIRST_ROWS
from desktop.views.tables.columns import Cell, Column

CHUNK = FIRST_ROWS
"""Rows fetched at once at most."""
BESIDE = CHUNK // 2
"""Rows fetched before and behind those that are looked at."""
PAINTING_MS = 30
"""What is not on the screen is read after such a pause, so that what came is painted first."""
ROWS_KEPT = 64 * CHUNK
"""Rows held in memory; the one put here longest ago is forgotten first."""


@dataclass(slots=True)
class _Held:
    """A row, and by column those of its cells that were painted."""

    row: object
    cells: dict[int, Cell] = field(default_factory=dict)


class RowStore:
    """The keys of a result in their order, and by key the rows that are here.

    `key` reads a row's key. The keys say where a row stands, so rows stay when others come and go.
    """

    def __init__(self, key: Callable[[Any], Key]) -> None:
        self._key = key
        self.keys: Keys = ListedKeys()
        self._held: OrderedDict[Key, _Held] = OrderedDict()

    def __len__(self) -> int:
        return len(self.keys)

    def reset(self, rows: Sequence[object]) -> None:
        """Hold the first rows of another result, of which no more is known yet."""
        self.keep_only({self._key(row): row for row in rows})
        self.keys = ListedKeys(list(self._held))

    def row(self, position: int) -> object | None:
        """The row at a position; None when it is not here, or beyond the end."""
        held = self._at(position)
        return held.row if held else None

    def cell(self, position: int, column: int, columns: Sequence[Column]) -> Cell | None:
        """The finished cell of a row, None while the row is not here.

        Made when it is first looked at: most columns of a wide table are never shown.
        """
        held = self._at(position)
        if held is None:
            return None
        cell = held.cells.get(column)
        if cell is None:
            cell = held.cells[column] = columns[column].cell(held.row)
        return cell

    def put(self, rows: Mapping[Key, object]) -> None:
        """Hold rows that were fetched; beyond the bound of memory the oldest ones go."""
        for key, row in rows.items():
            self._held[key] = _Held(row)
        while len(self._held) > ROWS_KEPT:
            self._held.popitem(last=False)

    def keep_only(self, rows: Mapping[Key, object]) -> None:
        """Hold these rows alone: all others may be out of date."""
        self._held = OrderedDict((key, _Held(row)) for key, row in rows.items())

    def _at(self, position: int) -> _Held | None:
        if not 0 <= position < len(self.keys):
            return None
        return self._held.get(self.keys.window(position, position + 1)[0])


class RowRequests(QObject):
    """Gathers the rows that painting found missing and asks for them together.

    Those looked at last are asked for first and alone, so that they come soon; then those beside
    them, so that scrolling on finds them here. While rows are under way no others are asked for:
    then it is known what is wanted now, not what was scrolled past meanwhile.

    `is_missing` tells whether a position exists and its row is not here. Signal
    `wanted(offset, limit)`: these rows shall be fetched.
    """

    wanted = Signal(int, int)

    def __init__(self, is_missing: Callable[[int], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_missing = is_missing
        self._missing: dict[int, None] = {}
        self._beside: list[range] = []
        self._asked = range(0)
        # Asks when the painting that found the rows missing is over.
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(0)
        self._gathering.timeout.connect(self._on_gathered)
        # Those beside come when what came is painted: both want the processor.
        self._painting = QTimer(self)
        self._painting.setSingleShot(True)
        self._painting.setInterval(PAINTING_MS)
        self._painting.timeout.connect(self._ask_beside)

    def want(self, position: int) -> None:
        """Ask soon for the row at a position."""
        if position not in self._asked:
            self._missing.pop(position, None)
            self._missing[position] = None
            if not self._asked and not self._gathering.isActive():
                self._gathering.start()

    def answered(self) -> None:
        """The rows have come, or could not be fetched and may be asked for again."""
        self._asked = range(0)
        if self._missing:
            self._gathering.start()
        elif self._beside:
            self._painting.start()

    def clear(self) -> None:
        """Forget what was asked: the result is another one now."""
        self._missing.clear()
        self._beside.clear()
        self._painting.stop()
        self._asked = range(0)

    def _on_gathered(self) -> None:
        if self._missing:
            self._painting.stop()
            self._ask(self._seen_last())

    def _ask_beside(self) -> None:
        while self._beside:
            rows = self._beside.pop()
            still = [at for at in rows if self._is_missing(at)]
            if still:
                self._ask(range(still[0], still[-1] + 1))
                return

    def _seen_last(self) -> range:
        """The rows that were painted together last; those beside them are remembered."""
        last = next(reversed(self._missing))
        near = [at for at in self._missing if abs(at - last) < CHUNK]
        self._missing.clear()
        first, end = min(near), max(near) + 1
        self._beside = [range(max(first - BESIDE, 0), first), range(end, end + BESIDE)]
        return range(first, end)

    def _ask(self, rows: range) -> None:
        self._asked = rows
        self.wanted.emit(rows.start, len(rows))
