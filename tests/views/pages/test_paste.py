"""Pasting on a document's page: a cell at once, a block after a preview."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.views.pages.paste_preview import PastePreview
from desktop.views.tables.columns import Tone
from desktop.views.tables.record_model import CELL_ROLE
from tests.views.pages.clerk import Clerk
from tests.views.pages.fake_order import FakeOrders

CTRL = Qt.KeyboardModifier.ControlModifier


def paste(clerk: Clerk, text: str) -> PastePreview:
    """Press Ctrl+V with a block on the clipboard."""
    # Offscreen no window manager gives the focus back when a dialog closes.
    with clerk.qtbot.waitActive(clerk.page):
        clerk.page.activateWindow()
    QGuiApplication.clipboard().setText(text)
    clerk.control(Qt.Key.Key_V)
    clerk.rest()
    preview = clerk.page.lines.clipboard.preview
    assert preview is not None
    assert preview.isVisible()
    return preview


def faults(preview: PastePreview) -> list[str]:
    return [preview.faults.item(at).text() for at in range(preview.faults.count())]


def shown(preview: PastePreview, row: int, name: str) -> tuple[str, Tone | None]:
    cell = preview.model.place_of(row, name).data(CELL_ROLE)
    return cell.text.replace("\u00a0", " "), cell.tone


def mend(clerk: Clerk, preview: PastePreview, text: str) -> None:
    """Type over the cursor's cell of the preview."""
    QTest.keyClicks(preview.table, text[0])
    line = preview.table.indexWidget(preview.table.currentIndex())
    assert isinstance(line, QLineEdit)
    line.setText(text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    clerk.rest()


def enter(clerk: Clerk, preview: PastePreview) -> None:
    QTest.keyClick(preview.table, Qt.Key.Key_Return, CTRL)
    clerk.rest()


def test_a_block_shows_what_it_becomes_and_is_entered_as_one_step(
    clerk: Clerk, orders: FakeOrders
) -> None:
    clerk.at(3, "quantity")
    preview = paste(clerk, "5\tPCS\t10,50\n6\t\t11\n7\tPCS\t12")
    assert preview.counts.text().startswith("1 row can be pasted. 2 rows have")
    assert faults(preview)[0] == "Row 1, Unit: This field cannot be changed now."
    assert preview.paste_button.text() == "Paste 1 Row"
    preview.reject()
    assert orders.calls == []

    preview = paste(clerk, "5\t\t10,50\n6\t\t11")
    assert shown(preview, 0, "line_amount") == ("52,50", None)
    assert shown(preview, 0, "no")[0] == "S-2310"
    enter(clerk, preview)
    assert orders.calls == [
        (
            "block",
            [
                (40000, [("quantity", Decimal(5)), ("unit_price", Decimal("10.50"))]),
                (50000, [("quantity", Decimal(6)), ("unit_price", Decimal(11))]),
            ],
        )
    ]
    assert clerk.page.notices.texts() == ["2 rows were pasted."]
    assert clerk.page.commands["undo"].text() == "Undo Paste"
    clerk.page.commands["undo"].trigger()
    clerk.rest()
    assert clerk.shown(4, "quantity") == "2"


def test_refused_cells_are_named_and_mended_in_the_preview(
    clerk: Clerk, orders: FakeOrders
) -> None:
    clerk.at(5, "no")
    preview = paste(clerk, "D-1600\tDesk\nXYZ\tUnknown\nP-0410\tPedestal")
    assert faults(preview) == [
        "Row 2, No.: There is no item XYZ. Choose one from the list.",
    ]
    assert shown(preview, 1, "no") == ("XYZ", Tone.DANGER)
    QTest.keyClick(preview.table, Qt.Key.Key_Down)
    preview.next_button.click()
    assert preview.table.currentIndex() == preview.model.place_of(1, "no")
    mend(clerk, preview, "W-0120")
    assert faults(preview) == []
    assert preview.paste_button.text() == "Paste 3 Rows"
    enter(clerk, preview)
    assert clerk.page.lines.clipboard.preview is None
    assert clerk.model.rowCount() == 9
    assert [clerk.shown(at, "no") for at in (5, 6, 7)] == ["D-1600", "W-0120", "P-0410"]


def test_good_rows_are_pasted_without_the_others(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(5, "no")
    preview = paste(clerk, "D-1600\t\nXYZ\t\nP-0410\t")
    assert preview.paste_button.text() == "Paste 2 Rows"
    enter(clerk, preview)
    assert [clerk.shown(at, "no") for at in (5, 6)] == ["D-1600", "P-0410"]
    assert clerk.model.rowCount() == 8


def test_a_row_is_left_out_and_a_cell_emptied(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(5, "no")
    preview = paste(clerk, "D-1600\tDesk\nXYZ\tUnknown")
    preview.table.go_to(1, "no")
    QTest.keyClick(preview.table, Qt.Key.Key_Delete, CTRL)
    clerk.rest()
    assert preview.model.rowCount() == 1
    preview.table.go_to(0, "description")
    QTest.keyClick(preview.table, Qt.Key.Key_Delete)
    clerk.rest()
    enter(clerk, preview)
    assert clerk.shown(5, "description") == "Desk, oak 160 cm"


def test_headings_say_where_the_columns_go(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(0, "unit_price")
    preview = paste(clerk, "Qty. to Ship\tColour\tNO\tQuantity\n2\tred\tD-1600\t3")
    assert "“Colour”" in preview.remarks.text()
    enter(clerk, preview)
    [(_block, [(line_no, values)])] = orders.calls
    assert line_no is None
    assert [name for name, _value in values] == ["no", "quantity", "qty_to_ship"]


def test_escape_gives_the_paste_up(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(5, "no")
    preview = paste(clerk, "D-1600\tDesk\nXYZ\tUnknown")
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    clerk.rest()
    assert clerk.page.lines.clipboard.preview is None
    assert orders.calls == []
    assert clerk.model.rowCount() == 6


def test_one_cell_is_entered_at_once(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(3, "quantity")
    QGuiApplication.clipboard().setText("12*2\n")
    clerk.control(Qt.Key.Key_V)
    clerk.rest()
    assert orders.calls == [("change", 40000, "quantity", Decimal(24), 1)]
    clerk.at(3, "unit_of_measure_code")
    clerk.control(Qt.Key.Key_V)
    assert "cannot be changed" in clerk.page.notices.texts()[-1]


def test_a_block_pasted_into_an_open_cell_is_shown_too(clerk: Clerk, orders: FakeOrders) -> None:
    clerk.at(3, "quantity")
    clerk.key(Qt.Key.Key_F2)
    preview = paste(clerk, "5\n6")
    assert not clerk.is_editing
    enter(clerk, preview)
    assert orders.calls[0][0] == "block"


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_clipboard_changes_nothing(clerk: Clerk, orders: FakeOrders, text: str) -> None:
    clerk.at(3, "quantity")
    QGuiApplication.clipboard().setText(text)
    clerk.control(Qt.Key.Key_V)
    clerk.rest()
    assert orders.calls == []
