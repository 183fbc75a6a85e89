"""What was posted: documents that nobody changes, their paper, and the entries behind them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from desktop.services.list_query import ListQuery
from desktop.services.records import add_record, change_record, read_record
from desktop.views.ledgers.entry_lists import LEDGERS
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.entry_list import Entries
from desktop.views.posted.pdf_view import PdfDialog
from desktop.views.tables.list_page import ListPage
from tests.listing import record_rows
from tests.views.areas.office import CTRL, Office


def test_a_posted_invoice_is_only_read(office: Office) -> None:
    page = office.document("posted_invoice", "PI00001")
    editable = [name for name, field in page.groups.fields.items() if field.is_editable]
    assert editable == ["payment_reference"]
    assert page.lines.model.can_add is False
    assert page.title == "PI00001 · Fjordheim Interiör AB"
    page.lines.grid.setFocus()
    office.keys("7")
    office.press(Qt.Key.Key_Return)
    assert [line.values["no"] for line in page.view.lines] == ["DESK", "LAMP"]
    assert office.told() == []


def test_an_invoice_says_what_the_law_misses_on_it(office: Office) -> None:
    context = office.window.desk.context
    with office.database.write() as session:
        change = ("vat_registration_no", "")
        change_record(session, "company_information", (1,), change, context)
    office.document("posted_invoice", "PI00001")
    assert any("226(3)" in text for text in office.told())


def test_the_paper_of_an_invoice_is_shown_and_its_print_is_counted(office: Office) -> None:
    office.document("posted_invoice", "PI00001")
    office.press(Qt.Key.Key_P, CTRL)
    paper = office.dialog()
    assert isinstance(paper, PdfDialog)
    paper.view.printed.emit()
    office.rest()
    paper.close()
    office.rest()
    record = office.read(lambda session: read_record(session, "sales_invoice_header", ("PI00001",)))
    assert record.values["no_printed"] == 1


def test_the_paper_of_a_shipment_is_shown_from_the_list(office: Office) -> None:
    page = office.listed("posted_shipments")
    page.table.go_to(0)
    office.rest()
    office.do("show_pdf")
    paper = office.dialog()
    assert isinstance(paper, PdfDialog)
    paper.close()
    office.rest()


def test_the_entries_behind_an_invoice_are_found(office: Office) -> None:
    office.document("posted_invoice", "PI00001")
    office.do("find_entries")
    page = office.page(ListPage)
    assert page.title == "Find Entries · PI00001"
    tables = [page.model.row(at).table for at in range(page.model.rowCount())]
    assert {"sales_invoice_header", "gl_entry", "vat_entry", "cust_ledger_entry"} <= set(tables)
    for table in tables:
        found = office.listed("find_entries", page.key)
        found.table.go_to(tables.index(table))
        office.press(Qt.Key.Key_Return)
        assert office.place != "find_entries", table
        assert office.told() == []


def test_find_entries_filters_by_the_names_of_tables(office: Office) -> None:
    office.document("posted_shipment", "PS00001")
    office.do("find_entries")
    page = office.page(ListPage)
    page.filter.search("item")
    office.rest()
    assert 0 < page.model.rowCount() < 5


def test_every_ledger_leads_back_to_the_document(office: Office) -> None:
    for ledger in LEDGERS:
        page = office.listed(ledger.name)
        if page.model.rowCount():
            page.table.go_to(0)
            office.do("find_entries")
            assert office.place == "find_entries", ledger.name


def test_a_ledger_shows_only_the_entries_behind_a_figure(office: Office) -> None:
    everything = office.list_rows("gl_entry_list")
    behind = office.list_rows("gl_entry_list", Entries((("document_no", "PI00001"),), "PI00001"))
    assert 0 < behind < everything


def test_an_invoice_leads_to_its_order_and_customer(office: Office) -> None:
    office.document("posted_invoice", "PI00001")
    office.do("show_order")
    assert office.page(DocumentPage).view.key.no == "SO00001"
    office.document("posted_invoice", "PI00001")
    office.do("show_customer")
    assert office.window.navigation.current_place == ("customer", "FJORD")


def test_an_invoice_without_an_order_says_so(office: Office) -> None:
    office.document("posted_invoice", "PI00002")
    office.do("show_order")
    assert office.told() == ["This document was not made from an order."]


def test_lists_of_posted_documents_find_entries(office: Office) -> None:
    for name in ("posted_invoices", "posted_shipments"):
        page = office.listed(name)
        page.table.go_to(0)
        office.rest()
        office.do("find_entries")
        assert office.place == "find_entries"


def test_what_stock_is_worth_is_listed(office: Office) -> None:
    page = office.listed("inventory_values")
    rows = [page.model.row(at) for at in range(page.model.rowCount())]
    assert rows
    assert all(row.quantity or row.value for row in rows)


def test_the_entries_an_item_entry_was_applied_to_are_shown(office: Office) -> None:
    with office.database.read() as session:
        query = ListQuery(order=(("entry_no", True),))
        sales = [
            row.values["entry_no"]
            for row in record_rows(session, "item_ledger_entry", query)
            if row.values["entry_type"] == "sale"
        ]
    page = office.listed("applied_entries", sales[0])
    assert page.model.rowCount() >= 1
    assert page.title == f"Applied Entries · {sales[0]}"


def test_the_item_journal_is_previewed(office: Office) -> None:
    context = office.window.desk.context
    values = {"item_no": "DESK", "quantity": 2, "unit_cost": 100}
    with office.database.write() as session:
        add_record(session, "item_journal_line", values, context)
    office.listed("item_journal_line_list")
    office.do("preview_posting")
    page = office.page(ListPage)
    tables = {page.model.row(at).table for at in range(page.model.rowCount())}
    assert {"item_ledger_entry", "value_entry", "gl_entry"} <= tables


def test_the_tracking_number_of_a_shipment_is_entered_when_the_carrier_tells_it(
    office: Office,
) -> None:
    page = office.document("posted_shipment", "PS00001")
    editable = {name for name, field in page.groups.fields.items() if field.is_editable}
    assert editable == {
        "shipping_agent_code",
        "shipping_agent_service_code",
        "package_tracking_no",
    }
    office.type_into("package_tracking_no", "SE 4711")
    record = office.read(
        lambda session: read_record(session, "sales_shipment_header", ("PS00001",))
    )
    assert record.values["package_tracking_no"] == "SE 4711"
    assert page.view.header["package_tracking_no"] == "SE 4711"


def test_a_comment_is_added_to_a_posted_invoice(office: Office) -> None:
    office.document("posted_invoice", "PI00001")
    office.do("comments")
    office.do("new_comment")
    office.type_into("text", "Sent again on request")
    office.open("posted_invoice", "PI00001")
    office.do("comments")
    comments = office.page(ListPage)
    assert comments.model.rowCount() == 1
    assert comments.model.row(0).values["text"] == "Sent again on request"


def test_another_due_date_is_agreed_on_the_entry_of_an_invoice(office: Office) -> None:
    page = office.listed("cust_ledger_entry_list")
    page.table.go_to(0)
    office.press(Qt.Key.Key_Return)
    assert office.place == "cust_ledger_entry_card"
    card = office.page(CardPage)
    assert card.record is not None
    assert card.title == f"{card.record.key[0]} · {card.record.values['document_no']}"
    assert not card.groups.fields["document_no"].is_editable
    office.type_into("due_date", "2030-01-31")
    assert office.told() == []
    assert card.editor.record is not None
    assert card.editor.record.values["due_date"] == date(2030, 1, 31)
