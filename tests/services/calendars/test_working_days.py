"""Working days (SD37, SD38)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.words import CalendarRecurrence, Weekday
from desktop.services.calendars.refusals import BeyondCalendar, NoWorkingDay
from desktop.services.calendars.working_days import (
    EVERY_DAY,
    LONGEST_SEARCH,
    Calendar,
    CalendarChange,
    Direction,
    move,
)
from tests.services.calendars.calendars import MON_FRI, MON_SAT, closed_on, day

FORWARD, BACKWARD = Direction.FORWARD, Direction.BACKWARD
ANNUAL = CalendarRecurrence.ANNUAL

days = st.dates(date(2000, 1, 1), date(2050, 1, 1))
calendars = st.sampled_from([EVERY_DAY, MON_FRI, MON_SAT, closed_on("C", Weekday.WEDNESDAY)])


def test_days_without_an_entry_are_worked() -> None:
    assert EVERY_DAY.is_working(day("2026-03-08"))
    assert EVERY_DAY.change_on(day("2026-03-08")) is None


def test_weekly_entries_come_back_each_week() -> None:
    worked = [MON_FRI.is_working(day("2026-03-06") + timedelta(n)) for n in range(7)]
    assert worked == [True, False, False, True, True, True, True]


def test_annual_entries_come_back_each_year() -> None:
    calendar = Calendar.from_changes(
        "SE", [CalendarChange(recurrence=ANNUAL, date=day("2020-12-25"))]
    )
    assert not calendar.is_working(day("2026-12-25"))
    assert calendar.is_working(day("2026-12-24"))


def test_the_more_specific_entry_wins() -> None:
    saturday = day("2026-06-06")
    weekly = CalendarChange(recurrence=CalendarRecurrence.WEEKLY, weekday=Weekday.SATURDAY)
    annual = CalendarChange(nonworking=False, recurrence=ANNUAL, date=saturday)
    once = CalendarChange(date=saturday, description="National Day")
    assert not Calendar.from_changes("A", [weekly]).is_working(saturday)
    assert Calendar.from_changes("B", [annual, weekly]).is_working(saturday)
    everything = Calendar.from_changes("C", [once, annual, weekly])
    assert not everything.is_working(saturday)
    assert everything.change_on(saturday) == once


def test_of_two_equal_entries_the_later_counts() -> None:
    first, second = (
        CalendarChange(nonworking=flag, date=day("2026-03-06")) for flag in (True, False)
    )
    assert Calendar.from_changes("A", [first, second]).is_working(day("2026-03-06"))


@pytest.mark.parametrize("recurrence", CalendarRecurrence)
def test_an_entry_must_say_on_which_days(recurrence: CalendarRecurrence) -> None:
    with pytest.raises(ValueError, match="which days"):
        CalendarChange(recurrence=recurrence)


@pytest.mark.parametrize(
    ("start", "count", "direction", "end"),
    [
        ("2026-03-06", 0, FORWARD, "2026-03-06"),
        ("2026-03-07", 0, FORWARD, "2026-03-09"),
        ("2026-03-07", 0, BACKWARD, "2026-03-06"),
        ("2026-03-06", 1, FORWARD, "2026-03-09"),
        ("2026-03-09", 1, BACKWARD, "2026-03-06"),
        ("2026-03-02", 7, FORWARD, "2026-03-11"),
    ],
)
def test_moving_in_working_days(start: str, count: int, direction: Direction, end: str) -> None:
    assert move(day(start), count, direction, MON_FRI, [MON_FRI]) == day(end)


def test_counting_and_checking_may_use_different_calendars() -> None:
    assert move(day("2026-03-06"), 1, FORWARD, MON_SAT, [MON_SAT]) == day("2026-03-07")
    assert move(day("2026-03-06"), 1, FORWARD, MON_SAT, [MON_SAT, MON_FRI]) == day("2026-03-09")


@pytest.mark.parametrize("direction", Direction)
def test_a_calendar_without_working_days_is_refused(direction: Direction) -> None:
    never = closed_on("NEVER", *Weekday)
    with pytest.raises(NoWorkingDay, match="NEVER"):
        move(day("2026-03-06"), 1, direction, never, [])
    with pytest.raises(NoWorkingDay, match="NEVER"):
        move(day("2026-03-06"), 0, direction, EVERY_DAY, [EVERY_DAY, never])


def test_calendars_without_a_common_working_day_are_refused() -> None:
    weekend = closed_on("WEEKEND", *tuple(Weekday)[:5])
    with pytest.raises(NoWorkingDay, match="MON-FRI, WEEKEND"):
        move(day("2026-03-06"), 0, FORWARD, EVERY_DAY, [MON_FRI, weekend])


def test_a_long_holiday_is_no_refusal() -> None:
    closed = [
        CalendarChange(date=day("2026-01-01") + timedelta(n)) for n in range(LONGEST_SEARCH - 1)
    ]
    calendar = Calendar.from_changes("LONG", closed)
    expected = day("2026-01-01") + timedelta(LONGEST_SEARCH - 1)
    assert move(day("2026-01-01"), 0, FORWARD, calendar, [calendar]) == expected


@pytest.mark.parametrize(("start", "direction"), [(date.max, FORWARD), (date.min, BACKWARD)])
def test_leaving_the_calendar_is_refused(start: date, direction: Direction) -> None:
    with pytest.raises(BeyondCalendar, match="shorter"):
        move(start, 1, direction, EVERY_DAY, [])


@given(days, st.integers(0, 40), st.sampled_from(Direction), calendars, calendars)
def test_a_move_ends_on_a_working_day_in_its_direction(
    start: date, count: int, direction: Direction, counted: Calendar, checked: Calendar
) -> None:
    end = move(start, count, direction, counted, [checked])
    assert checked.is_working(end)
    assert (end - start).days * direction >= count


@given(days, st.integers(0, 40), st.sampled_from(Direction), calendars)
def test_moving_back_returns_to_a_working_start(
    start: date, count: int, direction: Direction, calendar: Calendar
) -> None:
    start = move(start, 0, direction, calendar, [calendar])
    there = move(start, count, direction, calendar, [calendar])
    assert move(there, count, Direction(-direction), calendar, [calendar]) == start


@given(days, st.integers(0, 20), st.integers(0, 20), calendars)
def test_two_moves_are_one(start: date, first: int, second: int, calendar: Calendar) -> None:
    halfway = move(start, first, FORWARD, calendar, [])
    assert move(halfway, second, FORWARD, calendar, []) == move(
        start, first + second, FORWARD, calendar, []
    )
