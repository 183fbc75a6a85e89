"""The work date of the examples, and an item A with a location and a vendor as in them."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from desktop.models.calendars import BaseCalendar, BaseCalendarChange
from desktop.models.company import CompanyInformation
from desktop.models.items import Item
from desktop.models.setup import InventorySetup
from desktop.models.vendors import Vendor
from desktop.models.words import CalendarRecurrence, Weekday
from desktop.services.context import UserContext
from tests.builders.items import an_item


@pytest.fixture
def context() -> UserContext:
    """The user ADMIN on the work date of all examples of promising."""
    return UserContext(user="ADMIN", work_date=date(2026, 3, 2))


@pytest.fixture
def stocked(session: Session) -> Session:
    """Item A from vendor V1 in a week; Mon–Fri; inbound handling and safety of a day each."""
    for code in ("MONFRI", "V1"):
        session.add(BaseCalendar(code=code, name=code))
        days = (Weekday.SATURDAY, Weekday.SUNDAY)
        for place, weekday in enumerate(days, start=1):
            session.add(
                BaseCalendarChange(
                    base_calendar_code=code,
                    line_no=place * 10000,
                    recurrence=CalendarRecurrence.WEEKLY,
                    weekday=weekday,
                    nonworking=True,
                )
            )
    session.add(
        BaseCalendarChange(
            base_calendar_code="V1", line_no=30000, date=date(2026, 3, 13), nonworking=True
        )
    )
    session.flush()
    session.get_one(CompanyInformation, 1).base_calendar_code = "MONFRI"
    setup = session.get_one(InventorySetup, 1)
    setup.inbound_handling_time = "1D"
    setup.default_safety_lead_time = "1D"
    session.add(Vendor(no="V1", name="Vendor", base_calendar_code="V1"))
    session.flush()
    item: Item = an_item(session, "A", vendor_no="V1", lead_time_calculation="1W")
    item.critical = True
    session.flush()
    return session


@pytest.fixture
def statements(stocked: Session) -> Iterator[list[str]]:
    """Every statement that is sent from now on."""
    sent: list[str] = []
    engine = stocked.get_bind().engine
    assert isinstance(engine, Engine)

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)
