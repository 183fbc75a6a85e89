"""Where the rows of a list come from: declared by columns, a key and conditions, read in SQL.

A list of any length is read in three steps: its first rows with LIMIT, so that they stand on the
screen at once; then the keys of the whole result in their order, with the driver's own cursor;
then rows by their keys, a chunk at a time, as they are looked at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import Any, Generic, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from desktop.services.list_keys import SEGMENT, Key, Keys, ListedKeys, PackedKeys
from desktop.services.list_query import FIRST_ROWS, ListQuery
from desktop.services.list_statement import filtered, ordered, sum_or_zero
from desktop.services.stopping import NeverStopped, Stop

Row = TypeVar("Row")
Conditions = Callable[[Session, ListQuery], list[ColumnElement[bool]]]
Joins = Callable[[sa.Select[Any]], sa.Select[Any]]

READ_AT_ONCE = 1000
"""Rows held while a whole result streams by."""


class ListSource(Protocol):
    """What a list page asks of where its rows come from."""

    @property
    def fields(self) -> Collection[str]:
        """The names of what the rows can be sorted and filtered by."""
        ...

    def rows(self, session: Session, query: ListQuery, limit: int = FIRST_ROWS) -> Sequence[Any]:
        """The first rows of the result."""
        ...

    def key(self, row: Any) -> Key:  # noqa: ANN401  (the row's type is the area's)
        """What identifies a row among the keys."""
        ...

    def keys(self, session: Session, query: ListQuery, stop: Stop = NeverStopped) -> Keys:
        """The keys of the whole result in its order."""
        ...

    def by_keys(self, session: Session, keys: Sequence[Key]) -> Mapping[Key, Any]:
        """The rows with these keys; one that is gone is left out."""
        ...

    def stream(self, session: Session, query: ListQuery) -> Iterator[Any]:
        """All rows of the result in its order."""
        ...

    def count(self, session: Session, query: ListQuery) -> int:
        """How many rows the result has."""
        ...

    def totals(
        self, session: Session, query: ListQuery, names: Sequence[str], stop: Stop = NeverStopped
    ) -> Mapping[str, Decimal | int]:
        """The sums of columns over the whole result."""
        ...


def _as_is(joined: sa.Select[Any]) -> sa.Select[Any]:
    return joined


@dataclass(frozen=True, kw_only=True)
class TableSource(Generic[Row]):
    """Rows of `table`, or of a join that keeps one row for each of its rows.

    `columns` are what the user may see, sort and filter by, under their names in a row.
    `key_names` name those that identify a row; they also decide between equals. `make` builds a
    row from a mapping of all columns, `key_of` reads its key where that is not in fields of these
    names. `conditions` are what a query's search and view demand; filters are added to them.
    `order` is the list's own order. `joins` adds what columns and conditions need beside the table.
    """

    table: Any
    columns: Mapping[str, Any]
    key_names: tuple[str, ...]
    make: Callable[[Mapping[str, Any]], Row]
    conditions: Conditions
    today: date
    order: tuple[tuple[str, bool], ...] = ()
    joins: Joins = _as_is
    key_of: Callable[[Row], Key] | None = None

    @property
    def fields(self) -> Collection[str]:
        """The names of what the rows can be sorted and filtered by."""
        return self.columns.keys()

    def rows(self, session: Session, query: ListQuery, limit: int = FIRST_ROWS) -> tuple[Row, ...]:
        """The first rows of the result, in one statement; raises FilterNotUnderstood."""
        statement = self._sorted(self._asked(session, self._all, query), query).limit(limit)
        return tuple(self._made(session, statement))

    def key(self, row: Row) -> Key:
        """The key of a row."""
        if self.key_of is not None:
            return self.key_of(row)
        parts = tuple(getattr(row, name) for name in self.key_names)
        return parts[0] if len(parts) == 1 else parts

    def keys(self, session: Session, query: ListQuery, stop: Stop = NeverStopped) -> Keys:
        """The keys of the whole result in its order; raises FilterNotUnderstood or Cancelled."""
        statement = self._sorted(self._asked(session, self._selected(self.key_names), query), query)
        kind = _packed_kind(self._key_columns)
        with stop.armed(session):
            if kind is None:
                found = session.execute(statement).all()
                return ListedKeys([row[0] if len(row) == 1 else tuple(row) for row in found])
            return _packed(session, statement, kind, stop)

    def keys_after(
        self, session: Session, query: ListQuery, after: Key, limit: int
    ) -> Sequence[Key]:
        """The first keys of the result beyond a key, by key; for a source with one key column."""
        [key] = self._key_columns
        statement = self._asked(session, self._selected(self.key_names), query)
        return session.scalars(statement.where(key > after).order_by(key).limit(limit)).all()

    def by_keys(self, session: Session, keys: Sequence[Key]) -> Mapping[Key, Row]:
        """The rows with these keys, in one statement."""
        chosen = self._key_columns
        wanted = chosen[0].in_(keys) if len(chosen) == 1 else sa.tuple_(*chosen).in_(keys)
        made = self._made(session, self._all.where(wanted))
        return {self.key(row): row for row in made}

    def values(
        self, session: Session, query: ListQuery, names: Sequence[str]
    ) -> Iterator[Sequence[Any]]:
        """The values of some columns of the whole result, in its order, as they are read."""
        statement = self._sorted(self._asked(session, self._selected(names), query), query)
        yield from session.execute(statement.execution_options(yield_per=READ_AT_ONCE))

    def stream(self, session: Session, query: ListQuery) -> Iterator[Row]:
        """All rows of the result in its order, as they are read: never all in memory together."""
        names = tuple(self.columns)
        for row in self.values(session, query, names):
            yield self.make(dict(zip(names, row, strict=True)))

    def count(self, session: Session, query: ListQuery) -> int:
        """How many rows the result has; raises FilterNotUnderstood."""
        counted = self.joins(sa.select(sa.func.count()).select_from(self.table))
        found: int = session.execute(self._asked(session, counted, query)).scalar_one()
        return found

    def totals(
        self, session: Session, query: ListQuery, names: Sequence[str], stop: Stop = NeverStopped
    ) -> Mapping[str, Decimal | int]:
        """The sums of columns over the whole result; raises FilterNotUnderstood or Cancelled."""
        # A column may be a query of its own, which has no name.
        named = sa.select(*(self.columns[name].label(name) for name in names))
        whole = self.joins(named.select_from(self.table))
        inner = self._asked(session, whole, query).subquery()
        sums = [sum_or_zero(inner.c[name]).label(name) for name in names]
        with stop.armed(session):
            return dict(session.execute(sa.select(*sums)).mappings().one())

    # -- inside

    @cached_property
    def _all(self) -> sa.Select[Any]:
        return self._selected(tuple(self.columns))

    def _made(self, session: Session, statement: sa.Select[Any]) -> Iterator[Row]:
        names = tuple(self.columns)
        rows = session.connection().execute(statement)
        return (self.make(dict(zip(names, row, strict=True))) for row in rows)

    @property
    def _key_columns(self) -> list[Any]:
        return [self.columns[name] for name in self.key_names]

    def _selected(self, names: Sequence[str]) -> sa.Select[Any]:
        return self.joins(
            sa.select(*(self.columns[name] for name in names)).select_from(self.table)
        )

    def _asked(
        self, session: Session, statement: sa.Select[Any], query: ListQuery
    ) -> sa.Select[Any]:
        found = [*self.conditions(session, query), *filtered(query, self.columns, self.today)]
        return statement.where(*found)

    def _sorted(self, statement: sa.Select[Any], query: ListQuery) -> sa.Select[Any]:
        return ordered(statement, query.order or self.order, self.columns, self.key_names)


_FIRST = itemgetter(0)


def _some_rows(cursor: Any) -> Iterable[Any]:  # noqa: ANN401  (either driver's cursor)
    """The next rows of a cursor; SQLite's is fastest when nobody keeps its rows."""
    if isinstance(cursor, sqlite3.Cursor):
        return islice(cursor, SEGMENT)
    rows: Sequence[Any] = cursor.fetchmany(SEGMENT)
    return rows


def _packed_kind(columns: Sequence[Any]) -> type[str | int] | None:
    """Whether the keys can be packed: one column that holds texts or whole numbers."""
    kind = columns[0].type
    if len(columns) > 1 or isinstance(kind, sa.Enum | sa.Boolean):
        return None
    if isinstance(kind, sa.Integer):
        return int
    return str if isinstance(kind, sa.String) else None


def _packed(session: Session, statement: sa.Select[Any], kind: type[str | int], stop: Stop) -> Keys:
    """Read keys with the driver's cursor: a third of the time that typed rows take."""
    keys = PackedKeys(kind)
    connection = session.connection()
    driver_error = connection.dialect.loaded_dbapi.Error
    with closing(connection.execute(statement)) as result:
        cursor: Any = result.cursor
        try:
            while keys.extend(map(_FIRST, _some_rows(cursor))) == SEGMENT:
                stop.check()
        except driver_error as error:
            raise DBAPIError.instance(None, None, error, driver_error) from error
    return keys
