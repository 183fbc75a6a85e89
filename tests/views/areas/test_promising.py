"""The promising window and the promise board, driven by keys (PF39–PF43)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import func, select, update

from desktop.models.promising import RequisitionLine
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.sales.release import release
from desktop.services.sales.snapshot import document_view
from desktop.services.tile_figures import tile_figures
from desktop.views.home.tile_specs import TILES, asked_of
from desktop.views.pages.document_page import DocumentPage
from desktop.views.promising.date_chain_pane import DateChainPane
from desktop.views.promising.promise_page import PromisePage
from desktop.views.tables.list_page import ListPage
from tests.builders.items import an_item
from tests.builders.sales import Clerk, a_document
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.views.areas.office import ALT, CTRL, Office

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTEXT = UserContext(user=USER, work_date=WORK_DATE)


@pytest.fixture
def order(office: Office) -> Clerk:
    """An order of ten pieces of an item of which nothing is there, and of five of another."""
    with office.database.write() as session:
        an_item(session, "RARE", description="Rare lamp", lead_time_calculation="1W")
        an_item(session, "NEVER", description="Never again", lead_time_calculation="3Y")
    made = a_document(office.database, CONTEXT, customer_no="FJORD")
    made.adds(no="RARE", quantity=10)
    return made


def window(office: Office, order: Clerk) -> PromisePage:
    """Opened from the order by its key."""
    page = office.document("sales_order", order.key.no)
    page.lines.grid.setFocus()
    assert page.lines.grid.go_to_row(0)
    office.press(Qt.Key.Key_D, CTRL | SHIFT)
    return office.page(PromisePage)


def cell(page: ListPage, name: str, row: int = 0) -> str:
    """What a cell shows."""
    [at] = [at for at, column in enumerate(page.spec.columns) if column.name == name]
    return str(page.model.data(page.model.index(row, at), Qt.ItemDataRole.DisplayRole))


def beside(page: PromisePage) -> str:
    """What the pane beside the list says of the line of the cursor."""
    [pane] = page.findChildren(DateChainPane)
    return str(pane.told.text())


def give(office: Office, action: str) -> None:
    """Give a command of the lines' head."""
    office.page(DocumentPage).lines.commands.registry[action].trigger()
    office.rest()


def line(office: Office, order: Clerk) -> SalesLine:
    with office.database.read() as session:
        return session.get_one(SalesLine, (DocumentType.ORDER, order.key.no, 10000))


def proposals(office: Office) -> int:
    with office.database.read() as session:
        return session.scalar(select(func.count()).select_from(RequisitionLine)) or 0


def test_nothing_is_calculated_until_a_method_is_chosen(office: Office, order: Clerk) -> None:
    page = window(office, order)
    assert page.title == f"Promise Dates · {order.key.no}"
    assert cell(page, "answer") == "Not Calculated"
    office.do("available_to_promise")
    assert cell(page, "answer") == "No Date"
    assert cell(page, "unavailable_quantity") == "10"
    office.do("capable_to_promise")
    assert cell(page, "answer") == "To Be Ordered"
    told = beside(page)
    assert "Buy 10 of RARE: order on 2026-01-16, due on 2026-01-23." in told
    assert "With the customer: 2026-01-23" in told
    office.press(Qt.Key.Key_Escape)
    assert office.place == "sales_order"
    assert proposals(office) == 0
    assert line(office, order).promised_delivery_date is None


def test_dates_are_accepted_by_a_key(office: Office, order: Clerk) -> None:
    window(office, order)
    office.do("capable_to_promise")
    office.press(Qt.Key.Key_A, ALT)
    shown = office.page(DocumentPage)
    assert shown.view.lines[0].values["promised_delivery_date"] == date(2026, 1, 23)
    assert proposals(office) == 1


def test_what_has_no_date_is_left_out_and_named(office: Office, order: Clerk) -> None:
    order.adds(no="NEVER", quantity=5)
    page = window(office, order)
    office.do("capable_to_promise")
    assert cell(page, "answer", 1) == "No Date"
    page.table.go_to(1)
    office.rest()
    assert "NEVER holds it up" in beside(page)
    office.press(Qt.Key.Key_A, ALT)
    assert office.place == "order_promising"
    assert office.told() == [
        "The dates are accepted.",
        "Line 20000 has no date and is left as it was.",
    ]
    assert cell(page, "answer") == "Not Calculated"


def test_a_delivery_date_is_typed(office: Office, order: Clerk) -> None:
    page = window(office, order)
    office.do("capable_to_promise")
    page.table.setFocus()
    office.press(Qt.Key.Key_F2)
    office.keys("2026-01-17")
    office.answer("Check Date")
    [told] = office.told()
    assert told.startswith("Line 10000, item RARE, cannot be delivered on 2026-01-17")
    assert cell(page, "planned_delivery_date") == "2026-01-23"
    page.table.setFocus()
    office.press(Qt.Key.Key_F2)
    office.keys("2026-02-02")
    office.answer("Check Date")
    assert office.told() == []
    assert cell(page, "planned_delivery_date") == "2026-02-02"


def test_a_released_order_is_reopened_from_the_message(office: Office, order: Clerk) -> None:
    window(office, order)
    office.do("capable_to_promise")
    with office.database.write() as session:
        release(session, order.key, CONTEXT)
    office.rest()
    office.press(Qt.Key.Key_A, ALT)
    [told] = office.told()
    assert told == f"Order {order.key.no} is released; reopen it to accept new dates."
    office.follow("Reopen")
    assert office.page(DocumentPage).view.lines[0].values["shipment_date"] == date(2026, 1, 23)


def test_a_line_that_changed_meanwhile_is_shown_anew(office: Office, order: Clerk) -> None:
    page = window(office, order)
    office.do("capable_to_promise")
    order.changes(1, "quantity", 12)
    office.rest()
    office.press(Qt.Key.Key_A, ALT)
    assert office.told() == [
        f"Line 10000 of order {order.key.no} has changed meanwhile. Calculate its date again."
    ]
    assert cell(page, "quantity") == "12"
    assert cell(page, "unavailable_quantity") == "12"


def test_the_board_names_broken_promises_and_promises_them_anew(
    office: Office, order: Clerk
) -> None:
    window(office, order)
    office.do("capable_to_promise")
    office.press(Qt.Key.Key_A, ALT)
    board = office.listed("promise_board")
    own = board.model.rowCount()
    [tile] = [tile for tile in TILES if tile.id == "promises_in_danger"]
    with office.database.write() as session:
        session.execute(update(RequisitionLine).values(due_date=date(2026, 1, 29)))
        session.execute(
            update(SalesLine)
            .where(SalesLine.document_no == order.key.no)
            .values(shipment_date=date(2026, 1, 23))
        )
        from desktop.models.promising import Reservation

        for row in session.scalars(select(Reservation)):
            session.delete(row)
    office.rest()
    board = office.listed("promise_board")
    assert board.model.rowCount() == own + 1
    with office.database.read() as session:
        asked = {"danger": asked_of(office.window.desk, tile.page, tile.opening)}
        figure = tile_figures(session, asked)["danger"]
    assert figure is not None
    assert figure.count == own + 1
    places = [cell(board, "order_no", row) for row in range(own + 1)]
    board.table.go_to(places.index(order.key.no))
    office.do("promise_dates")
    assert office.page(PromisePage).asked.document == order.key
    office.listed("promise_board")
    office.do("re_promise_all")
    office.answer("Re-promise")
    assert office.place == "batch_run"
    board = office.listed("promise_board")
    shown = [cell(board, "order_no", row) for row in range(board.model.rowCount())]
    assert order.key.no not in shown


def test_orders_of_a_list_are_checked(office: Office, order: Clerk) -> None:
    listed = office.listed("sales_orders")
    numbers = [cell(listed, "no", row) for row in range(listed.model.rowCount())]
    listed.table.go_to(numbers.index(order.key.no))
    office.do("check_promises")
    assert office.told() == ["All promises of 1 order can be kept."]
    order.changes(1, "promised_delivery_date", date(2026, 1, 20))
    office.do("check_promises")
    assert office.told() == [
        f"{order.key.no}, item RARE: promised for 2026-01-20, and no date is known."
    ]
    office.follow("Promise Dates")
    assert office.place == "order_promising"


def test_a_line_is_split_and_the_split_taken_back(office: Office) -> None:
    returns = a_document(office.database, CONTEXT, DocumentType.RETURN_ORDER, "FJORD")
    returns.adds(no="DESK", shipment_date=WORK_DATE, quantity=300)
    returns.adds(no="DESK", shipment_date=date(2026, 1, 20), quantity=500)
    order = a_document(office.database, CONTEXT, customer_no="FJORD")
    order.adds(no="DESK", quantity=400)
    page = office.document("sales_order", order.key.no)
    page.lines.grid.setFocus()
    assert page.lines.grid.go_to_row(0)
    give(office, "split_by_availability")
    assert len(page.view.lines) == 2
    assert sum(each.values["quantity"] for each in page.view.lines) == 400
    assert page.view.lines[1].values["shipment_date"] == date(2026, 1, 20)
    page.lines.grid.setFocus()
    office.press(Qt.Key.Key_Z, CTRL)
    view = office.read(lambda session: document_view(session, order.key, CONTEXT))
    assert [each.values["quantity"] for each in view.lines] == [400]
