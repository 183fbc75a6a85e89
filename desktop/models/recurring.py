"""Standing sets of sales lines, and the customers who get them again and again (01 §9)."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    Code10,
    Code20,
    Flag,
    Formula,
    QuantityColumn,
    Text100,
    UnitPriceColumn,
    key_of,
    pair_with,
    part_of,
)
from desktop.models.values.keys import DocumentType
from desktop.models.words import InsertMode, LineType


class StandardSalesCode(Versioned, Base):
    """A set of lines that is sold again and again: a weekly refill, a rent, a fee."""

    __tablename__ = "standard_sales_code"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    currency_code: Mapped[Code10 | None] = key_of("currency.code")


class StandardSalesLine(Versioned, Base):
    """A line of a standing set; `amount_excl_vat` is for accounts only, per unit (CU120).

    Items and resources are priced on the document. A blank description means the card's.
    """

    __tablename__ = "standard_sales_line"
    __table_args__ = (CheckConstraint("line_no > 0", name="line_no_positive"),)

    code: Mapped[Code10] = part_of("standard_sales_code.code")
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    type: Mapped[LineType] = mapped_column(default=LineType.ITEM)
    no: Mapped[Code20 | None]
    variant_code: Mapped[Code10 | None]
    description: Mapped[Text100]
    quantity: Mapped[QuantityColumn]
    unit_of_measure_code: Mapped[Code10 | None] = key_of("unit_of_measure.code")
    amount_excl_vat: Mapped[UnitPriceColumn]


class CustomerStandardCode(Versioned, Base):
    """A standing set of one customer: since when, on which documents, how often (CU118–CU122).

    Blank dates are open. Terms and method replace the customer's on recurring invoices.
    `next_date` is the order date of the next one, when there is a `recurrence`.
    """

    __tablename__ = "customer_standard_code"
    __table_args__ = (Index(None, "code"), Index(None, "next_date"))

    customer_no: Mapped[Code20] = part_of("customer.no")
    code: Mapped[Code10] = pair_with("standard_sales_code.code")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    payment_method_code: Mapped[Code10 | None] = key_of("payment_method.code")
    payment_terms_code: Mapped[Code10 | None] = key_of("payment_terms.code")
    blocked: Mapped[Flag]
    insert_on_quotes: Mapped[InsertMode] = mapped_column(default=InsertMode.MANUAL)
    insert_on_orders: Mapped[InsertMode] = mapped_column(default=InsertMode.MANUAL)
    insert_on_invoices: Mapped[InsertMode] = mapped_column(default=InsertMode.MANUAL)
    insert_on_credit_memos: Mapped[InsertMode] = mapped_column(default=InsertMode.MANUAL)
    recurrence: Mapped[Formula]
    next_date: Mapped[date | None]

    def insert_mode(self, document_type: DocumentType) -> InsertMode:
        """How the lines come onto a document of this type; never by themselves on others."""
        modes = {
            DocumentType.QUOTE: self.insert_on_quotes,
            DocumentType.ORDER: self.insert_on_orders,
            DocumentType.INVOICE: self.insert_on_invoices,
            DocumentType.CREDIT_MEMO: self.insert_on_credit_memos,
        }
        return modes.get(document_type, InsertMode.MANUAL)
