"""Availability by period: what each begins with, takes, gets and leaves (PF6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from desktop.models.supply_words import TimeBucket
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.buckets import bucket_end, bucket_no, bucket_start
from desktop.services.availability.event_sources import STOCK
from desktop.services.availability.events import DayTotals
from desktop.services.availability.figures import Figures, figures_of

PERIODS = 26
"""How many periods a page shows."""


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period from `start` to `end`, both included; quantities in base units.

    `opening` is the projected available balance before it, `balance` the one at its end.
    """

    start: date
    end: date
    opening: Quantity
    figures: Figures = field(default_factory=Figures)

    @property
    def balance(self) -> Quantity:
        """The projected available balance at the end of the period."""
        return self.opening + self.figures.projected_available_balance


def rows_by_period(
    events: Iterable[DayTotals],
    work_date: date,
    bucket: TimeBucket,
    count: int = PERIODS,
) -> tuple[PeriodRow, ...]:
    """So many periods, the first of them the one in which the work date lies.

    What is there opens the first period; overdue and undated events stand at the work date.
    """
    known = list(events)
    periods: dict[int, list[DayTotals]] = {}
    for event in known:
        if event.kind not in STOCK:
            day = max(event.due or work_date, work_date)
            periods.setdefault(bucket_no(day, bucket), []).append(event)
    opening = figures_of((each for each in known if each.kind in STOCK), None, work_date).inventory
    first = bucket_no(work_date, bucket)
    rows = []
    for number in range(first, first + count):
        start = bucket_start(number, bucket)
        figures = figures_of(periods.get(number, ()), None, work_date)
        rows.append(PeriodRow(start, bucket_end(start, bucket), opening, figures))
        opening = rows[-1].balance
    return tuple(rows)


def balance_at(rows: Iterable[PeriodRow], day: date) -> Quantity:
    """The balance at the end of the period in which a day lies; of the last one behind all."""
    found = ZERO
    for row in rows:
        found = row.balance
        if day <= row.end:
            break
    return found
