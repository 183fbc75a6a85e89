"""The ledgers: facts that are added and never changed (02 §9–§10, SD87).

Signs: debit +, credit −; what a customer owes is +; quantities out of stock are −; base and
amount of a sale's VAT are −. Amounts without a currency in their name are in local currency.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base
from desktop.models.columns import (
    AmountColumn,
    BigNo,
    Code10,
    Code20,
    EntryNo,
    FactorColumn,
    Flag,
    PercentColumn,
    QuantityColumn,
    Text10,
    Text20,
    Text35,
    Text50,
    Text100,
    UnitPriceColumn,
)
from desktop.models.ledger_words import (
    DetailedEntryType,
    EntryDocumentType,
    GenPostingType,
    ItemEntryType,
    RegisterSource,
    SourceType,
    ValueEntryType,
)
from desktop.models.supply_words import ResourceEntryType
from desktop.models.words import VatCalculationType


class Booked:
    """What every ledger entry tells: register, transaction, date, document, user."""

    register_no: Mapped[BigNo]
    transaction_no: Mapped[BigNo]
    posting_date: Mapped[date]
    document_type: Mapped[EntryDocumentType | None]
    document_no: Mapped[Code20]
    user: Mapped[Text50]
    created_at: Mapped[datetime]


class GlRegister(Base):
    """One posting run: which entries it wrote, chained to its predecessor by hash (SD86)."""

    __tablename__ = "gl_register"

    no: Mapped[EntryNo]
    source: Mapped[RegisterSource]
    user: Mapped[Text50]
    created_at: Mapped[datetime]
    from_gl_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    to_gl_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    from_vat_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    to_vat_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    from_cust_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    to_cust_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    from_detailed_cust_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    to_detailed_cust_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    from_item_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    to_item_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    from_item_application_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    to_item_application_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    from_value_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    to_value_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    from_resource_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    to_resource_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    from_vendor_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    to_vendor_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class GlEntry(Booked, Base):
    """An amount on an account of the general ledger."""

    __tablename__ = "gl_entry"
    __table_args__ = (
        Index(None, "gl_account_no", "posting_date"),
        Index(None, "document_no", "posting_date"),
        Index(None, "transaction_no"),
        Index(None, "register_no"),
    )

    entry_no: Mapped[EntryNo]
    gl_account_no: Mapped[Code20]
    amount: Mapped[AmountColumn]
    description: Mapped[Text100]
    gen_posting_type: Mapped[GenPostingType | None]
    gen_bus_posting_group: Mapped[Code20 | None]
    gen_prod_posting_group: Mapped[Code20 | None]
    vat_bus_posting_group: Mapped[Code20 | None]
    vat_prod_posting_group: Mapped[Code20 | None]
    source_type: Mapped[SourceType | None]
    source_no: Mapped[Code20 | None]
    document_date: Mapped[date | None]
    external_document_no: Mapped[Text35]
    source_currency_code: Mapped[Code10 | None]
    source_currency_amount: Mapped[AmountColumn]


class VatEntry(Booked, Base):
    """The VAT of one group of a document."""

    __tablename__ = "vat_entry"
    __table_args__ = (Index(None, "document_no", "posting_date"), Index(None, "register_no"))

    entry_no: Mapped[EntryNo]
    type: Mapped[GenPostingType]
    base: Mapped[AmountColumn]
    amount: Mapped[AmountColumn]
    vat_identifier: Mapped[Code20 | None]
    vat_calculation_type: Mapped[VatCalculationType]
    vat_pct: Mapped[PercentColumn]
    gen_bus_posting_group: Mapped[Code20 | None]
    gen_prod_posting_group: Mapped[Code20 | None]
    vat_bus_posting_group: Mapped[Code20 | None]
    vat_prod_posting_group: Mapped[Code20 | None]
    bill_to_no: Mapped[Code20 | None]
    vat_registration_no: Mapped[Text20]
    country_code: Mapped[Code10 | None]
    document_date: Mapped[date | None]
    external_document_no: Mapped[Text35]


class CustLedgerEntry(Booked, Base):
    """A receivable or payment of a customer; its money is the sum of its detailed entries."""

    __tablename__ = "cust_ledger_entry"
    __table_args__ = (
        Index(None, "customer_no", "open", "due_date"),
        Index(None, "document_no", "posting_date"),
        Index(None, "external_document_no"),
        Index(None, "register_no"),
    )

    entry_no: Mapped[EntryNo]
    customer_no: Mapped[Code20]
    sell_to_customer_no: Mapped[Code20 | None]
    description: Mapped[Text100]
    document_date: Mapped[date | None]
    due_date: Mapped[date | None]
    external_document_no: Mapped[Text35]
    your_reference: Mapped[Text35]
    currency_code: Mapped[Code10 | None]
    original_currency_factor: Mapped[FactorColumn]
    customer_posting_group: Mapped[Code20 | None]
    sales_lcy: Mapped[AmountColumn]
    profit_lcy: Mapped[AmountColumn]
    inv_discount_lcy: Mapped[AmountColumn]
    pmt_discount_date: Mapped[date | None]
    original_pmt_disc_possible: Mapped[AmountColumn]
    remaining_pmt_disc_possible: Mapped[AmountColumn]
    positive: Mapped[Flag]
    open: Mapped[Flag]
    on_hold: Mapped[Text10]
    reference: Mapped[Text50]
    payment_reference: Mapped[Text35]
    salesperson_code: Mapped[Code20 | None]
    payment_method_code: Mapped[Code10 | None]
    closed_by_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    closed_at_date: Mapped[date | None]


class DetailedCustLedgerEntry(Booked, Base):
    """One part of a customer entry's amount: what it began with, what was applied to it."""

    __tablename__ = "detailed_cust_ledger_entry"
    __table_args__ = (
        Index(None, "cust_ledger_entry_no"),
        Index(None, "customer_no", "posting_date"),
        Index(None, "document_no", "posting_date"),
        Index(None, "register_no"),
    )

    entry_no: Mapped[EntryNo]
    cust_ledger_entry_no: Mapped[BigNo]
    entry_type: Mapped[DetailedEntryType]
    customer_no: Mapped[Code20]
    customer_posting_group: Mapped[Code20 | None]
    currency_code: Mapped[Code10 | None]
    amount: Mapped[AmountColumn]
    amount_lcy: Mapped[AmountColumn]
    initial_due_date: Mapped[date | None]
    applied_by_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    application_no: Mapped[int | None] = mapped_column(BigInteger)
    unapplied: Mapped[Flag]
    unapplied_by_entry_no: Mapped[int | None] = mapped_column(BigInteger)


class ItemLedgerEntry(Booked, Base):
    """A quantity (base unit) of an item that came to or left a location."""

    __tablename__ = "item_ledger_entry"
    __table_args__ = (
        Index(None, "item_no", "variant_code", "location_code", "open"),
        # What is there, without the history (PF31).
        Index(
            "ix_item_ledger_entry_open",
            *("item_no", "variant_code", "location_code", "remaining_quantity"),
            sqlite_where=text("open IS 1"),
            postgresql_where=text("open IS true"),
        ),
        Index(None, "document_no", "posting_date"),
        Index(None, "order_no", "order_line_no"),
        Index(None, "register_no"),
    )

    entry_no: Mapped[EntryNo]
    item_no: Mapped[Code20]
    variant_code: Mapped[Code10 | None]
    location_code: Mapped[Code10 | None]
    entry_type: Mapped[ItemEntryType]
    quantity: Mapped[QuantityColumn]
    remaining_quantity: Mapped[QuantityColumn]
    open: Mapped[Flag]
    invoiced_quantity: Mapped[QuantityColumn]
    unit_of_measure_code: Mapped[Code10 | None]
    qty_per_unit: Mapped[QuantityColumn]
    document_line_no: Mapped[int | None]
    order_no: Mapped[Code20 | None]
    order_line_no: Mapped[int | None]
    source_type: Mapped[SourceType | None]
    source_no: Mapped[Code20 | None]
    applies_to_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    applies_from_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    drop_shipment: Mapped[Flag]
    assemble_to_order: Mapped[Flag]
    earmarked_sales_no: Mapped[Code20 | None]
    earmarked_sales_line_no: Mapped[int | None]
    reason_code: Mapped[Code10 | None]
    description: Mapped[Text100]


class ItemApplicationEntry(Base):
    """Which outbound entry took how much of which inbound one, at which cost (SD90)."""

    __tablename__ = "item_application_entry"
    __table_args__ = (
        Index(None, "outbound_entry_no"),
        Index(None, "inbound_entry_no"),
        Index(None, "register_no"),
    )

    entry_no: Mapped[EntryNo]
    register_no: Mapped[BigNo]
    transaction_no: Mapped[BigNo]
    posting_date: Mapped[date]
    outbound_entry_no: Mapped[BigNo]
    inbound_entry_no: Mapped[BigNo]
    quantity: Mapped[QuantityColumn]
    cost_amount: Mapped[AmountColumn]
    user: Mapped[Text50]
    created_at: Mapped[datetime]


class ValueEntry(Booked, Base):
    """What an item entry is worth: expected until invoiced, then actual (SD93)."""

    __tablename__ = "value_entry"
    __table_args__ = (
        Index(None, "item_ledger_entry_no"),
        Index(None, "item_no", "variant_code", "location_code"),
        Index(None, "document_no", "posting_date"),
        Index(None, "register_no"),
    )

    entry_no: Mapped[EntryNo]
    item_ledger_entry_no: Mapped[BigNo]
    entry_type: Mapped[ValueEntryType]
    item_ledger_entry_type: Mapped[ItemEntryType]
    item_no: Mapped[Code20]
    variant_code: Mapped[Code10 | None]
    location_code: Mapped[Code10 | None]
    valued_quantity: Mapped[QuantityColumn]
    invoiced_quantity: Mapped[QuantityColumn]
    cost_amount_expected: Mapped[AmountColumn]
    cost_amount_actual: Mapped[AmountColumn]
    sales_amount_expected: Mapped[AmountColumn]
    sales_amount_actual: Mapped[AmountColumn]
    discount_amount: Mapped[AmountColumn]
    cost_posted_to_gl: Mapped[AmountColumn]
    gen_bus_posting_group: Mapped[Code20 | None]
    gen_prod_posting_group: Mapped[Code20 | None]
    inventory_posting_group: Mapped[Code20 | None]
    document_line_no: Mapped[int | None]
    order_no: Mapped[Code20 | None]
    order_line_no: Mapped[int | None]
    source_type: Mapped[SourceType | None]
    source_no: Mapped[Code20 | None]
    external_document_no: Mapped[Text35]


class ResourceLedgerEntry(Booked, Base):
    """Sold or used time of a person or machine: a sale is −, what a kit took is +."""

    __tablename__ = "resource_ledger_entry"
    __table_args__ = (
        Index(None, "resource_no", "posting_date"),
        Index(None, "document_no", "posting_date"),
        Index(None, "register_no"),
    )

    entry_no: Mapped[EntryNo]
    resource_no: Mapped[Code20]
    entry_type: Mapped[ResourceEntryType] = mapped_column(default=ResourceEntryType.SALE)
    description: Mapped[Text100]
    unit_of_measure_code: Mapped[Code10 | None]
    quantity: Mapped[QuantityColumn]
    unit_cost: Mapped[UnitPriceColumn]
    total_cost: Mapped[AmountColumn]
    unit_price: Mapped[UnitPriceColumn]
    total_price: Mapped[AmountColumn]
    gen_bus_posting_group: Mapped[Code20 | None]
    gen_prod_posting_group: Mapped[Code20 | None]
    order_no: Mapped[Code20 | None]
    order_line_no: Mapped[int | None]
    source_no: Mapped[Code20 | None]
