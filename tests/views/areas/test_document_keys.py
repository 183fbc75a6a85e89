"""Keys of a document's page besides those of its lines: the next one, the lines alone."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.list_spec import NewRecord
from tests.views.areas.office import CTRL, Office
from tests.views.areas.places import ORDER

CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def test_ctrl_down_and_up_go_to_the_next_order_and_back(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.press(Qt.Key.Key_Down, CTRL)
    assert page.title.startswith("SO00003")
    assert office.window.navigation.current_place[1] == page.view.key
    office.press(Qt.Key.Key_Down, CTRL)
    assert page.title.startswith("SO00003")
    assert office.told() == ["There is no further document in this direction."]
    office.press(Qt.Key.Key_Up, CTRL)
    assert page.title.startswith(ORDER.no)


def test_what_is_typed_is_saved_before_the_next_order_is_shown(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    grid = page.lines.grid
    grid.setFocus()
    grid.go_to_cell(0, "quantity")
    office.keys("7")
    office.do("next")
    assert page.title.startswith("SO00003")
    assert not page.commands["undo"].isEnabled(), "the steps were those of the other order"
    office.do("previous")
    assert page.view.lines[0].values["quantity"] == 7


def test_ctrl_shift_f12_shows_the_lines_alone_and_all_again(office: Office) -> None:
    page = office.document("sales_order", ORDER.no)
    office.press(Qt.Key.Key_F12, CTRL_SHIFT)
    assert not any(card.isVisible() for card in page.groups.cards)
    assert page.lines.grid.hasFocus()
    office.press(Qt.Key.Key_F12, CTRL_SHIFT)
    assert all(card.isVisible() for card in page.groups.cards)


def test_an_order_is_entered_from_paper_without_an_arrow_key(office: Office) -> None:
    office.open("sales_order", NewRecord({"sell_to_customer_no": "FJORD"}))
    page = office.page(DocumentPage)
    office.press(Qt.Key.Key_F12, CTRL_SHIFT)
    for item, quantity in (("DESK", "2"), ("LAMP", "3*4"), ("CHAIR", "8")):
        assert _field_of_cursor(page) == "no"
        office.keys(item)
        office.press(Qt.Key.Key_Tab)
        while _field_of_cursor(page) != "quantity":
            office.press(Qt.Key.Key_Tab)
        office.keys(quantity)
        office.press(Qt.Key.Key_Return)
    lines = [(line.values["no"], line.values["quantity"]) for line in page.view.lines]
    assert lines == [("DESK", 2), ("LAMP", 12), ("CHAIR", 8)]


def _field_of_cursor(page: DocumentPage) -> str:
    column = page.lines.model.column(page.lines.grid.currentIndex())
    return column.name if column is not None else ""
