"""Frees unused circles of objects, on the window's thread alone.

Python looks for circles wherever an object happens to be made, also on the threads that read
the database. A circle may hold objects of Qt, and those must go where they live; freed on
another thread they end the program (docs/adr/0012).
"""

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimerEvent

PAUSE_MS = 1000


def collect_from_now_on() -> None:
    """Look for circles again, but not in what the start has made: that stays with the program."""
    gc.freeze()
    Collector(QCoreApplication.instance())


def collect_what_is_due() -> None:
    """Look for circles as far as Python would have by now; the oldest objects most seldom."""
    for generation, (made, limit) in reversed(
        list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    ):
        if made > limit:
            gc.collect(generation)
            return


class Collector(QObject):
    """Looks for circles every second, as long as its parent lives."""

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self.startTimer(PAUSE_MS)

    def timerEvent(self, event: QTimerEvent) -> None:
        del event
        collect_what_is_due()
