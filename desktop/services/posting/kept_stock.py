"""Stock with what is kept of it for a posting, and what becomes of reservations after it.

Goods that are kept for others do not leave (PF46). What came in takes the reservations of its
document line along, what left to its demand settles them (PF48), and lines that are always
reserved get of what came in (PF45).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.ledger_words import ItemEntryType
from desktop.models.promising import Reservation
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import DemandType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import Reserve
from desktop.services.availability.event_sources import SALES
from desktop.services.context import UserContext
from desktop.services.items.stock import Scope
from desktop.services.ledgers.claims import Claim, Claims
from desktop.services.ledgers.rows import LedgerRows, Row
from desktop.services.ledgers.stock import StockBook, StockItem, load_stock
from desktop.services.reservations.claims import KeptStock, reserved_items
from desktop.services.reservations.cutting import cut_demand, cut_supply
from desktop.services.reservations.following import notices_of
from desktop.services.reservations.keys import Demand, Supply
from desktop.services.reservations.moving import move_supply, use_up
from desktop.services.reservations.needs import find_need
from desktop.services.reservations.offers import find_offer
from desktop.services.reservations.reserving import Wish, auto_reserve
from desktop.services.reservations.rows import Dropped

_ARRIVALS = {
    ItemEntryType.PURCHASE: SupplyType.PURCHASE,
    ItemEntryType.SALE: SupplyType.SALES_RETURN,
    ItemEntryType.ASSEMBLY_OUTPUT: SupplyType.ASSEMBLY_OUTPUT,
}


def load_kept_stock(session: Session, items: Mapping[str, StockItem]) -> StockBook:
    """The stock of items with what is kept of it; the items are locked already."""
    book = load_stock(session, items)
    stocked = [item.no for item in items.values() if item.is_stocked]
    reserved = reserved_items(session, stocked)
    of_scope = defaultdict[Scope, list[KeptStock]](list)
    for kept in reserved.stock:
        of_scope[kept.scope].append(kept)
    for scope, found in of_scope.items():
        book.scope(scope).claims = Claims.of(
            Claim(kept.demand, kept.entry_no, kept.quantity, kept.demand.document_no)
            for kept in found
        )
    book.owners = reserved.demands
    return book


def follow_goods(session: Session, rows: LedgerRows, context: UserContext) -> list[Notice]:
    """Let reservations follow what a posting moved; its documents are written as they are now.

    Returns what is told about it.
    """
    dropped: list[Dropped] = []
    arrived = [row for row in rows.item if row["quantity"] > 0]
    for supply, entries in _reserved_arrivals(session, arrived).items():
        dropped += _move_on(session, supply, entries)
    for owner, taken in rows.used.items():
        if isinstance(owner, Demand):
            use_up(session, owner, taken)
            need = find_need(session, owner)
            dropped += cut_demand(session, owner, need.outstanding if need else ZERO)
    reserve_waiting(session, arrived, context)
    return notices_of(dropped)


def _reserved_arrivals(session: Session, arrived: Iterable[Row]) -> dict[Supply, list[Row]]:
    """The lines that brought goods and of which something is kept, with their entries."""
    found = defaultdict[Supply, list[Row]](list)
    for row in arrived:
        kind = _ARRIVALS.get(row["entry_type"])
        if kind is not None and row["order_no"]:
            found[Supply(kind, row["order_no"], row["order_line_no"] or 0)].append(row)
    if not found:
        return {}
    held = Reservation
    reserved = session.execute(
        select(held.supply_type, held.supply_document_no, held.supply_line_no)
        .where(
            tuple_(held.supply_type, held.supply_document_no).in_(
                sorted({(each.type, each.document_no) for each in found})
            )
        )
        .distinct()
    )
    kept = {Supply(kind, no or "", line_no or 0) for kind, no, line_no in reserved}
    return {supply: entries for supply, entries in sorted(found.items()) if supply in kept}


def _move_on(session: Session, supply: Supply, entries: Iterable[Row]) -> list[Dropped]:
    """What is kept of a line is kept of what came in by it, as far as that is still there."""
    for row in entries:
        there: Quantity = row["remaining_quantity"]
        if there > ZERO:
            move_supply(session, supply, Supply.of_stock(row["entry_no"]), there)
    offer = find_offer(session, supply)
    return cut_supply(session, supply, offer.total if offer else ZERO)


def reserve_waiting(session: Session, arrived: Iterable[Row], context: UserContext) -> None:
    """Order lines that are always reserved get of what came in, the earliest first (PF45).

    Their orders are locked, so that nobody lowers meanwhile what is kept for them: what the lines
    want is read under the lock.
    """
    scopes = {
        Scope(row["item_no"], row["variant_code"], row["location_code"])
        for row in arrived
        if row["remaining_quantity"] > 0
    }
    waiting = {demand.document_no for demand in _always_waiting(session, scopes)}
    if not waiting:
        return
    # Orders come after the items here, against the usual order: which ones wait is known only now.
    # Should that meet somebody who works on one of them, the command is retried.
    session.execute(
        select(SalesHeader.no)
        .where(SalesHeader.document_type == DocumentType.ORDER, SalesHeader.no.in_(sorted(waiting)))
        .order_by(SalesHeader.no)
        .with_for_update()
    )
    for demand in _always_waiting(session, scopes):
        if demand.document_no in waiting:
            auto_reserve(session, demand, Wish(context, is_program=True))


def _always_waiting(session: Session, scopes: set[Scope]) -> Iterator[Demand]:
    if not scopes:
        return
    held = (
        select(func.coalesce(func.sum(Reservation.quantity), 0))
        .where(SALES.reservation)
        .correlate(SalesLine)
        .scalar_subquery()
    )
    lines = session.execute(
        select(SALES.item, SALES.variant, SALES.location, SALES.document_no, SALES.line_no)
        .where(
            SALES.is_open,
            SALES.item.in_(sorted({scope.item_no for scope in scopes})),
            SalesLine.reserve == Reserve.ALWAYS,
            SALES.day.is_not(None),
            SALES.quantity > held,
        )
        .order_by(SALES.day, SALES.document_no, SALES.line_no)
    )
    for item, variant, location, document_no, line_no in lines.all():
        if Scope(item, variant, location) in scopes:
            yield Demand(DemandType.SALES, document_no, line_no)
