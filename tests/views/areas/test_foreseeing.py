"""The question of a header change lists what it will alter, old and new, before it is accepted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.list_spec import NewRecord
from tests.views.areas.office import Office


def an_order(office: Office) -> DocumentPage:
    """An order of one desk for a Swedish customer."""
    page = office.document("sales_order", NewRecord())
    office.type_into("sell_to_customer_no", "fjord")
    office.type_cell(0, "no", "DESK")
    office.type_cell(0, "quantity", "2")
    return page


def foreseen(office: Office) -> list[tuple[str, ...]]:
    """The rows of the table in the open question."""
    [table] = office.dialog().findChildren(QTableView)
    model = table.model()
    return [
        tuple(str(model.index(row, column).data() or "") for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_switching_the_price_mode_shows_each_price_before_and_after(office: Office) -> None:
    page = an_order(office)
    price, total = page.view.lines[0].values["unit_price"], page.view.totals.payable
    page.editor.change_header("prices_including_vat", value=True)
    office.rest()
    rows = foreseen(office)
    places = {row[0] for row in rows}
    assert places == {"Document", "Line 1: DESK"}
    [changed] = [row for row in rows if row[1] == "Unit Price"]
    assert changed[2] != changed[3]
    assert page.view.lines[0].values["unit_price"] == price
    office.answer("Convert Prices")
    assert page.view.lines[0].values["unit_price"] == price * 5 / 4
    assert page.view.totals.payable == total


def test_a_date_that_lines_follow_is_listed_and_may_be_kept_from_them(office: Office) -> None:
    page = an_order(office)
    before = page.view.lines[0].values["shipment_date"]
    page.editor.change_header("shipment_date", date(2027, 3, 15))
    office.rest()
    assert ("Line 1: DESK", "Shipment Date") in {row[:2] for row in foreseen(office)}
    office.answer("Keep Lines")
    assert page.view.lines[0].values["shipment_date"] == before
    assert page.view.header["shipment_date"] == date(2027, 3, 15)


def test_cancel_leaves_everything_as_it_was(office: Office) -> None:
    page = an_order(office)
    header = dict(page.view.header)
    page.editor.change_header("sell_to_customer_no", "EURO")
    office.rest()
    assert foreseen(office)
    office.press(Qt.Key.Key_Escape)
    assert page.view.header["sell_to_customer_no"] == header["sell_to_customer_no"]
    assert not page.editor.queue.is_busy
