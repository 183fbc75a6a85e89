"""Reads the rows of a list in the background and puts them into its model.

The first rows come at once; then the keys of the whole result, so that the table has its full
length; then rows by key as they are looked at. After a commit the keys are read again, and what
stayed in its place stays on the screen.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import Refusal, Unavailable
from desktop.services.list_keys import Key, Keys, ListedKeys, changed_range
from desktop.services.list_query import ListQuery
from desktop.services.list_source import ListSource
from desktop.services.stopping import StopSwitch
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Lane, Task
from desktop.views.tables.list_spec import Session
from desktop.views.tables.record_model import Changed, RecordModel
from desktop.views.tables.row_store import CHUNK, PAINTING_MS

Window = tuple[int, int]
"""Positions of rows: the first, and the end."""
_REST = 4
"""A refresh waits that many times as long as the last one took."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """The whole result: its keys, where they differ from those shown, rows on the screen."""

    keys: Keys
    changed: Changed
    rows: Mapping[Key, object]
    seconds: float


class ListLoader(QObject):
    """Answers one query at a time.

    `source` is asked for again when the user's day or rights are others; `shown_rows` tells which
    rows are on the screen. Signals: `shown` when the rows of a query stand in the model; `counted`
    when `found` is known, and again with `all`; `failed(refusal)` when a query was refused;
    `away(error)` when rows that were looked at could not be reached.
    """

    shown = Signal()
    counted = Signal()
    failed = Signal(object)
    away = Signal(object)

    def __init__(
        self,
        page: Page,
        model: RecordModel,
        source: Callable[[], ListSource],
        shown_rows: Callable[[], Window],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._model = model
        self._make_source = source
        self._shown_rows = shown_rows
        self._tasks: list[Task] = []
        self._started = 0.0
        self._rest = 0.0
        self._context = page.desk.context
        self.source = source()
        self.query = ListQuery()
        self.is_loaded = False
        self.found: int | None = None
        self.all: int | None = None
        self.milliseconds = 0
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.timeout.connect(self._refresh_now)
        # The rows are painted before all keys are read: both want the processor.
        self._painting = QTimer(self)
        self._painting.setSingleShot(True)
        self._painting.setInterval(PAINTING_MS)
        self._painting.timeout.connect(self._read_rest)
        model.rows_wanted.connect(self._on_rows_wanted)

    def load(self, query: ListQuery) -> None:
        """Ask another question; the old rows stay until the answer comes."""
        self.drop()
        self._renew_source()
        self.query = query
        self.found = None
        self._started = time.monotonic()
        self._read(partial(_first, source=self.source, query=query), self._on_first)

    def refresh(self) -> None:
        """Ask the same question again: something in the database has changed."""
        if not self.is_loaded or self.found is None:
            self.load(self.query)
        elif not self._resting.isActive():
            self._resting.start(round(self._rest * 1000))

    def drop(self) -> None:
        """Nobody waits for what was asked any more."""
        self._resting.stop()
        self._painting.stop()
        for task in self._tasks:
            task.drop()
        self._tasks.clear()

    def survey(self, work: Callable[..., Any], done: Callable[[Any], object]) -> Task:
        """Read what may take long; `work` gets a switch that stops it when it is not wanted."""
        stop = StopSwitch()
        return self._keep(
            self._page.read(
                partial(work, stop=stop),
                done=done,
                refused=self._on_refused,
                lane=Lane.SURVEY,
                stop=stop,
            )
        )

    def _renew_source(self) -> None:
        """A source is declared for a context; making it anew for each query costs a millisecond."""
        context = self._page.desk.context
        if context is not self._context:
            self._context, self.source = context, self._make_source()

    def _on_first(self, rows: Sequence[object]) -> None:
        self.milliseconds = round((time.monotonic() - self._started) * 1000)
        self.is_loaded = True
        self._model.show(rows)
        self.shown.emit()
        if len(rows) < CHUNK:
            self._count(len(rows))
        else:
            self._painting.start()

    def _read_rest(self) -> None:
        self._read_whole(self._on_whole)

    def _on_whole(self, whole: _Whole) -> None:
        self._model.take_keys(whole.keys, whole.changed)
        self._count(len(whole.keys))

    def _on_again(self, whole: _Whole) -> None:
        self._rest = _REST * whole.seconds
        self._model.take_keys(whole.keys, whole.changed)
        self._model.renew(whole.rows)
        self.shown.emit()
        self._count(len(whole.keys))

    def _count(self, found: int) -> None:
        """What is left of all rows; how many those are is asked where some are left out."""
        self.found = found
        if self.query.is_whole:
            self.all = found
        else:
            self.survey(partial(_count_all, source=self.source), self._on_counted)
        self.counted.emit()

    def _on_counted(self, count: int) -> None:
        self.all = count
        self.counted.emit()

    def _refresh_now(self) -> None:
        self.drop()
        self._read_whole(self._on_again)

    def _read_whole(self, done: Callable[[_Whole], object]) -> None:
        first, end = self._shown_rows()
        work = partial(
            _whole,
            source=self.source,
            query=self.query,
            old=self._model.keys,
            window=(max(first - CHUNK, 0), end + CHUNK),
        )
        self.survey(work, done)

    def _on_rows_wanted(self, offset: int, limit: int) -> None:
        keys = self._model.keys.window(offset, offset + limit)
        work = partial(_by_keys, source=self.source, keys=keys)
        self._keep(
            self._page.read(
                work,
                done=partial(self._model.fill, offset, limit),
                refused=partial(self._on_rows_refused, offset, limit),
                unavailable=partial(self._on_rows_away, offset, limit),
                lane=Lane.ROWS,
            )
        )

    def _on_rows_refused(self, offset: int, limit: int, refusal: Refusal) -> None:
        self._model.fill(offset, limit, {})
        self.failed.emit(refusal)

    def _on_rows_away(self, offset: int, limit: int, error: Unavailable, _retry: object) -> None:
        self._model.fill(offset, limit, {})
        self.away.emit(error)

    def _on_refused(self, refusal: Refusal) -> None:
        self.failed.emit(refusal)

    def _read(self, work: Callable[[Any], Any], done: Callable[[Any], object]) -> Task:
        """Read a few rows; a posting under way is not waited for."""
        return self._keep(
            self._page.read(work, done=done, refused=self._on_refused, lane=Lane.ROWS)
        )

    def _keep(self, task: Task) -> Task:
        waiting = self._page.desk.tasks.pending(self._page)
        self._tasks = [one for one in self._tasks if one in waiting]
        self._tasks.append(task)
        return task


def _first(session: Session, *, source: ListSource, query: ListQuery) -> Sequence[object]:
    return source.rows(session, query, CHUNK)


def _by_keys(session: Session, *, source: ListSource, keys: Sequence[Key]) -> Mapping[Key, object]:
    return source.by_keys(session, keys)


def _whole(
    session: Session,
    *,
    source: ListSource,
    query: ListQuery,
    old: Keys,
    window: Window,
    stop: StopSwitch,
) -> _Whole:
    started = time.monotonic()
    rows = source.rows(session, query, CHUNK) if len(old) < CHUNK else ()
    if rows and len(rows) < CHUNK:
        found = {source.key(row): row for row in rows}
        keys: Keys = ListedKeys(list(found))
    else:
        keys = source.keys(session, query, stop)
        found = dict(source.by_keys(session, keys.window(*window)))
    changed = changed_range(old, keys)
    return _Whole(keys, changed, found, time.monotonic() - started)


def _count_all(session: Session, *, source: ListSource, stop: StopSwitch) -> int:
    stop.check()
    return source.count(session, ListQuery())
