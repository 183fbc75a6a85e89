"""Reading and locking what the posting of a sales document depends on.

Locks are taken in the one order that all postings keep: the document, its customers, its items
sorted by number; number series and ledger counter come last, when everything is decided. The
number of statements does not depend on the number of lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Row as SqlRow
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.customers import Customer
from desktop.models.finance import CustomerPostingGroup
from desktop.models.items import Item, ItemUnitOfMeasure, ItemVariant, Resource
from desktop.models.sales import DocumentComment, SalesHeader, SalesLine
from desktop.models.setup import InventorySetup, PaymentMethod, Salesperson
from desktop.models.values.keys import DocumentKey
from desktop.models.words import DefaultYesNo, ItemType, LineType
from desktop.services.context import UserContext
from desktop.services.ledgers.stock import StockBook, StockItem, load_stock
from desktop.services.posting.shipped_lines import ShippedLines, load_shipped_lines
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.quantities import FINEST, LineUnit

AnyRow: TypeAlias = SqlRow[*tuple[Any, ...]]

_CUSTOMERS = (
    select(Customer)
    .where(Customer.no.in_(bindparam("nos", expanding=True)))
    .order_by(Customer.no)
    .with_for_update()
)
_ITEMS = (
    select(
        Item.no,
        Item.type,
        Item.base_unit,
        Item.blocked,
        Item.block_reason,
        Item.sales_blocked,
        Item.variant_mandatory,
        Item.prevent_negative_inventory,
        Item.costing_method,
        Item.unit_cost,
        Item.inventory_posting_group,
    )
    .where(Item.no.in_(bindparam("nos", expanding=True)))
    .order_by(Item.no)
    .with_for_update()
)
_UNITS = select(
    ItemUnitOfMeasure.item_no,
    ItemUnitOfMeasure.unit_code,
    ItemUnitOfMeasure.qty_rounding_precision,
).where(ItemUnitOfMeasure.item_no.in_(bindparam("nos", expanding=True)))
_VARIANTS = select(
    ItemVariant.item_no, ItemVariant.code, ItemVariant.blocked, ItemVariant.sales_blocked
).where(ItemVariant.item_no.in_(bindparam("nos", expanding=True)))
_RESOURCES = select(Resource.no, Resource.blocked).where(
    Resource.no.in_(bindparam("nos", expanding=True))
)
_HEADERS = Base.metadata.tables[SalesHeader.__tablename__]
_TERMS = (
    select(
        CustomerPostingGroup.code,
        CustomerPostingGroup.receivables_account,
        CustomerPostingGroup.invoice_rounding_account,
        PaymentMethod.balancing_account_no,
        Salesperson.blocked.label("salesperson_blocked"),
    )
    .select_from(_HEADERS)
    .outerjoin(CustomerPostingGroup, CustomerPostingGroup.code == _HEADERS.c.customer_posting_group)
    .outerjoin(PaymentMethod, PaymentMethod.code == _HEADERS.c.payment_method_code)
    .outerjoin(Salesperson, Salesperson.code == _HEADERS.c.salesperson_code)
    .where(_HEADERS.c.document_type == bindparam("the_type"), _HEADERS.c.no == bindparam("the_no"))
)
_COMMENTS = (
    select(DocumentComment.document_line_no, DocumentComment.line_no, DocumentComment.date)
    .add_columns(DocumentComment.text)
    .where(
        DocumentComment.document_table == SalesHeader.__tablename__,
        DocumentComment.document_type == bindparam("the_type"),
        DocumentComment.document_no == bindparam("the_no"),
    )
    .order_by(DocumentComment.document_line_no, DocumentComment.line_no)
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


def read_ground(session: Session, key: DocumentKey, context: UserContext) -> Ground:
    """Lock and read a document with everything its posting needs; raises DocumentMissing.

    Header and lines leave the session, so that planning cannot change what is stored.
    """
    document = load_document(session, key, context, for_update=True)
    session.expunge(document.header)
    for line in document.lines:
        session.expunge(line)
    name = {"the_type": key.type, "the_no": key.no}
    customers = _read_customers(session, document.header)
    items = _by_no(session, _ITEMS, _numbers(document.lines, LineType.ITEM))
    ground = Ground(
        document,
        customers,
        items,
        load_stock(session, stock_items(items.values(), document.setups.inventory)),
        session.execute(_TERMS, name).one(),
    )
    if items:
        ground.units = {
            (row.item_no, row.unit_code): row.qty_rounding_precision
            for row in session.execute(_UNITS, {"nos": list(items)})
        }
    if any(line.variant_code for line in document.lines):
        ground.variants = {
            (row.item_no, row.code): row for row in session.execute(_VARIANTS, {"nos": list(items)})
        }
    ground.resources = _by_no(session, _RESOURCES, _numbers(document.lines, LineType.RESOURCE))
    if _copies_comments(document):
        ground.comments = list(session.execute(_COMMENTS, name))
    ground.shipped = load_shipped_lines(session, document)
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
    return _by_no(session, _ITEMS, set(nos))


def _read_customers(session: Session, header: SalesHeader) -> dict[str, Customer]:
    nos = {no for no in (header.sell_to_customer_no, header.bill_to_customer_no) if no}
    if not nos:
        return {}
    # A card read before waiting for the lock may be an old one.
    found = session.scalars(
        _CUSTOMERS, {"nos": sorted(nos)}, execution_options={"populate_existing": True}
    )
    return {customer.no: customer for customer in found}


def _numbers(lines: Iterable[SalesLine], kind: LineType) -> set[str]:
    return {line.no for line in lines if line.type is kind and line.no}


def _by_no(session: Session, statement: Any, nos: set[str]) -> dict[str, AnyRow]:  # noqa: ANN401  (a select of any columns)
    if not nos:
        return {}
    return {row.no: row for row in session.execute(statement, {"nos": sorted(nos)})}


def _copies_comments(document: Document) -> bool:
    sales = document.setups.sales
    return sales.copy_comments_to_shipment or sales.copy_comments_to_invoice
