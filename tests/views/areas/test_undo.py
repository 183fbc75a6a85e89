"""Undo and redo on the real pages of an order: what followed from an entry comes back with it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt

from desktop.views.pages.document_page import DocumentPage
from tests.views.areas.office import CTRL, Office
from tests.views.areas.places import ORDER

CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
STAMPS = {"row_version", "changed_by", "changed_at"}


def state(page: DocumentPage) -> object:
    """All of the order but who wrote it when."""
    rows = [page.view.header, *(line.values for line in page.view.lines)]
    return [{name: row[name] for name in row if name not in STAMPS} for row in rows]


def test_ctrl_z_takes_back_a_cell_and_ctrl_y_does_it_again(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    before = state(page)
    office.type_cell(1, "quantity", "9")
    after = state(page)
    office.press(Qt.Key.Key_Z, CTRL)
    assert state(page) == before
    office.press(Qt.Key.Key_Y, CTRL)
    assert state(page) == after


def test_another_customer_is_taken_back_with_all_that_followed(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    before = state(page)
    office.type_into("sell_to_customer_no", "EURO")
    office.answer("Rebuild Lines")
    assert page.view.header["currency_code"] == "EUR"
    office.press(Qt.Key.Key_Z, CTRL)
    assert state(page) == before


def test_deleted_and_moved_lines_come_back_in_their_place(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    grid = page.lines.grid
    before = state(page)
    grid.setFocus()
    grid.go_to_cell(1, "quantity")
    office.press(Qt.Key.Key_Up, CTRL_SHIFT)
    assert page.view.lines[0].values["no"] == "LAMP"
    assert grid.currentIndex().row() == 0, "the cursor goes with the line"
    office.press(Qt.Key.Key_Delete, CTRL)
    assert [line.values["no"] for line in page.view.lines] == ["DESK", "CHAIR"]
    office.press(Qt.Key.Key_Z, CTRL)
    office.press(Qt.Key.Key_Z, CTRL)
    assert state(page) == before


def test_undo_is_refused_while_the_order_is_released_and_works_when_it_is_open(
    office: Office,
) -> None:
    page = office.document("sales_order", ORDER.no)
    before = page.view.lines[0].values["quantity"]
    office.type_cell(0, "quantity", "9")
    office.do("release")
    office.do("undo")
    assert any("Reopen" in text for text in office.told())
    office.do("reopen")
    office.do("undo")
    assert page.view.lines[0].values["quantity"] == before


def test_what_was_posted_is_not_undone(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.type_cell(0, "qty_to_ship", "1")
    assert page.commands["undo"].isEnabled()
    office.do("post")
    office.choose("Ship")
    office.answer("Post")
    assert not page.commands["undo"].isEnabled()
    assert page.commands["undo"].toolTip() == "Nothing to undo. (Ctrl+Z)"


def test_a_line_that_was_just_made_is_taken_back_field_by_field(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.type_cell(3, "no", "LAMP")
    office.type_cell(3, "quantity", "2")
    assert page.commands["undo"].text() == "Undo Quantity of Line 4"
    office.do("undo")
    assert page.view.lines[3].values["quantity"] != Decimal(2)
    assert page.commands["undo"].text() == "Undo New Line 4"
    office.do("undo")
    assert len(page.view.lines) == 3
    office.do("redo")
    office.do("redo")
    assert page.view.lines[3].values["quantity"] == Decimal(2)
