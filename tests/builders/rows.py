"""Rows of any table, for tests to which only a few of their columns matter."""

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.columns import UtcDateTime
from desktop.models.every_table import Base


def a_row(session: Session, table: str, **values: Any) -> None:  # noqa: ANN401  (any column)
    """Insert a row with these values; each other column that must hold one gets the smallest."""
    target = Base.metadata.tables[table]
    row = {
        column.name: smallest(column)
        for column in target.columns
        if not column.nullable and column.name not in values
    }
    session.execute(target.insert(), {**row, **values})


def smallest(column: sa.Column[Any]) -> object:
    """Some value that a column may hold."""
    if isinstance(column.type, sa.Enum):
        return next(iter(column.type.enum_class or ()))
    if isinstance(column.type, UtcDateTime):
        return datetime(2026, 1, 15, tzinfo=UTC)
    if isinstance(column.type, sa.Date):
        return date(2026, 1, 15)
    if isinstance(column.type, sa.Boolean):
        return False
    return "1" if isinstance(column.type, sa.String) else 1
