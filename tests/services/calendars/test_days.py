"""The test page of a calendar: each day of a month and why (01 §3, SD37)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.words import CalendarRecurrence, Weekday
from desktop.services.calendars.days import days_of_month, other_month
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record

SUNDAY: dict[str, object] = {
    "recurrence": CalendarRecurrence.WEEKLY,
    "weekday": Weekday.SUNDAY,
    "description": "Rest",
}
FIRST_OF_MAY: dict[str, object] = {
    "recurrence": CalendarRecurrence.ANNUAL,
    "date": date(2020, 5, 1),
    "description": "May Day",
}
OPEN_SUNDAY: dict[str, object] = {
    "date": date(2026, 5, 10),
    "nonworking": False,
    "description": "Market",
}


def test_each_day_says_whether_it_is_worked_and_why(
    company: Database, context: UserContext
) -> None:
    with company.write() as session:
        add_record(session, "base_calendar", {"code": "SHOP"}, context)
        for count, entry in enumerate((SUNDAY, FIRST_OF_MAY, OPEN_SUNDAY), start=1):
            key = {"base_calendar_code": "SHOP", "line_no": count * 10000}
            add_record(session, "base_calendar_change", {**key, **entry}, context)
    with company.read() as session:
        days = days_of_month(session, "SHOP", date(2026, 5, 15))
    said = {one.day.day: (one.is_working, one.description) for one in days}
    assert len(days) == 31
    assert said[1] == (False, "May Day")
    assert said[3] == (False, "Rest")
    assert said[4] == (True, "")
    assert said[10] == (True, "Market")
    assert days[2].weekday is Weekday.SUNDAY
    assert days[2].recurrence is CalendarRecurrence.WEEKLY


@pytest.mark.parametrize(
    ("later", "expected"), [(1, date(2027, 1, 1)), (-12, date(2025, 12, 1)), (0, date(2026, 12, 1))]
)
def test_months_follow_each_other_over_the_year(later: int, expected: date) -> None:
    assert other_month(date(2026, 12, 31), later) == expected
