"""Set-up: the company and the codes that cards and documents choose from (01 §3)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.address import AddressBlock, NamedBlock, ReachBlock
from desktop.models.base import Base, SingleRow, Versioned, one_row_only
from desktop.models.columns import (
    Code10,
    Code20,
    Duration,
    Flag,
    FlagOn,
    Formula,
    Memo,
    PercentColumn,
    QuantityColumn,
    Text10,
    Text20,
    Text30,
    Text50,
    Text100,
    Text250,
    key_of,
    part_of,
)
from desktop.models.values.numbers import RoundingMode
from desktop.models.words import (
    AddressFormat,
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


class CompanyInformation(SingleRow, NamedBlock, AddressBlock, ReachBlock, Versioned, Base):
    """The company itself: what stands at the head and foot of its papers."""

    __tablename__ = "company_information"
    __table_args__ = (one_row_only(),)

    home_page: Mapped[Text100]
    registration_no: Mapped[Text50]
    registered_office: Mapped[Text50]
    vat_registration_no: Mapped[Text20]
    f_tax_approved: Mapped[Flag]
    cash_accounting: Mapped[Flag]
    gln: Mapped[Text20]
    bank_name: Mapped[Text50]
    bank_branch_no: Mapped[Text20]
    bank_account_no: Mapped[Text30]
    iban: Mapped[Text50]
    swift: Mapped[Text20]
    bankgiro: Mapped[Text20]
    plusgiro: Mapped[Text20]
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    ship_to_name: Mapped[Text100]
    ship_to_address: Mapped[Text100]
    ship_to_address_2: Mapped[Text50]
    ship_to_post_code: Mapped[Text20]
    ship_to_city: Mapped[Text50]
    ship_to_country_code: Mapped[Code10 | None] = key_of("country_region.code")
    location_code: Mapped[Code10 | None] = key_of("location.code")
    base_calendar_code: Mapped[Code10 | None] = key_of("base_calendar.code")
    language_code: Mapped[Code10 | None] = key_of("language.code")
    fiscal_year_start_month: Mapped[int] = mapped_column(default=1)
    interest_clause: Mapped[Text250]
    footer_text: Mapped[Memo]
    attachment_limit_mb: Mapped[int] = mapped_column(default=25)
    is_demo: Mapped[Flag]


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
    post_in_background: Mapped[Flag]
    keep_batch_runs_days: Mapped[int] = mapped_column(default=90)


class InventorySetup(SingleRow, Versioned, Base):
    """How this company keeps stock."""

    __tablename__ = "inventory_setup"
    __table_args__ = (one_row_only(),)

    item_nos: Mapped[Code20 | None] = key_of("number_series.code")
    item_journal_nos: Mapped[Code20 | None] = key_of("number_series.code")
    prevent_negative_inventory: Mapped[Flag]
    variant_mandatory: Mapped[Flag]
    location_mandatory: Mapped[Flag]
    default_costing_method: Mapped[CostingMethod] = mapped_column(default=CostingMethod.FIFO)
    outbound_handling_time: Mapped[Duration]
    inbound_handling_time: Mapped[Duration]


class Language(Versioned, Base):
    """A language of documents, with the locale that writes its numbers and dates."""

    __tablename__ = "language"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    name: Mapped[Text50]
    locale: Mapped[Text20]


class CountryRegion(Versioned, Base):
    """A country: how its addresses look and which VAT scheme it belongs to."""

    __tablename__ = "country_region"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    name: Mapped[Text50]
    iso_code_2: Mapped[Text10]
    iso_numeric: Mapped[Text10]
    eu_code: Mapped[Text10]
    address_format: Mapped[AddressFormat] = mapped_column(default=AddressFormat.POST_CODE_CITY)
    vat_scheme: Mapped[Text10]
    inactive: Mapped[Flag]


class CountryRegionTranslation(Base):
    """A country's name in a document language."""

    __tablename__ = "country_region_translation"

    code: Mapped[Code10] = part_of("country_region.code")
    language_code: Mapped[Code10] = part_of("language.code")
    description: Mapped[Text100]


class PostCode(Versioned, Base):
    """A post code that fills city, county and country by itself (CU29)."""

    __tablename__ = "post_code"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    city: Mapped[str] = mapped_column(String(50), primary_key=True)
    county: Mapped[Text30]
    country_code: Mapped[Code10 | None] = key_of("country_region.code")


class PaymentTerms(Versioned, Base):
    """When an invoice falls due and what paying early is worth (SD13)."""

    __tablename__ = "payment_terms"
    __table_args__ = (CheckConstraint("discount_pct >= 0", name="discount_pct_not_negative"),)

    code: Mapped[Code10] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    due_formula: Mapped[Formula]
    discount_formula: Mapped[Formula]
    discount_pct: Mapped[PercentColumn]
    calc_discount_on_credit_memos: Mapped[Flag]
    inactive: Mapped[Flag]


class PaymentTermsTranslation(Base):
    """Payment terms in a document language."""

    __tablename__ = "payment_terms_translation"

    code: Mapped[Code10] = part_of("payment_terms.code")
    language_code: Mapped[Code10] = part_of("language.code")
    description: Mapped[Text100]


class PaymentMethod(Versioned, Base):
    """How a customer pays; with a balancing account the invoice is paid at once (SD84)."""

    __tablename__ = "payment_method"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    balancing_account_no: Mapped[Code20 | None] = key_of("gl_account.no")
    terms_code: Mapped[Code10 | None] = key_of("payment_terms.code")
    inactive: Mapped[Flag]


class PaymentMethodTranslation(Base):
    """A payment method in a document language."""

    __tablename__ = "payment_method_translation"

    code: Mapped[Code10] = part_of("payment_method.code")
    language_code: Mapped[Code10] = part_of("language.code")
    description: Mapped[Text100]


class ShipmentMethod(Versioned, Base):
    """Delivery terms, an Incoterm for instance."""

    __tablename__ = "shipment_method"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    inactive: Mapped[Flag]


class ShipmentMethodTranslation(Base):
    """Delivery terms in a document language."""

    __tablename__ = "shipment_method_translation"

    code: Mapped[Code10] = part_of("shipment_method.code")
    language_code: Mapped[Code10] = part_of("language.code")
    description: Mapped[Text100]


class ShippingAgent(Versioned, Base):
    """Who carries the goods; `%1` in the address stands for the tracking number (CU30)."""

    __tablename__ = "shipping_agent"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    name: Mapped[Text50]
    internet_address: Mapped[Text250]
    account_no: Mapped[Text30]
    inactive: Mapped[Flag]


class ShippingAgentService(Versioned, Base):
    """A service of a shipping agent and the working days it takes."""

    __tablename__ = "shipping_agent_service"

    agent_code: Mapped[Code10] = part_of("shipping_agent.code")
    code: Mapped[Code10] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    shipping_time: Mapped[Duration]
    base_calendar_code: Mapped[Code10 | None] = key_of("base_calendar.code")


class Location(NamedBlock, AddressBlock, ReachBlock, Versioned, Base):
    """A place where stock is kept."""

    __tablename__ = "location"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    contact: Mapped[Text100]
    base_calendar_code: Mapped[Code10 | None] = key_of("base_calendar.code")
    outbound_handling_time: Mapped[Duration]
    inbound_handling_time: Mapped[Duration]
    use_as_in_transit: Mapped[Flag]
    inactive: Mapped[Flag]


class Salesperson(Versioned, Base):
    """Who looks after a customer."""

    __tablename__ = "salesperson"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    name: Mapped[Text50]
    email: Mapped[Text250]
    phone: Mapped[Text30]
    job_title: Mapped[Text50]
    commission_pct: Mapped[PercentColumn]
    blocked: Mapped[Flag]


class ReasonCode(Versioned, Base):
    """Why something was returned, credited or lost."""

    __tablename__ = "reason_code"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    inactive: Mapped[Flag]


class ResponsibilityCenter(Versioned, Base):
    """A plain label on customers, for filtering."""

    __tablename__ = "responsibility_center"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    name: Mapped[Text100]


class CustomerPriceGroup(Versioned, Base):
    """Customers who share prices."""

    __tablename__ = "customer_price_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    allow_line_disc: Mapped[FlagOn]
    allow_invoice_disc: Mapped[FlagOn]
    price_includes_vat: Mapped[Flag]
    vat_bus_posting_group_price: Mapped[Code20 | None] = key_of("vat_bus_posting_group.code")


class CustomerDiscGroup(Versioned, Base):
    """Customers who share line discounts."""

    __tablename__ = "customer_disc_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]


class ItemDiscGroup(Versioned, Base):
    """Items that share line discounts."""

    __tablename__ = "item_disc_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]


class ItemCategory(Versioned, Base):
    """A plain grouping of items."""

    __tablename__ = "item_category"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]


class UnitOfMeasure(Versioned, Base):
    """A unit that quantities are counted in, with its UNECE code for e-documents."""

    __tablename__ = "unit_of_measure"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    international_code: Mapped[Text10]


class UnitOfMeasureTranslation(Base):
    """A unit's name in a document language."""

    __tablename__ = "unit_of_measure_translation"

    code: Mapped[Code10] = part_of("unit_of_measure.code")
    language_code: Mapped[Code10] = part_of("language.code")
    description: Mapped[Text100]
