"""How much there is of an item on a date: the figures of every page and fact box (PF1, PF2).

All quantities are in base units; `in_unit` turns them into a caller's unit (PF5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.company import CompanyInformation
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.services.availability.balance import Balance
from desktop.services.availability.buckets import LookAhead
from desktop.services.availability.event_sources import DEMAND, PLANNED, SCHEDULED, STOCK
from desktop.services.availability.events import DayTotals, EventKind, Scope, Wanted, day_totals

UNIT_PRECISION = Decimal("0.00001")


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one or more scopes on a date, all events until then included.

    Requirements are positive here. `reserved_*` are the parts that are kept for somebody;
    `projected_available_balance` disregards reservations, `free_balance` is what promises and
    warnings use: available inventory and free events.
    """

    inventory: Quantity = ZERO
    gross_requirement: Quantity = ZERO
    scheduled_receipt: Quantity = ZERO
    planned_receipt: Quantity = ZERO
    reserved_inventory: Quantity = ZERO
    reserved_requirement: Quantity = ZERO
    reserved_receipt: Quantity = ZERO
    earmarked: Quantity = ZERO

    @property
    def available_inventory(self) -> Quantity:
        """What lies there and is neither reserved nor earmarked (PF2)."""
        return self.inventory - self.reserved_inventory - self.earmarked

    @property
    def projected_available_balance(self) -> Quantity:
        """PAB: stock and receipts less requirements (PF1)."""
        return (
            self.inventory + self.scheduled_receipt + self.planned_receipt - self.gross_requirement
        )

    @property
    def free_receipt(self) -> Quantity:
        """Scheduled and planned receipts that nobody has reserved."""
        return self.scheduled_receipt + self.planned_receipt - self.reserved_receipt

    @property
    def free_requirement(self) -> Quantity:
        """Requirements that nothing is reserved for yet."""
        return self.gross_requirement - self.reserved_requirement

    @property
    def free_balance(self) -> Quantity:
        """F(d) of PF2."""
        return self.available_inventory + self.free_receipt - self.free_requirement


NO_FIGURES = Figures()


def figures_of(rows: Iterable[DayTotals], day: date | None, work_date: date) -> Figures:
    """The figures of these events until a day, it included; without a day, of all of them.

    An event without a date or before the work date counts on the work date (PF3).
    """
    sums: dict[EventKind, list[Quantity]] = defaultdict(lambda: [ZERO, ZERO])
    last = None if day is None else max(day, work_date)
    for row in rows:
        if row.kind in STOCK or last is None or row.due is None or row.due <= last:
            sums[row.kind][0] += row.quantity
            sums[row.kind][1] += row.reserved

    def total(kinds: Iterable[EventKind], place: int = 0) -> Quantity:
        return sum((sums[kind][place] for kind in kinds if kind in sums), ZERO)

    return Figures(
        inventory=total([EventKind.INVENTORY]),
        gross_requirement=-total(DEMAND),
        scheduled_receipt=total(SCHEDULED),
        planned_receipt=total(PLANNED),
        reserved_inventory=total([EventKind.INVENTORY], 1),
        reserved_requirement=-total(DEMAND, 1),
        reserved_receipt=total(SCHEDULED | PLANNED, 1),
        earmarked=total([EventKind.EARMARK], 1),
    )


def figures_of_item(
    session: Session,
    item_no: str,
    day: date,
    work_date: date,
    location_code: str | None = None,
) -> Figures:
    """The figures of an item on a day: at one location, or at all when none is named.

    All variants count together. One statement.
    """
    rows = day_totals(session, Wanted.of_items([item_no]))
    return figures_of(at_location(rows, location_code), day, work_date)


def at_location(rows: Iterable[DayTotals], location_code: str | None) -> list[DayTotals]:
    """The events of one location ("" is the blank one), or all when none is named."""
    if location_code is None:
        return list(rows)
    return [row for row in rows if (row.scope.location_code or "") == location_code]


def figures_by_scope(
    session: Session, item_nos: Iterable[str], day: date, work_date: date
) -> dict[Scope, Figures]:
    """The figures of each scope of items on a day; one statement.

    Each item of type inventory has at least its blank scope.
    """
    by_scope: dict[Scope, list[DayTotals]] = defaultdict(list)
    for row in day_totals(session, Wanted.of_items(item_nos)):
        by_scope[row.scope].append(row)
    return {scope: figures_of(rows, day, work_date) for scope, rows in by_scope.items()}


def balances_of(
    rows: Iterable[DayTotals], work_date: date, look_ahead: LookAhead | None = None
) -> dict[Scope, Balance]:
    """The free balance of each scope over time (PF2)."""
    balances: dict[Scope, Balance] = {}
    for row in rows:
        balance = balances.get(row.scope)
        if balance is None:
            balance = balances[row.scope] = Balance(work_date, ZERO, look_ahead)
        if row.kind in STOCK:
            balance.add_stock(row.free)
        else:
            balance.add(row.due, row.free)
    return balances


def look_ahead_of(session: Session) -> LookAhead:
    """How far the company looks ahead, and in which buckets it nets (03 §1); one statement."""
    period, bucket = session.execute(
        select(
            CompanyInformation.check_avail_period_calc, CompanyInformation.check_avail_time_bucket
        )
    ).one()
    return LookAhead.parse(period, bucket)


def in_unit(quantity: Quantity, qty_per_unit: Quantity) -> Quantity:
    """A base quantity in a caller's unit, R to five places (PF5)."""
    return round_to(quantity, UNIT_PRECISION, over=qty_per_unit or Decimal(1))
