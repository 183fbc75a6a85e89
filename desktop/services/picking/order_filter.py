"""Which orders are picked for: numbers, dates, location, customer, agent (PF131)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, select, true

from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.words import Status
from desktop.services.filter_text import filters_of
from desktop.services.list_filters import filter_condition

_HEADER: Mapping[str, Any] = {
    "no": SalesHeader.no,
    "order_no": SalesHeader.no,
    "customer": SalesHeader.sell_to_customer_no,
    "customer_no": SalesHeader.sell_to_customer_no,
    "sell_to_customer_no": SalesHeader.sell_to_customer_no,
    "bill_to_customer_no": SalesHeader.bill_to_customer_no,
    "sell_to_name": SalesHeader.sell_to_name,
    "ship_to_code": SalesHeader.ship_to_code,
    "agent": SalesHeader.shipping_agent_code,
    "shipping_agent_code": SalesHeader.shipping_agent_code,
    "shipping_agent_service_code": SalesHeader.shipping_agent_service_code,
    "shipping_advice": SalesHeader.shipping_advice,
    "salesperson_code": SalesHeader.salesperson_code,
    "external_document_no": SalesHeader.external_document_no,
    "order_date": SalesHeader.order_date,
    "requested_delivery_date": SalesHeader.requested_delivery_date,
    "status": SalesHeader.status,
}
_LINE: Mapping[str, Any] = {
    "location": SalesLine.location_code,
    "location_code": SalesLine.location_code,
    "date": SalesLine.shipment_date,
    "shipment_date": SalesLine.shipment_date,
    "item_no": SalesLine.no,
}

NAMES = frozenset(_HEADER) | frozenset(_LINE)
"""The fields that a filter of orders may name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilter:
    """Open orders: those of `filters`, or just `numbers`; and whether they must be released.

    Filters are expressions by field. Those of lines (location, shipment date, item) keep the
    lines that they fit; an order is still judged as a whole when it must be shipped complete.
    """

    filters: Mapping[str, str]
    numbers: tuple[str, ...] | None = None
    only_released: bool = False
    only_available: bool = False


def order_filter(text: str = "", **more: Any) -> OrderFilter:  # noqa: ANN401  (the other fields)
    """The filter of a typed text, `10000..10010|10020` or `customer=C1; date=..t`.

    Raises FilterNotUnderstood for a field that orders have not.
    """
    return OrderFilter(filters=filters_of(text, NAMES), **more)


def orders_of(wanted: OrderFilter, today: date) -> Select[str]:
    """The numbers of the orders, for other statements. Raises FilterNotUnderstood."""
    statement = select(SalesHeader.no).where(
        SalesHeader.document_type == DocumentType.ORDER,
        SalesHeader.completed.is_(False),
        SalesHeader.converted.is_(False),
        *_conditions(_HEADER, wanted.filters, today),
    )
    if wanted.numbers is not None:
        statement = statement.where(SalesHeader.no.in_(wanted.numbers))
    if wanted.only_released:
        statement = statement.where(SalesHeader.status == Status.RELEASED)
    return statement.where(
        exists().where(
            SalesLine.document_type == SalesHeader.document_type,
            SalesLine.document_no == SalesHeader.no,
            SalesLine.outstanding_quantity > 0,
            meant_lines(wanted, today),
        )
    )


def meant_lines(wanted: OrderFilter, today: date) -> ColumnElement[bool]:
    """What the filter demands of a line."""
    return and_(true(), *_conditions(_LINE, wanted.filters, today))


def _conditions(
    columns: Mapping[str, Any], filters: Mapping[str, str], today: date
) -> list[ColumnElement[bool]]:
    return [
        filter_condition(name, columns[name], expression, today)
        for name, expression in filters.items()
        if name in columns
    ]
