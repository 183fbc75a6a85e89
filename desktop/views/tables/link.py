"""A word that is clicked to go somewhere, in the accent colour, worked by mouse and keyboard."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.views.shell.theme import Text, colour, theme


class Link(QAbstractButton):
    """A link without a margin, so that it stands in line with the texts around it.

    `token` is the colour of its text; it elides where there is no room.
    """

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        token: str = "accent",  # noqa: S107  # a colour token
        size: Text = Text.BODY,
    ) -> None:
        super().__init__(parent)
        self._token = token
        self._size = size
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme().font(self._size))
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(theme().px(24), hint.width()), hint.height())

    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        font = theme().font(self._size)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(colour(self._token))
        metrics = QFontMetrics(font)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        place = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self.rect(), place, text)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()
