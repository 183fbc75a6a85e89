"""What is wrong with a field, said below it: an icon, one sentence, and buttons that mend it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.views.shell.icons import dress
from desktop.views.shell.notices import Remedy
from desktop.views.shell.theme import Text, set_look, set_text, theme


class FieldMessage(QWidget):
    """Takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.remedies: list[QPushButton] = []
        icon = QLabel()
        dress(icon, "circle-alert", "danger", 14)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        set_text(self._text, Text.SMALL, "danger")
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(theme().px(2))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme().px(3), 0, theme().px(3))
        row.setSpacing(theme().px(4))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme().px(2))
        column.addWidget(self._text)
        column.addLayout(self._buttons)
        row.addLayout(column, 1)
        self.hide()

    def show_text(self, text: str, remedies: Sequence[Remedy], *, after: QWidget) -> None:
        """Say a sentence, or nothing; Tab goes from `after` to the buttons in their order."""
        for button in self.remedies:
            button.hide()
            button.deleteLater()
        self.remedies = [self._button(remedy) for remedy in remedies if text]
        self._text.setText(text)
        self.setVisible(bool(text))
        for button in self.remedies:
            QWidget.setTabOrder(after, button)
            after = button

    def _button(self, remedy: Remedy) -> QPushButton:
        button = QPushButton(remedy.text)
        set_look(button, "link")
        set_text(button, Text.SMALL)
        button.setMinimumHeight(theme().px(24))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAutoDefault(True)
        button.clicked.connect(partial(_mend, remedy.do))
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button


def _mend(do: Callable[[], object], *_checked: bool) -> None:
    do()
