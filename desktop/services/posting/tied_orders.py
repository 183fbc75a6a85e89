"""Locking both orders of drop shipments in the one order that all postings keep.

Sales orders before purchase orders, each by number; only then customers, vendors and items. So two
postings that begin at different sides never wait for each other.
"""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from desktop.models.every_table import Base
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.sales import SalesHeader
from desktop.models.supply_words import PurchaseType
from desktop.models.values.keys import DocumentType
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.sales.load import Document

_SALES = Base.metadata.tables[SalesHeader.__tablename__].c
_PURCHASES = Base.metadata.tables[PurchaseHeader.__tablename__].c
_LINES = Base.metadata.tables[PurchaseLine.__tablename__].c
_PURCHASE_ORDERS = (
    select(_PURCHASES.no)
    .where(
        _PURCHASES.document_type == PurchaseType.ORDER,
        _PURCHASES.no.in_(bindparam("nos", expanding=True)),
    )
    .order_by(_PURCHASES.no)
    .with_for_update()
)
_SALES_ORDERS = (
    select(_SALES.no)
    .where(
        _SALES.document_type == DocumentType.ORDER,
        _SALES.no.in_(
            select(_LINES.sales_order_no).where(
                _LINES.document_type == bindparam("the_type"),
                _LINES.document_no == bindparam("the_no"),
                _LINES.sales_order_no.is_not(None),
            )
        ),
    )
    .order_by(_SALES.no)
    .with_for_update()
)


def lock_purchase_orders(session: Session, document: Document) -> None:
    """Lock the purchase orders of drop shipments; costs nothing where there are none."""
    nos = {line.purchase_order_no for line in document.lines if line.purchase_order_no}
    if nos:
        session.connection().execute(_PURCHASE_ORDERS, {"nos": sorted(nos)}).all()


def lock_sales_orders(session: Session, key: PurchaseKey) -> None:
    """Lock the sales orders that a purchase order ships for, before itself is locked."""
    if key.type is PurchaseType.ORDER:
        name = {"the_type": key.type, "the_no": key.no}
        session.connection().execute(_SALES_ORDERS, name).all()
