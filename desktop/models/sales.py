"""Sales documents being worked on: one header and one line table for all six types (02 §1–2)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    AmountColumn,
    Code10,
    Code20,
    Duration,
    FactorColumn,
    Flag,
    FlagOn,
    Memo,
    PercentColumn,
    QuantityColumn,
    Text20,
    Text30,
    Text35,
    Text50,
    Text100,
    Text250,
    UnitPriceColumn,
)
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import (
    CombineShipments,
    InvoiceDiscountCalculation,
    JobQueueStatus,
    LineType,
    Reserve,
    ShippingAdvice,
    ShipToMode,
    Status,
    SystemLine,
    VatCalculationType,
)

ONE = Decimal(1)


class Parties:
    """Who buys, who pays and where it goes, copied so that later card changes do not reach it."""

    sell_to_customer_no: Mapped[Code20 | None]
    sell_to_name: Mapped[Text100]
    sell_to_name_2: Mapped[Text50]
    sell_to_address: Mapped[Text100]
    sell_to_address_2: Mapped[Text50]
    sell_to_post_code: Mapped[Text20]
    sell_to_city: Mapped[Text50]
    sell_to_county: Mapped[Text30]
    sell_to_country_code: Mapped[Code10 | None]
    sell_to_contact_no: Mapped[Text20]
    sell_to_contact: Mapped[Text100]
    sell_to_phone: Mapped[Text30]
    sell_to_email: Mapped[Text250]
    bill_to_customer_no: Mapped[Code20 | None]
    bill_to_name: Mapped[Text100]
    bill_to_name_2: Mapped[Text50]
    bill_to_address: Mapped[Text100]
    bill_to_address_2: Mapped[Text50]
    bill_to_post_code: Mapped[Text20]
    bill_to_city: Mapped[Text50]
    bill_to_county: Mapped[Text30]
    bill_to_country_code: Mapped[Code10 | None]
    bill_to_contact_no: Mapped[Text20]
    bill_to_contact: Mapped[Text100]
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


class Terms:
    """Dates, terms, references and groups that draft and posted documents share."""

    external_document_no: Mapped[Text35]
    your_reference: Mapped[Text35]
    order_date: Mapped[date | None]
    document_date: Mapped[date | None]
    posting_date: Mapped[date | None]
    due_date: Mapped[date | None]
    pmt_discount_date: Mapped[date | None]
    payment_discount_pct: Mapped[PercentColumn]
    shipment_date: Mapped[date | None]
    requested_delivery_date: Mapped[date | None]
    promised_delivery_date: Mapped[date | None]
    payment_terms_code: Mapped[Code10 | None]
    payment_method_code: Mapped[Code10 | None]
    currency_code: Mapped[Code10 | None]
    exchange_rate_amount: Mapped[FactorColumn] = mapped_column(default=ONE)
    relational_amount: Mapped[FactorColumn] = mapped_column(default=ONE)
    prices_including_vat: Mapped[Flag]
    customer_price_group: Mapped[Code20 | None]
    customer_disc_group: Mapped[Code20 | None]
    invoice_disc_code: Mapped[Code20 | None]
    allow_line_disc: Mapped[FlagOn]
    customer_posting_group: Mapped[Code20 | None]
    gen_bus_posting_group: Mapped[Code20 | None]
    vat_bus_posting_group: Mapped[Code20 | None]
    vat_registration_no: Mapped[Text20]
    language_code: Mapped[Code10 | None]
    salesperson_code: Mapped[Code20 | None]
    location_code: Mapped[Code10 | None]
    shipment_method_code: Mapped[Code10 | None]
    shipping_agent_code: Mapped[Code10 | None]
    shipping_agent_service_code: Mapped[Code10 | None]
    posting_description: Mapped[Text100]
    work_description: Mapped[Memo]
    quote_no: Mapped[Code20 | None]
    no_printed: Mapped[int] = mapped_column(default=0)


class LineText:
    """What a line says: kind, number, texts and unit."""

    type: Mapped[LineType] = mapped_column(default=LineType.COMMENT)
    no: Mapped[Code20 | None]
    variant_code: Mapped[Code10 | None]
    description: Mapped[Text100]
    description_2: Mapped[Text50]
    attached_to_line_no: Mapped[int] = mapped_column(default=0)
    unit_of_measure_code: Mapped[Code10 | None]
    qty_per_unit: Mapped[QuantityColumn] = mapped_column(default=ONE)
    item_reference_no: Mapped[Text50]
    location_code: Mapped[Code10 | None]
    shipment_date: Mapped[date | None]
    requested_delivery_date: Mapped[date | None]
    promised_delivery_date: Mapped[date | None]
    planned_delivery_date: Mapped[date | None]
    planned_shipment_date: Mapped[date | None]
    shipping_agent_code: Mapped[Code10 | None]
    shipping_agent_service_code: Mapped[Code10 | None]
    gen_bus_posting_group: Mapped[Code20 | None]
    gen_prod_posting_group: Mapped[Code20 | None]
    vat_bus_posting_group: Mapped[Code20 | None]
    vat_prod_posting_group: Mapped[Code20 | None]
    inventory_posting_group: Mapped[Code20 | None]
    net_weight: Mapped[QuantityColumn]
    gross_weight: Mapped[QuantityColumn]
    unit_volume: Mapped[QuantityColumn]
    units_per_parcel: Mapped[QuantityColumn]
    drop_shipment: Mapped[Flag]
    special_order: Mapped[Flag]


class LineMoney:
    """What a line costs: price, discounts, VAT; amounts in the document's currency."""

    unit_price: Mapped[UnitPriceColumn]
    gross_amount: Mapped[AmountColumn]
    line_discount_pct: Mapped[PercentColumn]
    line_discount_amount: Mapped[AmountColumn]
    line_amount: Mapped[AmountColumn]
    allow_invoice_disc: Mapped[FlagOn]
    inv_discount_amount: Mapped[AmountColumn]
    amount: Mapped[AmountColumn]
    vat_amount: Mapped[AmountColumn]
    amount_including_vat: Mapped[AmountColumn]
    vat_pct: Mapped[PercentColumn]
    vat_identifier: Mapped[Code20 | None]
    vat_calculation_type: Mapped[VatCalculationType] = mapped_column(
        default=VatCalculationType.NORMAL
    )
    vat_clause_code: Mapped[Code20 | None]
    unit_cost_lcy: Mapped[UnitPriceColumn]


def _keys(*pairs: tuple[str, str]) -> tuple[ForeignKeyConstraint, ...]:
    return tuple(
        ForeignKeyConstraint([column], [target], onupdate="CASCADE") for column, target in pairs
    )


class SalesHeader(Parties, Terms, Versioned, Base):
    """A sales document: who buys, who pays, where it goes, on which dates and terms."""

    __tablename__ = "sales_header"
    __table_args__ = (
        *_keys(
            ("sell_to_customer_no", "customer.no"),
            ("bill_to_customer_no", "customer.no"),
            ("payment_terms_code", "payment_terms.code"),
            ("payment_method_code", "payment_method.code"),
            ("currency_code", "currency.code"),
            ("customer_posting_group", "customer_posting_group.code"),
            ("gen_bus_posting_group", "gen_bus_posting_group.code"),
            ("vat_bus_posting_group", "vat_bus_posting_group.code"),
            ("language_code", "language.code"),
            ("salesperson_code", "salesperson.code"),
            ("location_code", "location.code"),
            ("shipment_method_code", "shipment_method.code"),
            ("shipping_agent_code", "shipping_agent.code"),
        ),
        Index(None, "bill_to_customer_no", "document_type"),
        Index(None, "sell_to_customer_no", "document_type"),
        Index(None, "external_document_no"),
        Index(
            "ix_sales_header_quote_no",
            "quote_no",
            sqlite_where=text("quote_no IS NOT NULL"),
            postgresql_where=text("quote_no IS NOT NULL"),
        ),
    )

    document_type: Mapped[DocumentType] = mapped_column(primary_key=True)
    no: Mapped[Code20] = mapped_column(primary_key=True)
    status: Mapped[Status] = mapped_column(default=Status.OPEN)
    completed: Mapped[Flag]
    converted: Mapped[Flag]
    ship_to_mode: Mapped[ShipToMode] = mapped_column(default=ShipToMode.DEFAULT)
    quote_valid_until: Mapped[date | None]
    quote_accepted: Mapped[Flag]
    quote_accepted_date: Mapped[date | None]
    combine_shipments: Mapped[CombineShipments] = mapped_column(default=CombineShipments.NO)
    prepayment_pct: Mapped[PercentColumn]
    reserve: Mapped[Reserve] = mapped_column(default=Reserve.OPTIONAL)
    shipping_advice: Mapped[ShippingAdvice] = mapped_column(default=ShippingAdvice.PARTIAL)
    shipping_time: Mapped[Duration]
    outbound_handling_time: Mapped[Duration]
    invoice_discount_calculation: Mapped[InvoiceDiscountCalculation] = mapped_column(
        default=InvoiceDiscountCalculation.NONE
    )
    invoice_discount_value: Mapped[AmountColumn]
    package_tracking_no: Mapped[Memo]
    picking_lists_printed: Mapped[int] = mapped_column(default=0)
    campaign_no: Mapped[Code20 | None]
    customer_template_code: Mapped[Code20 | None]
    opportunity_no: Mapped[Code20 | None]
    no_service_charge: Mapped[Flag]
    recurring_code: Mapped[Code10 | None]
    last_shipping_no: Mapped[Code20 | None]
    last_posting_no: Mapped[Code20 | None]
    job_queue_status: Mapped[JobQueueStatus] = mapped_column(default=JobQueueStatus.BLANK)
    job_queue_error: Mapped[Memo]
    assigned_user: Mapped[Text50]
    no_series_code: Mapped[Code20 | None]

    lines: Mapped[list["SalesLine"]] = relationship(
        back_populates="header",
        lazy="raise",
        order_by="SalesLine.line_no",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    @property
    def key(self) -> DocumentKey:
        """The document's name."""
        return DocumentKey(self.document_type, self.no)


class SalesLine(LineText, LineMoney, Versioned, Base):
    """A line of a draft sales document: quantities in the line's unit (SD20–SD36)."""

    __tablename__ = "sales_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["document_type", "document_no"],
            ["sales_header.document_type", "sales_header.no"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        *_keys(
            ("sell_to_customer_no", "customer.no"),
            ("bill_to_customer_no", "customer.no"),
            ("unit_of_measure_code", "unit_of_measure.code"),
            ("location_code", "location.code"),
            ("gen_prod_posting_group", "gen_prod_posting_group.code"),
            ("vat_prod_posting_group", "vat_prod_posting_group.code"),
        ),
        CheckConstraint("line_no > 0", name="line_no_positive"),
        Index(None, "type", "no", "variant_code", "location_code", "shipment_date"),
        # What is open of an item, by date and with all that availability asks (PF31).
        Index(
            "ix_sales_line_open",
            *("document_type", "type", "no", "variant_code", "location_code", "shipment_date"),
            *("outstanding_quantity_base", "quantity", "drop_shipment"),
            *("special_order_purchase_no", "document_no", "line_no"),
            sqlite_where=text("outstanding_quantity_base <> 0"),
            postgresql_where=text("outstanding_quantity_base <> 0"),
        ),
        Index(None, "bill_to_customer_no", "document_type"),
    )

    document_type: Mapped[DocumentType] = mapped_column(primary_key=True)
    document_no: Mapped[Code20] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sell_to_customer_no: Mapped[Code20 | None]
    bill_to_customer_no: Mapped[Code20 | None]
    currency_code: Mapped[Code10 | None]
    customer_price_group: Mapped[Code20 | None]
    customer_disc_group: Mapped[Code20 | None]
    system_line: Mapped[SystemLine] = mapped_column(default=SystemLine.BLANK)
    quantity: Mapped[QuantityColumn]
    quantity_base: Mapped[QuantityColumn]
    qty_to_ship: Mapped[QuantityColumn]
    qty_to_ship_base: Mapped[QuantityColumn]
    quantity_shipped: Mapped[QuantityColumn]
    quantity_shipped_base: Mapped[QuantityColumn]
    outstanding_quantity: Mapped[QuantityColumn]
    outstanding_quantity_base: Mapped[QuantityColumn]
    qty_to_invoice: Mapped[QuantityColumn]
    qty_to_invoice_base: Mapped[QuantityColumn]
    quantity_invoiced: Mapped[QuantityColumn]
    quantity_invoiced_base: Mapped[QuantityColumn]
    qty_shipped_not_invoiced: Mapped[QuantityColumn]
    qty_shipped_not_invoiced_base: Mapped[QuantityColumn]
    completely_shipped: Mapped[Flag]
    discount_amount_is_typed: Mapped[Flag]
    price_is_manual: Mapped[Flag]
    discount_is_manual: Mapped[Flag]
    price_is_agreed: Mapped[Flag]
    price_list_code: Mapped[Code20 | None]
    price_list_line_no: Mapped[int | None]
    found_price: Mapped[UnitPriceColumn]
    found_discount_pct: Mapped[PercentColumn]
    gross_invoiced: Mapped[AmountColumn]
    line_discount_invoiced: Mapped[AmountColumn]
    inv_discount_invoiced: Mapped[AmountColumn]
    outstanding_amount: Mapped[AmountColumn]
    outstanding_amount_lcy: Mapped[AmountColumn]
    shipped_not_invoiced: Mapped[AmountColumn]
    shipped_not_invoiced_lcy: Mapped[AmountColumn]
    shipping_time: Mapped[Duration]
    outbound_handling_time: Mapped[Duration]
    reserve: Mapped[Reserve] = mapped_column(default=Reserve.OPTIONAL)
    purchase_order_no: Mapped[Code20 | None]
    purchase_order_line_no: Mapped[int | None]
    purchasing_code: Mapped[Code10 | None]
    blanket_order_no: Mapped[Code20 | None]
    blanket_order_line_no: Mapped[int | None]
    shipment_no: Mapped[Code20 | None]
    shipment_line_no: Mapped[int | None]
    applies_to_item_entry: Mapped[int | None]
    applies_from_item_entry: Mapped[int | None]
    created_catalog_item: Mapped[Flag]
    special_order_purchase_no: Mapped[Code20 | None]
    special_order_purchase_line_no: Mapped[int | None]
    qty_to_assemble_to_order: Mapped[QuantityColumn]
    quantity_to_assemble: Mapped[QuantityColumn]
    promise_is_unsupported: Mapped[Flag]

    header: Mapped[SalesHeader] = relationship(back_populates="lines", lazy="raise")

    @property
    def is_priced(self) -> bool:
        """Whether the line can carry quantities and amounts."""
        return self.type is not LineType.COMMENT

    @property
    def is_service_charge(self) -> bool:
        """Whether the program keeps the line as the invoice discount terms say (CU103)."""
        return self.system_line is SystemLine.SERVICE_CHARGE


class DocumentComment(Base):
    """A dated remark on a draft or posted document; line 0 is the header (SD108)."""

    __tablename__ = "document_comment"

    document_table: Mapped[str] = mapped_column(String(30), primary_key=True)
    document_type: Mapped[str] = mapped_column(String(20), primary_key=True, default="")
    document_no: Mapped[Code20] = mapped_column(primary_key=True)
    document_line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    date: Mapped[date | None]
    text: Mapped[Text250]
