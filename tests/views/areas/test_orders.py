"""A clerk's work on the page of an order, from the first field to the posted invoice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QRadioButton, QTabWidget
from sqlalchemy import func, select

from desktop.errors import RecordRef
from desktop.models.numbering import NumberSeriesLine
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentType
from desktop.models.words import Status
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.run_printing import PaperPrinting
from desktop.views.sales.statistics_page import StatisticsPage
from desktop.views.shell.shortcut_help import ShortcutHelp
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import NewRecord
from tests.views.areas.office import ALT, CTRL, Office, visible
from tests.views.areas.places import ORDER


def orders_and_last_number(office: Office) -> tuple[int, str | None]:
    """How many orders there are, and the last number given to one."""

    def ask(session: object) -> tuple[int, str | None]:
        count = select(func.count()).where(SalesHeader.document_type == DocumentType.ORDER)
        last = select(NumberSeriesLine.last_no_used).where(NumberSeriesLine.series_code == "SO")
        return session.scalar(count), session.scalar(last)  # type: ignore[attr-defined]  # a Session

    return office.read(ask)


def totals_of(page: DocumentPage) -> dict[str, str]:
    """The figures under the lines, by label."""
    labels = visible(page.lines.card, QLabel)
    names = [label.accessibleName() for label in labels if ": " in label.accessibleName()]
    return {name.partition(": ")[0]: name.partition(": ")[2] for name in names}


def test_a_line_of_text_shows_no_zeros(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    rows = page.lines.model.rowCount()
    office.type_cell(rows - 1, "description", "Ring the bell")
    model = page.lines.model
    texts = [str(model.data(model.index(rows - 1, at)) or "") for at in range(model.columnCount())]
    assert "Ring the bell" in texts
    assert not [text for text in texts if text.startswith("0")]


def shown_commands(page: DocumentPage) -> set[str]:
    """Which of the two commands about the status are offered."""
    return {name for name in ("release", "reopen") if page.commands[name].isVisible()}


def an_order_for_fjord(office: Office) -> DocumentPage:
    """A new order with the customer entered and three lines."""
    page = office.document("sales_order", NewRecord())
    office.type_into("sell_to_customer_no", "fjord")
    for row, (item, quantity) in enumerate((("DESK", "2"), ("LAMP", "3"), ("CHAIR", "1"))):
        office.type_cell(row, "no", item)
        office.type_cell(row, "quantity", quantity)
    return page


# ------------------------------------------------------------------------------ making an order


def test_a_new_order_that_was_not_touched_leaves_nothing(office: Office) -> None:
    before = orders_and_last_number(office)
    page = office.document("sales_order", NewRecord())
    assert page.title == "New Sales Order"
    office.press(Qt.Key.Key_Tab)
    assert office.window.navigation.close(page)
    office.rest()
    assert orders_and_last_number(office) == before


def test_the_first_entry_makes_the_order(office: Office) -> None:
    count, last = orders_and_last_number(office)
    page = office.document("sales_order", NewRecord())
    office.type_into("external_document_no", "PO-1")
    new_count, new_last = orders_and_last_number(office)
    assert new_count == count + 1
    assert new_last != last
    assert page.title == str(new_last)
    assert office.window.windowTitle() == f"{new_last} – Kontor"


def test_nothing_can_be_posted_before_the_first_entry(office: Office) -> None:
    page = office.document("sales_order", NewRecord())
    states = {name: page.commands[name].isEnabled() for name in ("post", "statistics", "delete")}
    assert not any(states.values()), states


def test_the_page_of_a_new_order_becomes_that_of_its_number(office: Office) -> None:
    page = office.document("sales_order", NewRecord())
    office.type_into("sell_to_customer_no", "FJORD")
    no = page.view.key.no
    office.open("home")
    assert office.document("sales_order", no) is page
    assert office.document("sales_order", page.view.key) is page


def test_back_leads_to_the_order_that_was_just_made(office: Office) -> None:
    page = office.document("sales_order", NewRecord())
    office.type_into("sell_to_customer_no", "FJORD")
    office.open("customers")
    office.window.navigation.back()
    office.rest()
    assert office.page(DocumentPage) is page


def test_an_order_is_entered_with_three_lines_and_shows_its_totals(office: Office) -> None:
    page = an_order_for_fjord(office)
    assert page.view.header["sell_to_name"] == "Fjordheim Interiör AB"
    assert [line.values["no"] for line in page.view.lines] == ["DESK", "LAMP", "CHAIR"]
    assert totals_of(page) == {
        "Subtotal excl. VAT": "14\N{NO-BREAK SPACE}020,00",
        "VAT 25 %": "3\N{NO-BREAK SPACE}505,00",
        "Total SEK incl. VAT": "17\N{NO-BREAK SPACE}525,00",
    }


def test_prices_with_vat_change_what_the_totals_say(office: Office) -> None:
    page = an_order_for_fjord(office)
    office.type_into("invoice_discount_value", "100")
    page.editor.change_header("prices_including_vat", value=True)
    office.rest()
    office.answer("Keep Prices")
    assert {"Subtotal incl. VAT", "Total excl. VAT", "Invoice discount"} <= set(totals_of(page))


def test_a_customer_that_is_blocked_is_refused_at_the_field(office: Office) -> None:
    page = office.document("sales_order", NewRecord())
    office.type_into("sell_to_customer_no", "LAMM")
    assert "LAMM" in page.groups.fields["sell_to_customer_no"].error
    office.follow("Go to Customer No.")
    assert page.groups.fields["sell_to_customer_no"].editor.hasFocus()


def test_an_item_that_is_not_there_is_refused_in_its_cell(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.type_cell(3, "no", "NOTHING")
    assert page.lines.model.rows[3].errors
    assert any("NOTHING" in text for text in office.told())


def test_a_foreign_order_names_its_currency(office: Office) -> None:
    page = office.document("sales_order", "SO00003")
    assert "Total EUR incl. VAT" in totals_of(page)


# ------------------------------------------------------------------------- releasing and posting


def test_a_released_order_says_why_its_fields_are_locked(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.do("release")
    assert "sell_to_customer_no" not in page.view.editable
    field = page.groups.fields["sell_to_customer_no"]
    assert "Reopen" in field.editor.toolTip()
    assert shown_commands(page) == {"reopen"}
    office.do("reopen")
    assert field.editor.toolTip() == ""
    assert shown_commands(page) == {"release"}


def test_the_choice_what_to_post_is_remembered(office: Office) -> None:
    office.document("sales_order", ORDER.no)
    office.do("post")
    assert office.dialog().windowTitle() == (
        "Post Sales Order SO00002 (42\N{NO-BREAK SPACE}225,00 SEK)"
    )
    office.choose("Ship")
    office.answer("Post")
    assert office.told() == ["Posted: shipment PS00003."]
    office.do("post")
    chosen = [way.text() for way in visible(office.dialog(), QRadioButton) if way.isChecked()]
    assert chosen == ["Ship"]
    office.answer("Cancel")


def test_what_was_posted_is_one_click_away(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.do("post")
    office.choose("Ship and Invoice")
    office.answer("Post")
    assert office.told() == ["Posted: shipment PS00003, invoice PI00003."]
    assert page.view.completed
    office.follow("Open Invoice")
    assert office.window.navigation.current_place == ("posted_invoice", "PI00003")


def test_a_shipment_is_one_click_away_too(office: Office) -> None:
    office.document("sales_order", ORDER.no)
    office.do("post")
    office.choose("Ship")
    office.answer("Post")
    office.follow("Open Shipment")
    assert office.window.navigation.current_place == ("posted_shipment", "PS00003")


def test_posting_invoices_only_what_was_shipped(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.type_cell(0, "qty_to_ship", "1")
    office.do("post")
    office.choose("Ship")
    office.answer("Post")
    office.do("post")
    office.choose("Invoice")
    office.answer("Post")
    assert office.told() == ["Posted: invoice PI00003."]
    assert page.view.lines[0].values["quantity_invoiced"] == Decimal(1)


def test_an_invoice_becomes_a_posted_one_on_its_page(office: Office) -> None:
    office.document("sales_invoice", "SI00002")
    office.do("post")
    office.answer("Post")
    assert office.window.navigation.current_place == ("posted_invoice", "PI00003")


def test_post_and_new_goes_on_with_an_empty_document(office: Office) -> None:
    office.document("sales_invoice", "SI00002")
    office.press(Qt.Key.Key_F9, ALT)
    office.answer("Post and New")
    page = office.page(DocumentPage)
    assert page.title == "New Sales Invoice"
    assert office.told() == ["Posted: shipment PS00003, invoice PI00003."]
    office.follow("Open Invoice")
    assert office.window.navigation.current_place == ("posted_invoice", "PI00003")


def test_post_and_print_prints_all_that_was_posted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[RecordRef] = []
    monkeypatch.setattr(PaperPrinting, "ask", lambda each: printed.extend(each.documents))
    office.document("sales_order", ORDER.no)
    office.do("post_and_print")
    office.choose("Ship and Invoice")
    office.answer("Post and Print")
    assert printed == [
        RecordRef("sales_shipment_header", ("PS00003",)),
        RecordRef("sales_invoice_header", ("PI00003",)),
    ]


def test_posting_without_what_it_needs_is_refused(office: Office) -> None:
    office.document("sales_order", NewRecord())
    office.type_into("external_document_no", "PO-1")
    office.do("post")
    office.answer("Post")
    assert office.told()


def test_a_preview_shows_the_entries_and_keeps_nothing(office: Office) -> None:
    office.document("sales_order", ORDER.no)
    office.do("preview_posting")
    office.choose("Ship and Invoice")
    office.answer("Preview")
    page = office.page(ListPage)
    assert page.title == "Posting Preview · SO00002"
    tables = [page.model.row(at).table for at in range(page.model.rowCount())]
    assert {"gl_entry", "cust_ledger_entry", "item_ledger_entry"} <= set(tables)
    ledger = page.model.row(tables.index("gl_entry"))
    assert ledger.debit == ledger.credit > 0
    page.table.go_to(tables.index("gl_entry"))
    office.press(Qt.Key.Key_Return)
    entries = office.page(ListPage)
    assert entries.title == "Posting Preview · SO00002 · G/L Entry"
    assert entries.model.rowCount() == ledger.count
    assert office.list_rows("posted_invoices") == 2


def test_an_invoice_is_previewed_without_a_question(office: Office) -> None:
    office.document("sales_invoice", "SI00002")
    office.do("preview_posting")
    assert office.place == "posting_preview"


def test_the_customers_own_addresses_are_offered(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.type_into("ship_to_code", "lagret")
    office.answer("Update Lines")
    assert page.view.header["ship_to_code"] == "DEPOT"
    assert page.view.header["ship_to_city"] == "Mölndal"


def test_the_services_of_the_chosen_agent_are_offered(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.type_into("shipping_agent_service_code", "overnight")
    assert page.groups.fields["shipping_agent_service_code"].error


# ------------------------------------------------------------------------------ the other commands


def test_statistics_show_amounts_profit_and_credit(office: Office) -> None:
    office.document("sales_order", ORDER.no)
    office.press(Qt.Key.Key_F7)
    page = office.page(StatisticsPage)
    [tabs] = page.findChildren(QTabWidget)
    assert [tabs.tabText(at) for at in range(tabs.count())] == ["General", "Invoicing", "Shipping"]
    texts = {label.text() for label in page.findChildren(QLabel)}
    assert {"Amount payable", "VAT specification", "Used %"} <= texts
    tabs.setCurrentIndex(1)
    page.reload()
    office.rest()
    assert tabs.currentIndex() == 1


def test_the_invoice_discount_is_typed_on_the_statistics(office: Office) -> None:
    office.document("sales_order", ORDER.no)
    office.press(Qt.Key.Key_F7)
    page = office.page(StatisticsPage)
    fields = page.discount.groups.fields
    page.discount.groups.go_to("invoice_discount_value")
    office.keys("100")
    office.press(Qt.Key.Key_Tab)
    assert fields["invoice_discount_calculation"].value == "amount"
    amounts = [label.text() for label in page.findChildren(QLabel) if label.accessibleName()]
    assert "100,00" in amounts
    page.discount.groups.go_to("invoice_discount_value")
    office.keys("9999999")
    office.press(Qt.Key.Key_Tab)
    assert fields["invoice_discount_value"].error
    assert office.told() == [fields["invoice_discount_value"].error]


def test_the_invoice_discount_of_a_released_order_is_locked(office: Office) -> None:
    office.document("sales_order", "SO00003")
    office.press(Qt.Key.Key_F7)
    field = office.page(StatisticsPage).discount.groups.fields["invoice_discount_value"]
    assert not field.is_editable
    assert "Reopen" in field.editor.toolTip()


def test_an_order_is_deleted_after_a_question(office: Office) -> None:
    before = office.list_rows("sales_orders")
    office.document("sales_order", ORDER.no)
    office.do("delete")
    assert "SO00002" in office.dialog().windowTitle()
    office.answer("Delete")
    assert office.list_rows("sales_orders") == before - 1


def test_the_shortcut_help_lists_the_keys_of_the_lines(office: Office) -> None:
    office.document("sales_order", ORDER.no)
    office.press(Qt.Key.Key_Slash, CTRL)
    [help_window] = [
        one for one in office.window.findChildren(QDialog) if isinstance(one, ShortcutHelp)
    ]
    keys = [key for key, _text in help_window.rows()]
    assert "F9" in keys
    assert any("Ins" in key for key in keys)
    help_window.close()


def test_an_order_is_reached_from_its_line_and_back(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.type_cell(3, "type", "Comment")
    page.lines.grid.link_activated.emit(page.lines.model.rows[0], page.lines.model.columns[1])
    office.rest()
    assert office.window.navigation.current_place == ("item", "DESK")


# ------------------------------------------------------------------------------------ the list


def test_several_orders_are_released_with_a_line_for_each(office: Office) -> None:
    office.document("sales_order", NewRecord())
    office.type_into("external_document_no", "EMPTY")
    page = office.listed("sales_orders")
    page.table.selectAll()
    office.do("release")
    told = office.told()
    assert "Sales Order SO00002 is released." in told
    assert any("SO00004" in text for text in told)
    office.listed("sales_orders").table.selectAll()
    office.do("reopen")
    assert "Sales Order SO00002 is open again." in office.told()


def test_the_list_opens_an_order_by_enter(office: Office) -> None:
    page = office.listed("sales_orders")
    page.table.setFocus()
    office.press(Qt.Key.Key_Return)
    assert office.place == "sales_order"
    assert office.page(DocumentPage).view.status in Status
