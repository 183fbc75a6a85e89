"""What users do with reservations: reserve for a line, and cancel (PF47, PF50).

Quantities are in the unit of the line that wants the goods.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.assembly import AssemblyHeader
from desktop.models.promising import Reservation
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import AssemblyType, Binding, DemandType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.models.words import LineType, Reserve
from desktop.services.availability.figures import UNIT_PRECISION, in_unit
from desktop.services.context import UserContext
from desktop.services.reservations.keys import Demand, Supply, demand_of, supply_of
from desktop.services.reservations.needs import Need, find_need
from desktop.services.reservations.offers import Offer, offers
from desktop.services.reservations.refusals import (
    FollowsKit,
    ReservationGone,
    SupplyGone,
    SupplyTooLate,
)
from desktop.services.reservations.reserving import (
    Kept,
    Wish,
    checked_need,
    keep,
    lock_supplies,
    only,
    ref_of,
)
from desktop.services.reservations.rows import drop
from desktop.translation import N_

STOCK = "inventory"
"""How a supply in stock is named where a document may stand."""

PARTLY = N_(
    "Reserved {reserved} of {quantity} {unit} for {demand} line {line_no}: no more is free in time."
)
ALL_RESERVED = N_("All that {demand} line {line_no} wants is reserved already.")
PROMISE_WITHOUT_GOODS = N_(
    "{quantity} of item {item} were reserved for the promise on {demand} line {line_no}. Check the "
    "promised date."
)


@dataclass(frozen=True, slots=True)
class Reserved:
    """What a command kept; quantities are base quantities."""

    kept: tuple[Kept, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def quantity(self) -> Quantity:
        """All of it together."""
        return sum((kept.quantity for kept in self.kept), ZERO)


def reserve_line(
    session: Session,
    demand: Demand,
    context: UserContext,
    *,
    quantity: Quantity | None = None,
    source: str | Supply = "",
) -> Reserved:
    """Reserve for a line: all it wants or `quantity` of it, in the order of PF44.

    `source` is one supply, `inventory`, or the number of a document, when only of that is to be
    taken. Without both it is told when less than all is reserved. Raises ReserveNever,
    ReserveDateMissing, NothingToReserve, OnlySoMuchReservable, SupplyGone or SupplyTooLate.
    """
    lock_document(session, demand)
    wish = Wish(context)
    need = checked_need(session, demand, wish)
    lock_supplies(session, need.scope)
    found = _in_time(session, need, context, source)
    most = min(need.open, sum((offer.available for offer in found), ZERO))
    if not need.open and not source and quantity is None:
        return Reserved(notices=(_told(need, ALL_RESERVED),))
    wanted = most if source else need.open
    if quantity is not None:
        wanted = round_to(quantity, UNIT_PRECISION, times=need.qty_per_unit)
    if (source or quantity is not None) and not ZERO < wanted <= most:
        raise only(need, most)
    kept = _take(session, need, found, wanted, wish)
    done = sum((each.quantity for each in kept), ZERO)
    return Reserved(kept, (_told(need, PARTLY, done),) if done < wanted else ())


def reserve_order(session: Session, document_no: str, context: UserContext) -> Reserved:
    """Reserve what can be for all lines of a sales order; lines that cannot are left alone."""
    line = SalesLine
    lines = session.scalars(
        select(line.line_no)
        .where(
            line.document_type == DocumentType.ORDER,
            line.document_no == document_no,
            line.type == LineType.ITEM,
            line.reserve != Reserve.NEVER,
        )
        .order_by(line.line_no)
    ).all()
    done = Reserved()
    for line_no in lines:
        demand = Demand(DemandType.SALES, document_no, line_no)
        need = find_need(session, demand)
        if need is None or need.is_special or need.day is None or not need.open:
            continue
        more = reserve_line(session, demand, context)
        done = Reserved((*done.kept, *more.kept), (*done.notices, *more.notices))
    return done


def cancel_reservations(
    session: Session, ids: Collection[int], context: UserContext
) -> tuple[Notice, ...]:
    """Cancel reservations, all or none; of what a promise holds it is told (PF50).

    Raises ReservationGone, or FollowsKit for what a kit made for the line brings.
    """
    del context  # everybody who may write may cancel; nothing depends on who it is
    rows = session.scalars(
        select(Reservation).where(Reservation.id.in_(sorted(ids))).with_for_update()
    ).all()
    if len(rows) < len(set(ids)):
        raise ReservationGone(record=RecordRef(Reservation.__tablename__, (min(ids),)))
    for row in rows:
        if row.binding is Binding.ORDER_TO_ORDER:
            raise FollowsKit(
                record=ref_of(demand_of(row)),
                demand=row.demand_document_no,
                line_no=row.demand_line_no,
                supply=row.supply_document_no or "",
            )
    told = tuple(_promise_notice(row) for row in rows if row.binding is Binding.ORDER_PROMISE)
    drop(session, rows)
    return told


def cancel_for_line(
    session: Session, demand: Demand, context: UserContext, *, source: str | Supply = ""
) -> tuple[Notice, ...]:
    """Cancel what is reserved for a line, or of that what comes from stock or one document.

    Raises ReservationGone when that is nothing, or FollowsKit.
    """
    rows = session.scalars(
        select(Reservation).where(demand.is_meant).order_by(Reservation.id)
    ).all()
    ids = [row.id for row in rows if _comes_from(row, source)]
    if not ids:
        raise ReservationGone(record=ref_of(demand))
    return cancel_reservations(session, ids, context)


def _comes_from(row: Reservation, source: str | Supply) -> bool:
    if not source:
        return row.binding is not Binding.ORDER_TO_ORDER
    supply = supply_of(row)
    return source in {supply, supply.type.value, supply.document_no}


def lock_document(session: Session, demand: Demand) -> None:
    """Let nobody change the line that wants goods meanwhile; its document is locked."""
    if demand.type is DemandType.SALES:
        header: type[SalesHeader | AssemblyHeader] = SalesHeader
        kind: DocumentType | AssemblyType = DocumentType.ORDER
    elif demand.type is DemandType.ASSEMBLY_COMPONENT:
        header, kind = AssemblyHeader, AssemblyType.ORDER
    else:
        return
    session.execute(
        select(header.no)
        .where(header.document_type == kind, header.no == demand.document_no)
        .with_for_update()
    )


def _in_time(
    session: Session, need: Need, context: UserContext, source: str | Supply
) -> list[Offer]:
    """The supplies that come in time; raises SupplyGone or SupplyTooLate about a named source."""
    day = need.day or context.work_date
    every = [
        offer
        for offer in offers(session, need.scope)
        if offer.supply.type is not SupplyType.REQUISITION and _is_of(offer, source)
    ]
    found = [offer for offer in every if offer.comes_until(day, context.work_date)]
    ref = ref_of(need.demand)
    if source and source != STOCK and not every:
        named = source.shown if isinstance(source, Supply) else source
        raise SupplyGone(record=ref, supply=named)
    if source and every and not found:
        late = every[0]
        raise SupplyTooLate(
            record=ref,
            supply=late.supply.document_no,
            supply_date=late.day,
            demand=need.demand.document_no,
            line_no=need.demand.line_no,
            demand_date=need.day,
        )
    return found


def _is_of(offer: Offer, source: str | Supply) -> bool:
    if not source:
        return True
    if isinstance(source, Supply):
        return offer.supply == source
    return offer.supply.is_stock if source == STOCK else offer.supply.document_no == source


def _take(
    session: Session, need: Need, found: Sequence[Offer], wanted: Quantity, wish: Wish
) -> tuple[Kept, ...]:
    kept, left = [], wanted
    for offer in found:
        part = min(left, offer.available)
        if part > ZERO:
            keep(session, need, offer, part, wish)
            kept.append(Kept(offer.supply, part))
            left -= part
    return tuple(kept)


def _told(need: Need, text: str, done: Quantity = ZERO) -> Notice:
    return Notice(
        "partly_reserved" if text is PARTLY else "all_reserved",
        text,
        {
            "reserved": in_unit(need.reserved + done, need.qty_per_unit),
            "quantity": in_unit(need.outstanding, need.qty_per_unit),
            "unit": need.unit,
            "demand": need.demand.document_no,
            "line_no": need.demand.line_no,
        },
        is_warning=text is PARTLY,
    )


def _promise_notice(row: Reservation) -> Notice:
    return Notice(
        "promise_without_goods",
        PROMISE_WITHOUT_GOODS,
        {
            "quantity": row.quantity,
            "item": row.item_no,
            "demand": row.demand_document_no,
            "line_no": row.demand_line_no,
        },
    )
