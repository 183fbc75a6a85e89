"""Tables go out to Excel and come back, by the keyboard, with a preview that can be mended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog

from desktop.services.context import UserContext
from desktop.services.records import add_record, read_record
from desktop.views.pages.exchange_actions import export_to, open_import
from desktop.views.pages.import_key import ImportKey
from desktop.views.setup.import_page import ImportPage
from desktop.views.tables.record_model import CELL_ROLE
from tests.services.interchange.sheets import saved
from tests.views.areas.office import Office

CONTEXT = UserContext(user="ADMIN", work_date=date(2026, 1, 15))
HEAD = ("code", "description")


def preview(office: Office, folder: Path, *rows: tuple[object, ...]) -> ImportPage:
    path = saved(folder / "reasons.xlsx", HEAD, *rows)
    office.open("import_rows", ImportKey("reason_code", str(path)))
    page = office.window.navigation.current
    assert isinstance(page, ImportPage)
    return page


def shown(page: ImportPage) -> list[list[str]]:
    assert page.table is not None
    model = page.table.records
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_table_is_exported_from_its_list(office: Office, tmp_path: Path) -> None:
    page = office.listed("payment_terms_list")
    path = tmp_path / "terms.xlsx"
    export_to(page, "payment_terms", page.filter.effective(), str(path))
    office.rest()
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet["A2"].value == "Code"
    assert str(path) in " ".join(office.told())


@pytest.mark.parametrize("action", ["export_table", "import_table"])
def test_the_commands_ask_for_a_file(office: Office, action: str) -> None:
    office.listed("payment_terms_list")
    office.do(action)
    dialogs = [each for each in office.window.findChildren(QFileDialog) if each.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].reject()
    office.rest()


def test_a_place_that_cannot_be_written_is_told(office: Office, tmp_path: Path) -> None:
    page = office.listed("payment_terms_list")
    export_to(page, "payment_terms", page.filter.effective(), str(tmp_path / "no" / "a.xlsx"))
    office.rest()
    assert "could not be written" in office.told()[0]


def test_the_preview_says_what_each_row_would_do(office: Office, tmp_path: Path) -> None:
    page = preview(office, tmp_path, ("A", "One"), ("B", "x" * 150))
    assert [row[:2] for row in shown(page)] == [["2", "New"], ["3", "Refused"]]
    assert "at most 100 characters" in shown(page)[1][-1]
    assert page.table is not None
    cell = page.table.records.index(1, 3).data(CELL_ROLE)
    assert (str(cell.tone), cell.icon) == ("danger", "circle-alert")
    assert "100" in cell.speech


def test_refused_rows_hold_the_import_back_until_they_are_mended(
    office: Office, tmp_path: Path
) -> None:
    page = preview(office, tmp_path, ("A", "One"), ("B", "x" * 150))
    assert not page.commands["import"].isEnabled()
    assert page.table is not None
    page.table.setFocus()
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    assert "B3" in page.panel.edit.accessibleName()
    page.panel.edit.clear()
    office.keys("Two")
    office.press(Qt.Key.Key_Return)
    assert [row[1] for row in shown(page)] == ["New", "New"]
    assert page.commands["import"].text() == "Import 2 Rows"
    office.do("import")
    assert office.told() == ["Imported: 2 new, 0 changed, 0 unchanged."]
    kept = office.read(lambda session: read_record(session, "reason_code", ("B",)))
    assert kept.values["description"] == "Two"


def test_refused_rows_are_left_out_on_wish(office: Office, tmp_path: Path) -> None:
    page = preview(office, tmp_path, ("A", "One"), ("B", "x" * 150))
    office.do("refused_only")
    assert [row[0] for row in shown(page)] == ["3"]
    office.do("leave_out")
    assert page.commands["import"].text() == "Import 1 Row"
    office.do("import")
    assert office.told()[0].startswith("Imported: 1 new")


def test_blank_cells_clear_fields_on_wish(office: Office, tmp_path: Path) -> None:
    with office.database.write() as session:
        add_record(session, "reason_code", {"code": "A", "description": "Old"}, CONTEXT)
    page = preview(office, tmp_path, ("A", None))
    assert shown(page)[0][1] == "Unchanged"
    office.do("clear_blanks")
    assert shown(page)[0][1] == "Changed"


def test_f2_edits_the_cell(office: Office, tmp_path: Path) -> None:
    page = preview(office, tmp_path, ("A", "One"))
    assert page.commands["mend"].shortcut() == QKeySequence("F2")
    office.do("mend")
    assert page.panel.edit.hasFocus()


def test_a_file_that_is_no_workbook_is_told(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("no workbook")
    open_import(office.listed("payment_terms_list"), "payment_terms", str(path))
    office.rest()
    assert "cannot be read as an Excel workbook" in office.told()[0]


def test_columns_that_are_no_fields_are_named(office: Office, tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ("code", "Remark"), ("A", "x"))
    office.open("import_rows", ImportKey("reason_code", str(path)))
    assert "Remark" in office.told()[0]


def test_cards_with_lists_of_their_own_are_exchanged_as_well(office: Office) -> None:
    for page in ("customers", "items"):
        office.listed(page)
        office.do("export_table")
        [dialog] = [each for each in office.window.findChildren(QFileDialog) if each.isVisible()]
        dialog.reject()
        office.rest()
        assert "import_table" in office.listed(page).commands
