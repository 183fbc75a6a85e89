"""Brings in what the first page did not need, while the window works already."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.views.shell.main_window import MainWindow

LATER_MS = 200
"""How long the first page has the computer to itself at least."""


class LaterLoading(QObject):
    """Waits until the first page has been read, then does the work off the window's thread.

    `work` imports modules, `done` is called on the window's thread afterwards.
    """

    def __init__(
        self, window: MainWindow, work: Callable[[], None], done: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._tasks = window.desk.tasks
        self._work = work
        self._done = done
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LATER_MS)
        self._timer.timeout.connect(self._begin)
        self._timer.start()
        window.closing.connect(self._timer.stop)

    def _begin(self) -> None:
        if self._tasks.is_busy:
            self._timer.start()
        else:
            self._tasks.output(self._work, done=self._end)

    def _end(self, _result: None) -> None:
        self._done()
        self.deleteLater()
