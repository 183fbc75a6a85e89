"""The calendar of the demo company: Monday to Friday, without Sweden's holidays."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.words import CalendarRecurrence
from desktop.services.demo.clerk import Clerk
from desktop.services.standard_setup.working_days import CALENDAR, SATURDAY, WEEKEND


def years_around(work_date: date) -> range:
    """The years that the demo company's history and its open orders reach."""
    return range(work_date.year - 1, work_date.year + 2)


def add_calendar(clerk: Clerk, free_days: dict[date, str]) -> None:
    """Make the base calendar: weekends each week, and each holiday by its date."""
    clerk.add("base_calendar", code=CALENDAR, name="Sweden, Monday to Friday")
    line_no = 0
    for weekday in WEEKEND:
        line_no += LINE_NO_STEP
        clerk.add(
            "base_calendar_change",
            base_calendar_code=CALENDAR,
            line_no=line_no,
            recurrence=CalendarRecurrence.WEEKLY,
            weekday=weekday,
            description="Weekend",
        )
    for day, name in free_days.items():
        line_no += LINE_NO_STEP
        clerk.add(
            "base_calendar_change",
            base_calendar_code=CALENDAR,
            line_no=line_no,
            date=day,
            description=name,
        )


def working_days(first: date, last: date, free_days: dict[date, str]) -> list[date]:
    """The days from `first` to `last`, both included, on which the demo company works."""
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [day for day in days if day.weekday() < SATURDAY and day not in free_days]
