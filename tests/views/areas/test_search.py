"""The search box leads everywhere; a list keeps where it was left."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.list_spec import NewRecord
from tests.views.areas.office import CTRL, Office


def search(office: Office, text: str) -> list[str]:
    """What the search box finds."""
    office.press(Qt.Key.Key_K, CTRL)
    office.keys(text)
    return [result.title for result in office.window.search_box.results()]


def test_a_customer_is_found_by_a_part_of_the_name(office: Office) -> None:
    assert "Fjordheim Interiör AB" in search(office, "@fjordh")
    office.press(Qt.Key.Key_Return)
    assert office.window.navigation.current_place == ("customer", "FJORD")


def test_an_item_is_found_by_its_description(office: Office) -> None:
    assert "Task chair" in search(office, "task ch")


def test_documents_are_found_by_number_and_by_the_customers_name(office: Office) -> None:
    assert "Sales Order SO00002" in search(office, "#SO00002")
    office.press(Qt.Key.Key_Return)
    assert office.page(DocumentPage).view.key.no == "SO00002"
    found = search(office, "#fjordheim")
    assert "Posted invoice PI00001" in found


def test_vendors_and_what_is_bought_from_them_are_found(office: Office) -> None:
    page = office.document("purchase_order", NewRecord())
    office.type_into("buy_from_vendor_no", "wood")
    order = page.view.key.no
    name = page.view.header["buy_from_name"]
    assert f"Purchase Order {order}" in search(office, f"#{order}")
    office.press(Qt.Key.Key_Return)
    assert office.place == "purchase_order"
    found = search(office, str(name))
    assert {name, f"Purchase Order {order}"} <= set(found)


def test_a_result_opens_in_a_window_of_its_own(office: Office) -> None:
    search(office, "@fjordh")
    office.press(Qt.Key.Key_Return, CTRL)
    [window] = office.window.windows.windows()
    assert window.windowTitle() == "FJORD · Fjordheim Interiör AB – Kontor"
    window.close()
    office.rest()


def test_a_list_begins_in_its_rows_and_later_where_it_was_left(
    office: Office,
) -> None:
    page = office.listed("customers")
    assert page.table.hasFocus()
    page = office.listed("posted_shipments")
    assert page.table.hasFocus()
    page.filter_box.setFocus()
    office.open("home")
    office.listed("posted_shipments")
    assert page.filter_box.hasFocus()


def test_the_pages_of_the_set_up_are_found_by_their_titles(office: Office) -> None:
    assert search(office, "recurring sales codes")[0] == "Recurring Sales Codes"
    office.press(Qt.Key.Key_Return)
    assert office.place == "standard_sales_code_list"
    assert search(office, "customers")[0] == "Customers"
