"""What a demand still wants, and for when (PF44, PF45)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.orm import Session

from desktop.models.assembly import AssemblyLine
from desktop.models.items import Item
from desktop.models.promising import RequisitionComponent, Reservation
from desktop.models.sales import SalesLine
from desktop.models.supply_words import DemandType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import ItemType, Reserve
from desktop.services.availability.event_sources import DEMAND, SOURCES, EventKind, EventSource
from desktop.services.items.stock import Scope
from desktop.services.reservations.keys import Demand

_ONE = Decimal(1)
_NO: ColumnElement[Any] = literal_column("0")
_SOURCES = {source.kind: source for source in SOURCES if source.kind in DEMAND}


@dataclass(frozen=True, slots=True)
class Need:
    """A demand as it stands: in base units, `unit` and `qty_per_unit` tell the line's own.

    `outstanding` is all that it still wants, `reserved` what is kept for it already.
    """

    demand: Demand
    scope: Scope
    day: date | None
    outstanding: Quantity
    reserved: Quantity
    reserve: Reserve
    unit: str
    qty_per_unit: Quantity
    is_special: bool = False

    @property
    def open(self) -> Quantity:
        """What of it nothing is kept for yet."""
        return max(self.outstanding - self.reserved, ZERO)


def find_need(session: Session, demand: Demand) -> Need | None:
    """What a demand wants; None when it wants nothing (more) that can be reserved: one statement.

    Only items of type inventory are reserved, for positive lines of orders that ship from the own
    stock.
    """
    source, more = _COLUMNS[demand.type]
    held = (
        select(func.sum(Reservation.quantity))
        .where(demand.is_meant)
        .correlate(None)
        .scalar_subquery()
    )
    conditions = [source.document_no == demand.document_no, source.line_no == demand.line_no]
    if demand.type is DemandType.REQUISITION_COMPONENT:
        conditions.append(RequisitionComponent.line_no == demand.component_no)
    statement = select(
        source.item, source.variant, source.location, source.day, source.quantity, held, *more
    ).join(Item, Item.no == source.item)
    row = session.execute(
        source.joined(statement).where(source.is_open, Item.type == ItemType.INVENTORY, *conditions)
    ).one_or_none()
    if row is None:
        return None
    item, variant, location, day, outstanding, reserved, reserve, unit, per, special = row
    return Need(
        demand,
        Scope(item, variant or None, location or None),
        day,
        outstanding,
        reserved or ZERO,
        Reserve(reserve),
        unit or "",
        per or _ONE,
        bool(special),
    )


def _columns(kind: EventKind, *more: Any) -> tuple[EventSource, tuple[Any, ...]]:  # noqa: ANN401  (columns)
    return _SOURCES[kind], more


_COLUMNS = {
    DemandType.SALES: _columns(
        EventKind.SALES,
        SalesLine.reserve,
        SalesLine.unit_of_measure_code,
        SalesLine.qty_per_unit,
        SalesLine.special_order,
    ),
    DemandType.ASSEMBLY_COMPONENT: _columns(
        EventKind.ASSEMBLY_COMPONENT,
        Item.reserve,
        AssemblyLine.unit_of_measure_code,
        AssemblyLine.qty_per_unit,
        _NO,
    ),
    DemandType.REQUISITION_COMPONENT: _columns(
        EventKind.PLANNED_COMPONENT,
        Item.reserve,
        Item.base_unit,
        literal_column("NULL"),
        _NO,
    ),
}
