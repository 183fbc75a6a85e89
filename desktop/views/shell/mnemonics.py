"""Alt letters of a page: given out here, so that they are unique in every language."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop.views.shell.keys import alt_letters

TAKES_MNEMONIC = "takesMnemonic"
"""The property of buttons that get a letter; labels get one when they have a buddy."""


def assign_mnemonics(page: QWidget) -> None:
    """Give the buttons and labels of a page one Alt letter each, as long as there are letters.

    The first in reading order come first, and the initials of words before other letters.
    """
    taken = set(alt_letters())
    for widget in _takers(page):
        text = plain(widget.text())
        place = _place(text, taken)
        if place is None:
            widget.setText(text.replace("&", "&&"))
            continue
        taken.add(text[place].lower())
        before, after = text[:place].replace("&", "&&"), text[place:].replace("&", "&&")
        widget.setText(f"{before}&{after}")


def mnemonics(page: QWidget) -> list[str]:
    """The Alt letters that work on a page, each as often as it is given out: for tests."""
    texts = [widget.text() for widget in _takers(page)]
    return [letter for letter in map(mnemonic, texts) if letter]


def mnemonic(text: str) -> str:
    """The letter after a single &, lower case; empty when there is none."""
    rest = text.replace("&&", "")
    place = rest.find("&")
    return rest[place + 1 : place + 2].lower() if place >= 0 else ""


def plain(text: str) -> str:
    """A text as it is read, without the marks of its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _takers(page: QWidget) -> Iterator[QAbstractButton | QLabel]:
    for widget in page.findChildren(QWidget):
        has_buddy = isinstance(widget, QLabel) and widget.buddy() is not None
        if has_buddy or widget.property(TAKES_MNEMONIC):
            yield cast("QAbstractButton | QLabel", widget)


def _place(text: str, taken: set[str]) -> int | None:
    places = [at for at, letter in enumerate(text) if _is_usable(letter, taken)]
    initials = [at for at in places if at == 0 or text[at - 1] == " "]
    return next(iter(initials or places), None)


def _is_usable(letter: str, taken: set[str]) -> bool:
    return letter.isalnum() and letter.lower() not in taken
