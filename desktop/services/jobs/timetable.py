"""When a scheduled batch is due: pure arithmetic with days and the clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from desktop.models.values.date_formula import DateBeyondCalendarError, DateFormula
from desktop.services.calendars.working_days import EVERY_DAY, LONGEST_SEARCH, Calendar

ONE_DAY = timedelta(days=1)
EVERY_DAY_OF_THE_WEEK = frozenset(range(7))
EACH_DAY = DateFormula()


@dataclass(frozen=True, slots=True)
class Timetable:
    """The days and the time of day on which something is due.

    `weekdays` counts Monday as 0. The recurrence is counted from `starting_date`, not from the
    last day, so that a day that was moved forward does not move those after it. `zone` is where
    the clock stands; None is the clock of this computer.
    """

    starting_date: date
    clock: time
    recurrence: DateFormula = EACH_DAY
    weekdays: frozenset[int] = EVERY_DAY_OF_THE_WEEK
    calendar: Calendar = EVERY_DAY
    zone: tzinfo | None = None

    @property
    def stands_still(self) -> bool:
        """Whether the recurrence leads to no later day, as CM does."""
        if not self.recurrence:
            return False
        try:
            first = self._first_day()
            return self.recurrence.apply(first) <= first
        except DateBeyondCalendarError:
            return False

    def next_time(self, after: datetime) -> datetime | None:
        """The first moment, in UTC, that lies behind `after`; None when there is none."""
        for day in self._named_days(after):
            moved = self._moved(day)
            if moved is None:
                return None
            moment = self._moment(moved)
            if moment > after:
                return moment
        return None

    def _named_days(self, after: datetime) -> Iterator[date]:
        """The days that the recurrence names, those that are certainly too early left out."""
        try:
            if not self.recurrence:
                day = max(self.starting_date, after.astimezone(self.zone).date())
                while True:
                    yield day
                    day += ONE_DAY
            day = self._first_day()
            while True:
                yield day
                following = self.recurrence.apply(day)
                if following <= day:
                    return
                day = following
        except (DateBeyondCalendarError, OverflowError):
            return

    def _first_day(self) -> date:
        """A recurrence that counts begins on the starting date; one that names days, at the first.

        So WD5 from a Friday begins on that Friday, from a Thursday one day later.
        """
        if self.recurrence.is_duration:
            return self.starting_date
        return self.recurrence.apply(self.starting_date - ONE_DAY)

    def _moved(self, day: date) -> date | None:
        """The day itself, or the next one on a ticked weekday that is worked."""
        if not self.weekdays:
            return None
        for _ in range(LONGEST_SEARCH):
            if day.weekday() in self.weekdays and self.calendar.is_working(day):
                return day
            day += ONE_DAY
        return None

    def _moment(self, day: date) -> datetime:
        return datetime.combine(day, self.clock, self.zone).astimezone(UTC)
