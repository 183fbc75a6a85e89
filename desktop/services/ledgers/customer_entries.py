"""Customer entries: what an invoice claims, and what pays it at once (SD83, SD84)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from desktop.models.ledger_words import DetailedEntryType, EntryDocumentType
from desktop.models.values.numbers import ZERO, Amount
from desktop.services.ledgers.rows import Booking, LedgerRows, Row, add_row


@dataclass(frozen=True, slots=True)
class Claim:
    """What a posted document asks of a customer: amounts in its currency and in LCY.

    `sales_lcy` is net of VAT, `profit_lcy` that less the cost known now.
    """

    customer_no: str
    sell_to_customer_no: str | None
    description: str
    posting_group: str | None
    currency_code: str | None
    currency_factor: Decimal
    amount: Amount
    amount_lcy: Amount
    sales_lcy: Amount = ZERO
    profit_lcy: Amount = ZERO
    inv_discount_lcy: Amount = ZERO
    due_date: date | None = None
    pmt_discount_date: date | None = None
    pmt_disc_possible: Amount = ZERO
    your_reference: str = ""
    salesperson_code: str | None = None
    payment_method_code: str | None = None


def add_claim(rows: LedgerRows, booking: Booking, claim: Claim) -> int:
    """Plan the entry of an invoice with its initial amount; returns its provisional number."""
    return _add_entry(rows, booking, claim)


class Part(NamedTuple):
    """What is paid of a claim, in its currency and in LCY."""

    amount: Amount
    amount_lcy: Amount


def add_immediate_payment(
    rows: LedgerRows,
    invoice_entry_no: int,
    booking: Booking,
    claim: Claim,
    part: Part | None = None,
) -> int:
    """Plan a payment of the claim, or of a `part` of it, that is applied to it (SD84).

    The payment is closed, and so is the claim when all of it is paid. `booking` is that of the
    payment. Returns the payment's provisional number.
    """
    whole = part or Part(claim.amount, claim.amount_lcy)
    paid = replace(
        claim,
        amount=-whole.amount,
        amount_lcy=-whole.amount_lcy,
        sales_lcy=ZERO,
        profit_lcy=ZERO,
        inv_discount_lcy=ZERO,
        due_date=None,
        pmt_discount_date=None,
        pmt_disc_possible=ZERO,
    )
    payment_entry_no = _add_entry(rows, booking, paid)
    # The application is numbered after the payment that brought it about; both details share it.
    for entry_no, sign in ((invoice_entry_no, -1), (payment_entry_no, 1)):
        detail = _detail(booking, claim, entry_no, DetailedEntryType.APPLICATION)
        detail["amount"] = sign * whole.amount
        detail["amount_lcy"] = sign * whole.amount_lcy
        detail["applied_by_entry_no"] = payment_entry_no
        detail["application_no"] = booking.transaction
        add_row(rows.detailed, detail)
    if whole.amount == claim.amount:
        _close(rows.customer[-invoice_entry_no - 1], payment_entry_no, booking.posting_date)
    _close(rows.customer[-payment_entry_no - 1], invoice_entry_no, booking.posting_date)
    return payment_entry_no


def _close(entry: Row, by: int, on: date) -> None:
    entry["open"] = False
    entry["closed_by_entry_no"] = by
    entry["closed_at_date"] = on
    entry["remaining_pmt_disc_possible"] = ZERO


def _add_entry(rows: LedgerRows, booking: Booking, claim: Claim) -> int:
    entry_no = add_row(
        rows.customer,
        {
            **booking.columns(),
            "customer_no": claim.customer_no,
            "sell_to_customer_no": claim.sell_to_customer_no,
            "description": claim.description,
            "document_date": booking.document_date,
            "due_date": claim.due_date or booking.posting_date,
            "external_document_no": booking.external_document_no,
            "your_reference": claim.your_reference,
            "currency_code": claim.currency_code,
            "original_currency_factor": claim.currency_factor,
            "customer_posting_group": claim.posting_group,
            "sales_lcy": claim.sales_lcy,
            "profit_lcy": claim.profit_lcy,
            "inv_discount_lcy": claim.inv_discount_lcy,
            "pmt_discount_date": claim.pmt_discount_date,
            "original_pmt_disc_possible": claim.pmt_disc_possible,
            "remaining_pmt_disc_possible": claim.pmt_disc_possible,
            "positive": claim.amount > 0,
            "open": claim.amount != 0,
            "on_hold": "",
            "reference": "",
            "payment_reference": "",
            "salesperson_code": claim.salesperson_code,
            "payment_method_code": claim.payment_method_code,
            "closed_by_entry_no": None,
            "closed_at_date": None,
        },
    )
    initial = _detail(booking, claim, entry_no, DetailedEntryType.INITIAL)
    initial["amount"] = claim.amount
    initial["amount_lcy"] = claim.amount_lcy
    add_row(rows.detailed, initial)
    return entry_no


def _detail(booking: Booking, claim: Claim, entry_no: int, kind: DetailedEntryType) -> Row:
    return {
        **booking.columns(),
        "cust_ledger_entry_no": entry_no,
        "entry_type": kind,
        "customer_no": claim.customer_no,
        "customer_posting_group": claim.posting_group,
        "currency_code": claim.currency_code,
        "amount": ZERO,
        "amount_lcy": ZERO,
        "initial_due_date": claim.due_date or booking.posting_date,
        "applied_by_entry_no": None,
        "application_no": None,
        "unapplied": False,
        "unapplied_by_entry_no": None,
    }


def payment_booking(invoice: Booking) -> Booking:
    """The payment that comes with an invoice carries the invoice's number (SD84)."""
    return replace(invoice, document_type=EntryDocumentType.PAYMENT)
