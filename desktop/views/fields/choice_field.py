"""Fields for a value out of a few: a list of words, and yes or no; and a field of several lines."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from desktop.services.records import FieldInfo
from desktop.translation import _, user_localizer
from desktop.views.fields.entries import printed
from desktop.views.fields.field import FIELD_HEIGHT, Field, FieldTools
from desktop.views.fields.line_field import is_escape
from desktop.views.shell.notices import Remedy
from desktop.views.shell.theme import theme

_MEMO_LINES = 4


class ChoiceBox(QComboBox):
    """A box of words. The wheel scrolls the page and never changes the word.

    Signals: `settled` when a word was picked from the open list, or the box is left or Enter is
    pressed after the arrow keys; `restored` on Escape.
    """

    settled = Signal()
    restored = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._by_key = False
        self._is_chosen = False
        self.activated.connect(self._on_activated)

    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()

    def event(self, event: QEvent) -> bool:
        # Escape gives up the word that the arrows chose, before it leads to another page.
        if self._is_chosen and is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.settled.emit()
            self.focusNextChild()
        elif e.key() == Qt.Key.Key_Escape:
            self._is_chosen = False
            self.restored.emit()
        else:
            before = self.currentIndex()
            self._by_key = True
            super().keyPressEvent(e)
            self._by_key = False
            self._is_chosen |= before != self.currentIndex()

    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        if e.reason() is not Qt.FocusReason.PopupFocusReason:
            self._is_chosen = False
            self.settled.emit()

    def _on_activated(self) -> None:
        if not self._by_key:
            self.settled.emit()


class ChoiceField(Field):
    """One word out of the members of an enumeration; F4 or Alt+Down opens the list."""

    box: ChoiceBox

    def __init__(self, info: FieldInfo, tools: FieldTools, parent: QWidget | None = None) -> None:
        super().__init__(info, tools, parent)
        self.box.settled.connect(self.commit)
        self.box.restored.connect(self.restore)
        theme().changed.connect(self._set_height)

    def build_editor(self) -> QWidget:
        self.box = ChoiceBox()
        if self.info.optional:
            self.box.addItem("")
        for member in self.info.choices:
            self.box.addItem(user_localizer().choice(member), str(member))
        self._plain = QLineEdit()
        self._plain.setReadOnly(True)
        self._plain.setAccessibleName(_(self.info.label))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.box)
        self._stack.addWidget(self._plain)
        self._set_height()
        return self.box

    def widget_layout(self) -> QWidget:
        return self._stack

    def show_text(self) -> None:
        # Without a value no word is chosen.
        self.box.setCurrentIndex(
            self.box.findData(str(self._value)) if self._value else self._nothing
        )
        self._plain.setText(printed(self.info, self._value))

    @property
    def _nothing(self) -> int:
        """Where the box stands when nothing is said."""
        return 0 if self.info.optional else -1

    def set_editable(self, editable: bool, why: str = "") -> None:
        super().set_editable(editable, why)
        self._plain.setToolTip(self.box.toolTip())

    def lock(self, *, locked: bool) -> None:
        shown = self._plain if locked else self.box
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)  # Tab would not get past a field whose proxy is hidden

    def has_draft(self) -> bool:
        return self._chosen() != self._value and self._stack.currentWidget() is self.box

    def commit(self) -> None:
        """Tell the page when another word is chosen."""
        if self.has_draft():
            self.clear_error()
            self.committed.emit(self.name, self._chosen())

    def show_value(self, value: object) -> None:
        self._value = value
        self.restore()

    def _chosen(self) -> object:
        text = self.box.currentData()
        return next((member for member in self.info.choices if str(member) == text), None)

    def _set_height(self) -> None:
        for widget in (self.box, self._plain, self._stack):
            widget.setFixedHeight(theme().px(FIELD_HEIGHT))


class YesNoField(ChoiceField):
    """Yes, no, or nothing said."""

    def build_editor(self) -> QWidget:
        editor = super().build_editor()
        for yes in (True, False):
            self.box.addItem(user_localizer().value(yes), str(yes))
        return editor

    def show_text(self) -> None:
        said = self._value is not None
        self.box.setCurrentIndex(self.box.findData(str(self._value)) if said else 0)
        self._plain.setText(user_localizer().value(self._value) if said else "")

    def _chosen(self) -> object:
        return {"True": True, "False": False}.get(self.box.currentData())


class BooleanField(Field):
    """Yes or no as a box to tick with Space or the mouse."""

    check: QCheckBox

    def build_editor(self) -> QWidget:
        self.check = QCheckBox()
        self.check.setMinimumHeight(theme().px(FIELD_HEIGHT))
        self.check.clicked.connect(self._on_clicked)
        return self.check

    def show_text(self) -> None:
        self.check.setChecked(bool(self._value))

    def lock(self, *, locked: bool) -> None:
        self.check.setEnabled(not locked)

    def show_error(self, text: str, remedies: Sequence[Remedy] = ()) -> None:
        super().show_error(text, remedies)
        if text:
            self.check.setChecked(bool(self._value))

    def _on_clicked(self, ticked: bool) -> None:
        self.clear_error()
        self.committed.emit(self.name, ticked)


class MemoEdit(QPlainTextEdit):
    """Several lines of text; Tab leaves it, Ctrl+Enter and leaving commit, Escape restores."""

    finished = Signal()
    restored = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        # Escape gives up what was typed; it leads back to the page before only after that.
        if self.document().isModified() and is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        enter = e.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        elif e.key() == Qt.Key.Key_Escape and self.document().isModified():
            self.restored.emit()
        else:
            super().keyPressEvent(e)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self.finished.emit()


class MemoField(Field):
    """A longer text of several lines."""

    memo: MemoEdit

    def build_editor(self) -> QWidget:
        self.memo = MemoEdit()
        self.memo.setFixedHeight(
            self.memo.fontMetrics().lineSpacing() * _MEMO_LINES + theme().px(16)
        )
        self.memo.finished.connect(self.commit)
        self.memo.restored.connect(self.restore)
        return self.memo

    def show_text(self) -> None:
        self.memo.setPlainText(str(self._value or ""))
        self.memo.document().setModified(False)

    def lock(self, *, locked: bool) -> None:
        self.memo.setReadOnly(locked)

    def show_error(self, text: str, remedies: Sequence[Remedy] = ()) -> None:
        # A refused text is no longer what the record has: it is a draft again.
        if text and self.memo.toPlainText() != str(self._value or ""):
            self.memo.document().setModified(True)
        super().show_error(text, remedies)

    def has_draft(self) -> bool:
        return self.memo.document().isModified()

    def commit(self) -> None:
        """Tell the page when the text has become another."""
        if not self.has_draft() or self.memo.isReadOnly():
            return
        self.memo.document().setModified(False)
        self.clear_error()
        text = self.memo.toPlainText().strip() or None
        if text != self._value:
            self.committed.emit(self.name, text)
