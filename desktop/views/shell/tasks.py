"""Work off the window's thread: one thread for the database, one for printing, mail and long work.

Everything a page wants from the database goes through here. Results come back over one queued
signal of a long-lived object: a signal connected to a lambda or to a short-lived sender is lost
without a word when the sender dies first.
"""

import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any, Protocol, TypedDict, TypeVar, Unpack

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.errors import (
    ConfirmationCode,
    InvariantBroken,
    NeedsConfirmation,
    Refusal,
    Unavailable,
)
from desktop.services.context import Cancelled
from desktop.services.database import Changes
from desktop.views.shell.progress import WorkProgress

_LOG = logging.getLogger(__name__)

BUSY_AFTER = 300
"""Milliseconds before the user is told that something takes its time."""

T = TypeVar("T")
Answer = Callable[[bool | None], None]
"""Takes the user's answer to a question; None gives the command up."""
Ask = Callable[[NeedsConfirmation, Answer], None]
"""Puts a question to the user and hands on the answer."""


class Lane(StrEnum):
    """Which thread does a piece of work; work of one lane is done in its order."""

    DATABASE = "database"
    """Commands, and reads that must see them."""
    ROWS = "rows"
    """Rows that a list needs at once."""
    SURVEY = "survey"
    """Reads of a whole result: keys, counts, sums."""
    OUTPUT = "output"
    """Printing, mail, and long work with a bar."""


class Stoppable(Protocol):
    """Ends work that is under way; may be called from any thread."""

    def stop(self) -> None:
        """Nobody wants the result any more."""
        ...


class CompanyDatabase(Protocol):
    """What is used of `services.database.Database`; the window never looks into a session."""

    def read(self) -> AbstractContextManager[Any]:
        """A session that only reads."""
        ...

    def rehearse(self) -> AbstractContextManager[Any]:
        """A session whose transaction is rolled back whatever was done in it."""
        ...

    def run_write(self, work: Callable[[Any], T]) -> T:
        """One transaction around a command, repeated when a neighbour got in the way."""
        ...

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call the listener after each commit; returns the way out."""
        ...


class Reporter(Protocol):
    """Tells the user what a task could not do, unless its page does so itself."""

    def refused(self, owner: QObject | None, refusal: Refusal) -> None:
        """A rule does not allow it."""

    def unavailable(
        self, owner: QObject | None, error: Unavailable, retry: Callable[[], None]
    ) -> None:
        """Something does not answer; `retry` tries the same again."""

    def ask(self, owner: QObject | None, question: NeedsConfirmation, answer: Answer) -> None:
        """A command has a question."""

    def crashed(self, owner: QObject | None, error: Exception) -> None:
        """The program has a defect."""


class Options(TypedDict, total=False):
    """What may be given with every kind of work.

    `refused` and `ask` take the place of the window's own way to tell; `cancelled` is called when
    the user stops the work or gives its question up. `unavailable` is told when the database is
    away, with a call that tries the same again. `owner` is a QObject: when it is gone, so is the
    task; it is taken from a bound `done` when not given. `busy` is a sentence for the page to show
    when it takes long. `progress` is what the work tells how far it has come: it is shown, with
    Cancel, when it takes long. `stop` is told when the task is dropped.
    """

    refused: Callable[[Refusal], object] | None
    cancelled: Callable[[], object] | None
    ask: Ask | None
    owner: QObject | None
    busy: str
    stop: Stoppable | None
    progress: WorkProgress | None
    unavailable: Callable[[Unavailable, Callable[[], None]], object] | None


@dataclass(slots=True, eq=False, kw_only=True)
class Task:
    """One piece of work that was handed over.

    `drop` forgets it: its callbacks are not called, and work that has not begun is left undone.
    """

    work: Callable[..., Any]
    run: Callable[[Callable[..., Any]], Any]
    lane: ThreadPoolExecutor
    done: Callable[[Any], object]
    refused: Callable[[Any], object] | None = None
    cancelled: Callable[[], object] | None = None
    ask: Ask | None = None
    owner: QObject | None = None
    busy: str = ""
    stop: Stoppable | None = None
    progress: WorkProgress | None = None
    unavailable: Callable[[Unavailable, Callable[[], None]], object] | None = None
    result: Any = None
    error: Exception | None = None
    dropped: bool = False
    started_at: float = field(default_factory=time.monotonic)

    def drop(self) -> None:
        """Nobody waits for the result any more."""
        self.dropped = True
        if self.stop is not None:
            self.stop.stop()

    @property
    def is_wanted(self) -> bool:
        """Whether somebody still waits for the result."""
        return not self.dropped and (self.owner is None or shiboken6.isValid(self.owner))


class Tasks(QObject):
    """Runs work for the pages of one company and brings the results back to the window.

    Signals: `pending_changed(owner)` when work of that owner begins or ends; `long_started` and
    `long_finished` with the Task of long work that has run for more than 300 ms; `data_changed`
    with the Changes of a committed command, whoever gave it. `database` is there for long work,
    which opens its own transactions on its own thread.
    """

    pending_changed = Signal(object)
    long_started = Signal(object)
    long_finished = Signal(object)
    data_changed = Signal(object)
    _arrived = Signal(object)
    _committed = Signal(object)

    def __init__(
        self,
        database: CompanyDatabase,
        reporter: Reporter | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        # For services that make many transactions themselves; the window hands it on to them.
        self.database: Any = database
        self._database = database
        self._reporter = reporter
        self._lanes = {lane: ThreadPoolExecutor(1, lane.value) for lane in Lane}
        self._running: list[Task] = []
        self._shown: list[Task] = []
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._committed.connect(self.data_changed, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = database.subscribe(self._committed.emit)

    def set_reporter(self, reporter: Reporter) -> None:
        """Who tells the user what a page does not tell itself."""
        self._reporter = reporter

    def read(
        self,
        work: Callable[[Any], T],
        *,
        done: Callable[[T], object],
        lane: Lane = Lane.DATABASE,
        **options: Unpack[Options],
    ) -> Task:
        """Read in the background; `done` gets the result on the window's thread.

        `work` receives the session.
        """
        run = partial(_in_session, self._database)
        return self._start(Task(work=work, run=run, lane=self._lanes[lane], done=done, **options))

    def write(
        self, work: Callable[[Any], T], *, done: Callable[[T], object], **options: Unpack[Options]
    ) -> Task:
        """Do one command in one transaction on the database thread.

        When the command asks (NeedsConfirmation), the user answers and it is called again: `work`
        must then be a `functools.partial` with the user's `context` as a named argument.
        """
        run, lane = self._database.run_write, self._lanes[Lane.DATABASE]
        return self._start(Task(work=work, run=run, lane=lane, done=done, **options))

    def rehearse(
        self, work: Callable[[Any], T], *, done: Callable[[T], object], **options: Unpack[Options]
    ) -> Task:
        """Do a command on the database thread to see what it would give; nothing of it stays."""
        run, lane = partial(_rehearsed, self._database), self._lanes[Lane.DATABASE]
        return self._start(Task(work=work, run=run, lane=lane, done=done, **options))

    def output(
        self, work: Callable[[], T], *, done: Callable[[T], object], **options: Unpack[Options]
    ) -> Task:
        """Print or send on its own thread, after the commands handed over before."""
        run, lane = partial(_after, _fence(self._lanes)), self._lanes[Lane.OUTPUT]
        return self._start(Task(work=work, run=run, lane=lane, done=done, **options))

    def long(
        self,
        work: Callable[[WorkProgress], T],
        *,
        title: str,
        done: Callable[[T], object],
        verb: str = "",
        **options: Unpack[Options],
    ) -> Task:
        """Work with a bar and Cancel, on the output thread, after the commands before it.

        `work` receives the Progress and opens its own transactions. `title` names it for the user,
        `verb` is another word for Cancel, where what is done stays done.
        """
        progress = options["progress"] = WorkProgress(title, verb)
        run = partial(_after, _fence(self._lanes), progress=progress)
        lane = self._lanes[Lane.OUTPUT]
        return self._start(Task(work=work, run=run, lane=lane, done=done, **options))

    def pending(self, owner: QObject) -> list[Task]:
        """The tasks of an owner that have not come back."""
        return [task for task in self._running if task.owner is owner]

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def drop(self, owner: QObject) -> None:
        """Forget what an owner waits for: it is being closed."""
        for task in self.pending(owner):
            task.drop()

    def close(self) -> None:
        """End both threads: what runs is finished, what waits is left undone."""
        for task in self._running:
            task.drop()
            if task.progress:
                task.progress.cancel()
        for lane in reversed(self._lanes.values()):
            lane.shutdown(wait=True, cancel_futures=True)
        self._unsubscribe()

    def _start(self, task: Task) -> Task:
        task.owner = task.owner or _owner_of(task.done)
        self._submit(task)
        if task.progress is not None:
            QTimer.singleShot(BUSY_AFTER, self, partial(self._show_long, task))
        return task

    def _submit(self, task: Task) -> None:
        task.result = task.error = None
        task.started_at = time.monotonic()
        self._running.append(task)
        self.pending_changed.emit(task.owner)
        task.lane.submit(self._work, task)

    def _work(self, task: Task) -> None:
        """On the working thread: do it, keep what came of it, and call home."""
        try:
            if task.is_wanted:
                task.result = task.run(task.work)
        except Exception as error:  # noqa: BLE001  # every failure is told on the window's thread
            task.error = error
        self._arrived.emit(task)

    def _on_arrived(self, task: Task) -> None:
        self._running.remove(task)
        if task in self._shown:
            self._shown.remove(task)
            self.long_finished.emit(task)
        if not task.is_wanted:
            return
        self.pending_changed.emit(task.owner)
        if task.error is None:
            _LOG.info("%s took %d ms", _name(task.work), _milliseconds(task))
            task.done(task.result)
        else:
            self._report(task, task.error)

    def _report(self, task: Task, error: Exception) -> None:
        if isinstance(error, Cancelled):
            _give_up(task)
        elif isinstance(error, NeedsConfirmation):
            self._ask(task, error)
        elif isinstance(error, Refusal):
            _LOG.info("%s was refused: %s", _name(task.work), error.code)
            self._refused(task, error)
        elif isinstance(error, Unavailable) and task.unavailable is not None:
            _LOG.warning("%s: not available: %s", _name(task.work), error)
            task.unavailable(error, partial(self._submit, task))
        elif self._reporter is None:
            raise error
        elif isinstance(error, Unavailable):
            _LOG.warning("%s: not available", _name(task.work), exc_info=error)
            self._reporter.unavailable(task.owner, error, partial(self._submit, task))
        else:
            _LOG.error("%s failed", _name(task.work), exc_info=error)
            self._reporter.crashed(task.owner, error)

    def _refused(self, task: Task, refusal: Refusal) -> None:
        if task.refused is not None:
            task.refused(refusal)
        elif self._reporter is not None:
            self._reporter.refused(task.owner, refusal)
        else:
            raise refusal

    def _ask(self, task: Task, question: NeedsConfirmation) -> None:
        answer = partial(self._on_answer, task, question.question)
        if task.ask is not None:
            task.ask(question, answer)
        elif self._reporter is not None:
            self._reporter.ask(task.owner, question, answer)
        else:
            raise question

    def _on_answer(self, task: Task, question: ConfirmationCode, answer: bool | None) -> None:
        if not task.is_wanted:
            return
        if answer is None:
            _give_up(task)
            return
        task.work = answered(task.work, question, yes=answer)
        self._submit(task)

    def _show_long(self, task: Task) -> None:
        if task in self._running:
            self._shown.append(task)
            self.long_started.emit(task)


def _in_session(database: CompanyDatabase, work: Callable[[Any], T]) -> T:
    with database.read() as session:
        return work(session)


def _give_up(task: Task) -> None:
    if task.cancelled is not None:
        task.cancelled()


def _rehearsed(database: CompanyDatabase, work: Callable[[Any], T]) -> T:
    with database.rehearse() as session:
        return work(session)


def answered(
    work: Callable[..., Any], question: ConfirmationCode, *, yes: bool
) -> Callable[..., Any]:
    """The same command once more, with the user's answer in its context."""
    if not isinstance(work, partial) or "context" not in work.keywords:
        raise InvariantBroken("a command that asks needs its context as a named argument")
    context = work.keywords["context"].with_answer(question, yes)
    return partial(work.func, *work.args, **{**work.keywords, "context": context})


def _after(
    fence: "Future[None]",
    work: Callable[..., T],
    *,
    progress: WorkProgress | None = None,
) -> T:
    """Work that begins only when the commands before it are in the database."""
    fence.result()
    return work() if progress is None else work(progress)


def _fence(lanes: Mapping[Lane, ThreadPoolExecutor]) -> "Future[None]":
    """Is done when the commands given so far are in the database."""
    return lanes[Lane.DATABASE].submit(_nothing)


def _nothing() -> None:
    """Stands in a queue to tell when everything before it is done."""


def _owner_of(callback: Callable[..., object]) -> QObject | None:
    while isinstance(callback, partial):
        callback = callback.func
    bound = getattr(callback, "__self__", None)
    return bound if isinstance(bound, QObject) else None


def _name(work: Callable[..., Any]) -> str:
    while isinstance(work, partial):
        work = work.func
    return getattr(work, "__qualname__", type(work).__name__)


def _milliseconds(task: Task) -> int:
    return int((time.monotonic() - task.started_at) * 1000)
