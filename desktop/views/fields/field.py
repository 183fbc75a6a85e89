"""What all fields have in common: value, error, pending and locked state, and their label."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.errors import Refusal
from desktop.services.records import FieldInfo, LookupRow
from desktop.translation import LONGEST_WORD, SOFT_HYPHEN, _, user_localizer
from desktop.views.fields.field_message import FieldMessage
from desktop.views.shell.notices import Remedy
from desktop.views.shell.theme import Text, set_property, set_text, theme

FIELD_HEIGHT = 30
LABEL_WIDTH = 148
_STAR_ROOM = 12
_KEPT_TOGETHER = 4
"""Letters at both ends of a word that stay together."""

Deliver = Callable[[Sequence[LookupRow]], None]
LookupQuery = Callable[[Any, str, Mapping[str, object]], Sequence[LookupRow]]
"""Finds what a field may hold: (session, typed text, the values of the record)."""
LookupSource = Callable[[FieldInfo, str, Deliver], None]
"""Looks up what a field may hold, in the background: (field, typed text, deliver the rows)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something else to do from a list of matches, such as making a new record.

    `text` is in the user's language, `icon` the name of its icon.
    """

    text: str
    icon: str
    do: Callable[[], object]


def _no_offers(_field: "Field", _typed: str) -> Sequence[Offer]:
    return ()


def _no_remedies(_refusal: Refusal, _field: "Field") -> Sequence[Remedy]:
    return ()


@dataclass(frozen=True, slots=True)
class FieldTools:
    """What fields need from their page: the date that `t` means, look-ups, and remedies.

    `remedies` gives the buttons that mend what a refusal says of a field. `lookup_all` looks up
    more than a list below a field shows, `offers` says what else can be done from that list.
    """

    work_date: Callable[[], date]
    lookup: LookupSource
    remedies: Callable[[Refusal, "Field"], Sequence[Remedy]] = _no_remedies
    lookup_all: LookupSource | None = None
    offers: Callable[["Field", str], Sequence[Offer]] = _no_offers


class FieldLabel(QLabel):
    """A muted label; a red asterisk after it says that the field must be filled."""

    def __init__(self, text: str, *, required: bool) -> None:
        super().__init__(breakable(text))
        self._required = required
        self.setWordWrap(True)
        set_text(self, Text.BODY, "muted")
        if required:
            self.setContentsMargins(0, 0, theme().px(_STAR_ROOM), 0)

    def paintEvent(self, arg__1: QPaintEvent) -> None:
        super().paintEvent(arg__1)
        if not self._required:
            return
        metrics = self.fontMetrics()
        room = self.width() - theme().px(_STAR_ROOM)
        shown = self.text().replace("&", "")
        bounds = metrics.boundingRect(
            0, 0, room, self.height(), Qt.TextFlag.TextWordWrap.value, shown
        )
        painter = QPainter(self)
        painter.setPen(theme().token("danger"))
        top = (self.height() - bounds.height()) // 2
        painter.drawText(bounds.width() + theme().px(4), top + metrics.ascent(), "*")


def breakable(text: str) -> str:
    """A label whose long words may be broken where the user's language breaks words.

    Other languages write in one word what takes three in English; a label has room for about twenty
    letters. A word with soft hyphens of its own keeps them; one without known places is broken
    anywhere.
    """
    return " ".join(_broken(word) for word in text.split(" "))


def _broken(word: str) -> str:
    if len(word) <= LONGEST_WORD or SOFT_HYPHEN in word:
        return word
    parted = user_localizer().hyphenated(word)
    if parted != word:
        return parted
    middle = word[_KEPT_TOGETHER:-_KEPT_TOGETHER]
    parts = (word[:_KEPT_TOGETHER], *middle, word[-_KEPT_TOGETHER:])
    return SOFT_HYPHEN.join(parts)


class Field(QWidget):
    """A field for one value of a record; kinds of fields differ in their editor.

    The page shows values with `show_value`, and answers `committed` with either `show_value` or
    `show_error`; until then it may call `set_pending`.

    Signals: `committed(name, value)` when the user has left the field with another value;
    `error_changed` when it became wrong or right. `is_marked` says that the error is about the
    record's own value and not about what was typed: it stays until the value is another one.
    """

    committed = Signal(str, object)
    error_changed = Signal()

    def __init__(self, info: FieldInfo, tools: FieldTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.info = info
        self.tools = tools
        self.setObjectName(f"field_{info.name}")
        self._value: object = None
        self._error = ""
        self.is_marked = False
        self._is_editable = True
        self._label: FieldLabel | None = None
        self.editor = self.build_editor()
        self._build_layout()
        self.editor.setObjectName(info.name)
        self.editor.setAccessibleName(_(info.label))

    # -- for the kinds of fields

    def build_editor(self) -> QWidget:
        """The widget that takes the keyboard."""
        raise NotImplementedError

    def show_text(self) -> None:
        """Print the present value into the editor."""
        raise NotImplementedError

    def lock(self, *, locked: bool) -> None:
        """Show the value without a frame, not to be changed."""
        raise NotImplementedError

    def commit(self) -> None:
        """Take what was typed, as when the field is left."""

    def has_draft(self) -> bool:
        """Whether the user has begun a change that is not committed."""
        return False

    def widget_layout(self) -> QWidget:
        """What stands above the error line; the editor itself if nothing else."""
        return self.editor

    # -- for the page

    @property
    def name(self) -> str:
        """The name of the field in its record."""
        return self.info.name

    @property
    def value(self) -> object:
        """The value that the record has, or that was committed last."""
        return self._value

    @property
    def error(self) -> str:
        """What is wrong with the typed value; empty when nothing is."""
        return self._error

    @property
    def is_editable(self) -> bool:
        """Whether the user may change the value now."""
        return self._is_editable

    def label(self) -> FieldLabel:
        """The field's label, made at the first call."""
        if self._label is None:
            self._label = FieldLabel(_(self.info.label), required=self.info.required)
            self._label.setBuddy(self.editor)
        return self._label

    def show_value(self, value: object) -> None:
        """Show the record's value; what the user is typing meanwhile stays."""
        is_another, self._value = value != self._value, value
        if not self.has_draft():
            if is_another or not self.is_marked:
                self.clear_error()
            show_pending(self.editor, pending=False)
            self.show_text()

    def take(self, value: object) -> None:
        """Enter a value as if it had been typed, such as the one that a remedy names."""
        self.clear_error()
        if value == self._value:
            self.restore()
        else:
            self.committed.emit(self.name, value)

    def set_pending(self) -> None:
        """Show that the typed value is on its way and not yet confirmed."""
        show_pending(self.editor, pending=True)

    def show_error(self, text: str, remedies: Sequence[Remedy] = ()) -> None:
        """Mark the field and say below it what is wrong, with buttons that mend it.

        The typed value stays.
        """
        self._error = text
        self.is_marked = False
        if text:
            show_pending(self.editor, pending=False)
        self.message.show_text(text, remedies, after=self.editor)
        set_property(self.editor, "state", "error" if text else "")
        self.editor.setAccessibleDescription(text)
        self.error_changed.emit()
        if text:
            event = QAccessibleEvent(self.editor, QAccessible.Event.Alert)
            QAccessible.updateAccessibility(event)

    def restore(self) -> None:
        """Bring the record's value back."""
        self.clear_error()
        show_pending(self.editor, pending=False)
        self.show_text()

    def clear_error(self) -> None:
        """Take the mark away."""
        if self._error:
            self.show_error("")

    def set_editable(self, editable: bool, why: str = "") -> None:
        """Open or lock the field; `why` says in the tooltip why it is locked."""
        self._is_editable = editable
        self.lock(locked=not editable)
        self.editor.setToolTip("" if editable else why)

    # -- inside

    def _build_layout(self) -> None:
        self.message = FieldMessage()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.widget_layout())
        box.addWidget(self.message)
        self.setFocusProxy(self.editor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)


def refuse(field: Field, refusal: Refusal, text: str) -> None:
    """Show what a refusal says of a field, with the buttons that mend it."""
    field.show_error(text, field.tools.remedies(refusal, field))


def show_pending(widget: QWidget, pending: bool) -> None:
    """Print a value that is on its way in the muted colour."""
    wanted = f"color: {theme().colour('muted')};" if pending else ""
    if widget.styleSheet() != wanted:
        widget.setStyleSheet(wanted)


def show_unsaved(widget: QWidget, unsaved: bool) -> None:
    """Show that a typed value waits for a database that is away, or that it does not."""
    if unsaved or widget.property("state") == "unsaved":
        text = _("Not saved yet.") if unsaved else ""
        set_property(widget, "state", "unsaved" if unsaved else "")
        widget.setAccessibleDescription(text)
        widget.setToolTip(text)
