"""Reserving at work: from a line by Ctrl+R, by itself, and giving it up again (PF47, PF50)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from sqlalchemy import select

from desktop.models.promising import Reservation
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.reservations.queries import SupplyRow
from desktop.services.sales.snapshot import document_view
from desktop.views.pages.document_page import DocumentPage
from desktop.views.warehouse.reservation_pages import ReservationsPage, ReservePage
from tests.builders.sales import a_document
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.views.areas.office import CTRL, Office

CONTEXT = UserContext(user=USER, work_date=WORK_DATE)


def order_of(office: Office, quantity: int) -> DocumentPage:
    """The page of a new order for desks, the cursor on its line."""
    order = a_document(office.database, CONTEXT, DocumentType.ORDER, "FJORD")
    order.adds(no="DESK", location_code="MAIN", quantity=quantity, shipment_date=date(2026, 1, 20))
    page = office.document("sales_order", order.key.no)
    page.lines.grid.setFocus()
    assert page.lines.grid.go_to_row(0)
    return page


def supplies(page: ReservePage) -> list[SupplyRow]:
    """The rows that are shown."""
    return [page.model.row(place) for place in range(page.model.rowCount())]


def reserved(office: Office) -> list[int]:
    """What is reserved altogether, row by row."""
    return [
        int(quantity)
        for quantity in office.read(
            lambda session: session.scalars(select(Reservation.quantity)).all()
        )
    ]


def test_a_line_is_reserved_and_freed_by_keyboard(office: Office) -> None:
    """Ctrl+R on the line, Enter on a supply, the list of all, Cancel."""
    order = order_of(office, 2)
    office.press(Qt.Key.Key_R, CTRL)
    page = office.page(ReservePage)
    assert "0 of 2" in page.title
    first = supplies(page)[0]
    assert first.available > 0
    page.table.go_to(0)
    office.press(Qt.Key.Key_Return)
    assert reserved(office) == [2]
    assert "2 of 2" in page.title
    assert supplies(page)[0].own == 2
    office.press(Qt.Key.Key_R, CTRL)
    assert "Only 0 PCS can be reserved" in " ".join(office.told())
    office.open("reservations")
    listed = office.page(ReservationsPage)
    listed.table.go_to(0)
    assert listed.current_row().demand.document_no == order.view.key.no
    office.press(Qt.Key.Key_Return)
    shown = office.page(DocumentPage)
    assert shown.view.line(10000).values["reserved_quantity"] == 2
    assert shown.view.line(10000).values["reserved_from_stock"] == 2
    office.open("reservations")
    listed.table.go_to(0)
    office.do("cancel_reservation")
    assert reserved(office) == []


def test_the_rest_is_reserved_by_itself_and_given_up_for_one_supply(office: Office) -> None:
    """*Auto Reserve* tells what it did not find; *Cancel* frees what the cursor's supply gave."""
    order = order_of(office, 5000)
    office.press(Qt.Key.Key_R, CTRL)
    page = office.page(ReservePage)
    office.do("auto_reserve")
    assert "of 5" in " ".join(office.told())
    kept = reserved(office)
    assert kept
    page.table.go_to(0)
    assert supplies(page)[0].own > 0
    office.do("cancel_reservation")
    assert len(reserved(office)) == len(kept) - 1
    view = office.read(lambda session: document_view(session, order.view.key, CONTEXT))
    assert view.lines[0].values["reserved_quantity"] == sum(reserved(office))


def test_a_line_that_is_deleted_asks_about_its_goods(office: Office) -> None:
    order_of(office, 2)
    office.press(Qt.Key.Key_R, CTRL)
    office.do("auto_reserve")
    order = office.document("sales_order", office.page(ReservePage).demand.document_no)
    order.lines.grid.setFocus()
    assert order.lines.grid.go_to_row(0)
    office.press(Qt.Key.Key_Delete, CTRL)
    office.answer("Drop Reservations")
    assert reserved(office) == []
