"""Sends the commands of one page one after the other, so that typing never waits for an answer.

Each command is worded only when its turn comes: it then knows the version, key or line number that
the one before has left.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import Refusal, Unavailable
from desktop.services.context import Cancelled
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Task

Work = Callable[[Any], Any]


@dataclass(frozen=True, eq=False)
class Command:
    """What the user has done: `work` words it when its turn comes, None leaves it out.

    One of `done` (with the answer), `refused` and `given_up` is called; the last one when the user
    gave a question up, or when the program failed and has said so.
    """

    work: Callable[[], Work | None]
    done: Callable[[Any], object]
    refused: Callable[[Refusal], object]
    given_up: Callable[[], object]


class CommandQueue(QObject):
    """Signal `idle`: all commands are answered."""

    idle = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._waiting: deque[Command] = deque()
        self._command: Command | None = None
        self._task: Task | None = None
        page.desk.tasks.pending_changed.connect(self._on_pending_changed)

    @property
    def is_busy(self) -> bool:
        """Whether a command is under way or waits."""
        return self._command is not None or bool(self._waiting)

    def add(self, command: Command) -> None:
        """Send a command after those before it."""
        self._waiting.append(command)
        if self._command is None:
            self._send_next()

    def _send_next(self) -> None:
        while self._waiting and self._command is None:
            command = self._waiting.popleft()
            work = command.work()
            if work is not None:
                self._send(command, work)
        if not self.is_busy:
            self.idle.emit()

    def _send(self, command: Command, work: Work) -> None:
        self._command = command
        self._task = self._page.write(
            work, done=self._on_done, refused=self._on_refused, cancelled=self._on_given_up
        )

    def _take(self) -> Command | None:
        command, self._command, self._task = self._command, None, None
        return command

    def _on_done(self, answer: object) -> None:
        command = self._take()
        if command is not None:
            command.done(answer)
        self._send_next()

    def _on_refused(self, refusal: Refusal) -> None:
        command = self._take()
        if command is not None:
            command.refused(refusal)
        self._send_next()

    def _on_given_up(self) -> None:
        command = self._take()
        if command is not None:
            command.given_up()
        self._send_next()

    def _on_pending_changed(self, owner: QObject | None) -> None:
        """A defect has no callback: the next command must not wait for it for ever."""
        task = self._task
        if owner is not self._page or task is None or task.error is None:
            return
        if not isinstance(task.error, Refusal | Unavailable | Cancelled):
            QTimer.singleShot(0, self, self._on_given_up)
