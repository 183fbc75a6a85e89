"""Versions of sales documents: whole copies of header, lines and comments (SD107).

The columns are those of the live tables, taken over when this module is imported: a new column
of a document is a column of its versions at once, and only its migration names it twice. Nothing
of a version is a foreign key: it stays as it was when customers and items have long gone.
"""

from typing import Any

from sqlalchemy import (
    Column,
    Enum,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
)

from desktop.models.archive_words import ArchiveCause
from desktop.models.base import Base, stored_words
from desktop.models.columns import AMOUNT_PLACES, ExactDecimal, UtcDateTime
from desktop.models.sales import DocumentComment, SalesHeader, SalesLine

VERSION = ("document_type", "document_no", "version_no")
"""What names the version that a line or comment belongs to."""


def _version_of(live: type[Base], *, without: str = "") -> list[Column[Any]]:
    """The columns of a live table, and the number of the version."""
    copied = [
        Column(column.name, column.type, nullable=column.nullable, autoincrement=False)
        for column in Base.metadata.tables[live.__tablename__].columns
        if column.name != without
    ]
    return [*copied, Column("version_no", Integer, nullable=False, autoincrement=False)]


def _of_its_version() -> ForeignKeyConstraint:
    key = [f"sales_header_archive.{name}" for name in ("document_type", "no", "version_no")]
    return ForeignKeyConstraint(VERSION, key, onupdate="CASCADE", ondelete="CASCADE")


class SalesHeaderArchive(Base):
    """A version of a document's header, with who kept it, when and why.

    Both amounts are sums of the lines in the document's currency.
    """

    __tablename__ = "sales_header_archive"
    __table__ = Table(
        __tablename__,
        Base.metadata,
        *_version_of(SalesHeader),
        Column(
            "cause",
            Enum(
                ArchiveCause,
                native_enum=False,
                create_constraint=False,
                length=30,
                values_callable=stored_words,
            ),
            nullable=False,
        ),
        Column("reason", String(250), nullable=False),
        Column("archived_by", String(50), nullable=False),
        Column("archived_at", UtcDateTime(), nullable=False),
        Column("amount", ExactDecimal(AMOUNT_PLACES), nullable=False),
        Column("amount_including_vat", ExactDecimal(AMOUNT_PLACES), nullable=False),
        PrimaryKeyConstraint("document_type", "no", "version_no"),
        Index(None, "sell_to_customer_no"),
    )


class SalesLineArchive(Base):
    """A line of a version."""

    __tablename__ = "sales_line_archive"
    __table__ = Table(
        __tablename__,
        Base.metadata,
        *_version_of(SalesLine),
        PrimaryKeyConstraint(*VERSION, "line_no"),
        _of_its_version(),
    )


class DocumentCommentArchive(Base):
    """A dated remark of a version; line 0 is the header."""

    __tablename__ = "document_comment_archive"
    __table__ = Table(
        __tablename__,
        Base.metadata,
        *_version_of(DocumentComment, without="document_table"),
        PrimaryKeyConstraint(*VERSION, "document_line_no", "line_no"),
        _of_its_version(),
    )
