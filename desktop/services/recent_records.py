"""Which of the records that somebody opened lately are still there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef


def still_there(session: Session, records: Sequence[RecordRef]) -> frozenset[RecordRef]:
    """The records that exist, in one statement for each table that occurs.

    A key of another shape than the table's, kept by an older version, counts as gone.
    """
    by_table = groupby(sorted(records, key=attrgetter("table")), key=attrgetter("table"))
    return frozenset(ref for table, refs in by_table for ref in _existing(session, table, refs))


def _existing(session: Session, name: str, refs: Iterable[RecordRef]) -> list[RecordRef]:
    # Home asks, and is the first page: mapping all tables would keep it waiting.
    from desktop.models.every_table import Base  # noqa: PLC0415

    table = Base.metadata.tables.get(name)
    if table is None:
        return []
    columns = list(table.primary_key.columns)
    keys = [ref.key for ref in refs if _fits(ref.key, columns)]
    rows = session.execute(sa.select(*columns).where(sa.tuple_(*columns).in_(keys)))
    return [RecordRef(name, tuple(row)) for row in rows]


def _fits(key: Sequence[object], columns: Sequence[sa.Column[object]]) -> bool:
    """Whether the parts are of the columns' types: PostgreSQL compares no text with a number."""
    return len(key) == len(columns) and all(
        isinstance(part, column.type.python_type) or _is_word(part, column)
        for part, column in zip(key, columns, strict=True)
    )


def _is_word(part: object, column: sa.Column[object]) -> bool:
    """Whether a text is a word of the column's closed set."""
    kind = column.type
    return isinstance(kind, sa.Enum) and part in kind.enums
