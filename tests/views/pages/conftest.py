"""The page of an order in memory.

orders   the services behind it
page     the page, shown
clerk    drives its lines with the keyboard
"""

import pytest
from pytestqt.qtbot import QtBot

from desktop.views.pages.document_page import DocumentPage
from tests.views.pages.clerk import Clerk
from tests.views.pages.fake_order import FakeOrders, order_spec
from tests.views.tables.desk import desk, fake_desk, theme, tidied
from tests.views.tables.fakes import FakeDesk

__all__ = ["desk", "fake_desk", "theme", "tidied"]


@pytest.fixture
def orders() -> FakeOrders:
    return FakeOrders()


@pytest.fixture
def page(qtbot: QtBot, fake_desk: FakeDesk, orders: FakeOrders) -> DocumentPage:
    page = DocumentPage(fake_desk.desk, order_spec(orders), "SO-10423")
    qtbot.addWidget(page)
    page.resize(1400, 900)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    qtbot.waitUntil(lambda: page.view is not None)
    return page


@pytest.fixture
def clerk(page: DocumentPage, qtbot: QtBot) -> Clerk:
    return Clerk(page, qtbot)
