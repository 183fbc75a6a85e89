"""Ctrl+K takes an action and its object in one line: "birk inv"."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import event

from desktop.services.records import add_record
from desktop.views.pages.document_page import DocumentPage
from desktop.views.shell.search import Result
from desktop.views.tables.list_page import ListPage
from tests.views.areas.conftest import OpenOffice
from tests.views.areas.office import CTRL, Office

MOST_STATEMENTS = 10
"""For what was typed, however large the company is."""


def search(office: Office, text: str) -> list[Result]:
    """What the search box finds from the home page."""
    office.open("home")
    office.press(Qt.Key.Key_K, CTRL)
    office.keys(text)
    return office.window.search_box.results()


@contextmanager
def statements(office: Office) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(*args: object) -> None:
        sent.append(str(args[2]))

    event.listen(office.database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(office.database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("typed", ["new invoice fjord", "fjord new inv", "fjordheim new sales inv"])
def test_the_best_hit_begins_an_invoice_for_the_customer(office: Office, typed: str) -> None:
    search(office, typed)
    chosen = office.window.search_box.chosen()
    assert chosen is not None
    assert (chosen.title, chosen.detail) == ("New Sales Invoice", "for Fjordheim Interiör AB")
    office.press(Qt.Key.Key_Return)
    page = office.page(DocumentPage)
    assert office.place == "sales_invoice"
    assert page.view.header["sell_to_customer_no"] == "FJORD"


def test_what_can_be_begun_is_no_act_with_a_record_of_that_name(office: Office) -> None:
    with office.database.write() as session:
        values: dict[str, object] = {"no": "N-1", "description": "News stand"}
        add_record(session, "item", values, office.window.desk.context)
    search(office, "new item")
    chosen = office.window.search_box.chosen()
    assert chosen is not None
    assert chosen.title == "New Item"


@pytest.mark.parametrize("typed", ["posted sales invoices", "customer ledger entries"])
def test_the_name_of_a_page_means_the_page(office: Office, typed: str) -> None:
    values: dict[str, object] = {"no": "SALE", "name": "Sales and Ledger Entries AB"}
    with office.database.write() as session:
        add_record(session, "customer", values, office.window.desk.context)
    office.rest()
    search(office, typed)
    chosen = office.window.search_box.chosen()
    assert chosen is not None
    assert chosen.title.lower() == typed
    assert not chosen.detail.startswith("for")


def test_a_blocked_customer_gets_no_new_documents_but_is_found(office: Office) -> None:
    found = search(office, "new invoice lamm")
    assert [one for one in found if one.detail.startswith("for")] == []
    assert "Lammhult Kontor" in [one.title for one in search(office, "lammhult")]


def test_entries_of_a_customer_are_one_line_away(office: Office) -> None:
    search(office, "fjord ledger")
    office.press(Qt.Key.Key_Return)
    assert office.place == "cust_ledger_entry_list"
    assert office.page(ListPage).model.rowCount() > 0


def test_entries_of_an_item_too(office: Office) -> None:
    search(office, "item ledger desk")
    chosen = office.window.search_box.chosen()
    assert chosen is not None
    assert chosen.detail.startswith("for ")
    office.press(Qt.Key.Key_Return)
    assert office.place == "item_ledger_entry_list"


def test_an_action_can_begin_without_an_object(office: Office) -> None:
    office.open("items")
    office.press(Qt.Key.Key_K, CTRL)
    office.keys("new order")
    office.press(Qt.Key.Key_Return)
    assert office.place == "sales_order"
    assert office.page(DocumentPage).editor.is_new


def test_the_action_is_understood_in_the_users_language(open_office: OpenOffice) -> None:
    office = open_office("sv")
    search(office, "ny faktura fjord")
    chosen = office.window.search_box.chosen()
    assert chosen is not None
    assert "Fjordheim" in chosen.detail
    office.press(Qt.Key.Key_Return)
    assert office.place == "sales_invoice"


def test_an_action_of_the_page_is_known_in_english_too(open_office: OpenOffice) -> None:
    found = [one.title for one in search(open_office("sv"), "new inv")]
    assert "Ny försäljningsfaktura" in found
    assert len(found) == len(set(found))


def test_ctrl_enter_opens_it_in_a_window(office: Office) -> None:
    search(office, "fjord ledger")
    office.press(Qt.Key.Key_Return, CTRL)
    [window] = office.window.windows.windows()
    assert window.name == "cust_ledger_entry_list"
    window.close()
    office.rest()


def test_posted_documents_and_their_entries_are_found_by_number(office: Office) -> None:
    found = {one.title for one in search(office, "#pi00001")}
    assert {"Posted invoice PI00001", "Entries of PI00001"} <= found
    shipments = {one.title for one in search(office, "#ps00001")}
    assert "Posted shipment PS00001" in shipments
    counted = search(office, "#count")
    assert [one.title for one in counted] == ["Entries of COUNT"]
    office.press(Qt.Key.Key_Return)
    assert office.place == "find_entries"


@pytest.mark.parametrize("typed", ["new invoice fjord", "desk", "#SO", "zzzz", "ledger e"])
def test_the_statements_for_what_was_typed_are_bounded(office: Office, typed: str) -> None:
    office.open("home")
    office.press(Qt.Key.Key_K, CTRL)
    with statements(office) as sent:
        office.window.search_box.edit.setText(typed)
        office.window.search_box.edit.textEdited.emit(typed)
        office.rest()
    asked = [one for one in sent if not one.startswith(("BEGIN", "PRAGMA"))]
    assert len(asked) <= MOST_STATEMENTS, asked
    assert not [one for one in asked if not one.lstrip().upper().startswith("SELECT")]
    office.window.search_box.vanish()


def test_the_customer_and_its_documents_are_offered_with_the_action(office: Office) -> None:
    found = [(one.title, one.detail) for one in search(office, "fjord inv")]
    assert found[0] == ("New Sales Invoice", "for Fjordheim Interiör AB")
    titles = [title for title, _detail in found]
    assert "Fjordheim Interiör AB" in titles
    assert "Posted invoice PI00001" in titles


def test_headings_stand_once(office: Office) -> None:
    search(office, "fjord new")
    model = office.window.search_box._searching.model  # noqa: SLF001  (the list as it is shown)
    headings = [model.heading(row) for row in range(model.rowCount()) if model.heading(row)]
    assert len(headings) == len(set(headings))
    assert headings[0] == "Actions"


def test_the_name_of_a_command_of_the_page_means_the_command(office: Office) -> None:
    with office.database.write() as session:
        values: dict[str, object] = {"no": "POST", "name": "Post and Pack AB"}
        add_record(session, "customer", values, office.window.desk.context)
    office.document("sales_invoice")
    office.type_into("sell_to_customer_no", "FJORD")
    office.press(Qt.Key.Key_K, CTRL)
    office.keys("post and new")
    chosen = office.window.search_box.chosen()
    assert chosen is not None
    assert (chosen.title, chosen.detail) == ("Post and New", "")
