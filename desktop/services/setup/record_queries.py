"""Lists of records of any table, and looking one up by what a user types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.text_index import TEXT_INDEXES
from desktop.models.values.folding import fold
from desktop.models.words import Blocked
from desktop.services.list_query import ListQuery
from desktop.services.list_source import TableSource
from desktop.services.setup.field_infos import KEPT_BY_PROGRAM, field_infos, key_fields, table_of
from desktop.services.text_index import (
    folded,
    folded_condition,
    is_indexed,
    text_condition,
)

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


def records(
    table: str, today: date, where: Mapping[str, object] | None = None
) -> TableSource[RecordRow]:
    """The list of a table's records by key; `where` keeps only rows with these field values."""
    source, keys = table_of(table), key_fields(table)
    return TableSource(
        table=source,
        columns={info.name: source.c[info.name] for info in field_infos(table)},
        key_names=keys,
        make=lambda values: RecordRow(tuple(values[key] for key in keys), dict(values)),
        key_of=lambda row: row.key[0] if len(row.key) == 1 else row.key,
        conditions=partial(_conditions, source=source, where=where or {}),
        today=today,
    )


def neighbour(
    session: Session, table: str, key: tuple[str | int, ...], step: int
) -> tuple[str | int, ...] | None:
    """The key of the record before (-1) or after (1) a record, by key; None at the ends."""
    source = table_of(table)
    keys = [source.c[name] for name in key_fields(table)]
    here = sa.tuple_(*keys)
    beyond = here > key if step > 0 else here < key
    order = [column.asc() if step > 0 else column.desc() for column in keys]
    found = session.execute(sa.select(*keys).where(beyond).order_by(*order).limit(1)).first()
    return None if found is None else tuple(found)


def lookup_rows(
    session: Session,
    table: str,
    text: str,
    limit: int = 20,
    where: Mapping[str, object] | None = None,
) -> tuple[LookupRow, ...]:
    """The records whose key or name fits a typed text, the best hits first.

    An exact key comes first, then keys that begin with the text, names that begin with it, and
    records that have all its words in key, name or city, of indexed tables anywhere in their
    text; case and accents do not matter. Blocked and inactive records are offered only to who
    types their exact key (CU41).
    """
    source = table_of(table)
    key = _entered_key(table)
    names = [source.c[name] for name in NAME_FIELDS if name in source.c]
    columns = [source.c[key], *names[:1], *[c for c in names[1:] if c.name == "city"]]
    statement = sa.select(*columns)
    typed = text.strip()
    if typed:
        rank = sa.case(
            (sa.func.lower(source.c[key]) == typed.lower(), 0),
            *[
                (folded(column).startswith(fold(typed), autoescape=True), place)
                for place, column in enumerate((source.c[key], *names[:1]), start=1)
            ],
            else_=3,
        )
        conditions = (
            text_condition(session, table, typed)
            if table in TEXT_INDEXES
            else folded_condition(typed, source.c[key], *names)
        )
        statement = statement.where(*conditions).order_by(rank)
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


def _conditions(
    session: Session, query: ListQuery, *, source: sa.Table, where: Mapping[str, object]
) -> list[sa.ColumnElement[bool]]:
    narrowed = [source.c[name] == value for name, value in where.items()]
    texts = [column for column in source.columns if _is_searched(column)]
    if is_indexed(source.name, [column.name for column in texts]):
        return [*narrowed, *text_condition(session, source.name, query.search)]
    return [*narrowed, *folded_condition(query.search, *texts)]
