"""Columns that stay while the list scrolls sideways: seen, clicked, sorted and kept."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.settings import ThemeMode
from desktop.views.shell.theme import Theme, colour, install_theme
from desktop.views.tables.frozen_table import FrozenTable
from desktop.views.tables.list_page import ListPage
from tests.views.tables.fakes import FakeDesk, FakeInvoices
from tests.views.tables.opened import (
    choose,
    entries,
    label_place,
    numbers,
    open_list,
    open_menu,
    shown_names,
    sort_keys,
    wide_list,
)

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
NO, CUSTOMER, AMOUNT = 0, 1, 4


@pytest.fixture
def page(qtbot: QtBot, fake_desk: FakeDesk) -> ListPage:
    """Number and customer are frozen, and the list has scrolled under them."""
    page = open_list(qtbot, fake_desk, wide_list(FakeInvoices()))
    page.table.header.arrangement.freeze(CUSTOMER)
    scroll(page, 300)
    return page


def scroll(page: ListPage, value: int) -> None:
    page.table.horizontalScrollBar().setValue(value)


def frozen_width(page: ListPage) -> int:
    return page.table.header.sectionSize(NO) + page.table.header.sectionSize(CUSTOMER)


def frozen_picture(page: ListPage) -> QImage:
    """What stands at the left, without the line at the edge."""
    area = QRect(0, 0, frozen_width(page) - 1, page.table.viewport().height())
    return page.table.viewport().grab(area).toImage()


def pixel(page: ListPage, x: int, y: int) -> QColor:
    return page.table.viewport().grab().toImage().pixelColor(x, y)


def cell_place(page: ListPage, row: int, column: int) -> QPoint:
    return page.table.visualRect(page.model.index(row, column)).center()


def test_frozen_cells_look_the_same_wherever_the_list_has_scrolled(page: ListPage) -> None:
    scroll(page, 0)
    before = frozen_picture(page)
    scroll(page, 300)
    assert frozen_picture(page) == before


def test_what_is_free_scrolls_below_the_frozen_columns(page: ListPage, theme: Theme) -> None:
    page.table.header.arrangement.freeze(-1)
    free = frozen_picture(page)
    page.table.header.arrangement.freeze(CUSTOMER)
    assert frozen_picture(page) != free


def test_a_line_shows_the_edge_in_both_themes(page: ListPage, qapp: QApplication) -> None:
    edge = frozen_width(page) - 1
    assert pixel(page, edge, 40) == colour("control")
    install_theme(qapp, ThemeMode.DARK, 100)
    assert pixel(page, edge, 40) == colour("control")
    assert pixel(page, 2, 40) == colour("surface")


def test_another_scale_keeps_the_columns_frozen(page: ListPage, qapp: QApplication) -> None:
    install_theme(qapp, ThemeMode.LIGHT, 125)
    assert page.table.frozen.width == frozen_width(page)
    assert page.table.frozen.labels.width() == frozen_width(page)


def test_a_click_on_a_frozen_link_opens_its_row(page: ListPage, fake_desk: FakeDesk) -> None:
    place = QPoint(20, cell_place(page, 2, AMOUNT).y())
    QTest.mouseClick(page.table.viewport(), LEFT, pos=place)
    assert fake_desk.navigation.opened == [("posted_invoice", "PSI-104231")]


def test_the_selection_reaches_across_the_edge(page: ListPage) -> None:
    viewport = page.table.viewport()
    QTest.mouseClick(viewport, LEFT, pos=cell_place(page, 1, CUSTOMER))
    QTest.mouseClick(viewport, LEFT, SHIFT, cell_place(page, 4, AMOUNT + 4))
    assert page.table.selected_positions() == [1, 2, 3, 4]
    QTest.mouseClick(viewport, LEFT, SHIFT, cell_place(page, 2, CUSTOMER))
    assert page.table.selected_positions() == [1, 2]
    assert page.table.currentIndex().column() == CUSTOMER


def test_a_selected_row_is_selected_in_its_frozen_cells(page: ListPage) -> None:
    page.table.go_to(3)
    top = page.table.rowViewportPosition(3)
    assert pixel(page, frozen_width(page) - 6, top + 3) == colour("sel")
    whole = QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows
    page.table.selectionModel().select(page.model.index(3, 0), whole)
    assert pixel(page, frozen_width(page) - 6, top + 3) == colour("surface")


def test_the_row_of_the_keyboard_has_its_bar(page: ListPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    page.table.go_to(3)
    assert pixel(page, 1, page.table.rowViewportPosition(3) + 10) == colour("accent")


def test_the_row_under_the_mouse_is_seen_in_its_frozen_cells(page: ListPage) -> None:
    page.table.clearSelection()
    QTest.mouseMove(page.table.viewport(), cell_place(page, 5, CUSTOMER))
    assert page.table.hovered_row == 5
    top = page.table.rowViewportPosition(5)
    assert pixel(page, frozen_width(page) - 6, top + 3) == colour("hover")


def test_the_keyboard_never_hides_its_cell_below_the_frozen_columns(page: ListPage) -> None:
    table = page.table
    scroll(page, table.horizontalScrollBar().maximum())
    table.setCurrentIndex(page.model.index(0, AMOUNT + 4))
    while table.currentIndex().column() > CUSTOMER + 1:
        QTest.keyClick(table, Qt.Key.Key_Left)
        assert seen_at(table, page.model.index(0, table.currentIndex().column()).column()) >= 0


def seen_at(table: FrozenTable, column: int) -> int:
    return table.columnViewportPosition(column) - table.frozen.width


def test_a_frozen_cell_needs_no_scrolling(page: ListPage) -> None:
    page.table.setCurrentIndex(page.model.index(0, NO))
    assert page.table.horizontalScrollBar().value() == 300


def test_a_click_on_a_frozen_label_sorts_and_shift_adds(page: ListPage, qtbot: QtBot) -> None:
    labels = page.table.frozen.labels
    assert labels.isVisible()
    QTest.mouseClick(labels.viewport(), LEFT, pos=QPoint(20, 10))
    assert sort_keys(page) == (("no", False),)
    at = labels.sectionViewportPosition(CUSTOMER) + 20
    QTest.mouseClick(labels.viewport(), LEFT, SHIFT, QPoint(at, 10))
    assert sort_keys(page) == (("no", False), ("customer", False))
    qtbot.waitUntil(lambda: numbers(page)[0] == "PSI-103934")


def test_a_frozen_column_is_widened_by_its_label(page: ListPage) -> None:
    page.table.frozen.labels.resizeSection(NO, 150)
    assert page.table.header.sectionSize(NO) == 150
    assert page.table.frozen.width == frozen_width(page)


def test_a_double_click_fits_a_frozen_column_to_its_texts(page: ListPage) -> None:
    page.table.header.resizeSection(NO, 250)
    labels = page.table.frozen.labels
    QTest.mouseDClick(labels.viewport(), LEFT, pos=QPoint(249, 10))
    assert 60 < page.table.header.sectionSize(NO) < 140
    assert page.table.frozen.width == frozen_width(page)


def test_columns_move_within_and_over_the_edge(page: ListPage) -> None:
    arrangement = page.table.header.arrangement
    page.table.frozen.labels.moveSection(0, 1)
    assert shown_names(page)[:2] == ["customer", "no"]
    assert arrangement.frozen() == [CUSTOMER, NO]
    arrangement.move(NO, 1)
    assert arrangement.frozen() == [CUSTOMER]
    arrangement.move(NO, -1)
    assert arrangement.frozen() == [CUSTOMER]
    arrangement.move(NO, -1)
    assert arrangement.frozen() == [NO, CUSTOMER]


def test_the_menu_freezes_and_unfreezes(page: ListPage, qtbot: QtBot) -> None:
    header = page.table.header
    scroll(page, 0)
    header.show_column_menu(2, header.mapToGlobal(label_place(page, 2)))
    choose(open_menu(qtbot), "Freeze up to Here")
    assert len(header.arrangement.frozen()) == 3
    header.show_column_menu(0, header.mapToGlobal(label_place(page, 0)))
    menu = open_menu(qtbot)
    assert "Unfreeze Columns" in entries(menu)
    choose(menu, "Unfreeze Columns")
    assert header.arrangement.frozen() == []
    assert not page.table.frozen.labels.isVisible()


def test_freezing_rests_where_too_little_room_would_be_left(page: ListPage) -> None:
    page.table.header.arrangement.freeze(AMOUNT + 4)
    assert page.table.frozen.width == 0
    assert page.table.indexAt(QPoint(5, 5)).column() != NO
    page.table.header.arrangement.freeze(CUSTOMER)
    assert page.table.indexAt(QPoint(5, 5)).column() == NO


def test_frozen_columns_are_kept_for_the_user(
    page: ListPage, qtbot: QtBot, fake_desk: FakeDesk
) -> None:
    again = open_list(qtbot, fake_desk, page.spec)
    assert again.table.header.arrangement.frozen() == [NO, CUSTOMER]
    assert page.table.header.layout_state()["frozen"] == "customer"
    again.table.header.arrangement.restore_declared()
    assert again.table.header.arrangement.frozen() == []


def test_scrolling_down_takes_the_frozen_cells_along(page: ListPage) -> None:
    page.table.go_to(60)
    top = page.table.rowViewportPosition(60)
    assert page.table.indexAt(QPoint(5, top + 5)) == page.model.index(60, NO)
    assert pixel(page, frozen_width(page) - 6, top + 3) == colour("sel")
