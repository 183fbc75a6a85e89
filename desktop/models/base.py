"""The common ground of all tables: naming of constraints, types, row versions."""

import enum
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Boolean, CheckConstraint, Date, Enum, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from desktop.models.columns import UtcDateTime

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def stored_words(members: type[enum.Enum]) -> list[str]:
    """What is stored of a closed set: the values of its members."""
    return [str(member.value) for member in members]


class Base(DeclarativeBase):
    """Every table of Kontor."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=False,
            length=30,
            values_callable=stored_words,
        ),
        bool: Boolean,
        int: Integer,
        date: Date,
        datetime: UtcDateTime,
    }


class Versioned:
    """A row that people edit: a stale write is refused instead of overwriting (SD19).

    `changed_by` and `changed_at` tell the loser of a race who won it.
    """

    row_version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime | None]

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  (a class is what SQLAlchemy passes)
        """Let SQLAlchemy compare and raise the version with each UPDATE."""
        return {"version_id_col": cls.row_version}


class SingleRow:
    """A set-up table with exactly one row, number 1."""

    id: Mapped[int] = mapped_column(primary_key=True, default=1, autoincrement=False)


def one_row_only() -> CheckConstraint:
    """The check that keeps a set-up table at one row."""
    return CheckConstraint("id = 1", name="one_row")
