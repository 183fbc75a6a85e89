"""The grid of a posting matrix, worked by keys as a spreadsheet (CU25)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.services.posting_grid.views import pair_of
from desktop.services.records import add_record, change_record, read_record
from desktop.views.pages.document_page import DocumentPage
from tests.views.areas.office import CTRL, Office
from tests.views.areas.test_exchange import CONTEXT

LIST, GRID = "general_posting_setup_list", "general_posting_setup_grid"
GENERAL = "general_posting_setup"
NEW = ("DOMESTIC", "MACHINES")
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def machines(office: Office) -> Office:
    """A company with a product group more, which no pair has yet; its grid is open."""
    with office.database.write() as session:
        add_record(session, "gen_prod_posting_group", {"code": "MACHINES"}, CONTEXT)
        add_record(session, "gen_prod_posting_group", {"code": "TOOLS"}, CONTEXT)
    office.listed(LIST)
    office.press(Qt.Key.Key_E, CTRL)
    assert office.place == GRID
    return office


def at(page: DocumentPage) -> tuple[object, str]:
    """The pair and the field of the cursor."""
    index = page.lines.grid.currentIndex()
    row, column = page.lines.model.rows[index.row()], page.lines.model.column(index)
    assert row.line_no is not None
    assert column is not None
    return pair_of(row.line_no), column.name


def values(office: Office, key: tuple[str, str], *names: str) -> list[object]:
    record = office.read(lambda session: read_record(session, GENERAL, key))
    return [record.values[name] for name in names]


def test_a_pair_is_entered_cell_by_cell_with_keys_alone(machines: Office) -> None:
    page = machines.page(DocumentPage)
    assert page.title == "General Posting Setup Grid"
    assert at(page) == (NEW, "sales_account")  # the groups of a row are not typed over
    machines.keys("30")
    machines.press(Qt.Key.Key_Escape)
    machines.press(Qt.Key.Key_Escape)
    machines.keys("3001")
    machines.press(Qt.Key.Key_Tab)
    assert at(page) == (NEW, "sales_credit_memo_account")
    machines.keys("3001")
    machines.press(Qt.Key.Key_Return)
    assert at(page) == (("DOMESTIC", "RETAIL"), "sales_credit_memo_account")
    names = ("sales_account", "sales_credit_memo_account", "cogs_account")
    assert values(machines, NEW, *names) == ["3001", "3001", None]
    assert machines.list_rows(LIST) == len(page.view.lines) - 5  # MACHINES and TOOLS of all others
    machines.open(GRID)
    machines.press(Qt.Key.Key_Z, CTRL)
    machines.press(Qt.Key.Key_Z, CTRL)
    assert page.lines.model.rows[0].line is not None
    assert page.lines.model.rows[0].line.row_version == 0
    assert not page.commands["undo"].isEnabled()


def test_an_account_is_found_by_its_name_and_a_wrong_one_stays_marked(machines: Office) -> None:
    page = machines.page(DocumentPage)
    machines.keys("99999")
    machines.press(Qt.Key.Key_Return)
    row = page.lines.model.rows[0]
    assert "99999" in row.errors[0]
    assert machines.told() == row.errors
    assert page.lines.card._sentence.text() == row.errors[0]  # noqa: SLF001  (what the user reads)
    assert row.line is not None
    assert row.line.row_version == 0
    machines.press(Qt.Key.Key_Up)
    machines.press(Qt.Key.Key_F2)
    machines.press(Qt.Key.Key_A, CTRL)
    machines.keys("cost of goods")
    machines.press(Qt.Key.Key_Return)
    assert row.errors == []
    assert values(machines, NEW, "sales_account") == ["4990"]
    assert machines.told() == []


def test_a_value_is_filled_down_and_a_block_is_pasted(machines: Office) -> None:
    page = machines.page(DocumentPage)
    page.lines.grid.go_to_cell(1, "inventory_adjmt_account")
    machines.keys("4960")
    machines.press(Qt.Key.Key_Return)
    machines.press(Qt.Key.Key_Up)
    for _row in range(2):
        machines.press(Qt.Key.Key_Down, SHIFT)
    machines.press(Qt.Key.Key_D, CTRL)
    assert values(machines, ("DOMESTIC", "TOOLS"), "inventory_adjmt_account") == ["4960"]
    QGuiApplication.clipboard().setText(
        "Business Group\tProduct Group\tSales\tCOGS\n"
        "EU\tTOOLS\t3001\t4990\n"
        "EU\tNONE\t3001\t4990\n"
        "EXPORT\tTOOLS\t3001\t99999"
    )
    machines.press(Qt.Key.Key_V, CTRL)
    preview = page.lines.clipboard.preview
    assert preview is not None
    faults = [preview.faults.item(each).text() for each in range(preview.faults.count())]
    assert [fault.partition(":")[0] for fault in faults] == [
        "Row 3, Product Group",
        "Row 4, COGS",
    ]
    preview.paste_button.click()
    machines.rest()
    assert values(machines, ("EU", "TOOLS"), "sales_account", "cogs_account") == ["3001", "4990"]


def test_rows_tell_what_open_documents_need_and_blanks_are_suggested(machines: Office) -> None:
    with machines.database.write() as session:
        change_record(session, GENERAL, ("DOMESTIC", "RETAIL"), ("cogs_account", None), CONTEXT)
    machines.rest()
    page = machines.page(DocumentPage)
    told = "DOMESTIC, RETAIL: lines of open documents need COGS Account."
    assert page.lines.card._sentence.text() == told  # noqa: SLF001  (what the user reads)
    page.lines.grid.go_to_cell(1, "sales_account")
    page.lines.commands.registry["suggest_accounts"].trigger()
    machines.rest()
    assert machines.told() == ["1 account was filled in."]
    assert values(machines, ("DOMESTIC", "RETAIL"), "cogs_account") == ["4990"]
    assert page.lines.card._sentence.text() == ""  # noqa: SLF001  (what the user reads)
    machines.press(Qt.Key.Key_Z, CTRL)
    assert values(machines, ("DOMESTIC", "RETAIL"), "cogs_account") == [None]


def test_the_groups_stay_in_sight_and_the_rows_scroll_below_their_labels(machines: Office) -> None:
    page = machines.page(DocumentPage)
    grid = page.lines.grid
    machines.window.resize(1024, 560)
    machines.rest()
    for _cell in range(9):
        machines.press(Qt.Key.Key_Right)
    assert at(page)[1] == "blocked"
    assert grid.horizontalScrollBar().value() > 0
    assert [grid.lines.header_columns[each].name for each in grid.header.arrangement.frozen()] == [
        "mark",
        "gen_bus_posting_group",
        "gen_prod_posting_group",
    ]
    for _row in range(len(page.view.lines) + 1):
        machines.press(Qt.Key.Key_Return)
    assert at(page)[0] == pair_of(page.view.lines[-1].line_no)
    assert grid.verticalScrollBar().value() > 0
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))
    machines.press(Qt.Key.Key_Tab)  # after the last cell Tab leaves the grid
    assert not grid.has_cursor


def test_goods_at_no_location_stand_first(office: Office) -> None:
    page = office.document("inventory_posting_setup_grid")
    count = len(page.view.lines)
    with office.database.write() as session:
        add_record(session, "location", {"code": "SHOP"}, CONTEXT)
    office.rest()
    assert len(page.view.lines) == count + 1  # a new location brings its rows
    assert pair_of(page.view.lines[0].line_no) == ("", "RESALE")
    office.keys("4990")
    office.press(Qt.Key.Key_Return)
    assert page.view.lines[0].values["inventory_account"] == "4990"
