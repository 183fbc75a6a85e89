"""Availability at work: looking at it, going behind its figures, and mending a line (PF6–PF10)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.availability.shown import AvailabilityRow
from desktop.services.context import UserContext
from desktop.services.records import change_record
from desktop.services.sales.snapshot import document_view
from desktop.views.items.availability_pages import AvailabilityPage, DocumentsPage
from desktop.views.pages.balance_chart import BalanceChart
from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.link import Link
from desktop.views.tables.list_page import ListPage
from tests.builders.sales import a_document
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.views.areas.office import CTRL, Office, visible

SHIFT = Qt.KeyboardModifier.ShiftModifier
ORDER = DocumentKey(DocumentType.ORDER, "SO00002")
CONTEXT = UserContext(user=USER, work_date=WORK_DATE)


def cells(page: AvailabilityPage) -> list[AvailabilityRow]:
    """The rows that are shown."""
    return [page.model.row(place) for place in range(page.model.rowCount())]


def next_view(office: Office) -> AvailabilityPage:
    office.press(Qt.Key.Key_V, CTRL | SHIFT)
    return office.page(AvailabilityPage)


def test_one_key_goes_through_all_views_of_an_item(office: Office) -> None:
    """PF6: event, period, location, variant, and the levels of a kit."""
    listed = office.listed("items")
    listed.table.go_to(0)
    no = listed.current_key()
    page = next_view(office)
    assert page.view.name == "availability_by_event"
    assert cells(page)[0].day is None
    balance = cells(page)[-1].balance
    [chart] = page.findChildren(BalanceChart)
    assert chart.accessibleDescription().startswith("Inventory")
    seen = [next_view(office).view.name for _view in range(5)]
    assert seen == [
        "availability_by_period",
        "availability_by_location",
        "availability_by_variant",
        "availability_by_bom_level",
        "availability_by_event",
    ]
    office.open("availability_by_location", no)
    places = cells(office.page(AvailabilityPage))
    assert sum(row.figures.inventory for row in places) > 0
    assert balance <= sum(row.figures.inventory for row in places)


def test_a_figure_leads_to_its_documents_and_they_to_the_order(office: Office) -> None:
    office.open("availability_by_event", "DESK")
    page = office.page(AvailabilityPage)
    page.table.go_to(page.model.rowCount() - 1)
    office.press(Qt.Key.Key_Return)
    documents = office.page(DocumentsPage)
    assert documents.model.rowCount()
    no = documents.model.row(0).document_no
    office.press(Qt.Key.Key_Return)
    assert office.page(DocumentPage).view.key.no == no
    office.open("availability_by_event", "DESK")
    page.table.setCurrentIndex(page.model.index(page.model.rowCount() - 1, 3))
    assert page.spec.columns[3].name == "planned_receipt"
    page.setFocus()
    office.press(Qt.Key.Key_Return)
    assert office.page(DocumentsPage).model.rowCount() == 0
    office.open("availability_by_event", "DESK")
    page.table.go_to(0)
    office.press(Qt.Key.Key_Return)
    assert office.place == "item_ledger_entry_list"


def test_a_location_is_selected_for_the_line(office: Office) -> None:
    """PF6: it is written into the line, whose warning is then another."""
    page = office.document("sales_order", "SO00002")
    page.lines.grid.setFocus()
    assert page.lines.grid.go_to_row(0)
    office.press(Qt.Key.Key_V, CTRL | SHIFT)
    next_view(office)
    by_location = next_view(office)
    codes = [row.code for row in cells(by_location)]
    by_location.table.go_to(codes.index("EAST"))
    office.do("select_place")
    assert office.place == "sales_order"
    view = office.read(lambda session: document_view(session, ORDER, CONTEXT))
    assert view.lines[0].values["location_code"] == "EAST"
    assert any(notice.code == "stockout" for notice in view.notices)


def test_a_line_that_falls_short_is_moved_to_the_earliest_date(office: Office) -> None:
    """PF10: what is missing now comes back on the 20th."""
    returns = a_document(office.database, CONTEXT, DocumentType.RETURN_ORDER, "FJORD")
    returns.adds(no="DESK", shipment_date=date(2026, 1, 20), quantity=500)
    order = a_document(office.database, CONTEXT, customer_no="FJORD")
    order.adds(no="DESK", quantity=400)
    page = office.document("sales_order", order.key.no)
    page.lines.grid.setFocus()
    assert page.lines.grid.go_to_row(0)
    office.rest()
    [remedy] = [link for link in visible(page, Link) if link.text() == "What to do…"]
    remedy.click()
    office.rest()
    told = " ".join(label.text() for label in visible(office.dialog(), QLabel))
    assert "This line: 400 PCS" in told
    office.choose("Change date to earliest")
    office.answer("Continue")
    assert page.view.lines[0].values["shipment_date"] == date(2026, 1, 20)
    assert [notice.code for notice in page.view.notices] == []


def test_what_is_short_is_bought_from_the_warning(office: Office) -> None:
    """PF10: item, unit and shortage come onto the order, which is shown."""
    with office.database.write() as session:
        change_record(session, "item", ("DESK",), ("vendor_no", "WOOD"), CONTEXT)
    order = a_document(office.database, CONTEXT, customer_no="FJORD")
    order.adds(no="DESK", quantity=400)
    page = office.document("sales_order", order.key.no)
    page.lines.grid.setFocus()
    assert page.lines.grid.go_to_row(0)
    office.rest()
    [remedy] = [link for link in visible(page, Link) if link.text() == "What to do…"]
    remedy.click()
    office.rest()
    office.choose("Create a purchase order")
    office.answer("Continue")
    assert office.place == "purchase_order"
    bought = office.page(DocumentPage).view
    assert bought.header["buy_from_vendor_no"] == "WOOD"
    assert bought.lines[0].values["no"] == "DESK"


def test_items_stand_by_location(office: Office) -> None:
    """03 §1: a column for each location; a figure leads to what happens there."""
    office.listed("items")
    office.do("items_by_location")
    page = office.page(ListPage)
    names = [column.name for column in page.spec.columns]
    assert names[3:] == ["on_hand", "at:", "at:EAST", "at:MAIN"]
    rows = {row.no: row for row in map(page.model.row, range(page.model.rowCount()))}
    desk = rows["DESK"]
    assert desk.on_hand == sum(desk.by_location.values()) > 0
    page.table.setCurrentIndex(page.model.index(list(rows).index("DESK"), names.index("at:MAIN")))
    page.table.setFocus()
    office.press(Qt.Key.Key_Return)
    asked = office.page(AvailabilityPage).asked
    assert (asked.item_no, asked.location_code) == ("DESK", "MAIN")
