"""A chart of columns, such as one a month, that says its figures in words too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.translation import user_localizer
from desktop.views.shell.theme import Text, theme

GRID_LINES = 4
_AXIS = 72
_FOOT = 28
_HEAD = 12


_BAR_SHARE = 0.64
"""How much of its place a column fills."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A column: what stands below it, its value, and the whole in words.

    `before` is a value to compare with, such as that of the year before; None for none.
    """

    label: str
    value: Decimal
    text: str
    before: Decimal | None = None


class ColumnChart(QWidget):
    """Columns side by side; the one under the arrow keys or the mouse tells its figure.

    Signal `chosen(position)`: Enter or a click on a column.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: Sequence[Bar] = ()
        self._at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar], at: int) -> None:
        """Show other figures, with the cursor on the column at a position."""
        self._bars = bars
        self._go_to(min(at, len(bars) - 1))

    @property
    def at(self) -> int:
        """The position of the cursor; -1 while there are no columns."""
        return self._at

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), theme().px(190))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(260), theme().px(144))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_to(self._column_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._bars) - 1
        target = {
            Qt.Key.Key_Left: max(self._at - 1, min(last, 0)),
            Qt.Key.Key_Right: min(self._at + 1, last),
            Qt.Key.Key_Home: min(last, 0),
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if target is not None:
            self._go_to(target)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._at >= 0:
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        position = self._column_at(event.position().x())
        if position >= 0:
            self.chosen.emit(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font(Text.SMALL))
        top = nice_top(max((_largest(bar) for bar in self._bars), default=Decimal(0)))
        self._paint_grid(painter, top)
        for position in range(len(self._bars)):
            self._paint_column(painter, position, top)
        if self.hasFocus():
            painter.setPen(theme().token("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _plot(self) -> QRectF:
        px = theme().px
        return QRectF(
            px(_AXIS), px(_HEAD), self.width() - px(_AXIS + 8), self.height() - px(_HEAD + _FOOT)
        )

    def _paint_grid(self, painter: QPainter, top: Decimal) -> None:
        plot = self._plot()
        for line in range(GRID_LINES + 1):
            y = plot.bottom() - plot.height() * line / GRID_LINES
            painter.setPen(theme().token("border"))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme().token("muted"))
            box = QRectF(0, y - 9, plot.left() - theme().px(8), 18)
            text = short_figure(top * line / GRID_LINES)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_column(self, painter: QPainter, position: int, top: Decimal) -> None:
        """Paint a column and its label; what it is compared with stands narrow at its left."""
        bar, plot = self._bars[position], self._plot()
        width = plot.width() / len(self._bars)
        left, room = plot.left() + width * position + width * 0.18, width * _BAR_SHARE
        chosen = position == self._at
        if bar.before is not None:
            self._paint_bar(painter, QRectF(left, 0, room * 0.3, 0), bar.before, top, "bar")
            left, room = left + room * 0.36, room * 0.64
        token = "accentfill" if chosen else "control" if bar.before is not None else "bar"
        self._paint_bar(painter, QRectF(left, 0, room, 0), bar.value, top, token)
        painter.setPen(theme().token("text" if chosen else "muted"))
        foot = QRectF(plot.left() + width * position, plot.bottom() + 4, width, theme().px(20))
        metrics = painter.fontMetrics()
        label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, int(width) - 2)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, label)

    def _paint_bar(
        self, painter: QPainter, place: QRectF, value: Decimal, top: Decimal, token: str
    ) -> None:
        plot = self._plot()
        height = plot.height() * max(0.0, float(value / top))
        path = QPainterPath()
        path.addRoundedRect(
            QRectF(place.left(), plot.bottom() - height, place.width(), height), 3, 3
        )
        painter.fillPath(path, theme().token(token))

    def _column_at(self, x: float) -> int:
        plot = self._plot()
        count = len(self._bars)
        if not count or not plot.width():
            return -1
        return min(max(int((x - plot.left()) / plot.width() * count), 0), count - 1)

    def _go_to(self, position: int) -> None:
        self._at = position
        text = self._bars[position].text if 0 <= position < len(self._bars) else ""
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self.update()


def _largest(bar: Bar) -> Decimal:
    return max(bar.value, bar.before or Decimal(0))


def nice_top(largest: Decimal) -> Decimal:
    """The end of an axis: the next of 1, 2, 4, 5 or 10 times a power of ten, at least 100."""
    power = Decimal(100)
    while True:
        for factor in (1, 2, 4, 5):
            if power * factor >= largest:
                return power * factor
        power *= 10


def short_figure(value: Decimal) -> str:
    """A figure of an axis in thousands (k) or millions (M)."""
    for divisor, letter in ((1_000_000, "M"), (1_000, "k")):
        if value >= divisor:
            return f"{user_localizer().quantity(value / divisor)} {letter}"
    return user_localizer().quantity(value)
