"""What exists only for the lines that are asked: kits made for them, earlier proposals (PF40)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from desktop.models.assembly import AssemblyHeader, AssemblyLine, AtoLink
from desktop.models.promising import RequisitionComponent, RequisitionLine, Reservation
from desktop.models.supply_words import AssemblyType, BomLineType, DemandType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO
from desktop.services.items.stock import Scope
from desktop.services.promising.lines import Bom, Component, Kit, Part
from desktop.services.promising.ranking import LineKey, OwnEvent
from desktop.services.promising.reading import STAYS


def read_kits(
    session: Session, order_nos: Collection[str], bom: Bom
) -> tuple[dict[LineKey, Kit], list[OwnEvent]]:
    """What is put together for lines of orders, and its components as events; one statement.

    Whether a part is critical, and how long before the work it is due, stands in the bill of
    materials; a part that was added by hand is critical.
    """
    kits: dict[LineKey, list[Part]] = defaultdict(list)
    quantities: dict[LineKey, Any] = {}
    events: list[OwnEvent] = []
    for row in session.execute(_kit_lines(order_nos)):
        key = LineKey(row.document_no, row.document_line_no)
        quantities[key] = row.kits
        if row.no is None:
            kits.setdefault(key, [])
            continue
        scope = Scope(row.no, row.variant_code, row.location_code)
        known = {(part.item_no, part.variant_code): part for part in bom.get(row.item_no, ())}
        usual = known.get((row.no, row.variant_code))
        fallback = Component(row.no, row.quantity_per, row.variant_code, critical=True)
        left = row.remaining_base - (row.kept or ZERO)
        kits[key].append(Part(usual or fallback, left, row.assembly_no, row.assembly_line_no))
        events.append(OwnEvent(key, scope, row.due_date, (row.held or ZERO) - row.remaining_base))
    return {key: Kit(quantities[key], tuple(parts)) for key, parts in kits.items()}, events


def _kit_lines(order_nos: Collection[str]) -> Any:  # noqa: ANN401  (a statement)
    line = AssemblyLine
    place = (line.document_no, line.line_no, 0)
    held = _held(DemandType.ASSEMBLY_COMPONENT, *place)
    kept = _held(DemandType.ASSEMBLY_COMPONENT, *place, STAYS)
    return (
        select(
            AtoLink.document_no,
            AtoLink.document_line_no,
            AssemblyHeader.item_no,
            AssemblyHeader.remaining_quantity_base.label("kits"),
            line.no,
            line.variant_code,
            line.location_code,
            line.quantity_per,
            line.remaining_base,
            line.due_date,
            line.document_no.label("assembly_no"),
            line.line_no.label("assembly_line_no"),
            held.label("held"),
            kept.label("kept"),
        )
        .join(
            AssemblyHeader,
            and_(
                AssemblyHeader.document_type == AtoLink.assembly_type,
                AssemblyHeader.no == AtoLink.assembly_no,
            ),
        )
        .outerjoin(
            line,
            and_(
                line.document_type == AssemblyHeader.document_type,
                line.document_no == AssemblyHeader.no,
                line.type == BomLineType.ITEM,
                line.remaining_base > 0,
            ),
        )
        .where(
            AtoLink.assembly_type == AssemblyType.ORDER,
            AtoLink.document_type == DocumentType.ORDER,
            AtoLink.document_no.in_(sorted(order_nos)),
            AssemblyHeader.remaining_quantity_base > 0,
        )
        .order_by(AtoLink.document_no, AtoLink.document_line_no, line.line_no)
    )


def read_proposals(session: Session, order_nos: Collection[str]) -> list[OwnEvent]:
    """The free part of what earlier promises of the orders proposed; two statements."""
    line, part = RequisitionLine, RequisitionComponent
    supplied = func.coalesce(
        select(func.sum(Reservation.quantity))
        .where(
            Reservation.supply_type == SupplyType.REQUISITION,
            Reservation.supply_document_no == line.worksheet_name,
            Reservation.supply_line_no == line.line_no,
        )
        .scalar_subquery(),
        0,
    )
    held = _held(
        DemandType.REQUISITION_COMPONENT,
        part.worksheet_name,
        part.requisition_line_no,
        part.line_no,
    )
    is_own = and_(
        line.order_promising_id.in_(sorted(order_nos)),
        line.accept_action_message.is_(True),
        line.drop_shipment.is_(False),
    )
    key = (line.order_promising_id, line.order_promising_line_no)
    lines = select(
        *key, line.item_no, line.variant_code, line.location_code, line.due_date,
        line.quantity_base - supplied,
    ).where(is_own)  # fmt: skip
    parts = (
        select(
            *key, part.item_no, part.variant_code, part.location_code, part.due_date,
            held - part.quantity,
        )
        .join(
            line,
            and_(
                line.worksheet_name == part.worksheet_name,
                line.line_no == part.requisition_line_no,
            ),
        )
        .where(is_own)
    )  # fmt: skip
    return [
        OwnEvent(LineKey(no, line_no), Scope(item, variant, location), due, quantity)
        for statement in (lines, parts)
        for no, line_no, item, variant, location, due, quantity in session.execute(statement)
    ]


def _held(kind: DemandType, no: Any, line_no: Any, component: Any, *more: Any) -> Any:  # noqa: ANN401  (columns)
    reserved = (
        select(func.sum(Reservation.quantity))
        .where(
            Reservation.demand_type == kind,
            Reservation.demand_document_no == no,
            Reservation.demand_line_no == line_no,
            Reservation.demand_component_no == component,
            *more,
        )
        .scalar_subquery()
    )
    return func.coalesce(reserved, 0)
