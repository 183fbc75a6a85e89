"""The questions about a file's name, a link and a note: they stay open until it is taken."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop.errors import Refusal
from desktop.translation import _, user_localizer
from desktop.views.shell.dialogs import Question
from desktop.views.shell.theme import Text, set_text, theme

_NOTE_HEIGHT = 140
_LINE_HEIGHT = 30


class EntryDialog(Question):
    """Fields with labels; what was typed is kept when it is refused, with the reason below it."""

    def __init__(self, parent: QWidget, title: str, verb: str) -> None:
        super().__init__(parent, title)
        self._error = QLabel()
        self._error.setWordWrap(True)
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        set_text(self._error, Text.BODY, "danger")
        self._error.hide()
        self._verb = verb
        self._first: QWidget | None = None

    def add_line(self, label: str, text: str = "") -> QLineEdit:
        """A field for one line of text."""
        line = QLineEdit(text)
        line.setFixedHeight(theme().px(_LINE_HEIGHT))
        self._add_field(label, line)
        return line

    def add_text(self, label: str, text: str = "") -> QPlainTextEdit:
        """A field for several lines; Tab leaves it."""
        field = QPlainTextEdit(text)
        field.setTabChangesFocus(True)
        field.setFixedHeight(theme().px(_NOTE_HEIGHT))
        self._add_field(label, field)
        return field

    def ask(self, submit: Callable[[], object]) -> None:
        """Show the dialog; `submit` is called by its button, as often as it is refused."""
        self.add(self._error)
        button = self.add_button(self._verb, default=True)
        button.clicked.disconnect()
        button.clicked.connect(lambda _checked=False: submit())
        self.add_cancel()
        self.open()
        if self._first is not None:
            self._first.setFocus()

    def show_refusal(self, refusal: Refusal) -> None:
        """Say what is wrong; the fields stay as they are."""
        text = user_localizer().refusal(refusal)
        self._error.setText(text)
        self._error.setVisible(True)
        self._error.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self._error, QAccessible.Event.Alert))
        self.adjustSize()

    def _add_field(self, label: str, field: QWidget) -> None:
        caption = QLabel(label)
        caption.setBuddy(field)
        field.setAccessibleName(label)
        self.add(caption)
        self.add(field)
        self._first = self._first or field


def ask_files(parent: QWidget, chosen: Callable[[list[Path]], object]) -> QFileDialog:
    """Let the user pick files to attach."""
    dialog = QFileDialog(parent, _("Attach Files"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    dialog.open()
    return dialog


def ask_place(parent: QWidget, name: str, chosen: Callable[[Path], object]) -> QFileDialog:
    """Let the user say where a file shall be saved, and under which name."""
    dialog = QFileDialog(parent, _("Save {name}").format(name=name))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog
