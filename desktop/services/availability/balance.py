"""The balance of one scope over time, and the earliest date that a need finds (PF2, PF23–PF31).

Pure: quantities in, dates and quantities out. A balance is made of *free* quantities in the base
unit: receipts are positive, requirements negative. Adding, removing or moving one event and asking
again takes O(log of the days spanned) steps, so whole sessions of promises can be tried on one
balance (`copy` for what may have to be thrown away).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.supply_words import TimeBucket
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.buckets import LookAhead, bucket_no, bucket_start
from desktop.services.availability.receipts import Receipts
from desktop.services.availability.running_totals import RunningTotals


@dataclass(frozen=True, slots=True)
class Step:
    """From a day on, so much can be had: the lowest balance of that bucket and all later ones."""

    day: date
    quantity: Quantity


class Balance:
    """What is freely there of one scope: stock, and what comes and goes on which day.

    `work_date` is the first day: an event before it, or without a date, counts on it (PF3).
    `look_ahead` gives the buckets in which events are netted and how far behind a start they are
    looked at.
    """

    def __init__(
        self, work_date: date, available: Quantity = ZERO, look_ahead: LookAhead | None = None
    ) -> None:
        self.work_date = work_date
        self.look_ahead = look_ahead or LookAhead()
        self._available = available
        self._first_day = bucket_no(work_date, TimeBucket.DAY)
        self._first_bucket = bucket_no(work_date, self.bucket)
        self._days = RunningTotals()
        nets_by_day = self.bucket is TimeBucket.DAY
        self._buckets = self._days if nets_by_day else RunningTotals()
        self._receipts = Receipts()

    @property
    def bucket(self) -> TimeBucket:
        """The span in which supply and demand are netted."""
        return self.look_ahead.bucket

    @property
    def available(self) -> Quantity:
        """The available inventory: on hand, neither reserved nor earmarked (PF2)."""
        return self._available

    def copy(self) -> Balance:
        """The same balance, to be changed independently."""
        made = Balance(self.work_date, self._available, self.look_ahead)
        made._days = self._days.copy()
        made._buckets = made._days if self._buckets is self._days else self._buckets.copy()
        made._receipts = self._receipts.copy()
        return made

    # ------------------------------------------------------------------------------- changing

    def add_stock(self, quantity: Quantity) -> None:
        """More (or, negative, less) is available at once."""
        self._available += quantity

    def add(self, day: date | None, quantity: Quantity) -> None:
        """Something comes (+) or goes (−) on a day."""
        self._put(day, quantity)
        if quantity > 0:
            self._receipts.put(self._place(self.day_of(day)), self.day_of(day), quantity)

    def remove(self, day: date | None, quantity: Quantity) -> None:
        """Take back what was added with the same day and quantity."""
        self._put(day, -quantity)
        if quantity > 0:
            self._receipts.put(self._place(self.day_of(day)), self.day_of(day), -quantity)

    def move(self, quantity: Quantity, old: date | None, new: date | None) -> None:
        """What was added on one day happens on another."""
        self.remove(old, quantity)
        self.add(new, quantity)

    def _put(self, day: date | None, quantity: Quantity) -> None:
        counted = self.day_of(day)
        self._days.add(self._day_place(counted), quantity)
        if self._buckets is not self._days:
            self._buckets.add(self._place(counted), quantity)

    # --------------------------------------------------------------------------------- asking

    def day_of(self, day: date | None) -> date:
        """The day on which an event counts: never before the work date (PF3)."""
        return self.work_date if day is None else max(day, self.work_date)

    def on(self, day: date | None) -> Quantity:
        """F(d): what is available, with every event dated until the day (PF2)."""
        return self._available + self._days.up_to(self._day_place(self.day_of(day)))

    def at_bucket_end(self, day: date | None) -> Quantity:
        """F(b): the balance at the end of the bucket in which a day lies (PF24)."""
        return self._available + self._buckets.up_to(self._place(self.day_of(day)))

    def lowest_from(self, day: date | None, end: date | None = None) -> Quantity:
        """A(t) and M(b): what can be had on a day without anything later falling short (PF29).

        The lowest balance at the end of the day's bucket and of all later ones that begin until
        `end` (None: all).
        """
        place, last = self._span(self.day_of(day), end)
        return self._available + self._buckets.lowest(place, last)

    def earliest(self, need: Quantity, start: date | None, end: date | None = None) -> date | None:
        """The first date, not before the start, on which a need can be met for good (PF25).

        `need` is in base units, and this very demand is not part of the balance (trap 1). `end` is
        the last day whose events count, usually `look_ahead.end(start)`. None when no bucket that
        begins until then will do. Inside a bucket the demands are served first, so the date is
        that of the receipt which really covers the need. Working days are the caller's business:
        they are rounded to afterwards (trap 7).
        """
        first_day = self.day_of(start)
        if need <= 0:
            return first_day
        place, last = self._span(first_day, end)
        if self._after(last) < need:
            return None
        short = self._buckets.last_below(need - self._available, place, last)
        if short is None:
            return self._receipts.covering_day(place, first_day, self._after(place) - need)
        opening = bucket_start(short + 1 + self._first_bucket, self.bucket)
        left = self._after(short + 1) - need
        return self._receipts.covering_day(short + 1, max(first_day, opening), left)

    def first_short(self, need: Quantity, start: date | None, end: date | None) -> date | None:
        """The first day of the first bucket whose end balance is below a need; None if none is."""
        place, last = self._span(self.day_of(start), end)
        found = self._buckets.first_below(need - self._available, place, last)
        if found is None:
            return None
        return max(self.work_date, bucket_start(found + self._first_bucket, self.bucket))

    def profile(self, start: date | None, end: date | None = None) -> tuple[Step, ...]:
        """The steps of what can be had from a start on: when it rises, and to what (PF29).

        Each step is the first day on which its quantity can be had; only the first may be below
        zero.
        """
        day = self.day_of(start)
        steps = [Step(day, self.lowest_from(day, end))]
        place, last = self._span(day, end)
        # What can be had rises only where a receipt comes.
        for number in self._receipts.places():
            if number <= place or (last is not None and number > last):
                continue
            later = bucket_start(number + self._first_bucket, self.bucket)
            quantity = self.lowest_from(later, end)
            if quantity > max(steps[-1].quantity, ZERO):
                exact = self.earliest(quantity, steps[-1].day, end)
                steps.append(Step(exact or later, quantity))
        return tuple(steps)

    def _span(self, day: date, end: date | None) -> tuple[int, int | None]:
        """The places of a day and of the last bucket that counts; a day behind it counts as it."""
        place = self._place(day)
        if end is None:
            return place, None
        last = self._place(self.day_of(end))
        return min(place, last), last

    def _after(self, place: int | None) -> Quantity:
        """The balance after a bucket, or after everything."""
        held = self._buckets.total if place is None else self._buckets.up_to(place)
        return self._available + held

    def _day_place(self, day: date) -> int:
        return bucket_no(day, TimeBucket.DAY) - self._first_day

    def _place(self, day: date) -> int:
        return bucket_no(day, self.bucket) - self._first_bucket
