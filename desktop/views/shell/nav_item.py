"""One entry of the menu at the left."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.translation import _, user_localizer
from desktop.views.shell.icons import pixmap
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.theme import Text, theme

NARROW_WIDTH = 48
_ITEM_HEIGHT = 30


class NavItem(QAbstractButton):
    """An entry of the menu: icon, text and count; only the icon when narrow."""

    moved = Signal(int)

    def __init__(self, spec: PageSpec) -> None:
        super().__init__()
        self.spec = spec
        self._count: int | None = None
        self._narrow = False
        self.setText(_(spec.menu_title or spec.title))
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def count(self) -> int | None:
        """The number beside the entry."""
        return self._count

    def set_count(self, count: int | None) -> None:
        """Show a number beside the entry; 0 and None show none."""
        self._count = count or None
        self._tell()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, with the text in the tooltip."""
        self._narrow = narrow
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(NARROW_WIDTH - 20), look.px(_ITEM_HEIGHT))

    def nextCheckState(self) -> None:
        """The page that is shown decides, not the click."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        look = theme()
        token = "accent" if self.isChecked() else "text"
        side, top = look.px(16), (self.height() - look.px(16)) // 2
        left = (self.width() - side) // 2 if self._narrow else look.px(10)
        icon_token = "accent" if self.isChecked() else "muted"
        painter.drawPixmap(
            left, top, pixmap(self.spec.icon, icon_token, 16, self.devicePixelRatioF())
        )
        if not self._narrow:
            self._paint_texts(painter, token)

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme()
        states = {
            "soft": self.isChecked(),
            "pressed": self.isDown(),
            "hover": self.underMouse(),
        }
        ground = next((name for name, holds in states.items() if holds), "")
        radius = look.px(6)
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.token(ground))
            painter.drawRoundedRect(self.rect(), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(look.token("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)

    def _paint_texts(self, painter: QPainter, token: str) -> None:
        look = theme()
        middle = Qt.AlignmentFlag.AlignVCenter
        room = self.rect().adjusted(look.px(37), 0, -look.px(10), 0)
        if self._count:
            painter.setFont(look.font(Text.SMALL))
            painter.setPen(look.token("accent" if self.isChecked() else "muted"))
            shown = user_localizer().integer(self._count)
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, shown)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(shown) - 6)
        font = look.font()
        if self.isChecked():
            font.setWeight(font.Weight.Medium)
        painter.setFont(font)
        painter.setPen(look.token(token))
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(QRect(room), middle | Qt.AlignmentFlag.AlignLeft, text)

    def _tell(self) -> None:
        name = self.text()
        if self._count:
            name = _("{page}, {count}").format(page=name, count=self._count)
        self.setAccessibleName(name)
        self.setToolTip(name if self._narrow else "")
