"""Get Sales Orders: what customers are to get from vendors comes into the worksheet (PF52)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from desktop.models.promising import STANDARD_WORKSHEET, RequisitionLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import RequisitionOrigin
from desktop.models.values.keys import LINE_NO_STEP, DocumentType
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.list_filters import filter_condition
from desktop.services.requisitions.filling import blank_line, next_line_no, put_lines
from desktop.services.requisitions.refusals import NoSalesLines
from desktop.translation import N_, localizer_for

DROP_SHIPMENT = N_("drop shipment")
SPECIAL_ORDER = N_("special order")
EITHER = N_("drop shipment or special order")

_COLUMNS: Mapping[str, ColumnElement[Any]] = {
    "order_filter": SalesLine.document_no.expression,
    "customer_filter": SalesLine.sell_to_customer_no.expression,
    "item_filter": SalesLine.no.expression,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSales:
    """Which lines: drop shipments, special orders (None: both), and filter expressions."""

    drop_shipment: bool | None = None
    order_filter: str = ""
    customer_filter: str = ""
    item_filter: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """The expressions that say something, by name."""
        return {name: text for name in _COLUMNS if (text := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class NewLines:
    """The lines that came into a worksheet, by number."""

    worksheet_name: str
    line_nos: tuple[int, ...] = field(default=())

    @property
    def count(self) -> int:
        """How many."""
        return len(self.line_nos)


def get_sales_orders(
    session: Session,
    wanted: WantedSales,
    context: UserContext,
    worksheet_name: str = STANDARD_WORKSHEET,
) -> NewLines:
    """Take the open lines that must be bought for their order into a worksheet, accepted.

    Raises NoSalesLines, or FilterNotUnderstood.
    """
    found = session.execute(_open_lines(wanted, context)).all()
    if not found:
        raise NoSalesLines(kind=_kind(wanted, context), filter=_filter_text(wanted, context))
    return put_sales_lines(session, found, context, worksheet_name)


def put_sales_lines(
    session: Session,
    found: Sequence[Any],
    context: UserContext,
    worksheet_name: str,
) -> NewLines:
    """Take sales lines with their ship-to codes, rows of `(SalesLine, str)`, into a worksheet."""
    first = next_line_no(session, worksheet_name)
    lines = [
        requisition_of(sales, ship_to_code, worksheet_name, first + place * LINE_NO_STEP)
        for place, (sales, ship_to_code) in enumerate(found)
    ]
    put_lines(session, lines, context)
    return NewLines(worksheet_name, tuple(line.line_no for line in lines))


def requisition_of(
    sales: SalesLine, ship_to_code: str | None, worksheet_name: str, line_no: int
) -> RequisitionLine:
    """A line that buys what a sales line sells, in its unit, for the day when it is shipped."""
    line = blank_line(worksheet_name, line_no)
    line.drop_shipment, line.special_order = sales.drop_shipment, sales.special_order
    line.origin = RequisitionOrigin.DROP_SHIPMENT
    if sales.special_order:
        line.origin = RequisitionOrigin.SPECIAL_ORDER
    line.item_no, line.variant_code = sales.no, sales.variant_code
    line.location_code = sales.location_code
    line.description = sales.description
    line.unit_of_measure_code = sales.unit_of_measure_code
    line.quantity = sales.outstanding_quantity
    line.purchasing_code = sales.purchasing_code
    line.due_date = sales.shipment_date
    line.sales_order_no, line.sales_order_line_no = sales.document_no, sales.line_no
    line.sell_to_customer_no, line.ship_to_code = sales.sell_to_customer_no, ship_to_code
    line.accept_action_message = True
    return line


def to_be_bought() -> ColumnElement[bool]:
    """Whether an order line waits to be bought: open, not linked, in no worksheet yet."""
    line = SalesLine
    is_drop = and_(line.drop_shipment.is_(True), line.purchase_order_no.is_(None))
    is_special = and_(line.special_order.is_(True), line.special_order_purchase_no.is_(None))
    planned = exists().where(
        RequisitionLine.sales_order_no == line.document_no,
        RequisitionLine.sales_order_line_no == line.line_no,
    )
    promised = exists().where(
        RequisitionLine.order_promising_id == line.document_no,
        RequisitionLine.order_promising_line_no == line.line_no,
        or_(RequisitionLine.drop_shipment.is_(True), RequisitionLine.special_order.is_(True)),
    )
    return and_(
        line.document_type == DocumentType.ORDER,
        line.type == LineType.ITEM,
        line.outstanding_quantity != 0,
        or_(is_drop, is_special),
        ~planned,
        ~promised,
    )


def _open_lines(wanted: WantedSales, context: UserContext) -> Any:  # noqa: ANN401  (a statement)
    line = SalesLine
    conditions = [
        filter_condition(name, _COLUMNS[name], text, context.work_date)
        for name, text in wanted.filters.items()
    ]
    if wanted.drop_shipment is not None:
        conditions.append(line.drop_shipment.is_(wanted.drop_shipment))
    return (
        select(line, SalesHeader.ship_to_code)
        .join(SalesHeader, line.header)
        .where(to_be_bought(), *conditions)
        .order_by(line.document_no, line.line_no)
    )


def _kind(wanted: WantedSales, context: UserContext) -> str:
    """The kind that was asked for, in the user's words."""
    texts = {None: EITHER, True: DROP_SHIPMENT, False: SPECIAL_ORDER}
    return localizer_for(context.language).gettext(texts[wanted.drop_shipment])


def _filter_text(wanted: WantedSales, context: UserContext) -> str:
    texts = wanted.filters.values()
    return ", ".join(texts) or localizer_for(context.language).gettext(N_("any filter"))
