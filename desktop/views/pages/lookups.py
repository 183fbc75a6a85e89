"""Runs the look-ups of a page's fields and cells on the database thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from desktop.services.records import MOST_HITS, FieldInfo, LookupRow, lookup_rows
from desktop.services.setup.references import SOFT_COLUMNS
from desktop.views.fields.field import Deliver, LookupQuery
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Task
from desktop.views.tables.line_columns import GridRow, LineColumn
from desktop.views.tables.list_spec import Session

MOST_SHOWN = 200
"""So many records a list to pick from shows; who seeks another one types more."""

Search = Callable[[Session], Sequence[LookupRow]]


def looked_up(info: FieldInfo, queries: Mapping[str, LookupQuery]) -> FieldInfo:
    """The field as a look-up, when it has a query of its own: of the table whose key it holds."""
    is_sought = info.name in queries and not info.lookup
    return replace(info, lookup=SOFT_COLUMNS.get(info.name, info.name)) if is_sought else info


class Lookups:
    """Answers the look-ups of a page: of each field and cell the newest one wins.

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
        self._tasks: dict[str, Task] = {}

    def __call__(self, info: FieldInfo, text: str, deliver: Deliver) -> None:
        """Search for what a field may hold and hand over the hits."""
        self._search(info, self._work(info, text, MOST_HITS), deliver)

    def all(self, info: FieldInfo, text: str, deliver: Deliver) -> None:
        """Search as well, for a list to pick from that has room for more."""
        self._search(info, self._work(info, text, MOST_SHOWN), deliver)

    def for_cell(self, column: LineColumn, row: GridRow, text: str, deliver: Deliver) -> None:
        """Search for what a cell of a line may hold; its query receives the line's values."""
        values = dict(row.line.values) if row.line else dict(row.draft)
        query = column.field.lookup
        if query is None:
            work = _look_up_work(column.info, text, MOST_HITS)
        else:
            work = partial(_ask, query=query, text=text.strip(), values=values)
        self._search(column.info, work, deliver)

    def _work(self, info: FieldInfo, text: str, limit: int) -> Search:
        query = self._queries.get(info.name)
        if query is None:
            return _look_up_work(info, text, limit)
        return partial(_ask, query=query, text=text.strip(), values=dict(self._values()))

    def _search(self, info: FieldInfo, work: Search, deliver: Deliver) -> None:
        # What another field awaits is not given up: its user has typed it and gone on.
        before = self._tasks.get(info.name)
        if before is not None:
            before.drop()
        self._tasks[info.name] = self._page.read(work, done=deliver)


def _look_up_work(info: FieldInfo, text: str, limit: int) -> Search:
    return partial(_look_up, table=info.lookup or "", text=text.strip(), limit=limit)


def _look_up(session: Session, *, table: str, text: str, limit: int) -> Sequence[LookupRow]:
    return lookup_rows(session, table, text, limit)


def _ask(
    session: Session,
    *,
    query: LookupQuery,
    text: str,
    values: Mapping[str, object],
) -> Sequence[LookupRow]:
    return query(session, text, values)
