"""The earliest date from stock and supply that already exist (PF21–PF29); pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.balance import Step
from desktop.services.availability.lead_times import SupplyTimes
from desktop.services.calendars.working_days import Calendar, Direction, move
from desktop.services.items.stock import Scope
from desktop.services.promising.lines import (
    Kit,
    LineToPromise,
    Method,
    Part,
    Promise,
    Source,
)
from desktop.services.promising.searching import first_working_day, working_day
from desktop.services.promising.stocks import Change, Stocks

MARGIN = timedelta(days=70)
"""Times in months differ forward and back; no more than this when they are added twice."""


def available_to_promise(stocks: Stocks, line: LineToPromise, times: SupplyTimes) -> Promise:
    """When a line can be shipped from what exists; no date when that will never do.

    `times` are those of the line's own scope, for the kits that are put together for it. The
    line's own demand must have been taken out of `stocks`, which are not changed.
    """
    return Promise(
        key=line.key,
        method=Method.ATP,
        earliest_shipment_date=_date(stocks, line, times),
        unavailable_quantity=unavailable_quantity(stocks, line),
    )


def unavailable_quantity(stocks: Stocks, line: LineToPromise) -> Quantity:
    """What is missing on the line's original shipment date (PF29)."""
    if line.source is not Source.STOCK:
        return ZERO
    return short_on(stocks, line, line.original_shipment_date)


def short_on(stocks: Stocks, line: LineToPromise, day: date | None) -> Quantity:
    """How much of the need is not there on a day for good: s(t) of PF32."""
    if line.need <= 0:
        return ZERO
    end = stocks.look_ahead.end(line.start)
    there = stocks.of(line.scope).lowest_from(day, end)
    return min(max(line.need - there, ZERO), line.need)


def spare_on(stocks: Stocks, line: LineToPromise, day: date | None) -> Quantity | None:
    """What is still left on the promised date; None when the line takes nothing of stock.

    The promised line itself is in `stocks`.
    """
    if day is None or line.need <= 0 or not line.is_from_stock:
        return None
    return stocks.of(line.scope).lowest_from(day, stocks.look_ahead.end(line.start))


def profile_of(stocks: Stocks, line: LineToPromise) -> tuple[Step, ...]:
    """From which day on how much can be had for a line, from its start on (PF29)."""
    if line.source is not Source.STOCK:
        return ()
    return stocks.of(line.scope).profile(line.start, stocks.look_ahead.end(line.start))


def parts_by_availability(
    need: Quantity, profile: Iterable[Step], calendar: Calendar
) -> tuple[Step, ...]:
    """How a line is split so that each part is shipped as soon as it can be (PF29).

    What is there at the start first, then what each step adds until the need is covered; what
    never is stays out. Days are those that are worked in `calendar`; parts of one day are one.
    """
    parts: dict[date, Quantity] = {}
    given = ZERO
    for step in profile:
        added = min(step.quantity, need) - given
        if added > 0:
            day = working_day(step.day, calendar)
            parts[day] = parts.get(day, ZERO) + added
            given += added
    return tuple(Step(day, quantity) for day, quantity in parts.items())


def first_date(line: LineToPromise) -> date:
    """The first date that may be answered: not before the line's own reservations (PF26)."""
    return line.start if line.reserved_until is None else max(line.start, line.reserved_until)


def linked_date(line: LineToPromise) -> date | None:
    """The date of a line that is bought for one customer; None while it is not (PF27)."""
    if line.purchase is None:
        return None
    first = first_date(line)
    expected = line.purchase.expected_receipt_date
    if expected is not None and not line.purchase.is_received:
        first = max(first, expected)
    return working_day(first, line.location)


def date_from_stock(stocks: Stocks, line: LineToPromise) -> date | None:
    """The date of the part that is taken from stock (PF25, PF26)."""
    end = stocks.look_ahead.end(line.start)
    found = stocks.of(line.scope).earliest(line.need, line.start, end)
    return None if found is None else working_day(max(found, first_date(line)), line.location)


def part_scope(line: LineToPromise, part: Part) -> Scope:
    """From where a part of the line's kit is taken."""
    return part.component.at(line.scope.location_code)


def date_without_kit(stocks: Stocks, line: LineToPromise) -> date | None:
    """The date of what is not put together for the line (PF25–PF27)."""
    return date_from_stock(stocks, line) if line.source is Source.STOCK else linked_date(line)


def _date(stocks: Stocks, line: LineToPromise, times: SupplyTimes) -> date | None:
    found = date_without_kit(stocks, line)
    if line.source is not Source.STOCK or line.kit is None or found is None:
        return found
    of_kit = _kit_date(stocks, line, line.kit, times)
    return None if of_kit is None else max(found, of_kit)


def _kit_date(stocks: Stocks, line: LineToPromise, kit: Kit, times: SupplyTimes) -> date | None:
    """The first working day for which the work can start with all parts at hand (PF27)."""
    last = _last_kit_date(stocks, line, kit, times)
    if last is None:
        return None
    end = stocks.look_ahead.end(line.start)

    def is_possible(day: date) -> bool:
        starting = times.start_for(day).starting_date
        if starting < stocks.work_date:
            return False
        mark = stocks.mark
        are_there = all(_take(stocks, line, part, times, starting) for part in kit.parts)
        stocks.roll_back(mark)
        return are_there

    return first_working_day(
        first_date(line), last if end is None else min(last, end), times.location, is_possible
    )


def _take(
    stocks: Stocks, line: LineToPromise, part: Part, times: SupplyTimes, starting: date
) -> bool:
    """Take a part for work that starts on a date, so that it cannot be taken twice."""
    scope = part_scope(line, part)
    due = times.component_due(starting, part.component.lead_time_offset)
    end = stocks.look_ahead.end(line.start)
    is_there = stocks.of(scope).lowest_from(due, end) >= part.quantity or part.quantity <= 0
    stocks.add(Change(scope, due, -part.quantity))
    return is_there


def _last_kit_date(
    stocks: Stocks, line: LineToPromise, kit: Kit, times: SupplyTimes
) -> date | None:
    """A date by which all parts are there, if they ever are."""
    needed: dict[Scope, Quantity] = defaultdict(lambda: ZERO)
    for part in kit.parts:
        needed[part_scope(line, part)] += part.quantity
    end = stocks.look_ahead.end(line.start)
    last = max(first_date(line), times.started_on(stocks.work_date).due_date)
    for part in kit.parts:
        scope = part_scope(line, part)
        there = stocks.of(scope).earliest(needed[scope], stocks.work_date, end)
        if there is None:
            return None
        offset = part.component.lead_time_offset.days_from(there)
        start = move(there, offset, Direction.FORWARD, times.location, (times.location,))
        last = max(last, times.started_on(start).due_date)
    return last + MARGIN
