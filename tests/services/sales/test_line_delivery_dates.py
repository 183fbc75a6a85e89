"""Dates of lines through the services, with calendars of location, agent and customer (02 §3)."""

from datetime import date

import pytest

from desktop.models.calendars import BaseCalendar, BaseCalendarChange
from desktop.models.codes import Location, ShippingAgentService
from desktop.models.company import CompanyInformation
from desktop.models.customers import Customer
from desktop.models.words import CalendarRecurrence, Weekday
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.sales.line_dates import date_chain
from desktop.services.sales.load import load_document
from tests.builders.sales import Clerk, a_document, rows

DATES = ("shipment_date", "planned_shipment_date", "planned_delivery_date")


def march(*days: int) -> list[date]:
    return [date(2026, 3, day) for day in days]


@pytest.fixture
def calendars(company: Database) -> Database:
    """Location MAIN works Mon–Fri with 1D handling, DHL/STD Mon–Sat with 2D shipping."""
    closed = {
        "MONFRI": [Weekday.SATURDAY, Weekday.SUNDAY],
        "MONSAT": [Weekday.SUNDAY],
        "NOWED": [Weekday.WEDNESDAY],
    }
    with rows(company) as session:
        session.add_all([BaseCalendar(code=code) for code in closed])
        session.flush()
        for code, weekdays in closed.items():
            session.add_all(
                BaseCalendarChange(
                    base_calendar_code=code,
                    line_no=10000 * number,
                    recurrence=CalendarRecurrence.WEEKLY,
                    weekday=weekday,
                )
                for number, weekday in enumerate(weekdays, start=1)
            )
        location = session.get_one(Location, "MAIN")
        location.base_calendar_code, location.outbound_handling_time = "MONFRI", "1D"
        service = session.get_one(ShippingAgentService, ("DHL", "STD"))
        service.base_calendar_code = "MONSAT"
    return company


@pytest.fixture
def order(calendars: Database, context: UserContext) -> Clerk:
    """An order from MAIN by DHL/STD, without lines."""
    order = a_document(calendars, context).enters("location_code", "MAIN")
    order.enters("shipping_agent_code", "DHL").enters("shipping_agent_service_code", "STD")
    return order


def dates(clerk: Clerk, number: int = 1) -> list[date]:
    return [clerk.value(number, name) for name in DATES]


def test_forward_from_the_shipment_date(order: Clerk) -> None:
    """EX6."""
    order.enters("shipment_date", date(2026, 3, 6)).adds(no="A")
    assert dates(order) == march(6, 9, 11)
    with rows(order.database) as session:
        session.get_one(Customer, "C1").base_calendar_code = "NOWED"
    assert dates(order.adds(no="A"), 2) == march(6, 9, 12)


def test_backward_from_the_requested_date(order: Clerk) -> None:
    """EX7."""
    order.enters("requested_delivery_date", date(2026, 3, 16)).adds(no="A")
    assert dates(order) == march(12, 13, 16)
    order.changes(1, "requested_delivery_date", date(2026, 3, 15))
    assert dates(order) == march(12, 13, 15)
    order.changes(1, "promised_delivery_date", date(2026, 3, 23))
    assert dates(order) == march(19, 20, 23)
    order.changes(1, "promised_delivery_date", None)
    assert dates(order) == march(12, 13, 15)


def test_a_holiday_of_the_company_holds_for_all(company: Database, context: UserContext) -> None:
    """EX8."""
    with rows(company) as session:
        session.add(BaseCalendar(code="SE"))
        session.flush()
        session.add_all(
            BaseCalendarChange(
                base_calendar_code="SE",
                line_no=10000 * number,
                recurrence=CalendarRecurrence.WEEKLY,
                weekday=weekday,
            )
            for number, weekday in enumerate((Weekday.SATURDAY, Weekday.SUNDAY), start=1)
        )
        session.add_all(
            BaseCalendarChange(
                base_calendar_code="SE", line_no=10000 * (day + 10), date=date(2026, 4, day)
            )
            for day in (3, 6)
        )
        session.get_one(CompanyInformation, 1).base_calendar_code = "SE"
    order = a_document(company, context)
    order.enters("outbound_handling_time", "2D").enters("shipping_time", "3D")
    order.adds(no="A", requested_delivery_date=date(2026, 4, 8))
    assert order.value(1, "shipment_date") == date(2026, 3, 30)
    order.changes(1, "shipment_date", date(2026, 4, 1))
    assert order.value(1, "planned_shipment_date") == date(2026, 4, 7)
    assert order.value(1, "planned_delivery_date") == date(2026, 4, 10)


def test_a_new_line_starts_on_a_working_day(order: Clerk) -> None:
    """EX9."""
    order.enters("shipping_time", "").enters("outbound_handling_time", "")
    order.enters("shipment_date", date(2026, 3, 7)).adds(no="A")
    assert dates(order) == march(9, 9, 9)


def test_typed_plans_move_what_lies_before_and_behind(order: Clerk) -> None:
    """SD41."""
    order.adds(no="A", planned_shipment_date=date(2026, 3, 9))
    assert dates(order) == march(6, 9, 11)
    order.changes(1, "planned_delivery_date", date(2026, 3, 16))
    assert dates(order) == march(12, 13, 16)
    order.changes(1, "shipping_time", "4D")
    assert dates(order) == march(12, 13, 18)
    order.changes(1, "location_code", "EAST")
    assert order.value(1, "outbound_handling_time") == ""
    order.changes(1, "shipping_agent_service_code", "EXP").changes(1, "shipping_agent_code", None)
    assert order.value(1, "shipping_agent_service_code") is None


def test_the_vendor_ships_without_our_times(order: Clerk) -> None:
    """SD42: and a past shipment date is told."""
    order.adds(no="A", shipment_date=date(2026, 1, 12))
    assert "past_shipment_date" in order.told()
    order.changes(1, "drop_shipment", True)
    assert dates(order) == [date(2026, 1, 12)] * 3
    order.changes(1, "drop_shipment", False)
    assert order.value(1, "shipping_time") == "2D"


def test_the_chain_can_be_shown_step_by_step(order: Clerk, context: UserContext) -> None:
    order.enters("shipment_date", date(2026, 3, 6)).adds(no="A")
    with order.database.read() as session:
        document = load_document(session, order.key, context)
        steps = date_chain(document, document.lines[0])
    assert [(step.days, step.calendar_code) for step in steps] == [(1, "MONFRI"), (2, "MONSAT")]
