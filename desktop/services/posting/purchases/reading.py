"""Reading and locking what the posting of a purchase depends on.

Locks are taken in the one order that all postings keep: sales orders of its drop shipments, the
document, its vendor, its items sorted by number. The number of statements does not depend on the
number of lines.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import Session

from desktop.models.every_table import Base
from desktop.models.items import Item, ItemUnitOfMeasure, ItemVariant
from desktop.models.purchases import (
    PurchaseLine,
    PurchaseReceiptHeader,
    PurchaseReceiptLine,
)
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.models.vendors import Vendor, VendorPostingGroup
from desktop.models.words import ItemType, LineType
from desktop.services.context import UserContext
from desktop.services.ledgers.later_cost import Receipts, load_receipts
from desktop.services.ledgers.stock import StockBook
from desktop.services.posting.kept_stock import load_kept_stock
from desktop.services.posting.reading import AnyRow, lock_items, stock_items
from desktop.services.posting.shipped_lines import ShippedLine, ShippedLines
from desktop.services.posting.tied_orders import lock_sales_orders
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.load import Purchase, load_purchase
from desktop.services.sales.quantities import FINEST, LineUnit

_TABLES = Base.metadata.tables
_ITEM_UNITS = _TABLES[ItemUnitOfMeasure.__tablename__]
_VARIANTS = _TABLES[ItemVariant.__tablename__]
_RECEIPT_HEADERS = _TABLES[PurchaseReceiptHeader.__tablename__]
_RECEIPT_LINES = _TABLES[PurchaseReceiptLine.__tablename__]

_VENDOR = select(Vendor.no, Vendor.blocked).where(Vendor.no == bindparam("the_vendor"))
_LOCKED_VENDOR = _VENDOR.with_for_update()
_GROUP = select(VendorPostingGroup.payables_account).where(
    VendorPostingGroup.code == bindparam("the_group")
)
_ITEMS = (
    select(
        Item.no,
        Item.type,
        Item.base_unit,
        Item.blocked,
        Item.block_reason,
        Item.sales_blocked,
        Item.purchasing_blocked,
        Item.variant_mandatory,
        Item.prevent_negative_inventory,
        Item.costing_method,
        Item.unit_cost,
        Item.inventory_posting_group,
    )
    .where(Item.no.in_(bindparam("nos", expanding=True)))
    .order_by(Item.no)
)
_WAITING = (
    select(
        _RECEIPT_LINES.c.document_no,
        _RECEIPT_LINES.c.line_no,
        _RECEIPT_LINES.c.order_line_no,
        _RECEIPT_LINES.c.quantity,
        _RECEIPT_LINES.c.quantity_base,
        _RECEIPT_LINES.c.quantity_invoiced,
        _RECEIPT_LINES.c.qty_received_not_invoiced,
        _RECEIPT_LINES.c.item_rcpt_entry_no,
        _RECEIPT_HEADERS.c.created_at,
    )
    .join(_RECEIPT_HEADERS, _RECEIPT_HEADERS.c.no == _RECEIPT_LINES.c.document_no)
    .where(
        _RECEIPT_LINES.c.order_no == bindparam("the_order"),
        _RECEIPT_LINES.c.qty_received_not_invoiced != ZERO,
    )
)


@dataclass(slots=True)
class ReceivedLine(ShippedLine):
    """A line of a posted receipt and the item entry it wrote."""

    @property
    def left_base(self) -> Quantity:
        """What is not invoiced, in the base unit."""
        if self.entry is not None and self.left == self.quantity - self.invoiced:
            return self.entry.quantity - self.entry.invoiced
        return round_to(self.quantity_base, FINEST, times=self.left, over=self.quantity)


@dataclass(slots=True)
class PurchaseGround:
    """All that the posting of one purchase is decided on; read under lock, by key."""

    document: Purchase
    vendor: AnyRow | None
    payables_account: str | None
    items: dict[str, AnyRow]
    stock: StockBook
    units: dict[tuple[str, str], Any] = field(default_factory=dict)
    variants: dict[tuple[str, str], AnyRow] = field(default_factory=dict)
    received: ShippedLines = field(default_factory=ShippedLines)
    receipts: Receipts = field(default_factory=Receipts)

    def unit_of(self, line: PurchaseLine) -> LineUnit:
        """The unit of a line with its precisions (SD31)."""
        item = self.items.get(line.no or "") if line.type is LineType.ITEM else None
        if item is None:
            return LineUnit(line.qty_per_unit)
        own = self.units.get((item.no, line.unit_of_measure_code or ""))
        base = self.units.get((item.no, item.base_unit or ""))
        return LineUnit(line.qty_per_unit, own or FINEST, base or FINEST, item.base_unit or "")

    def is_stocked(self, line: PurchaseLine) -> bool:
        """Whether the line moves goods that are kept in stock."""
        item = self.items.get(line.no or "") if line.type is LineType.ITEM else None
        return item is not None and item.type is ItemType.INVENTORY


def read_ground(
    session: Session, key: PurchaseKey, context: UserContext, *, lock: bool = True
) -> PurchaseGround:
    """Lock and read a document with everything its posting needs; raises PurchaseMissing.

    Without `lock` it is only looked at. The document belongs to a session of its own in the same
    transaction, which is never flushed: planning may change its rows as it likes.
    """
    desk = Session(session.connection(), autoflush=False, expire_on_commit=False)
    if lock:
        lock_sales_orders(session, key)
    document = load_purchase(desk, key, context, for_update=lock)
    connection, header = session.connection(), document.header
    vendor = connection.execute(
        _LOCKED_VENDOR if lock else _VENDOR, {"the_vendor": header.buy_from_vendor_no}
    ).one_or_none()
    nos = {line.no for line in document.lines if line.type is LineType.ITEM and line.no}
    items = lock_items(session, nos) if lock else read_items(connection, nos)
    ground = PurchaseGround(
        document,
        vendor,
        connection.scalar(_GROUP, {"the_group": header.vendor_posting_group}),
        items,
        load_kept_stock(session, stock_items(items.values(), document.setups.inventory)),
    )
    if items:
        ground.units = _units(connection, list(items))
    if any(line.variant_code for line in document.lines):
        ground.variants = _variants(connection, list(items))
    if any(line.qty_received_not_invoiced for line in document.lines):
        _read_received(session, ground)
    return ground


def read_items(connection: Connection, nos: set[str]) -> dict[str, AnyRow]:
    """What postings need of items, without locking them."""
    if not nos:
        return {}
    return {row.no: row for row in connection.execute(_ITEMS, {"nos": sorted(nos)})}


def _units(connection: Connection, nos: list[str]) -> dict[tuple[str, str], Any]:
    table = _ITEM_UNITS.c
    query = select(table.item_no, table.unit_code, table.qty_rounding_precision)
    return {
        (row.item_no, row.unit_code): row.qty_rounding_precision
        for row in connection.execute(query.where(table.item_no.in_(nos)))
    }


def _variants(connection: Connection, nos: list[str]) -> dict[tuple[str, str], AnyRow]:
    table = _VARIANTS.c
    query = select(table.item_no, table.code, table.blocked).where(table.item_no.in_(nos))
    return {(row.item_no, row.code): row for row in connection.execute(query)}


def _read_received(session: Session, ground: PurchaseGround) -> None:
    """Read what waits for its invoice, with the item entries, the oldest first."""
    found: defaultdict[int, list[ShippedLine]] = defaultdict(list)
    rows = session.connection().execute(_WAITING, {"the_order": ground.document.header.no})
    for row in rows:
        found[row.order_line_no].append(
            ReceivedLine(
                row.document_no,
                row.line_no,
                row.quantity,
                row.quantity_base,
                row.quantity_invoiced,
                row.qty_received_not_invoiced,
                row.item_rcpt_entry_no,
                row.created_at,
            )
        )
    lines = [line for waiting in found.values() for line in waiting]
    ground.receipts = load_receipts(session, {line.entry_no for line in lines if line.entry_no})
    for line in lines:
        found_entry = ground.receipts.entries.get(line.entry_no or 0)
        line.entries = [found_entry] if found_entry is not None else []
    for waiting in found.values():
        waiting.sort(key=lambda line: (line.entry_no or 0, line.created_at, line.document_no))
    ground.received = ShippedLines(found)
