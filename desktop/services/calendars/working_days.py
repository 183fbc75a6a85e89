"""Which days are worked, and counting in them (SD37, SD38)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum

from desktop.models.words import CalendarRecurrence, Weekday
from desktop.services.calendars.refusals import BeyondCalendar, NoWorkingDay

LONGEST_SEARCH = 3660
"""Days in a row after which a calendar is taken to have no working day at all."""

_WEEKDAYS = tuple(Weekday)


class Direction(IntEnum):
    """Whether days are counted towards the future or the past."""

    FORWARD = 1
    BACKWARD = -1


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """An entry of a base calendar: days of one kind are not worked, or are worked after all.

    A weekly entry needs its `weekday`; an annual one takes day and month of its `date`.
    """

    nonworking: bool = True
    recurrence: CalendarRecurrence = CalendarRecurrence.NONE
    weekday: Weekday | None = None
    date: date | None = None
    description: str = ""

    def __post_init__(self) -> None:
        needed = self.weekday if self.recurrence == CalendarRecurrence.WEEKLY else self.date
        if needed is None:
            raise ValueError(f"{self} does not say on which days")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A base calendar; days without an entry are worked.

    A date beats a day of the year, which beats a day of the week. Of two entries for the same
    days the later one counts.
    """

    code: str
    dates: Mapping[date, CalendarChange] = field(default_factory=dict, hash=False)
    annual: Mapping[tuple[int, int], CalendarChange] = field(default_factory=dict, hash=False)
    weekly: Mapping[int, CalendarChange] = field(default_factory=dict, hash=False)

    @classmethod
    def from_changes(cls, code: str, changes: Iterable[CalendarChange]) -> Calendar:
        """The calendar that consists of these entries, in the order of their line numbers."""
        dates: dict[date, CalendarChange] = {}
        annual: dict[tuple[int, int], CalendarChange] = {}
        weekly: dict[int, CalendarChange] = {}
        for change in changes:
            if change.recurrence == CalendarRecurrence.WEEKLY and change.weekday is not None:
                weekly[_WEEKDAYS.index(change.weekday)] = change
            elif change.date is not None and change.recurrence == CalendarRecurrence.ANNUAL:
                annual[change.date.month, change.date.day] = change
            elif change.date is not None:
                dates[change.date] = change
        return cls(code, dates, annual, weekly)

    def change_on(self, day: date) -> CalendarChange | None:
        """The entry that decides about a day; None when there is none and the day is worked."""
        return (
            self.dates.get(day)
            or self.annual.get((day.month, day.day))
            or self.weekly.get(day.weekday())
        )

    def is_working(self, day: date) -> bool:
        """Whether the day is worked."""
        change = self.change_on(day)
        return change is None or not change.nonworking


EVERY_DAY = Calendar("")
"""What holds where no calendar is given: every day works."""


def move(
    day: date, days: int, direction: Direction, count: Calendar, check: Collection[Calendar]
) -> date:
    """Go so many working days of `count`, then on to a day that is worked in all of `check`.

    Both go in the same direction; with 0 days only the second happens (SD38). Raises
    NoWorkingDay rather than searching for ever, and BeyondCalendar.
    """
    try:
        for _ in range(days):
            day = _working_day(day + timedelta(days=direction), direction, [count])
        return _working_day(day, direction, check)
    except OverflowError as error:
        raise BeyondCalendar(date=day, duration=f"{days}D") from error


def _working_day(day: date, direction: Direction, calendars: Collection[Calendar]) -> date:
    """The day itself, or the next one in the direction, that is worked in all the calendars."""
    step = timedelta(days=direction)
    candidate = day
    for _ in range(LONGEST_SEARCH):
        if all(calendar.is_working(candidate) for calendar in calendars):
            return candidate
        candidate += step
    codes = sorted({calendar.code for calendar in calendars if calendar.code})
    raise NoWorkingDay(days=LONGEST_SEARCH, date=day, calendars=", ".join(codes))
