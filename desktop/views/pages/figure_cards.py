"""Cards of labels and figures, and of figures in a grid, as pages of statistics show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from desktop.views.shell.theme import Text, set_figures, set_look, set_text, theme
from desktop.views.tables.columns import Kind, Target, Tone, value_text
from desktop.views.tables.delegates import TONE_TOKENS
from desktop.views.tables.link import Link


@dataclass(frozen=True, slots=True)
class Figure:
    """A label in the user's language and its figure; `target` is what a click opens."""

    label: str
    value: object
    kind: Kind = Kind.AMOUNT
    strong: bool = False
    target: Target | None = None
    tone: Tone | None = None


Opens = Callable[[Target], object]

_ROW = 22
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _MIDDLE, Qt.AlignmentFlag.AlignRight | _MIDDLE


def card(title: str, figures: Sequence[Figure], opens: Opens | None = None) -> QFrame:
    """A card of labels and figures; `opens` is called with the target of one that leads on."""
    frame, grid = _frame(title)
    for row, figure in enumerate(figures, start=1):
        label = QLabel(figure.label)
        set_text(label, Text.BODY, "muted")
        grid.addWidget(label, row, 0)
        grid.addWidget(_value(figure, opens), row, 1, _RIGHT)
        grid.setRowMinimumHeight(row, theme().px(_ROW))
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(len(figures) + 1, 1)
    return frame


def grid_card(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Figure]],
    *,
    opens: Opens | None = None,
) -> QFrame:
    """A card of figures in rows under headings; a figure's label is for screen readers.

    Texts stand at the left, figures below their headings at the right.
    """
    frame, grid = _frame(title)
    for column, head in enumerate(heads):
        label = QLabel(head)
        set_text(label, Text.SMALL, "muted")
        grid.addWidget(label, 1, column, _side(rows[0][column]) if rows else _LEFT)
        grid.setColumnStretch(column, 1)
    for row, figures in enumerate(rows, start=2):
        for column, figure in enumerate(figures):
            grid.addWidget(_value(figure, opens), row, column, _side(figure))
        grid.setRowMinimumHeight(row, theme().px(_ROW))
    return frame


def scrolled(content: QWidget, name: str) -> QScrollArea:
    """Cards that scroll where the window is too low for them; `name` is for screen readers."""
    scroll = QScrollArea()
    scroll.setAccessibleName(name)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidget(content)
    return scroll


def _frame(title: str) -> tuple[QFrame, QGridLayout]:
    frame = QFrame()
    set_look(frame, "card")
    grid = QGridLayout(frame)
    margin = theme().px(16)
    grid.setContentsMargins(margin, theme().px(12), margin, theme().px(12))
    grid.setHorizontalSpacing(theme().px(16))
    grid.setVerticalSpacing(theme().px(2))
    head = QLabel(title)
    set_text(head, Text.CARD_TITLE)
    grid.addWidget(head, 0, 0, 1, -1)
    return frame, grid


def _value(figure: Figure, opens: Opens | None) -> QWidget:
    text = value_text(figure.value, figure.kind)
    target = figure.target
    if target is not None and opens is not None and text:
        token = TONE_TOKENS[figure.tone] if figure.tone else "accent"
        link = Link(text, token=token)
        link.setAccessibleName(f"{figure.label}: {text}")
        link.clicked.connect(lambda: opens(target))
        return link
    label = QLabel(text)
    set_figures(label)
    set_text(label, Text.STRONG if figure.strong else Text.BODY)
    if figure.label:
        label.setAccessibleName(f"{figure.label}: {text}")
    return label


def _side(figure: Figure) -> Qt.AlignmentFlag:
    return _LEFT if figure.kind is Kind.TEXT else _RIGHT
