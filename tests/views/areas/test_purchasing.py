"""A buyer's work on the page of a purchase order, from the vendor to the reversed invoice."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt

from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.list_spec import NewRecord
from tests.views.areas.office import Office


def a_new_order(office: Office) -> DocumentPage:
    page = office.document("purchase_order", NewRecord())
    office.type_into("buy_from_vendor_no", "wood")
    office.type_cell(0, "no", "DESK")
    office.type_cell(0, "quantity", "4")
    return page


def test_an_order_takes_the_vendors_price_and_an_entry_is_taken_back(office: Office) -> None:
    page = a_new_order(office)
    assert page.view.header["buy_from_name"] == "Träindustri AB"
    line = page.view.lines[0]
    assert line.values["direct_unit_cost"] == Decimal(1900)
    assert line.values["line_amount"] == Decimal(7600)
    office.type_cell(0, "quantity", "5")
    assert page.view.lines[0].values["quantity"] == Decimal(5)
    office.do("undo")
    assert page.view.lines[0].values["quantity"] == Decimal(4)


def test_goods_come_in_and_their_invoice_is_reversed(office: Office) -> None:
    page = a_new_order(office)
    office.type_into("vendor_invoice_no", "F-9")
    office.press(Qt.Key.Key_F9)
    office.choose("Receive and Invoice")
    office.answer("Post")
    assert page.view.completed
    assert any("Posted: receipt PR" in text for text in office.told()), office.told()
    posted = office.document("posted_purchase_invoice", "PV00002")
    assert posted.view.header["remaining_amount"] == Decimal(9500)
    office.do("reverse_invoice")
    office.answer("Reverse")
    assert posted.view.header["reversed"]
    assert "The invoice is reversed." in office.told()
    assert office.list_rows("vendor_ledger_entry_list") == 3


def test_a_vendors_card_begins_an_order(office: Office) -> None:
    office.card("vendor_card", ("WOOD",))
    office.do("new_purchase_order")
    page = office.page(DocumentPage)
    assert page.spec.name == "purchase_order"
