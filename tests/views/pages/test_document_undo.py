"""Undo and redo on a document's page: keys, names, refusals."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.services.sales.refusals import ChangedSince, StatusNotOpen
from desktop.views.pages.document_page import DocumentPage
from tests.views.pages.clerk import Clerk
from tests.views.pages.fake_order import FakeOrders


def test_ctrl_z_and_ctrl_y_take_back_and_do_again(
    clerk: Clerk, page: DocumentPage, orders: FakeOrders
) -> None:
    for row, quantity in ((0, "7"), (1, "8")):
        clerk.at(row, "quantity")
        clerk.type(quantity)
        clerk.key(Qt.Key.Key_Return)
    clerk.settled()
    clerk.control(Qt.Key.Key_Z)
    clerk.control(Qt.Key.Key_Z)
    clerk.rest()
    assert [clerk.shown(row, "quantity") for row in (0, 1)] == ["4", "12"]
    clerk.control(Qt.Key.Key_Y)
    clerk.rest()
    assert [clerk.shown(row, "quantity") for row in (0, 1)] == ["7", "12"]
    assert page.commands["redo"].text() == "Redo Quantity of Line 2"


def test_ctrl_z_takes_back_letters_while_a_cell_is_typed(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(0, "quantity")
    clerk.type("7")
    clerk.key(Qt.Key.Key_Return)
    clerk.settled()
    clerk.at(1, "description")
    clerk.type("Pedestal")
    clerk.control(Qt.Key.Key_Z)
    clerk.rest()
    assert clerk.is_editing
    assert clerk.shown(0, "quantity") == "7"


def test_an_open_cell_that_was_not_typed_into_leaves_undo_to_the_page(clerk: Clerk) -> None:
    clerk.at(0, "quantity")
    clerk.type("7")
    clerk.key(Qt.Key.Key_Tab)
    assert clerk.is_editing
    clerk.settled()
    clerk.control(Qt.Key.Key_Z)
    clerk.rest()
    assert clerk.shown(0, "quantity") == "4"


def test_a_header_field_leaves_undo_to_the_page(
    clerk: Clerk, page: DocumentPage, qtbot: QtBot
) -> None:
    field = page.groups.fields["external_document_no"]
    field.editor.setFocus()
    QTest.keyClicks(field.editor, "X")
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    clerk.rest()
    assert page.commands["undo"].text() == "Undo External Document No."
    field.editor.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    clerk.rest()
    assert field.value == "PO-88213"


def test_several_deleted_lines_come_back_at_once(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(1, "quantity")
    clerk.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    clerk.control(Qt.Key.Key_Delete)
    clerk.rest()
    assert orders.calls == [("delete", 20000, 30000)]
    clerk.control(Qt.Key.Key_Z)
    clerk.rest()
    assert [clerk.shown(row, "no") for row in range(3)] == ["D-1600", "P-0410", "S-2203"]


def test_a_new_entry_ends_what_could_be_done_again(clerk: Clerk, page: DocumentPage) -> None:
    for keys in ("7", None, "9"):
        clerk.at(0, "quantity")
        if keys is None:
            clerk.control(Qt.Key.Key_Z)
        else:
            clerk.type(keys)
            clerk.key(Qt.Key.Key_Return)
        clerk.rest()
    assert not page.commands["redo"].isEnabled()
    assert len(page.editor.steps.done) == 1


def test_a_hundred_steps_and_more_can_be_undone(clerk: Clerk, page: DocumentPage) -> None:
    for number in range(120):
        page.editor.change_header("your_reference", str(number))
    clerk.rest()
    for _step in range(120):
        page.commands["undo"].trigger()
    clerk.rest()
    assert "your_reference" not in page.view.header
    assert not page.commands["undo"].isEnabled()


def test_a_refused_undo_is_told_and_its_step_is_kept_or_given_up(
    clerk: Clerk, page: DocumentPage, orders: FakeOrders
) -> None:
    page.editor.change_header("your_reference", "1")
    page.editor.change_header("your_reference", "2")
    clerk.rest()
    orders.refuses_to_restore = StatusNotOpen(
        document_type="Order", no="1", entered_field="quantity"
    )
    page.commands["undo"].trigger()
    clerk.rest()
    assert len(page.editor.steps.done) == 2
    assert page.notices.texts()
    orders.refuses_to_restore = ChangedSince(entered_field="x", no="1", changed_by="LENA")
    page.commands["undo"].trigger()
    clerk.rest()
    assert len(page.editor.steps.done) == 1
    orders.refuses_to_restore = None
    page.commands["undo"].trigger()
    clerk.rest()
    assert not page.editor.steps.done
