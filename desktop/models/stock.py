"""The item journal: how stock is counted in and out without a document (SD97)."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    AmountColumn,
    Code10,
    Code20,
    Flag,
    QuantityColumn,
    Text20,
    Text35,
    Text100,
    UnitPriceColumn,
    key_of,
)
from desktop.models.ledger_words import ItemEntryType


class ItemJournalLine(Versioned, Base):
    """A movement of stock that waits to be posted; the quantity is always positive.

    A line that `is_counted` stands on a count sheet: its quantity is what was counted less what the
    books say is on hand, both in the base unit (PF63).
    """

    __tablename__ = "item_journal_line"
    __table_args__ = (CheckConstraint("quantity >= 0", name="quantity_not_negative"),)

    batch: Mapped[Code10] = mapped_column(primary_key=True, default="DEFAULT")
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    posting_date: Mapped[date | None]
    entry_type: Mapped[ItemEntryType] = mapped_column(default=ItemEntryType.POSITIVE_ADJMT)
    document_no: Mapped[Text20]
    external_document_no: Mapped[Text35]
    item_no: Mapped[Code20 | None] = key_of("item.no")
    variant_code: Mapped[Code10 | None]
    description: Mapped[Text100]
    location_code: Mapped[Code10 | None] = key_of("location.code")
    quantity: Mapped[QuantityColumn]
    unit_of_measure_code: Mapped[Code10 | None] = key_of("unit_of_measure.code")
    qty_per_unit: Mapped[QuantityColumn] = mapped_column(default=1)
    quantity_base: Mapped[QuantityColumn]
    unit_cost: Mapped[UnitPriceColumn]
    amount: Mapped[AmountColumn]
    gen_bus_posting_group: Mapped[Code20 | None] = key_of("gen_bus_posting_group.code")
    gen_prod_posting_group: Mapped[Code20 | None] = key_of("gen_prod_posting_group.code")
    applies_to_entry_no: Mapped[int | None]
    reason_code: Mapped[Code10 | None] = key_of("reason_code.code")
    is_counted: Mapped[Flag]
    quantity_on_hand: Mapped[QuantityColumn]
    quantity_counted: Mapped[QuantityColumn]
