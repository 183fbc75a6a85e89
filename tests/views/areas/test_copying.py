"""Copying a document as a clerk does it: by keys, with what comes shown before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from sqlalchemy import select

from desktop.models.copy_words import CopySourceType
from desktop.models.items import Item
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.sales.copy_choices import copy_choices
from desktop.views.pages.document_page import DocumentPage
from desktop.views.sales.copy_dialog import OFFERED, CopyDialog
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.views.areas.office import Office

CONTEXT = UserContext(user=USER, work_date=WORK_DATE)


def numbers(office: Office, kind: DocumentType) -> list[str]:
    """The numbers of the drafts of a type."""
    statement = select(SalesHeader.no).where(SalesHeader.document_type == kind)
    return office.read(lambda session: list(session.scalars(statement.order_by(SalesHeader.no))))


def sold(page: DocumentPage) -> list[object]:
    """What the lines of a document sell."""
    return [line.values["no"] for line in page.view.lines]


def is_ticked(dialog: CopyDialog, name: str) -> bool:
    """Whether an option is chosen."""
    return bool(dialog.form.fields[name].value)


def opened(office: Office) -> CopyDialog:
    """The dialog, on the page that is shown."""
    office.do("copy_document")
    dialog = office.dialog()
    assert isinstance(dialog, CopyDialog)
    return dialog


def test_an_order_is_copied_onto_a_quote_with_the_keyboard_and_taken_back(office: Office) -> None:
    [quote] = numbers(office, DocumentType.QUOTE)
    order = numbers(office, DocumentType.ORDER)[1]
    page = office.document("sales_quote", quote)
    before = sold(page)
    dialog = opened(office)
    dialog.form.fields["document_type"].editor.setFocus()
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Tab)
    office.keys(order)
    office.press(Qt.Key.Key_Tab)
    assert "3 lines come from" in dialog.outcome.text()
    assert order in dialog.outcome.text()
    office.answer("Copy Document")
    assert sold(page) == [*before, "DESK", "LAMP", "CHAIR"]
    assert "3 lines were copied." in office.told()
    office.do("undo")
    assert sold(page) == before


def test_what_cannot_be_copied_is_listed_before(office: Office) -> None:
    with office.database.write() as session:
        for no, reason in (("DESK", "recalled"), ("LAMP", "worn out")):
            item = session.get_one(Item, no)
            item.blocked, item.block_reason = True, reason
    invoice = numbers(office, DocumentType.INVOICE)[0]
    order = numbers(office, DocumentType.ORDER)[1]
    page = office.document("sales_invoice", invoice)
    dialog = opened(office)
    dialog.form.fields["document_type"].take(CopySourceType.ORDER)
    dialog.form.fields["document_no"].editor.setFocus()
    office.keys(order)
    office.press(Qt.Key.Key_Tab)
    listed = [dialog.left_out.item(at).text() for at in range(dialog.left_out.count())]
    assert len(listed) == 2
    assert "recalled" in listed[0]
    assert "worn out" in listed[1]
    office.answer("Copy Document")
    assert sold(page) == ["CHAIR", "CHAIR"]
    assert any("recalled" in text for text in office.told())


def test_the_header_replaces_the_lines_after_a_question(office: Office) -> None:
    order = numbers(office, DocumentType.ORDER)[1]
    page = office.document("sales_invoice", numbers(office, DocumentType.INVOICE)[0])
    dialog = opened(office)
    dialog.form.fields["document_type"].take(CopySourceType.ORDER)
    assert is_ticked(dialog, "recalculate_lines")
    dialog.form.fields["document_no"].editor.setFocus()
    office.keys(order)
    office.press(Qt.Key.Key_Tab)
    header = dialog.form.fields["include_header"].editor
    assert isinstance(header, QCheckBox)
    header.setFocus()
    office.press(Qt.Key.Key_Space)
    assert not is_ticked(dialog, "recalculate_lines")
    assert "deleted first" in dialog.outcome.text()
    office.answer("Copy Document")
    office.answer("Continue")
    assert page.view.header["location_code"] == "MAIN"
    assert sold(page) == ["DESK", "LAMP", "CHAIR"]


def test_what_is_refused_stands_in_the_dialog_which_stays(office: Office) -> None:
    order = numbers(office, DocumentType.ORDER)[1]
    office.document("sales_order", order)
    dialog = opened(office)
    office.answer("Copy Document")
    assert "Choose the number" in dialog.outcome.text()
    dialog.form.fields["document_no"].editor.setFocus()
    office.keys(order)
    office.press(Qt.Key.Key_Return)
    office.answer("Copy Document")
    assert "onto itself" in dialog.outcome.text()
    assert dialog.isVisible()


def test_a_shipment_has_no_prices_to_keep_and_a_version_is_asked_for(office: Office) -> None:
    [quote] = numbers(office, DocumentType.QUOTE)
    office.document("sales_order", numbers(office, DocumentType.ORDER)[1])
    dialog = opened(office)
    fields = dialog.form.fields
    for kind, has_prices, has_versions in (
        (CopySourceType.POSTED_SHIPMENT, False, False),
        (CopySourceType.ARCHIVED_QUOTE, True, True),
    ):
        fields["document_type"].take(kind)
        office.rest()
        assert fields["recalculate_lines"].is_editable is has_prices
        assert fields["version_no"].isVisible() is has_versions
    fields["document_no"].editor.setFocus()
    office.keys(quote)
    office.press(Qt.Key.Key_Tab)
    fields["version_no"].editor.setFocus()
    office.keys("1")
    office.press(Qt.Key.Key_Tab)
    assert "2 lines come from" in dialog.outcome.text()
    office.answer("Copy Document")
    assert sold(office.page(DocumentPage))[-2:] == ["DESK", "LAMP"]


@pytest.mark.parametrize("kind", CopySourceType)
def test_documents_of_each_kind_are_found(office: Office, kind: CopySourceType) -> None:
    found = office.read(lambda session: copy_choices(session, kind, "fjord", CONTEXT))
    assert bool(found) is (kind in OFFERED and kind is not CopySourceType.ARCHIVED_ORDER)
    assert all(each.sell_to_name.startswith("Fjord") and each.date for each in found)
    assert all((each.amount is not None) is kind.has_prices for each in found)
    assert office.read(lambda session: copy_choices(session, kind, "nowhere", CONTEXT)) == ()


def test_a_new_document_is_made_of_another_one(office: Office) -> None:
    order = numbers(office, DocumentType.ORDER)[1]
    page = office.document("sales_order")
    dialog = opened(office)
    dialog.form.fields["document_no"].editor.setFocus()
    office.keys(order)
    office.press(Qt.Key.Key_Tab)
    assert is_ticked(dialog, "include_header")
    office.answer("Copy Document")
    assert page.view.key.no != order
    assert page.view.header["sell_to_customer_no"]
    assert sold(page)
