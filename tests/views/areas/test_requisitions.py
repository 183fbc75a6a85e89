"""The requisition worksheet by keyboard: accept, fill, carry out, and what a sales order lacks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from desktop.models.promising import RequisitionLine
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import PurchaseType
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.records import add_record, change_record
from desktop.services.sales.creation import create_document
from desktop.services.sales.line_fields import add_line
from desktop.translation import user_localizer
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.order_plan import OrderPlanDialog
from desktop.views.posted.pdf_view import PdfDialog
from desktop.views.purchases.requisition_acts import FilterDialog
from desktop.views.purchases.requisition_pages import RequisitionPage
from desktop.views.tables.list_page import ListPage
from tests.builders.items import some_stock
from tests.views.areas.office import Office

LIST = "requisition_line_list"
VENDOR = "WOOD"


def put(office: Office, item: str, quantity: int, **values: Any) -> tuple[str, int]:  # noqa: ANN401  (fields)
    """A line of the worksheet."""
    context = office.window.desk.context
    fields = {
        "item_no": item,
        "quantity": Decimal(quantity),
        "vendor_no": VENDOR,
        "due_date": date(2026, 2, 20),
        **values,
    }
    with office.database.write() as session:
        view = add_record(session, "requisition_line", fields, context)
        return str(view.key[0]), int(view.key[1])


def worksheet(office: Office) -> ListPage:
    page = office.listed(LIST)
    page.take_focus()
    office.rest()
    return page


def accepted(office: Office) -> list[bool]:
    """Whether each line is accepted."""
    statement = select(RequisitionLine.accept_action_message).order_by(RequisitionLine.line_no)
    return office.read(lambda session: list(session.scalars(statement)))


def orders(office: Office) -> list[str]:
    """The numbers of the purchase orders."""
    statement = select(PurchaseHeader.no).where(PurchaseHeader.document_type == PurchaseType.ORDER)
    return office.read(lambda session: list(session.scalars(statement)))


def test_the_space_bar_accepts_lines_only_in_the_rows(office: Office) -> None:
    put(office, "DESK", 4)
    put(office, "LAMP", 5)
    page = worksheet(office)
    assert isinstance(page, RequisitionPage)
    office.press(Qt.Key.Key_Space)
    assert accepted(office) == [True, False]
    page.table.selectAll()
    office.press(Qt.Key.Key_Space)
    assert accepted(office) == [True, True]
    office.press(Qt.Key.Key_Space)
    assert accepted(office) == [False, False]
    page.filter_box.setFocus()
    office.keys("de sk")
    assert page.filter_box.text() == "de sk"
    assert accepted(office) == [False, False]


def test_f9_makes_the_orders_and_tells_what_was_made(office: Office) -> None:
    before = orders(office)
    put(office, "DESK", 4, accept_action_message=True)
    put(office, "LAMP", 5, accept_action_message=True, vendor_no=None)
    page = worksheet(office)
    office.press(Qt.Key.Key_F9)
    assert "Order 2 accepted lines" in office.dialog().windowTitle()
    office.answer("Carry Out")
    [made] = sorted(set(orders(office)) - set(before))
    told = office.told()
    assert any("1 purchase order is created." in text for text in told), told
    assert any(made in text and VENDOR in text for text in told), told
    assert any("Vendor No. must be filled in" in text for text in told), told
    rows = [page.model.row(at) for at in range(page.model.rowCount())]
    assert [row.item_no for row in rows] == ["LAMP"]
    assert "Vendor No." in rows[0].failure
    office.follow("Print…")
    [paper] = [each for each in page.findChildren(PdfDialog) if each.isVisible()]
    assert paper.view.pages.page_count == 1
    paper.close()
    office.follow("Open")
    opened = office.page(DocumentPage)
    assert opened.view.key.no == made


def test_without_an_accepted_line_f9_says_what_to_do(office: Office) -> None:
    put(office, "DESK", 4)
    worksheet(office)
    office.press(Qt.Key.Key_F9)
    assert any("space bar" in text for text in office.told())


def test_late_lines_and_totals_of_vendors_are_shown(office: Office) -> None:
    context = office.window.desk.context
    with office.database.write() as session:
        change_record(session, "item", ("DESK",), ("lead_time_calculation", "30D"), context)
    put(office, "DESK", 4, accept_action_message=True, due_date=date(2026, 1, 20))
    put(office, "DESK", 1)
    page = worksheet(office)
    due = next(column for column in page.spec.columns if column.name == "due_date")
    assert due.cell(page.model.row(0)).tone == "danger"
    remark = next(column for column in page.spec.columns if column.name == "remark")
    assert remark.cell(page.model.row(0)).text == "Late"
    shown = {label.text() for label in page.findChildren(QLabel)}
    assert any(text.startswith(VENDOR) for text in shown), shown
    amounts = {user_localizer().amount(Decimal(amount)) for amount in (7600, 9500)}
    assert {"Accepted", "Total", *amounts} <= shown
    page.side.choose("late")
    office.rest()
    assert page.model.rowCount() == 1
    page.side.choose("manual")
    office.rest()
    assert page.model.rowCount() == 2


def a_drop_shipment(office: Office) -> DocumentKey:
    """A sales order whose two desks the vendor sends."""
    context = office.window.desk.context
    with office.database.write() as session:
        customer = session.scalars(select(SalesHeader.sell_to_customer_no)).first()
        code = {"code": "DROP", "description": "Drop", "drop_shipment": True}
        add_record(session, "purchasing_code", code, context)
        change_record(session, "item", ("DESK",), ("vendor_no", VENDOR), context)
        view = create_document(session, DocumentType.ORDER, context, customer)
        values = [("no", "DESK"), ("quantity", 2), ("purchasing_code", "DROP")]
        add_line(session, view.key, values, context)
        return view.key


def test_sales_orders_are_got_and_their_lines_deleted(office: Office) -> None:
    key = a_drop_shipment(office)
    page = worksheet(office)
    office.do("get_sales_orders")
    dialog = office.dialog()
    assert isinstance(dialog, FilterDialog)
    dialog.form.fields["order_filter"].editor.setFocus()
    office.keys("NOTHING")
    office.answer("Get Lines")
    assert any("match NOTHING" in text for text in office.told())
    office.do("get_sales_orders")
    office.answer("Get Lines")
    assert any("1 line came into the worksheet" in text for text in office.told())
    row = page.model.row(0)
    assert (row.order_no, row.accepted, row.is_drop_shipment) == (key.no, True, True)
    office.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    office.answer("Delete")
    assert page.model.rowCount() == 0


def test_reorder_is_calculated_until_a_date(office: Office) -> None:
    context = office.window.desk.context
    with office.database.write() as session:
        for field, value in (
            ("reordering_policy", "fixed_qty"),
            ("reorder_point", Decimal(1000)),
            ("reorder_quantity", Decimal(500)),
        ):
            change_record(session, "item", ("LAMP",), (field, value), context)
    page = worksheet(office)
    office.do("calculate_reorder")
    office.answer("Calculate")
    rows = [page.model.row(at) for at in range(page.model.rowCount())]
    assert {row.item_no for row in rows} == {"LAMP"}
    assert not any(row.accepted for row in rows)
    office.do("calculate_reorder")
    office.answer("Calculate")
    assert page.model.rowCount() == len(rows)


def test_a_promise_is_asked_for_before_its_line_is_deleted(office: Office) -> None:
    with office.database.read() as session:
        sales = session.scalars(
            select(SalesLine).where(SalesLine.document_type == DocumentType.ORDER)
        ).first()
        assert sales is not None
        order_no, line_no = sales.document_no, sales.line_no
    put(
        office,
        "DESK",
        4,
        origin="order_promising",
        order_promising_id=order_no,
        order_promising_line_no=line_no,
    )
    page = worksheet(office)
    office.do("delete_lines")
    office.answer("Delete")
    assert order_no in office.dialog().windowTitle()
    office.answer("Delete and Mark")
    assert page.model.rowCount() == 0
    marked = select(SalesLine.document_no).where(SalesLine.promise_is_unsupported.is_(True))
    assert office.read(lambda session: list(session.scalars(marked))) == [order_no]


def test_a_line_is_entered_on_its_card(office: Office) -> None:
    worksheet(office)
    office.press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    office.type_into("item_no", "DESK")
    office.type_into("quantity", "6")
    [line] = office.read(lambda session: list(session.scalars(select(RequisitionLine))))
    assert (line.item_no, line.quantity) == ("DESK", Decimal(6))
    assert line.description
    assert line.due_date == office.window.desk.context.work_date


# ------------------------------------------------------------------------------- from a sales order


@pytest.fixture
def short_order(office: Office) -> DocumentKey:
    """A sales order of far more desks than there are."""
    context = office.window.desk.context
    with office.database.write() as session:
        change_record(session, "item", ("DESK",), ("vendor_no", VENDOR), context)
        customer = session.scalars(select(SalesHeader.sell_to_customer_no)).first()
        view = create_document(session, DocumentType.ORDER, context, customer)
        some_stock(session, "CHAIR", "50")
        for item, quantity in (("DESK", 5000), ("CHAIR", 1)):
            add_line(session, view.key, [("no", item), ("quantity", quantity)], context)
        return view.key


def test_a_sales_order_orders_what_it_lacks(office: Office, short_order: DocumentKey) -> None:
    page = office.document("sales_order", short_order)
    office.do("create_purchase_orders")
    dialog = office.dialog()
    assert isinstance(dialog, OrderPlanDialog)
    short, there = dialog.wanted.values()
    assert 0 < short <= 5000
    assert there == 0
    dialog.fields[10000].editor.setFocus()
    office.keys("7")
    office.answer("Create Orders")
    lines = select(PurchaseLine.no, PurchaseLine.quantity, PurchaseLine.document_no)
    bought = office.read(lambda session: session.execute(lines).all())
    [made] = [row.document_no for row in bought if (row.no, row.quantity) == ("DESK", 7)]
    assert any(made in text for text in office.told()), office.told()
    assert page.view.key == short_order


def test_a_drop_shipment_is_ordered_whole_or_not_at_all(office: Office) -> None:
    office.document("sales_order", a_drop_shipment(office))
    office.do("create_purchase_orders")
    dialog = office.dialog()
    assert isinstance(dialog, OrderPlanDialog)
    dialog.fields[10000].editor.setFocus()
    office.keys("1")
    office.press(Qt.Key.Key_Tab)
    assert dialog.wanted == {10000: Decimal(2)}
    dialog.fields[10000].editor.setFocus(Qt.FocusReason.BacktabFocusReason)
    office.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    office.keys("0")
    office.answer("Create Orders")
    assert any("Nothing has to be bought" in text for text in office.told()), office.told()


def test_a_purchase_order_is_printed_from_its_page_and_its_list(office: Office) -> None:
    no = orders(office)[0]
    page = office.document("purchase_order", no)
    office.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    [paper] = [each for each in page.findChildren(PdfDialog) if each.isVisible()]
    paper.view.printed.emit()
    office.rest()
    paper.close()
    printed = select(PurchaseHeader.no_printed).where(PurchaseHeader.no == no)
    assert office.read(lambda session: session.scalars(printed).one()) == 1
    listed = office.listed("purchase_orders")
    listed.table.selectAll()
    office.do("print_purchase_order")
    [paper] = [each for each in listed.findChildren(PdfDialog) if each.isVisible()]
    assert paper.view.pages.page_count == listed.model.rowCount()
