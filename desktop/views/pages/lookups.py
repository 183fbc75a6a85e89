"""Runs the look-ups of a page's fields and cells on the database thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from desktop.services.records import FieldInfo, LookupRow, lookup_rows
from desktop.views.fields.field import Deliver, LookupQuery
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Task
from desktop.views.tables.line_columns import GridRow, LineColumn


def looked_up(info: FieldInfo, queries: Mapping[str, LookupQuery]) -> FieldInfo:
    """The field as a look-up, when it has a query of its own."""
    is_sought = info.name in queries and not info.lookup
    return replace(info, lookup=info.name) if is_sought else info


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
        """Search for what a field may hold and hand over the hits."""
        self._search(self._queries.get(info.name), info, text, dict(self._values()), deliver)

    def for_cell(self, column: LineColumn, row: GridRow, text: str, deliver: Deliver) -> None:
        """Search for what a cell of a line may hold; its query receives the line's values."""
        values = dict(row.line.values) if row.line else dict(row.draft)
        self._search(column.field.lookup, column.info, text, values, deliver)

    def _search(
        self,
        query: LookupQuery | None,
        info: FieldInfo,
        text: str,
        values: Mapping[str, object],
        deliver: Deliver,
    ) -> None:
        if self._task is not None:
            self._task.drop()
        if query is None:
            work = partial(_look_up, table=info.lookup or "", text=text.strip())
        else:
            work = partial(_ask, query=query, text=text.strip(), values=values)
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
