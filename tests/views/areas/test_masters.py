"""Customers, items and set-up on their pages."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop.services.records import add_record, read_record
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.shell.page_head import Pill
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import Needs, NewRecord
from tests.views.areas.office import Office, visible

# ------------------------------------------------------------------------------------ customers


def facts_of(page: CardPage | ListPage | DocumentPage) -> str:
    """All words of the fact pane."""
    assert page.facts is not None
    words = [*visible(page.facts.pane, QLabel), *visible(page.facts.pane, QAbstractButton)]
    return " ".join(word.text() for word in words)


def test_a_customer_is_made_by_entering_a_name(office: Office) -> None:
    page = office.card("customer", NewRecord())
    office.type_into("no", "NEW1")
    office.type_into("name", "Nya Kontoret")
    assert page.title == "NEW1 · Nya Kontoret"
    assert office.window.navigation.current_place == ("customer", "NEW1")
    office.open("home")
    assert office.card("customer", "NEW1") is page


def test_a_field_under_the_cursor_is_replaced_by_typing_when_it_was_filled_meanwhile(
    office: Office,
) -> None:
    page = office.card("customer", "FJORD")
    group = page.groups.fields["vat_bus_posting_group"]
    page.groups.go_to("vat_bus_posting_group")
    page.editor.commit("gen_bus_posting_group", "EU")
    office.rest()
    before = group.value
    office.keys("EXPORT")
    office.press(Qt.Key.Key_Tab)
    assert before in {"DOMESTIC", "EU"}
    assert group.value == "EXPORT"


def test_a_card_says_what_the_customer_owes(office: Office) -> None:
    page = office.card("customer", "FJORD")
    assert "23\N{NO-BREAK SPACE}537,50" in facts_of(page)


def test_an_order_begins_from_the_customer(office: Office) -> None:
    office.card("customer", "FJORD")
    office.do("new_order")
    page = office.page(DocumentPage)
    assert page.view.header["sell_to_customer_no"] == "FJORD"
    assert office.place == "sales_order"


def test_an_invoice_begins_from_the_list(office: Office) -> None:
    page = office.listed("customers")
    page.table.go_to(page.model.keys.position("EURO") or 0)
    office.do("new_invoice")
    assert office.page(DocumentPage).view.header["sell_to_customer_no"] == "EURO"


def test_a_customer_leads_to_entries_invoices_and_addresses(office: Office) -> None:
    office.card("customer", "FJORD")
    office.do("customer_ledger")
    assert office.page(ListPage).title == "Customer Ledger Entries · FJORD"
    assert office.page(ListPage).model.rowCount() == 2
    office.card("customer", "EURO")
    office.do("customer_posted")
    assert office.page(ListPage).model.rowCount() == 0
    office.card("customer", "FJORD")
    office.do("customer_posted")
    assert office.page(ListPage).model.rowCount() == 2
    office.card("customer", "FJORD")
    office.do("ship_to_addresses")
    addresses = office.page(ListPage)
    assert addresses.model.rowCount() == 1
    office.do("new_ship_to")
    office.type_into("code", "SHOP")
    assert office.page(CardPage).record is not None


def test_what_a_customer_lacks_is_told_when_its_card_opens(office: Office) -> None:
    values = {"no": "BARE", "name": "Bare AB", "vat_bus_posting_group": "DOMESTIC"}
    with office.database.write() as session:
        add_record(session, "customer", values, office.window.desk.context)
    page = office.card("customer", "BARE")
    general, customer = office.told()
    assert "Gen. Bus. Posting Group must be filled in" in general
    office.type_into("gen_bus_posting_group", "DOMESTIC")
    assert office.told() == [customer]
    page.open_record(("FJORD",))
    office.rest()
    assert office.told() == []


def test_a_customer_is_blocked_by_a_command(office: Office) -> None:
    page = office.card("customer", "FJORD")
    office.do("block_customer")
    office.choose("Ship")
    office.answer("Apply")
    assert page.record is not None
    assert page.spec.pills is not None
    assert page.spec.pills(page.record) == [Pill("Blocked: Ship", "danger")]


def test_a_blocked_customer_is_seen_at_once(office: Office) -> None:
    page = office.card("customer", "LAMM")
    assert page.record is not None
    assert page.spec.pills is not None
    assert page.spec.pills(page.record) == [Pill("Blocked: All", "danger")]
    page = office.card("customer", "FJORD")
    page.editor.commit("inactive", value=True)
    office.rest()
    assert page.record is not None
    assert page.spec.pills is not None
    assert page.spec.pills(page.record) == [Pill("Inactive", "neutral")]


def test_the_list_of_customers_leads_to_the_ledger(office: Office) -> None:
    page = office.listed("customers")
    page.table.go_to(page.model.keys.position("FJORD") or 0)
    office.rest()
    assert "Fjordheim" in facts_of(page) or "FJORD" in facts_of(page) or facts_of(page)
    office.do("customer_ledger")
    assert office.place == "cust_ledger_entry_list"


# --------------------------------------------------------------------------------------- items


def test_an_item_shows_what_is_on_hand(office: Office) -> None:
    assert "37" in facts_of(office.card("item", "DESK"))


def test_an_item_leads_to_its_entries(office: Office) -> None:
    office.card("item", "DESK")
    office.do("item_ledger")
    assert office.page(ListPage).model.rowCount() == 2
    page = office.listed("items")
    page.table.go_to(page.model.keys.position("LAMP") or 0)
    office.rest()
    office.do("item_ledger")
    assert office.page(ListPage).title == "Item Ledger Entries · LAMP"


def test_other_commands_of_the_item_card_open_pages(office: Office) -> None:
    page = office.card("item", "DESK")
    opened = {}
    asking = {"copy_item", "choose_picture", "paste_picture", "remove_picture"}
    for action in page.spec.actions:
        # What is done with the card itself opens no page.
        if action.needs is not Needs.NOTHING or action.spec.id in asking:
            continue
        office.card("item", "DESK")
        office.do(action.spec.id)
        opened[action.spec.id] = office.place
    assert "item" not in opened.values(), opened


def test_stock_is_counted_in_by_the_journal(office: Office) -> None:
    page = office.listed("item_journal_line_list")
    assert page.model.rowCount() == 1
    office.do("post_journal")
    office.answer("Post")
    assert office.told() == ["The item journal is posted."]
    assert page.model.rowCount() == 0
    assert "73" in facts_of(office.card("item", "LAMP"))
    office.listed("item_journal_line_list")
    office.do("post_journal")
    office.answer("Post")
    assert office.told() != ["The item journal is posted."]


def test_a_journal_line_is_entered_on_its_card(office: Office) -> None:
    office.listed("item_journal_line_list").make_new()
    office.rest()
    page = office.page(CardPage)
    office.type_into("item_no", "DESK")
    office.type_into("quantity", "5")
    assert page.record is not None
    assert page.record.values["quantity"] == Decimal(5)


# -------------------------------------------------------------------------------------- set-up


def test_the_hub_finds_a_table_and_enter_opens_it(office: Office) -> None:
    page = office.listed("setup")
    everything = page.model.rowCount()
    page.filter_box.setFocus()
    office.keys("payment ter")
    assert 0 < page.model.rowCount() < everything
    office.press(Qt.Key.Key_Return)
    office.press(Qt.Key.Key_Return)
    assert office.page(ListPage).title == "Payment Terms"


def test_the_hub_opens_a_table_of_one_row_as_a_card(office: Office) -> None:
    page = office.listed("setup")
    page.table.go_to(0)
    office.do("open_setup")
    card = office.page(CardPage)
    assert card.title == "Company Information"
    assert not {"new", "delete"} & {spec.id for spec in card.commands}


def test_the_hub_sorts_by_its_columns(office: Office) -> None:
    page = office.listed("setup")
    page.filter.set_order((("title", True),))
    office.rest()
    titles = [page.model.row(at).title.casefold() for at in range(page.model.rowCount())]
    assert titles == sorted(titles, reverse=True)


def test_a_set_up_record_is_made_changed_and_deleted(office: Office) -> None:
    office.listed("payment_terms_list").make_new()
    office.rest()
    office.type_into("code", "45D")
    office.type_into("due_formula", "45D")
    page = office.page(CardPage)
    assert page.record is not None
    record = office.read(lambda session: read_record(session, "payment_terms", ("45D",)))
    assert str(record.values["due_formula"]) == "45D"
    office.do("delete")
    office.answer("Delete")
    terms = office.listed("payment_terms_list")
    keys = [terms.spec.key(row) for row in _rows(terms)]
    assert "45D" not in keys


def _rows(page: ListPage) -> list[object]:
    return [page.model.row(at) for at in range(page.model.rowCount())]
