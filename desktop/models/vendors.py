"""Whom we buy from, and what of whom (03 §8, §10)."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.address import AddressBlock, NamedBlock, ReachBlock
from desktop.models.base import Base, SingleRow, Versioned, one_row_only
from desktop.models.columns import (
    Code10,
    Code20,
    Duration,
    Flag,
    QuantityColumn,
    Text20,
    Text30,
    Text50,
    Text100,
    UnitPriceColumn,
    key_of,
    part_of,
)
from desktop.models.supply_words import VendorBlocked


class VendorPostingGroup(Versioned, Base):
    """The payables account of a kind of vendor."""

    __tablename__ = "vendor_posting_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    payables_account: Mapped[Code20 | None] = key_of("gl_account.no")
    inactive: Mapped[Flag]


class Vendor(NamedBlock, AddressBlock, ReachBlock, Versioned, Base):
    """Whom we buy from: what a purchase order needs to know.

    `lead_time_calculation` counts working days of `base_calendar_code`; a vendor without a
    calendar works when the location does (PF12).
    """

    __tablename__ = "vendor"
    __table_args__ = (Index(None, "name"), Index(None, "search_name"))

    no: Mapped[Code20] = mapped_column(primary_key=True)
    search_name: Mapped[Text100]
    blocked: Mapped[VendorBlocked] = mapped_column(default=VendorBlocked.NONE)
    contact: Mapped[Text100]
    home_page: Mapped[Text100]
    our_account_no: Mapped[Text30]
    registration_no: Mapped[Text50]
    vat_registration_no: Mapped[Text20]
    language_code: Mapped[Code10 | None] = key_of("language.code")
    currency_code: Mapped[Code10 | None] = key_of("currency.code")
    payment_terms_code: Mapped[Code10 | None] = key_of("payment_terms.code")
    vendor_posting_group: Mapped[Code20 | None] = key_of("vendor_posting_group.code")
    gen_bus_posting_group: Mapped[Code20 | None] = key_of("gen_bus_posting_group.code")
    vat_bus_posting_group: Mapped[Code20 | None] = key_of("vat_bus_posting_group.code")
    location_code: Mapped[Code10 | None] = key_of("location.code")
    shipment_method_code: Mapped[Code10 | None] = key_of("shipment_method.code")
    base_calendar_code: Mapped[Code10 | None] = key_of("base_calendar.code")
    lead_time_calculation: Mapped[Duration]
    no_series_code: Mapped[Code20 | None] = key_of("number_series.code")


class ItemVendor(Versioned, Base):
    """An item as a vendor sells it; a blank variant ('') fits all (PF11, PF56).

    `direct_unit_cost` is per base unit in the vendor's currency; zero says nothing.
    """

    __tablename__ = "item_vendor"

    item_no: Mapped[Code20] = part_of("item.no")
    vendor_no: Mapped[Code20] = part_of("vendor.no")
    variant_code: Mapped[Code10] = mapped_column(primary_key=True, default="")
    vendor_item_no: Mapped[Text50]
    lead_time_calculation: Mapped[Duration]
    direct_unit_cost: Mapped[UnitPriceColumn]


class CatalogItem(Versioned, Base):
    """What a vendor offers and we do not keep; it becomes an item when it is sold (PF105).

    Cost and price are per unit in local currency.
    """

    __tablename__ = "catalog_item"
    __table_args__ = (Index(None, "vendor_no", "vendor_item_no"), Index(None, "description"))

    entry_no: Mapped[Code20] = mapped_column(primary_key=True)
    vendor_no: Mapped[Code20 | None] = key_of("vendor.no")
    vendor_item_no: Mapped[Text50]
    description: Mapped[Text100]
    unit_of_measure_code: Mapped[Code10 | None] = key_of("unit_of_measure.code")
    negotiated_cost: Mapped[UnitPriceColumn]
    unit_price: Mapped[UnitPriceColumn]
    net_weight: Mapped[QuantityColumn]
    gross_weight: Mapped[QuantityColumn]
    barcode: Mapped[Text50]
    item_template_code: Mapped[Code20 | None] = key_of("item_template.code")
    item_no: Mapped[Code20 | None] = key_of("item.no")


class PurchaseSetup(SingleRow, Versioned, Base):
    """How this company buys: number series of vendors, orders and what is posted from them."""

    __tablename__ = "purchase_setup"
    __table_args__ = (one_row_only(),)

    vendor_nos: Mapped[Code20 | None] = key_of("number_series.code")
    order_nos: Mapped[Code20 | None] = key_of("number_series.code")
    invoice_nos: Mapped[Code20 | None] = key_of("number_series.code")
    posted_receipt_nos: Mapped[Code20 | None] = key_of("number_series.code")
    posted_invoice_nos: Mapped[Code20 | None] = key_of("number_series.code")
    catalog_item_nos: Mapped[Code20 | None] = key_of("number_series.code")
