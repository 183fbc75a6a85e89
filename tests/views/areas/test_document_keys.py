"""Keys of a document's page besides those of its lines: the next one, the lines alone."""

from __future__ import annotations

from PySide6.QtCore import Qt

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
