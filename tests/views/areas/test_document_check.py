"""The box beside a document that tells what forbids posting it, with the way to each fault."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.services.records import change_record
from desktop.views.pages.document_check import DocumentChecks
from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.link import Link
from tests.views.areas.office import Office
from tests.views.areas.places import ORDER


def checks_of(page: DocumentPage) -> DocumentChecks:
    """The box of a document's page."""
    assert page.checks is not None
    return page.checks


def told(page: DocumentPage) -> list[str]:
    """What the box says is in the way."""
    return list(checks_of(page).pane.texts)


def test_the_check_follows_what_is_typed(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    assert told(page) == []
    assert page.groups.go_to("posting_date")
    office.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    office.press(Qt.Key.Key_Delete)
    office.press(Qt.Key.Key_Tab)
    assert told(page) == ["Posting Date of Sales Order SO00002 must be filled in before posting."]
    [link] = checks_of(page).pane.findChildren(Link)
    link.setFocus()
    office.press(Qt.Key.Key_Space)
    assert page.groups.fields["posting_date"].editor.hasFocus()
    office.keys("2026-01-15")
    office.press(Qt.Key.Key_Tab)
    assert told(page) == []


def test_a_fault_in_the_set_up_is_one_key_away_and_gone_when_it_is_mended(office: Office) -> None:
    with office.database.write() as session:
        key, change = ("DOMESTIC", "VAT25"), ("blocked", True)
        change_record(session, "vat_posting_setup", key, change, office.window.desk.context)
    page = office.document("sales_order", ORDER.no)
    [link] = checks_of(page).pane.findChildren(Link)
    assert "VAT25" in link.accessibleName()
    link.setFocus()
    office.press(Qt.Key.Key_Space)
    assert office.place == "vat_posting_setup_card"
    office.press(Qt.Key.Key_Space)
    office.window.navigation.back()
    office.rest()
    assert told(page) == []


def test_a_quote_and_what_is_posted_have_no_check(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.do("post")
    office.choose("Ship and Invoice")
    office.answer("Post")
    assert checks_of(page).pane.isHidden()
    assert office.document("posted_invoice", "PI00001").checks is None
    assert office.document("sales_quote").checks is None
