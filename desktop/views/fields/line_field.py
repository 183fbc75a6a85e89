"""Fields of one typed line: texts, codes, numbers, formulas; dates and look-ups build on them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.services.records import FieldInfo, FieldKind
from desktop.views.fields.entries import NUMERIC, printed, read
from desktop.views.fields.field import FIELD_HEIGHT, Field, FieldTools, refuse
from desktop.views.shell.icons import icon
from desktop.views.shell.notices import Remedy
from desktop.views.shell.theme import theme

_WIDEST_TEXT = 32_767


def is_escape(event: QEvent) -> bool:
    """Whether a widget is asked if it wants Escape for itself, before a shortcut takes it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return bool(event.key() == Qt.Key.Key_Escape)


class FieldEdit(QLineEdit):
    """A line that knows the keys of a field.

    Signals: `popup_wanted` on F4 and Alt+Down, `restored` on Escape, `entered` on Enter,
    `left` when the focus goes elsewhere in the window.
    """

    popup_wanted = Signal()
    restored = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme().px(FIELD_HEIGHT))
        self._trailing: tuple[QAction, str] | None = None
        theme().changed.connect(self._on_theme_changed)

    def add_popup_action(self, icon_name: str, text: str) -> None:
        """Put an icon at the end that opens the field's popup."""
        action = self.addAction(icon(icon_name, "muted"), QLineEdit.ActionPosition.TrailingPosition)
        action.setText(text)
        action.setToolTip(text)
        action.triggered.connect(self.popup_wanted)
        self._trailing = (action, icon_name)

    def show_popup_action(self, visible: bool) -> None:
        """Show or hide the icon, if there is one."""
        if self._trailing is not None:
            self._trailing[0].setVisible(visible)

    def event(self, arg__1: QEvent) -> bool:
        # Escape gives up what was typed; it leads back to the page before only after that.
        if self.isModified() and is_escape(arg__1):
            arg__1.accept()
            return True
        return super().event(arg__1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        alt_down = key == Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier
        if alt_down or (key == Qt.Key.Key_F4 and not modifiers):
            self.popup_wanted.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not modifiers:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.isModified():
            self.restored.emit()
        else:
            super().keyPressEvent(event)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(theme().px(FIELD_HEIGHT))
        if self._trailing is not None:
            action, name = self._trailing
            action.setIcon(icon(name, "muted"))


class LineField(Field):
    """A field with a line to type in. Enter and Tab commit, Escape brings the old value back."""

    line: FieldEdit

    def __init__(self, info: FieldInfo, tools: FieldTools, parent: QWidget | None = None) -> None:
        super().__init__(info, tools, parent)
        self.line.editingFinished.connect(self.commit)
        self.line.entered.connect(self._on_entered)
        self.line.restored.connect(self.restore)

    def build_editor(self) -> QWidget:
        """Make the line."""
        self.line = FieldEdit()
        if self.info.kind in NUMERIC:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if self.info.kind in {FieldKind.TEXT, FieldKind.CODE} and self.info.length:
            self.line.setMaxLength(min(self.info.length, _WIDEST_TEXT))
        return self.line

    def show_text(self) -> None:
        self._print(self._value)

    def lock(self, *, locked: bool) -> None:
        self.line.setReadOnly(locked)
        self.line.show_popup_action(not locked)

    def has_draft(self) -> bool:
        return self.line.isModified()

    def commit(self) -> None:
        """Read what was typed; tell the page when it is another value."""
        if not self.line.isModified() or self.line.isReadOnly():
            return
        entry = read(self.info, self.line.text(), self.tools.work_date())
        if entry.refusal is not None:
            refuse(self, entry.refusal, entry.error)
            return
        if entry.error:
            self.show_error(entry.error)
            return
        self.take(entry.value)

    def take(self, value: object) -> None:
        """Commit a value, or print the old one again when it is the same."""
        self.line.setModified(False)
        self.clear_error()
        self._print(value)
        if value != self._value:
            self.committed.emit(self.name, value)

    def restore(self) -> None:
        """Bring the record's value back."""
        super().restore()
        self.line.selectAll()

    def show_error(self, text: str, remedies: Sequence[Remedy] = ()) -> None:
        # A refused value is no longer what the record has: it is a draft again.
        if text and self.line.text() != printed(self.info, self._value):
            self.line.setModified(True)
        super().show_error(text, remedies)

    def type_text(self, text: str) -> None:
        """Type a text into the line and leave it."""
        self.line.setText(text)
        self.line.setModified(True)
        self.commit()

    def _print(self, value: object) -> None:
        """Show a value; under the cursor it is selected, so that typing replaces it."""
        text, before = printed(self.info, value), self.line.text()
        if text != before or not self.line.hasFocus():
            self.line.setText(text)
            self.line.setCursorPosition(0)
        if text != before and self.line.hasFocus():
            self.line.selectAll()
        self.line.setModified(False)

    def _on_entered(self) -> None:
        self.commit()
        if not self._error:
            self.line.focusNextChild()
