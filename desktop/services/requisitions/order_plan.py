"""Create purchase orders: what one sales order lacks, proposed and ordered (PF54)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import Session

from desktop.models.assembly import AssemblyHeader, AtoLink
from desktop.models.items import Item
from desktop.models.promising import STANDARD_WORKSHEET, RequisitionLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import AssemblyType, RequisitionOrigin
from desktop.models.values.keys import LINE_NO_STEP, DocumentKey, DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import ItemType, LineType, ReplenishmentSystem
from desktop.services.context import UserContext
from desktop.services.promising.session import available_to_promise
from desktop.services.requisitions.components import delete_proposals, put_components
from desktop.services.requisitions.filling import next_line_no, put_lines
from desktop.services.requisitions.refusals import NothingToPlan
from desktop.services.requisitions.sales_lines import NewLines, requisition_of, to_be_bought
from desktop.services.sales.load import document_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlanRow:
    """A line of a sales order and how much is to be got for it, in the line's unit.

    A line of which all is available has quantity 0 and is shown greyed; it can still be typed.
    """

    line_no: int
    item_no: str
    variant_code: str | None
    description: str
    location_code: str | None
    unit_code: str
    outstanding: Quantity
    available: Quantity
    quantity: Quantity
    shipment_date: date | None
    is_drop_shipment: bool

    @property
    def is_available(self) -> bool:
        """Whether nothing needs to be got."""
        return not self.quantity


def order_plan(
    session: Session, key: DocumentKey, context: UserContext
) -> tuple[OrderPlanRow, ...]:
    """What would be got for a sales order; nothing is written.

    Goods that lack, and drop shipments that nobody has ordered, whole. Raises what
    `available_to_promise` raises.
    """
    short = {
        line.line_no: line.unavailable_quantity
        for line in available_to_promise(session, key, context)
    }
    stock = session.scalars(_stock_lines(key)).all()
    dropped = session.scalars(_drop_shipments(key)).all()
    rows = [
        *(_row(line, short.get(line.line_no, ZERO)) for line in stock),
        *(_row(line, line.outstanding_quantity) for line in dropped),
    ]
    return tuple(sorted(rows, key=lambda row: row.line_no))


def put_order_plan(
    session: Session,
    key: DocumentKey,
    context: UserContext,
    quantities: Mapping[int, Quantity] | None = None,
    worksheet_name: str = STANDARD_WORKSHEET,
) -> NewLines:
    """Put what a sales order lacks into the worksheet, accepted, so that it can be ordered.

    `quantities` are those that the user wants, by line; None takes the plan as it is. What an
    earlier plan of the order proposed and nobody accepted goes. Raises NothingToPlan.
    """
    is_planned = RequisitionLine.origin == RequisitionOrigin.ORDER_PLAN
    is_of_order = RequisitionLine.sales_order_no == key.no
    delete_proposals(session, worksheet_name, is_planned, is_of_order)
    rows = order_plan(session, key, context)
    wanted = {row.line_no: row.quantity for row in rows if row.quantity}
    if quantities is not None:
        known = {row.line_no for row in rows}
        wanted = {no: typed for no, typed in quantities.items() if typed > 0 and no in known}
    if not wanted:
        raise NothingToPlan(record=document_ref(key), order_no=key.no)
    lines = _lines(session, key, wanted, worksheet_name)
    put_lines(session, lines, context)
    put_components(session, lines)
    return NewLines(worksheet_name, tuple(line.line_no for line in lines))


def orders_with_needs(session: Session, numbers: Collection[str] = ()) -> list[str]:
    """The open orders, or those of `numbers`, of which something is outstanding."""
    line = SalesLine
    statement = (
        select(line.document_no)
        .where(
            line.document_type == DocumentType.ORDER,
            line.type == LineType.ITEM,
            line.outstanding_quantity > 0,
        )
        .distinct()
        .order_by(line.document_no)
    )
    if numbers:
        statement = statement.where(line.document_no.in_(sorted(numbers)))
    return list(session.scalars(statement))


def _systems(session: Session, key: DocumentKey) -> dict[str, ReplenishmentSystem]:
    """Whether the items of an order are bought or put together."""
    numbers = _of_order(key).with_only_columns(SalesLine.no).order_by(None)
    found = select(Item.no, Item.replenishment_system).where(Item.no.in_(numbers))
    return {row.no: row.replenishment_system for row in session.execute(found)}


def _of_order(key: DocumentKey) -> Select[SalesLine]:
    line = SalesLine
    return (
        select(line)
        .where(
            line.document_type == DocumentType.ORDER,
            line.document_no == key.no,
            line.type == LineType.ITEM,
            line.outstanding_quantity > 0,
        )
        .order_by(line.line_no)
    )


def _stock_lines(key: DocumentKey) -> Select[SalesLine]:
    """Lines that are served from stock; a line that is put together for its order is not."""
    line = SalesLine
    made = (
        select(AtoLink.document_line_no)
        .join(
            AssemblyHeader,
            and_(
                AssemblyHeader.document_type == AtoLink.assembly_type,
                AssemblyHeader.no == AtoLink.assembly_no,
            ),
        )
        .where(
            AtoLink.assembly_type == AssemblyType.ORDER,
            AtoLink.document_type == DocumentType.ORDER,
            AtoLink.document_no == line.document_no,
            AtoLink.document_line_no == line.line_no,
            AssemblyHeader.remaining_quantity_base >= line.outstanding_quantity_base,
        )
    )
    return (
        _of_order(key)
        .join(Item, Item.no == line.no)
        .where(
            Item.type == ItemType.INVENTORY,
            line.drop_shipment.is_(False),
            line.special_order.is_(False),
            ~exists(made),
        )
    )


def _drop_shipments(key: DocumentKey) -> Select[SalesLine]:
    return _of_order(key).where(SalesLine.drop_shipment.is_(True), to_be_bought())


def _row(line: SalesLine, quantity: Quantity) -> OrderPlanRow:
    return OrderPlanRow(
        line_no=line.line_no,
        item_no=line.no or "",
        variant_code=line.variant_code,
        description=line.description,
        location_code=line.location_code,
        unit_code=line.unit_of_measure_code or "",
        outstanding=line.outstanding_quantity,
        available=line.outstanding_quantity - quantity,
        quantity=quantity,
        shipment_date=line.shipment_date,
        is_drop_shipment=line.drop_shipment,
    )


def _lines(
    session: Session, key: DocumentKey, wanted: Mapping[int, Quantity], worksheet_name: str
) -> list[RequisitionLine]:
    ship_to_code = session.get_one(SalesHeader, (DocumentType.ORDER, key.no)).ship_to_code
    systems = _systems(session, key)
    first = next_line_no(session, worksheet_name)
    lines = []
    sales_lines = session.scalars(_of_order(key).where(SalesLine.line_no.in_(sorted(wanted))))
    for place, sales in enumerate(sales_lines):
        line = requisition_of(sales, ship_to_code, worksheet_name, first + place * LINE_NO_STEP)
        if not sales.drop_shipment:
            line.quantity = wanted[sales.line_no]
            line.origin = RequisitionOrigin.ORDER_PLAN
            line.replenishment_system = systems[sales.no or ""]
            line.purchasing_code = None
        lines.append(line)
    return lines
