"""Sends the commands of one page one after the other, so that typing never waits for an answer.

Each command is worded only when its turn comes: it then knows the version, key or line number that
the one before has left.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import NeedsConfirmation, Refusal, Unavailable
from desktop.services.context import Cancelled
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Answer, Task

Work = Callable[[Any], Any]
Ask = Callable[[Work, NeedsConfirmation, Answer], None]
"""Puts the question of a command, which is given as it would be called again."""

PAUSES = (1, 2, 4, 8, 16, 30)
"""Seconds between the tries to reach a database that is away; the last one stays."""
SECOND = 1000


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
    """Sends commands in their order; while the database is away it keeps them and tries again.

    `ask` puts the questions of commands in the place of the window. `n_not_taken` counts the
    commands that were refused or given up since the page was made.
    Signals: `idle` when all commands are answered; `away(seconds)` when the database does not
    answer, with the time until the next try; `back` when it answers again.
    """

    idle = Signal()
    away = Signal(int)
    back = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._waiting: deque[Command] = deque()
        self._command: Command | None = None
        self._task: Task | None = None
        self._retry: Callable[[], None] | None = None
        self._tries = 0
        self.n_not_taken = 0
        self.ask: Ask | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.try_again)
        page.desk.tasks.pending_changed.connect(self._on_pending_changed)

    @property
    def is_busy(self) -> bool:
        """Whether a command is under way or waits."""
        return self._command is not None or bool(self._waiting)

    @property
    def is_away(self) -> bool:
        """Whether the database did not answer the command whose turn it is."""
        return self._tries > 0

    @property
    def count(self) -> int:
        """How many commands are not answered."""
        return len(self._waiting) + (self._command is not None)

    def try_again(self) -> None:
        """Send the command that the database did not answer, at once."""
        retry, self._retry = self._retry, None
        self._pause.stop()
        if retry is not None:
            retry()

    def discard(self) -> None:
        """Give up everything that is not answered."""
        self._pause.stop()
        self._retry = None
        if self._task is not None:
            self._task.drop()
        given_up = [each for each in (self._take(), *self._waiting) if each is not None]
        self._waiting.clear()
        self._tries = 0
        for command in given_up:
            command.given_up()
        self.idle.emit()

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
            work,
            done=self._on_done,
            refused=self._on_refused,
            cancelled=self._on_given_up,
            unavailable=self._on_unavailable,
            ask=self._on_question if self.ask else None,
        )

    def _on_question(self, question: NeedsConfirmation, answer: Answer) -> None:
        if self.ask is not None and self._task is not None:
            self.ask(self._task.work, question, answer)

    def _on_unavailable(self, _error: Unavailable, retry: Callable[[], None]) -> None:
        """Keep the command, and those after it, for as long as it takes."""
        seconds = PAUSES[min(self._tries, len(PAUSES) - 1)]
        self._tries += 1
        self._retry = retry
        self._pause.start(seconds * SECOND)
        self.away.emit(seconds)

    def _take(self) -> Command | None:
        command, self._command, self._task = self._command, None, None
        return command

    def _answered(self) -> Command | None:
        """The command that was answered: the database is there."""
        if self._tries:
            self._tries = 0
            self.back.emit()
        return self._take()

    def _on_done(self, answer: object) -> None:
        command = self._answered()
        if command is not None:
            command.done(answer)
        self._send_next()

    def _on_refused(self, refusal: Refusal) -> None:
        self.n_not_taken += 1
        command = self._answered()
        if command is not None:
            command.refused(refusal)
        self._send_next()

    def _on_given_up(self) -> None:
        self.n_not_taken += 1
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
