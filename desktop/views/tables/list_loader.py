"""Runs the queries of a list in the background and puts the answers into its model."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.errors import Refusal
from desktop.services.list_query import ListQuery
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Task
from desktop.views.tables.list_spec import CountQuery, RowsQuery, Session
from desktop.views.tables.record_model import RecordModel
from desktop.views.tables.row_store import CHUNK

_MOST_REFRESHED = 4 * CHUNK


@dataclass(frozen=True, slots=True)
class _Counts:
    found: int
    all: int


class ListLoader(QObject):
    """Answers one query at a time: first rows, then the counts, then chunks as they are looked at.

    Signals: `shown` when the first rows of a query stand in the model; `counted` when `found`
    and `all` are known; `failed(refusal)` when a query was refused.
    """

    shown = Signal()
    counted = Signal()
    failed = Signal(object)

    def __init__(self, page: Page, model: RecordModel, rows: RowsQuery, count: CountQuery) -> None:
        super().__init__(page)
        self._page = page
        self._model = model
        self._rows = rows
        self._count = count
        self._tasks: list[Task] = []
        self._started = 0.0
        self.query = ListQuery()
        self.is_loaded = False
        self.found: int | None = None
        self.all: int | None = None
        self.milliseconds = 0
        model.rows_wanted.connect(self._on_rows_wanted)

    def load(self, query: ListQuery) -> None:
        """Ask another question; the old rows stay until the answer comes."""
        self._drop()
        self.query = replace(query, limit=CHUNK, offset=0)
        self.found = None
        self._started = time.monotonic()
        self._read(partial(_first, rows=self._rows, query=self.query), self._on_first)

    def refresh(self) -> None:
        """Ask the same question again: something in the database has changed."""
        self._drop()
        held = min(max(self._model.loaded_prefix(), CHUNK), _MOST_REFRESHED)
        query = replace(self.query, limit=held)
        work = partial(_again, rows=self._rows, count=self._count, query=query)
        self._read(work, self._on_again)

    def _on_first(self, rows: Sequence[object]) -> None:
        self.milliseconds = round((time.monotonic() - self._started) * 1000)
        self.is_loaded = True
        self._model.show(rows)
        self.shown.emit()
        self._read(partial(_counts, count=self._count, query=self.query), self._on_counts)

    def _on_counts(self, counts: _Counts) -> None:
        self.found, self.all = counts.found, counts.all
        self._model.set_total(max(counts.found, self._model.loaded_prefix()))
        self.counted.emit()

    def _on_again(self, answer: tuple[Sequence[object], _Counts]) -> None:
        rows, counts = answer
        self.is_loaded = True
        self._model.refresh(rows, counts.found)
        self.found, self.all = counts.found, counts.all
        self.shown.emit()
        self.counted.emit()

    def _on_rows_wanted(self, offset: int, limit: int) -> None:
        query = replace(self.query, offset=offset, limit=limit)
        self._read(partial(_first, rows=self._rows, query=query), partial(self._on_chunk, offset))

    def _on_chunk(self, offset: int, rows: Sequence[object]) -> None:
        self._model.fill(offset, rows)

    def _on_refused(self, refusal: Refusal) -> None:
        self.failed.emit(refusal)

    def _read(self, work: Callable[[Any], Any], done: Callable[[Any], object]) -> None:
        waiting = self._page.desk.tasks.pending(self._page)
        self._tasks = [task for task in self._tasks if task in waiting]
        self._tasks.append(self._page.read(work, done=done, refused=self._on_refused))

    def _drop(self) -> None:
        for task in self._tasks:
            task.drop()
        self._tasks.clear()


def _first(session: Session, *, rows: RowsQuery, query: ListQuery) -> Sequence[object]:
    return rows(session, query)


def _counts(session: Session, *, count: CountQuery, query: ListQuery) -> _Counts:
    found = count(session, query)
    is_whole = not query.search and not query.filters and query.view is None
    return _Counts(found, found if is_whole else count(session, ListQuery()))


def _again(
    session: Session, *, rows: RowsQuery, count: CountQuery, query: ListQuery
) -> tuple[Sequence[object], _Counts]:
    return rows(session, query), _counts(session, count=count, query=query)
