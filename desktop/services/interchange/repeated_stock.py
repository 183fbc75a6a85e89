"""A file of counted stock that is read a second time: its rows are known again.

Journal lines have no key of their own that a file could name, and are gone once they are posted.
So a row is known by what it says: item, place, date, document number and quantity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.ledger_words import ItemEntryType
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.stock import ItemJournalLine
from desktop.models.values.numbers import ZERO
from desktop.services.context import UserContext
from desktop.services.interchange.refusals import StockAlreadyPosted, StockWaitsAlready
from desktop.services.items.journal import ADJUSTMENTS, JOURNAL_NO
from desktop.services.records import BatchRow

JOURNAL = ItemJournalLine.__tablename__
Repeated = StockAlreadyPosted | StockWaitsAlready


class _Count(NamedTuple):
    """What a row says; its quantity, in its own unit, is below zero when goods left the stock."""

    item_no: str
    variant_code: str
    location_code: str
    posting_date: object
    document_no: str
    quantity: Decimal


def repeated_rows(
    session: Session, table: str, rows: Sequence[BatchRow], context: UserContext
) -> Mapping[int, Repeated]:
    """Rows of a stock file, by number, that stand in the journal or were posted before.

    Only new lines are looked at: a row that names its line number changes that line. Other tables
    have keys, by which a record is known again; for them nothing is asked.
    """
    if table != JOURNAL:
        return {}
    counts = {row.number: _of_row(row.values, context) for row in rows if _is_new(row.values)}
    waiting, posted = set(_waiting(session)), set(_posted(session, counts))
    found: dict[int, Repeated] = {}
    for number, count in counts.items():
        if count in posted:
            found[number] = _refusal(StockAlreadyPosted, count)
        elif count in waiting:
            found[number] = _refusal(StockWaitsAlready, count)
    return found


def _is_new(values: Mapping[str, object]) -> bool:
    return values.get("line_no") is None


def _of_row(values: Mapping[str, object], context: UserContext) -> _Count:
    given = {name: value for name, value in values.items() if value not in {None, ""}}
    quantity = given.get("quantity")
    leaves = given.get("entry_type") == ItemEntryType.NEGATIVE_ADJMT
    amount = Decimal(str(quantity)) if quantity is not None else ZERO
    return _Count(
        _code(given.get("item_no")),
        _code(given.get("variant_code")),
        _code(given.get("location_code")),
        given.get("posting_date", context.work_date),
        _code(given.get("document_no", JOURNAL_NO)),
        -amount if leaves else amount,
    )


def _waiting(session: Session) -> Iterator[_Count]:
    """The lines of the journal."""
    kind = ItemJournalLine
    for row in session.execute(
        sa.select(
            kind.item_no,
            kind.variant_code,
            kind.location_code,
            kind.posting_date,
            kind.document_no,
            kind.quantity,
            kind.entry_type,
        )
    ):
        sign = -1 if row.entry_type is ItemEntryType.NEGATIVE_ADJMT else 1
        yield _count(row, row.quantity * sign)


def _posted(session: Session, counts: Mapping[int, _Count]) -> Iterator[_Count]:
    """What was posted with the file's document numbers on its days, in the unit of its line."""
    kind = ItemLedgerEntry
    days = {count.posting_date for count in counts.values() if isinstance(count.posting_date, date)}
    if not days:
        return
    found = session.execute(
        sa.select(
            kind.item_no,
            kind.variant_code,
            kind.location_code,
            kind.posting_date,
            kind.document_no,
            kind.quantity,
            kind.qty_per_unit,
        ).where(
            kind.entry_type.in_(ADJUSTMENTS),
            kind.posting_date.between(min(days), max(days)),
        )
    )
    for row in found:
        yield _count(row, row.quantity / (row.qty_per_unit or 1))


def _count(row: Any, quantity: Decimal) -> _Count:  # noqa: ANN401  (a row of one of two tables)
    return _Count(
        _code(row.item_no),
        _code(row.variant_code),
        _code(row.location_code),
        row.posting_date,
        _code(row.document_no),
        quantity,
    )


def _code(value: object) -> str:
    return str(value or "").strip().upper()


def _refusal(kind: type[StockAlreadyPosted | StockWaitsAlready], count: _Count) -> Repeated:
    return kind(
        field="item_no",
        no=count.item_no,
        quantity=abs(count.quantity),
        date=count.posting_date,
        document_no=count.document_no,
    )
