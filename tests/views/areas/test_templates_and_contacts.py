"""Templates and contacts on their pages, worked by keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.services.context import UserContext
from desktop.services.records import add_record
from desktop.views.fields.choice_field import ChoiceField
from desktop.views.fields.lookup_field import LookupField
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import NewRecord
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.views.areas.office import Office
from tests.views.areas.places import ORDER

CONTEXT = UserContext(user=USER, work_date=WORK_DATE)
DOMESTIC = {
    "code": "DOM",
    "gen_bus_posting_group": "DOMESTIC",
    "vat_bus_posting_group": "DOMESTIC",
    "customer_posting_group": "DOMESTIC",
    "payment_terms_code": "30D",
    "no_series_code": "SQ",
}
WARES = {
    "code": "WARE",
    "base_unit": "PCS",
    "gen_prod_posting_group": "RETAIL",
    "vat_prod_posting_group": "VAT25",
    "inventory_posting_group": "RESALE",
    "no_series_code": "SQ",
}


def add(office: Office, table: str, **values: object) -> None:
    """A record made by somebody else."""
    with office.database.write() as session:
        add_record(session, table, values, CONTEXT)
    office.rest()


def count(office: Office, table: str) -> int:
    """How many records the list of a table shows."""
    return office.list_rows(f"{table}_list")


@pytest.fixture
def domestic(office: Office) -> None:
    """The only template of customers."""
    add(office, "customer_template", **DOMESTIC)


@pytest.mark.usefixtures("domestic")
def test_a_customer_is_created_by_typing_its_name_on_an_order(office: Office) -> None:
    page = office.document("sales_order", NewRecord())
    page.groups.go_to("sell_to_customer_no")
    office.keys("Birkholm Interiors")
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    assert office.page(DocumentPage) is page
    assert page.view.header["sell_to_name"] == "Birkholm Interiors"
    assert page.view.header["payment_terms_code"] == "30D"


def test_an_item_is_created_by_typing_its_description_on_a_line(office: Office) -> None:
    add(office, "item_template", **WARES)
    page = office.document("sales_order", ORDER.no)
    before = len(page.view.lines)
    office.type_cell(before, "no", "Sideboard Ask")
    office.follow("Create Item “Sideboard Ask”")
    assert len(page.view.lines) == before + 1
    assert page.view.lines[-1].values["description"] == "Sideboard Ask"
    assert page.view.lines[-1].values["unit_of_measure_code"] == "PCS"


@pytest.mark.usefixtures("domestic")
def test_of_several_templates_one_is_picked_for_a_new_card(office: Office) -> None:
    add(office, "customer_template", code="EU", payment_terms_code="14D", no_series_code="SQ")
    card = office.card("customer", NewRecord())
    office.choose("EU")
    office.answer("Choose")
    office.type_into("name", "Nova")
    assert card.groups.fields["payment_terms_code"].value == "14D"


@pytest.mark.usefixtures("domestic")
def test_cancelling_the_pick_list_makes_nothing(office: Office) -> None:
    add(office, "customer_template", code="EU", payment_terms_code="14D")
    before = office.list_rows("customers")
    office.open("customer", NewRecord())
    office.dialog().reject()
    office.rest()
    assert office.page(ListPage).spec.name == "customers"
    assert office.list_rows("customers") == before


@pytest.mark.usefixtures("domestic")
def test_a_template_is_applied_to_the_selected_customers(office: Office) -> None:
    add(office, "customer_template", code="EU", payment_terms_code="14D")
    page = office.listed("customers")
    page.table.selectAll()
    office.do("apply_template")
    office.choose("EU")
    office.answer("Choose")
    office.choose("Overwrite filled fields too")
    office.answer("Apply")
    assert office.told() == ["The template was applied to 3 records."]
    card = office.card("customer", "FJORD")
    assert card.groups.fields["payment_terms_code"].value == "14D"


def test_a_card_is_saved_as_a_template_whose_switches_may_say_nothing(office: Office) -> None:
    office.card("customer", "FJORD")
    office.do("save_as_template")
    office.follow("Open Customer Template CUST000001")
    card = office.page(CardPage)
    assert card.groups.fields["credit_limit_lcy"].value == 250000
    switch = card.groups.fields["prices_including_vat"]
    assert isinstance(switch, ChoiceField)
    assert [switch.box.itemText(at) for at in range(switch.box.count())] == ["", "Yes", "No"]
    assert switch.box.currentText() == "No"
    switch.box.setFocus()
    switch.box.setCurrentIndex(0)
    switch.commit()
    office.rest()
    assert card.groups.fields["prices_including_vat"].value is None


def test_the_customers_contact_shows_its_time_line(office: Office) -> None:
    office.card("customer", "FJORD")
    office.do("customer_contact")
    card = office.page(CardPage)
    assert card.spec.table == "contact"
    no = card.key
    office.do("new_interaction")
    office.type_into("subject", "Wants a desk")
    interaction = office.page(CardPage)
    assert interaction.groups.fields["contact_no"].value == no
    office.do("cancel_interaction")
    assert interaction.groups.fields["cancelled"].value is True
    card = office.card("contact_card", no)
    assert card.facts is not None
    office.rest()


def test_a_contact_becomes_a_customer(office: Office) -> None:
    add(office, "customer_template", **DOMESTIC)
    add(office, "contact", no="K1", name="Nova")
    office.card("contact_card", "K1")
    card = office.page(CardPage)
    assert card.facts is not None
    time_line = card.facts.pane.blocks[-1]
    assert (time_line.title, time_line.text) == ("Time Line", "No interactions yet.")
    office.do("create_customer")
    [told] = office.told()
    assert "was made" in told
    assert not card.commands["create_customer"].isEnabled()
    add(office, "contact", no="K2", name="Anna Lundin", company_no="K1")
    person = office.card("contact_card", "K2")
    create = person.commands["create_customer"]
    assert not create.isEnabled()
    assert "is customer" in create.toolTip()
    add(office, "contact", no="K3", name="Bo Berg")
    office.card("contact_card", "K3")
    assert office.page(CardPage).commands["create_customer"].isEnabled()


@pytest.mark.parametrize("typed", ["K1", "nova", "Kalmar"])
def test_a_quote_finds_its_contact_by_number_name_or_city(office: Office, typed: str) -> None:
    add(office, "customer_template", **DOMESTIC)
    add(office, "contact", no="K1", name="Nova Design", city="Kalmar")
    quote = office.document("sales_quote", NewRecord())
    contact = quote.groups.fields["sell_to_contact_no"]
    assert isinstance(contact, LookupField)
    assert contact.label().text() == "Contact No."
    office.type_into("sell_to_contact_no", typed)
    assert quote.view.header["sell_to_contact_no"] == "K1"
    assert quote.view.header["sell_to_name"] == "Nova Design"
    quote.groups.go_to("sell_to_contact_no")
    contact.line.selectAll()
    office.press(Qt.Key.Key_Backspace)
    office.press(Qt.Key.Key_Tab)
    assert contact.value == ""


def test_a_quote_is_begun_with_a_contact_that_is_made_on_the_way(office: Office) -> None:
    add(office, "customer_template", **DOMESTIC)
    quote = office.document("sales_quote", NewRecord())
    quote.groups.go_to("sell_to_contact_no")
    office.keys("Nova Design")
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    card = office.page(CardPage)
    assert card.spec.table == "contact"
    assert card.groups.fields["name"].value == "Nova Design"
    assert card.groups.fields["type"].value == "company"
    office.type_into("city", "Kalmar")
    office.follow("Use It")
    assert office.page(DocumentPage) is quote
    assert quote.view.header["sell_to_contact_no"] == card.key
    assert quote.view.header["sell_to_city"] == "Kalmar"


def test_a_person_is_found_by_the_company_field(office: Office) -> None:
    card = office.card("contact_card", NewRecord())
    office.type_into("name", "Anna Lundin")
    company = card.groups.fields["company_no"]
    assert isinstance(company, LookupField)
    office.type_into("company_no", "Eurohaus")
    assert card.groups.fields["type"].value == "person"
    assert count(office, "contact") == 4
