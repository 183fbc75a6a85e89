"""The rows of the table of reservations: found, lowered and dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.promising import Reservation
from desktop.models.supply_words import Binding, DemandType
from desktop.models.values.numbers import Quantity
from desktop.services.reservations.keys import Demand, Supply, demand_of, supply_of


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was kept and is no longer, because something else changed."""

    demand: Demand
    supply: Supply
    item_no: str
    quantity: Quantity
    binding: Binding = Binding.NORMAL


def kept_for(session: Session, demand: Demand) -> list[Reservation]:
    """What is kept for a demand: stock first, the latest document last."""
    row = Reservation
    found = session.scalars(select(row).where(demand.is_meant).order_by(row.id)).all()
    return sorted(found, key=lambda each: (each.supply_date or date.min, each.id))


def kept_for_document(session: Session, kind: DemandType, document_no: str) -> list[Reservation]:
    """What is kept for all lines of a document, in their order."""
    row = Reservation
    return list(
        session.scalars(
            select(row)
            .where(row.demand_type == kind, row.demand_document_no == document_no)
            .order_by(row.demand_line_no, row.demand_component_no, row.id)
        )
    )


def kept_of(session: Session, supply: Supply) -> list[Reservation]:
    """For whom a supply is kept, the earliest demand first."""
    row = Reservation
    return list(
        session.scalars(
            select(row)
            .where(supply.is_meant)
            .order_by(
                row.demand_date.is_(None),
                row.demand_date,
                row.demand_document_no,
                row.demand_line_no,
                row.id,
            )
        )
    )


def find_pair(
    session: Session, demand: Demand, supply: Supply, binding: Binding
) -> Reservation | None:
    """What is kept of a supply for a demand by this binding: one row for each pair."""
    return session.scalars(
        select(Reservation).where(demand.is_meant, supply.is_meant, Reservation.binding == binding)
    ).first()


def lower(session: Session, row: Reservation, quantity: Quantity) -> None:
    """Keep so much less; a reservation of nothing goes."""
    if quantity >= row.quantity:
        session.delete(row)
    else:
        row.quantity -= quantity
    session.flush()  # sums of what is kept are read by SQL


def dropped_of(row: Reservation, quantity: Quantity) -> Dropped:
    """What is told when so much of a reservation goes."""
    return Dropped(demand_of(row), supply_of(row), row.item_no, quantity, row.binding)


def drop(session: Session, rows: Iterable[Reservation]) -> list[Dropped]:
    """Give up reservations whole; returns what was kept."""
    dropped = []
    for row in rows:
        dropped.append(dropped_of(row, row.quantity))
        lower(session, row, row.quantity)
    return dropped
