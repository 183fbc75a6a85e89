"""A clerk pastes an order of two hundred lines from a spreadsheet, with five bad cells."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.paste_preview import PastePreview
from tests.views.areas.office import CTRL, Office
from tests.views.areas.places import ORDER

ITEMS = ("DESK", "LAMP", "CHAIR")
ROWS = 200


def sheet() -> list[list[str]]:
    """Two hundred rows as a spreadsheet program copies them, five of them with something wrong."""
    rows = [[ITEMS[at % 3], "", "", str(at % 7 + 1), "", "99,50"] for at in range(ROWS)]
    rows[11][0] = "DEKS"
    rows[57][3] = "many"
    rows[90][5] = "-1"
    rows[120][5] = "12,34,56"
    rows[199][2] = "MOON"
    return rows


def paste(office: Office, page: DocumentPage, text: str) -> PastePreview:
    grid = page.lines.grid
    grid.setFocus()
    grid.go_to_cell(page.lines.model.rowCount() - 1, "no")
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(grid, Qt.Key.Key_V, CTRL)
    office.rest()
    preview = page.lines.clipboard.preview
    assert preview is not None
    return preview


def texts(preview: PastePreview) -> list[str]:
    return [preview.faults.item(at).text() for at in range(preview.faults.count())]


def mend(office: Office, preview: PastePreview, text: str) -> None:
    """Go to the next wrong cell and type over it."""
    preview.next_button.click()
    QTest.keyClick(preview.table, Qt.Key.Key_F2)
    line = preview.table.indexWidget(preview.table.currentIndex())
    assert isinstance(line, QLineEdit)
    line.setText(text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    office.rest()


def test_two_hundred_pasted_lines_with_five_bad_cells(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    preview = paste(office, page, "\n".join("\t".join(row) for row in sheet()))
    assert preview.counts.text() == (
        "195 rows can be pasted. 5 rows have something to mend and are left out until then."
    )
    told = texts(preview)
    assert [text.partition(":")[0] for text in told] == [
        "Row 12, No.",
        "Row 58, Quantity",
        "Row 91, Unit Price",
        "Row 121, Unit Price",
        "Row 200, Location",
    ]
    assert preview.model.place_of(0, "description").data() == "Oak desk 160 cm"
    for text in ("DESK", "4", "1", "12,34", "MAIN"):
        mend(office, preview, text)
    assert texts(preview) == []
    QTest.keyClick(preview.table, Qt.Key.Key_Return, CTRL)
    office.rest()
    assert len(page.view.lines) == 3 + ROWS
    assert page.view.lines[3 + 57].values["quantity"] == Decimal(4)
    assert page.view.lines[3 + 120].values["unit_price"] == Decimal("12.34")
    assert office.told()[-1] == "200 rows were pasted."
    office.follow("Undo")
    assert len(page.view.lines) == 3


def test_only_the_good_rows_are_pasted(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    preview = paste(office, page, "Item No.\tQty.\nDESK\t2\nNOTHING\t2\nlamp\t1")
    preview.paste_button.click()
    office.rest()
    assert [line.values["no"] for line in page.view.lines[3:]] == ["DESK", "LAMP"]


def test_lines_copied_from_the_grid_are_pasted_without_what_is_calculated(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    grid = page.lines.grid
    grid.setFocus()
    grid.selectAll()
    QTest.keyClick(grid, Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text()
    grid.go_to_cell(3, "type")
    QTest.keyClick(grid, Qt.Key.Key_V, CTRL)
    office.rest()
    preview = page.lines.clipboard.preview
    assert preview is not None
    assert "DESK" in copied
    assert texts(preview) == []
    assert "Shipped" in preview.remarks.text()
    preview.paste_button.click()
    office.rest()
    first, again = page.view.lines[:3], page.view.lines[3:]
    for name in ("no", "description", "quantity", "unit_price", "line_amount"):
        assert [line.values[name] for line in first] == [line.values[name] for line in again]


def test_a_released_order_takes_no_rows_and_says_why(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.do("release")
    preview = paste(office, page, "DESK\t1\nLAMP\t1")
    assert "Reopen" in preview.remarks.text()
    assert not preview.paste_button.isEnabled()
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    office.rest()
    assert page.lines.clipboard.preview is None
    assert QApplication.activeModalWidget() is None
