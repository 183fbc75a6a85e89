"""The keys of a list's rows: moving, selecting, typing, copying, the menu."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.translation import user_localizer
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.copied_table import copied_table
from desktop.views.tables.list_page import ListPage
from tests.views.tables.fakes import FakeDesk, FakeInvoices, invoice_list, invoices
from tests.views.tables.opened import choose, numbers, open_list, open_menu

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
LAST = 299


@pytest.fixture
def page(qtbot: QtBot, fake_desk: FakeDesk) -> ListPage:
    page = open_list(qtbot, fake_desk)
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    page.table.go_to(2)
    return page


def press(page: ListPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(page.table, key, modifiers)


def cursor(page: ListPage) -> tuple[int, str]:
    at = page.table.currentIndex()
    return at.row(), page.spec.columns[at.column()].name


def test_end_and_home_go_to_the_last_and_first_column(page: ListPage) -> None:
    press(page, Qt.Key.Key_End)
    assert cursor(page) == (2, "status")
    press(page, Qt.Key.Key_Home)
    assert cursor(page) == (2, "no")


def test_control_with_them_goes_to_the_last_and_first_row(page: ListPage) -> None:
    press(page, Qt.Key.Key_End, CONTROL)
    assert cursor(page)[0] == LAST
    press(page, Qt.Key.Key_Home, CONTROL)
    assert cursor(page) == (0, "no")


def test_paging_moves_by_a_screen(page: ListPage) -> None:
    press(page, Qt.Key.Key_PageDown)
    down = cursor(page)[0]
    assert down > 10
    assert page.table.selected_positions() == [down]
    press(page, Qt.Key.Key_PageUp)
    assert cursor(page)[0] < down


def test_shift_and_arrows_select_rows(page: ListPage) -> None:
    for _time in range(3):
        press(page, Qt.Key.Key_Down, SHIFT)
    assert page.table.selected_positions() == [2, 3, 4, 5]
    press(page, Qt.Key.Key_Up, SHIFT)
    assert page.table.selected_positions() == [2, 3, 4]


def test_control_and_space_take_single_rows(page: ListPage) -> None:
    press(page, Qt.Key.Key_Down, CONTROL)
    press(page, Qt.Key.Key_Down, CONTROL)
    press(page, Qt.Key.Key_Space, CONTROL)
    assert page.table.selected_positions() == [2, 4]
    press(page, Qt.Key.Key_Space)
    assert 4 in page.table.selected_positions()


def test_control_a_selects_all_rows(page: ListPage) -> None:
    press(page, Qt.Key.Key_A, CONTROL)
    assert page.table.selected_count() == LAST + 1


def test_letters_go_to_the_filter_box(page: ListPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_L)
    qtbot.waitUntil(page.filter_box.hasFocus)
    QTest.keyClicks(page.filter_box, "oom")
    assert page.filter_box.text() == "loom"
    qtbot.waitUntil(lambda: page.model.rowCount() == 38)
    assert page.filter_box.hasFocus()


def test_letters_begin_another_search(page: ListPage, qtbot: QtBot) -> None:
    page.filter.search("birk")
    qtbot.waitUntil(lambda: page.loader.found == 38)
    QTest.keyClicks(page.table, "h")
    qtbot.waitUntil(page.filter_box.hasFocus)
    assert page.filter_box.text() == "h"


@pytest.mark.parametrize(("key", "modifiers"), [(Qt.Key.Key_Menu, NONE), (Qt.Key.Key_F10, SHIFT)])
def test_the_menu_key_opens_the_menu_of_the_row(
    page: ListPage,
    qtbot: QtBot,
    fake_desk: FakeDesk,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
) -> None:
    press(page, key, modifiers)
    menu = open_menu(qtbot)
    assert menu.pos().y() > page.mapToGlobal(page.table.pos()).y()
    choose(menu, "Open")
    assert fake_desk.navigation.opened == [("posted_invoice", numbers(page)[2])]


def test_the_cell_of_the_cursor_has_a_frame(page: ListPage) -> None:
    first = page.table.viewport().grab().toImage()
    press(page, Qt.Key.Key_Right)
    assert page.table.viewport().grab().toImage() != first


# -- the clipboard


def test_control_c_copies_the_rows_as_text_and_as_a_table(page: ListPage) -> None:
    press(page, Qt.Key.Key_Down, SHIFT)
    press(page, Qt.Key.Key_C, CONTROL)
    mime = QGuiApplication.clipboard().mimeData()
    lines = mime.text().splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("PSI-104231\tNordic Retail Oy\t")
    assert mime.html().count("<tr>") == 3
    assert "<td style=\"mso-number-format:'\\@'\">PSI-104231</td>" in mime.html()


def test_many_rows_are_copied_in_the_background(qtbot: QtBot, fake_desk: FakeDesk) -> None:
    page = open_list(qtbot, fake_desk, invoice_list(FakeInvoices(invoices(700))))
    QGuiApplication.clipboard().setText("before")
    press(page, Qt.Key.Key_A, CONTROL)
    press(page, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "before"
    qtbot.waitUntil(lambda: len(QGuiApplication.clipboard().text().splitlines()) == 701)


def test_control_c_in_the_filter_box_copies_its_text(page: ListPage) -> None:
    page.filter_box.setFocus()
    page.filter_box.setText("oak")
    page.filter_box.selectAll()
    QTest.keyClick(page.filter_box, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "oak"


def test_numbers_are_exact_and_signs_are_escaped_in_the_table(page: ListPage) -> None:
    columns = (
        Column("name", "Name & <No.>", lambda row: row["name"]),
        Column("amount", "Amount", lambda row: row["amount"], Kind.AMOUNT),
    )
    html = copied_table(columns, [{"name": "A < B", "amount": Decimal("1234.50")}]).html
    assert "Name &amp; &lt;No.&gt;" in html
    assert "A &lt; B" in html
    assert 'x:num="1234.50" sdval="1234.50"' in html
    assert f">{user_localizer().amount(Decimal('1234.50'))}</td>" in html


def test_a_blank_number_is_a_blank_cell(page: ListPage) -> None:
    columns = (Column("amount", "Amount", lambda row: row, Kind.AMOUNT),)
    assert '<td style="text-align:right"></td>' in copied_table(columns, [None]).html
