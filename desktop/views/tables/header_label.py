"""Painting of a column's label: its text, and the arrow and rank where the list sorts by it."""

from math import ceil

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from desktop.translation import user_localizer
from desktop.views.shell.icons import pixmap
from desktop.views.shell.theme import Text, colour, theme
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.delegates import MARGIN

_ARROW = 14
_MOST_MORE = 48
"""How much wider than declared a column becomes for its label, in pixels at 100 %."""
_GAP = 4


def width_for_label(column: Column) -> int:
    """The width that a column begins with, in pixels at 100 %: wide enough for its label.

    Other languages need longer words than those that the declared width was chosen for.
    """
    declared = column.start_width
    if column.kind is Kind.ICON:
        return declared
    label = QFontMetrics(_font()).horizontalAdvance(column.caption) * 100 / theme().px(100)
    return max(declared, min(ceil(label) + 2 * MARGIN + 1, declared + _MOST_MORE))


def draw_label(
    painter: QPainter, rect: QRect, column: Column, order: tuple[tuple[str, bool], ...]
) -> None:
    """Draw a label; `order` are the columns that sort, each with True for descending.

    Where several columns sort, each arrow has its rank beside it.
    """
    font = _font()
    painter.setFont(font)
    painter.setPen(colour("muted"))
    metrics = QFontMetrics(font)
    names = [name for name, _down in order]
    if column.name not in names:
        text = metrics.elidedText(column.caption, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(column.alignment), text)
        return
    place = names.index(column.name)
    rank = user_localizer().integer(place + 1) if len(order) > 1 else ""
    room = theme().px(_ARROW + _GAP) + metrics.horizontalAdvance(rank)
    width = max(rect.width() - room, 0)
    text = metrics.elidedText(column.caption, Qt.TextElideMode.ElideRight, width)
    label = rect.adjusted(0, 0, -room, 0)
    painter.drawText(label, int(column.alignment), text)
    end = label.right() if column.is_numeric else label.left() + metrics.horizontalAdvance(text)
    arrow = "arrow-down" if order[place][1] else "arrow-up"
    top = rect.center().y() - theme().px(_ARROW) // 2 + 1
    left = end + theme().px(_GAP)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(left, top, pixmap(arrow, "text", _ARROW, ratio))
    behind = rect.adjusted(left + theme().px(_ARROW) - rect.left(), 0, 0, 0)
    painter.drawText(behind, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), rank)


def _font() -> QFont:
    font = theme().font(Text.SMALL)
    font.setWeight(QFont.Weight.Medium)
    return font
