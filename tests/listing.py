"""Asking a list's source the ways a list page does: what they answer must agree."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from desktop.services.list_query import ListQuery
from desktop.services.list_source import ListSource
from desktop.services.records import RecordRow, records

MOST = 1000
"""More rows than the lists of a test have."""
TODAY = date(2026, 1, 15)


def listed(session: Session, source: ListSource, query: ListQuery | None = None) -> Sequence[Any]:
    """The rows of a query; the keys, the count and the rows by key are those of the same rows."""
    query = query or ListQuery()
    rows = source.rows(session, query, MOST)
    keys = list(source.keys(session, query))
    assert [source.key(row) for row in rows] == keys
    assert source.count(session, query) == len(rows)
    assert source.by_keys(session, keys) == dict(zip(keys, rows, strict=True))
    return rows


def record_rows(
    session: Session,
    table: str,
    query: ListQuery | None = None,
    where: Mapping[str, object] | None = None,
    limit: int = MOST,
) -> Sequence[RecordRow]:
    """The first records of a table that a query finds."""
    return records(table, TODAY, where).rows(session, query or ListQuery(), limit)


def count_records(session: Session, table: str, query: ListQuery | None = None) -> int:
    """How many records of a table a query finds."""
    return records(table, TODAY).count(session, query or ListQuery())
