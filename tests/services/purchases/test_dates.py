"""From the order to the shelf and back (PF13, PF14, PF57, PX5)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.values.date_formula import DateFormula
from desktop.models.words import CalendarRecurrence, Weekday
from desktop.services.calendars.working_days import Calendar, CalendarChange
from desktop.services.purchases.dates import (
    SupplyTerms,
    for_receipt_on,
    for_use_on,
    from_order_date,
)

WEEKENDS = [
    CalendarChange(recurrence=CalendarRecurrence.WEEKLY, weekday=day)
    for day in (Weekday.SATURDAY, Weekday.SUNDAY)
]
LOCATION = Calendar.from_changes("LOC", WEEKENDS)
VENDOR = Calendar.from_changes("V1", [*WEEKENDS, CalendarChange(date=date(2026, 3, 13))])
DAY = DateFormula.parse("1D")
PX5 = SupplyTerms(DateFormula.parse("1W"), DAY, DAY, LOCATION, VENDOR)


def march(day: int) -> date:
    return date(2026, 3, day)


def test_forward_from_the_order_date() -> None:
    found = from_order_date(march(2), PX5)
    assert (found.planned_receipt_date, found.expected_receipt_date) == (march(11), march(13))


def test_backward_from_the_day_of_need() -> None:
    found = for_use_on(march(16), PX5)
    assert (found.planned_receipt_date, found.order_date) == (march(12), march(3))
    assert found.expected_receipt_date == march(16)


def test_a_requested_receipt_is_ordered_before_and_used_after() -> None:
    found = for_receipt_on(march(24), PX5)
    assert (found.order_date, found.expected_receipt_date) == (march(12), march(26))


def test_a_vendor_without_a_calendar_works_when_the_location_does() -> None:
    terms = SupplyTerms(DateFormula.parse("5D"), location=LOCATION)
    assert from_order_date(march(6), terms).planned_receipt_date == march(13)


def test_what_goes_to_the_customer_is_not_handled() -> None:
    found = from_order_date(march(2), PX5.without_handling())
    assert found.planned_receipt_date == found.expected_receipt_date == march(11)


@pytest.mark.parametrize("lead", ["", "1D", "2W"])
@settings(max_examples=20, deadline=None)
@given(day=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_what_is_ordered_for_a_day_is_there_by_then(lead: str, day: date) -> None:
    terms = SupplyTerms(DateFormula.parse(lead), DAY, DAY, LOCATION, VENDOR)
    wanted = for_use_on(day, terms)
    assert from_order_date(wanted.order_date, terms).expected_receipt_date <= max(
        day, from_order_date(day, terms).expected_receipt_date
    )
    assert wanted.order_date <= wanted.planned_receipt_date <= day
