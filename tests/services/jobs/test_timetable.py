"""When schedules are due: days, weekdays, calendars and the clock."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from desktop.models.values.date_formula import DateFormula
from desktop.services.calendars.working_days import Calendar, CalendarChange
from desktop.services.jobs.timetable import Timetable

ALL = frozenset(range(7))
WORKDAYS = frozenset(range(5))
THURSDAY = date(2026, 1, 15)
EVENING = time(18, 30)


def table(
    recurrence: str = "",
    weekdays: frozenset[int] = ALL,
    start: date = THURSDAY,
    calendar: Calendar | None = None,
) -> Timetable:
    return Timetable(
        starting_date=start,
        clock=EVENING,
        recurrence=DateFormula.parse(recurrence),
        weekdays=weekdays,
        calendar=calendar or Calendar(""),
        zone=UTC,
    )


def days(timetable: Timetable, after: datetime, count: int) -> list[str]:
    """The next days on which something is due."""
    found = []
    for _ in range(count):
        moment = timetable.next_time(after)
        if moment is None:
            break
        assert moment > after
        found.append(moment.date().isoformat())
        after = moment
    return found


@pytest.mark.parametrize(
    ("timetable", "expected"),
    [
        # Each ticked weekday: over the weekend only once.
        (table(weekdays=WORKDAYS), ["2026-01-15", "2026-01-16", "2026-01-19"]),
        (table(weekdays=frozenset({4})), ["2026-01-16", "2026-01-23", "2026-01-30"]),
        # What counts begins on the starting date, what names days on the first of them.
        (table("1W"), ["2026-01-15", "2026-01-22", "2026-01-29"]),
        (table("WD5"), ["2026-01-16", "2026-01-23", "2026-01-30"]),
        (table("WD4"), ["2026-01-15", "2026-01-22", "2026-01-29"]),
        (table("D31"), ["2026-01-31", "2026-02-28", "2026-03-31"]),
        # A day that was moved on does not move those after it.
        (table("D1", WORKDAYS), ["2026-02-02", "2026-03-02", "2026-04-01"]),
        (table("1M", WORKDAYS, date(2026, 1, 17)), ["2026-01-19", "2026-02-17", "2026-03-17"]),
        # Days that are moved onto one day are one.
        (table("1D", frozenset({0})), ["2026-01-19", "2026-01-26", "2026-02-02"]),
    ],
)
def test_due_days(timetable: Timetable, expected: list[str]) -> None:
    assert days(timetable, datetime(2026, 1, 15, 12, tzinfo=UTC), 3) == expected


def test_the_clock_decides_about_today() -> None:
    before = datetime(2026, 1, 15, 18, 29, tzinfo=UTC)
    assert table().next_time(before) == datetime(2026, 1, 15, 18, 30, tzinfo=UTC)
    assert days(table(), before.replace(minute=30), 1) == ["2026-01-16"]


def test_what_was_missed_is_not_due_again_and_again() -> None:
    later = datetime(2028, 6, 7, tzinfo=UTC)
    assert days(table("1W"), later, 1) == ["2028-06-08"]
    assert days(table(), later, 1) == ["2028-06-07"]


def test_a_time_before_the_starting_date_waits_for_it() -> None:
    assert days(table(), datetime(2025, 1, 1, tzinfo=UTC), 1) == ["2026-01-15"]


def test_days_off_are_passed_over() -> None:
    closed = Calendar.from_changes("SE", [CalendarChange(date=THURSDAY)])
    after = datetime(2026, 1, 15, tzinfo=UTC)
    assert days(table(calendar=closed), after, 1) == ["2026-01-16"]


def test_a_schedule_without_days_is_never_due() -> None:
    after = datetime(2026, 1, 15, tzinfo=UTC)
    thursdays_off = Calendar("X", weekly={3: CalendarChange(date=THURSDAY)})
    assert table(weekdays=frozenset()).next_time(after) is None
    assert table(weekdays=frozenset({3}), calendar=thursdays_off).next_time(after) is None


@pytest.mark.parametrize(
    ("recurrence", "stands"),
    [("", False), ("CM", True), ("0D", True), ("-1D", True), ("1W", False), ("D31", False)],
)
def test_a_recurrence_that_leads_nowhere_is_known(recurrence: str, stands: bool) -> None:
    assert table(recurrence).stands_still is stands


def test_the_clock_is_that_of_the_place_in_summer_and_winter() -> None:
    stockholm = Timetable(THURSDAY, EVENING, zone=ZoneInfo("Europe/Stockholm"))
    for month, hour in ((3, 17), (7, 16)):
        after = datetime(2026, month, 1, tzinfo=UTC)
        assert stockholm.next_time(after) == datetime(2026, month, 1, hour, 30, tzinfo=UTC)
