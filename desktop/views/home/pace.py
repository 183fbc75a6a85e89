"""How often home reads anew while others commit: soon, but never all the time."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 250
"""Commits that follow each other so soon are one reading."""
_REST = 4
"""After reading, home rests that many times as long as it took."""
_LONGEST_REST = 30.0


class Pace(QObject):
    """Gathers the tables of commits until the time has come. Signal `due(tables)`."""

    due = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tables: frozenset[str] = frozenset()
        self._began_at = 0.0
        self._ended_at = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_due)

    def gather(self, tables: frozenset[str]) -> None:
        """Something was committed in these tables."""
        self._tables |= tables
        if not self._timer.isActive():
            self._timer.start(max(PAUSE_MS, round(self._rest() * 1000)))

    def begin(self) -> None:
        """A reading begins; `end` says when a part of it is done."""
        self._began_at = self._ended_at = time.monotonic()

    def end(self) -> None:
        """A part of the reading is done; the last one says how long all took."""
        self._ended_at = time.monotonic()

    def _rest(self) -> float:
        """The seconds that are still to be waited."""
        wanted = min((self._ended_at - self._began_at) * _REST, _LONGEST_REST)
        return wanted - (time.monotonic() - self._ended_at)

    def _on_due(self) -> None:
        tables, self._tables = self._tables, frozenset()
        self.due.emit(tables)
