"""The home page and the search box: both lead everywhere."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.views.home.chart import nice_top, short_figure
from desktop.views.home.home_page import TILES, HomePage, Tile
from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.list_page import ListPage
from tests.views.areas.office import CTRL, Office, visible


def tile(office: Office, label: str) -> Tile:
    """The tile with a label."""
    office.open("home")
    return next(one for one in _tiles(office) if one.accessibleName() == label)


def test_the_home_page_counts_what_waits(office: Office) -> None:
    office.open("home")
    figures = {one.accessibleName(): one.accessibleDescription() for one in _tiles(office)}
    assert figures["Open Orders"] == "1"
    assert figures["Draft Invoices"] == "1"
    assert figures["Overdue"] == "0"


def _tiles(office: Office) -> list[Tile]:
    return visible(office.window, Tile)


@pytest.mark.parametrize("at", range(len(TILES)))
def test_a_tile_opens_the_list_that_it_counts(shared_office: Office, at: int) -> None:
    shared_office.open("home")
    one = _tiles(shared_office)[at]
    shown = one.accessibleDescription()
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Return)
    shared_office.rest()
    page = shared_office.page(ListPage)
    assert shared_office.place == TILES[at].page
    assert shared_office.told() == []
    if TILES[at].label not in {"Receivables", "Overdue"}:
        assert str(page.model.rowCount()) == shown


def test_a_click_opens_a_tile_too(office: Office) -> None:
    QTest.mouseClick(tile(office, "Draft Invoices"), Qt.MouseButton.LeftButton)
    office.rest()
    assert office.place == "sales_invoices"


def test_the_chart_tells_its_months_and_opens_one(office: Office) -> None:
    office.open("home")
    chart = office.page(HomePage).chart
    assert chart.accessibleDescription().startswith("January 2026: ")
    chart.setFocus()
    office.press(Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "December 2025: 0,00"
    office.press(Qt.Key.Key_Right)
    office.press(Qt.Key.Key_Return)
    assert office.place == "posted_invoices"
    assert office.page(ListPage).model.rowCount() == 2


def test_the_chart_follows_the_mouse(office: Office) -> None:
    office.open("home")
    chart = office.page(HomePage).chart
    QTest.mouseMove(chart, QPoint(chart.width() - 12, 40))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(80, 40))
    office.rest()
    assert office.place == "posted_invoices"


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


# --------------------------------------------------------------------------------- the search box


def search(office: Office, text: str) -> list[str]:
    """What the search box finds."""
    office.press(Qt.Key.Key_K, CTRL)
    office.keys(text)
    return [result.title for result in office.window.search_box.results()]


def test_a_customer_is_found_by_a_part_of_the_name(office: Office) -> None:
    assert "Fjordheim Interiör AB" in search(office, "@fjordh")
    office.press(Qt.Key.Key_Return)
    assert office.window.navigation.current_place == ("customer", "FJORD")


def test_an_item_is_found_by_its_description(office: Office) -> None:
    assert "Task chair" in search(office, "task ch")


def test_documents_are_found_by_number_and_by_the_customers_name(office: Office) -> None:
    assert "Sales Order SO00002" in search(office, "#SO00002")
    office.press(Qt.Key.Key_Return)
    assert office.page(DocumentPage).view.key.no == "SO00002"
    found = search(office, "#fjordheim")
    assert "Posted invoice PI00001" in found


def test_a_result_opens_in_a_window_of_its_own(office: Office) -> None:
    search(office, "@fjordh")
    office.press(Qt.Key.Key_Return, CTRL)
    [window] = office.window.windows.windows()
    assert window.windowTitle() == "FJORD · Fjordheim Interiör AB – Kontor"
    window.close()
    office.rest()


def test_a_list_begins_in_its_rows_and_later_where_it_was_left(
    office: Office,
) -> None:
    page = office.listed("customers")
    assert page.table.hasFocus()
    page = office.listed("posted_shipments")
    assert page.table.hasFocus()
    page.filter_box.setFocus()
    office.open("home")
    office.listed("posted_shipments")
    assert page.filter_box.hasFocus()
