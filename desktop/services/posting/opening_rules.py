"""What opening entries of customers demand as records, each cell of an imported file too."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.currencies import Currency
from desktop.models.ledger_words import EntryDocumentType
from desktop.models.ledgers import CustLedgerEntry
from desktop.models.opening import OpeningBalanceLine
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.values.numbers import Amount, round_to
from desktop.services.context import UserContext
from desktop.services.posting.refusals_opening import (
    OpeningPosted,
    OpeningRemaining,
    OpeningSign,
    OpeningTooPrecise,
    OpeningTypeNotOwed,
)
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import RecordRules

OWED = frozenset(
    {
        EntryDocumentType.INVOICE,
        EntryDocumentType.REFUND,
        EntryDocumentType.REMINDER,
        EntryDocumentType.FINANCE_CHARGE_MEMO,
    }
)
"""What a customer owes; the amounts are positive."""

RECEIVED = frozenset({EntryDocumentType.CREDIT_MEMO, EntryDocumentType.PAYMENT})
"""What a customer has to his credit; the amounts are negative."""


def document_type(
    _session: Session, entry: OpeningBalanceLine, value: object, _context: UserContext
) -> object:
    """Only what can be open."""
    if value not in OWED | RECEIVED:
        raise OpeningTypeNotOwed(
            record=ref_of("opening_balance_line", entry), field="document_type", document_type=value
        )
    return value


def currency_code(
    session: Session, _entry: OpeningBalanceLine, value: object, _context: UserContext
) -> object:
    """The local currency is a blank."""
    return None if value == _ledger(session).lcy_code else value


def check_entry(session: Session, entry: OpeningBalanceLine, _context: UserContext) -> None:
    """Amounts fit the kind of document and each other, and the document is not posted yet."""
    _check_not_posted(session, entry)
    if entry.currency_code is None:
        entry.remaining_amount_lcy = None
    _check_sign(entry)
    _check_remaining(entry, "remaining_amount", entry.amount)
    _check_remaining(entry, "remaining_amount_lcy", None)
    cent = _ledger(session).amount_precision
    _check_precision(entry, "remaining_amount_lcy", cent)
    if entry.currency_code is not None:
        cent = session.get_one(Currency, entry.currency_code).amount_precision
    _check_precision(entry, "amount", cent)
    _check_precision(entry, "remaining_amount", cent)


def _check_not_posted(session: Session, entry: OpeningBalanceLine) -> None:
    statement = select(CustLedgerEntry.posting_date).where(
        CustLedgerEntry.customer_no == entry.customer_no,
        CustLedgerEntry.document_type == entry.document_type,
        CustLedgerEntry.document_no == entry.document_no,
    )
    with session.no_autoflush:
        posted = session.scalars(statement.limit(1)).one_or_none()
    if posted is not None:
        raise OpeningPosted(
            record=ref_of("opening_balance_line", entry),
            field="document_no",
            document_type=entry.document_type,
            document_no=entry.document_no,
            no=entry.customer_no,
            posting_date=posted,
        )


def _check_sign(entry: OpeningBalanceLine) -> None:
    """An amount that is still to be entered is 0."""
    if entry.amount and (entry.amount > 0) is not (entry.document_type in OWED):
        raise OpeningSign(
            record=ref_of("opening_balance_line", entry),
            field="amount",
            amount=entry.amount,
            document_type=entry.document_type,
            document_no=entry.document_no,
        )


def _check_remaining(entry: OpeningBalanceLine, field: str, whole: Amount | None) -> None:
    """What is open has the sign of the document, and is not more than it was."""
    remaining: Decimal | None = getattr(entry, field)
    if remaining is None or not entry.amount:
        return
    same_sign = remaining != 0 and (remaining > 0) is (entry.amount > 0)
    if not same_sign or (whole is not None and abs(remaining) > abs(whole)):
        raise OpeningRemaining(
            record=ref_of("opening_balance_line", entry),
            field=field,
            entered_field=field,
            document_no=entry.document_no,
            remaining=remaining,
            amount=entry.amount,
        )


def _check_precision(entry: OpeningBalanceLine, field: str, cent: Decimal) -> None:
    amount: Decimal | None = getattr(entry, field)
    if amount is not None and cent and round_to(amount, cent) != amount:
        raise OpeningTooPrecise(
            record=ref_of("opening_balance_line", entry),
            field=field,
            entered_field=field,
            amount=amount,
            cent=cent,
        )


def _ledger(session: Session) -> GeneralLedgerSetup:
    return session.get_one(GeneralLedgerSetup, 1)


OPENING_RULES: dict[str, RecordRules] = {
    "opening_balance_line": RecordRules(
        fields={"document_type": document_type, "currency_code": currency_code},
        check=check_entry,
        independent=True,
    )
}
"""The rules of opening entries, by table."""
