"""Duplicates on the customer card, the list of all, and two customers merged side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from sqlalchemy.orm import Session

from desktop.models.customers import Customer
from desktop.models.duplicate_words import PartyKind
from desktop.services.context import UserContext
from desktop.services.merging.choice import MergePair
from desktop.services.records import add_record
from desktop.views.customers.merge_page import MergePage
from desktop.views.fields.lookup_picker import LookupPicker
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.duplicate_banner import DuplicateBanner
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.views.areas.office import Office

CONTEXT = UserContext(USER, WORK_DATE)
TWIN = {
    "no": "TWIN",
    "name": "Fjordheim Interior",
    "address": "Strandgatan 9 B",
    "post_code": "41103",
    "city": "GÖTEBORG",
    "phone": "031-12 34 56",
}
ADDRESS = {"customer_no": "TWIN", "code": "NORTH", "name": "Another", "city": "Luleå"}


def with_twin(office: Office) -> None:
    """A customer that looks like FJORD."""
    with office.database.write() as session:
        add_record(session, "customer", TWIN, CONTEXT)
    office.rest()


def banner_of(page: CardPage) -> DuplicateBanner:
    found = page.findChild(DuplicateBanner)
    assert found is not None
    return found


def press(office: Office, text: str) -> None:
    [row] = banner_of(office.page(CardPage)).rows()
    next(button for button in row.buttons if button.text() == text).click()
    office.rest()


def test_a_card_tells_whom_it_looks_like(office: Office) -> None:
    office.card("customer", "FJORD")
    assert banner_of(office.page(CardPage)).rows() == []
    with_twin(office)
    page = office.card("customer", "TWIN")
    [row] = banner_of(page).rows()
    assert "FJORD Fjordheim Interiör AB" in row.text
    press(office, "Open It")
    assert office.window.navigation.current_place == ("customer", "FJORD")


def test_what_is_typed_is_compared_when_it_is_saved(office: Office) -> None:
    with_twin(office)
    page = office.card("customer", "TWIN")
    office.type_into("name", "Something else")
    assert banner_of(page).rows() == []
    office.type_into("name", "Fjordheim Interiör")
    [row] = banner_of(page).rows()
    assert "FJORD" in row.text
    # The banner says it, with buttons; the plain remark of the service does not say it again.
    assert [text for text in page.notices.texts() if "looks like" in text] == []


def test_a_pair_that_is_not_the_same_is_not_told_any_more(office: Office) -> None:
    with_twin(office)
    page = office.card("customer", "TWIN")
    press(office, "Not the Same")
    assert banner_of(page).rows() == []
    decided = office.listed("duplicate_decisions")
    assert decided.model.rowCount() == 1
    decided.table.go_to(0)
    office.do("withdraw_decision")
    assert decided.model.rowCount() == 0
    assert len(banner_of(office.card("customer", "TWIN")).rows()) == 1


def test_all_duplicates_are_listed_and_lead_to_the_merge(office: Office) -> None:
    with_twin(office)
    office.listed("customers")
    office.do("open_duplicates")
    page = office.listed("duplicates")
    assert page.model.rowCount() == 0
    office.do("find_duplicates")
    assert page.model.rowCount() == 1
    assert office.told()[0].startswith("1 pair")
    page.table.go_to(0)
    page.table.setFocus()
    office.press(Qt.Key.Key_Return)
    assert office.window.navigation.current_place == (
        "merge_customers",
        MergePair("FJORD", "TWIN"),
    )
    office.do("keep_separate")
    page = office.listed("duplicates")
    office.do("find_duplicates")
    assert page.model.rowCount() == 0


def test_two_customers_are_merged_side_by_side(office: Office) -> None:
    with_twin(office)
    page = office.open("merge_customers", MergePair("FJORD", "TWIN"))
    assert isinstance(page, MergePage)
    assert page.fields is not None
    assert page.fields.chosen() == {"phone"}
    page.fields.ticks["name"].setFocus()
    office.press(Qt.Key.Key_Space)
    office.do("merge")
    office.answer("Merge")
    assert office.window.navigation.current_place == ("customer", "FJORD")
    assert any("TWIN was merged into this customer." in text for text in office.told())

    def cards(session: Session) -> tuple[str, object]:
        kept = session.get_one(Customer, "FJORD")
        return f"{kept.name}, {kept.phone}", session.get(Customer, "TWIN")

    assert office.read(cards) == ("Fjordheim Interior, 031-12 34 56", None)


def test_merge_waits_for_every_conflict(office: Office) -> None:
    with_twin(office)
    with office.database.write() as session:
        for no in ("TWIN", "FJORD"):
            add_record(
                session, "ship_to_address", {**ADDRESS, "customer_no": no, "name": no}, CONTEXT
            )
    page = office.open("merge_customers", MergePair("FJORD", "TWIN"))
    assert isinstance(page, MergePage)
    command = page.commands["merge"]
    assert not command.isEnabled()
    assert "1" in command.text()
    assert page.conflicts is not None
    [row] = page.conflicts.rows
    row.ways.setFocus()
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Down)
    assert row.code.text() == "NORTH2"
    assert command.isEnabled()
    row.code.clear()
    assert not command.isEnabled()
    row.code.setText("NORD")
    office.do("merge")
    office.answer("Cancel")
    assert isinstance(office.page(MergePage), MergePage)
    office.do("merge")
    office.answer("Merge")
    addresses = office.listed("ship_to_address_list").model.rowCount()
    assert addresses >= 2


def test_merge_with_asks_for_the_other_one(office: Office) -> None:
    with_twin(office)
    page = office.card("customer", "FJORD")
    office.do("merge_with")
    [picker] = page.findChildren(LookupPicker)
    assert picker.windowTitle() == "Merge FJORD with"
    office.keys("FJORD")
    hit = picker.table.chosen()
    assert hit is not None
    assert hit.key == "TWIN", "nobody is merged into himself"
    picker.search.clear()
    office.keys("TWIN")
    office.press(Qt.Key.Key_Return)
    assert not picker.isVisible()
    assert office.page(MergePage).focusWidget() is not None, "the keyboard begins in the page"
    assert office.window.navigation.current_place == (
        "merge_customers",
        MergePair("FJORD", "TWIN"),
    )
    office.do("exchange")
    assert office.page(MergePage).title.startswith("TWIN")


def test_what_forbids_a_merge_is_told_on_the_page(office: Office) -> None:
    with_twin(office)
    with office.database.write() as session:
        session.get_one(Customer, "TWIN").bill_to_customer_no = "FJORD"
    page = office.open("merge_customers", MergePair("FJORD", "TWIN"))
    assert "is billed to customer FJORD" in office.told()[0]
    assert not page.commands["merge"].isEnabled()


def test_two_contacts_are_found_and_merged_side_by_side(office: Office) -> None:
    with office.database.write() as session:
        for no, name, phone in (("K1", "Lövsta Trä", ""), ("K2", "Trä i Lövsta", "0920-1111111")):
            add_record(session, "contact", {"no": no, "name": name, "phone": phone}, CONTEXT)
    office.rest()
    office.listed("contact_list")
    office.do("open_duplicates")
    page = office.listed("duplicate_contacts")
    office.do("find_duplicates")
    pairs = [page.model.row(at) for at in range(page.model.rowCount())]
    page.table.go_to([{row.no_a, row.no_b} for row in pairs].index({"K1", "K2"}))
    page.table.setFocus()
    office.press(Qt.Key.Key_Return)
    merging = office.page(MergePage)
    assert merging.plan is not None
    assert merging.plan.ticked == {"phone"}
    office.do("merge")
    office.answer("Merge")
    assert office.window.navigation.current_place == ("contact_card", "K1")
    assert any("K2 was merged into this contact." in text for text in office.told())


def test_a_contacts_card_chooses_whom_it_takes_over(office: Office) -> None:
    with office.database.write() as session:
        for no in ("K1", "K2"):
            add_record(session, "contact", {"no": no, "name": no}, CONTEXT)
    office.rest()
    page = office.card("contact_card", "K1")
    office.do("merge_with")
    [picker] = page.findChildren(LookupPicker)
    office.keys("K2")
    office.press(Qt.Key.Key_Return)
    assert not picker.isVisible()
    pair = MergePair("K1", "K2", PartyKind.CONTACT)
    assert office.window.navigation.current_place == ("merge_customers", pair)
    office.do("keep_separate")
    assert office.listed("separate_contacts").model.rowCount() == 1


def test_a_contacts_card_tells_whom_it_looks_like(office: Office) -> None:
    with office.database.write() as session:
        for no in ("K1", "K2"):
            add_record(session, "contact", {"no": no, "name": "Lövsta Trä"}, CONTEXT)
    office.rest()
    page = office.card("contact_card", "K2")
    [row] = banner_of(page).rows()
    assert row.text.startswith("This contact looks like K1 Lövsta Trä")
    press(office, "Merge")
    pair = MergePair("K1", "K2", PartyKind.CONTACT)
    assert office.window.navigation.current_place == ("merge_customers", pair)
