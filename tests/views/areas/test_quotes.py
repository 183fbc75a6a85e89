"""A clerk's work with quotes: entering, converting, printing, versions and comments."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.sales.archive import versions
from desktop.services.sales.header_fields import change_header
from desktop.views.pages.document_page import DocumentPage
from desktop.views.posted.pdf_view import PdfView
from desktop.views.sales.expired_quotes import ExpiredDialog
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import NewRecord
from tests.views.areas.office import CTRL, Office, button, visible
from tests.views.areas.places import QUOTE


def cells(page: ListPage, column: str) -> list[str]:
    """What a column of a list shows, row by row."""
    at = next(i for i, each in enumerate(page.spec.columns) if each.name == column)
    rows = [page.model.row(position) for position in range(page.model.rowCount())]
    return [str(page.spec.columns[at].value(row)) for row in rows]


def commands(page: DocumentPage) -> set[str]:
    """Which of the commands about converting are offered."""
    names = ("make_order", "make_invoice", "show_made", "release", "reopen")
    return {name for name in names if page.commands[name].isVisible()}


def expire(office: Office, key: DocumentKey = QUOTE) -> None:
    """Let the quote's last day be past."""
    context = office.window.desk.context
    with office.database.write() as session:
        change_header(session, key, "quote_valid_until", date(2026, 1, 2), context)
    office.rest()


def test_a_quote_is_entered_and_made_into_an_order(office: Office) -> None:
    page = office.document("sales_quote", NewRecord())
    office.type_into("sell_to_customer_no", "fjord")
    office.type_cell(0, "no", "DESK")
    office.type_cell(0, "quantity", "2")
    quote_no = page.view.key.no
    office.do("make_order")
    order = office.page(DocumentPage)
    assert office.place == "sales_order"
    assert order.view.header["quote_no"] == quote_no
    assert [line.values["no"] for line in order.view.lines] == ["DESK"]
    office.do("show_quote")
    quote = office.page(DocumentPage)
    assert commands(quote) == {"show_made"}
    assert not quote.view.editable
    office.do("show_made")
    assert office.page(DocumentPage) is order


def test_an_expired_quote_asks_before_it_is_converted(office: Office) -> None:
    expire(office)
    page = office.document("sales_quote", QUOTE.no)
    office.do("make_invoice")
    assert "was valid until" in office.dialog().windowTitle()
    office.answer("Cancel")
    assert office.place == "sales_quote"
    assert not page.view.header["converted"]
    office.do("make_invoice")
    office.answer("Use Expired Quote")
    assert office.place == "sales_invoice"


def test_what_stands_in_the_way_is_told_on_the_quote(office: Office) -> None:
    page = office.document("sales_quote", NewRecord())
    office.type_into("external_document_no", "REQ-1")
    office.do("make_order")
    assert office.page(DocumentPage) is page
    assert office.told() == ["You must select a customer before you can convert a quote."]


def test_the_views_show_what_to_do_next(office: Office) -> None:
    expire(office)
    every = office.listed("sales_quotes")
    assert cells(every, "no") == [QUOTE.no]
    assert cells(every, "expired") == ["Expired"]
    assert cells(office.listed("sales_quotes", ListOpening("open_quotes")), "no") == []
    assert cells(office.listed("sales_quotes", ListOpening("expired")), "no") == [QUOTE.no]


def test_expired_quotes_are_deleted_up_to_a_date(office: Office) -> None:
    expire(office)
    office.listed("sales_quotes")
    office.do("delete_expired")
    dialog = office.dialog()
    assert isinstance(dialog, ExpiredDialog)
    assert "1 quote is deleted." in [label.text() for label in visible(dialog, QLabel)]
    office.answer("Delete")
    assert office.told() == ["1 quote was deleted."]
    assert office.page(ListPage).model.rowCount() == 0


def test_a_version_is_kept_compared_and_restored(office: Office) -> None:
    page = office.document("sales_quote", QUOTE.no)
    office.do("archive")
    office.dialog().findChildren(QLineEdit)[0].setText("Second offer")
    office.answer("Keep Version")
    assert office.told() == ["Version 2 is kept."]
    office.follow("Show Versions")
    listed = office.page(ListPage)
    assert cells(listed, "version_no") == ["2", "1"]
    assert cells(listed, "reason") == ["Second offer", "First offer"]
    office.press(Qt.Key.Key_Down)
    office.do("compare_versions")
    compared = office.page(ListPage)
    assert compared.title == "SQ00001: Version 1 and Now"
    assert "Quantity" in cells(compared, "field")
    office.window.navigation.back()
    office.rest()
    office.do("restore_version")
    office.answer("Restore")
    assert office.told() == ["SQ00001 stands again as in version 1."]
    office.follow("Show Document")
    assert office.page(DocumentPage) is page
    assert page.view.lines[0].values["quantity"] == 2


def test_a_version_can_only_be_read(office: Office) -> None:
    page = office.document("document_version", (QUOTE.type, QUOTE.no, 1))
    assert page.title == "SQ00001, version 1"
    assert page.view.lines[0].values["quantity"] == 2
    assert not page.view.editable
    button(page.head, "Versions").click()
    office.rest()
    assert cells(office.page(ListPage), "version_no") == ["1"]
    button(office.page(ListPage).head, QUOTE.no).click()
    office.rest()
    assert office.window.navigation.current_place == ("sales_quote", QUOTE)


def test_comments_are_dated_lines(office: Office) -> None:
    office.document("sales_quote", QUOTE.no)
    office.do("comments")
    assert cells(office.page(ListPage), "text") == ["Asked for oak"]
    office.do("new_comment")
    office.type_into("text", "Called back")
    office.window.navigation.back()
    office.rest()
    assert cells(office.page(ListPage), "text") == ["Asked for oak", "Called back"]
    assert len(set(cells(office.page(ListPage), "date"))) == 1


def test_the_papers_of_drafts_are_shown(office: Office) -> None:
    for place, no, action, title in (
        ("sales_quote", QUOTE.no, "print_quote", "quote_SQ00001_FJORD.pdf"),
        ("sales_order", "SO00002", "print_confirmation", "order_confirmation_SO00002_FJORD.pdf"),
        ("sales_order", "SO00002", "print_proforma", "proforma_SO00002_FJORD.pdf"),
        ("sales_invoice", "SI00002", "print_proforma", "proforma_SI00002_FJORD.pdf"),
    ):
        office.document(place, no)
        office.do(action)
        dialog: QDialog = office.dialog()
        [view] = dialog.findChildren(PdfView)
        assert view.paper.file_name == title
        dialog.close()
        office.rest()


def test_a_print_of_the_confirmation_is_counted(office: Office) -> None:
    page = office.document("sales_order", "SO00002")
    office.press(Qt.Key.Key_P, CTRL)
    [view] = office.dialog().findChildren(PdfView)
    view.printed.emit()
    office.dialog().close()
    office.rest()
    page.reload()
    office.rest()
    assert page.view.header["no_printed"] == 1
    key = DocumentKey(DocumentType.ORDER, "SO00002")
    assert office.read(lambda session: versions(session, key)) == ()
