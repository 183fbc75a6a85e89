"""A button that shows an action of the page."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QIcon, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from desktop.views.shell.mnemonics import TAKES_MNEMONIC, plain
from desktop.views.shell.theme import set_look, theme

HEIGHT = 30
_SIDE = {"plain": 10, "framed": 11, "primary": 15}
_BETWEEN = 7
_ICON = 16


class ActionButton(QToolButton):
    """Looks and does as its action: text, icon, tooltip, enabled, checked.

    The style paints the ground and the focus ring; icon and text are placed here, because Qt
    leaves too little room between them.
    """

    def __init__(self, action: QAction, look: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._look = look
        set_look(self, look)
        self.setProperty(TAKES_MNEMONIC, True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(action.isCheckable())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._mirror)
        theme().changed.connect(self._mirror)
        self._mirror()

    @property
    def action_id(self) -> str:
        """Which action it is."""
        return self._action.objectName()

    def sizeHint(self) -> QSize:
        look = theme()
        width = 2 * look.px(_SIDE[self._look]) + self._text_width()
        if not self._action.icon().isNull():
            width += look.px(_ICON + _BETWEEN)
        return QSize(width, look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme()
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        left, side = look.px(_SIDE[self._look]), look.px(_ICON)
        if not self._action.icon().isNull():
            mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
            top = (self.height() - side) // 2
            self._action.icon().paint(painter, QRect(left, top, side, side), mode=mode)
            left += side + look.px(_BETWEEN)
        painter.setFont(self._font())
        painter.setPen(look.token(self._ink()))
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextShowMnemonic.value
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), flags, self.text())

    def _ink(self) -> str:
        if self._look == "primary":
            return "onaccent"
        return "text" if self.isEnabled() else "disabledtext"

    def _font(self) -> QFont:
        font = theme().font(figures=False)
        font.setWeight(QFont.Weight.Medium)
        return font

    def _text_width(self) -> int:
        return QFontMetrics(self._font()).horizontalAdvance(plain(self.text()))

    def _mirror(self) -> None:
        action = self._action
        if plain(self.text()) != plain(action.text()):
            self.setText(action.text())
        self.setToolTip(action.toolTip())
        self.setAccessibleName(plain(action.text()))
        self.setAccessibleDescription(action.toolTip())
        self.setEnabled(action.isEnabled())
        self.setChecked(action.isChecked())
        self.setFixedHeight(theme().px(HEIGHT))
        self.updateGeometry()
        self.update()
