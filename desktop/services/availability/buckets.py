"""Spans of days in which supply and demand are netted, and how far ahead to look (PF23, PF24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.models.supply_words import TimeBucket
from desktop.models.values.date_formula import DateBeyondCalendarError, DateFormula

DAYS_IN_A_WEEK = 7
MONTHS_IN_A_YEAR = 12
_MONTHS = {TimeBucket.MONTH: 1, TimeBucket.QUARTER: 3, TimeBucket.YEAR: MONTHS_IN_A_YEAR}


def bucket_no(day: date, bucket: TimeBucket) -> int:
    """The number of the bucket in which a day lies; buckets are numbered without gaps.

    A week runs from Monday to Sunday.
    """
    if bucket is TimeBucket.DAY:
        return day.toordinal() - 1
    if bucket is TimeBucket.WEEK:
        return (day.toordinal() - 1) // DAYS_IN_A_WEEK
    return ((day.year - 1) * MONTHS_IN_A_YEAR + day.month - 1) // _MONTHS[bucket]


def bucket_start(number: int, bucket: TimeBucket) -> date:
    """The first day of the bucket with a number; OverflowError outside the years 1 to 9999."""
    if bucket is TimeBucket.DAY:
        return date.fromordinal(number + 1)
    if bucket is TimeBucket.WEEK:
        return date.fromordinal(number * DAYS_IN_A_WEEK + 1)
    year, month = divmod(number * _MONTHS[bucket], MONTHS_IN_A_YEAR)
    if year >= date.max.year:
        raise OverflowError(f"year {year + 1}")
    return date(year + 1, month + 1, 1)


def bucket_end(day: date, bucket: TimeBucket) -> date:
    """The last day of the bucket in which a day lies."""
    if bucket is TimeBucket.DAY:
        return day
    try:
        return bucket_start(bucket_no(day, bucket) + 1, bucket) - timedelta(days=1)
    except (OverflowError, ValueError):
        return date.max


@dataclass(frozen=True, slots=True)
class LookAhead:
    """How far availability looks behind a date: a time, then to the end of its bucket (PF23).

    `period` None is unlimited; an empty time (`0D`) sees the bucket of the date itself.
    """

    period: DateFormula | None = None
    bucket: TimeBucket = TimeBucket.DAY

    @classmethod
    def parse(cls, period: str, bucket: TimeBucket) -> LookAhead:
        """The look-ahead of the company's card: a blank time is unlimited, `0D` is none."""
        return cls(DateFormula.parse(period) if period.strip() else None, bucket)

    def end(self, start: date) -> date | None:
        """The last day whose events count for a start (E of PF23); None without a limit."""
        if self.period is None:
            return None
        try:
            return bucket_end(max(self.period.apply(start), start), self.bucket)
        except DateBeyondCalendarError:
            return None
