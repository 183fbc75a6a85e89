"""Opening balances: what was owed before the company worked with Kontor."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    AMOUNT_PLACES,
    AmountColumn,
    Code10,
    Code20,
    ExactDecimal,
    Text35,
    Text100,
    key_of,
    part_of,
)
from desktop.models.ledger_words import EntryDocumentType


class OpeningBalanceLine(Versioned, Base):
    """A customer's open document of the old books, which waits to be posted.

    Amounts are in `currency_code`, None for the local one; what the customer owes is +.
    `remaining_amount` is what is still open of `amount`; None means all of it.
    `remaining_amount_lcy` is its worth in the old books; None means by the exchange rate.
    """

    __tablename__ = "opening_balance_line"

    customer_no: Mapped[Code20] = part_of("customer.no")
    document_type: Mapped[EntryDocumentType] = mapped_column(
        primary_key=True, default=EntryDocumentType.INVOICE
    )
    document_no: Mapped[Code20] = mapped_column(primary_key=True)
    document_date: Mapped[date | None]
    due_date: Mapped[date | None]
    currency_code: Mapped[Code10 | None] = key_of("currency.code")
    amount: Mapped[AmountColumn]
    remaining_amount: Mapped[Decimal | None] = mapped_column(ExactDecimal(AMOUNT_PLACES))
    remaining_amount_lcy: Mapped[Decimal | None] = mapped_column(ExactDecimal(AMOUNT_PLACES))
    description: Mapped[Text100]
    external_document_no: Mapped[Text35]
