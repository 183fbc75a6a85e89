"""Discounts by terms and recurring lines, as a clerk sees them: by keys, from code to posting."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from sqlalchemy import func, select

from desktop.models.posted import SalesInvoiceHeader
from desktop.models.sales import SalesHeader
from desktop.services.context import UserContext
from desktop.services.records import add_record, change_record
from desktop.views.jobs.recurring_page import RecurringInvoicesPage
from desktop.views.jobs.run_pages import RunPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.entry_list import Entries
from desktop.views.pages.post_batch import PostBatchDialog
from desktop.views.sales.terms_actions import RecurringDialog
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.views.areas.office import Office, button

CONTEXT = UserContext(user=USER, work_date=WORK_DATE)


@pytest.fixture
def renting(office: Office) -> Office:
    """An office whose customer FJORD rents: two codes, twelve periods to catch up with."""
    with office.database.write() as session:
        for code, quantity in (("RENT", 1), ("REFILL", 3)):
            add_record(
                session, "standard_sales_code", {"code": code, "description": code.title()}, CONTEXT
            )
            line = {"code": code, "line_no": 10000, "no": "DESK", "quantity": Decimal(quantity)}
            add_record(session, "standard_sales_line", line, CONTEXT)
            assigned: dict[str, object] = {"customer_no": "FJORD", "code": code}
            if code == "RENT":
                assigned |= {"recurrence": "1M", "next_date": date(2025, 2, 1)}
            else:
                assigned |= {"insert_on_orders": "always_ask", "valid_from": date(2026, 1, 1)}
            add_record(session, "customer_standard_code", assigned, CONTEXT)
    return office


def rows_of(page: RecurringInvoicesPage) -> list[tuple[str, str]]:
    """Code and problem of each invoice that would be made."""
    records = page.table.records
    rows = [records.row(at) for at in range(records.rowCount())]
    return [(row.code, row.problem) for row in rows]


def test_twelve_recurring_invoices_are_made_and_posted_by_keyboard(renting: Office) -> None:
    page = renting.open("recurring_invoices")
    assert isinstance(page, RecurringInvoicesPage)
    assert rows_of(page) == [("REFILL", ""), ("RENT", "")]
    catch_up = page.form.fields["catch_up"].editor
    assert isinstance(catch_up, QCheckBox)
    catch_up.setFocus()
    renting.press(Qt.Key.Key_Space)
    page.form.fields["code_filter"].setFocus()
    renting.keys("RENT")
    renting.do("preview_recurring")
    renting.rest()
    assert rows_of(page) == [("RENT", "")] * 12
    renting.do("create_recurring")
    run = renting.page(RunPage)
    assert run.title.endswith("Create Recurring Invoices")
    renting.do("post_created")
    assert isinstance(renting.dialog(), PostBatchDialog)
    renting.answer("Post")
    renting.page(RunPage)
    statement = select(func.count()).where(SalesInvoiceHeader.recurring_code == "RENT")
    assert renting.read(lambda session: session.scalar(statement)) == 12
    again = renting.open("recurring_invoices")
    assert isinstance(again, RecurringInvoicesPage)
    assert again.form.fields["code_filter"].value == "RENT"


def test_a_failing_invoice_is_told_before_it_is_tried(renting: Office) -> None:
    with renting.database.write() as session:
        change_record(session, "customer", ("FJORD",), ("blocked", "all"), CONTEXT)
    page = renting.open("recurring_invoices")
    assert isinstance(page, RecurringInvoicesPage)
    assert all("FJORD" in problem for _code, problem in rows_of(page))
    drafts = select(func.count()).where(SalesHeader.recurring_code.is_not(None))
    assert renting.read(lambda session: session.scalar(drafts)) == 0


def test_recurring_lines_are_offered_on_a_new_order_and_chosen(renting: Office) -> None:
    renting.card("customer", "FJORD")
    renting.do("new_order")
    renting.rest()
    assert any("Recurring lines exist for customer FJORD" in told for told in renting.told())
    renting.follow("Choose")
    dialog = renting.dialog()
    assert isinstance(dialog, RecurringDialog)
    assert list(dialog.ticks) == ["REFILL", "RENT"]
    renting.answer("Insert Lines")
    view = renting.page(DocumentPage).view
    assert view is not None
    assert [line.values["quantity"] for line in view.lines] == [3]


def test_lines_of_a_code_and_codes_of_a_customer_open_from_their_cards(renting: Office) -> None:
    renting.card("standard_sales_code_card", "RENT")
    renting.do("recurring_code_lines")
    assert renting.place == "recurring_lines_of_code"
    renting.card("customer", "FJORD")
    renting.do("recurring_lines")
    assert renting.place == "recurring_lines_of_customer"
    renting.press(Qt.Key.Key_Return)
    assert renting.place == "customer_standard_code_card"


def test_recurring_lines_lead_back_to_whose_they_are(renting: Office) -> None:
    card = renting.card("customer_standard_code_card", ("FJORD", "RENT"))
    assert card.title == "FJORD RENT"
    lines = renting.listed("recurring_lines_of_code", Entries((("code", "RENT"),), "RENT"))
    button(lines.head, "RENT").click()
    renting.rest()
    assert renting.window.navigation.current_place == ("standard_sales_code_card", "RENT")
