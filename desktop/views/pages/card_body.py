"""Cards below each other in a scrolling column: the body of card and document pages."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.views.shell.theme import set_look, theme

_MARGIN = 16
WIDE_FROM = 1000
"""The width of a page from which fields stand in two columns."""


class CardColumn(QScrollArea):
    """Holds the cards of a page; what gets the focus is scrolled into sight."""

    def __init__(self, cards: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "transparent")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget(self.viewport())
        set_look(content, "app")
        self.setWidget(content)
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(*(theme().px(side) for side in (12, 12, 12, 12)))
        self.column.setSpacing(theme().px(10))
        for card in cards:
            self.column.addWidget(card)
        self.column.addStretch(1)


def reveal(widget: QWidget, part: QRect | None = None) -> None:
    """Scroll the column that holds a widget until it, or a part of it, is in sight."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, CardColumn):
        area = area.parentWidget()
    content = area.widget() if isinstance(area, CardColumn) else None
    if not isinstance(area, CardColumn) or content is None:
        return
    shown = part or widget.rect()
    top = widget.mapTo(content, shown.topLeft()).y()
    area.ensureVisible(0, top + shown.height(), 0, theme().px(_MARGIN))
    area.ensureVisible(0, top, 0, theme().px(_MARGIN))


def is_wide(page: QWidget) -> bool:
    """Whether a page has room for two columns of fields."""
    return page.width() >= theme().px(WIDE_FROM)
