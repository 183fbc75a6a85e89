"""A barcode scanner types a code and Enter, again and again."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.models.items import Item
from desktop.views.tables.lines_grid import LinesGrid
from tests.views.areas.office import Office
from tests.views.areas.places import ORDER

GTIN = "7310865004703"


def scan(office: Office, grid: LinesGrid, text: str) -> None:
    """What a scanner sends to the cell that has the cursor."""
    QTest.keyClicks(grid, text[0])
    editor = grid.indexWidget(grid.currentIndex())
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    office.rest()


def test_scans_add_a_line_and_then_count_up(office: Office) -> None:
    with office.database.write() as session:
        session.get_one(Item, "LAMP").gtin = GTIN
    page = office.document("sales_order", ORDER.no)
    grid = page.lines.grid
    office.type_cell(1, "unit_of_measure_code", "PCS")
    grid.setFocus()
    grid.go_to_cell(3, "no")
    for _scan in range(3):
        scan(office, grid, GTIN)
    assert [line.values["quantity"] for line in page.view.lines] == [2, 5, 8]
    assert page.lines.model.rowCount() == 4
    assert grid.currentIndex().row() == 3, "the next scan goes into the empty row again"
    assert page.commands["undo"].text() == "Undo Scan"
    page.commands["undo"].trigger()
    office.rest()
    assert page.view.lines[1].values["quantity"] == Decimal(4)


def test_a_typed_number_begins_another_line(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    grid = page.lines.grid
    grid.setFocus()
    grid.go_to_cell(3, "no")
    scan(office, grid, "LAMP")
    scan(office, grid, "LAMP")
    assert [line.values["no"] for line in page.view.lines[3:]] == ["LAMP", "LAMP"]
