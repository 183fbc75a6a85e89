"""Parts of new tables as several steps make them; like the steps they never change."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

MOMENT = sa.DateTime(timezone=True)


def columns(kind: TypeEngine[Any], *names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    """Columns of one kind."""
    return [sa.Column(name, kind, nullable=nullable, autoincrement=False) for name in names]


def versioned() -> list[sa.Column[Any]]:
    """What every row that people edit has besides."""
    return [
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
    ]


def key(table: str, column: str, target: str, *, owned: bool = False) -> sa.ForeignKeyConstraint:
    """The key of another table in one column."""
    return keys(table, [column], [target], owned=owned)


def keys(
    table: str, columns: list[str], targets: list[str], *, owned: bool = False
) -> sa.ForeignKeyConstraint:
    """The key of another table; what is `owned` goes with it."""
    return sa.ForeignKeyConstraint(
        columns,
        targets,
        name=op.f(f"fk_{table}_{'_'.join(columns)}"),
        onupdate="CASCADE",
        ondelete="CASCADE" if owned else None,
    )


def index(table: str, *columns: str) -> None:
    """An index named as the models name it."""
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
