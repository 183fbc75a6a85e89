"""Purchase documents being worked on, and what was posted from them (03 §8).

Quantities without `_base` in their name are in the line's unit; amounts are in the document's
currency and without VAT unless their name says otherwise.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    AmountColumn,
    Code10,
    Code20,
    Duration,
    FactorColumn,
    Flag,
    PercentColumn,
    QuantityColumn,
    Text20,
    Text30,
    Text35,
    Text50,
    Text100,
    Text250,
    UnitPriceColumn,
    key_of,
)
from desktop.models.supply_words import DeliverTo, PurchaseType
from desktop.models.words import LineType, Status, VatCalculationType

ONE = Decimal(1)


class PurchaseParties:
    """Who sells to us and where it goes, copied so that later card changes do not reach it."""

    buy_from_vendor_no: Mapped[Code20 | None]
    buy_from_name: Mapped[Text100]
    buy_from_name_2: Mapped[Text50]
    buy_from_address: Mapped[Text100]
    buy_from_address_2: Mapped[Text50]
    buy_from_post_code: Mapped[Text20]
    buy_from_city: Mapped[Text50]
    buy_from_county: Mapped[Text30]
    buy_from_country_code: Mapped[Code10 | None]
    buy_from_contact: Mapped[Text100]
    buy_from_phone: Mapped[Text30]
    buy_from_email: Mapped[Text250]
    deliver_to: Mapped[DeliverTo] = mapped_column(default=DeliverTo.LOCATION)
    sell_to_customer_no: Mapped[Code20 | None]
    ship_to_code: Mapped[Code10 | None]
    ship_to_name: Mapped[Text100]
    ship_to_name_2: Mapped[Text50]
    ship_to_address: Mapped[Text100]
    ship_to_address_2: Mapped[Text50]
    ship_to_post_code: Mapped[Text20]
    ship_to_city: Mapped[Text50]
    ship_to_county: Mapped[Text30]
    ship_to_country_code: Mapped[Code10 | None]
    ship_to_contact: Mapped[Text100]
    ship_to_phone: Mapped[Text30]


class PurchaseTerms:
    """Dates, terms, references and groups that draft and posted purchases share."""

    vendor_order_no: Mapped[Text35]
    vendor_invoice_no: Mapped[Text35]
    our_account_no: Mapped[Text30]
    order_date: Mapped[date | None]
    document_date: Mapped[date | None]
    posting_date: Mapped[date | None]
    due_date: Mapped[date | None]
    requested_receipt_date: Mapped[date | None]
    promised_receipt_date: Mapped[date | None]
    expected_receipt_date: Mapped[date | None]
    payment_terms_code: Mapped[Code10 | None]
    currency_code: Mapped[Code10 | None]
    exchange_rate_amount: Mapped[FactorColumn] = mapped_column(default=ONE)
    relational_amount: Mapped[FactorColumn] = mapped_column(default=ONE)
    vendor_posting_group: Mapped[Code20 | None]
    gen_bus_posting_group: Mapped[Code20 | None]
    vat_bus_posting_group: Mapped[Code20 | None]
    vat_registration_no: Mapped[Text20]
    language_code: Mapped[Code10 | None]
    location_code: Mapped[Code10 | None]
    shipment_method_code: Mapped[Code10 | None]
    posting_description: Mapped[Text100]
    no_printed: Mapped[int] = mapped_column(default=0)


class PurchaseLineText:
    """What a purchase line says: kind, number, texts, unit, groups and links to sales."""

    type: Mapped[LineType] = mapped_column(default=LineType.COMMENT)
    no: Mapped[Code20 | None]
    variant_code: Mapped[Code10 | None]
    description: Mapped[Text100]
    description_2: Mapped[Text50]
    vendor_item_no: Mapped[Text50]
    attached_to_line_no: Mapped[int] = mapped_column(default=0)
    unit_of_measure_code: Mapped[Code10 | None]
    qty_per_unit: Mapped[QuantityColumn] = mapped_column(default=ONE)
    location_code: Mapped[Code10 | None]
    order_date: Mapped[date | None]
    planned_receipt_date: Mapped[date | None]
    requested_receipt_date: Mapped[date | None]
    promised_receipt_date: Mapped[date | None]
    expected_receipt_date: Mapped[date | None]
    gen_bus_posting_group: Mapped[Code20 | None]
    gen_prod_posting_group: Mapped[Code20 | None]
    vat_bus_posting_group: Mapped[Code20 | None]
    vat_prod_posting_group: Mapped[Code20 | None]
    inventory_posting_group: Mapped[Code20 | None]
    purchasing_code: Mapped[Code10 | None]
    drop_shipment: Mapped[Flag]
    sales_order_no: Mapped[Code20 | None]
    sales_order_line_no: Mapped[int | None]
    special_order: Mapped[Flag]
    special_order_sales_no: Mapped[Code20 | None]
    special_order_sales_line_no: Mapped[int | None]


class PurchaseLineMoney:
    """What a purchase line costs; `unit_cost_lcy` is per unit after the line discount."""

    direct_unit_cost: Mapped[UnitPriceColumn]
    gross_amount: Mapped[AmountColumn]
    line_discount_pct: Mapped[PercentColumn]
    line_discount_amount: Mapped[AmountColumn]
    line_amount: Mapped[AmountColumn]
    amount: Mapped[AmountColumn]
    vat_amount: Mapped[AmountColumn]
    amount_including_vat: Mapped[AmountColumn]
    vat_pct: Mapped[PercentColumn]
    vat_identifier: Mapped[Code20 | None]
    vat_calculation_type: Mapped[VatCalculationType] = mapped_column(
        default=VatCalculationType.NORMAL
    )
    unit_cost_lcy: Mapped[UnitPriceColumn]


class PurchaseHeader(PurchaseParties, PurchaseTerms, Versioned, Base):
    """A purchase order, or an invoice for goods that come with it."""

    __tablename__ = "purchase_header"
    __table_args__ = (
        ForeignKeyConstraint(["buy_from_vendor_no"], ["vendor.no"], onupdate="CASCADE"),
        ForeignKeyConstraint(["sell_to_customer_no"], ["customer.no"], onupdate="CASCADE"),
        ForeignKeyConstraint(["location_code"], ["location.code"], onupdate="CASCADE"),
        ForeignKeyConstraint(["currency_code"], ["currency.code"], onupdate="CASCADE"),
        Index(None, "buy_from_vendor_no", "document_type"),
        Index(None, "vendor_order_no"),
    )

    document_type: Mapped[PurchaseType] = mapped_column(primary_key=True)
    no: Mapped[Code20] = mapped_column(primary_key=True)
    status: Mapped[Status] = mapped_column(default=Status.OPEN)
    completed: Mapped[Flag]
    last_receiving_no: Mapped[Code20 | None]
    last_posting_no: Mapped[Code20 | None]
    assigned_user: Mapped[Text50]
    no_series_code: Mapped[Code20 | None] = key_of("number_series.code")

    lines: Mapped[list["PurchaseLine"]] = relationship(
        back_populates="header",
        lazy="raise",
        order_by="PurchaseLine.line_no",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class PurchaseLine(PurchaseLineText, PurchaseLineMoney, Versioned, Base):
    """A line of a draft purchase document.

    `expected_date_is_typed`: the user gave `expected_receipt_date`, which then stays until one
    of its causes changes (PF57).
    """

    __tablename__ = "purchase_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["document_type", "document_no"],
            ["purchase_header.document_type", "purchase_header.no"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(["location_code"], ["location.code"], onupdate="CASCADE"),
        ForeignKeyConstraint(
            ["unit_of_measure_code"], ["unit_of_measure.code"], onupdate="CASCADE"
        ),
        CheckConstraint("line_no > 0", name="line_no_positive"),
        Index(None, "type", "no", "variant_code", "location_code", "expected_receipt_date"),
        # What is open of an item, by date and with all that availability asks (PF31).
        Index(
            "ix_purchase_line_open",
            *("document_type", "type", "no", "variant_code", "location_code"),
            *("expected_receipt_date", "outstanding_quantity_base", "drop_shipment"),
            *("special_order_sales_no", "document_no", "line_no"),
            sqlite_where=text("outstanding_quantity_base <> 0"),
            postgresql_where=text("outstanding_quantity_base <> 0"),
        ),
        Index(None, "sales_order_no", "sales_order_line_no"),
        Index(None, "special_order_sales_no", "special_order_sales_line_no"),
    )

    document_type: Mapped[PurchaseType] = mapped_column(primary_key=True)
    document_no: Mapped[Code20] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    buy_from_vendor_no: Mapped[Code20 | None] = key_of("vendor.no")
    currency_code: Mapped[Code10 | None]
    quantity: Mapped[QuantityColumn]
    quantity_base: Mapped[QuantityColumn]
    qty_to_receive: Mapped[QuantityColumn]
    qty_to_receive_base: Mapped[QuantityColumn]
    quantity_received: Mapped[QuantityColumn]
    quantity_received_base: Mapped[QuantityColumn]
    outstanding_quantity: Mapped[QuantityColumn]
    outstanding_quantity_base: Mapped[QuantityColumn]
    qty_to_invoice: Mapped[QuantityColumn]
    qty_to_invoice_base: Mapped[QuantityColumn]
    quantity_invoiced: Mapped[QuantityColumn]
    quantity_invoiced_base: Mapped[QuantityColumn]
    qty_received_not_invoiced: Mapped[QuantityColumn]
    qty_received_not_invoiced_base: Mapped[QuantityColumn]
    discount_amount_is_typed: Mapped[Flag]
    gross_invoiced: Mapped[AmountColumn]
    line_discount_invoiced: Mapped[AmountColumn]
    lead_time_calculation: Mapped[Duration]
    inbound_handling_time: Mapped[Duration]
    safety_lead_time: Mapped[Duration]
    expected_date_is_typed: Mapped[Flag]
    applies_to_item_entry: Mapped[int | None]

    header: Mapped[PurchaseHeader] = relationship(back_populates="lines", lazy="raise")

    @property
    def is_priced(self) -> bool:
        """Whether the line can carry quantities and amounts."""
        return self.type is not LineType.COMMENT


class PurchaseStamp:
    """Who posted a purchase, when, and from which draft."""

    order_no: Mapped[Code20 | None]
    pre_assigned_no: Mapped[Code20 | None]
    user: Mapped[Text50]
    created_at: Mapped[datetime]
    posting_id: Mapped[Text50]


class PurchaseReceiptHeader(PurchaseParties, PurchaseTerms, PurchaseStamp, Base):
    """Goods that came in, or that a vendor sent to a customer."""

    __tablename__ = "purchase_receipt_header"
    __table_args__ = (
        Index(None, "buy_from_vendor_no"),
        Index(None, "order_no"),
        Index(None, "posting_date"),
    )

    no: Mapped[Code20] = mapped_column(primary_key=True)


class PurchaseReceiptLine(PurchaseLineText, Base):
    """A received line; how much of it is invoiced moves on, all else stands.

    `correction` marks a line that takes another back (PF61).
    """

    __tablename__ = "purchase_receipt_line"
    __table_args__ = (Index(None, "order_no", "order_line_no"), Index(None, "buy_from_vendor_no"))

    document_no: Mapped[Code20] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    buy_from_vendor_no: Mapped[Code20 | None]
    order_no: Mapped[Code20 | None]
    order_line_no: Mapped[int | None]
    quantity: Mapped[QuantityColumn]
    quantity_base: Mapped[QuantityColumn]
    quantity_invoiced: Mapped[QuantityColumn]
    qty_received_not_invoiced: Mapped[QuantityColumn]
    unit_cost_lcy: Mapped[UnitPriceColumn]
    item_rcpt_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    correction: Mapped[Flag]


class PurchaseInvoiceHeader(PurchaseParties, PurchaseTerms, PurchaseStamp, Base):
    """A vendor's invoice that was posted; `reversed` when it was taken back as a whole (PF61)."""

    __tablename__ = "purchase_invoice_header"
    __table_args__ = (
        Index(None, "buy_from_vendor_no", "vendor_invoice_no"),
        Index(None, "order_no"),
        Index(None, "posting_date"),
    )

    no: Mapped[Code20] = mapped_column(primary_key=True)
    amount: Mapped[AmountColumn]
    vat_amount: Mapped[AmountColumn]
    amount_including_vat: Mapped[AmountColumn]
    vendor_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    reversed: Mapped[Flag]


class PurchaseInvoiceLine(PurchaseLineText, PurchaseLineMoney, Base):
    """A line of a vendor's invoice."""

    __tablename__ = "purchase_invoice_line"
    __table_args__ = (Index(None, "order_no", "order_line_no"), Index(None, "buy_from_vendor_no"))

    document_no: Mapped[Code20] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    buy_from_vendor_no: Mapped[Code20 | None]
    order_no: Mapped[Code20 | None]
    order_line_no: Mapped[int | None]
    receipt_no: Mapped[Code20 | None]
    receipt_line_no: Mapped[int | None]
    quantity: Mapped[QuantityColumn]
    quantity_base: Mapped[QuantityColumn]
