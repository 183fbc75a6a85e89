"""Icons by name, drawn in a colour token, cached by name, colour, size and device pixel ratio."""

from functools import cache
from weakref import WeakSet

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from desktop.views.shell.svg import recoloured
from desktop.views.shell.theme import Theme, theme

ICON_SIZE = 16
_NAME = "iconName"
_COLOUR = "iconColour"
_SIZE = "iconSide"
_followed: WeakSet[Theme] = WeakSet()


def icon(name: str, colour: str = "text", size: int = ICON_SIZE) -> QIcon:
    """The icon in a colour token as it is now; disabled it is drawn at 45 %.

    An icon made here keeps its colour: `dress` a button or label and it follows the theme.
    """
    look = theme()
    side = look.px(size)
    made = QIcon()
    for ratio in _ratios():
        made.addPixmap(_drawn(name, look.colour(colour), side, ratio))
        made.addPixmap(_drawn(name, look.faded(colour), side, ratio), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str = "text", size: int = ICON_SIZE, ratio: float = 0) -> QPixmap:
    """The picture of an icon, `size` device-independent pixels wide before scaling."""
    look = theme()
    return _drawn(name, look.colour(colour), look.px(size), ratio or _ratios()[-1])


def dress(
    widget: QAbstractButton | QLabel, name: str, colour: str = "text", size: int = ICON_SIZE
) -> None:
    """Give a button or label an icon that changes its colour with the theme."""
    widget.setProperty(_NAME, name)
    widget.setProperty(_COLOUR, colour)
    widget.setProperty(_SIZE, size)
    _redress(widget)
    look = theme()
    if look not in _followed:
        _followed.add(look)
        look.changed.connect(_redress_all)


def _redress_all() -> None:
    for widget in QApplication.allWidgets():
        if widget.property(_NAME):
            _redress(widget)


def _redress(widget: QWidget) -> None:
    name, colour = str(widget.property(_NAME)), str(widget.property(_COLOUR))
    size = int(widget.property(_SIZE))
    if isinstance(widget, QAbstractButton):
        side = theme().px(size)
        widget.setIcon(icon(name, colour, size))
        widget.setIconSize(QSize(side, side))
    elif isinstance(widget, QLabel):
        widget.setPixmap(pixmap(name, colour, size, widget.devicePixelRatioF()))


def _ratios() -> list[float]:
    """The device pixel ratios that a window may have now, smallest first."""
    return sorted({1.0, *(screen.devicePixelRatio() for screen in QApplication.screens())})


@cache
def _drawn(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(side, side) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    source = recoloured(name, colour)
    if source:
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, side, side))
        painter.end()
    return picture
