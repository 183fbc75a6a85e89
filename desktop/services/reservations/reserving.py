"""Keeping supply for a demand: of one supply, or of all in their order (PF44, PF45).

All quantities are in the base unit. `reserve` and `auto_reserve` lock the supplies and the item, so
that two clerks cannot keep the same goods.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.assembly import AssemblyHeader
from desktop.models.items import Item
from desktop.models.promising import Reservation
from desktop.models.purchases import PurchaseHeader
from desktop.models.sales import SalesHeader
from desktop.models.supply_words import (
    AssemblyType,
    Binding,
    DemandType,
    PurchaseType,
    SupplyType,
)
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import Reserve
from desktop.services.availability.figures import in_unit
from desktop.services.context import UserContext
from desktop.services.items.stock import Scope
from desktop.services.reservations.keys import Demand, Supply
from desktop.services.reservations.needs import Need, find_need
from desktop.services.reservations.offers import Offer, find_offer, offers
from desktop.services.reservations.refusals import (
    NothingToReserve,
    OnlySoMuchReservable,
    OtherScope,
    ReserveDateMissing,
    ReserveNever,
    SupplyGone,
    SupplyTooLate,
)
from desktop.services.reservations.rows import Dropped, find_pair

_HEADERS: dict[SupplyType, tuple[Any, str]] = {
    SupplyType.PURCHASE: (PurchaseHeader, PurchaseType.ORDER),
    SupplyType.SALES_RETURN: (SalesHeader, DocumentType.RETURN_ORDER),
    SupplyType.ASSEMBLY_OUTPUT: (AssemblyHeader, AssemblyType.ORDER),
}
LINE_TABLES = {
    DemandType.SALES: "sales_line",
    DemandType.ASSEMBLY_COMPONENT: "assembly_line",
    DemandType.REQUISITION_COMPONENT: "requisition_line",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of a supply for a demand."""

    supply: Supply
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class AutoReserved:
    """What auto-reserve found; `missing` is what nothing could be kept for, of `outstanding`."""

    demand: Demand
    kept: tuple[Kept, ...] = ()
    missing: Quantity = ZERO
    outstanding: Quantity = ZERO

    @property
    def quantity(self) -> Quantity:
        """What was kept now, of all supplies together."""
        return sum((kept.quantity for kept in self.kept), ZERO)


@dataclass(frozen=True)
class Wish:
    """Who asks for goods to be kept, and on which terms.

    `is_program` is set where no user chose the quantity: a line that is never reserved, or wants
    nothing, is then left alone instead of refused.
    """

    context: UserContext
    binding: Binding = Binding.NORMAL
    is_program: bool = False
    left_out: Collection[SupplyType] = field(default_factory=frozenset)


def reserve(
    session: Session,
    demand: Demand,
    supply: Supply,
    quantity: Quantity,
    wish: Wish,
) -> Kept:
    """Keep so much of one supply for a demand; more is added to what is kept of it already.

    `wish.binding` says what holds it: NORMAL by hand, ORDER_PROMISE for an accepted promise
    (requisition lines are kept by it only), ORDER_TO_ORDER for a kit made for the line.

    Raises ReserveNever, ReserveDateMissing, NothingToReserve, OnlySoMuchReservable, SupplyGone,
    OtherScope or SupplyTooLate.
    """
    need = checked_need(session, demand, wish)
    lock_supplies(session, need.scope)
    offer = find_offer(session, supply)
    if offer is None or (supply.type is SupplyType.REQUISITION and wish.binding is Binding.NORMAL):
        raise SupplyGone(record=ref_of(demand), supply=supply.shown)
    names: dict[str, Any] = {"supply": supply.shown, **_names(demand)}
    if offer.scope != need.scope:
        raise OtherScope(record=ref_of(demand), **names)
    day = need.day or wish.context.work_date
    if not offer.comes_until(day, wish.context.work_date):
        raise SupplyTooLate(
            record=ref_of(demand), supply_date=offer.day, demand_date=need.day, **names
        )
    most = min(need.open, offer.available)
    if quantity <= ZERO or quantity > most:
        raise only(need, most)
    keep(session, need, offer, quantity, wish)
    return Kept(supply, quantity)


def auto_reserve(session: Session, demand: Demand, wish: Wish) -> AutoReserved:
    """Keep what can be kept for a demand, in the order of PF44, up to its open need.

    Stock first, oldest open entry first; then returns, purchases and assembly orders, of each the
    latest date not after the demand's first. Never requisition lines. What nothing was found for
    is `missing`: no refusal. Raises ReserveNever, ReserveDateMissing or NothingToReserve, unless
    `wish.is_program`.
    """
    need = find_need(session, demand) if wish.is_program else checked_need(session, demand, wish)
    if need is None or not _may_be_kept(need, wish) or need.day is None or not need.open:
        return AutoReserved(demand)
    lock_supplies(session, need.scope)
    kept, missing = [], need.open
    for offer in candidates(session, need, wish):
        take = min(missing, offer.available)
        if take > ZERO:
            keep(session, need, offer, take, wish)
            kept.append(Kept(offer.supply, take))
            missing -= take
    return AutoReserved(demand, tuple(kept), missing, need.outstanding)


def put_back(session: Session, gone: Dropped, context: UserContext) -> Quantity:
    """Keep again what was given up, as far as the same supply is free in time; how much that is."""
    wish = Wish(context, gone.binding, is_program=True)
    need = find_need(session, gone.demand)
    if need is None or not _may_be_kept(need, wish) or need.day is None:
        return ZERO
    lock_supplies(session, need.scope)
    offer = find_offer(session, gone.supply)
    if offer is None or offer.scope != need.scope:
        return ZERO
    if not offer.comes_until(need.day, context.work_date):
        return ZERO
    quantity = max(min(need.open, offer.available, gone.quantity), ZERO)
    if quantity:
        keep(session, need, offer, quantity, wish)
    return quantity


def candidates(session: Session, need: Need, wish: Wish) -> list[Offer]:
    """The supplies that come in time for a demand, in the order of PF44."""
    work_date = wish.context.work_date
    day = need.day or work_date
    left_out = {SupplyType.REQUISITION, *wish.left_out}
    return [
        offer
        for offer in offers(session, need.scope)
        if offer.supply.type not in left_out and offer.comes_until(day, work_date)
    ]


def checked_need(session: Session, demand: Demand, wish: Wish) -> Need:
    """What a demand wants, if something may be kept for it.

    Raises ReserveNever, ReserveDateMissing or NothingToReserve.
    """
    need = find_need(session, demand)
    names = _names(demand)
    if need is None or need.is_special:
        raise NothingToReserve(record=ref_of(demand), **names)
    if not _may_be_kept(need, wish):
        raise ReserveNever(record=ref_of(demand), field="reserve", **names)
    if need.day is None:
        field_name = "shipment_date" if demand.type is DemandType.SALES else "due_date"
        raise ReserveDateMissing(
            record=ref_of(demand), field=field_name, blank_field=field_name, **names
        )
    return need


def lock_supplies(session: Session, scope: Scope) -> None:
    """Let nobody else keep, change or post what a scope has and expects until this command ends.

    The documents that bring goods come first, in order, then the item, as postings lock them.
    """
    named = {
        (offer.supply.type, offer.supply.document_no)
        for offer in offers(session, scope)
        if offer.supply.type in _HEADERS
    }
    for kind, document_no in sorted(named):
        header, document_type = _HEADERS[kind]
        session.execute(
            select(header.no)
            .where(header.document_type == document_type, header.no == document_no)
            .with_for_update()
        )
    session.execute(select(Item.no).where(Item.no == scope.item_no).with_for_update())


def ref_of(demand: Demand) -> RecordRef:
    """The line that a refusal opens."""
    table = LINE_TABLES[demand.type]
    if demand.type is DemandType.REQUISITION_COMPONENT:
        return RecordRef(table, (demand.document_no, demand.line_no))
    return RecordRef(table, ("order", demand.document_no, demand.line_no))


def only(need: Need, most: Quantity) -> OnlySoMuchReservable:
    """The refusal that says how much of a line can be kept, in the line's unit."""
    return OnlySoMuchReservable(
        record=ref_of(need.demand),
        field="quantity",
        quantity=in_unit(most, need.qty_per_unit),
        unit=need.unit,
        line_no=need.demand.line_no,
    )


def _names(demand: Demand) -> dict[str, Any]:
    return {"demand": demand.document_no, "line_no": demand.line_no}


def _may_be_kept(need: Need, wish: Wish) -> bool:
    """Kits made for the line are kept whatever it says (PF45)."""
    is_kit = wish.binding is Binding.ORDER_TO_ORDER
    return is_kit or (need.reserve is not Reserve.NEVER and not need.is_special)


def keep(session: Session, need: Need, offer: Offer, quantity: Quantity, wish: Wish) -> None:
    """Keep so much of a supply for a demand: both are known and locked, the quantity is checked."""
    row = find_pair(session, need.demand, offer.supply, wish.binding)
    if row is not None:
        row.quantity += quantity
    else:
        session.add(_new_row(need, offer, quantity, wish))
    session.flush()  # sums of what is kept are read by SQL


def _new_row(need: Need, offer: Offer, quantity: Quantity, wish: Wish) -> Reservation:
    scope = need.scope
    return Reservation(
        item_no=scope.item_no,
        variant_code=scope.variant_code,
        location_code=scope.location_code,
        quantity=quantity,
        demand_date=need.day,
        supply_date=None if offer.supply.is_stock else (offer.day or wish.context.work_date),
        binding=wish.binding,
        user=wish.context.user,
        created_at=wish.context.now(),
        **need.demand.columns,
        **offer.supply.columns,
    )
