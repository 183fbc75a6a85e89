"""From a card, a list or a refused deletion to everything that uses a record."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.errors import RecordRef
from tests.views.areas.office import Office

FJORD = RecordRef("customer", ("FJORD",))


def test_a_card_leads_to_its_users_and_they_to_their_pages(office: Office) -> None:
    office.card("customer", "FJORD")
    office.do("where_used")
    assert office.window.navigation.current_place == ("where_used", FJORD)
    page = office.listed("where_used", FJORD)
    tables = [page.model.index(at, 0).data() for at in range(page.model.rowCount())]
    assert "Sales Document" in tables
    assert "Ship-to Address" in tables
    page.table.go_to(tables.index("Ship-to Address"))
    page.table.setFocus()
    office.press(Qt.Key.Key_Return)
    assert office.place == "users"
    office.press(Qt.Key.Key_Return)
    assert office.place == "ship_to_address"


def test_a_refused_deletion_leads_to_the_users(office: Office) -> None:
    office.card("payment_terms_card", "30D")
    office.do("delete")
    office.answer("Delete")
    assert "cannot be deleted" in office.told()[0]
    office.follow("Show Where It Is Used")
    assert office.place == "where_used"


def test_a_list_leads_to_the_users_of_its_row(office: Office) -> None:
    page = office.listed("payment_terms_list")
    page.table.go_to(0)
    office.do("where_used")
    assert office.place == "where_used"
