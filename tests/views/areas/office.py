"""Drives the program's window in tests: opens pages, presses keys, waits until all is at rest."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QRadioButton, QWidget
from sqlalchemy.orm import Session

from desktop.app import Application
from desktop.services.database import Database
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.notices import NoticeRow
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from tests.leftovers import timers_at_work

PATIENCE_MS = 15_000
LONGEST_PAUSE_MS = 500
"""Longer timers are none that a page waits for: they keep the arrangement, or hide a toast."""

T = TypeVar("T")
P = TypeVar("P", bound=Page)
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Office:
    """The window of a company, and what a clerk does in it."""

    kontor: Application
    window: MainWindow
    database: Database

    # -- waiting

    def rest(self) -> None:
        """Let the window work until nothing is under way; pauses are cut short."""
        _wake(self.window)
        deadline = QDeadlineTimer(PATIENCE_MS)
        quiet = 0
        while quiet < 3:
            assert not deadline.hasExpired(), "the window does not come to rest"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            was_paused = _end_pauses(self.window)
            if self.window.desk.tasks.is_busy:
                time.sleep(0.001)  # the database's thread wants the interpreter
                quiet = 0
            else:
                quiet = 0 if was_paused else quiet + 1

    # -- pages

    def open(self, page: str, key: object = None) -> Page:
        """Show a page and wait until it is filled."""
        self.window.navigation.open(page, key)
        self.rest()
        return self.page(Page)

    def listed(self, page: str, key: object = None) -> ListPage:
        """Show a list."""
        self.open(page, key)
        return self.page(ListPage)

    def document(self, page: str, key: object = None) -> DocumentPage:
        """Show a document."""
        self.open(page, key)
        return self.page(DocumentPage)

    def card(self, page: str, key: object = None) -> CardPage:
        """Show a card."""
        self.open(page, key)
        return self.page(CardPage)

    def page(self, kind: type[P]) -> P:
        """The page that is shown."""
        page = self.window.navigation.current
        assert isinstance(page, kind), page
        return page

    @property
    def place(self) -> str:
        """The name of the page that is shown."""
        return self.window.navigation.current_place[0]

    def list_rows(self, page: str, key: object = None) -> int:
        """How many rows a list has."""
        return self.listed(page, key).model.rowCount()

    # -- hands

    def type_into(self, field: str, text: str) -> None:
        """Go to a field of the document or card, type, and leave it by Tab."""
        page = self.window.navigation.current
        assert isinstance(page, DocumentPage | CardPage), page
        assert page.groups.go_to(field), field
        self.keys(text)
        self.press(Qt.Key.Key_Tab)

    def type_cell(self, row: int, field: str, text: str) -> None:
        """Go to a cell of the lines, type, and go on by Enter."""
        grid = self.page(DocumentPage).lines.grid
        grid.setFocus()
        assert grid.go_to_cell(row, field), field
        self.keys(text)
        self.press(Qt.Key.Key_Return)

    def keys(self, text: str) -> None:
        """Type letters into what has the focus."""
        for letter in text:
            # QTest.keyClicks knows no letters beyond ASCII.
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                QApplication.sendEvent(self._focus(), QKeyEvent(kind, 0, NONE, letter))
        self.rest()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._focus(), key, modifiers)
        self.rest()

    def _focus(self) -> QWidget:
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window
        focus: QWidget | None = top.focusWidget()
        return focus or top

    def do(self, action: str) -> None:
        """Give a command of the page."""
        command = self.page(Page).commands[action]
        assert command.isEnabled(), command.toolTip()
        command.trigger()
        self.rest()

    # -- what stands on the screen

    def told(self) -> list[str]:
        """The messages of the page."""
        return self.page(Page).notices.texts()

    def dialog(self) -> QDialog:
        """The question that is open."""
        open_ones = [
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QDialog) and widget.isVisible()
        ]
        assert len(open_ones) == 1, open_ones
        return open_ones[0]

    def answer(self, verb: str) -> None:
        """Press a button of the open question."""
        button(self.dialog(), verb).click()
        self.rest()

    def choose(self, text: str) -> None:
        """Choose one of the ways that the open question offers."""
        ways = {way.text(): way for way in self.dialog().findChildren(QRadioButton)}
        ways[text].click()

    def follow(self, link: str) -> None:
        """Press a link of the page's messages."""
        rows: list[NoticeRow] = self.page(Page).notices.bar.rows()
        found = [one for row in rows for one in row.findChildren(QPushButton) if one.text() == link]
        assert found, link
        found[0].click()
        self.rest()

    def read(self, work: Callable[[Session], T]) -> T:
        """Ask the company itself."""
        with self.database.read() as session:
            return work(session)


def button(parent: QWidget, text: str) -> QPushButton:
    """The button with a text."""
    found = {one.text().replace("&", ""): one for one in parent.findChildren(QPushButton)}
    return found[text]


def visible(parent: QWidget, kind: type[Any]) -> list[Any]:
    """The widgets of a kind that the user sees; what is hidden is not gone through."""
    found = []
    for child in parent.children():
        if isinstance(child, QWidget) and child.isVisible():
            found += [child] if isinstance(child, kind) else []
            found += visible(child, kind)
    return found


def _is_pause(timer: QTimer) -> bool:
    return timer.isSingleShot() and timer.interval() < LONGEST_PAUSE_MS


def _is_of(part: QObject, window: MainWindow) -> bool:
    owner = part.parent()
    return owner is not None and (owner is window or _is_of(owner, window))


def _end_pauses(window: MainWindow) -> bool:
    """Let the pauses that are running be over; whether there were any."""
    running = [timer for timer in timers_at_work() if _is_pause(timer)]
    paused = [timer for timer in running if _is_of(timer, window)]
    for timer in paused:
        timer.stop()
        timer.timeout.emit()
    return bool(paused)


def _wake(window: MainWindow) -> None:
    """Offscreen no window manager gives the focus back to the window when a dialog closes."""
    alone = QApplication.activeModalWidget() is None and not window.windows.windows()
    if alone and QApplication.activePopupWidget() is None and window.isVisible():
        window.activateWindow()
