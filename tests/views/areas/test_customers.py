"""What the card of a customer tells and where its figures lead."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from desktop.models.words import Blocked
from desktop.views.customers.customer_statistics import CustomerStatisticsPage
from desktop.views.tables.link import Link
from desktop.views.tables.list_page import ListPage
from tests.views.areas.office import Office, visible
from tests.views.areas.test_masters import facts_of


def follow(office: Office, label: str) -> ListPage:
    """Follow the first figure with a label by the keyboard; the list that it leads to."""
    links = visible(office.window, Link)
    link = next(each for each in links if each.accessibleName().startswith(f"{label}: "))
    link.setFocus()
    office.press(Qt.Key.Key_Space)
    return office.page(ListPage)


def test_statistics_tell_what_a_customer_buys_and_lead_to_it(office: Office) -> None:
    office.card("customer", "FJORD")
    office.press(Qt.Key.Key_F7)
    page = office.page(CustomerStatisticsPage)
    words = [label.text() for label in visible(page, QLabel)]
    assert "Exposure" in words
    assert "Days late, on average" in words
    ledger = follow(office, "Sales, This year")
    assert ledger.spec.name == "cust_ledger_entry_list"
    assert ledger.filter.query.filters["document_type"] == "invoice|credit_memo"
    assert {row.values["customer_no"] for row in _rows(ledger)} == {"FJORD"}


def test_the_card_counts_documents_and_leads_to_them(office: Office) -> None:
    page = office.card("customer", "FJORD")
    assert "Documents as sell-to" in facts_of(page)
    listed = follow(office, "Orders")
    assert listed.spec.name == "sales_orders"
    assert {row.sell_to_customer_no for row in _rows(listed)} == {"FJORD"}


def test_what_goes_with_a_customer_is_told_before_it_is_deleted(office: Office) -> None:
    office.card("customer", "LAMM")
    office.do("delete")
    [dialog] = [each for each in visible(office.window, QDialog) if each.isModal()]
    said = " ".join(label.text() for label in visible(dialog, QLabel))
    assert "These records go with it: Business Relation (1)." in said
    office.answer("Delete")
    keys = [row.no for row in _rows(office.listed("customers"))]
    assert "LAMM" not in keys


def test_the_change_log_of_a_card_speaks_the_users_words(office: Office) -> None:
    card = office.card("customer", "LAMM")
    card.editor.commit("blocked", Blocked.NONE)
    office.rest()
    office.do("change_log")
    page = office.page(ListPage)
    told = [
        tuple(column.value(row) for column in page.spec.columns if column.name in SHOWN)
        for row in _rows(page)
    ]
    assert ("Blocked", "All", "Not Blocked") in told


SHOWN = {"field_name", "old_value", "new_value"}


def _rows(page: ListPage) -> list:  # type: ignore[type-arg]  # rows of any list
    return [page.model.row(at) for at in range(page.model.rowCount())]
