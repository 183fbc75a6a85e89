"""What we owe our vendors (03 §8): credit −, as in the general ledger."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from desktop.models.base import Base
from desktop.models.columns import (
    AmountColumn,
    Code10,
    Code20,
    EntryNo,
    FactorColumn,
    Flag,
    Text35,
    Text100,
)
from desktop.models.ledgers import Booked


class VendorLedgerEntry(Booked, Base):
    """A debt to a vendor; amounts without `_lcy` are in the entry's currency.

    Payments are not made here, so only reversing an invoice moves `remaining_amount` and `open`.
    """

    __tablename__ = "vendor_ledger_entry"
    __table_args__ = (
        Index(None, "vendor_no", "open", "due_date"),
        Index(None, "document_no", "posting_date"),
        Index(None, "register_no"),
    )

    entry_no: Mapped[EntryNo]
    vendor_no: Mapped[Code20]
    description: Mapped[Text100]
    document_date: Mapped[date | None]
    due_date: Mapped[date | None]
    external_document_no: Mapped[Text35]
    currency_code: Mapped[Code10 | None]
    original_currency_factor: Mapped[FactorColumn]
    vendor_posting_group: Mapped[Code20 | None]
    purchase_lcy: Mapped[AmountColumn]
    amount: Mapped[AmountColumn]
    amount_lcy: Mapped[AmountColumn]
    remaining_amount: Mapped[AmountColumn]
    remaining_amount_lcy: Mapped[AmountColumn]
    open: Mapped[Flag]
