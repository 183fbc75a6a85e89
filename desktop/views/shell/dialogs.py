"""The few questions that stop the user: irreversible steps and choices that a command needs.

All are opened, never executed: the event loop goes on and the answer comes by a call.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import ConfirmationCode, NeedsConfirmation
from desktop.translation import N_, _, user_localizer
from desktop.views.shell.theme import Text, set_look, set_text, theme

T = TypeVar("T")

_WIDTH = 440
_SIDE = 20


class Question(QDialog):
    """A title that names the act and its object, something below it, and a row of buttons."""

    def __init__(self, parent: QWidget | None, title: str, text: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._column = QVBoxLayout(self)
        self._buttons = QHBoxLayout()
        self._build(title, text)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at this width: a window asks wrapped texts too late."""
        super().showEvent(event)
        self.setMinimumHeight(self._column.totalHeightForWidth(self.width()))

    def add(self, widget: QWidget) -> None:
        """Something between the text and the buttons; the dialog is as wide as it needs."""
        self._column.insertWidget(self._column.count() - 2, widget)
        # A layout leaves a width alone that was set before.
        wide = widget.minimumWidth() + 2 * theme().px(_SIDE)
        self.setMinimumWidth(max(self.minimumWidth(), wide))

    def add_button(
        self, verb: str, do: Callable[[], object] | None = None, *, default: bool = False
    ) -> QPushButton:
        """A button that closes the dialog and then does something; none only closes."""
        button = QPushButton(verb)
        button.setDefault(default)
        button.setAutoDefault(default)
        button.clicked.connect(lambda: self._finish(do))
        self._buttons.addWidget(button)
        if default:
            button.setFocus()
        return button

    def add_lasting_button(self, verb: str, do: Callable[[], object]) -> QPushButton:
        """A button that does something and leaves the dialog open."""
        button = QPushButton(verb)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: do())
        self._buttons.addWidget(button)
        return button

    def add_cancel(self, do: Callable[[], object] | None = None) -> QPushButton:
        """The button that Escape presses too; with it the dialog is complete."""
        button = self.add_button(_("Cancel"), do)
        self.rejected.connect(lambda: do() if do else None)
        button.clicked.disconnect()
        button.clicked.connect(self.reject)
        return button

    def _finish(self, do: Callable[[], object] | None) -> None:
        self.accept()
        if do is not None:
            do()

    def _build(self, title: str, text: str) -> None:
        look = theme()
        side = look.px(_SIDE)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(look.px(12))
        self.setMinimumWidth(look.px(_WIDTH))
        heading = QLabel(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        set_text(heading, Text.CARD_TITLE)
        self._column.addWidget(heading)
        if text:
            body = QLabel(text)
            body.setTextFormat(Qt.TextFormat.PlainText)
            body.setWordWrap(True)
            self._column.addWidget(body)
        self._column.addStretch(1)
        self._buttons.setSpacing(look.px(8))
        self._buttons.addStretch(1)
        self._column.addLayout(self._buttons)


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One of several ways to go on; `text` and `detail` are in the user's language."""

    value: T
    text: str
    detail: str = ""


def confirm(
    parent: QWidget | None,
    title: str,
    text: str = "",
    *,
    verb: str,
    done: Callable[[], object],
    cancelled: Callable[[], object] | None = None,
    danger: bool = False,
) -> QDialog:
    """Ask before an irreversible step: "Post invoice SI-2071", "Post" / "Cancel".

    A dangerous step is not the default: Enter cancels it.
    """
    dialog = Question(parent, title, text)
    button = dialog.add_button(verb, done, default=not danger)
    cancel = dialog.add_cancel(cancelled)
    if danger:
        set_look(button, "danger")
        cancel.setDefault(True)
        cancel.setFocus()
    dialog.open()
    return dialog


def choose(
    parent: QWidget | None,
    title: str,
    options: Sequence[Option[T]],
    *,
    verb: str,
    done: Callable[[T], object],
    text: str = "",
    chosen: T | None = None,
) -> QDialog:
    """Let the user pick one of several ways; the first one, or `chosen`, is picked already."""
    dialog = Question(parent, title, text)
    group = QButtonGroup(dialog)
    start = next((at for at, option in enumerate(options) if option.value == chosen), 0)
    for at, option in enumerate(options):
        radio = QRadioButton(option.text)
        radio.setAccessibleDescription(option.detail)
        radio.setChecked(at == start)
        group.addButton(radio, at)
        dialog.add(radio)
        if option.detail:
            dialog.add(_detail(option.detail))
    dialog.add_button(verb, lambda: done(options[group.checkedId()].value), default=True)
    dialog.add_cancel()
    group.button(start).setFocus()
    dialog.open()
    return dialog


_VERBS = {
    # What yes and no are called; where no is empty, the only other way is Cancel.
    ConfirmationCode.REBUILD_LINES: (N_("Rebuild Lines"), ""),
    ConfirmationCode.UPDATE_LINES: (N_("Update Lines"), N_("Keep Lines")),
    ConfirmationCode.CONVERT_PRICES: (N_("Convert Prices"), N_("Keep Prices")),
    ConfirmationCode.UPDATE_EXCHANGE_RATE: (N_("Update Exchange Rate"), N_("Keep Exchange Rate")),
    ConfirmationCode.CREATE_CUSTOMER: (N_("Create Customer"), ""),
    ConfirmationCode.DROP_RESERVATIONS: (N_("Drop Reservations"), ""),
    ConfirmationCode.USE_IBAN_ANYWAY: (N_("Use Anyway"), ""),
    ConfirmationCode.CLEAR_PRIVACY_BLOCKED: (N_("Unblock"), ""),
    ConfirmationCode.EXPIRED_QUOTE: (N_("Use Expired Quote"), ""),
    ConfirmationCode.ARCHIVE_QUOTE: (N_("Keep Version"), N_("Keep None")),
    ConfirmationCode.REBUILD_ASSEMBLY: (N_("Rebuild Lines"), ""),
    ConfirmationCode.REOPEN_ASSEMBLY: (N_("Reopen"), ""),
    ConfirmationCode.MOVE_DUE_DATE: (N_("Move Due Date"), N_("Keep Due Date")),
    ConfirmationCode.RECREATE_ORDER: (N_("Make Order Again"), N_("Leave It")),
    ConfirmationCode.ROLL_UP_PRICE: (N_("Take Over Price"), ""),
    ConfirmationCode.ROLL_UP_COST: (N_("Take Over Cost"), ""),
    ConfirmationCode.TAKE_FREE_STOCK: (N_("Take from Free Stock"), ""),
    ConfirmationCode.MOVE_OTHER_SIDE: (N_("Move Both"), N_("Move This Only")),
    ConfirmationCode.DROP_PROMISE: (N_("Delete and Mark"), ""),
}


def ask_question(
    parent: QWidget | None,
    question: NeedsConfirmation,
    answer: Callable[[bool | None], object],
    *,
    below: QWidget | None = None,
) -> QDialog:
    """Put the question of a command; Cancel and Escape give the command up (None).

    `below` stands under the question and helps to answer it.
    """
    yes, no = _VERBS.get(question.question, (N_("Continue"), ""))
    dialog = Question(parent, user_localizer().refusal(question))
    if below is not None:
        dialog.add(below)
    dialog.add_button(_(yes), lambda: answer(True), default=True)
    if no:
        dialog.add_button(_(no), lambda: answer(False))
    dialog.add_cancel(lambda: answer(None))
    dialog.open()
    return dialog


def _detail(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setIndent(theme().px(26))
    set_text(label, Text.SMALL, "muted")
    return label
