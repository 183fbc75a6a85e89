"""The network cable is pulled during an edit: PostgreSQL behind a proxy that is stopped."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import make_url

from desktop.views.pages import command_queue
from desktop.views.pages.document_page import DocumentPage
from tests.databases import PostgresDatabases
from tests.proxy import Proxy
from tests.views.areas.company import fill_with_a_small_company
from tests.views.areas.conftest import opened
from tests.views.areas.office import CTRL, Office
from tests.views.areas.places import ORDER

pytestmark = pytest.mark.postgres


def proxy_before(url: str) -> tuple[Proxy, str]:
    """A proxy before the server of a database, and the database's address through it."""
    address = make_url(url)
    host = address.query.get("host") or address.host or "localhost"
    port = address.port or 5432
    is_path = isinstance(host, str) and host.startswith("/")
    proxy = Proxy(str(Path(str(host)) / f".s.PGSQL.{port}") if is_path else (str(host), port))
    through = address.set(host="127.0.0.1", port=proxy.port)
    through = through.difference_update_query(["host"])
    return proxy, through.render_as_string(hide_password=False)


@pytest.fixture
def cable(
    qapp: QApplication,
    tidied: None,
    computer: Path,
    postgres_databases: PostgresDatabases,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[Office, Proxy]]:
    """The window on a company on a server, and the line to the server."""
    monkeypatch.setattr(command_queue, "SECOND", 200)
    url = postgres_databases.create(fill_with_a_small_company)
    proxy, through = proxy_before(url)
    with opened(through) as office:
        yield office, proxy
    proxy.stop()
    postgres_databases.drop_all()


def test_what_is_typed_while_the_server_is_away_is_kept_and_saved_later(
    cable: tuple[Office, Proxy], qtbot: QtBot
) -> None:
    office, proxy = cable
    page = office.document("sales_order", ORDER.no)
    proxy.stop()
    grid, model = page.lines.grid, page.lines.model
    grid.setFocus()
    for row, quantity in ((0, "7"), (1, "8")):
        grid.go_to_cell(row, "quantity")
        QTest.keyClicks(grid, quantity)
        QTest.keyClick(grid.indexWidget(grid.currentIndex()), Qt.Key.Key_Return)
    page.editor.change_header("your_reference", "Anna")
    qtbot.waitUntil(lambda: page.editor.queue.is_away, timeout=10_000)
    assert model.rows[0].typed["quantity"].text == "7"
    assert model.rows[1].typed["quantity"].text == "8"
    assert any("will be saved as soon" in text for text in page.notices.texts())
    assert not page.can_close()
    assert any("3 entries on this page are not saved" in text for text in page.notices.texts())
    proxy.start()
    qtbot.waitUntil(lambda: not page.editor.queue.is_busy, timeout=20_000)
    office.rest()
    assert [line.values["quantity"] for line in page.view.lines[:2]] == [Decimal(7), Decimal(8)]
    assert page.view.header["your_reference"] == "Anna"
    assert not model.rows[0].typed
    assert not any("next try" in text for text in page.notices.texts())
    assert page.can_close()
    QTest.keyClick(grid, Qt.Key.Key_Z, CTRL)
    office.rest()
    assert page.view.header["your_reference"] == ""


def test_the_user_tries_again_or_closes_without_saving(
    cable: tuple[Office, Proxy], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_queue, "SECOND", 100_000)
    office, proxy = cable
    page = office.document("sales_order", ORDER.no)
    proxy.stop()
    page.editor.change_header("your_reference", "Anna")
    qtbot.waitUntil(lambda: page.editor.queue.is_away, timeout=10_000)
    proxy.start()
    press(page, "Try Again")
    qtbot.waitUntil(lambda: not page.editor.queue.is_busy, timeout=20_000)
    assert page.view.header["your_reference"] == "Anna"
    office.rest()
    proxy.stop()
    page.editor.change_header("your_reference", "Eva")
    qtbot.waitUntil(lambda: page.editor.queue.is_away, timeout=10_000)
    assert not office.window.navigation.close(page)
    press(page, "Close Without Saving")
    assert office.window.navigation.current is not page
    proxy.start()


def press(page: DocumentPage, text: str) -> None:
    """Press a link of the page's messages."""
    links = [
        link
        for row in page.notices.bar.rows()
        for link in row.findChildren(QPushButton)
        if link.text() == text
    ]
    links[0].click()
