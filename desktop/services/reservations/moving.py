"""Reservations move on with the goods, and are used up when these are shipped (PF48)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.promising import Reservation
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.reservations.keys import Demand, Supply, demand_of
from desktop.services.reservations.rows import (
    Dropped,
    dropped_of,
    find_pair,
    kept_of,
    lower,
)


@dataclass(frozen=True, slots=True)
class Moved:
    """What now is kept of the new supply, and what was given up because it comes too late."""

    quantity: Quantity
    dropped: tuple[Dropped, ...] = ()


def move_supply(
    session: Session, old: Supply, new: Supply, quantity: Quantity, day: date | None = None
) -> Moved:
    """What is kept of `old` is kept of `new`, up to `quantity`, the earliest demand first (PF48).

    For a receipt or output `new` is the item ledger entry; for a requisition line that is carried
    out the line of the document, which brings the goods on `day`. Its binding stays. What `new`
    brings too late for is dropped and reported (PF49). Nothing else of `old` changes.
    """
    left, moved, dropped = quantity, ZERO, []
    for row in kept_of(session, old):
        part = min(left, row.quantity)
        if part <= ZERO:
            break
        left -= part
        if not new.is_stock and day and row.demand_date and day > row.demand_date:
            dropped.append(dropped_of(row, part))
        else:
            _put(session, row, new, part, day)
            moved += part
        lower(session, row, part)
    return Moved(moved, tuple(dropped))


def use_up(session: Session, demand: Demand, shipped: Mapping[int, Quantity]) -> None:
    """The goods went to their demand: nothing needs to be kept of these entries any more (PF48).

    `shipped` are quantities by item ledger entry number. They do not come back when the posting
    is undone (PF145).
    """
    if not shipped:
        return
    for row in _kept_for(session, demand, list(shipped)):
        lower(session, row, min(row.quantity, shipped[row.item_ledger_entry_no or 0]))


def _kept_for(session: Session, demand: Demand, entries: list[int]) -> list[Reservation]:
    row = Reservation
    return list(
        session.scalars(
            select(row)
            .where(demand.is_meant, row.item_ledger_entry_no.in_(sorted(entries)))
            .order_by(row.item_ledger_entry_no, row.id)
        )
    )


def _put(
    session: Session, row: Reservation, new: Supply, quantity: Quantity, day: date | None
) -> None:
    """Keep a part of a reservation of another supply."""
    there = find_pair(session, demand_of(row), new, row.binding)
    if there is not None:
        there.quantity += quantity
        return  # flushed when the old one is lowered
    made = Reservation(
        item_no=row.item_no,
        variant_code=row.variant_code,
        location_code=row.location_code,
        quantity=quantity,
        demand_date=row.demand_date,
        supply_date=None if new.is_stock else day,
        binding=row.binding,
        user=row.user,
        created_at=row.created_at,
        **demand_of(row).columns,
        **new.columns,
    )
    session.add(made)
