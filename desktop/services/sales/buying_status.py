"""How far an order has come with what is bought for it: drop shipments and special orders."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import DropShipmentStatus, PurchaseType, SpecialOrderStatus
from desktop.models.values.numbers import ZERO

_DROP = {
    1: DropShipmentStatus.INVOICED,
    2: DropShipmentStatus.SHIPPED,
    3: DropShipmentStatus.ORDERED,
    4: DropShipmentStatus.TO_BE_ORDERED,
}
_SPECIAL = {
    1: SpecialOrderStatus.RECEIVED,
    2: SpecialOrderStatus.ORDERED,
    3: SpecialOrderStatus.TO_BE_ORDERED,
}
"""What a line stands at, the least first: an order stands where its slowest line does."""


def drop_shipment_status() -> ColumnElement[Any]:
    """Where the drop shipments of an order stand; null without any (PF64–PF71)."""
    line = SalesLine
    step = case(
        (and_(line.outstanding_quantity != ZERO, line.purchase_order_no.is_(None)), 4),
        (line.outstanding_quantity != ZERO, 3),
        (line.qty_shipped_not_invoiced != ZERO, 2),
        else_=1,
    )
    slowest = (
        select(func.max(step))
        .where(_own_lines(), line.drop_shipment.is_(True), line.quantity != ZERO)
        .correlate(SalesHeader)
        .scalar_subquery()
    )
    return _in_words(slowest, _DROP)


def special_order_status() -> ColumnElement[Any]:
    """Where the special orders of an order stand; null without any (PF100–PF103)."""
    line, bought = SalesLine, PurchaseLine
    step = case(
        (and_(line.outstanding_quantity != ZERO, line.special_order_purchase_no.is_(None)), 3),
        (and_(line.outstanding_quantity != ZERO, bought.outstanding_quantity != ZERO), 2),
        else_=1,
    )
    slowest = (
        select(func.max(step))
        .select_from(line)
        .outerjoin(
            bought,
            and_(
                bought.document_type == PurchaseType.ORDER,
                bought.document_no == line.special_order_purchase_no,
                bought.line_no == line.special_order_purchase_line_no,
            ),
        )
        .where(_own_lines(), line.special_order.is_(True), line.quantity != ZERO)
        .correlate(SalesHeader)
        .scalar_subquery()
    )
    return _in_words(slowest, _SPECIAL)


def _in_words(step: ColumnElement[Any], words: Mapping[int, StrEnum]) -> ColumnElement[Any]:
    return case({number: word.value for number, word in words.items()}, value=step, else_=None)


def _own_lines() -> ColumnElement[bool]:
    return and_(
        SalesLine.document_type == SalesHeader.document_type,
        SalesLine.document_no == SalesHeader.no,
    )
