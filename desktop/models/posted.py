"""Posted documents: complete, unchangeable copies of what was delivered and invoiced (SD77)."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base
from desktop.models.columns import (
    AmountColumn,
    Code10,
    Code20,
    Flag,
    Memo,
    QuantityColumn,
    Text20,
    Text50,
    Text100,
)
from desktop.models.sales import LineMoney, LineText, Parties, Terms


class PostedStamp:
    """Who posted a document, when, and from which draft."""

    pre_assigned_no: Mapped[Code20 | None]
    original_customer_no: Mapped[Code20 | None]
    user: Mapped[Text50]
    created_at: Mapped[datetime]
    posting_id: Mapped[Text50]


class SalesShipmentHeader(Parties, Terms, PostedStamp, Base):
    """A delivery that left the house."""

    __tablename__ = "sales_shipment_header"
    __table_args__ = (
        Index(None, "sell_to_customer_no"),
        Index(None, "order_no"),
        Index(None, "posting_date"),
    )

    no: Mapped[Code20] = mapped_column(primary_key=True)
    order_no: Mapped[Code20 | None]
    package_tracking_no: Mapped[Memo]


class SalesShipmentLine(LineText, Base):
    """A delivered line; how much of it is invoiced moves on, all else stands.

    `correction` marks a line that takes another back (CB91).
    """

    __tablename__ = "sales_shipment_line"
    __table_args__ = (
        Index(None, "order_no", "order_line_no"),
        Index(None, "sell_to_customer_no"),
    )

    document_no: Mapped[Code20] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sell_to_customer_no: Mapped[Code20 | None]
    order_no: Mapped[Code20 | None]
    order_line_no: Mapped[int | None]
    quantity: Mapped[QuantityColumn]
    quantity_base: Mapped[QuantityColumn]
    quantity_invoiced: Mapped[QuantityColumn]
    qty_shipped_not_invoiced: Mapped[QuantityColumn]
    item_shpt_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    correction: Mapped[Flag]


class SalesInvoiceHeader(Parties, Terms, PostedStamp, Base):
    """An invoice that was issued."""

    __tablename__ = "sales_invoice_header"
    __table_args__ = (
        Index(None, "sell_to_customer_no"),
        Index(None, "bill_to_customer_no"),
        Index(None, "order_no"),
        Index(None, "posting_date"),
        Index(None, "external_document_no"),
    )

    no: Mapped[Code20] = mapped_column(primary_key=True)
    order_no: Mapped[Code20 | None]
    recurring_code: Mapped[Code10 | None]
    payment_reference: Mapped[Text50]
    invoice_discount_amount: Mapped[AmountColumn]
    amount: Mapped[AmountColumn]
    vat_amount: Mapped[AmountColumn]
    amount_including_vat: Mapped[AmountColumn]
    rounding_amount: Mapped[AmountColumn]
    amount_payable: Mapped[AmountColumn]
    cust_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)


class SalesInvoiceLine(LineText, LineMoney, Base):
    """A line of an issued invoice."""

    __tablename__ = "sales_invoice_line"
    __table_args__ = (
        Index(None, "order_no", "order_line_no"),
        Index(None, "sell_to_customer_no"),
    )

    document_no: Mapped[Code20] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sell_to_customer_no: Mapped[Code20 | None]
    order_no: Mapped[Code20 | None]
    order_line_no: Mapped[int | None]
    shipment_no: Mapped[Code20 | None]
    shipment_line_no: Mapped[int | None]
    quantity: Mapped[QuantityColumn]
    quantity_base: Mapped[QuantityColumn]


class PostingRequest(Base):
    """The result of a posting under the id its caller chose, so that a repeat changes nothing."""

    __tablename__ = "posting_request"

    posting_id: Mapped[str] = mapped_column(String(50), primary_key=True)
    document_type: Mapped[Text20]
    document_no: Mapped[Code20 | None]
    result: Mapped[Memo]
    created_at: Mapped[datetime]


class DocumentArchive(Base):
    """The bytes of a paper as it was issued; a reprint shows these (AO64)."""

    __tablename__ = "document_archive"
    __table_args__ = (Index(None, "usage", "document_no"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    usage: Mapped[Text20]
    document_no: Mapped[Code20]
    layout: Mapped[Text50]
    layout_version: Mapped[int]
    file_name: Mapped[Text100]
    created_at: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
