"""Lists of records of any table, and looking one up by what a user types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.words import Blocked
from desktop.services.list_query import ListQuery
from desktop.services.setup.field_infos import KEPT_BY_PROGRAM, field_infos, key_fields, table_of

READ_AT_ONCE = 1_000
NAME_FIELDS = ("name", "description", "contact", "city")


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row of a list: its key and the plain values of its fields."""

    key: tuple[str | int, ...]
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One hit of a look-up: the key to enter, its name, and something to tell it apart."""

    key: str
    text: str
    detail: str


def record_rows(
    session: Session, table: str, query: ListQuery, where: Mapping[str, object] | None = None
) -> tuple[RecordRow, ...]:
    """A page of a table's records; `where` keeps only rows with these field values."""
    infos = field_infos(table)
    source = table_of(table)
    statement = sa.select(*[source.c[info.name] for info in infos])
    statement = _narrowed(statement, table, query, where)
    statement = _ordered(statement, table, query)
    rows = session.execute(statement.limit(query.limit).offset(query.offset)).mappings()
    keys = key_fields(table)
    return tuple(RecordRow(tuple(row[key] for key in keys), dict(row)) for row in rows)


def record_values(
    session: Session,
    table: str,
    names: Sequence[str],
    query: ListQuery,
    where: Mapping[str, object] | None = None,
) -> Iterator[Sequence[Any]]:
    """The values of some fields of everything a query finds, in its order, as they are read.

    The rows stream: a million of them are never in memory together. The query's page is ignored.
    """
    source = table_of(table)
    statement = _narrowed(sa.select(*[source.c[name] for name in names]), table, query, where)
    statement = _ordered(statement, table, query)
    yield from session.execute(statement.execution_options(yield_per=READ_AT_ONCE))


def count_records(
    session: Session, table: str, query: ListQuery, where: Mapping[str, object] | None = None
) -> int:
    """How many records the query finds in all."""
    statement = sa.select(sa.func.count()).select_from(table_of(table))
    count: int = session.execute(_narrowed(statement, table, query, where)).scalar_one()
    return count


def lookup_rows(
    session: Session,
    table: str,
    text: str,
    limit: int = 20,
    where: Mapping[str, object] | None = None,
) -> tuple[LookupRow, ...]:
    """The records whose key or name fits a typed text, the best hits first.

    An exact key comes first, then keys that begin with the text, names that begin with it,
    and names or cities that contain it. Blocked and inactive records are offered only to who
    types their exact key (CU41).
    """
    source = table_of(table)
    key = _entered_key(table)
    names = [source.c[name] for name in NAME_FIELDS if name in source.c]
    columns = [source.c[key], *names[:1], *[c for c in names[1:] if c.name == "city"]]
    statement = sa.select(*columns)
    typed = text.strip()
    if typed:
        conditions = [source.c[key].icontains(typed, autoescape=True)]
        conditions += [name.icontains(typed, autoescape=True) for name in names]
        rank = sa.case(
            (sa.func.lower(source.c[key]) == typed.lower(), 0),
            (source.c[key].istartswith(typed, autoescape=True), 1),
            *[(name.istartswith(typed, autoescape=True), 2) for name in names[:1]],
            else_=3,
        )
        statement = statement.where(sa.or_(*conditions)).order_by(rank)
    choosable = _choosable(source)
    if choosable:
        is_exact = sa.func.lower(source.c[key]) == typed.lower()
        statement = statement.where(sa.or_(is_exact, sa.and_(*choosable)))
    for name, value in (where or {}).items():
        statement = statement.where(source.c[name] == value)
    rows = session.execute(statement.order_by(source.c[key]).limit(limit)).all()
    return tuple(
        LookupRow(
            str(row[0]),
            str(row[1]) if len(row) > 1 else "",
            str(row[2]) if len(row) > 2 else "",  # noqa: PLR2004  (key, name, detail)
        )
        for row in rows
    )


def _ordered(statement: sa.Select[Any], table: str, query: ListQuery) -> sa.Select[Any]:
    source = table_of(table)
    for name, descending in (*query.order, *[(key, False) for key in key_fields(table)]):
        column = source.c[name]
        statement = statement.order_by(column.desc() if descending else column)
    return statement


def _choosable(source: sa.Table) -> list[sa.ColumnElement[bool]]:
    """The conditions for a record that may be chosen: neither inactive nor blocked."""
    conditions: list[sa.ColumnElement[bool]] = []
    for name in ("inactive", "blocked"):
        if name in source.c:
            column = source.c[name]
            free = Blocked.NONE if isinstance(column.type, sa.Enum) else sa.false()
            conditions.append(column == free)
    return conditions


def _entered_key(table: str) -> str:
    """The key field a user types: the last one, as in agent + service."""
    return key_fields(table)[-1]


def _is_searched(column: sa.Column[Any]) -> bool:
    """Whether the words of a search are looked for in a column: texts that people enter."""
    is_text = isinstance(column.type, sa.String) and not isinstance(column.type, sa.Enum)
    return is_text and column.name not in KEPT_BY_PROGRAM


def _narrowed(
    statement: sa.Select[Any],
    table: str,
    query: ListQuery,
    where: Mapping[str, object] | None,
) -> sa.Select[Any]:
    source = table_of(table)
    for name, value in (where or {}).items():
        statement = statement.where(source.c[name] == value)
    for word in query.search.split():
        texts = [
            column.icontains(word, autoescape=True)
            for column in source.columns
            if _is_searched(column)
        ]
        statement = statement.where(sa.or_(*texts))
    return statement
