"""Alt letters of a page: given out here, so that they are unique in every language.

The letters always work; they are underlined while Alt is held down, so that the page is calm to
read. Qt's own mnemonics do not offer that from Python without a style of our own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop.views.shell.keys import alt_letters

TAKES_MNEMONIC = "takesMnemonic"
"""The property of buttons that get a letter; labels get one when they have a buddy."""

Taker = QAbstractButton | QLabel


@dataclass(slots=True)
class _Mnemonic:
    """A letter that was given out: to whom, where it stands in the text, and its key."""

    widget: Taker
    text: str
    place: int
    shortcut: QShortcut

    @property
    def letter(self) -> str:
        return self.text[self.place].lower()

    @property
    def marked(self) -> str:
        """The text with the letter underlined."""
        before, after = self.text[: self.place], self.text[self.place :]
        return f"{before.replace('&', '&&')}&{after.replace('&', '&&')}"

    @property
    def calm(self) -> str:
        """The text as it usually stands there."""
        return self.text.replace("&", "&&")


class Mnemonics(QObject):
    """The Alt letters of one page."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._given: list[_Mnemonic] = []

    def assign(self) -> None:
        """Give the buttons and labels one letter each, as long as there are letters.

        The first in reading order come first, and the initials of words before other letters.
        """
        self._take_back()
        taken = set(alt_letters())
        for widget in _takers(self._page):
            text = plain(widget.text())
            place = _place(text, taken)
            if place is not None:
                taken.add(text[place].lower())
                self._give(widget, text, place)

    def show(self, visible: bool) -> None:
        """Underline the letters, or not: Alt was pressed or released."""
        for one in self._living():
            one.shortcut.setEnabled(not visible)  # the marked text brings Qt's own shortcut
            one.widget.setText(one.marked if visible else one.calm)

    def letters(self) -> list[str]:
        """The letters that work on the page, in reading order: for tests."""
        return [one.letter for one in self._living()]

    def _give(self, widget: Taker, text: str, place: int) -> None:
        keys = QKeySequence(f"Alt+{text[place].upper()}")
        shortcut = QShortcut(keys, self._page)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(partial(_follow, widget))
        one = _Mnemonic(widget, text, place, shortcut)
        widget.setText(one.calm)
        self._given.append(one)

    def _take_back(self) -> None:
        for one in self._given:
            one.shortcut.setEnabled(False)
            one.shortcut.deleteLater()
        self._given.clear()

    def _living(self) -> list[_Mnemonic]:
        return [one for one in self._given if shiboken6.isValid(one.widget)]


class AltWatch(QObject):
    """Underlines the letters of a window's page while Alt is held down in it."""

    def __init__(self, window: QWidget, mnemonics: Callable[[], Mnemonics | None]) -> None:
        super().__init__(window)
        self._mnemonics = mnemonics
        self._shown = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self._show(cast("QKeyEvent", event).key() == Qt.Key.Key_Alt)
        elif event.type() in {QEvent.Type.KeyRelease, QEvent.Type.WindowDeactivate}:
            self._show(visible=False)
        return super().eventFilter(watched, event)

    def _show(self, visible: bool) -> None:
        mnemonics = self._mnemonics()
        if visible != self._shown and mnemonics is not None:
            self._shown = visible
            mnemonics.show(visible)


def plain(text: str) -> str:
    """A text as it is read, without the marks of a mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _follow(widget: Taker) -> None:
    """Do what the letter stands for: press the button, or go to the field of the label."""
    if not shiboken6.isValid(widget) or not widget.isEnabled():
        return
    if isinstance(widget, QAbstractButton):
        widget.click()
    else:
        widget.buddy().setFocus(Qt.FocusReason.ShortcutFocusReason)


def _takers(page: QWidget) -> Iterator[Taker]:
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QLabel):
            if _buddy(widget) is not None:
                yield widget
        elif isinstance(widget, QAbstractButton) and widget.property(TAKES_MNEMONIC):
            yield widget


def _buddy(label: QLabel) -> QWidget | None:
    return label.buddy()


def _place(text: str, taken: set[str]) -> int | None:
    places = [at for at, letter in enumerate(text) if _is_usable(letter, taken)]
    initials = [at for at in places if at == 0 or text[at - 1] == " "]
    return next(iter(initials or places), None)


def _is_usable(letter: str, taken: set[str]) -> bool:
    return letter.isalnum() and letter.lower() not in taken
