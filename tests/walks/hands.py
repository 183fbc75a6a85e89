"""What every walk needs: a keyboard, a way to a field or a cell, and a camera."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from desktop.views.fields.field import Field
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.page import Page

Shot = Callable[[QWidget, str], None]
Idle = Callable[[], None]
P = TypeVar("P", bound=Page)

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Types into whatever has the focus, as a person does, and waits until the window rests."""

    def __init__(self, window: MainWindow, idle: Idle) -> None:
        self.window = window
        self._idle = idle

    @property
    def target(self) -> QWidget:
        """What a key reaches: the popup, the dialog or the widget with the focus."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return focus_of(popup)
        modal = QApplication.activeModalWidget()
        if modal is None and QApplication.activeWindow() is not self.window:
            # Offscreen no window manager gives the focus back when a dialog closes.
            self.window.activateWindow()
            self._idle()
        top = modal or self.window
        return focus_of(top)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key."""
        for _time in range(times):
            QTest.keyClick(self.target, key, modifiers)
            self._idle()

    def type(self, text: str, then: Qt.Key | None = None) -> None:
        """Type a text, and press a key after it."""
        for letter in text:
            target = self.target
            # QTest.keyClicks knows no letters beyond ASCII.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, NONE, letter))
        self._idle()
        if then is not None:
            self.key(then)

    def search(self, text: str) -> None:
        """Find something with the search box and open the best hit."""
        self.key(Qt.Key.Key_K, CTRL)
        self.type(text, Qt.Key.Key_Return)


class Walk:
    """A story told with the keyboard in a window; subclasses tell it in steps."""

    def __init__(self, window: MainWindow, idle: Idle, shot: Shot) -> None:
        self.window = window
        self.hands = Keyboard(window, idle)
        self.idle = idle
        self._shot = shot
        window.activateWindow()
        window.navigation.open("home")
        idle()

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of the window, or of one of its dialogs."""
        self.idle()
        self._shot(widget or self.window, name)

    def page(self, kind: type[P]) -> P:
        """The page that is shown, which is of a kind."""
        page = self.window.navigation.current
        assert isinstance(page, kind), page
        return page

    @property
    def document(self) -> DocumentPage:
        """The document page that is shown."""
        return self.page(DocumentPage)

    def go_to_field(self, field: str) -> None:
        """Press Tab until the cursor stands in a field of the card or the document."""
        page = self.window.navigation.current
        assert isinstance(page, CardPage | DocumentPage), page
        self.tab_to(page.groups.fields[field])

    def tab_to(self, wanted: QWidget) -> None:
        """Press Tab until the cursor stands in a widget."""
        for _press in range(120):
            focus = focus_of(QApplication.activeModalWidget() or self.window)
            # A list's header lies in the list, and is not meant; fields are made of others.
            if focus is wanted or (isinstance(wanted, Field) and wanted.isAncestorOf(focus)):
                return
            self.hands.key(Qt.Key.Key_Tab)
        raise AssertionError(wanted)

    def fill(self, fields: Iterable[tuple[str, str]]) -> None:
        """Type values into fields of the card, each left by Tab."""
        for field, text in fields:
            self.go_to_field(field)
            self.hands.type(text, Qt.Key.Key_Tab)

    def press(self, verb: str) -> None:
        """Tab to a button of the open dialog and press it."""
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        for _press in range(12):
            focus = focus_of(dialog)
            if isinstance(focus, QPushButton) and focus.text() == verb:
                self.hands.key(Qt.Key.Key_Space)
                return
            self.hands.key(Qt.Key.Key_Tab)
        raise AssertionError(verb)

    @property
    def card_key(self) -> tuple[str | int, ...]:
        """The key of the record whose card is shown."""
        record = self.page(CardPage).record
        assert record is not None
        return record.key

    def change_line(self, row: int, field: str, text: str) -> None:
        """Type into a cell of the document's lines."""
        self.go_to_cell(row, field)
        self.hands.type(text, Qt.Key.Key_Return)

    def go_to_cell(self, row: int, field: str) -> None:
        """Tab into the document's lines, then go with the arrow keys."""
        grid = self.document.lines.grid
        for _press in range(60):
            if grid.hasFocus():
                break
            self.hands.key(Qt.Key.Key_Tab)
        names = [column.name for column in self.document.spec.lines]
        first = self.document.lines.model.columnCount() - len(names)
        column = names.index(field) + first
        for _press in range(60):
            at = grid.currentIndex()
            if (at.row(), at.column()) == (row, column):
                return
            self.hands.key(_towards(at.row(), at.column(), row, column))
        raise AssertionError(field)

    def pick(self, text: str) -> None:
        """Go with the arrow keys to one of the ways that a dialog offers."""
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        for _press in range(4):
            if getattr(focus_of(dialog), "text", str)() == text:
                return
            self.hands.key(Qt.Key.Key_Down)
        raise AssertionError(text)


def focus_of(top: QWidget) -> QWidget:
    """The widget with the focus in a window; the window itself when none has it."""
    focus: QWidget | None = top.focusWidget()  # the binding's stub forgets the None
    return top if focus is None else focus


def _towards(row: int, column: int, to_row: int, to_column: int) -> Qt.Key:
    """The arrow key that leads to a cell, rows first."""
    if row != to_row:
        return Qt.Key.Key_Down if row < to_row else Qt.Key.Key_Up
    return Qt.Key.Key_Right if column < to_column else Qt.Key.Key_Left
