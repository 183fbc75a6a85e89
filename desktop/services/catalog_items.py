"""Items made of what a vendor offers, when somebody wants to buy it (PF105)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.items import Item
from desktop.models.sales import SalesLine
from desktop.models.setup import InventorySetup
from desktop.models.supply_words import CatalogNumbering
from desktop.models.values.keys import DocumentKey, code
from desktop.models.values.numbers import ZERO
from desktop.models.vendors import CatalogItem, Vendor
from desktop.models.words import LineType, ReferenceOwner
from desktop.services.context import UserContext
from desktop.services.purchases.refusals_catalog import (
    CatalogFieldMissing,
    CatalogItemUnknown,
    CatalogLineNotBlank,
    CatalogNotHere,
    CatalogNumberTaken,
    CatalogNumberTooLong,
)
from desktop.services.records import RecordView, add_record, read_record
from desktop.services.sales.line_fields import enter_field
from desktop.services.sales.line_purchasing import BUYING
from desktop.services.sales.load import line_ref, load_document
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView
from desktop.services.templates import new_record

LONGEST_NO = 20
SEPARATOR = "-"
"""What stands between the vendor's number and his number of the item."""

_NEEDED = ("vendor_no", "vendor_item_no", "unit_of_measure_code", "item_template_code")
_REFERENCE = "item_reference"


def create_item(session: Session, entry_no: str, context: UserContext) -> RecordView:
    """Make the item of a catalog entry, or show the one that was made already.

    Raises CatalogItemUnknown, CatalogFieldMissing, CatalogNumberTaken, CatalogNumberTooLong or what
    making an item raises.
    """
    entry = _entry(session, entry_no)
    if entry.item_no is None:
        _make(session, entry, context)
    return read_record(session, Item.__tablename__, (entry.item_no or "",))


def catalog_item(
    session: Session, key: DocumentKey, line_no: int, context: UserContext, *, entry_no: str
) -> DocumentView:
    """Sell a catalog item on a blank item line of a quote, an order or a blanket order.

    Raises CatalogNotHere, CatalogLineNotBlank, what `create_item` raises, or what entering the
    number of the line raises.
    """
    document = load_document(session, key, context, for_update=True)
    line = document.line(line_no)
    _check_line(line, key)
    entry = _entry(session, entry_no)
    if entry.item_no is None:
        _make(session, entry, context)
    enter_field(document, line, "no", entry.item_no)
    # Whichever of its lines goes last takes the item along (PF106).
    line.created_catalog_item = session.get_one(Item, entry.item_no).created_from_catalog
    return finish(document)


def _entry(session: Session, entry_no: str) -> CatalogItem:
    found = session.get(CatalogItem, entry_no, with_for_update=True)
    if found is None:
        raise CatalogItemUnknown(
            record=RecordRef(CatalogItem.__tablename__, (entry_no,)), entry_no=entry_no
        )
    return found


def _check_line(line: SalesLine, key: DocumentKey) -> None:
    if key.type not in BUYING:
        raise CatalogNotHere(record=line_ref(line), document_type=key.type)
    if line.type is not LineType.ITEM or line.no is not None:
        raise CatalogLineNotBlank(
            record=line_ref(line),
            field="no",
            line_no=line.line_no,
            no=line.no or line.description or line.type,
        )


def _make(session: Session, entry: CatalogItem, context: UserContext) -> None:
    for field in _NEEDED:
        if not getattr(entry, field):
            raise CatalogFieldMissing(
                record=_ref(entry), field=field, blank_field=field, entry_no=entry.entry_no
            )
    number = _number(session, entry)
    said = {
        "description": entry.description,
        "base_unit": entry.unit_of_measure_code,
        "unit_price": entry.unit_price,
        "unit_cost": entry.negotiated_cost,
        "vendor_no": entry.vendor_no,
        "vendor_item_no": entry.vendor_item_no,
        "net_weight": entry.net_weight,
        "gross_weight": entry.gross_weight,
    }
    values = {"no": number, **said} if number is not None else said
    made = new_record(
        session, Item.__tablename__, values, context, template_code=entry.item_template_code
    )
    item = session.get_one(Item, made.values["no"])
    item.last_direct_cost = entry.negotiated_cost
    item.created_from_catalog = True
    item.automatic_ext_texts = False
    entry.item_no = item.no
    session.flush()
    _add_numbers(session, entry, item.no, context)


def _number(session: Session, entry: CatalogItem) -> str | None:
    """The number of the item by the set-up; None when its series gives one."""
    numbering = session.get_one(InventorySetup, 1).catalog_item_no_format
    if numbering is CatalogNumbering.NUMBER_SERIES:
        return None
    typed = entry.vendor_item_no
    if numbering is CatalogNumbering.VENDOR_AND_ITEM_NO:
        typed = f"{entry.vendor_no}{SEPARATOR}{entry.vendor_item_no}"
    if len(typed.strip()) > LONGEST_NO:
        raise CatalogNumberTooLong(
            record=_ref(entry),
            field="vendor_item_no",
            entry_no=entry.entry_no,
            no=typed,
            most=LONGEST_NO,
        )
    number = code(typed, LONGEST_NO)
    if session.get(Item, number) is not None:
        raise CatalogNumberTaken(
            record=_ref(entry), field="vendor_item_no", entry_no=entry.entry_no, no=number
        )
    return number


def _add_numbers(session: Session, entry: CatalogItem, no: str, context: UserContext) -> None:
    """Say what the vendor calls the item and what it costs there, and what its barcode is."""
    vendor = session.get_one(Vendor, entry.vendor_no)
    is_local = vendor.currency_code is None
    offer: Mapping[str, object] = {
        "item_no": no,
        "vendor_no": vendor.no,
        "vendor_item_no": entry.vendor_item_no,
        "direct_unit_cost": entry.negotiated_cost if is_local else ZERO,
    }
    add_record(session, "item_vendor", offer, context)
    named = {"item_no": no, "owner_type": ReferenceOwner.VENDOR, "owner_no": vendor.no}
    add_record(session, _REFERENCE, {**named, "reference_no": entry.vendor_item_no}, context)
    if entry.barcode:
        barcode = {"item_no": no, "owner_type": ReferenceOwner.BARCODE}
        add_record(session, _REFERENCE, {**barcode, "reference_no": entry.barcode}, context)


def _ref(entry: CatalogItem) -> RecordRef:
    return RecordRef(CatalogItem.__tablename__, (entry.entry_no,))
