"""From a due date to the day to order and back, and whose times count (PF11–PF16)."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from desktop.models.calendars import BaseCalendar, BaseCalendarChange
from desktop.models.codes import Location
from desktop.models.items import Item
from desktop.models.promising import ItemLocation
from desktop.models.setup import InventorySetup
from desktop.models.values.date_formula import DateFormula
from desktop.models.vendors import ItemVendor, Vendor
from desktop.models.words import CalendarRecurrence, ReplenishmentSystem, Weekday
from desktop.services.availability.events import Scope
from desktop.services.availability.lead_times import AssemblyDates, PurchaseDates, SupplyTimes
from desktop.services.availability.refusals import NotAPlainDuration
from desktop.services.availability.supply_times import Supplied, supply_times
from desktop.services.calendars.refusals import BeyondCalendar
from tests.builders.items import an_item
from tests.services.calendars.calendars import MON_FRI, closed_on

SATURDAY = 5
V1 = closed_on("V1", Weekday.SATURDAY, Weekday.SUNDAY, dates=("2026-03-13",))


def march(day: int) -> date:
    return date(2026, 3, day)


def times(lead: str, **more: object) -> SupplyTimes:
    """Location Mon–Fri, vendor V1, inbound and safety a day each."""
    known: dict[str, object] = {
        "lead_time": DateFormula.parse(lead),
        "inbound_handling_time": DateFormula.parse("1D"),
        "safety_lead_time": DateFormula.parse("1D"),
        "location": MON_FRI,
        "vendor": V1,
    }
    return SupplyTimes(**{**known, **more})  # type: ignore[arg-type]  # fields by name


def test_a_purchase_forward_and_backward() -> None:
    """PX5: 1W is seven days of the vendor, who is closed on the 13th."""
    weekly = times("1W")
    assert weekly.ordered_on(march(2)) == PurchaseDates(march(2), march(11), march(13))
    assert weekly.order_for(march(16)) == PurchaseDates(march(3), march(12), march(16))
    asked = weekly.order_for_receipt(march(24))
    assert (asked.order_date, asked.due_date) == (march(12), march(26))


def test_an_assembly_and_its_components() -> None:
    """PX6."""
    daily = times("1D")
    dates = AssemblyDates(march(17), march(18), march(20))
    assert daily.start_for(march(20)) == dates
    assert daily.started_on(march(17)) == dates
    assert daily.ended_on(march(18)) == dates
    assert daily.component_due(march(17), DateFormula.parse("2D")) == march(13)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        # Zero times move in their own direction (trap 8); a Saturday order waits for Monday.
        ({"lead_time": DateFormula()}, PurchaseDates(march(7), march(9), march(11))),
        # Without a vendor's calendar the location's days count, the 13th too (PF12).
        ({"vendor": None}, PurchaseDates(march(7), march(17), march(19))),
        # A drop shipment is not handled here (PF16).
        ({"direct": True}, PurchaseDates(march(7), march(18), march(18))),
    ],
)
def test_special_cases_of_a_purchase(changed: dict[str, object], expected: PurchaseDates) -> None:
    is_direct = changed.pop("direct", False)
    found = times("1W", **changed)
    if is_direct:
        found = found.for_drop_shipment()
    assert found.ordered_on(march(7)) == expected


@given(
    lead=st.integers(0, 15),
    safety=st.integers(0, 5),
    start=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_what_is_ordered_in_time_is_there_in_time(lead: int, safety: int, start: date) -> None:
    """Ordering on the day that was counted back never comes late; a day later may."""
    there = times(f"{lead}D", safety_lead_time=DateFormula.parse(f"{safety}D"))
    back = there.order_for(start)
    assert back.order_date <= back.planned_receipt_date <= start
    assert there.ordered_on(back.order_date).due_date <= max(start, _next_weekday(start))
    work = there.start_for(start)
    assert there.started_on(work.starting_date).due_date <= max(start, _next_weekday(start))


def _next_weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)


@pytest.mark.parametrize("text", ["-5D", "CM", "D15", "WD1"])
def test_only_plain_durations_count(text: str) -> None:
    """PF11."""
    with pytest.raises(NotAPlainDuration) as refused:
        times(text)
    assert refused.value.field == "lead_time_calculation"
    with pytest.raises(NotAPlainDuration):
        times("1D").component_due(march(17), DateFormula.parse(text))


def test_times_stay_inside_the_calendar() -> None:
    with pytest.raises(BeyondCalendar):
        times("9999Y").ordered_on(march(2))


# ------------------------------------------------------------------------------ whose times count


@pytest.fixture
def supplied(session: Session) -> Session:
    """Item A of vendor V1, and K that is assembled; calendars for company, location and vendor."""
    for code in ("COMPANY", "PLACE", "VENDOR"):
        session.add(BaseCalendar(code=code))
    session.flush()
    session.add(
        BaseCalendarChange(
            base_calendar_code="VENDOR",
            line_no=10000,
            recurrence=CalendarRecurrence.WEEKLY,
            weekday=Weekday.FRIDAY,
        )
    )
    session.add(Vendor(no="V1", name="V1", lead_time_calculation="4D", base_calendar_code="VENDOR"))
    session.add(Vendor(no="V2", name="V2", lead_time_calculation="9D"))
    session.flush()
    an_item(session, "A", vendor_no="V1")
    an_item(session, "K", replenishment_system=ReplenishmentSystem.ASSEMBLY, vendor_no="V1")
    session.get_one(Location, "MAIN").inbound_handling_time = "2D"
    session.get_one(Location, "MAIN").base_calendar_code = "PLACE"
    setup = session.get_one(InventorySetup, 1)
    setup.inbound_handling_time, setup.default_safety_lead_time = "1D", "3D"
    session.flush()
    return session


def read(
    session: Session, item: str = "A", *place: str | None, vendor: str | None = None
) -> list[str]:
    """Vendor, lead time, inbound, safety of an item in (variant, location)."""
    wanted = Supplied(Scope(item, *place), vendor)
    found = supply_times(session, [wanted])[wanted]
    formulas = (found.lead_time, found.inbound_handling_time, found.safety_lead_time)
    return [found.vendor_no or "", *map(str, formulas)]


def test_the_first_that_is_not_blank_counts(supplied: Session) -> None:
    """PF11, PF16: offer, place, item, vendor; the variant's own offer before that for all."""
    assert read(supplied) == ["V1", "4D", "1D", "3D"]
    assert read(supplied, "A", None, "MAIN") == ["V1", "4D", "2D", "3D"]
    item = supplied.get_one(Item, "A")
    item.lead_time_calculation, item.safety_lead_time = "5D", "0D"
    supplied.flush()
    assert read(supplied) == ["V1", "5D", "1D", "0D"]
    supplied.add(
        ItemLocation(
            item_no="A", location_code="MAIN", lead_time_calculation="6D", safety_lead_time="1W",
            vendor_no="V2",
        )
    )  # fmt: skip
    supplied.flush()
    assert read(supplied, "A", None, "MAIN") == ["V2", "6D", "2D", "1W"]
    assert read(supplied, "A", "RED", "MAIN") == ["V1", "5D", "2D", "0D"]
    supplied.add(ItemVendor(item_no="A", vendor_no="V1", lead_time_calculation="7D"))
    supplied.add(
        ItemVendor(item_no="A", vendor_no="V1", variant_code="RED", lead_time_calculation="8D")
    )
    supplied.flush()
    assert read(supplied, "A", "BLUE") == ["V1", "7D", "1D", "0D"]
    assert read(supplied, "A", "RED") == ["V1", "8D", "1D", "0D"]
    assert read(supplied, "A", vendor="V2") == ["V2", "5D", "1D", "0D"]


def test_an_assembly_asks_no_vendor(supplied: Session) -> None:
    """PF11: the place, then the item."""
    assert read(supplied, "K") == ["", "", "1D", "3D"]


def test_whose_calendars_count(supplied: Session) -> None:
    """PF12: the location's, and the vendor's own or none."""
    bought, main = Supplied(Scope("A")), Supplied(Scope("A", None, "MAIN"), "V2")
    found = supply_times(supplied, [bought, main])
    vendor = found[bought].vendor
    assert vendor is not None
    assert vendor.code == "VENDOR"
    assert not vendor.is_working(march(6))
    assert (found[main].vendor, found[main].location.code) == (None, "PLACE")
    assert supply_times(supplied, []) == {}


@pytest.fixture
def statements(supplied: Session) -> Iterator[list[str]]:
    """The statements sent to the database while the test runs."""
    sent: list[str] = []
    engine = supplied.get_bind().engine
    assert isinstance(engine, Engine)

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_as_many_statements_for_one_as_for_many(supplied: Session, statements: list[str]) -> None:
    for number in range(20):
        an_item(supplied, f"B{number}", vendor_no="V1")
    del statements[:]
    assert len(supply_times(supplied, [Supplied(Scope(f"B{no}")) for no in range(20)])) == 20
    assert len(statements) == 7
