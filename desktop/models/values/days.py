"""Days that move: today, a weekday, an accounting period, a date formula (CU13, CU14).

A saved filter keeps such a day as it was typed, so that "the last 30 days" is true again tomorrow;
only when rows are asked for does it become dates.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from desktop.models.values.date_formula import DateFormula, last_day_of_month

LARGEST_PERIOD = 9999
_MONTHS_IN_A_YEAR = 12


class DayWord(StrEnum):
    """A letter for a day; people may type it in every language."""

    TODAY = "t"
    WORK_DATE = "w"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day, from 1 for Monday to 7, of the week that holds the work date."""

    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= calendar.SUNDAY + 1:
            raise ValueError(f"{self.number} is no day of a week")


@dataclass(frozen=True, slots=True)
class AccountingPeriod:
    """A month of the fiscal year that holds the work date; 13 is the first of the next year."""

    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= LARGEST_PERIOD:
            raise ValueError(f"{self.number} is no accounting period")


Day: TypeAlias = date | DayWord | Weekday | AccountingPeriod | DateFormula
"""A date, or what leads to one from the work date."""


class DateRange(NamedTuple):
    """Dates from the first to the last, both included; None is open."""

    first: date | None
    last: date | None


class WholeDays(NamedTuple):
    """What a day stands for: one date, or a month from its first date to its last."""

    first: date
    last: date


def days_of(
    day: Day, work_date: date, *, fiscal_year_start_month: int = 1, today: date | None = None
) -> WholeDays:
    """The dates that a day means on a work date; `today` is the work date unless given.

    Raises ValueError when it leads out of the calendar.
    """
    if isinstance(day, AccountingPeriod):
        return _month_of_period(day, work_date, fiscal_year_start_month)
    found = _date_of(day, work_date, today or work_date)
    return WholeDays(found, found)


def _date_of(day: date | DayWord | Weekday | DateFormula, work_date: date, today: date) -> date:
    match day:
        case DayWord.TODAY:
            return today
        case DayWord.WORK_DATE:
            return work_date
        case Weekday(number):
            year, week, _ = work_date.isocalendar()
            return date.fromisocalendar(year, week, number)
        case DateFormula():
            return day.apply(work_date)
        case _:
            return day


def _month_of_period(period: AccountingPeriod, work_date: date, start_month: int) -> WholeDays:
    start_year = work_date.year if work_date.month >= start_month else work_date.year - 1
    years, month = divmod(start_month - 1 + period.number - 1, _MONTHS_IN_A_YEAR)
    first = date(start_year + years, month + 1, 1)
    return WholeDays(first, last_day_of_month(first.year, first.month))
