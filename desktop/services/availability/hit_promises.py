"""Which promises do not find their goods any more when a supply comes later or brings less (PF57).

Wishes that are not promised do not matter: a promise is never held up by them (PF22).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.promising import Reservation
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.balance import Balance
from desktop.services.availability.event_sources import NOTHING, SOURCES, EventKind
from desktop.services.availability.events import ALL_KINDS, Scope, Wanted, day_totals
from desktop.services.availability.figures import balances_of

_SALES = next(source for source in SOURCES if source.kind is EventKind.SALES)


@dataclass(frozen=True, slots=True)
class Gap:
    """Goods of a scope that are not there from a day until another; None: for good."""

    scope: Scope
    first: date
    until: date | None


@dataclass(frozen=True, slots=True)
class HitPromise:
    """A promised order line whose free goods (base units) are not there on its day."""

    scope: Scope
    document_no: str
    line_no: int
    day: date
    promised_delivery_date: date
    free: Quantity


def hit_promises(session: Session, gaps: Collection[Gap], work_date: date) -> list[HitPromise]:
    """The promises inside the gaps that find too little now, in the order of days.

    Two statements, or none without a gap. What is reserved for a promise is not looked at.
    """
    if not gaps:
        return []
    scopes = {gap.scope for gap in gaps}
    promises = _promises(session, scopes, work_date)
    if not promises:
        return []
    wanted = Wanted.of_scopes(scopes, kinds=ALL_KINDS - {EventKind.SALES})
    balances = balances_of(day_totals(session, wanted), work_date)
    for promise in promises:
        balances[promise.scope].add(promise.day, -promise.free)
    by_day: dict[tuple[Scope, date], list[HitPromise]] = defaultdict(list)
    for promise in promises:
        if any(_is_inside(gap, promise, work_date) for gap in gaps):
            by_day[promise.scope, promise.day].append(promise)
    return [
        hit
        for (scope, day), of_day in sorted(by_day.items(), key=lambda entry: entry[0][1])
        for hit in _short(of_day, balances[scope], day)
    ]


def hit_orders(session: Session, days: Mapping[tuple[str, int], date]) -> list[HitPromise]:
    """The promised order lines that are to ship before what is bought for them alone is there.

    `days` says for an order and its line when that comes; one statement, or none.
    """
    if not days:
        return []
    line = SalesLine
    rows = session.scalars(
        select(line)
        .where(
            line.document_type == DocumentType.ORDER,
            line.outstanding_quantity_base > ZERO,
            line.document_no.in_({no for no, _line_no in days}),
            line.promised_delivery_date.is_not(None),
        )
        .order_by(line.document_no, line.line_no)
    )
    return [
        HitPromise(
            Scope(row.no or "", row.variant_code, row.location_code),
            row.document_no,
            row.line_no,
            row.shipment_date,
            row.promised_delivery_date,
            row.outstanding_quantity_base,
        )
        for row in rows
        if row.shipment_date is not None
        and row.promised_delivery_date is not None
        and row.shipment_date < days.get((row.document_no, row.line_no), date.min)
    ]


def _promises(session: Session, scopes: Collection[Scope], work_date: date) -> list[HitPromise]:
    """What is promised of the scopes and not reserved; one statement."""
    held = (
        select(func.coalesce(func.sum(Reservation.quantity), NOTHING))
        .where(_SALES.reservation)
        .scalar_subquery()
    )
    rows = session.execute(
        _SALES.joined(
            select(
                _SALES.item,
                _SALES.variant,
                _SALES.location,
                _SALES.document_no,
                _SALES.line_no,
                _SALES.day,
                SalesLine.promised_delivery_date,
                _SALES.quantity,
                held,
            )
        )
        .where(
            _SALES.is_open,
            _SALES.item.in_({scope.item_no for scope in scopes}),
            SalesLine.promised_delivery_date.is_not(None),
        )
        .order_by(_SALES.day, _SALES.document_no, _SALES.line_no)
    )
    found = []
    for item, variant, location, no, line_no, day, promised, quantity, reserved in rows:
        scope = Scope(item, variant or None, location or None)
        if scope in scopes and quantity > reserved:
            counted = max(day or work_date, work_date)
            found.append(HitPromise(scope, no, line_no, counted, promised, quantity - reserved))
    return found


def _is_inside(gap: Gap, promise: HitPromise, work_date: date) -> bool:
    is_before = gap.until is None or promise.day < max(gap.until, work_date)
    return gap.scope == promise.scope and max(gap.first, work_date) <= promise.day and is_before


def _short(of_day: Iterable[HitPromise], balance: Balance, day: date) -> list[HitPromise]:
    """Those of a day that find too little: the last ones go without first."""
    missing = -balance.on(day)
    found: list[HitPromise] = []
    for promise in reversed(list(of_day)):
        if missing > ZERO:
            found.insert(0, promise)
            missing -= promise.free
    return found
