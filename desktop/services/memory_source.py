"""Lists whose rows are computed, not stored: searched and sorted in memory, for short results."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from desktop.services.list_keys import Key, Keys, ListedKeys
from desktop.services.list_query import ListQuery
from desktop.services.list_source import FIRST_ROWS
from desktop.services.stopping import NeverStopped, Stop

Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class MemorySource(Generic[Row]):
    """Rows that `read` computes; `key` identifies one, `values` reads each column from it.

    A search looks into the texts among the values. A ListQuery's view means nothing here.
    """

    read: Callable[[Session], Sequence[Row]]
    key: Callable[[Row], Key]
    values: Mapping[str, Callable[[Row], object]]

    @property
    def fields(self) -> Collection[str]:
        """The names of what the rows can be sorted and filtered by."""
        return self.values.keys()

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
        for name, descending in reversed(query.order):
            if name in self.values:
                rows.sort(key=lambda row: _rank(self.values[name](row)), reverse=descending)
        return rows

    def _has_words(self, row: Row, words: Sequence[str]) -> bool:
        values = (read(row) for read in self.values.values())
        text = "\n".join(value for value in values if isinstance(value, str)).casefold()
        return all(word in text for word in words)


def _rank(value: Any) -> tuple[bool, Any]:  # noqa: ANN401  (values of one column)
    """Blanks are the smallest values; texts are compared ignoring case."""
    return (value is not None, value.casefold() if isinstance(value, str) else value)


def _sum(values: Any) -> Decimal:  # noqa: ANN401  (numbers and blanks)
    return sum((value for value in values if value is not None), Decimal(0))
