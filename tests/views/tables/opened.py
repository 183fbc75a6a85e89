"""A list of invoices on the screen, for tests that work it by mouse and keyboard."""

from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.tables.columns import Column, Kind, Order
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec
from tests.views.tables.fakes import FakeDesk, FakeInvoices, Invoice, invoice_list


def open_list(qtbot: QtBot, fake_desk: FakeDesk, spec: ListSpec | None = None) -> ListPage:
    """The page with its rows, in an active window."""
    page = ListPage(fake_desk.desk, spec or invoice_list(FakeInvoices()))
    qtbot.addWidget(page)
    page.resize(1024, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    qtbot.waitUntil(lambda: page.loader.found is not None)
    return page


def wide_list(fake: FakeInvoices, more: int = 9) -> ListSpec:
    """The list of invoices with so many columns that it scrolls sideways."""
    spec = invoice_list(fake)
    return replace(spec, columns=spec.columns + tuple(map(_another, range(more))))


def _another(number: int) -> Column:
    return Column(f"more_{number}", f"More {number}", _amount, Kind.AMOUNT)


def _amount(row: Invoice) -> object:
    return row.amount


def numbers(page: ListPage) -> list[object]:
    return [page.model.index(at, 0).data() for at in range(min(page.model.rowCount(), 128))]


def shown_names(page: ListPage) -> list[str]:
    return [column.name for column in page.table.header.shown_columns()]


def sort_keys(page: ListPage) -> Order:
    return page.filter.order


def label_place(page: ListPage, section: int) -> QPoint:
    """The middle of a label in the header's viewport."""
    header = page.table.header
    left = header.sectionViewportPosition(section)
    return QPoint(left + header.sectionSize(section) // 2, header.height() // 2)


def open_popup(qtbot: QtBot) -> QWidget:
    """The menu or panel that is open, once it is there."""
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    return popup


def open_menu(qtbot: QtBot) -> QMenu:
    popup = open_popup(qtbot)
    assert isinstance(popup, QMenu)
    return popup


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, text: str) -> None:
    """Choose an entry of a menu and close it."""
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()
