"""The proof that reservations promise nothing that is not there (PF51)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.assembly import AssemblyHeader, AssemblyLine
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.promising import RequisitionComponent, RequisitionLine, Reservation
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesLine

Key = tuple[Any, ...]


class Place(NamedTuple):
    """One end of reservations: how much it wants or brings, of what, and when."""

    quantity: Decimal
    scope: Key
    day: date | None = None


def reservations_hold(session: Session) -> Iterator[str]:
    """No end has more reserved than it wants or brings; both are about the same, and in time."""
    demands, supplies = _demands(session), _supplies(session)
    kept: defaultdict[Key, Decimal] = defaultdict(Decimal)
    for row in session.scalars(select(Reservation)):
        scope = (row.item_no, row.variant_code, row.location_code)
        for end, places in ((_demand(row), demands), (_supply(row), supplies)):
            kept[end] += row.quantity
            if end not in places:
                yield f"{row.quantity} are reserved at {end}, which is not there"
            elif places[end].scope != scope:
                yield f"{row.quantity} of {scope} are reserved at {end} of {places[end].scope}"
        yield from _dates(row, demands)
    for end, quantity in kept.items():
        there = {**demands, **supplies}.get(end)
        if there is not None and quantity > there.quantity:
            yield f"{quantity} are reserved at {end}, which has {there.quantity}"


def _dates(row: Reservation, demands: dict[Key, Place]) -> Iterator[str]:
    demand = _demand(row)
    if row.supply_date and row.demand_date and row.supply_date > row.demand_date:
        yield f"{_supply(row)} comes on {row.supply_date}, too late for {demand}"
    if demand in demands and row.demand_date != demands[demand].day:
        yield f"{demand} wants goods on {demands[demand].day}, not on {row.demand_date}"


def _demand(row: Reservation) -> Key:
    key = (row.demand_type.value, row.demand_document_no, row.demand_line_no)
    return (*key, row.demand_component_no) if row.demand_component_no else key


def _supply(row: Reservation) -> Key:
    if row.item_ledger_entry_no:
        return (row.supply_type.value, row.item_ledger_entry_no)
    return (row.supply_type.value, row.supply_document_no, row.supply_line_no)


def _demands(session: Session) -> dict[Key, Place]:
    found: dict[Key, Place] = {}
    scope: Key
    for sale in session.scalars(select(SalesLine).where(SalesLine.document_type == "order")):
        scope = (sale.no, sale.variant_code, sale.location_code)
        place = Place(sale.outstanding_quantity_base, scope, sale.shipment_date)
        found["sales", sale.document_no, sale.line_no] = place
    for part in session.scalars(select(AssemblyLine).where(AssemblyLine.document_type == "order")):
        scope = (part.no, part.variant_code, part.location_code)
        place = Place(part.remaining_base, scope, part.due_date)
        found["assembly_component", part.document_no, part.line_no] = place
    for each in session.scalars(select(RequisitionComponent)):
        scope = (each.item_no, each.variant_code, each.location_code)
        key = (each.worksheet_name, each.requisition_line_no, each.line_no)
        found["requisition_component", *key] = Place(each.quantity, scope, each.due_date)
    return found


def _supplies(session: Session) -> dict[Key, Place]:
    found: dict[Key, Place] = {}
    scope: Key
    for entry in session.scalars(select(ItemLedgerEntry)):
        scope = (entry.item_no, entry.variant_code, entry.location_code)
        found["inventory", entry.entry_no] = Place(entry.remaining_quantity, scope)
    for buy in session.scalars(select(PurchaseLine).where(PurchaseLine.document_type == "order")):
        scope = (buy.no, buy.variant_code, buy.location_code)
        key = ("purchase", buy.document_no, buy.line_no)
        found[key] = Place(buy.outstanding_quantity_base, scope)
    back = select(SalesLine).where(SalesLine.document_type == "return_order")
    for line in session.scalars(back):
        scope = (line.no, line.variant_code, line.location_code)
        key = ("sales_return", line.document_no, line.line_no)
        found[key] = Place(line.outstanding_quantity_base, scope)
    kits = select(AssemblyHeader).where(AssemblyHeader.document_type == "order")
    for kit in session.scalars(kits):
        scope = (kit.item_no, kit.variant_code, kit.location_code)
        found["assembly_output", kit.no, 0] = Place(kit.remaining_quantity_base, scope)
    for wish in session.scalars(select(RequisitionLine)):
        scope = (wish.item_no, wish.variant_code, wish.location_code)
        found["requisition", wish.worksheet_name, wish.line_no] = Place(wish.quantity_base, scope)
    return found
