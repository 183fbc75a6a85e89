"""Items, resources and stock for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.items import Item, ItemUnitOfMeasure, ItemVariant, Resource
from desktop.models.ledger_words import ItemEntryType
from desktop.models.ledgers import ItemLedgerEntry


def an_item(session: Session, no: str = "A", **different: Any) -> Item:  # noqa: ANN401  (any column)
    """An inventory item in pieces at 25 % VAT, flushed; its description is its number."""
    fields: dict[str, Any] = {
        "description": no,
        "base_unit": "PCS",
        "gen_prod_posting_group": "RETAIL",
        "vat_prod_posting_group": "VAT25",
        "inventory_posting_group": "RESALE",
        **different,
    }
    for name in ("unit_price", "unit_cost", "net_weight", "gross_weight", "units_per_parcel"):
        if name in fields:
            fields[name] = Decimal(str(fields[name]))
    item = Item(no=no, **fields)
    session.add(item)
    session.flush()
    if item.base_unit is not None:
        a_unit(session, no, item.base_unit)
    return item


def a_unit(
    session: Session,
    item_no: str,
    code: str,
    qty_per_unit: str = "1",
    precision: str = "0",
) -> ItemUnitOfMeasure:
    """A unit of an item, or the precision of one it has; flushed."""
    unit = session.get(ItemUnitOfMeasure, (item_no, code))
    if unit is None:
        unit = ItemUnitOfMeasure(item_no=item_no, unit_code=code)
        session.add(unit)
    unit.qty_per_unit = Decimal(qty_per_unit)
    unit.qty_rounding_precision = Decimal(precision)
    session.flush()
    return unit


def a_variant(session: Session, item_no: str, code: str, **different: Any) -> ItemVariant:  # noqa: ANN401  (any column)
    """A variant of an item, flushed."""
    variant = ItemVariant(item_no=item_no, code=code, **different)
    session.add(variant)
    session.flush()
    return variant


def a_resource(session: Session, no: str = "ANNA", **different: Any) -> Resource:  # noqa: ANN401  (any column)
    """A person sold by the hour at 25 % VAT, flushed."""
    fields: dict[str, Any] = {
        "name": no,
        "base_unit": "HOUR",
        "unit_price": Decimal(800),
        "unit_cost": Decimal(450),
        "gen_prod_posting_group": "SERVICES",
        "vat_prod_posting_group": "VAT25",
        **different,
    }
    resource = Resource(no=no, **fields)
    session.add(resource)
    session.flush()
    return resource


def some_stock(
    session: Session,
    item_no: str,
    quantity: str,
    location_code: str | None = None,
    day: date = date(2026, 1, 1),
    **different: Any,  # noqa: ANN401  (any column)
) -> ItemLedgerEntry:
    """An open inbound entry, flushed; tests of posting get their stock by posting."""
    last = session.scalar(select(func.max(ItemLedgerEntry.entry_no))) or 0
    entry = ItemLedgerEntry(
        entry_no=last + 1,
        register_no=0,
        transaction_no=0,
        posting_date=day,
        document_no="STOCK",
        user="ADMIN",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        item_no=item_no,
        location_code=location_code,
        entry_type=ItemEntryType.POSITIVE_ADJMT,
        quantity=Decimal(quantity),
        remaining_quantity=Decimal(quantity),
        open=True,
        invoiced_quantity=Decimal(quantity),
        qty_per_unit=Decimal(1),
        **different,
    )
    session.add(entry)
    session.flush()
    return entry
