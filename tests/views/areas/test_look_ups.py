"""Look-ups and remedies on the pages of the program, worked by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.services.records import change_record
from desktop.views.fields.field import Field
from desktop.views.fields.lookup_field import LookupField
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.list_spec import NewRecord
from tests.views.areas.office import Office
from tests.views.areas.places import ORDER


def customer_no(page: DocumentPage) -> LookupField:
    """The field for the customer of a document."""
    found = page.groups.fields["sell_to_customer_no"]
    assert isinstance(found, LookupField)
    return found


def listed(field: LookupField) -> list[str]:
    """What the open list below a look-up says, row by row."""
    assert field.popup is not None
    assert field.popup.isVisible()
    model = field.popup.table.hits
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def begin(office: Office, typed: str) -> DocumentPage:
    """A new order with the beginning of a customer typed."""
    page = office.document("sales_order", NewRecord())
    page.groups.go_to("sell_to_customer_no")
    office.keys(typed)
    return page


def mend(field: Field, text: str) -> QPushButton:
    """The button in a field's message."""
    found = {button.text(): button for button in field.message.remedies}
    assert text in found, list(found)
    return found[text]


def test_typing_lists_number_name_and_city(office: Office) -> None:
    page = begin(office, "fjo")
    assert listed(customer_no(page)) == [
        "FJORD, Fjordheim Interiör AB, 411 03 · Göteborg",
        "Create Customer “fjo”",
        "Show all",
    ]


def test_enter_takes_the_best_hit(office: Office) -> None:
    page = begin(office, "goteborg")
    office.press(Qt.Key.Key_Return)
    assert page.view.header["sell_to_customer_no"] == "FJORD"


def test_a_customer_is_found_by_vat_number(office: Office) -> None:
    page = begin(office, "136695976")
    assert listed(customer_no(page))[0] == "EURO, Eurohaus GmbH, DE136695976"
    office.press(Qt.Key.Key_Tab)
    assert page.view.header["sell_to_customer_no"] == "EURO"


def test_a_blocked_customer_is_offered_only_by_its_number(office: Office) -> None:
    page = begin(office, "lammhult")
    assert listed(customer_no(page))[0] == "Create Customer “lammhult”"
    office.press(Qt.Key.Key_Escape)
    office.press(Qt.Key.Key_Escape)
    office.keys("lamm")
    assert listed(customer_no(page))[0] == "LAMM, Lammhult Kontor"


def test_a_new_customer_is_made_and_comes_back(office: Office) -> None:
    page = begin(office, "Birkholm Interiors")
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    card = office.page(CardPage)
    assert card.groups.fields["name"].value == "Birkholm Interiors"
    assert office.told() == ["Customer No. of New Sales Order gets this record when you go back."]
    for field, text in (("no", "B100"), ("city", "Uppsala"), ("payment_terms_code", "30D")):
        office.type_into(field, text)
    for field in ("gen_bus_posting_group", "vat_bus_posting_group", "customer_posting_group"):
        office.type_into(field, "DOMESTIC")
    no = card.key
    office.follow("Use It")
    assert office.page(DocumentPage) is page
    assert page.view.header["sell_to_customer_no"] == no
    assert page.view.header["sell_to_city"] == "Uppsala"
    assert customer_no(page).editor.hasFocus()


def test_going_back_by_key_brings_the_new_number_too(office: Office) -> None:
    page = begin(office, "Loom Textiles")
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    office.type_into("no", "L100")
    office.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert office.page(DocumentPage) is page
    assert customer_no(page).line.text() == "L100"


def test_use_it_makes_the_record_that_is_only_filled_in(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    page.groups.go_to("payment_terms_code")
    office.keys("21d")
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    assert office.page(CardPage).groups.fields["code"].value == "21D"
    office.follow("Use It")
    assert office.page(DocumentPage) is page
    assert page.view.header["payment_terms_code"] == "21D"


def test_a_record_that_was_not_made_changes_nothing(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    page.groups.go_to("payment_terms_code")
    office.keys("nothing")
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    office.window.navigation.back()
    office.rest()
    assert office.page(DocumentPage) is page
    assert page.view.header["payment_terms_code"] == "30D"


def test_a_missing_number_series_leads_to_its_set_up(office: Office) -> None:
    context = office.window.desk.context
    with office.database.write() as session:
        change_record(session, "sales_setup", (1,), ("customer_nos", None), context)
    office.rest()
    card = office.card("customer", NewRecord())
    office.type_into("name", "Loom Textiles")
    mend(card.groups.fields["name"], "Open Sales Setup").click()
    office.rest()
    assert office.page(CardPage).groups.fields["customer_nos"].editor.hasFocus()


def test_show_all_is_a_list_to_pick_from(office: Office) -> None:
    page = office.document("sales_order", NewRecord())
    page.groups.go_to("sell_to_customer_no")
    office.press(Qt.Key.Key_F4)
    office.press(Qt.Key.Key_PageDown)
    office.press(Qt.Key.Key_Return)
    picker = customer_no(page).picker
    assert picker is not None
    assert picker.count.text() == "2 shown"
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    assert page.view.header["sell_to_customer_no"] == "FJORD"


def test_an_unknown_customer_can_be_made_from_the_message(office: Office) -> None:
    page = begin(office, "zzz")
    office.press(Qt.Key.Key_Tab)
    field = customer_no(page)
    assert "zzz" in field.error.lower()
    assert field.editor.accessibleDescription() == field.error
    office.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    office.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    button = mend(field, "Create Customer “zzz”")
    assert button.hasFocus()
    office.press(Qt.Key.Key_Space)
    assert office.page(CardPage).groups.fields["name"].value == "zzz"


def test_a_blocked_customer_can_be_opened_from_the_message(office: Office) -> None:
    page = begin(office, "LAMM")
    office.press(Qt.Key.Key_Tab)
    mend(customer_no(page), "Open Customer LAMM").click()
    office.rest()
    card = office.page(CardPage)
    assert card.key == "LAMM"
    assert card.groups.fields["blocked"].editor.hasFocus()


def test_the_nearest_possible_figure_is_a_button(office: Office) -> None:
    card = office.card("customer", "FJORD")
    office.type_into("prepayment_pct", "120")
    field = card.groups.fields["prepayment_pct"]
    mend(field, "Largest possible: 100").click()
    office.rest()
    assert field.error == ""
    assert card.record is not None
    assert card.record.values["prepayment_pct"] == 100


def test_the_right_check_digit_is_a_button(office: Office) -> None:
    card = office.card("customer", "FJORD")
    office.type_into("gln", "7300000000018")
    field = card.groups.fields["gln"]
    right = field.message.remedies[0].text().removeprefix("Use ")
    field.message.remedies[0].click()
    office.rest()
    assert field.value == right
    assert field.error == ""


def test_a_posting_date_that_is_not_allowed_names_the_first_that_is(office: Office) -> None:
    office.card("general_ledger_setup_card", 1)
    office.type_into("allow_posting_from", "2026-01-20")
    page = office.document("sales_order", ORDER.no)
    office.do("post")
    office.answer("Post")
    field = page.groups.fields["posting_date"]
    assert "2026-01-15" in field.error
    assert page.groups.cards[0].error_text() == "1 error"
    mend(field, "Earliest possible: 2026-01-20").click()
    office.rest()
    assert field.error == ""
    assert page.view.header["posting_date"].isoformat() == "2026-01-20"
