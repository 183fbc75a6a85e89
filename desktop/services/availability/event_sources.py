"""The tables in which supply and demand stand, each described once (the table of 03 §1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, literal_column

from desktop.models.assembly import AssemblyHeader, AssemblyLine
from desktop.models.promising import RequisitionComponent, RequisitionLine, Reservation
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import (
    AssemblyType,
    BomLineType,
    DemandType,
    PurchaseType,
    SupplyType,
)
from desktop.models.values.keys import DocumentType
from desktop.models.words import LineType


class EventKind(StrEnum):
    """Where an event comes from (03 §1); `earmark` is stock that belongs to a special order."""

    INVENTORY = "inventory"
    EARMARK = "earmark"
    PURCHASE = "purchase"
    SALES_RETURN = "sales_return"
    ASSEMBLY_OUTPUT = "assembly_output"
    PLANNED_RECEIPT = "planned_receipt"
    SALES = "sales"
    ASSEMBLY_COMPONENT = "assembly_component"
    PLANNED_COMPONENT = "planned_component"


STOCK = frozenset({EventKind.INVENTORY, EventKind.EARMARK})
SCHEDULED = frozenset({EventKind.PURCHASE, EventKind.SALES_RETURN, EventKind.ASSEMBLY_OUTPUT})
PLANNED = frozenset({EventKind.PLANNED_RECEIPT})
SUPPLY = SCHEDULED | PLANNED
DEMAND = frozenset({EventKind.SALES, EventKind.ASSEMBLY_COMPONENT, EventKind.PLANNED_COMPONENT})

AnySelect = Select[*tuple[Any, ...]]
Condition = ColumnElement[bool]

# Written into the statement, not bound: only so do the databases use the indexes on open lines.
NOTHING: ColumnElement[Any] = literal_column("0")


def _as_it_is(statement: AnySelect) -> AnySelect:
    return statement


@dataclass(frozen=True)
class EventSource:
    """One kind of event: whose columns say what, when and how much, and which rows count.

    `reserved_for` and `reserved_as` say how reservations name the row: as a demand, or as a
    supply. `joined` adds the tables that the conditions, the header or the party need.
    """

    kind: EventKind
    item: Any
    variant: Any
    location: Any
    day: Any
    quantity: Any
    document_no: Any
    line_no: Any
    is_open: Condition
    reservation: Condition
    party: Any
    joined: Callable[[AnySelect], AnySelect] = _as_it_is
    with_party: Callable[[AnySelect], AnySelect] = _as_it_is

    @property
    def is_demand(self) -> bool:
        """Whether the quantity goes; it is then counted below zero."""
        return self.kind in DEMAND


def _reserved_for(kind: DemandType, no: Any, line_no: Any, component: Any = 0) -> Condition:  # noqa: ANN401  (columns)
    return and_(
        Reservation.demand_type == kind,
        Reservation.demand_document_no == no,
        Reservation.demand_line_no == line_no,
        Reservation.demand_component_no == component,
    )


def _reserved_from(kind: SupplyType, no: Any, line_no: Any) -> Condition:  # noqa: ANN401  (columns)
    return and_(
        Reservation.supply_type == kind,
        Reservation.supply_document_no == no,
        Reservation.supply_line_no == line_no,
    )


def _with_sales_header(statement: AnySelect) -> AnySelect:
    return statement.outerjoin(SalesHeader, SalesLine.header)


def _with_purchase_header(statement: AnySelect) -> AnySelect:
    return statement.outerjoin(PurchaseHeader, PurchaseLine.header)


def _with_assembly_header(statement: AnySelect) -> AnySelect:
    return statement.outerjoin(AssemblyHeader, AssemblyLine.header)


def _with_requisition_line(statement: AnySelect) -> AnySelect:
    return statement.join(
        RequisitionLine,
        and_(
            RequisitionLine.worksheet_name == RequisitionComponent.worksheet_name,
            RequisitionLine.line_no == RequisitionComponent.requisition_line_no,
        ),
    )


def _sales(kind: EventKind, document_type: DocumentType, *conditions: Condition) -> EventSource:
    line = SalesLine
    is_return = kind is EventKind.SALES_RETURN
    return EventSource(
        kind=kind,
        item=line.no,
        variant=line.variant_code,
        location=line.location_code,
        day=line.shipment_date,
        quantity=line.outstanding_quantity_base,
        document_no=line.document_no,
        line_no=line.line_no,
        is_open=and_(
            line.document_type == document_type,
            line.type == LineType.ITEM,
            line.outstanding_quantity_base != NOTHING,
            *conditions,
        ),
        reservation=_reserved_from(SupplyType.SALES_RETURN, line.document_no, line.line_no)
        if is_return
        else _reserved_for(DemandType.SALES, line.document_no, line.line_no),
        party=SalesHeader.sell_to_name,
        with_party=_with_sales_header,
    )


def _purchases() -> EventSource:
    line = PurchaseLine
    return EventSource(
        kind=EventKind.PURCHASE,
        item=line.no,
        variant=line.variant_code,
        location=line.location_code,
        day=line.expected_receipt_date,
        quantity=line.outstanding_quantity_base,
        document_no=line.document_no,
        line_no=line.line_no,
        is_open=and_(
            line.document_type == PurchaseType.ORDER,
            line.type == LineType.ITEM,
            line.outstanding_quantity_base != NOTHING,
            line.drop_shipment.is_(False),
            # What is bought for one sales line is no supply for others (PF103).
            line.special_order_sales_no.is_(None),
        ),
        reservation=_reserved_from(SupplyType.PURCHASE, line.document_no, line.line_no),
        party=PurchaseHeader.buy_from_name,
        with_party=_with_purchase_header,
    )


def _assembly_output() -> EventSource:
    header = AssemblyHeader
    return EventSource(
        kind=EventKind.ASSEMBLY_OUTPUT,
        item=header.item_no,
        variant=header.variant_code,
        location=header.location_code,
        day=header.due_date,
        quantity=header.remaining_quantity_base,
        document_no=header.no,
        line_no=literal(0),
        is_open=and_(
            header.document_type == AssemblyType.ORDER, header.remaining_quantity_base != NOTHING
        ),
        reservation=_reserved_from(SupplyType.ASSEMBLY_OUTPUT, header.no, 0),
        party=header.description,
    )


def _assembly_components() -> EventSource:
    line = AssemblyLine
    return EventSource(
        kind=EventKind.ASSEMBLY_COMPONENT,
        item=line.no,
        variant=line.variant_code,
        location=line.location_code,
        day=line.due_date,
        quantity=line.remaining_base,
        document_no=line.document_no,
        line_no=line.line_no,
        is_open=and_(
            line.document_type == AssemblyType.ORDER,
            line.type == BomLineType.ITEM,
            line.remaining_base != NOTHING,
        ),
        reservation=_reserved_for(DemandType.ASSEMBLY_COMPONENT, line.document_no, line.line_no),
        party=AssemblyHeader.description,
        with_party=_with_assembly_header,
    )


def _planned_receipts() -> EventSource:
    line = RequisitionLine
    return EventSource(
        kind=EventKind.PLANNED_RECEIPT,
        item=line.item_no,
        variant=line.variant_code,
        location=line.location_code,
        day=line.due_date,
        quantity=line.quantity_base,
        document_no=line.worksheet_name,
        line_no=line.line_no,
        is_open=and_(
            line.accept_action_message.is_(True),
            line.drop_shipment.is_(False),
            line.quantity_base != NOTHING,
        ),
        reservation=_reserved_from(SupplyType.REQUISITION, line.worksheet_name, line.line_no),
        party=line.description,
    )


def _planned_components() -> EventSource:
    part = RequisitionComponent
    return EventSource(
        kind=EventKind.PLANNED_COMPONENT,
        item=part.item_no,
        variant=part.variant_code,
        location=part.location_code,
        day=part.due_date,
        quantity=part.quantity,
        document_no=part.worksheet_name,
        line_no=part.requisition_line_no,
        is_open=and_(RequisitionLine.accept_action_message.is_(True), part.quantity != NOTHING),
        reservation=_reserved_for(
            DemandType.REQUISITION_COMPONENT,
            part.worksheet_name,
            part.requisition_line_no,
            part.line_no,
        ),
        party=RequisitionLine.description,
        joined=_with_requisition_line,
    )


SALES = _sales(
    EventKind.SALES,
    DocumentType.ORDER,
    SalesLine.drop_shipment.is_(False),
    SalesLine.quantity > NOTHING,
    # A linked special order takes only what was bought for it (PF103).
    SalesLine.special_order_purchase_no.is_(None),
)

SOURCES: tuple[EventSource, ...] = (
    _purchases(),
    _sales(EventKind.SALES_RETURN, DocumentType.RETURN_ORDER),
    _assembly_output(),
    _planned_receipts(),
    SALES,
    _assembly_components(),
    _planned_components(),
)
"""Every kind of event that has a date."""
