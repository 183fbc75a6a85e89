"""Set-up: how the company works, each a single row (01 §3)."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, SingleRow, Versioned, one_row_only
from desktop.models.columns import (
    Code20,
    Duration,
    Flag,
    FlagOn,
    Formula,
    QuantityColumn,
    Text10,
    key_of,
)
from desktop.models.supply_words import CatalogNumbering
from desktop.models.values.numbers import RoundingMode
from desktop.models.words import (
    ArchiveQuotes,
    CostingMethod,
    CreditWarnings,
    DefaultPostingDate,
    DefaultQuantityToShip,
    DiscountPosting,
    ExtDocNoCheck,
    LineType,
)

CENT = Decimal("0.01")
UNIT_AMOUNT = Decimal("0.00001")


class GeneralLedgerSetup(SingleRow, Versioned, Base):
    """Precisions of the local currency and the dates that may be posted to."""

    __tablename__ = "general_ledger_setup"
    __table_args__ = (one_row_only(),)

    lcy_code: Mapped[Text10]
    amount_precision: Mapped[QuantityColumn] = mapped_column(default=CENT)
    unit_amount_precision: Mapped[QuantityColumn] = mapped_column(default=UNIT_AMOUNT)
    vat_rounding_type: Mapped[RoundingMode] = mapped_column(default=RoundingMode.NEAREST)
    invoice_rounding_precision: Mapped[QuantityColumn] = mapped_column(default=CENT)
    invoice_rounding_type: Mapped[RoundingMode] = mapped_column(default=RoundingMode.NEAREST)
    appln_rounding_precision: Mapped[QuantityColumn]
    allow_posting_from: Mapped[date | None]
    allow_posting_to: Mapped[date | None]


class SalesSetup(SingleRow, Versioned, Base):
    """How this company sells: number series, defaults, checks and warnings."""

    __tablename__ = "sales_setup"
    __table_args__ = (one_row_only(),)

    customer_nos: Mapped[Code20 | None] = key_of("number_series.code")
    contact_nos: Mapped[Code20 | None] = key_of("number_series.code")
    campaign_nos: Mapped[Code20 | None] = key_of("number_series.code")
    quote_nos: Mapped[Code20 | None] = key_of("number_series.code")
    order_nos: Mapped[Code20 | None] = key_of("number_series.code")
    blanket_order_nos: Mapped[Code20 | None] = key_of("number_series.code")
    invoice_nos: Mapped[Code20 | None] = key_of("number_series.code")
    credit_memo_nos: Mapped[Code20 | None] = key_of("number_series.code")
    return_order_nos: Mapped[Code20 | None] = key_of("number_series.code")
    posted_invoice_nos: Mapped[Code20 | None] = key_of("number_series.code")
    posted_credit_memo_nos: Mapped[Code20 | None] = key_of("number_series.code")
    posted_shipment_nos: Mapped[Code20 | None] = key_of("number_series.code")
    posted_return_receipt_nos: Mapped[Code20 | None] = key_of("number_series.code")
    discount_posting: Mapped[DiscountPosting] = mapped_column(default=DiscountPosting.ALL)
    credit_warnings: Mapped[CreditWarnings] = mapped_column(default=CreditWarnings.BOTH)
    stockout_warning: Mapped[FlagOn]
    calc_inv_discount: Mapped[Flag]
    invoice_rounding: Mapped[Flag]
    ext_doc_no_mandatory: Mapped[Flag]
    ext_doc_no_check: Mapped[ExtDocNoCheck] = mapped_column(default=ExtDocNoCheck.WARN)
    default_posting_date: Mapped[DefaultPostingDate] = mapped_column(
        default=DefaultPostingDate.WORK_DATE
    )
    default_quantity_to_ship: Mapped[DefaultQuantityToShip] = mapped_column(
        default=DefaultQuantityToShip.REMAINDER
    )
    default_line_type: Mapped[LineType] = mapped_column(default=LineType.ITEM)
    default_item_quantity: Mapped[Flag]
    link_doc_date_to_posting_date: Mapped[FlagOn]
    quote_validity: Mapped[Formula]
    archive_quotes: Mapped[ArchiveQuotes] = mapped_column(default=ArchiveQuotes.ALWAYS)
    archive_orders: Mapped[Flag]
    archive_on_send: Mapped[Flag]
    copy_comments_to_shipment: Mapped[FlagOn]
    copy_comments_to_invoice: Mapped[FlagOn]
    kits_on_delivery_note: Mapped[Flag]
    create_contact_for_customer: Mapped[FlagOn]
    post_in_background: Mapped[Flag]
    price_list_nos: Mapped[Code20 | None] = key_of("number_series.code")
    default_price_list_code: Mapped[Code20 | None]
    allow_edit_active_prices: Mapped[Flag]
    vat_bus_posting_group_price: Mapped[Code20 | None] = key_of("vat_bus_posting_group.code")
    keep_batch_runs_days: Mapped[int] = mapped_column(default=90)
    duplicate_threshold: Mapped[int] = mapped_column(default=70)
    duplicate_check: Mapped[FlagOn]


class InventorySetup(SingleRow, Versioned, Base):
    """How this company keeps stock."""

    __tablename__ = "inventory_setup"
    __table_args__ = (one_row_only(),)

    item_nos: Mapped[Code20 | None] = key_of("number_series.code")
    item_journal_nos: Mapped[Code20 | None] = key_of("number_series.code")
    assembly_quote_nos: Mapped[Code20 | None] = key_of("number_series.code")
    blanket_assembly_order_nos: Mapped[Code20 | None] = key_of("number_series.code")
    assembly_order_nos: Mapped[Code20 | None] = key_of("number_series.code")
    posted_assembly_nos: Mapped[Code20 | None] = key_of("number_series.code")
    pick_nos: Mapped[Code20 | None] = key_of("number_series.code")
    prevent_negative_inventory: Mapped[Flag]
    variant_mandatory: Mapped[Flag]
    location_mandatory: Mapped[Flag]
    default_costing_method: Mapped[CostingMethod] = mapped_column(default=CostingMethod.FIFO)
    outbound_handling_time: Mapped[Duration]
    inbound_handling_time: Mapped[Duration]
    default_safety_lead_time: Mapped[Duration]
    catalog_item_no_format: Mapped[CatalogNumbering] = mapped_column(
        default=CatalogNumbering.VENDOR_ITEM_NO
    )
