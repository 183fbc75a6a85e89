"""Reading and locking what the posting of a sales document depends on.

Locks are taken in the one order that all postings keep: the document, purchase orders of its drop
shipments, its customers, its assembly orders and its items, each sorted by number; number series
and ledger counter come last, when everything is decided. The number of statements does not depend
on the number of lines, but on that of the kits which are put together for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from sqlalchemy import Connection, Select, bindparam, exists, func, or_, select
from sqlalchemy import Row as SqlRow
from sqlalchemy.orm import Session

from desktop.models.attachments import Attachment, RecordLink, RecordNote, RecordWatch
from desktop.models.codes import PaymentMethod, Salesperson
from desktop.models.contacts import Contact
from desktop.models.customers import Customer
from desktop.models.every_table import Base
from desktop.models.finance import CustomerPostingGroup
from desktop.models.items import Item, ItemUnitOfMeasure, ItemVariant, Resource
from desktop.models.sales import DocumentComment, SalesHeader, SalesLine
from desktop.models.setup import InventorySetup
from desktop.models.values.keys import DocumentKey
from desktop.models.words import DefaultYesNo, ItemType, LineType
from desktop.services.context import UserContext
from desktop.services.ledgers.stock import StockBook, StockItem
from desktop.services.papers.owners import key_text
from desktop.services.posting.kept_stock import load_kept_stock
from desktop.services.posting.kit_ground import NO_KITS, KitGround, read_kits
from desktop.services.posting.picks import (
    DEMANDS_PICKS,
    HAS_PICKS,
    NO_PICKS,
    PickGround,
    read_pick_ground,
)
from desktop.services.posting.shipped_lines import ShippedLines, load_shipped_lines
from desktop.services.posting.tied_orders import lock_purchase_orders
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.quantities import FINEST, LineUnit

AnyRow: TypeAlias = SqlRow[*tuple[Any, ...]]

_TABLES = Base.metadata.tables
_HEADERS = _TABLES[SalesHeader.__tablename__]
_CONTACTS = _TABLES[Contact.__tablename__]
_CUSTOMER_GROUPS = _TABLES[CustomerPostingGroup.__tablename__]
_ITEM_UNITS = _TABLES[ItemUnitOfMeasure.__tablename__]
_ITEM_VARIANTS = _TABLES[ItemVariant.__tablename__]
_PAYMENT_METHODS = _TABLES[PaymentMethod.__tablename__]
_SALESPEOPLE = _TABLES[Salesperson.__tablename__]
_REMARKS = _TABLES[DocumentComment.__tablename__]
_RESOURCE_CARDS = _TABLES[Resource.__tablename__]
_ITEM_CARDS = _TABLES[Item.__tablename__]
_CUSTOMER_CARDS = _TABLES[Customer.__tablename__]

_CUSTOMERS = (
    select(_CUSTOMER_CARDS.c.no, _CUSTOMER_CARDS.c.blocked, _CUSTOMER_CARDS.c.privacy_blocked)
    .where(_CUSTOMER_CARDS.c.no.in_(bindparam("nos", expanding=True)))
    .order_by(_CUSTOMER_CARDS.c.no)
)
_LOCKED_CUSTOMERS = _CUSTOMERS.with_for_update()
_ITEMS = (
    select(
        _ITEM_CARDS.c.no,
        _ITEM_CARDS.c.type,
        _ITEM_CARDS.c.base_unit,
        _ITEM_CARDS.c.blocked,
        _ITEM_CARDS.c.block_reason,
        _ITEM_CARDS.c.sales_blocked,
        _ITEM_CARDS.c.purchasing_blocked,
        _ITEM_CARDS.c.variant_mandatory,
        _ITEM_CARDS.c.prevent_negative_inventory,
        _ITEM_CARDS.c.costing_method,
        _ITEM_CARDS.c.unit_cost,
        _ITEM_CARDS.c.inventory_posting_group,
    )
    .where(_ITEM_CARDS.c.no.in_(bindparam("nos", expanding=True)))
    .order_by(_ITEM_CARDS.c.no)
)
_LOCKED_ITEMS = _ITEMS.with_for_update()
_UNITS = select(
    _ITEM_UNITS.c.item_no,
    _ITEM_UNITS.c.unit_code,
    _ITEM_UNITS.c.qty_rounding_precision,
).where(_ITEM_UNITS.c.item_no.in_(bindparam("nos", expanding=True)))
_VARIANTS = select(
    _ITEM_VARIANTS.c.item_no,
    _ITEM_VARIANTS.c.code,
    _ITEM_VARIANTS.c.blocked,
    _ITEM_VARIANTS.c.sales_blocked,
).where(_ITEM_VARIANTS.c.item_no.in_(bindparam("nos", expanding=True)))
_RESOURCES = select(_RESOURCE_CARDS.c.no, _RESOURCE_CARDS.c.blocked).where(
    _RESOURCE_CARDS.c.no.in_(bindparam("nos", expanding=True))
)
_HAS_PAPERS = or_(
    *(
        exists().where(
            model.owner_table == SalesHeader.__tablename__,
            model.owner_key == bindparam("the_owner_key"),
            model.deleted_at.is_(None),
        )
        for model in (Attachment, RecordLink, RecordNote)
    )
)
_IS_FOLLOWED = exists().where(
    RecordWatch.owner_table == SalesHeader.__tablename__,
    RecordWatch.owner_key == bindparam("the_owner_key"),
)
_BLOCKED_CONTACT = (
    select(func.min(_CONTACTS.c.no))
    .where(
        _CONTACTS.c.no.in_((_HEADERS.c.sell_to_contact_no, _HEADERS.c.bill_to_contact_no)),
        _CONTACTS.c.privacy_blocked.is_(True),
    )
    .correlate(_HEADERS)
    .scalar_subquery()
)
_TERMS = (
    select(
        _CUSTOMER_GROUPS.c.code,
        _CUSTOMER_GROUPS.c.receivables_account,
        _CUSTOMER_GROUPS.c.invoice_rounding_account,
        _PAYMENT_METHODS.c.balancing_account_no,
        _SALESPEOPLE.c.blocked.label("salesperson_blocked"),
        # Asked here, so that a document without these costs no statement more.
        _HAS_PAPERS.label("has_papers"),
        _IS_FOLLOWED.label("is_followed"),
        _BLOCKED_CONTACT.label("blocked_contact_no"),
        HAS_PICKS.label("has_picks"),
        DEMANDS_PICKS.label("demands_picks"),
    )
    .select_from(_HEADERS)
    .outerjoin(_CUSTOMER_GROUPS, _CUSTOMER_GROUPS.c.code == _HEADERS.c.customer_posting_group)
    .outerjoin(_PAYMENT_METHODS, _PAYMENT_METHODS.c.code == _HEADERS.c.payment_method_code)
    .outerjoin(_SALESPEOPLE, _SALESPEOPLE.c.code == _HEADERS.c.salesperson_code)
    .where(_HEADERS.c.document_type == bindparam("the_type"), _HEADERS.c.no == bindparam("the_no"))
)
_COMMENTS = (
    select(_REMARKS.c.document_line_no, _REMARKS.c.line_no, _REMARKS.c.date, _REMARKS.c.text)
    .where(
        _REMARKS.c.document_table == SalesHeader.__tablename__,
        _REMARKS.c.document_type == bindparam("the_type"),
        _REMARKS.c.document_no == bindparam("the_no"),
    )
    .order_by(_REMARKS.c.document_line_no, _REMARKS.c.line_no)
)


@dataclass(slots=True)
class Ground:
    """All that a posting of one document is decided on; read under lock, by key.

    `units` has the rounding precision of each unit of an item. `comments` are dated remarks.
    """

    document: Document
    customers: dict[str, Customer]
    items: dict[str, AnyRow]
    stock: StockBook
    terms: AnyRow
    units: dict[tuple[str, str], Any] = field(default_factory=dict)
    variants: dict[tuple[str, str], AnyRow] = field(default_factory=dict)
    resources: dict[str, AnyRow] = field(default_factory=dict)
    comments: list[AnyRow] = field(default_factory=list)
    shipped: ShippedLines = field(default_factory=ShippedLines)
    picks: PickGround = NO_PICKS
    kits: KitGround = NO_KITS

    def unit_of(self, line: SalesLine) -> LineUnit:
        """The unit of a line with its precisions (SD31)."""
        item = self.items.get(line.no or "") if line.type is LineType.ITEM else None
        if item is None:
            return LineUnit(line.qty_per_unit)
        own = self.units.get((item.no, line.unit_of_measure_code or ""))
        base = self.units.get((item.no, item.base_unit or ""))
        return LineUnit(line.qty_per_unit, own or FINEST, base or FINEST, item.base_unit or "")

    def is_stocked(self, line: SalesLine) -> bool:
        """Whether the line moves goods that are kept in stock."""
        item = self.items.get(line.no or "") if line.type is LineType.ITEM else None
        return item is not None and item.type is ItemType.INVENTORY


class PurchasedGoods(Protocol):
    """The goods of a purchase as its posting has read them."""

    items: dict[str, AnyRow]
    stock: StockBook
    units: dict[tuple[str, str], Any]
    variants: dict[tuple[str, str], AnyRow]


def read_ground(
    session: Session, key: DocumentKey, context: UserContext, *, lock: bool = True
) -> Ground:
    """Lock and read a document with everything its posting needs; raises DocumentMissing.

    Without `lock` it is only looked at, and nobody who posts waits for it.

    The document belongs to a session of its own in the same transaction, which is never
    flushed: planning may change its rows as it likes, nothing stored changes by it.
    """
    desk = Session(session.connection(), autoflush=False, expire_on_commit=False)
    document = load_document(desk, key, context, for_update=lock)
    if lock:
        lock_purchase_orders(session, document)
    connection = session.connection()
    name = {"the_type": key.type, "the_no": key.no}
    owner = {"the_owner_key": key_text(document.ref)}
    customers = _read_customers(
        connection, document.header, _LOCKED_CUSTOMERS if lock else _CUSTOMERS
    )
    kits = read_kits(session, document, lock=lock)
    items = _by_no(
        connection,
        _LOCKED_ITEMS if lock else _ITEMS,
        _numbers(document.lines, LineType.ITEM) | kits.item_nos,
    )
    ground = Ground(
        document,
        customers,
        items,
        load_kept_stock(session, stock_items(items.values(), document.setups.inventory)),
        connection.execute(_TERMS, {**name, **owner}).one(),
        kits=kits,
    )
    ground.picks = read_pick_ground(session, document, ground.terms)
    if items:
        ground.units = {
            (row.item_no, row.unit_code): row.qty_rounding_precision
            for row in connection.execute(_UNITS, {"nos": list(items)})
        }
    if any(line.variant_code for line in document.lines):
        ground.variants = {
            (row.item_no, row.code): row
            for row in connection.execute(_VARIANTS, {"nos": list(items)})
        }
    resources = _numbers(document.lines, LineType.RESOURCE)
    ground.resources = _by_no(connection, _RESOURCES, resources)
    if _copies_comments(document):
        ground.comments = list(connection.execute(_COMMENTS, name))
    ground.shipped = load_shipped_lines(session, document)
    return ground


def read_other_side(session: Session, document: Document, goods: PurchasedGoods) -> Ground:
    """What shipping a loaded order stands on whose goods are received and known already."""
    connection, header = session.connection(), document.header
    name = {"the_type": document.type, "the_no": header.no}
    owner = {"the_owner_key": key_text(document.ref)}
    ground = Ground(
        document,
        _read_customers(connection, header, _CUSTOMERS),
        dict(goods.items),
        goods.stock,
        connection.execute(_TERMS, {**name, **owner}).one(),
        goods.units,
        goods.variants,
    )
    if _copies_comments(document):
        ground.comments = list(connection.execute(_COMMENTS, name))
    return ground


def stock_items(rows: Iterable[AnyRow], setup: InventorySetup) -> dict[str, StockItem]:
    """Items as the ledgers see them; whether negative stock is prevented is decided (SD98)."""
    return {
        row.no: StockItem(
            row.no,
            row.type is ItemType.INVENTORY,
            row.costing_method,
            row.unit_cost,
            row.inventory_posting_group,
            prevents_negative=row.prevent_negative_inventory is DefaultYesNo.YES
            or (
                row.prevent_negative_inventory is DefaultYesNo.DEFAULT
                and setup.prevent_negative_inventory
            ),
        )
        for row in rows
    }


def lock_items(session: Session, nos: Collection[str]) -> dict[str, AnyRow]:
    """Lock items, sorted by number, and read what postings need of them."""
    return _by_no(session.connection(), _LOCKED_ITEMS, set(nos))


def _read_customers(
    connection: Connection, header: SalesHeader, statement: Select[*tuple[Any, ...]]
) -> dict[str, Customer]:
    """Read how the customers are blocked; the cards are not complete."""
    nos = {no for no in (header.sell_to_customer_no, header.bill_to_customer_no) if no}
    if not nos:
        return {}
    return {
        row.no: Customer(no=row.no, blocked=row.blocked, privacy_blocked=row.privacy_blocked)
        for row in connection.execute(statement, {"nos": sorted(nos)})
    }


def _numbers(lines: Iterable[SalesLine], kind: LineType) -> set[str]:
    return {line.no for line in lines if line.type is kind and line.no}


def _by_no(
    connection: Connection, statement: Select[*tuple[Any, ...]], nos: set[str]
) -> dict[str, AnyRow]:
    if not nos:
        return {}
    return {row.no: row for row in connection.execute(statement, {"nos": sorted(nos)})}


def _copies_comments(document: Document) -> bool:
    sales = document.setups.sales
    return sales.copy_comments_to_shipment or sales.copy_comments_to_invoice
