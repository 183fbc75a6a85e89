"""A chart of columns, one a month, that says its figures in words too."""

from __future__ import annotations

from collections.abc import Sequence
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


class ColumnChart(QWidget):
    """Columns side by side; the one under the arrow keys or the mouse tells its figure.

    Signal `chosen(position)`: Enter or a click on a column.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: Sequence[str] = ()
        self._values: Sequence[Decimal] = ()
        self._texts: Sequence[str] = ()
        self._at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def show_columns(
        self, labels: Sequence[str], values: Sequence[Decimal], texts: Sequence[str]
    ) -> None:
        """Show other figures; `texts` says each column in words ("January 2026: 12 345,00")."""
        self._labels, self._values, self._texts = labels, values, texts
        self._go_to(len(values) - 1)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), theme().px(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(180))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_to(self._column_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._go_to(min(max(self._at + step, 0), len(self._values) - 1))
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
        top = nice_top(max((*self._values, Decimal(0))))
        self._paint_grid(painter, top)
        for position, value in enumerate(self._values):
            self._paint_column(painter, position, value, top)
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

    def _paint_column(self, painter: QPainter, position: int, value: Decimal, top: Decimal) -> None:
        plot = self._plot()
        width = plot.width() / len(self._values)
        height = plot.height() * max(0.0, float(value / top)) if top else 0.0
        box = QRectF(
            plot.left() + width * position + width * 0.18,
            plot.bottom() - height,
            width * 0.64,
            height,
        )
        path = QPainterPath()
        path.addRoundedRect(box, 3, 3)
        chosen = position == self._at
        painter.fillPath(path, theme().token("accentfill" if chosen else "bar"))
        painter.setPen(theme().token("text" if chosen else "muted"))
        foot = QRectF(plot.left() + width * position, plot.bottom() + 4, width, theme().px(20))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self._labels[position])

    def _column_at(self, x: float) -> int:
        plot = self._plot()
        count = len(self._values)
        if not count or not plot.width():
            return -1
        return min(max(int((x - plot.left()) / plot.width() * count), 0), count - 1)

    def _go_to(self, position: int) -> None:
        self._at = position
        text = self._texts[position] if 0 <= position < len(self._texts) else ""
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self.update()


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
