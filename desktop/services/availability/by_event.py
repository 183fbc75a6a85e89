"""Availability by event: one row for each date on which something changes (PF6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.event_sources import STOCK
from desktop.services.availability.events import DayTotals
from desktop.services.availability.figures import Figures, figures_of


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A line that is not yet a demand (on a quote, say): what it would take, and when."""

    day: date
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class EventRow:
    """What happens on a date (None: what is there), and what is left after it, in base units.

    `balance` is the projected available balance, `remaining` what of it nobody has reserved (the
    free balance). `is_this_line` marks the row of a what-if.
    """

    day: date | None
    figures: Figures = field(default_factory=Figures)
    remaining: Quantity = ZERO
    balance: Quantity = ZERO
    is_this_line: bool = False


def rows_by_event(
    events: Iterable[DayTotals], work_date: date, what_if: WhatIf | None = None
) -> tuple[EventRow, ...]:
    """The rows of any scopes together in the order of dates, what is there first.

    Overdue and undated events stand at the work date (PF3); a what-if comes after the events of
    its date.
    """
    known = list(events)
    days: dict[date, list[DayTotals]] = {}
    for event in known:
        if event.kind not in STOCK:
            days.setdefault(max(event.due or work_date, work_date), []).append(event)
    stock = figures_of((each for each in known if each.kind in STOCK), None, work_date)
    rows = [EventRow(None, stock)]
    rows += [EventRow(day, figures_of(days[day], None, work_date)) for day in sorted(days)]
    if what_if is not None:
        rows.append(_this_line(what_if, work_date))
        rows[1:] = sorted(rows[1:], key=lambda row: (row.day or work_date, row.is_this_line))
    return _with_balances(rows)


def _this_line(what_if: WhatIf, work_date: date) -> EventRow:
    taken = Figures(gross_requirement=what_if.quantity)
    return EventRow(max(what_if.day, work_date), taken, is_this_line=True)


def _with_balances(rows: Sequence[EventRow]) -> tuple[EventRow, ...]:
    remaining = balance = ZERO
    found = []
    for row in rows:
        remaining += row.figures.free_balance
        balance += row.figures.projected_available_balance
        found.append(EventRow(row.day, row.figures, remaining, balance, row.is_this_line))
    return tuple(found)
