"""The header of a list: sorting by several keys, its menus, and all of it by the keyboard."""

from collections.abc import Collection
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from desktop.services.list_query import ListQuery
from desktop.views.tables.column_panel import ColumnPanel
from desktop.views.tables.header import TableHeader
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.record_model import RecordModel
from tests.views.tables.fakes import FakeDesk, FakeInvoices, invoice_columns, invoice_list
from tests.views.tables.opened import (
    choose,
    entries,
    label_place,
    numbers,
    open_list,
    open_menu,
    open_popup,
    shown_names,
    sort_keys,
    wide_list,
)

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
DUE_DATE, AMOUNT, STATUS = 3, 4, 6


class SomeFields(FakeInvoices):
    """A source that cannot sort or filter by what it computes."""

    @property
    def fields(self) -> Collection[str]:
        return {"no", "customer", "posting_date", "due_date"}


@pytest.fixture
def page(qtbot: QtBot, fake_desk: FakeDesk) -> ListPage:
    return open_list(qtbot, fake_desk, invoice_list(SomeFields()))


@pytest.fixture
def header(page: ListPage, qtbot: QtBot) -> TableHeader:
    """The header with the keyboard, on its first label."""
    header = page.table.header
    header.setFocus()
    qtbot.waitUntil(header.hasFocus)
    return header


def press(header: TableHeader, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(header, key)


def right_click(page: ListPage, section: int) -> None:
    header, place = page.table.header, label_place(page, section)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, header.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(header.viewport(), event)


def test_shift_and_a_click_add_a_sort_key(page: ListPage, qtbot: QtBot) -> None:
    viewport = page.table.header.viewport()
    QTest.mouseClick(viewport, LEFT, pos=label_place(page, 1))
    QTest.mouseClick(viewport, LEFT, SHIFT, label_place(page, DUE_DATE))
    assert sort_keys(page) == (("customer", False), ("due_date", False))
    QTest.mouseClick(viewport, LEFT, SHIFT, label_place(page, 1))
    assert sort_keys(page) == (("customer", True), ("due_date", False))


def test_several_sort_keys_show_their_rank(page: ListPage) -> None:
    header = page.table.header
    header.set_order((("customer", False),))
    alone = header.grab().toImage()
    header.set_order((("customer", False), ("amount", False)))
    first = header.grab().toImage()
    header.set_order((("amount", False), ("customer", False)))
    second = header.grab().toImage()
    assert alone != first
    assert first != second


def test_a_column_that_the_source_cannot_sort_by_is_not_clickable(
    page: ListPage, qtbot: QtBot
) -> None:
    before = sort_keys(page)
    for section in (AMOUNT, STATUS):
        QTest.mouseClick(page.table.header.viewport(), LEFT, pos=label_place(page, section))
    assert sort_keys(page) == before
    right_click(page, AMOUNT)
    menu = open_menu(qtbot)
    assert "Sort Ascending" not in entries(menu)
    menu.close()


def test_the_menu_of_a_column_sorts(page: ListPage, qtbot: QtBot) -> None:
    right_click(page, DUE_DATE)
    choose(open_menu(qtbot), "Sort Descending")
    assert sort_keys(page) == (("due_date", True),)
    right_click(page, 1)
    choose(open_menu(qtbot), "Add to Sort, Ascending")
    assert sort_keys(page) == (("due_date", True), ("customer", False))
    right_click(page, DUE_DATE)
    choose(open_menu(qtbot), "Remove from Sort")
    assert sort_keys(page) == (("customer", False),)


def test_the_menu_filters_to_the_value_of_the_cursors_row(page: ListPage, qtbot: QtBot) -> None:
    page.table.go_to(1)
    right_click(page, 1)
    choose(open_menu(qtbot), "Filter to This Value")
    assert page.filter.query.filters == {"customer": "Loom Textiles"}


def test_the_menu_leads_to_the_field_of_the_filter(page: ListPage, qtbot: QtBot) -> None:
    right_click(page, 1)
    choose(open_menu(qtbot), "Filter by This Column…")
    qtbot.waitUntil(page.side.pane.fields["customer"].edit.hasFocus)


def test_a_column_without_filter_offers_none(page: ListPage, qtbot: QtBot) -> None:
    right_click(page, STATUS)
    menu = open_menu(qtbot)
    assert not [text for text in entries(menu) if text.startswith("Filter")]
    menu.close()


def test_columns_are_hidden_shown_and_restored_in_the_menu(page: ListPage, qtbot: QtBot) -> None:
    declared = shown_names(page)
    right_click(page, 1)
    choose(open_menu(qtbot), "Hide Column")
    right_click(page, 0)
    choose(open_menu(qtbot), "Remaining")
    assert shown_names(page) == ["no", *declared[2:5], "remaining", "status"]
    right_click(page, 0)
    choose(open_menu(qtbot), "Restore Columns")
    assert shown_names(page) == declared


def test_the_last_column_stays(page: ListPage, qtbot: QtBot) -> None:
    arrangement = page.table.header.arrangement
    for section in arrangement.shown()[1:]:
        assert arrangement.show(section, shown=False)
    assert not arrangement.show(0, shown=False)
    assert shown_names(page) == ["no"]


def test_arrow_keys_go_over_the_labels_and_enter_sorts(page: ListPage, header: TableHeader) -> None:
    press(header, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert sort_keys(page) == (("due_date", False),)
    press(header, Qt.Key.Key_Space)
    assert sort_keys(page) == (("due_date", True),)
    press(header, Qt.Key.Key_Home)
    QTest.keyClick(header, Qt.Key.Key_Return, SHIFT)
    assert sort_keys(page) == (("due_date", True), ("no", False))
    assert header.accessibleDescription() == "No., sorted ascending"


def test_control_and_arrows_move_a_column(page: ListPage, header: TableHeader) -> None:
    QTest.keyClick(header, Qt.Key.Key_Right, CONTROL)
    assert shown_names(page)[:2] == ["customer", "no"]
    assert header.cursor_keys.section == 0
    QTest.keyClick(header, Qt.Key.Key_Left, CONTROL)
    assert shown_names(page)[:2] == ["no", "customer"]


def test_delete_hides_the_column_of_the_cursor(page: ListPage, header: TableHeader) -> None:
    press(header, Qt.Key.Key_End, Qt.Key.Key_Delete)
    assert "status" not in shown_names(page)
    assert header.columns[header.cursor_keys.section].name == "amount"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F10, SHIFT)],
)
def test_the_menu_key_opens_the_menu_of_the_label(
    page: ListPage,
    header: TableHeader,
    qtbot: QtBot,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
) -> None:
    press(header, Qt.Key.Key_Right)
    QTest.keyClick(header, key, modifier)
    choose(open_menu(qtbot), "Move Left")
    assert shown_names(page)[:2] == ["customer", "no"]


def test_down_goes_from_the_labels_to_the_rows(
    page: ListPage, header: TableHeader, qtbot: QtBot
) -> None:
    press(header, Qt.Key.Key_Down)
    qtbot.waitUntil(page.table.hasFocus)
    QTest.keyClick(page.table, Qt.Key.Key_Tab, SHIFT)
    qtbot.waitUntil(header.hasFocus)


def test_the_menu_key_on_the_button_opens_the_menu_of_the_cursors_column(
    page: ListPage, qtbot: QtBot
) -> None:
    page.table.setCurrentIndex(page.model.index(1, 1))
    page.columns_button.setFocus()
    QTest.keyClick(page.columns_button, Qt.Key.Key_F10, SHIFT)
    choose(open_menu(qtbot), "Filter to This Value")
    assert page.filter.query.filters == {"customer": "Loom Textiles"}


def test_space_on_the_button_opens_the_choice(page: ListPage, qtbot: QtBot) -> None:
    page.columns_button.setFocus()
    QTest.keyClick(page.columns_button, Qt.Key.Key_Space)
    choose(open_menu(qtbot), "Remaining")
    assert "remaining" in shown_names(page)


# -- many columns


@pytest.fixture
def wide(qtbot: QtBot, fake_desk: FakeDesk) -> ListPage:
    return open_list(qtbot, fake_desk, wide_list(FakeInvoices()))


@pytest.fixture
def panel(wide: ListPage, qtbot: QtBot) -> ColumnPanel:
    wide.columns_button.click()
    popup = open_popup(qtbot)
    assert isinstance(popup, ColumnPanel)
    qtbot.addWidget(popup)
    return popup


def listed(panel: ColumnPanel) -> list[str]:
    return [panel.list.item(at).text() for at in range(panel.list.count())]


def test_many_columns_are_chosen_in_a_panel_that_scrolls(
    wide: ListPage, panel: ColumnPanel
) -> None:
    assert len(listed(panel)) == len(wide.spec.columns)
    assert listed(panel)[-1] == "Remaining"
    assert panel.list.verticalScrollBar().maximum() > 0
    assert panel.list.hasFocus()


def test_space_shows_and_hides_in_the_panel(wide: ListPage, panel: ColumnPanel) -> None:
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert shown_names(wide)[0] == "customer"
    QTest.keyClick(panel.list, Qt.Key.Key_End)
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert "remaining" in shown_names(wide)


def test_control_and_arrows_move_in_the_panel(wide: ListPage, panel: ColumnPanel) -> None:
    QTest.keyClick(panel.list, Qt.Key.Key_Down, CONTROL)
    assert shown_names(wide)[:2] == ["customer", "no"]
    assert panel.list.currentItem().text() == "No."
    panel.restore.click()
    assert shown_names(wide)[:2] == ["no", "customer"]
    assert listed(panel)[0] == "No."


def test_the_panel_keeps_the_last_column(wide: ListPage, panel: ColumnPanel) -> None:
    for at in range(panel.list.count()):
        panel.list.item(at).setCheckState(Qt.CheckState.Unchecked)
    assert len(shown_names(wide)) == 1


def test_the_menu_of_a_wide_list_leads_to_the_panel(wide: ListPage, qtbot: QtBot) -> None:
    right_click(wide, 1)
    menu = open_menu(qtbot)
    assert "More 3" not in entries(menu)
    choose(menu, "Choose Columns…")
    popup = wide.window().findChild(ColumnPanel)
    assert isinstance(popup, ColumnPanel)
    assert popup.isVisible()
    popup.close()


# -- what is kept


def test_a_column_that_is_new_in_the_program_stays_as_declared(
    page: ListPage, qtbot: QtBot
) -> None:
    kept = page.table.header.layout_state()
    names, hidden = kept["order"], kept["hidden"]
    assert isinstance(names, list)
    assert isinstance(hidden, list)
    names.remove("remaining")
    hidden.remove("remaining")
    page.table.header.restore_layout(kept)
    assert "remaining" not in shown_names(page)


def test_a_kept_layout_without_any_column_shows_the_first(page: ListPage) -> None:
    kept = page.table.header.layout_state()
    page.table.header.restore_layout({**kept, "hidden": kept["order"]})
    assert shown_names(page) == ["no"]


def test_an_empty_layout_is_the_declared_one(page: ListPage) -> None:
    declared = shown_names(page)
    page.table.header.moveSection(0, 3)
    page.table.header.restore_layout({})
    assert shown_names(page) == declared


def test_rows_sorted_by_two_keys_come_in_that_order(page: ListPage, qtbot: QtBot) -> None:
    viewport = page.table.header.viewport()
    QTest.mouseClick(viewport, LEFT, pos=label_place(page, 1))
    QTest.mouseClick(viewport, LEFT, SHIFT, label_place(page, DUE_DATE))
    rows = sorted(SomeFields().sales, key=lambda row: (row.customer, row.due_date))
    qtbot.waitUntil(lambda: numbers(page)[:9] == [row.no for row in rows[:9]])


def test_the_keyboard_on_a_label_is_seen(page: ListPage, header: TableHeader) -> None:
    first = header.grab().toImage()
    press(header, Qt.Key.Key_Right)
    assert header.grab().toImage() != first


def asked(fake: FakeInvoices) -> ListQuery:
    return fake.asked[-1]


def test_the_source_is_asked_in_the_order_of_the_keys(qtbot: QtBot, fake_desk: FakeDesk) -> None:
    fake = FakeInvoices()
    page = open_list(qtbot, fake_desk, invoice_list(fake))
    page.table.header.sort("customer")
    page.table.header.sort("amount", descending=True, adding=True)
    qtbot.waitUntil(lambda: asked(fake).order == (("customer", False), ("amount", True)))


@pytest.mark.usefixtures("theme")
def test_a_table_that_neither_sorts_nor_freezes_offers_only_its_columns(qtbot: QtBot) -> None:
    columns = [replace(column, sortable=False) for column in invoice_columns()]
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(RecordModel(columns, lambda row: row.no, table))
    header = TableHeader(columns, table)
    table.setHorizontalHeader(header)
    header.restore_layout({})
    table.show()
    header.show_column_menu(1, header.mapToGlobal(QPoint(5, 5)))
    menu = open_menu(qtbot)
    captions = [column.caption for column in columns]
    wanted = ["Move Left", "Move Right", "Hide Column", *captions, "Restore Columns"]
    assert entries(menu) == wanted
    menu.close()
