"""Vendor entries: what an invoice lets us owe; credit −, as in the general ledger (PF60)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.models.values.numbers import ZERO, Amount
from desktop.services.ledgers.rows import Booking, LedgerRows, add_row


@dataclass(frozen=True, slots=True)
class Debt:
    """What a posted invoice obliges us to pay: amounts as credit −, in its currency and in LCY.

    `purchase_lcy` is net of VAT. A debt that `is_settled` is none any more: a reversed invoice.
    """

    vendor_no: str
    description: str
    posting_group: str | None
    currency_code: str | None
    currency_factor: Decimal
    amount: Amount
    amount_lcy: Amount
    purchase_lcy: Amount
    due_date: date | None = None
    is_settled: bool = False


def add_debt(rows: LedgerRows, booking: Booking, debt: Debt) -> int:
    """Plan the entry of an invoice; returns its provisional number."""
    remains = ZERO if debt.is_settled else debt.amount
    return add_row(
        rows.vendor,
        {
            **booking.columns(),
            "vendor_no": debt.vendor_no,
            "description": debt.description,
            "document_date": booking.document_date,
            "due_date": debt.due_date,
            "external_document_no": booking.external_document_no,
            "currency_code": debt.currency_code,
            "original_currency_factor": debt.currency_factor,
            "vendor_posting_group": debt.posting_group,
            "purchase_lcy": debt.purchase_lcy,
            "amount": debt.amount,
            "amount_lcy": debt.amount_lcy,
            "remaining_amount": remains,
            "remaining_amount_lcy": ZERO if debt.is_settled else debt.amount_lcy,
            "open": remains != 0,
        },
    )
