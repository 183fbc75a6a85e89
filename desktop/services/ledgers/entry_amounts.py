"""What a customer ledger entry was made for and what is still open of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from desktop.models.ledger_words import DetailedEntryType
from desktop.models.ledgers import DetailedCustLedgerEntry
from desktop.models.values.numbers import ZERO, Amount


@dataclass(frozen=True, slots=True)
class EntryAmounts:
    """The amounts of an entry in its currency: at first, and what is left of it."""

    original: Amount = ZERO
    remaining: Amount = ZERO


def entry_amounts(session: Session, entry_no: int) -> EntryAmounts:
    """Sum the details of a customer ledger entry, in one statement."""
    amount = DetailedCustLedgerEntry.amount
    is_first = DetailedCustLedgerEntry.entry_type == DetailedEntryType.INITIAL
    row = session.execute(
        select(
            func.sum(case((is_first, amount), else_=None)),
            func.sum(amount),
        ).where(DetailedCustLedgerEntry.cust_ledger_entry_no == entry_no)
    ).one()
    return EntryAmounts(row[0] or ZERO, row[1] or ZERO)
