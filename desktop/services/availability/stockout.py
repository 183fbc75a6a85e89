"""Whether a line would fall short, or take what is meant for an order due later (PF9, SD34).

A warning never blocks, and disappears by itself when its cause is gone: nothing is stored.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import DefaultYesNo
from desktop.services.availability.balance import Balance
from desktop.services.availability.buckets import LookAhead, bucket_end, bucket_no
from desktop.services.availability.event_sources import DEMAND, STOCK, SUPPLY
from desktop.services.availability.events import (
    ALL_KINDS,
    DayTotals,
    Event,
    EventKind,
    Scope,
    Wanted,
    day_totals,
    documents,
)
from desktop.services.availability.figures import Figures, balances_of, figures_of


class Severity(StrEnum):
    """How bad it is: the line itself is short, another falls short, or it just hangs on a thread.

    `overdue`: the line is covered, but only by a receipt whose date has passed (PF3).
    """

    SHORT = "short"
    STEALS = "steals"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Demand:
    """A line that wants an outstanding quantity (base units) of a scope on a day."""

    line_no: int
    scope: Scope
    quantity: Quantity
    day: date | None


@dataclass(frozen=True)
class Watch:
    """Under which conditions lines are looked at.

    `order_no` is the order to which they belong, so that their own demand is taken out;
    None on invoices, which see what is on hand only. `warnings` are the
    stockout warnings of the items that are looked at.
    """

    work_date: date
    look_ahead: LookAhead
    warnings: frozenset[DefaultYesNo]
    order_no: str | None = None

    @property
    def kinds(self) -> frozenset[EventKind]:
        """The kinds of event that count."""
        return STOCK if self.order_no is None else ALL_KINDS


@dataclass(frozen=True, slots=True)
class Stockout:
    """What is wrong with a line (PF9, PF10), in base units, all without the line's own demand.

    `quantity` is what the line still wants (outstanding less reserved), `shortage` what is missing
    on its day, or for `victim`, the first document due later that would fall short. `earliest` is
    the first date on which the line could be met for good; `overdue` is the receipt, already late,
    on which the answer rests.
    """

    severity: Severity
    scope: Scope
    day: date
    quantity: Quantity
    figures: Figures
    shortage: Quantity
    earliest: date | None
    victim: Event | None = None
    short_from: date | None = None
    rests_on_overdue: bool = False
    overdue: Event | None = None


def stockouts(session: Session, demands: Collection[Demand], watch: Watch) -> dict[int, Stockout]:
    """What is wrong with lines, by line number; lines with which nothing is wrong are absent.

    One statement, and a second one only when a document has to be named.
    """
    if not demands:
        return {}
    wanted = Wanted.of_scopes(
        {demand.scope for demand in demands},
        kinds=watch.kinds,
        warnings=watch.warnings,
        apart=watch.order_no,
    )
    rows = day_totals(session, wanted)
    known = {row.scope.item_no for row in rows}
    judge = _Judge(rows, watch)
    found = {
        demand.line_no: verdict
        for demand in demands
        if demand.scope.item_no in known and (verdict := judge.verdict(demand)) is not None
    }
    return _with_documents(session, found, watch)


class _Judge:
    """Asks one balance for each scope, with the demand of each line taken out in its turn."""

    def __init__(self, rows: Sequence[DayTotals], watch: Watch) -> None:
        self._watch = watch
        self._balances = balances_of(rows, watch.work_date, watch.look_ahead)
        self._rows: dict[Scope, list[DayTotals]] = defaultdict(list)
        self._own: dict[int, DayTotals] = {}
        self._known: dict[tuple[Scope, date], Figures] = {}
        self._overdue = overdue_of(rows, watch.work_date)
        for row in rows:
            self._rows[row.scope].append(row)
            if row.kind is EventKind.SALES and row.line_no is not None:
                self._own[row.line_no] = row

    def verdict(self, demand: Demand) -> Stockout | None:
        """What is wrong with a line, its own old demand taken out with its own date (trap 1)."""
        own = self._own.get(demand.line_no)
        if self._watch.order_no is not None and own is None:
            return None  # linked to a special order: it takes nothing of ours (PF103)
        balance = self._balances.get(demand.scope) or Balance(
            self._watch.work_date, ZERO, self._watch.look_ahead
        )
        if own is None:
            return self._judged(demand, balance, demand.quantity)
        self._balances[own.scope].remove(own.due, own.free)
        found = self._judged(demand, balance, demand.quantity + own.reserved)
        self._balances[own.scope].add(own.due, own.free)
        return found

    def _judged(self, demand: Demand, balance: Balance, quantity: Quantity) -> Stockout | None:
        if quantity <= 0:
            return None
        day = balance.day_of(demand.day)
        end = self._watch.look_ahead.end(day)
        shortage = quantity - balance.on(day)
        short_from = balance.first_short(quantity, day, end)
        earliest = balance.earliest(quantity, day, end)
        certain = balance.lowest_from(earliest or day, end) - self._overdue.get(demand.scope, ZERO)
        rests_on_overdue = earliest is not None and certain < quantity
        if shortage > 0:
            severity = Severity.SHORT
        elif short_from is not None:
            severity = Severity.STEALS
            shortage = quantity - balance.at_bucket_end(short_from)
        elif rests_on_overdue:
            severity, shortage = Severity.OVERDUE, ZERO
        else:
            return None
        return Stockout(
            severity=severity,
            scope=demand.scope,
            day=day,
            quantity=quantity,
            figures=self._figures(demand, day),
            shortage=shortage,
            earliest=earliest,
            short_from=short_from,
            rests_on_overdue=rests_on_overdue,
        )

    def _figures(self, demand: Demand, day: date) -> Figures:
        """The figures of a scope until a day without the line's own demand; summed once a day."""
        known = self._known.get((demand.scope, day))
        if known is None:
            known = figures_of(self._rows[demand.scope], day, self._watch.work_date)
            self._known[demand.scope, day] = known
        own = self._own.get(demand.line_no)
        if own is None or own.scope != demand.scope or (own.due is not None and own.due > day):
            return known
        return replace(
            known,
            gross_requirement=known.gross_requirement + own.quantity,
            reserved_requirement=known.reserved_requirement + own.reserved,
        )


def overdue_of(rows: Iterable[DayTotals], work_date: date) -> dict[Scope, Quantity]:
    """What should have come already."""
    found: dict[Scope, Quantity] = {}
    for row in rows:
        if row.kind in SUPPLY and row.due is not None and row.due < work_date:
            found[row.scope] = found.get(row.scope, ZERO) + row.free
    return found


def _with_documents(
    session: Session, found: dict[int, Stockout], watch: Watch
) -> dict[int, Stockout]:
    """The same with the documents named: who falls short, and which receipt is late."""
    spans = {line_no: _spans(each, watch) for line_no, each in found.items()}
    wanted = [span for of_line in spans.values() for span in of_line]
    if not wanted:
        return found
    firsts = [first for first, _last in wanted if first is not None]
    events = documents(
        session,
        Wanted.of_scopes(
            {found[line_no].scope for line_no, of_line in spans.items() if of_line},
            kinds=watch.kinds,
            warnings=watch.warnings,
        ),
        first=min(firsts) if len(firsts) == len(wanted) else None,
        last=max(last for _first, last in wanted),
    )
    by_scope: dict[Scope, list[Event]] = defaultdict(list)
    for event in events:
        by_scope[event.scope].append(event)
    known = {scope: _Documents(of_scope, watch.work_date) for scope, of_scope in by_scope.items()}
    return {
        line_no: _named(line_no, each, known[each.scope], watch) if each.scope in known else each
        for line_no, each in found.items()
    }


class _Documents:
    """The documents of a scope in the order of days, to be asked for those of a few days."""

    def __init__(self, events: Iterable[Event], work_date: date) -> None:
        known = list(events)
        demands = [event for event in known if event.kind in DEMAND and event.free < 0]
        self._demands = sorted(demands, key=lambda event: max(event.due or work_date, work_date))
        self._days = [max(event.due or work_date, work_date) for event in self._demands]
        self.late = next((event for event in known if _is_late(event, work_date)), None)

    def demands(self, first: date, last: date) -> list[Event]:
        """What is wanted from a day to a day, both included."""
        return self._demands[bisect_left(self._days, first) : bisect_right(self._days, last)]


def _is_late(event: Event, work_date: date) -> bool:
    """Whether this receipt should have come and has not."""
    is_receipt = event.kind in SUPPLY and event.free > 0
    return is_receipt and event.due is not None and event.due < work_date


Span = tuple[date | None, date]


def _spans(found: Stockout, watch: Watch) -> list[Span]:
    """From when to when documents are needed to name those that matter."""
    spans: list[Span] = []
    if found.rests_on_overdue:
        spans.append((None, watch.work_date))
    if found.severity is Severity.STEALS and found.short_from is not None:
        spans.append(_short_bucket(found.short_from, watch))
    return spans


def _short_bucket(short_from: date, watch: Watch) -> Span:
    """The bucket at whose end too little is left; that of the work date begins with all before."""
    bucket = watch.look_ahead.bucket
    is_first = bucket_no(short_from, bucket) == bucket_no(watch.work_date, bucket)
    return (None if is_first else short_from), bucket_end(short_from, bucket)


def _named(line_no: int, found: Stockout, known: _Documents, watch: Watch) -> Stockout:
    late = known.late if found.rests_on_overdue else None
    if found.severity is not Severity.STEALS or found.short_from is None:
        return replace(found, overdue=late)
    last = bucket_end(found.short_from, watch.look_ahead.bucket)
    own = (EventKind.SALES, watch.order_no, line_no)
    others = [
        event
        for event in known.demands(max(found.short_from, watch.work_date), last)
        if (event.kind, event.document_no, event.line_no) != own
    ]
    return replace(found, overdue=late, victim=_victim(found.shortage, others))


def _victim(shortage: Quantity, demands: Sequence[Event]) -> Event | None:
    """The first demand of a bucket that no longer finds its quantity; receipts come first."""
    missing = shortage
    # Seen from the end: what the last demands want is what is missing first.
    for event in reversed(demands):
        missing += event.free
        if missing <= 0:
            return event
    return demands[0] if demands else None
