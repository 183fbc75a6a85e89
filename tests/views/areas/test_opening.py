"""Opening entries as a bookkeeper sees them: imported, previewed, posted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from sqlalchemy import func, select

from desktop.models.ledgers import CustLedgerEntry
from desktop.services.context import UserContext
from desktop.services.records import add_record
from desktop.views.ledgers.opening_pages import OpeningDialog
from desktop.views.pages.import_key import ImportKey
from desktop.views.pages.posting_preview import PreviewPage
from tests.services.interchange.sheets import saved
from tests.views.areas.office import Office

CONTEXT = UserContext(user="ADMIN", work_date=date(2026, 1, 15))
HEAD = ("customer_no", "document_no", "amount", "remaining_amount")


def test_opening_entries_are_imported_previewed_and_posted(office: Office, tmp_path: Path) -> None:
    with office.database.write() as session:
        add_record(session, "gl_account", {"no": "2090", "name": "Opening balance"}, CONTEXT)
    path = saved(
        tmp_path / "open.xlsx", HEAD, ("FJORD", "K-1", 100, None), ("FJORD", "K-2", 50, 20)
    )
    office.open("import_rows", ImportKey("opening_balance_line", str(path)))
    office.do("import")
    page = office.listed("opening_balance_line_list")
    assert page.model.rowCount() == 2
    office.do("post_opening")
    dialog = office.dialog()
    assert isinstance(dialog, OpeningDialog)
    office.answer("Post")
    assert dialog.form.fields["balancing_account_no"].error
    office.keys("2090")
    office.press(Qt.Key.Key_Tab)
    dialog.reject()
    office.do("preview_opening")
    dialog = office.dialog()
    assert isinstance(dialog, OpeningDialog)
    dialog.form.fields["balancing_account_no"].editor.setFocus()
    office.keys("2090")
    office.press(Qt.Key.Key_Tab)
    office.answer("Preview")
    preview = office.page(PreviewPage)
    counts = {row.table: row.count for row in map(preview.model.row, range(3)) if row}
    assert counts == {"gl_entry": 4, "cust_ledger_entry": 3, "detailed_cust_ledger_entry": 5}
    page = office.listed("opening_balance_line_list")
    office.do("post_opening")
    office.answer("Post")
    assert office.told() == ["The opening entries are posted."]
    assert page.model.rowCount() == 0
    count = select(func.count()).where(CustLedgerEntry.document_no.like("K-%"))
    assert office.read(lambda session: session.scalar(count)) == 3
