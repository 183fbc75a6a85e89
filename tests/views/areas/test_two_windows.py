"""Two people on one record: what both changed is shown field by field, and typing is kept."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.records import change_record
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.line_fields import change_line
from desktop.views.fields.choice_field import ChoiceField
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from tests.scenarios.standard_company import WORK_DATE
from tests.views.areas.office import Office
from tests.views.areas.places import ORDER

LENA = UserContext("LENA", WORK_DATE)


def lena_changes(office: Office, page: DocumentPage, field: str, value: object) -> None:
    """Somebody at another computer changes the first line; this window hears nothing of it."""
    key: DocumentKey = page.view.key
    with office.database._session(writing=True) as session:  # noqa: SLF001  (so that nobody is told)
        change_line(session, key, 10000, field, value, LENA)
        session.commit()


def decide(page: CardPage | DocumentPage, button: str) -> None:
    """Press a button of the first field that is to be decided about."""
    buttons = page.clashes.conflicts.panel.findChildren(QPushButton)
    next(one for one in buttons if one.text() == button and one.isVisible()).click()


def sentences(page: CardPage | DocumentPage) -> list[str]:
    return [clash.sentence for clash in page.clashes.conflicts.clashes()]


def test_both_values_of_a_cell_are_shown_and_mine_is_kept(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    lena_changes(office, page, "quantity", Decimal(9))
    office.type_cell(0, "quantity", "7")
    assert sentences(page) == ["Quantity of Line 1: yours 7 · theirs 9 (by LENA)"]
    assert page.lines.model.rows[0].typed["quantity"].text == "7"
    decide(page, "Keep Mine")
    office.rest()
    assert page.view.lines[0].values["quantity"] == Decimal(7)
    assert not page.clashes.conflicts.panel.isVisible()


def test_theirs_is_taken(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    lena_changes(office, page, "quantity", Decimal(9))
    office.type_cell(0, "quantity", "7")
    decide(page, "Take Theirs")
    office.rest()
    assert page.view.lines[0].values["quantity"] == Decimal(9)
    assert not page.lines.model.rows[0].typed


def test_the_same_value_is_no_conflict(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    lena_changes(office, page, "quantity", Decimal(7))
    office.type_cell(0, "quantity", "7")
    assert sentences(page) == []
    assert not page.lines.model.rows[0].typed


def test_a_header_field_is_decided_about_too(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    with office.database._session(writing=True) as session:  # noqa: SLF001  (so that nobody is told)
        change_header(session, page.view.key, "your_reference", "Lena", LENA)
        session.commit()
    office.type_into("your_reference", "Anna")
    assert sentences(page) == ["Your Reference: yours Anna · theirs Lena (by LENA)"]
    decide(page, "Keep Mine")
    office.rest()
    assert page.view.header["your_reference"] == "Anna"
    office.type_into("your_reference", "Anna and Lena")
    assert (sentences(page), page.view.header["your_reference"]) == ([], "Anna and Lena")


def test_a_choice_that_is_made_twice_asks_nothing(office: Office) -> None:
    page = office.card("customer", "FJORD")
    field = page.groups.fields["blocked"]
    assert isinstance(field, ChoiceField)
    for at in (1, 2, 0, 1):
        field.box.setCurrentIndex(at)
        field.box.activated.emit(at)
        office.rest()
    assert sentences(page) == []
    assert page.editor.values()["blocked"] == field.value


def test_a_value_that_changes_while_it_is_typed_is_not_written_over(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    grid = page.lines.grid
    grid.setFocus()
    grid.go_to_cell(0, "quantity")
    office.keys("7")
    with office.database.write() as session:
        change_line(session, page.view.key, 10000, "quantity", Decimal(9), LENA)
    office.rest()
    assert page.view.lines[0].values["quantity"] == Decimal(9)
    QTest.keyClick(grid.indexWidget(grid.currentIndex()), Qt.Key.Key_Return)
    office.rest()
    assert sentences(page) == ["Quantity of Line 1: yours 7 · theirs 9 (by LENA)"]
    assert page.view.lines[0].values["quantity"] == Decimal(9)


def lena_renames(office: Office, name: str) -> None:
    """Somebody at another computer changes a customer's name; this window hears nothing of it."""
    with office.database._session(writing=True) as session:  # noqa: SLF001  (so that nobody is told)
        change_record(session, "customer", ("FJORD",), ("name", name), LENA)
        session.commit()


def test_a_field_of_a_card_is_decided_about(office: Office) -> None:
    page = office.card("customer", "FJORD")
    lena_renames(office, "Fjord of Lena")
    office.type_into("name", "Fjord of Anna")
    assert sentences(page) == ["Name: yours Fjord of Anna · theirs Fjord of Lena (by LENA)"]
    assert page.groups.fields["name"].has_draft()
    decide(page, "Keep Mine")
    office.rest()
    assert page.editor.values()["name"] == "Fjord of Anna"
    assert (sentences(page), office.told()) == ([], [])
    lena_renames(office, "Fjord of Lena")
    office.type_into("name", "Fjord")
    assert sentences(page) == ["Name: yours Fjord · theirs Fjord of Lena (by LENA)"]
    decide(page, "Take Theirs")
    assert page.groups.fields["name"].value == "Fjord of Lena"
    assert not page.groups.fields["name"].has_draft()


def test_a_page_stays_until_it_is_decided(office: Office) -> None:
    office.open("customers")
    page = office.card("customer", "FJORD")
    lena_renames(office, "Fjord of Lena")
    office.type_into("name", "Fjord of Anna")
    office.window.navigation.close(page)
    office.rest()
    assert office.place == "customer"
    assert office.told()[-1] == "Decide first whose values count, yours or theirs."
    decide(page, "Take Theirs")
    office.window.navigation.close(page)
    office.rest()
    assert office.place == "customers"


def test_another_field_of_the_card_that_was_changed_meanwhile_asks_too(office: Office) -> None:
    page = office.card("customer", "FJORD")
    lena_renames(office, "Fjord of Lena")
    office.type_into("address", "Pier 1")
    assert [clash.mine for clash in page.clashes.conflicts.clashes()] == ["Pier 1"]
    assert page.groups.fields["name"].value == "Fjord of Lena"


def test_a_field_that_changes_while_it_is_typed_is_not_written_over(office: Office) -> None:
    page = office.card("customer", "FJORD")
    page.groups.go_to("name")
    office.keys("x")
    with office.database.write() as session:
        change_record(session, "customer", ("FJORD",), ("name", "Fjord of Lena"), LENA)
    office.rest()
    office.press(Qt.Key.Key_Tab)
    assert [clash.theirs for clash in page.clashes.conflicts.clashes()] == ["Fjord of Lena"]
    assert page.editor.values()["name"] == "Fjord of Lena"
    decide(page, "Keep Mine")
    office.rest()
    assert page.editor.values()["name"] == "x"


def test_a_second_window_shows_what_the_first_one_enters(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.window.navigation.open("sales_order", ORDER.no, new_window=True)
    office.rest()
    [window] = office.window.windows.windows()
    other = window.page
    assert isinstance(other, DocumentPage)
    page.editor.change_header("your_reference", "Anna")
    office.rest()
    assert other.view.header["your_reference"] == "Anna"
    assert other.groups.fields["your_reference"].value == "Anna"
    window.close()
    office.rest()
