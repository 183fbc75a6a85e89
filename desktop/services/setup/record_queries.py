"""Lists of records of any table, and the neighbours of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.services.list_query import ListQuery
from desktop.services.list_source import TableSource
from desktop.services.setup.field_infos import KEPT_BY_PROGRAM, field_infos, key_fields, table_of
from desktop.services.text_index import folded_condition, is_indexed, text_condition


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row of a list: its key and the plain values of its fields."""

    key: tuple[str | int, ...]
    values: Mapping[str, object]


ViewCondition = Callable[[date], sa.ColumnElement[bool]]
"""The condition of a named view, as of a work date."""

Views = Mapping[str, ViewCondition]


def records(
    table: str,
    today: date,
    where: Mapping[str, object] | None = None,
    views: Views | None = None,
) -> TableSource[RecordRow]:
    """The list of a table's records by key; `where` keeps only rows with these field values.

    `views` are the conditions of its named views.
    """
    source, keys = table_of(table), key_fields(table)
    return TableSource(
        table=source,
        columns={info.name: source.c[info.name] for info in field_infos(table)},
        key_names=keys,
        make=lambda values: RecordRow(tuple(values[key] for key in keys), dict(values)),
        key_of=lambda row: row.key[0] if len(row.key) == 1 else row.key,
        conditions=partial(
            _conditions, source=source, where=where or {}, today=today, views=views or {}
        ),
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


def _is_searched(column: sa.Column[Any]) -> bool:
    """Whether the words of a search are looked for in a column: texts that people enter."""
    is_text = isinstance(column.type, sa.String) and not isinstance(column.type, sa.Enum)
    return is_text and column.name not in KEPT_BY_PROGRAM


def _conditions(
    session: Session,
    query: ListQuery,
    *,
    source: sa.Table,
    where: Mapping[str, object],
    today: date,
    views: Views,
) -> list[sa.ColumnElement[bool]]:
    narrowed = [source.c[name] == value for name, value in where.items()]
    if query.view is not None and query.view in views:
        narrowed.append(views[query.view](today))
    texts = [column for column in source.columns if _is_searched(column)]
    if is_indexed(source.name, [column.name for column in texts]):
        return [*narrowed, *text_condition(session, source.name, query.search)]
    return [*narrowed, *folded_condition(query.search, *texts)]
