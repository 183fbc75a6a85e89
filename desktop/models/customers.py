"""Customers and what belongs to them (01 §4)."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.address import AddressBlock, NamedBlock, ReachBlock
from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    AmountColumn,
    Code10,
    Code20,
    Duration,
    Flag,
    FlagOn,
    PercentColumn,
    Text20,
    Text30,
    Text50,
    Text100,
    Text250,
    key_of,
    part_of,
)
from desktop.models.words import (
    ApplicationMethod,
    Blocked,
    CombineShipments,
    ContactType,
    Reserve,
    ShippingAdvice,
)


class Customer(NamedBlock, AddressBlock, ReachBlock, Versioned, Base):
    """Everything about a customer that an order needs.

    `invoice_schedule_code` is the schedule that invoices what was shipped to whom this customer
    pays for; without one that is done by hand.
    """

    __tablename__ = "customer"
    __table_args__ = (
        Index(None, "name"),
        Index(None, "search_name"),
        Index(None, "bill_to_customer_no"),
    )

    no: Mapped[Code20] = mapped_column(primary_key=True)
    search_name: Mapped[Text100]
    contact_type: Mapped[ContactType] = mapped_column(default=ContactType.COMPANY)
    blocked: Mapped[Blocked] = mapped_column(default=Blocked.NONE)
    privacy_blocked: Mapped[Flag]
    salesperson_code: Mapped[Code20 | None] = key_of("salesperson.code")
    responsibility_center_code: Mapped[Code10 | None] = key_of("responsibility_center.code")
    registration_no: Mapped[Text50]
    inactive: Mapped[Flag]
    mobile: Mapped[Text30]
    home_page: Mapped[Text100]
    language_code: Mapped[Code10 | None] = key_of("language.code")
    format_region: Mapped[Text20]
    primary_contact_no: Mapped[Text20]
    contact: Mapped[Text100]
    credit_limit_lcy: Mapped[AmountColumn]
    no_credit: Mapped[Flag]
    bill_to_customer_no: Mapped[Code20 | None] = key_of("customer.no")
    vat_registration_no: Mapped[Text20]
    eori_no: Mapped[Text20]
    gln: Mapped[Text20]
    use_gln_in_e_documents: Mapped[Flag]
    currency_code: Mapped[Code10 | None] = key_of("currency.code")
    prices_including_vat: Mapped[Flag]
    gen_bus_posting_group: Mapped[Code20 | None] = key_of("gen_bus_posting_group.code")
    vat_bus_posting_group: Mapped[Code20 | None] = key_of("vat_bus_posting_group.code")
    customer_posting_group: Mapped[Code20 | None] = key_of("customer_posting_group.code")
    customer_price_group: Mapped[Code20 | None] = key_of("customer_price_group.code")
    customer_disc_group: Mapped[Code20 | None] = key_of("customer_disc_group.code")
    allow_line_disc: Mapped[FlagOn]
    invoice_disc_code: Mapped[Code20 | None]
    invoice_copies: Mapped[int] = mapped_column(default=0)
    prepayment_pct: Mapped[PercentColumn]
    prepmt_payment_terms_code: Mapped[Code10 | None] = key_of("payment_terms.code")
    e_invoice_endpoint: Mapped[Text50]
    e_invoice_scheme: Mapped[Text20]
    payment_terms_code: Mapped[Code10 | None] = key_of("payment_terms.code")
    payment_method_code: Mapped[Code10 | None] = key_of("payment_method.code")
    application_method: Mapped[ApplicationMethod] = mapped_column(default=ApplicationMethod.MANUAL)
    preferred_bank_account_code: Mapped[Code20 | None]
    reminder_terms_code: Mapped[Code10 | None]
    print_statements: Mapped[Flag]
    last_statement_no: Mapped[int] = mapped_column(default=0)
    ship_to_code: Mapped[Code10 | None]
    location_code: Mapped[Code10 | None] = key_of("location.code")
    combine_shipments: Mapped[CombineShipments] = mapped_column(default=CombineShipments.NO)
    invoice_schedule_code: Mapped[Code20 | None]
    reserve: Mapped[Reserve] = mapped_column(default=Reserve.OPTIONAL)
    shipping_advice: Mapped[ShippingAdvice] = mapped_column(default=ShippingAdvice.PARTIAL)
    shipment_method_code: Mapped[Code10 | None] = key_of("shipment_method.code")
    shipping_agent_code: Mapped[Code10 | None] = key_of("shipping_agent.code")
    shipping_agent_service_code: Mapped[Code10 | None]
    shipping_time: Mapped[Duration]
    base_calendar_code: Mapped[Code10 | None] = key_of("base_calendar.code")
    no_series_code: Mapped[Code20 | None] = key_of("number_series.code")
    created_by: Mapped[Text50]
    created_at: Mapped[datetime | None]
    image: Mapped[bytes | None] = mapped_column(LargeBinary)


class ShipToAddress(NamedBlock, AddressBlock, ReachBlock, Versioned, Base):
    """Another address of a customer; each filled value beats the customer's on documents."""

    __tablename__ = "ship_to_address"

    customer_no: Mapped[Code20] = part_of("customer.no")
    code: Mapped[Code10] = mapped_column(primary_key=True)
    contact: Mapped[Text100]
    gln: Mapped[Text20]
    location_code: Mapped[Code10 | None] = key_of("location.code")
    shipment_method_code: Mapped[Code10 | None] = key_of("shipment_method.code")
    shipping_agent_code: Mapped[Code10 | None] = key_of("shipping_agent.code")
    shipping_agent_service_code: Mapped[Code10 | None]
    salesperson_code: Mapped[Code20 | None] = key_of("salesperson.code")


class CustomerBankAccount(AddressBlock, Versioned, Base):
    """A customer's bank account."""

    __tablename__ = "customer_bank_account"

    customer_no: Mapped[Code20] = part_of("customer.no")
    code: Mapped[Code20] = mapped_column(primary_key=True)
    name: Mapped[Text100]
    branch_no: Mapped[Text20]
    account_no: Mapped[Text30]
    iban: Mapped[Text50]
    swift: Mapped[Text20]
    currency_code: Mapped[Code10 | None] = key_of("currency.code")
    contact: Mapped[Text100]


class VatRegistrationFormat(Versioned, Base):
    """A pattern of VAT numbers: `#` digit, `@` letter, `?` any, all else itself (CU36)."""

    __tablename__ = "vat_registration_format"

    country_code: Mapped[Code10] = part_of("country_region.code")
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    format: Mapped[Text20]


class Comment(Base):
    """A dated remark on a card."""

    __tablename__ = "comment"

    owner_table: Mapped[Text50] = mapped_column(primary_key=True)
    owner_no: Mapped[Text20] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    date: Mapped[datetime | None]
    text: Mapped[Text250]
    user: Mapped[Text50]
