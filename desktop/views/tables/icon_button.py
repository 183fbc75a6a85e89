"""A square button that shows only an icon; its tooltip and accessible name say what it does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.views.shell.icons import dress
from desktop.views.shell.theme import set_look, theme

_SIDE = 30


class IconButton(QToolButton):
    """An icon to click. With an `action` it does, and is allowed, what the action is."""

    def __init__(
        self,
        icon: str,
        text: str,
        *,
        action: QAction | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_look(self, "icon")
        dress(self, icon)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._action = action
        if action is not None:
            self.clicked.connect(action.trigger)
            action.changed.connect(self._mirror)
            self._mirror()
        theme().changed.connect(self._fit)
        self._fit()

    def _mirror(self) -> None:
        if self._action is not None:
            self.setEnabled(self._action.isEnabled())
            self.setToolTip(self._action.toolTip())
            self.setAccessibleName(self._action.text())
            self.setCheckable(self._action.isCheckable())
            self.setChecked(self._action.isChecked())

    def _fit(self) -> None:
        self.setFixedSize(theme().px(_SIDE), theme().px(_SIDE))
