"""What a folded group says in its head: as many of its key values as find room, each whole."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.views.shell.theme import Text, set_text, theme

LONGEST_VALUE = 40
"""Letters of a value in the head of a folded group."""


def shortened(text: str) -> str:
    """The first line of a value, cut to what a head has room for."""
    first = text.partition("\n")[0]
    return first if len(first) <= LONGEST_VALUE else f"{first[: LONGEST_VALUE - 1].rstrip()}…"


class GroupSummary(QWidget):
    """Labels and values in one line; those at the end that find no room are left out."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: list[_Pair] = []
        # A long value must not widen the page.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme().px(12), 0, 0, 0)
        self._row.setSpacing(theme().px(18))
        self._row.addStretch(1)

    def show_values(self, values: Sequence[tuple[str, str]]) -> None:
        """Show other labels and texts, empty texts left out."""
        for pair in self._pairs:
            self._row.removeWidget(pair)
            pair.hide()
            pair.deleteLater()
        self._pairs = [_Pair(label, shortened(text)) for label, text in values if text]
        for at, pair in enumerate(self._pairs):
            self._row.insertWidget(at, pair)
        self._fit()

    def text(self) -> str:
        """All labels and values, also those that find no room."""
        return " ".join(pair.text for pair in self._pairs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._row.contentsMargins().left()
        for pair in self._pairs:
            room -= pair.sizeHint().width()
            pair.setVisible(room >= 0 or pair is self._pairs[0])
            room -= self._row.spacing()


class _Pair(QWidget):
    """A label and its value."""

    def __init__(self, label: str, value: str) -> None:
        super().__init__()
        self.text = f"{label} {value}"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        for text, tone in ((label, "muted"), (value, "")):
            shown = QLabel(text)
            set_text(shown, Text.SMALL, tone)
            row.addWidget(shown)
