"""Runs the look-ups of a page's fields and cells on the database thread."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from desktop.services.records import FieldInfo, LookupRow, lookup_rows
from desktop.views.fields.field import Deliver
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Task

LookupQuery = Callable[[Any, str, Mapping[str, object]], Sequence[LookupRow]]
"""Finds what a field may hold: (session, typed text, the values of the record)."""


class Lookups:
    """Answers the look-ups of a page: one at a time, the newest one wins.

    `queries` gives fields a query of their own, for those that depend on the rest of the record;
    all others search the table that the field names.
    """

    def __init__(
        self,
        page: Page,
        values: Callable[[], Mapping[str, object]],
        queries: Mapping[str, LookupQuery],
    ) -> None:
        self._page = page
        self._values = values
        self._queries = queries
        self._task: Task | None = None

    def __call__(self, info: FieldInfo, text: str, deliver: Deliver) -> None:
        """Search for a text and hand over the hits."""
        if self._task is not None:
            self._task.drop()
        query = self._queries.get(info.name)
        if query is None:
            work = partial(_look_up, table=info.lookup or "", text=text.strip())
        else:
            work = partial(_ask, query=query, text=text.strip(), values=dict(self._values()))
        self._task = self._page.read(work, done=deliver)


def _look_up(session: Any, *, table: str, text: str) -> Sequence[LookupRow]:  # noqa: ANN401
    return lookup_rows(session, table, text)


def _ask(
    session: Any,  # noqa: ANN401
    *,
    query: LookupQuery,
    text: str,
    values: Mapping[str, object],
) -> Sequence[LookupRow]:
    return query(session, text, values)
