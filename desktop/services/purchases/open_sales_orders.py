"""Which sales orders a purchase order can take lines of (PF65, PF100)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from desktop.models.purchases import PurchaseHeader
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import DeliverTo
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO
from desktop.models.words import LineType
from desktop.services.purchases.keys import PurchaseKey


@dataclass(frozen=True, slots=True)
class OpenSalesOrder:
    """A sales order with lines to buy: drop shipments, or special orders for our location."""

    no: str
    name: str
    lines: int
    shipment_date: date | None
    is_drop_shipment: bool


def open_sales_orders(session: Session, key: PurchaseKey) -> list[OpenSalesOrder]:
    """The orders whose lines fit where a purchase order delivers, the most urgent first.

    Drop shipments of its customer, or special orders at its location; one statement besides that
    of the purchase order.
    """
    header = session.get_one(PurchaseHeader, (key.type, key.no))
    drops = header.deliver_to is DeliverTo.CUSTOMER
    first = func.min(SalesLine.shipment_date)
    query = (
        select(SalesHeader.no, SalesHeader.sell_to_name, func.count(), first)
        .join(
            SalesLine,
            and_(
                SalesLine.document_type == SalesHeader.document_type,
                SalesLine.document_no == SalesHeader.no,
            ),
        )
        .where(
            SalesHeader.document_type == DocumentType.ORDER,
            SalesHeader.completed.is_(False),
            SalesLine.type == LineType.ITEM,
            SalesLine.outstanding_quantity != ZERO,
            SalesLine.purchase_order_no.is_(None),
            SalesLine.special_order_purchase_no.is_(None),
            _fits(header),
        )
        .group_by(SalesHeader.no, SalesHeader.sell_to_name)
        .order_by(first, SalesHeader.no)
    )
    return [OpenSalesOrder(*row, is_drop_shipment=drops) for row in session.execute(query)]


def _fits(header: PurchaseHeader) -> ColumnElement[bool]:
    if header.deliver_to is DeliverTo.CUSTOMER:
        return and_(
            SalesLine.drop_shipment.is_(True),
            SalesHeader.sell_to_customer_no == header.sell_to_customer_no,
        )
    return and_(
        SalesLine.special_order.is_(True),
        SalesLine.location_code.is_not_distinct_from(header.location_code),
    )
