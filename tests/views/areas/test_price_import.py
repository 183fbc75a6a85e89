"""Prices from a spreadsheet with three wrong cells, mended by the keyboard alone (CU75)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop.models.pricing import PriceListLine
from desktop.services.context import UserContext
from desktop.services.records import add_record
from desktop.views.pages.import_key import ImportKey
from desktop.views.setup.import_page import ImportPage
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.services.interchange.sheets import saved
from tests.views.areas.office import ALT, Office

CONTEXT = UserContext(user=USER, work_date=WORK_DATE)
HEAD = ("Price List Code", "Product No.", "Unit Price", "Starting Date", "Ending Date")
SPRING, SUMMER = date(2026, 3, 1), date(2026, 6, 30)
ROWS = (
    ("OWN", "DESK", 4000, SPRING, SUMMER),
    ("OWN", "DESC", 3900, SPRING, SUMMER),
    ("OWN", "LAMP", "on request", SPRING, SUMMER),
    ("OWN", "CHAIR", 990, SUMMER, SPRING),
)


def preview(office: Office, folder: Path) -> ImportPage:
    with office.database.write() as session:
        add_record(session, "price_list", {"code": "OWN", "own_scope_per_line": True}, CONTEXT)
    path = saved(folder / "prices.xlsx", HEAD, *ROWS)
    office.open("import_rows", ImportKey("price_list_line", str(path)))
    return office.page(ImportPage)


def mend(office: Office, text: str) -> None:
    """Type the cell of the cursor anew, by keys."""
    office.press(Qt.Key.Key_F2)
    office.keys(text)
    office.press(Qt.Key.Key_Return)


def test_the_cursor_goes_from_one_wrong_cell_to_the_next(office: Office, tmp_path: Path) -> None:
    page = preview(office, tmp_path)
    wrong = page.panel.edit
    assert page.head.state.text() == "New: 1, Changed: 0, Unchanged: 0, Refused: 3"
    assert not page.commands["import"].isEnabled()
    assert wrong.accessibleName() == "Product No. in B3"
    assert "there is no Item DESC" in wrong.accessibleDescription()
    mend(office, "DESKS")
    assert wrong.accessibleName() == "Product No. in B3"
    assert "there is no Item DESKS" in wrong.accessibleDescription()
    mend(office, "DESK")
    assert wrong.accessibleName() == "Unit Price in C4"
    assert "on request is not a number" in wrong.accessibleDescription()
    mend(office, "450")
    assert wrong.accessibleName() == "Ending Date in E5"
    assert "lies before Starting Date 2026-06-30" in wrong.accessibleDescription()
    mend(office, "2026-12-31")
    assert wrong.accessibleDescription() == ""
    assert page.commands["import"].text() == "Import 4 Rows"


def test_nothing_is_imported_before_all_cells_are_right(
    office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    page = preview(office, tmp_path)
    for text in ("DESK", "450", "2026-12-31"):
        assert prices(office) == []
        mend(office, text)
    assert page.table is not None
    assert page.table.hasFocus()
    assert page.commands["import"].text() == "Import 4 Rows"
    office.press(Qt.Key.Key_I, ALT)
    qtbot.waitUntil(lambda: page.plan is None)
    assert office.told() == ["Imported: 4 new, 0 changed, 0 unchanged."]
    assert sorted(prices(office)) == [
        ("CHAIR", Decimal(990), date(2026, 12, 31)),
        ("DESK", Decimal(3900), SUMMER),
        ("DESK", Decimal(4000), SUMMER),
        ("LAMP", Decimal(450), SUMMER),
    ]


def prices(office: Office) -> list[tuple[str | None, Decimal, date | None]]:
    """The prices of the list, with their last days."""
    lines = office.read(lambda session: session.scalars(select(PriceListLine)).all())
    return [(line.product_no, line.unit_price, line.ending_date) for line in lines]
