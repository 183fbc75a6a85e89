"""Waits until typing pauses, so that a query runs once and not for each letter."""

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 120


class TypingPause(QObject):
    """Signal `over`: nothing was typed for a moment after the last `restart`."""

    over = Signal()

    def __init__(self, parent: QObject, milliseconds: int = PAUSE_MS) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(self.over)

    def restart(self) -> None:
        """Something was typed."""
        self._timer.start()

    def stop(self) -> None:
        """Nobody waits any more."""
        self._timer.stop()
