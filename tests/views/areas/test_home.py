"""Home: tiles that count their lists, short lists, charts, what was opened last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.errors import ConfirmationCode
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.sales.creation import create_document
from desktop.services.sales.line_fields import change_line
from desktop.services.sales.release import reopen
from desktop.translation import user_localizer
from desktop.views.home.chart import nice_top, short_figure
from desktop.views.home.chart_block import ChartBlock
from desktop.views.home.home_page import HomePage
from desktop.views.home.recents import RecentBlock
from desktop.views.home.tile import Tile
from desktop.views.home.tile_specs import TILES
from desktop.views.home.tiles_block import TilesBlock
from desktop.views.home.waiting_blocks import WaitingBlock
from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.list_page import ListPage
from tests.views.areas.office import Office, visible

IN_SPRING = date(2026, 4, 1)
"""The invoices of the small company are overdue by then."""


def at_home(office: Office, on: date | None = None) -> HomePage:
    """Home, as of another day where one is given."""
    if on is not None:
        desk = office.window.desk
        desk.set_context(replace(desk.context, work_date=on))
    office.open("home")
    office.do("refresh")
    return office.page(HomePage)


def tile(office: Office, label: str) -> Tile:
    """The tile with a label."""
    at_home(office)
    found: list[Tile] = visible(office.window, Tile)
    return next(one for one in found if one.accessibleName() == label)


def waiting(office: Office, title: str) -> WaitingBlock:
    """A short list by its title."""
    found: list[WaitingBlock] = visible(office.window, WaitingBlock)
    return next(one for one in found if one.accessibleName() == title)


def is_late(office: Office, no: str) -> None:
    """The first line of an order should have been shipped on 5 January."""
    key = DocumentKey(DocumentType.ORDER, no)
    context = office.window.desk.context.with_answer(ConfirmationCode.UPDATE_LINES, yes=True)
    with office.database.write() as session:
        if no == "SO00003":
            reopen(session, key, context)
        change_line(session, key, 10000, "shipment_date", date(2026, 1, 5), context)
    office.rest()


# ---------------------------------------------------------------------------------------- the tiles


@pytest.mark.parametrize("on", [date(2026, 1, 15), IN_SPRING])
def test_each_tile_tells_what_the_list_has_that_it_opens(office: Office, on: date) -> None:
    at_home(office, on)
    for at in range(len(TILES)):
        assert shown_on_tile(office, at) == found_in_list(office, at), TILES[at].id
        at_home(office)


def shown_on_tile(office: Office, at: int) -> str:
    """What a tile says; then its list is opened by Enter."""
    one: Tile = visible(office.window, Tile)[at]
    shown = one.accessibleDescription()
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Return)
    office.rest()
    assert office.place == TILES[at].page
    assert office.told() == []
    return shown


def found_in_list(office: Office, at: int) -> str:
    """What the open list has: its rows and the sum of the tile's column."""
    page = office.page(ListPage)
    told = [user_localizer().integer(page.model.rowCount())]
    if TILES[at].total:
        names = [TILES[at].total]
        totals = office.read(
            lambda session: page.loader.source.totals(session, page.loader.query, names)
        )
        told.append(user_localizer().amount(Decimal(totals[names[0]]), 0))
    return ", ".join(told)


def test_what_is_late_due_and_owed_is_counted(office: Office) -> None:
    is_late(office, "SO00002")
    at_home(office, IN_SPRING)
    told = {one.accessibleName(): one.accessibleDescription() for one in visible_tiles(office)}
    assert told["Open Orders"] == "1"
    assert told["Late Orders"] == "3"
    assert told["Overdue Invoices"].startswith("2, ")
    assert told["Receivables"].startswith("1, ")
    assert told["To Ship Today"] == "0"


def visible_tiles(office: Office) -> list[Tile]:
    """All tiles on the screen."""
    found: list[Tile] = visible(office.window, Tile)
    return found


def test_a_tile_is_opened_by_a_click(office: Office) -> None:
    QTest.mouseClick(tile(office, "Draft Invoices"), Qt.MouseButton.LeftButton)
    office.rest()
    assert office.place == "sales_invoices"


def test_arrow_keys_go_from_tile_to_tile_and_tab_leaves_them(office: Office) -> None:
    page = at_home(office)
    page.take_focus()
    office.press(Qt.Key.Key_Right)
    assert tile(office, "Open Orders").hasFocus()
    office.press(Qt.Key.Key_Down)
    assert tile(office, "To Pick Today").hasFocus()
    office.press(Qt.Key.Key_Up)
    office.press(Qt.Key.Key_Tab)
    assert not any(one.hasFocus() for one in visible_tiles(office))


@pytest.mark.parametrize("width", [1440, 1100, 1024])
def test_tiles_stand_in_rows_and_hide_no_other(office: Office, width: int) -> None:
    page = at_home(office)
    office.window.resize(width, 700)
    office.rest()
    page.commands["customise"].trigger()
    office.rest()
    places = [one.geometry() for one in visible_tiles(office)]
    assert all(place.width() >= 180 for place in places)
    assert not any(a.intersects(b) for a, b in combinations(places, 2))
    [block] = visible(page, TilesBlock)
    assert max(place.bottom() for place in places) < block.height()
    blocks = [one.geometry() for one in page.shown() if one.isVisible()]
    assert not any(a.intersects(b) for a, b in combinations(blocks, 2))


def test_a_commit_is_counted_soon(office: Office, qtbot: QtBot) -> None:
    counted = tile(office, "Open Orders")
    assert counted.accessibleDescription() == "1"
    context = office.window.desk.context
    for _each in range(3):
        with office.database.write() as session:
            create_document(session, DocumentType.ORDER, context, customer_no="FJORD")
    qtbot.waitUntil(lambda: counted.accessibleDescription() == "4", timeout=10_000)


def test_the_last_known_figures_stand_there_until_they_are_counted(office: Office) -> None:
    at_home(office)
    again = HomePage(office.window.desk)
    [first] = [one for one in again.findChildren(Tile) if one.spec.id == "open_orders"]
    assert first.accessibleDescription() == "1, being counted again"
    office.rest()
    assert first.accessibleDescription() == "1"
    again.deleteLater()


# ---------------------------------------------------------------------------------- the short lists


def test_late_orders_stand_in_a_list_and_open(office: Office) -> None:
    is_late(office, "SO00003")
    at_home(office)
    late = waiting(office, "Late Orders")
    [line] = late.list.lines()
    assert (line.name, line.text, line.note) == ("SO00003", "Eurohaus GmbH", "10 days late")
    late.list.setFocus()
    office.press(Qt.Key.Key_Return)
    assert office.page(DocumentPage).view.key.no == "SO00003"


def test_due_invoices_stand_in_a_list_and_all_are_shown(office: Office) -> None:
    at_home(office, IN_SPRING)
    due = waiting(office, "Invoices Due")
    lines = due.list.lines()
    assert [line.name for line in lines] == ["PI00001", "PI00002"]
    assert lines[0].note == "46 days overdue"
    assert due.all.text() == "Show all 2…"
    due.list.setFocus()
    office.press(Qt.Key.Key_Tab)
    assert due.all.hasFocus()
    office.press(Qt.Key.Key_Space)
    assert office.page(ListPage).model.rowCount() == 2


def test_a_click_opens_an_invoice(office: Office) -> None:
    at_home(office, IN_SPRING)
    rows = waiting(office, "Invoices Due").list
    spot = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    office.rest()
    assert office.window.navigation.current_place == ("posted_invoice", "PI00002")


def test_short_lists_say_that_nothing_waits(office: Office) -> None:
    at_home(office)
    assert waiting(office, "Late Orders").empty.text() == "No order is late."
    assert waiting(office, "Invoices Due").empty.isVisible()
    assert not waiting(office, "Invoices Due").all.isVisible()


# ---------------------------------------------------------------------------------------- the chart


def the_chart(office: Office, on: date | None = None) -> ChartBlock:
    """The chart of home."""
    at_home(office, on)
    [block] = visible(office.window, ChartBlock)
    assert isinstance(block, ChartBlock)
    return block


def switch(office: Office, block: ChartBlock, title: str) -> None:
    """Let the chart show something else, by keys."""
    block.choice.setFocus()
    while block.choice.currentText() != title:
        office.press(Qt.Key.Key_Down)


def test_the_chart_tells_its_months_and_opens_one(office: Office) -> None:
    block = the_chart(office)
    assert block.chart.accessibleDescription().startswith("January 2026: ")
    block.chart.setFocus()
    office.press(Qt.Key.Key_Left)
    assert block.chart.accessibleDescription() == "December 2025: 0; a year before: 0"
    office.press(Qt.Key.Key_End)
    office.press(Qt.Key.Key_Return)
    assert office.place == "posted_invoices"
    assert office.page(ListPage).model.rowCount() == 2


def test_a_year_later_the_month_is_what_is_compared_with(office: Office) -> None:
    sales = the_chart(office).chart.accessibleDescription().partition("; ")[0]
    later = the_chart(office, date(2027, 1, 15)).chart.accessibleDescription()
    assert later == f"January 2027: 0; a year before: {sales.removeprefix('January 2026: ')}"


def test_the_chart_shows_orders_entered_and_opens_them(office: Office) -> None:
    block = the_chart(office)
    switch(office, block, "Orders entered, last 12 months")
    assert block.chart.accessibleDescription() == "January 2026: 3; a year before: 0"
    block.chart.setFocus()
    office.press(Qt.Key.Key_Return)
    assert office.place == "sales_orders"
    assert office.page(ListPage).model.rowCount() == 3


def test_the_chart_shows_how_old_open_invoices_are(office: Office) -> None:
    block = the_chart(office, IN_SPRING)
    switch(office, block, "Open invoices by age")
    assert block.chart.accessibleDescription() == "Not due: 0,00, 0 invoices"
    block.chart.setFocus()
    office.press(Qt.Key.Key_Right)
    office.press(Qt.Key.Key_Right)
    assert block.chart.accessibleDescription().startswith("31–60 days: ")
    assert block.chart.accessibleDescription().endswith(", 2 invoices")
    office.press(Qt.Key.Key_Return)
    assert office.page(ListPage).model.rowCount() == 2


def test_the_choice_of_the_chart_is_kept(office: Office) -> None:
    switch(office, the_chart(office), "Open invoices by age")
    again = HomePage(office.window.desk)
    office.rest()
    assert again.findChildren(ChartBlock)[0].choice.currentText() == "Open invoices by age"
    again.deleteLater()


def test_the_chart_follows_the_mouse(office: Office) -> None:
    chart = the_chart(office).chart
    QTest.mouseMove(chart, QPoint(chart.width() - 12, 40))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(80, 40))
    office.rest()
    assert office.place == "posted_invoices"


def test_a_chart_without_figures_says_so(office: Office) -> None:
    block = the_chart(office, date(2030, 1, 1))
    assert block.empty.text() == "Nothing was invoiced in these two years."
    assert block.empty.isVisible()
    assert not block.chart.isVisible()


@pytest.mark.parametrize(
    ("largest", "top"), [("0", 100), ("100", 100), ("101", 200), ("401", 500), ("9999", 10000)]
)
def test_an_axis_ends_at_a_round_figure(largest: str, top: int) -> None:
    assert nice_top(Decimal(largest)) == top


@pytest.mark.parametrize(
    ("value", "shown"), [("0", "0"), ("250", "250"), ("2500", "2.5 k"), ("4000000", "4 M")]
)
def test_figures_of_an_axis_are_short(value: str, shown: str) -> None:
    assert short_figure(Decimal(value)) == shown


# --------------------------------------------------------------------------------- what was opened


def recent(office: Office) -> list[str]:
    """The titles of what was opened lately."""
    at_home(office)
    [block] = visible(office.window, RecentBlock)
    return [line.name for line in block.list.lines()]


def test_what_was_opened_last_stands_first_and_opens_again(office: Office) -> None:
    assert recent(office) == []
    office.open("customer", "FJORD")
    office.open("sales_order", "SO00002")
    office.open("posted_invoice", "PI00001")
    office.open("customers")
    titles = recent(office)
    assert [title.partition(" ")[0] for title in titles] == ["PI00001", "SO00002", "FJORD"]
    [block] = visible(office.window, RecentBlock)
    block.list.setFocus()
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    assert office.page(DocumentPage).view.key.no == "SO00002"
    assert recent(office)[0].startswith("SO00002")


def test_a_new_document_is_recent_under_its_number_and_a_deleted_one_is_not(
    office: Office,
) -> None:
    at_home(office)
    office.do("new_order")
    office.type_into("sell_to_customer_no", "FJORD")
    no = office.page(DocumentPage).view.key.no
    assert recent(office)[0].startswith(no)
    office.open("sales_order", no)
    office.do("delete")
    office.answer("Delete")
    assert not any(title.startswith(no) for title in recent(office))


@pytest.mark.parametrize(
    ("command", "title"),
    [
        ("new_order", "New Sales Order"),
        ("new_invoice", "New Sales Invoice"),
        ("new_customer", "New Customer"),
    ],
)
def test_work_begins_on_the_home_page(office: Office, command: str, title: str) -> None:
    office.open("home")
    office.do(command)
    current = office.window.navigation.current
    assert current is not None
    assert current.title == title
