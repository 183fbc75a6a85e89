"""What is kept of lines of the worksheet, and where it goes when they end (PF43, PF48)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Session

from desktop.models.promising import RequisitionLine, Reservation
from desktop.models.supply_words import DemandType, SupplyType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.database import report_changes
from desktop.services.reservations import Demand, Supply, move_supply_date, release_supply
from desktop.services.reservations.rows import drop, kept_of

BY_KEY = {"synchronize_session": "fetch"}


@dataclass(frozen=True, slots=True)
class Held:
    """What of a line is kept: how much, by when the first one needs it, and for what."""

    quantity: Quantity = ZERO
    needed_on: date | None = None
    document: str = ""


def supply_of_line(line: RequisitionLine) -> Supply:
    """A line as reservations name it."""
    return Supply(SupplyType.REQUISITION, line.worksheet_name, line.line_no)


def component_of_line(line: RequisitionLine, component_no: int) -> Demand:
    """A component of a line as reservations name it."""
    kind = DemandType.REQUISITION_COMPONENT
    return Demand(kind, line.worksheet_name, line.line_no, component_no)


def held_of(session: Session, line: RequisitionLine) -> Held:
    """What is kept of a line."""
    with session.no_autoflush:
        rows = kept_of(session, supply_of_line(line))
    if not rows:
        return Held()
    quantity = sum((row.quantity for row in rows), ZERO)
    return Held(quantity, rows[0].demand_date, rows[0].demand_document_no)


def tell_supply_date(session: Session, line: RequisitionLine) -> None:
    """Let the reservations of a line know when it will be there."""
    move_supply_date(session, supply_of_line(line), line.due_date)


def drop_reservations(session: Session, line: RequisitionLine) -> None:
    """Forget what is kept of a line, and for its components."""
    release_supply(session, supply_of_line(line))
    drop(session, session.scalars(select(Reservation).where(_is_for_part(line))).all())


def move_demands(
    session: Session, line: RequisitionLine, assembly_no: str, numbers: Iterable[tuple[int, int]]
) -> None:
    """What was kept for components is kept for lines of the assembly order that is made (PF48).

    `numbers` are those of the components and of the order's lines. What the order does not need
    is kept no more.
    """
    for component_no, line_no in numbers:
        demand = Demand(DemandType.ASSEMBLY_COMPONENT, assembly_no, line_no)
        session.execute(
            update(Reservation)
            .where(component_of_line(line, component_no).is_meant)
            .values(demand.columns),
            execution_options=BY_KEY,
        )
    drop(session, session.scalars(select(Reservation).where(_is_for_part(line))).all())
    report_changes(session, Reservation.__tablename__)


def _is_for_part(line: RequisitionLine) -> ColumnElement[bool]:
    return and_(
        Reservation.demand_type == DemandType.REQUISITION_COMPONENT,
        Reservation.demand_document_no == line.worksheet_name,
        Reservation.demand_line_no == line.line_no,
    )
