"""Codes that cards and documents choose from: terms, methods, places, groups (01 §3)."""

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.address import AddressBlock, NamedBlock, ReachBlock
from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    Code10,
    Code20,
    Duration,
    Flag,
    FlagOn,
    Formula,
    PercentColumn,
    Text10,
    Text20,
    Text30,
    Text50,
    Text100,
    Text250,
    key_of,
    part_of,
)
from desktop.models.words import AddressFormat, BalancingAccountType


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
    balancing_account_type: Mapped[BalancingAccountType] = mapped_column(
        default=BalancingAccountType.GL_ACCOUNT
    )
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
    inactive: Mapped[Flag]


class Location(NamedBlock, AddressBlock, ReachBlock, Versioned, Base):
    """A place where stock is kept."""

    __tablename__ = "location"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    contact: Mapped[Text100]
    base_calendar_code: Mapped[Code10 | None] = key_of("base_calendar.code")
    outbound_handling_time: Mapped[Duration]
    inbound_handling_time: Mapped[Duration]
    use_as_in_transit: Mapped[Flag]
    require_pick: Mapped[Flag]
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
    inactive: Mapped[Flag]


class CustomerPriceGroup(Versioned, Base):
    """Customers who share prices."""

    __tablename__ = "customer_price_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    allow_line_disc: Mapped[FlagOn]
    allow_invoice_disc: Mapped[FlagOn]
    price_includes_vat: Mapped[Flag]
    vat_bus_posting_group_price: Mapped[Code20 | None] = key_of("vat_bus_posting_group.code")
    inactive: Mapped[Flag]


class CustomerDiscGroup(Versioned, Base):
    """Customers who share line discounts."""

    __tablename__ = "customer_disc_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    inactive: Mapped[Flag]


class ItemDiscGroup(Versioned, Base):
    """Items that share line discounts."""

    __tablename__ = "item_disc_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    inactive: Mapped[Flag]


class ItemCategory(Versioned, Base):
    """A plain grouping of items."""

    __tablename__ = "item_category"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    inactive: Mapped[Flag]


class UnitOfMeasure(Versioned, Base):
    """A unit that quantities are counted in, with its UNECE code for e-documents."""

    __tablename__ = "unit_of_measure"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    international_code: Mapped[Text10]
    inactive: Mapped[Flag]


class UnitOfMeasureTranslation(Base):
    """A unit's name in a document language."""

    __tablename__ = "unit_of_measure_translation"

    code: Mapped[Code10] = part_of("unit_of_measure.code")
    language_code: Mapped[Code10] = part_of("language.code")
    description: Mapped[Text100]
