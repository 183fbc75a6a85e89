"""Ledger entries for tests of what is read from them; posting is tested with real ones."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.ledger_words import DetailedEntryType, EntryDocumentType
from desktop.models.ledgers import CustLedgerEntry, DetailedCustLedgerEntry

BOOKED: dict[str, Any] = {
    "register_no": 0,
    "transaction_no": 0,
    "user": "ADMIN",
    "created_at": datetime(2026, 1, 1, tzinfo=UTC),
}


def an_open_entry(
    session: Session,
    customer_no: str,
    amount: str,
    *,
    due: date = date(2026, 2, 1),
    document_no: str = "PI1",
    **different: Any,  # noqa: ANN401  (any column)
) -> CustLedgerEntry:
    """An invoice that nobody has paid yet, flushed."""
    last = session.scalar(select(func.max(CustLedgerEntry.entry_no))) or 0
    last_detail = session.scalar(select(func.max(DetailedCustLedgerEntry.entry_no))) or 0
    usual = {
        "sell_to_customer_no": customer_no,
        "posting_date": date(2026, 1, 1),
        "document_type": EntryDocumentType.INVOICE,
        "open": True,
        "positive": True,
        **BOOKED,
    }
    entry = CustLedgerEntry(
        entry_no=last + 1,
        customer_no=customer_no,
        document_no=document_no,
        due_date=due,
        original_currency_factor=Decimal(1),
        **{**usual, **different},
    )
    detail = DetailedCustLedgerEntry(
        entry_no=last_detail + 1,
        cust_ledger_entry_no=last + 1,
        entry_type=DetailedEntryType.INITIAL,
        customer_no=customer_no,
        posting_date=date(2026, 1, 1),
        document_no=document_no,
        amount=Decimal(amount),
        amount_lcy=Decimal(amount),
        **BOOKED,
    )
    session.add_all([entry, detail])
    session.flush()
    return entry
