"""The checklist on the screen: what is open, and the way to do it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from sqlalchemy import delete, update

from desktop.models.finance import CustomerPostingGroup, GeneralPostingSetup
from desktop.services.records import change_record
from desktop.services.setup.checklist import checklist
from desktop.views.home.home_page import HomePage
from desktop.views.home.setup_block import SetupBlock
from desktop.views.pages.card_page import CardPage
from tests.views.areas.office import Office, visible
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


def test_home_shows_the_next_steps_until_everything_is_done(office: Office) -> None:
    def at_home() -> list[SetupBlock]:
        office.open("home")
        office.do("refresh")  # by itself home waits for more commits
        shown: list[SetupBlock] = visible(office.page(HomePage), SetupBlock)
        return shown

    assert at_home() == []
    with office.database.write() as session:
        change_record(session, "company_information", (1,), ("bankgiro", ""), CONTEXT)
    office.rest()
    [block] = at_home()
    assert block.count.text() == "21 of 22 steps done"
    office.page(HomePage).take_focus()
    assert block.list.hasFocus()
    office.press(Qt.Key.Key_Return)
    assert office.place == "company_information_card"
    with office.database.write() as session:
        change_record(session, "company_information", (1,), ("bankgiro", "123-4567"), CONTEXT)
    office.rest()
    assert at_home() == []


def test_a_missing_piece_is_mended_from_the_setup_check(office: Office) -> None:
    with office.database.write() as session:
        session.execute(delete(GeneralPostingSetup))
        session.execute(update(CustomerPostingGroup).values(receivables_account=None))
    page = office.listed("setup_check")
    tables = [page.model.row(at).table for at in range(page.model.rowCount())]
    page.table.go_to(tables.index("customer_posting_group"))
    page.table.setFocus()
    office.press(Qt.Key.Key_Return)
    card = office.page(CardPage)
    assert card.groups.fields["receivables_account"].editor.hasFocus()
    page = office.listed("setup_check")
    page.table.go_to(tables.index("general_posting_setup"))
    page.table.setFocus()
    office.press(Qt.Key.Key_Return)
    assert office.place == "general_posting_setup_card"
    values = office.page(CardPage).groups.fields
    assert values["gen_bus_posting_group"].value == "DOMESTIC"
