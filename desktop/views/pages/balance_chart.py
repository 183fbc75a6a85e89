"""A chart of how much there will be: one column a row, above or below nothing (PF6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.translation import user_localizer
from desktop.views.shell.theme import Text, set_text, theme

_AXIS = 64
_FOOT = 24
_HEAD = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A column: what stands below it, its height, and the whole in words."""

    label: str
    value: Decimal
    text: str


def titled(chart: BalanceChart) -> QWidget:
    """A chart under its name, at the head of a pane."""
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(*(theme().px(12) for _side in range(4)))
    head = QLabel(chart.accessibleName())
    set_text(head, Text.CARD_TITLE)
    column.addWidget(head)
    column.addWidget(chart)
    column.addStretch(1)
    return pane


class BalanceChart(QWidget):
    """Columns from the line of nothing up, or down in the colour of danger.

    The column under the arrow keys or the mouse tells its figure, which a screen reader hears.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Sequence[Point] = ()
        self._at = -1
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_points(self, points: Sequence[Point]) -> None:
        """Show other figures, with the cursor on the first."""
        self._points = points
        self._go_to(min(0, len(points) - 1))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(300), theme().px(280))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(160))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        plot, count = self._plot(), len(self._points)
        if count and plot.width():
            place = int((event.position().x() - plot.left()) / plot.width() * count)
            self._go_to(min(max(place, 0), count - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._points) - 1
        target = {
            Qt.Key.Key_Left: max(self._at - 1, min(last, 0)),
            Qt.Key.Key_Right: min(self._at + 1, last),
            Qt.Key.Key_Home: min(last, 0),
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self._go_to(target)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font(Text.SMALL))
        values = [point.value for point in self._points]
        top, bottom = max([Decimal(0), *values]), min([Decimal(0), *values])
        if top == bottom:
            top = Decimal(1)
        for value in sorted({top, Decimal(0), bottom}):
            self._paint_level(painter, value, self._y(value, top, bottom))
        for position in range(len(self._points)):
            self._paint_column(painter, position, top, bottom)
        if self.hasFocus():
            painter.setPen(theme().token("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _plot(self) -> QRectF:
        px = theme().px
        size = QSize(self.width() - px(_AXIS + 8), self.height() - px(_HEAD + _FOOT))
        return QRectF(px(_AXIS), px(_HEAD), size.width(), size.height())

    def _y(self, value: Decimal, top: Decimal, bottom: Decimal) -> float:
        plot = self._plot()
        return plot.top() + plot.height() * float((top - value) / (top - bottom))

    def _paint_level(self, painter: QPainter, value: Decimal, y: float) -> None:
        plot = self._plot()
        painter.setPen(theme().token("border"))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(theme().token("muted"))
        box = QRectF(0, y - 9, plot.left() - theme().px(8), 18)
        place = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, place, user_localizer().quantity(value))

    def _paint_column(
        self, painter: QPainter, position: int, top: Decimal, bottom: Decimal
    ) -> None:
        point, plot = self._points[position], self._plot()
        width = plot.width() / len(self._points)
        zero, end = self._y(Decimal(0), top, bottom), self._y(point.value, top, bottom)
        left = plot.left() + width * position
        chosen = position == self._at
        token = "danger" if point.value < 0 else "accentfill" if chosen else "bar"
        place = QRectF(left + width * 0.15, min(zero, end), width * 0.7, abs(end - zero))
        painter.fillRect(place, theme().token(token))
        if chosen:
            painter.setPen(theme().token("text"))
            foot = QRectF(0, plot.bottom() + 2, self.width(), theme().px(20))
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, point.text)

    def _go_to(self, position: int) -> None:
        self._at = position
        text = self._points[position].text if 0 <= position < len(self._points) else ""
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self.update()
