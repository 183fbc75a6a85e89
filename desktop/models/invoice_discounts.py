"""What large invoices save and small ones cost (01 §8)."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import AmountColumn, Code10, Code20, ExactDecimal, PercentColumn


class InvoiceDiscountTerms(Versioned, Base):
    """One step of the terms of a code: from which amount which discount and charge hold (CU101).

    `minimum_amount` and `service_charge` are in `currency_code`, blank for the local currency.
    """

    __tablename__ = "invoice_discount_terms"
    __table_args__ = (
        CheckConstraint("minimum_amount >= 0", name="minimum_amount_not_negative"),
        CheckConstraint("service_charge >= 0", name="service_charge_not_negative"),
    )

    code: Mapped[Code20] = mapped_column(primary_key=True)
    currency_code: Mapped[Code10] = mapped_column(primary_key=True, default="")
    minimum_amount: Mapped[AmountColumn] = mapped_column(
        ExactDecimal(), primary_key=True, default=0
    )
    discount_pct: Mapped[PercentColumn]
    service_charge: Mapped[AmountColumn]
