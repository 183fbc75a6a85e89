"""The welcome of the first start: what Kontor is, where to begin, and three keys to know."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from desktop.translation import N_, _
from desktop.views.shell.keys import Key
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.theme import Text, set_look, set_text, theme
from desktop.views.shell.user_menu import MODES, languages

_WIDTH = 560
_KEYS = (
    (Key.SEARCH, N_("finds everything: what you want to do, customers, items and documents")),
    (Key.HELP, N_("opens the help on the page that you see")),
    (Key.SHORTCUTS, N_("lists the keys of the page")),
)


class Welcome(QDialog):
    """Stands over the window without holding it up; whoever goes on typing need not answer.

    The language and the colours change at once. A change of language makes the window anew, and
    with it a new welcome.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.closing.connect(self.close)  # a window that stays open would keep the program alive
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Welcome to Kontor"))
        self.setAccessibleName(self.windowTitle())
        self.setMinimumWidth(theme().px(_WIDTH))
        set_look(self, "surface")
        side = theme().px(24)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(side, side, side, theme().px(20))
        self._column.setSpacing(theme().px(16))
        self._add_words()
        self._add_choices()
        self._add_keys()
        self._add_buttons()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at this width: a window asks wrapped texts too late."""
        super().showEvent(event)
        self.setMinimumHeight(self._column.totalHeightForWidth(self.width()))

    def _add_words(self) -> None:
        title = QLabel(self.windowTitle())
        set_text(title, Text.TITLE)
        words = QLabel(
            _(
                "Kontor is a sales office: customers, items, orders, deliveries, invoices and "
                "payments. It needs no network, and everything can be done with the keyboard.\n\n"
                "The demo company is open. Try whatever you like in it: nothing leaves this "
                "computer. Your own company begins empty, and you can have several."
            )
        )
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleDescription(words.text())
        self._column.addWidget(title)
        self._column.addWidget(words)

    def _add_choices(self) -> None:
        menu = self._window.user_menu
        form = QFormLayout()
        form.setSpacing(theme().px(8))
        form.addRow(
            _("&Language"),
            _choice(languages(), menu.settings.language, menu.choose_language, _("Language")),
        )
        form.addRow(
            _("&Colours"),
            _choice(
                [(_(text), mode) for mode, text in MODES.items()],
                menu.settings.theme,
                menu.choose_theme,
                _("Colours"),
            ),
        )
        self._column.addLayout(form)

    def _add_keys(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(6))
        grid.setColumnStretch(1, 1)
        for row, (key, text) in enumerate(_KEYS):
            shown = QLabel(key.shown())
            set_look(shown, "key")
            what = QLabel(_(text))
            what.setWordWrap(True)
            grid.addWidget(shown, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(what, row, 1)
        self._column.addLayout(grid)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addStretch(1)
        window = self._window
        for text, do in (
            (_("&Open a Company…"), window.open_company_wanted.emit),
            (_("&New Company…"), window.new_company_wanted.emit),
        ):
            row.addWidget(self._button(text, do))
        stay = self._button(_("Try the &Demo Company"), None)
        stay.setDefault(True)
        row.addWidget(stay)
        self._column.addLayout(row)
        stay.setFocus()

    def _button(self, text: str, do: Callable[[], object] | None) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._finish(do))
        return button

    def _finish(self, do: Callable[[], object] | None) -> None:
        self.accept()
        if do is not None:
            do()


def _choice(
    choices: list[tuple[str, object]],
    chosen: object,
    choose: Callable[..., None],
    name: str,
) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for text, value in choices:
        box.addItem(text, value)
    box.setCurrentIndex(next((at for at, one in enumerate(choices) if one[1] == chosen), 0))
    box.activated.connect(lambda at: choose(choices[at][1]))
    return box
