"""Issued papers stay as they were issued, are counted, and can be saved."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.company import CompanyInformation
from desktop.models.posted import DocumentArchive, SalesInvoiceHeader
from desktop.services.context import UserContext
from desktop.services.reports.archive import (
    count_print,
    file_name,
    issued_pdf,
    preview_pdf,
    save_pdf,
)
from desktop.services.reports.refusals import (
    DocumentNotFound,
    FileNotWritten,
    InvoiceContentMissing,
    PrinterFailed,
)
from desktop.services.reports.usages import DocumentUsage
from tests.services.reports.papers import a_customer, a_shipment, an_invoice
from tests.services.reports.reading import text_of

ANNA = UserContext("ANNA", date(2026, 3, 2))


def kept(session: Session) -> list[DocumentArchive]:
    return list(session.scalars(select(DocumentArchive)))


def test_the_first_issue_is_kept(session: Session) -> None:
    paper = issued_pdf(session, "invoice", an_invoice(session), ANNA)
    [row] = kept(session)
    assert row.content == paper.content
    assert row.sha256 == paper.sha256 == hashlib.sha256(paper.content).hexdigest()
    assert (row.usage, row.document_no, row.layout) == ("invoice", "103217", "standard")
    assert paper.file_name == "invoice_103217_C10.pdf"


def test_a_later_change_does_not_reach_an_issued_paper(session: Session) -> None:
    no = an_invoice(session)
    first = issued_pdf(session, "invoice", no, ANNA)
    session.get_one(CompanyInformation, 1).address = "Nygatan 1"
    again = issued_pdf(session, "invoice", no, ANNA)
    assert again.content == first.content
    assert len(kept(session)) == 1
    assert preview_pdf(session, "invoice", no).content == first.content


def test_a_preview_keeps_and_counts_nothing(session: Session) -> None:
    no = an_invoice(session)
    paper = preview_pdf(session, "invoice", no)
    assert kept(session) == []
    assert session.get_one(SalesInvoiceHeader, no).no_printed == 0
    assert paper.content == issued_pdf(session, "invoice", no, ANNA).content


def test_a_preview_shows_what_may_not_be_issued(session: Session) -> None:
    session.get_one(CompanyInformation, 1).vat_registration_no = ""
    no = an_invoice(session)
    assert "103217" in text_of(preview_pdf(session, "invoice", no).content)
    with pytest.raises(InvoiceContentMissing):
        issued_pdf(session, "invoice", no, ANNA)
    assert kept(session) == []


def test_the_second_print_is_a_copy_with_the_same_bytes(session: Session) -> None:
    no = an_invoice(session)
    first = issued_pdf(session, "invoice", no, ANNA)
    count_print(session, "invoice", no, ANNA)
    second = issued_pdf(session, "invoice", no, ANNA)
    assert (first.copy_mark, second.copy_mark) == ("", "Copy")
    assert second.content == first.content
    assert "Copy" not in text_of(second.content)
    assert session.get_one(SalesInvoiceHeader, no).no_printed == 1


def test_a_delivery_note_is_made_anew(session: Session) -> None:
    no = a_shipment(session)
    count_print(session, "shipment", no, ANNA)
    paper = issued_pdf(session, "shipment", no, ANNA)
    assert kept(session) == []
    assert paper.copy_mark == ""
    assert paper.file_name == "shipment_102031_C10.pdf"


def test_an_unknown_document_is_refused(session: Session) -> None:
    with pytest.raises(DocumentNotFound):
        issued_pdf(session, "invoice", "999", ANNA)
    with pytest.raises(DocumentNotFound):
        count_print(session, "shipment", "999", ANNA)


def test_unsafe_characters_leave_the_file_name() -> None:
    assert file_name(DocumentUsage.INVOICE, "A/B:1", 'C "1"') == "invoice_A-B-1_C-1.pdf"


def test_a_paper_is_saved_byte_for_byte(session: Session, tmp_path: Path) -> None:
    paper = issued_pdf(session, "invoice", an_invoice(session), ANNA)
    target = tmp_path / "faktura å.pdf"
    save_pdf(paper, target)
    assert target.read_bytes() == paper.content
    assert [path.name for path in tmp_path.iterdir()] == ["faktura å.pdf"]


def test_a_place_that_takes_no_file_is_named(session: Session, tmp_path: Path) -> None:
    paper = issued_pdf(session, "invoice", an_invoice(session), ANNA)
    target = tmp_path / "missing" / "invoice.pdf"
    with pytest.raises(FileNotWritten) as refusal:
        save_pdf(paper, target)
    assert str(target) in str(refusal.value)


def test_a_printer_that_fails_is_named_with_the_document() -> None:
    refusal = PrinterFailed(printer="Office", document="invoice_103217_C10")
    assert "Office did not print invoice_103217_C10." in str(refusal)


def test_the_customer_of_a_file_is_who_pays(session: Session) -> None:
    payer = a_customer(session, "C20")
    no = an_invoice(session, customer=payer, sell_to_customer_no="C10")
    assert preview_pdf(session, "invoice", no).file_name == "invoice_103217_C20.pdf"
