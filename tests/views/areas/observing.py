"""Opens every page once and notes what the rules for all pages ask about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QToolButton, QWidget

from desktop.translation import SOFT_HYPHEN
from desktop.views.fields.field import Field
from desktop.views.fields.field_form import FieldForm
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.shell.actions import shortcut_clashes
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import ElidedLabel
from desktop.views.tables.list_page import ListPage
from tests.views.areas.office import Office, visible
from tests.views.areas.places import PAGES, key_of_a_record

BY_TAB = Qt.FocusPolicy.TabFocus


@dataclass(frozen=True)
class Seen:
    """What was seen of a page; each tuple names what breaks a rule."""

    told: tuple[str, ...]
    is_filled: bool
    letters: tuple[str, ...]
    clashes: tuple[str, ...]
    nameless: tuple[str, ...]
    unlabelled: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    cut: tuple[str, ...]
    out_of_order: tuple[str, ...]


def observe(office: Office, names: Iterable[str] = tuple(PAGES)) -> dict[str, Seen]:
    """Open pages with a record, all groups unfolded, and look."""
    return {name: _look(office, name) for name in names}


def faults(seen: dict[str, Seen], rule: str) -> dict[str, tuple[str, ...]]:
    """What breaks a rule, by page."""
    found = {name: getattr(page, rule) for name, page in seen.items()}
    return {name: broken for name, broken in found.items() if broken}


def _look(office: Office, name: str) -> Seen:
    key = key_of_a_record(office, PAGES[name])
    page = office.open(name, key)
    _unfold(page)
    office.rest()
    return Seen(
        told=tuple(page.notices.texts()),
        is_filled=bool(page.title) and _is_filled(page, expected=key is not None),
        letters=tuple(page.mnemonics.letters()),
        clashes=tuple(shortcut_clashes(*page.registries, office.window.commands)),
        nameless=tuple(_nameless(page)),
        unlabelled=tuple(_unlabelled(page)),
        columns=tuple(_columns(page)),
        cut=tuple(_cut(office.window)),
        out_of_order=tuple(_out_of_order(page)),
    )


def _unfold(page: Page) -> None:
    if isinstance(page, CardPage | DocumentPage):
        for card in page.groups.cards:
            card.set_open(True)
            card.show_more(True)


def _is_filled(page: Page, *, expected: bool) -> bool:
    if isinstance(page, ListPage):
        return page.loader.is_loaded
    if isinstance(page, CardPage):
        return (page.record is not None) is expected
    if isinstance(page, DocumentPage):
        return bool(page.view.lines) if expected else page.view is not None
    return True


def _nameless(page: Page) -> Iterable[str]:
    for widget in visible(page, QWidget):
        if (
            widget.focusPolicy() & BY_TAB == BY_TAB
            and widget.focusProxy() is None
            and not (widget.accessibleName() or getattr(widget, "text", str)())
            and not widget.objectName().startswith("qt_")
        ):
            yield repr(widget)


def _fields(page: Page) -> list[Field]:
    if not isinstance(page, CardPage | DocumentPage):
        return []
    return [field for field in page.groups.fields.values() if field.isVisible()]


def _unlabelled(page: Page) -> Iterable[str]:
    led_to = {label.buddy() for label in visible(page, QLabel) if label.buddy() is not None}
    for field in _fields(page):
        if field.editor not in led_to and not isinstance(field.editor, QCheckBox):
            yield field.name


def _columns(page: Page) -> Iterable[tuple[str, str]]:
    if isinstance(page, ListPage):
        return [(column.name, column.caption) for column in page.spec.columns]
    if isinstance(page, DocumentPage):
        model = page.lines.model
        captions = [
            str(model.headerData(at, Qt.Orientation.Horizontal))
            for at in range(model.columnCount() - len(page.spec.lines), model.columnCount())
        ]
        return zip([column.name for column in page.spec.lines], captions, strict=True)
    return []


def _cut(window: QWidget) -> Iterable[str]:
    """Labels and buttons that have less room than their text needs."""
    for widget in [*visible(window, QLabel), *visible(window, QAbstractButton)]:
        text = widget.text()
        if not text or isinstance(widget, ElidedLabel) or _is_clipped_on_purpose(widget):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            if needed > widget.height() + 1:
                yield f"{text} (height {widget.height()} of {needed})"
            if _longest_word(widget) > widget.contentsRect().width():
                yield f"{text} (a word is wider than {widget.contentsRect().width()})"
        elif widget.width() < widget.minimumSizeHint().width():
            yield f"{text} ({widget.width()} of {widget.minimumSizeHint().width()})"


def _longest_word(label: QLabel) -> int:
    """The width of the longest part of a text that cannot be broken."""
    parts = re.split(f"[ \n{SOFT_HYPHEN}]", label.text())
    return max(label.fontMetrics().horizontalAdvance(part) for part in parts)


def _is_clipped_on_purpose(widget: QWidget) -> bool:
    """Icons alone, and the values in the head of a folded group, which may be cut off."""
    if isinstance(widget, QToolButton):
        return widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    parent = widget.parentWidget()
    return parent is not None and parent.sizePolicy().horizontalPolicy().name == "Ignored"


def _out_of_order(page: Page) -> Iterable[str]:
    """Fields that Tab does not reach in their turn: form by form, each column from the top."""
    by_eye = sorted(
        (field for field in _fields(page) if field.editor.isVisible() and field.editor.isEnabled()),
        key=lambda field: _place(field, page),
    )
    walked = _walked(by_eye)
    return [one.name for one, other in zip_longest(by_eye, walked) if one is not other and one]


def _walked(fields: list[Field]) -> list[Field]:
    """The fields in the order in which Tab reaches them, beginning at the first."""
    if not fields:
        return []
    window = fields[0].window()
    fields[0].editor.setFocus(Qt.FocusReason.TabFocusReason)
    met: list[QWidget | None] = []
    while (focus := window.focusWidget()) not in met:
        met.append(focus)
        window.focusNextChild()
    owners = [
        next((field for field in fields if focus and field.isAncestorOf(focus)), None)
        for focus in met
    ]
    return [field for field in dict.fromkeys(owners) if field is not None]


def _place(field: Field, page: Page) -> tuple[int, int, int]:
    form: QWidget | None = field
    while form is not None and not isinstance(form, FieldForm):
        form = form.parentWidget()
    assert form is not None
    corner = field.mapTo(page, QPoint(0, 0))
    return form.mapTo(page, QPoint(0, 0)).y(), corner.x(), corner.y()
