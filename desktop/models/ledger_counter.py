"""The numbers that the ledgers have used."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, SingleRow, one_row_only
from desktop.models.columns import (
    BigNo,
)


class LedgerCounter(SingleRow, Base):
    """The last numbers given out; its row lock is the last one a posting takes."""

    __tablename__ = "ledger_counter"
    __table_args__ = (one_row_only(),)

    register_no: Mapped[BigNo] = mapped_column(default=0)
    transaction_no: Mapped[BigNo] = mapped_column(default=0)
    gl_entry_no: Mapped[BigNo] = mapped_column(default=0)
    vat_entry_no: Mapped[BigNo] = mapped_column(default=0)
    cust_ledger_entry_no: Mapped[BigNo] = mapped_column(default=0)
    detailed_cust_ledger_entry_no: Mapped[BigNo] = mapped_column(default=0)
    item_ledger_entry_no: Mapped[BigNo] = mapped_column(default=0)
    item_application_entry_no: Mapped[BigNo] = mapped_column(default=0)
    value_entry_no: Mapped[BigNo] = mapped_column(default=0)
    resource_ledger_entry_no: Mapped[BigNo] = mapped_column(default=0)
    vendor_ledger_entry_no: Mapped[BigNo] = mapped_column(default=0)
    last_hash: Mapped[str] = mapped_column(String(64), default="")
