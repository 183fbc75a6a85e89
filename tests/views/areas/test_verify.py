"""Verify Books: what was found, what to do about it, and the paper."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt

from desktop.services.ledgers.verify_remedies import last_check
from desktop.views.ledgers.verify_page import VerifyPage
from tests.views.areas.office import Office


def verified(office: Office) -> VerifyPage:
    office.open("verify_books")
    office.do("verify")
    return office.page(VerifyPage)


def test_right_books_are_said_to_be_and_the_seal_is_kept(office: Office) -> None:
    page = verified(office)
    assert office.told()[0].startswith("The books are right.")
    assert page.model.rowCount() == 0
    kept = office.read(last_check)
    assert kept is not None
    assert kept.seal in office.told()[0]
    assert (kept.findings, kept.checked_by) == (0, "ADMIN")


def test_the_last_proof_is_told_when_the_page_opens_again(office: Office) -> None:
    page = verified(office)
    office.window.navigation.close(page)
    office.open("verify_books")
    assert office.told()[0].startswith("Last verified ")


def test_findings_lead_to_their_record_with_advice(office: Office) -> None:
    with office.database.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE item_ledger_entry SET open = 0 WHERE item_no = 'CHAIR'"
        )
        session.connection().exec_driver_sql(
            "UPDATE number_series_line SET last_no_used = starting_no "
            "WHERE series_code = (SELECT posted_invoice_nos FROM sales_setup)"
        )
    page = verified(office)
    assert office.told()[0].endswith("were found.")
    texts = [page.model.index(at, 0).data() for at in range(page.model.rowCount())]
    at = next(at for at, text in enumerate(texts) if "beyond the last number" in text)
    assert "Explain the number" in page.model.index(at, 1).data()
    page.table.go_to(at)
    page.table.setFocus()
    office.press(Qt.Key.Key_Return)
    assert office.place == "number_series_card"


def test_the_report_is_saved_as_a_paper(office: Office, tmp_path: Path) -> None:
    office.open("verify_books")
    assert not office.page(VerifyPage).commands["save_report"].isEnabled()
    page = verified(office)
    path = tmp_path / "proof.pdf"
    page.save_as(str(path))
    text = PdfReader(path).pages[0].extract_text()
    assert "Proof of the Books" in text
    assert "Nothing was found" in text
    page.save_as(str(tmp_path / "none" / "proof.pdf"))
    assert "could not be written" in " ".join(office.told())
