"""When kits are made and when their components must be there (PF15, PX6)."""

from datetime import date

import pytest

from desktop.models.values.date_formula import DateFormula
from desktop.models.words import CalendarRecurrence, Weekday
from desktop.services.assembly.dates import (
    NO_TIME,
    AssemblyTimes,
    begun_on,
    component_due,
    ended_on,
    planned_for,
)
from desktop.services.calendars.refusals import BeyondCalendar, NegativeDuration
from desktop.services.calendars.working_days import Calendar, CalendarChange

WEEK = Calendar.from_changes(
    "WEEK",
    [
        CalendarChange(recurrence=CalendarRecurrence.WEEKLY, weekday=day)
        for day in (Weekday.SATURDAY, Weekday.SUNDAY)
    ],
)
ONE_DAY = DateFormula.parse("1D")
TIMES = AssemblyTimes(WEEK, ONE_DAY, ONE_DAY, ONE_DAY)


def day(number: int) -> date:
    return date(2026, 3, number)


def test_a_kit_is_begun_so_that_it_is_there_when_it_is_due() -> None:
    assert planned_for(day(20), TIMES) == (day(17), day(18), day(20))


def test_a_component_is_there_before_the_work_begins() -> None:
    assert component_due(day(17), DateFormula.parse("2D"), WEEK) == day(13)


def test_work_that_begins_or_ends_on_a_day_says_when_the_kit_is_there() -> None:
    assert begun_on(day(17), TIMES) == (day(17), day(18), day(20))
    assert ended_on(day(18), TIMES) == (day(17), day(18), day(20))


@pytest.mark.parametrize(("due", "planned"), [(22, 20), (21, 20), (20, 20)])
def test_without_times_a_kit_is_made_on_the_last_working_day(due: int, planned: int) -> None:
    assert planned_for(day(due), AssemblyTimes(WEEK)) == (day(planned), day(planned), day(due))


def test_a_time_below_zero_and_one_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(NegativeDuration):
        component_due(day(17), DateFormula.parse("-2D"), WEEK)
    with pytest.raises(BeyondCalendar):
        component_due(date(9999, 12, 1), DateFormula.parse("9999Y"), WEEK)
    assert component_due(day(17), NO_TIME, WEEK) == day(17)
