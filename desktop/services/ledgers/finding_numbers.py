"""Which document numbers the ledgers know: the search box leads from them to all entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.models.ledgers import GlEntry, ItemLedgerEntry

_AFTER_ALL = "\U0010ffff"
"""Stands behind every character that a document number may have."""


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A document number that something was posted with, and the first day of that."""

    document_no: str
    posting_date: date


def find_document_numbers(session: Session, text: str, limit: int) -> tuple[FoundNumber, ...]:
    """The document numbers in the ledgers that begin with a text, in one statement by index.

    Numbers are codes and stand in capitals, so small letters find them too.
    """
    start = text.strip().upper()
    if not start:
        return ()
    found = [
        select(entry.document_no, func.min(entry.posting_date).label("first"))
        .where(_begins(session, entry.document_no, start))
        .group_by(entry.document_no)
        .order_by(entry.document_no)
        .limit(limit)
        .subquery()
        for entry in (GlEntry, ItemLedgerEntry)
    ]
    both = union_all(*(select(part) for part in found)).subquery()
    statement = (
        select(both.c.document_no, func.min(both.c.first))
        .group_by(both.c.document_no)
        .order_by(both.c.document_no)
        .limit(limit)
    )
    return tuple(FoundNumber(no, first) for no, first in session.execute(statement))


def _begins(
    session: Session, column: InstrumentedAttribute[str], start: str
) -> ColumnElement[bool]:
    """A condition that can use the index: a range on SQLite, whose LIKE ignores capitals.

    PostgreSQL may sort by a language, where a range means something else; there LIKE is used.
    """
    if session.get_bind().dialect.name == "sqlite":
        return and_(column >= start, column < start + _AFTER_ALL)
    return column.startswith(start, autoescape=True)
