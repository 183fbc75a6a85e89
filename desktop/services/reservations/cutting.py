"""Giving up what is kept: a demand wants less, goes or moves; a supply comes later (PF49).

What is kept by the order a kit is made for (ORDER_TO_ORDER) follows that kit: `cut_demand` and
`cancel` leave it, only the demand's end takes it along (PF50).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from desktop.models.promising import Reservation
from desktop.models.supply_words import Binding, DemandType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.reservations.keys import Demand, Supply
from desktop.services.reservations.rows import (
    Dropped,
    drop,
    dropped_of,
    kept_for,
    kept_for_document,
    kept_of,
    lower,
)


def release_demand(session: Session, demand: Demand) -> list[Dropped]:
    """The demand goes: nothing is kept for it any more; returns what was."""
    return drop(session, kept_for(session, demand))


def release_document(session: Session, kind: DemandType, document_no: str) -> list[Dropped]:
    """All lines of a document go with what was kept for them."""
    return drop(session, kept_for_document(session, kind, document_no))


def release_supply(session: Session, supply: Supply) -> list[Dropped]:
    """The supply goes although something is kept of it, because a program says so."""
    return drop(session, kept_of(session, supply))


def cut_demand(session: Session, demand: Demand, wanted: Quantity) -> list[Dropped]:
    """Keep no more than a demand still wants: of the latest document first, of stock last.

    Raises nothing; what a kit made for the line brings is not touched.
    """
    return cut_rows(session, kept_for(session, demand), wanted)


def cut_rows(session: Session, kept: Iterable[Reservation], wanted: Quantity) -> list[Dropped]:
    """As `cut_demand`, of all that is kept for one demand."""
    rows = sorted(kept, key=lambda row: (row.supply_date or date.min, row.id), reverse=True)
    over = sum((row.quantity for row in rows), ZERO) - wanted
    dropped = []
    for row in rows:
        part = min(over, row.quantity)
        if part > ZERO and row.binding is not Binding.ORDER_TO_ORDER:
            dropped.append(dropped_of(row, part))
            lower(session, row, part)
            over -= part
    return dropped


def cut_supply(session: Session, supply: Supply, brings: Quantity) -> list[Dropped]:
    """Keep no more of a supply than it brings: the latest demand loses first."""
    rows = kept_of(session, supply)
    over = sum((row.quantity for row in rows), ZERO) - brings
    dropped = []
    for row in reversed(rows):
        part = min(over, row.quantity)
        if part > ZERO:
            dropped.append(dropped_of(row, part))
            lower(session, row, part)
            over -= part
    return dropped


def move_demand(session: Session, demand: Demand, day: date | None) -> list[Dropped]:
    """The demand has another date: what comes after it is dropped, the rest has the new date.

    For programs; where a user typed the date, `late_for` says beforehand what would go.
    """
    rows = kept_for(session, demand)
    late = late_for(rows, day)
    for row in rows:
        row.demand_date = day
    session.flush()  # sums of what is kept are read by SQL
    return drop(session, late)


def move_supply_date(session: Session, supply: Supply, day: date | None) -> list[Dropped]:
    """The supply has another date: it is dropped where it comes too late, else has the new date."""
    rows = kept_of(session, supply)
    late = too_late_of(rows, day)
    for row in rows:
        row.supply_date = day
    session.flush()  # sums of what is kept are read by SQL
    return drop(session, late)


def late_for(rows: Iterable[Reservation], demand_day: date | None) -> list[Reservation]:
    """What comes after a date of its demand; nothing does when there is none."""
    return [row for row in rows if demand_day and row.supply_date and row.supply_date > demand_day]


def too_late_of(rows: Iterable[Reservation], supply_day: date | None) -> list[Reservation]:
    """What a supply would come too late for, if it came on a date."""
    return [row for row in rows if supply_day and row.demand_date and supply_day > row.demand_date]
