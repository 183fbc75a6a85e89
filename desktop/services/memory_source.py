"""Lists whose rows are computed, not stored: searched and sorted in memory, for short results."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from desktop.models.values.filter_expression import example
from desktop.models.values.filter_matching import matches
from desktop.models.values.filter_parsing import FilterWrong, parse_filter
from desktop.models.values.filter_reading import FilterKind, canonical_reading
from desktop.services.list_filters import FilterNotUnderstood
from desktop.services.list_keys import Key, Keys, ListedKeys
from desktop.services.list_query import FIRST_ROWS, ListQuery
from desktop.services.stopping import NeverStopped, Stop

Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class MemorySource(Generic[Row]):
    """Rows that `read` computes; `key` identifies one, `values` reads each column from it.

    A search looks into the texts among the values. `kinds` say how the filters of columns are
    read, with date words counting from `today`; `views` which rows a view keeps.
    """

    read: Callable[[Session], Sequence[Row]]
    key: Callable[[Row], Key]
    values: Mapping[str, Callable[[Row], object]]
    kinds: Mapping[str, FilterKind] = field(default_factory=dict)
    views: Mapping[str, Callable[[Row], bool]] = field(default_factory=dict)
    today: date = date.max

    @property
    def fields(self) -> Collection[str]:
        """The names of what the rows can be sorted and filtered by."""
        return self.kinds.keys()

    def rows(self, session: Session, query: ListQuery, limit: int = FIRST_ROWS) -> Sequence[Row]:
        """The first rows of the result."""
        return self._found(session, query)[:limit]

    def keys(self, session: Session, query: ListQuery, stop: Stop = NeverStopped) -> Keys:
        """The keys of the whole result in its order."""
        stop.check()
        return ListedKeys([self.key(row) for row in self._found(session, query)])

    def by_keys(self, session: Session, keys: Sequence[Key]) -> Mapping[Key, Row]:
        """The rows with these keys."""
        wanted = set(keys)
        rows = ((self.key(row), row) for row in self.read(session))
        return {key: row for key, row in rows if key in wanted}

    def stream(self, session: Session, query: ListQuery) -> Iterator[Row]:
        """All rows of the result in its order."""
        yield from self._found(session, query)

    def count(self, session: Session, query: ListQuery) -> int:
        """How many rows the result has."""
        return len(self._found(session, query))

    def totals(
        self, session: Session, query: ListQuery, names: Sequence[str], stop: Stop = NeverStopped
    ) -> Mapping[str, Decimal | int]:
        """The sums of columns over the whole result."""
        stop.check()
        found = self._found(session, query)
        return {name: _sum(map(self.values[name], found)) for name in names}

    def _found(self, session: Session, query: ListQuery) -> list[Row]:
        words = query.search.casefold().split()
        rows = [row for row in self.read(session) if self._has_words(row, words)]
        keeps = self.views.get(query.view or "")
        if keeps is not None:
            rows = [row for row in rows if keeps(row)]
        for name, expression in query.filters.items():
            if name in self.kinds:
                rows = self._filtered(rows, name, expression)
        for name, descending in reversed(query.order):
            if name in self.values:
                rows.sort(key=lambda row: _rank(self.values[name](row)), reverse=descending)
        return rows

    def _filtered(self, rows: Sequence[Row], name: str, expression: str) -> list[Row]:
        reading = canonical_reading(self.today)
        try:
            found = parse_filter(expression, self.kinds[name], reading)
        except FilterWrong as error:
            raise FilterNotUnderstood(
                field=name,
                filtered_field=name,
                expression=expression,
                example=example(self.kinds[name], reading),
            ) from error
        value = self.values[name]
        return [row for row in rows if matches(found, value(row), self.today)]

    def _has_words(self, row: Row, words: Sequence[str]) -> bool:
        values = (read(row) for read in self.values.values())
        text = "\n".join(value for value in values if isinstance(value, str)).casefold()
        return all(word in text for word in words)


def _rank(value: Any) -> tuple[bool, Any]:  # noqa: ANN401  (values of one column)
    """Blanks are the smallest values; texts are compared ignoring case."""
    return (value is not None, value.casefold() if isinstance(value, str) else value)


def _sum(values: Any) -> Decimal:  # noqa: ANN401  (numbers and blanks)
    return sum((value for value in values if value is not None), Decimal(0))
