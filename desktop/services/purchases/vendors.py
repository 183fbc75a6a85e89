"""Vendors and what they sell: what each field demands and brings along (03 §8)."""

from __future__ import annotations

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from desktop.models.vendor_ledger import VendorLedgerEntry
from desktop.models.vendors import CatalogItem, PurchaseSetup, Vendor
from desktop.services.context import UserContext
from desktop.services.customers.cards import (
    ADDRESS_FIRST,
    after_post_code,
    email,
    phone,
    read_post_codes,
    vat_registration_no,
)
from desktop.services.numbering.cards import chosen_series, number_card
from desktop.services.numbering.number_series import draw_number, series_named
from desktop.services.purchases.refusals import VendorGroupWithOpenEntries
from desktop.services.purchases.refusals_catalog import OfferExists
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import Record, RecordRules
from desktop.services.setup.rules import default_vat_bus_group, not_negatives, only_if_blank

SERIES = (PurchaseSetup, "vendor_nos")
CATALOG_SERIES = "catalog_item_nos"


def new_vendor(session: Session, vendor: Vendor, context: UserContext) -> None:
    """Give a new card its number."""
    number_card(session, vendor, SERIES, context)


def new_catalog_item(session: Session, entry: Record, context: UserContext) -> None:
    """Give a catalog item the next free number of its series, unless one was typed."""
    if entry.entry_no is not None:
        return
    chosen = session.get_one(PurchaseSetup, 1).catalog_item_nos
    series = series_named(chosen, setup=PurchaseSetup.__tablename__, field=CATALOG_SERIES)
    number = draw_number(session, series, context.work_date)
    while session.get(CatalogItem, number) is not None:
        number = draw_number(session, series, context.work_date)
    entry.entry_no = number


def vendor_posting_group(
    session: Session, vendor: Vendor, value: object, _context: UserContext
) -> object:
    """Open entries keep their payables account; a new vendor has none."""
    if not inspect(vendor).persistent:
        return value
    count = session.execute(
        select(func.count()).where(VendorLedgerEntry.vendor_no == vendor.no, VendorLedgerEntry.open)
    ).scalar_one()
    if count:
        raise VendorGroupWithOpenEntries(
            record=ref_of("vendor", vendor), field="vendor_posting_group", no=vendor.no, count=count
        )
    return value


def check_offer(session: Session, entry: CatalogItem, _context: UserContext) -> None:
    """A vendor's number stands in the catalog once; raises OfferExists."""
    if not (entry.vendor_no and entry.vendor_item_no):
        return
    with session.no_autoflush:
        other = session.scalars(
            select(CatalogItem.entry_no)
            .where(
                CatalogItem.vendor_no == entry.vendor_no,
                CatalogItem.vendor_item_no == entry.vendor_item_no,
                CatalogItem.entry_no != entry.entry_no,
            )
            .limit(1)
        ).one_or_none()
    if other is not None:
        raise OfferExists(
            record=ref_of("catalog_item", entry),
            field="vendor_item_no",
            vendor_no=entry.vendor_no,
            vendor_item_no=entry.vendor_item_no,
            other=other,
        )


VENDOR_RULES: dict[str, RecordRules] = {
    "vendor": RecordRules(
        independent=True,
        first=(*ADDRESS_FIRST, "gen_bus_posting_group"),
        reads_ahead={"post_code": read_post_codes},
        new=new_vendor,
        fields={
            "no_series_code": chosen_series(SERIES),
            "vat_registration_no": vat_registration_no,
            "email": email,
            "phone": phone("phone"),
            "vendor_posting_group": vendor_posting_group,
        },
        follow_ups={
            "name": only_if_blank("search_name", "name", str.upper),
            "gen_bus_posting_group": default_vat_bus_group,
            "post_code": after_post_code,
        },
    ),
    "item_vendor": RecordRules(independent=True, fields=not_negatives("direct_unit_cost")),
    "catalog_item": RecordRules(
        new=new_catalog_item,
        check=check_offer,
        fields=not_negatives("negotiated_cost", "unit_price", "net_weight", "gross_weight"),
    ),
}
"""The rules of vendors and what they offer, by table."""
