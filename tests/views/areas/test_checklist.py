"""The checklist on the screen: what is open, and the way to do it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.services.records import change_record
from desktop.services.setup.checklist import checklist
from tests.views.areas.office import Office
from tests.views.areas.places import PAGES
from tests.views.areas.test_exchange import CONTEXT


def test_each_step_leads_to_a_page_that_exists(office: Office) -> None:
    steps = office.read(checklist)
    assert [step.page for step in steps if step.page not in PAGES] == []


def test_enter_opens_the_page_of_a_step(office: Office) -> None:
    page = office.listed("setup_checklist")
    page.table.go_to(0)
    page.table.setFocus()
    office.press(Qt.Key.Key_Return)
    assert office.place == "company_information_card"


def test_a_step_ticks_itself_off(office: Office) -> None:
    def to_do() -> int:
        page = office.listed("setup_checklist")
        states = [page.model.index(at, 0).data() for at in range(page.model.rowCount())]
        return states.count("To do")

    with office.database.write() as session:
        change_record(session, "company_information", (1,), ("bankgiro", ""), CONTEXT)
        change_record(session, "company_information", (1,), ("iban", ""), CONTEXT)
    before = to_do()
    with office.database.write() as session:
        change_record(session, "company_information", (1,), ("bankgiro", "123-4567"), CONTEXT)
    office.rest()
    assert to_do() == before - 1
