from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.words import LineType
from desktop.services.database import Changes
from desktop.views.pages.card_body import CardColumn
from desktop.views.pages.document_page import DocumentPage
from desktop.views.shell.actions import shortcut_clashes
from desktop.views.tables.columns import Tone
from tests.views.pages.clerk import Clerk
from tests.views.pages.fake_order import FakeOrders
from tests.views.tables.fakes import FakeDesk


def test_the_snapshot_is_shown(page: DocumentPage, clerk: Clerk) -> None:
    assert page.title == "SO-10423 · Birkholm Interiors AB"
    assert clerk.model.rowCount() == 6
    assert clerk.shown(0, "line_amount") == "25 976,00"
    assert page.groups.fields["external_document_no"].value == "PO-88213"


def test_typing_replaces_a_cell_and_enter_goes_down(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(2, "quantity")
    clerk.type("7")
    clerk.key(Qt.Key.Key_Return)
    assert clerk.place == (3, "quantity")
    clerk.settled()
    assert orders.calls == [("change", 30000, "quantity", Decimal(7), 1)]
    assert clerk.shown(2, "line_amount") == "8 652,00"


def test_a_typed_cell_is_shown_at_once_and_muted(clerk: Clerk) -> None:
    clerk.at(2, "quantity")
    clerk.type("7")
    clerk.key(Qt.Key.Key_Return)
    row = clerk.model.rows[2]
    assert row.typed["quantity"].text == "7"
    assert clerk.shown(2, "quantity") == "7"
    clerk.settled()
    assert not row.typed


def test_f2_edits_in_place(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(2, "description")
    clerk.key(Qt.Key.Key_F2)
    QTest.keyClicks(clerk.editor, " 2")
    clerk.key(Qt.Key.Key_Return)
    clerk.settled()
    assert orders.calls[-1][2:4] == ("description", "Swivel chair, blue 2")


def test_escape_leaves_a_cell_as_it_was(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(2, "quantity")
    clerk.type("7")
    clerk.key(Qt.Key.Key_Escape)
    assert not clerk.is_editing
    assert orders.calls == []
    assert clerk.shown(2, "quantity") == "12"


def test_tab_goes_to_the_next_cell_to_fill_and_goes_on_editing(clerk: Clerk) -> None:
    clerk.at(0, "quantity")
    clerk.type("7")
    clerk.key(Qt.Key.Key_Tab)
    assert clerk.place == (0, "unit_price"), "the unit is not to be changed"
    assert clerk.is_editing
    clerk.key(Qt.Key.Key_Backtab)
    assert clerk.place == (0, "quantity")
    assert clerk.is_editing


def test_tab_in_the_last_cell_goes_to_a_new_line(clerk: Clerk) -> None:
    clerk.at(4, "shipment_date")
    clerk.key(Qt.Key.Key_F2)
    clerk.key(Qt.Key.Key_Tab)
    assert clerk.place == (5, "type")
    assert clerk.is_editing


def test_a_new_line_is_found_by_part_of_its_name(
    clerk: Clerk, orders: FakeOrders, qtbot: QtBot
) -> None:
    clerk.at(5, "no")
    clerk.type("pedest")
    qtbot.waitUntil(lambda: clerk.editor.popup is not None and clerk.editor.popup.isVisible())
    clerk.key(Qt.Key.Key_Tab)
    assert clerk.place == (5, "description")
    clerk.settled()
    assert orders.calls == [("add", [("no", "P-0410")], None)]
    assert clerk.shown(5, "description") == "Mobile pedestal"
    assert clerk.model.rowCount() == 7


def test_typing_on_does_not_wait_for_the_new_line(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(5, "no")
    clerk.type("S-2310")
    clerk.key(Qt.Key.Key_Tab)
    clerk.at(5, "quantity")
    clerk.type("3")
    clerk.key(Qt.Key.Key_Return)
    clerk.settled()
    assert orders.calls == [
        ("add", [("no", "S-2310")], None),
        ("change", 60000, "quantity", Decimal(3), 1),
    ]
    assert clerk.shown(5, "line_amount") == "3 756,00"


def test_a_text_that_fits_several_items_is_asked_about(
    clerk: Clerk, orders: FakeOrders, qtbot: QtBot
) -> None:
    clerk.at(5, "no")
    clerk.type("blue")
    clerk.key(Qt.Key.Key_Tab)
    lines = clerk.page.lines.editor
    qtbot.waitUntil(lambda: lines.picker is not None)
    assert lines.picker is not None
    lines.picker.table.move_to(1)
    lines.picker.accept()
    clerk.settled()
    assert orders.calls == [("add", [("no", "S-2310")], None)]


def test_a_refusal_marks_the_cell_and_keeps_what_was_typed(
    clerk: Clerk, page: DocumentPage
) -> None:
    clerk.at(1, "quantity")
    clerk.type("500")
    clerk.key(Qt.Key.Key_Return)
    clerk.settled()
    assert clerk.shown(1, "quantity") == "500"
    assert "No more than 100" in clerk.error(1, "quantity")
    assert page.notices.texts() == [clerk.error(1, "quantity")]
    clerk.at(1, "quantity")
    assert page.lines.model.sentence(1) == (clerk.error(1, "quantity"), Tone.DANGER)
    clerk.type("50")
    clerk.key(Qt.Key.Key_Return)
    clerk.settled()
    assert clerk.error(1, "quantity") == ""
    assert clerk.shown(1, "quantity") == "50"


def test_an_item_that_is_not_there_is_refused_in_its_cell(clerk: Clerk) -> None:
    clerk.at(5, "no")
    clerk.type("XYZ")
    clerk.key(Qt.Key.Key_Return)
    clerk.settled()
    assert clerk.shown(5, "no") == "XYZ"
    assert "There is no item XYZ" in clerk.error(5, "no")


def test_what_cannot_be_read_is_marked_and_not_sent(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(1, "quantity")
    clerk.type("many")
    clerk.key(Qt.Key.Key_Return)
    assert "many" in clerk.error(1, "quantity")
    assert orders.calls == []


def test_quantities_may_be_sums_and_dates_short(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(0, "quantity")
    clerk.type("12*4")
    clerk.key(Qt.Key.Key_Return)
    clerk.at(0, "shipment_date")
    clerk.type("+5")
    clerk.key(Qt.Key.Key_Return)
    clerk.settled()
    assert clerk.shown(0, "quantity") == "48"
    assert clerk.shown(0, "shipment_date") == "2026-01-20"


def test_a_type_is_chosen_by_its_first_letters(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(0, "type")
    clerk.type("res")
    clerk.key(Qt.Key.Key_Return)
    clerk.settled()
    assert orders.calls[-1][2:4] == ("type", LineType.RESOURCE)


def test_f8_copies_from_above(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(1, "quantity")
    clerk.key(Qt.Key.Key_F8)
    clerk.settled()
    assert orders.calls == [("change", 20000, "quantity", Decimal(4), 1)]


def test_delete_empties_a_cell(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(1, "shipment_date")
    clerk.key(Qt.Key.Key_Delete)
    clerk.settled()
    assert orders.calls == [("change", 20000, "shipment_date", None, 1)]


def test_ctrl_delete_deletes_the_line(clerk: Clerk, orders: FakeOrders, qtbot: QtBot) -> None:
    clerk.at(1, "quantity")
    clerk.control(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: clerk.model.rowCount() == 5)
    assert orders.calls == [("delete", 20000)]


def test_ctrl_insert_makes_a_line_before_the_cursor(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(1, "no")
    clerk.control(Qt.Key.Key_Insert)
    assert clerk.model.rowCount() == 7
    clerk.at(1, "no")
    clerk.type("W-0120")
    clerk.key(Qt.Key.Key_Return)
    clerk.settled()
    assert orders.calls == [("add", [("no", "W-0120")], 20000)]
    assert [clerk.shown(at, "no") for at in range(3)] == ["D-1600", "W-0120", "P-0410"]


def test_ctrl_shift_arrows_move_a_line(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.at(1, "quantity")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    clerk.key(Qt.Key.Key_Up, both)
    qtbot.waitUntil(lambda: clerk.shown(0, "no") == "P-0410")
    assert clerk.place == (0, "quantity"), "the cursor goes with the line"


def test_a_block_is_copied_with_tabs(clerk: Clerk) -> None:
    clerk.at(0, "no")
    clerk.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    clerk.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    clerk.control(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == (
        "D-1600\tDesk, oak 160 cm\nP-0410\tMobile pedestal"
    )


def test_ctrl_d_fills_down(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(0, "quantity")
    clerk.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    clerk.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    clerk.control(Qt.Key.Key_D)
    clerk.settled()
    values = [("quantity", Decimal(4))]
    assert orders.calls == [("block", [(20000, values), (30000, values)])]
    assert clerk.page.commands["undo"].text() == "Undo Fill Down of Quantity"


def test_a_header_field_is_one_act(page: DocumentPage, orders: FakeOrders, qtbot: QtBot) -> None:
    field = page.groups.fields["external_document_no"]
    field.editor.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_End)
    QTest.keyClicks(field.editor, "-B")
    QTest.keyClick(field.editor, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: bool(orders.calls))
    qtbot.waitUntil(lambda: field.value == "PO-88213-B")
    assert page.head.state.text().startswith("Draft saved ")


def test_the_warning_of_a_line_stands_under_the_grid_with_its_remedy(
    page: DocumentPage, clerk: Clerk
) -> None:
    sentence, tone = page.lines.model.sentence(1)
    assert sentence.startswith("Line 20")
    assert tone is Tone.WARN


def test_what_was_done_is_listed_for_undo(clerk: Clerk, page: DocumentPage) -> None:
    clerk.at(2, "quantity")
    clerk.type("7")
    clerk.key(Qt.Key.Key_Return)
    clerk.settled()
    [step] = page.editor.steps.done
    assert step.text == "Quantity of Line 3"
    assert page.commands["undo"].text() == "Undo Quantity of Line 3"
    assert page.commands["undo"].toolTip() == "Undo Quantity of Line 3 (Ctrl+Z)"
    assert not page.commands["redo"].isEnabled()


def test_only_the_rows_that_differ_are_drawn_anew(
    clerk: Clerk, orders: FakeOrders, qtbot: QtBot, fake_desk: FakeDesk
) -> None:
    orders.change_line(None, "SO-10423", 20000, "quantity", Decimal(5), fake_desk.desk.context,
                       row_version=None)  # fmt: skip
    changed: list[int] = []
    clerk.model.dataChanged.connect(lambda top, _bottom: changed.append(top.row()))
    fake_desk.desk.tasks.data_changed.emit(Changes(frozenset({"sales_line"})))
    qtbot.waitUntil(lambda: clerk.shown(1, "quantity") == "5")
    assert changed == [1]


def test_the_model_keeps_the_rules_of_qt(clerk: Clerk, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(clerk.model)  # type: ignore[no-untyped-call]  # pytest-qt is not typed
    clerk.at(1, "no")
    clerk.control(Qt.Key.Key_Insert)
    clerk.at(5, "quantity")
    clerk.type("9")
    clerk.key(Qt.Key.Key_Return)
    clerk.settled()


def test_the_page_follows_the_cursor(clerk: Clerk, page: DocumentPage) -> None:
    page.resize(1000, 420)
    QApplication.processEvents()
    clerk.at(0, "quantity")
    for _row in range(5):
        clerk.key(Qt.Key.Key_Down)
    cell = clerk.grid.visualRect(clerk.grid.currentIndex())
    bottom = clerk.grid.viewport().mapTo(page, cell.bottomLeft()).y()
    assert bottom <= page.height()
    [column] = page.findChildren(CardColumn)
    assert column.verticalScrollBar().value() > 0


def test_keys_are_unique(page: DocumentPage) -> None:
    assert not shortcut_clashes(page.commands, page.lines.commands.registry)


def test_closing_takes_what_is_being_typed(
    clerk: Clerk, page: DocumentPage, orders: FakeOrders
) -> None:
    clerk.at(2, "quantity")
    clerk.type("7")
    assert not page.can_close(), "the page goes as soon as the entry is saved"
    gone: list[str] = []
    page.last_entry.when_saved(lambda: gone.append("now"))
    clerk.qtbot.waitUntil(lambda: bool(gone))
    assert page.can_close()
    assert orders.calls == [("change", 30000, "quantity", Decimal(7), 1)]
