"""Reservations, and the supplies of a line, as screens show them (PF47)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.promising import Reservation
from desktop.models.supply_words import Binding, DemandType, SupplyType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.figures import in_unit
from desktop.services.context import UserContext
from desktop.services.items.stock import Scope
from desktop.services.reservations.keys import Demand, Supply, demand_of, supply_of
from desktop.services.reservations.needs import Need, find_need
from desktop.services.reservations.offers import Offer, offers
from desktop.services.reservations.rows import kept_for

_TABLES = {
    SupplyType.INVENTORY: "item_ledger_entry",
    SupplyType.PURCHASE: "purchase_header",
    SupplyType.SALES_RETURN: "sales_header",
    SupplyType.ASSEMBLY_OUTPUT: "assembly_header",
    SupplyType.REQUISITION: "requisition_line",
}


@dataclass(frozen=True, slots=True)
class ReservationRow:
    """One reservation; the quantity is in the item's base unit."""

    id: int
    scope: Scope
    quantity: Quantity
    demand: Demand
    demand_date: date | None
    supply: Supply
    supply_date: date | None
    binding: Binding
    user: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """A supply of which goods may be kept for a line, in the line's unit.

    `own` is what is kept of it for the line already, `day` None for stock.
    """

    supply: Supply
    day: date | None
    party: str
    total: Quantity
    reserved: Quantity
    available: Quantity
    own: Quantity
    binding: Binding | None


@dataclass(frozen=True, slots=True)
class LineNeed:
    """The line that wants goods, in its own unit, with its supplies."""

    demand: Demand
    scope: Scope
    day: date | None
    outstanding: Quantity
    reserved: Quantity
    unit: str
    supplies: tuple[SupplyRow, ...]


class LineReserved(NamedTuple):
    """What is kept for a line: all, and what of it lies in stock; base quantities."""

    quantity: Quantity = ZERO
    from_stock: Quantity = ZERO

    def shown(self, per_unit: Quantity) -> dict[str, object]:
        """The quantities in a unit, under the names that a screen knows them by."""
        return {
            "reserved_quantity": in_unit(self.quantity, per_unit),
            "reserved_from_stock": in_unit(self.from_stock, per_unit),
        }


def reservation_rows(session: Session) -> Sequence[ReservationRow]:
    """All reservations by item, in the order in which their goods are wanted; one statement."""
    row = Reservation
    return [
        ReservationRow(
            each.id,
            Scope(each.item_no, each.variant_code, each.location_code),
            each.quantity,
            demand_of(each),
            each.demand_date,
            supply_of(each),
            each.supply_date,
            each.binding,
            each.user,
            each.created_at,
        )
        for each in session.scalars(select(row).order_by(row.item_no, row.demand_date, row.id))
    ]


def line_need(session: Session, demand: Demand, context: UserContext) -> LineNeed | None:
    """A line with the supplies that come in time or are kept for it; None when it wants nothing."""
    need = find_need(session, demand)
    if need is None:
        return None
    own = defaultdict[Supply, list[Reservation]](list)
    for row in kept_for(session, demand):
        own[supply_of(row)].append(row)
    day = need.day or context.work_date
    rows = [
        _supply_row(need, offer, own.get(offer.supply, []))
        for offer in offers(session, need.scope)
        if offer.supply in own
        or (
            offer.supply.type is not SupplyType.REQUISITION
            and offer.comes_until(day, context.work_date)
        )
    ]
    return LineNeed(
        demand,
        need.scope,
        need.day,
        in_unit(need.outstanding, need.qty_per_unit),
        in_unit(need.reserved, need.qty_per_unit),
        need.unit,
        tuple(rows),
    )


def reserved_of_lines(
    session: Session, document_no: str, kind: DemandType = DemandType.SALES
) -> dict[int, LineReserved]:
    """What is kept for the lines of a sales or assembly order, by line; one statement."""
    row = Reservation
    in_stock = case((row.supply_type == SupplyType.INVENTORY, row.quantity), else_=0)
    found = session.execute(
        select(row.demand_line_no, func.sum(row.quantity), func.sum(in_stock))
        .where(row.demand_type == kind, row.demand_document_no == document_no)
        .group_by(row.demand_line_no)
    )
    return {line_no: LineReserved(quantity, stock) for line_no, quantity, stock in found}


def supply_ref(supply: Supply) -> RecordRef:
    """The record that a supply is shown by."""
    table = _TABLES[supply.type]
    if supply.is_stock:
        return RecordRef(table, (supply.entry_no,))
    if supply.type is SupplyType.REQUISITION:
        return RecordRef(table, (supply.document_no, supply.line_no))
    kind = "return_order" if supply.type is SupplyType.SALES_RETURN else "order"
    return RecordRef(table, (kind, supply.document_no))


def demand_ref(demand: Demand) -> RecordRef:
    """The document that a demand is shown by."""
    if demand.type is DemandType.REQUISITION_COMPONENT:
        return RecordRef("requisition_line", (demand.document_no, demand.line_no))
    table = "sales_header" if demand.type is DemandType.SALES else "assembly_header"
    return RecordRef(table, ("order", demand.document_no))


def _supply_row(need: Need, offer: Offer, own: Sequence[Reservation]) -> SupplyRow:
    per_unit = need.qty_per_unit
    return SupplyRow(
        offer.supply,
        offer.day,
        offer.party,
        in_unit(offer.total, per_unit),
        in_unit(offer.reserved, per_unit),
        in_unit(offer.available, per_unit),
        in_unit(sum((row.quantity for row in own), ZERO), per_unit),
        own[0].binding if own else None,
    )
