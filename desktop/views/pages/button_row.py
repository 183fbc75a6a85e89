"""The commands in the head of the lines: as many as find room, the rest under "…"."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from desktop.translation import _
from desktop.views.shell.action_button import HEIGHT, ActionButton
from desktop.views.shell.actions import ActionRegistry
from desktop.views.shell.icons import dress
from desktop.views.shell.theme import set_look, theme

_GAP = 4
_FEWEST = 3
"""So many buttons always stand there; a narrower page scrolls."""


class ButtonRow(QWidget):
    """Buttons for commands of a registry, in their order, that never widen the page."""

    def __init__(self, registry: ActionRegistry, names: Sequence[str]) -> None:
        super().__init__()
        self._registry = registry
        self._buttons = [ActionButton(registry[name], parent=self) for name in names]
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more = self._build_more()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._arrange)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(self._width_of(self._buttons), theme().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        few = self._width_of(self._buttons[:_FEWEST])
        if len(self._buttons) > _FEWEST:
            few += theme().px(HEIGHT + _GAP)
        return QSize(few, theme().px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _width_of(self, buttons: Sequence[ActionButton]) -> int:
        gaps = max(len(buttons) - 1, 0) * theme().px(_GAP)
        return sum(button.sizeHint().width() for button in buttons) + gaps

    def _build_more(self) -> QToolButton:
        more = QToolButton(self)
        set_look(more, "icon")
        dress(more, "ellipsis")
        more.setToolTip(_("More actions"))
        more.setAccessibleName(_("More actions"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(self._menu)
        return more

    def _fill_menu(self) -> None:
        self._menu.clear()
        for button in self._buttons:
            if button.isHidden():
                self._menu.addAction(self._registry[button.action_id])

    def _arrange(self) -> None:
        """Place the buttons by hand: a layout would not let the last ones go."""
        height, gap = theme().px(HEIGHT), theme().px(_GAP)
        has_all = self._width_of(self._buttons) <= self.width()
        room = self.width() if has_all else self.width() - height - gap
        left, fits = 0, True
        for button in self._buttons:
            width = button.sizeHint().width()
            fits = fits and left + width <= room
            button.setVisible(fits)
            if fits:
                button.setGeometry(left, 0, width, height)
                left += width + gap
        self._more.setVisible(not has_all)
        self._more.setGeometry(left, 0, height, height)
        self.setFixedHeight(height)
