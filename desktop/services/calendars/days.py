"""The days of a month by a base calendar, each with the entry that decides about it (01 §3)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desktop.models.words import CalendarRecurrence, Weekday
from desktop.services.calendars.reading import read_calendars
from desktop.services.calendars.working_days import EVERY_DAY

MONTHS = 12
_WEEKDAYS = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day: whether it is worked and why; without an entry it is worked, and nothing says why."""

    day: date
    weekday: Weekday
    is_working: bool
    recurrence: CalendarRecurrence | None
    description: str


def days_of_month(session: Session, calendar_code: str, month: date) -> tuple[CalendarDay, ...]:
    """All days of the month in which a day lies; one statement."""
    entries = read_calendars(session, [calendar_code]).get(calendar_code, EVERY_DAY)
    last = calendar.monthrange(month.year, month.month)[1]
    found = []
    for number in range(1, last + 1):
        day = month.replace(day=number)
        change = entries.change_on(day)
        found.append(
            CalendarDay(
                day=day,
                weekday=_WEEKDAYS[day.weekday()],
                is_working=entries.is_working(day),
                recurrence=change.recurrence if change else None,
                description=change.description if change else "",
            )
        )
    return tuple(found)


def other_month(month: date, later: int) -> date:
    """The first day of the month so many months later, earlier if negative."""
    count = month.year * MONTHS + month.month - 1 + later
    return date(count // MONTHS, count % MONTHS + 1, 1)
