"""Ctrl+/: what the keys do on this page and everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import _
from desktop.views.shell.actions import ActionRegistry
from desktop.views.shell.mnemonics import plain
from desktop.views.shell.theme import Text, set_look, set_text, theme

_WIDTH = 560
_HEIGHT = 520
_HEADING = 36


class ShortcutHelp(QDialog):
    """Lists the shortcuts of some registries, each under a heading."""

    def __init__(self, parent: QWidget, groups: Sequence[tuple[str, ActionRegistry]]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keyboard Shortcuts"))
        self.setAccessibleName(self.windowTitle())
        self._grid = QGridLayout()
        self._build()
        for title, registry in groups:
            self._add_group(title, registry)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def rows(self) -> list[tuple[str, str]]:
        """What is listed: (key, text)."""
        found = []
        for row in range(self._grid.rowCount()):
            texts = [self._grid.itemAtPosition(row, column) for column in (0, 1)]
            widgets = [item.widget() if item else None for item in texts]
            if all(isinstance(widget, QLabel) for widget in widgets):
                found.append((widgets[1].text(), widgets[0].text()))  # type: ignore[union-attr]
        return found

    def _build(self) -> None:
        look = theme()
        self.resize(look.px(_WIDTH), look.px(_HEIGHT))
        content = QWidget()
        set_look(content, "surface")
        content.setLayout(self._grid)
        self._grid.setContentsMargins(look.px(20), look.px(12), look.px(20), look.px(12))
        self._grid.setVerticalSpacing(look.px(8))
        self._grid.setColumnStretch(0, 1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.windowTitle())
        close = QPushButton(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(look.px(20), look.px(8), look.px(20), look.px(12))
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addLayout(buttons)
        close.setFocus()

    def _add_group(self, title: str, registry: ActionRegistry) -> None:
        shortcuts = registry.shortcuts()
        if not shortcuts:
            return
        heading = QLabel(title)
        set_text(heading, Text.CARD_TITLE)
        row = self._grid.rowCount()
        self._grid.addWidget(heading, row, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
        self._grid.setRowMinimumHeight(row, theme().px(_HEADING))
        for keys, text in shortcuts:
            row = self._grid.rowCount()
            key = QLabel(keys)
            set_look(key, "key")
            self._grid.addWidget(QLabel(plain(text)), row, 0)
            self._grid.addWidget(key, row, 1, Qt.AlignmentFlag.AlignLeft)
