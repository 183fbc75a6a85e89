"""The place for facts at the right of a page: it closes itself where the window is narrow."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from desktop.translation import N_, _
from desktop.views.shell.actions import ActionRegistry, ActionSpec, Place
from desktop.views.shell.icons import dress
from desktop.views.shell.keys import Key
from desktop.views.shell.state import UserState
from desktop.views.shell.theme import set_look, theme

FACTS_FROM = 1280
"""The width of the window below which the fact pane closes itself."""

_WIDTH = 252
_SECTION = "facts"
_TOGGLE = ActionSpec(
    id="facts",
    text=N_("Show or Hide Facts"),
    icon="panel-right",
    key=Key.FACTS,
    place=Place.HIDDEN,
    checkable=True,
)


class FactSlot(QFrame):
    """A scrolling pane; whether it is open in a wide window is kept per user and page.

    In a narrow window it opens only when the user wants it, until the window is wide again.
    """

    def __init__(self, pane: QWidget, state: UserState, name: str) -> None:
        super().__init__()
        self._state = state
        self._name = name
        self._wanted_narrow = False
        set_look(self, "factpane")
        area = QScrollArea()
        set_look(pane, "surface")
        area.setWidget(pane)
        area.setWidgetResizable(True)
        area.setAccessibleName(_("Facts"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(area)

    def offer(self, commands: ActionRegistry) -> QToolButton:
        """Add the command that opens and closes it; returns a button for the page's head."""
        self._action = commands.add(_TOGGLE, self.toggle)
        button = QToolButton()
        set_look(button, "icon")
        dress(button, "panel-right")
        button.setCheckable(True)
        button.setFixedSize(theme().px(30), theme().px(30))
        button.setToolTip(self._action.toolTip())
        button.setAccessibleName(self._action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.toggle)
        self._action.toggled.connect(button.setChecked)
        return button

    def toggle(self) -> None:
        """Open or close it, and remember that."""
        wanted = self.isHidden()
        if self._is_wide():
            self._state.set(_SECTION, self._name, wanted)
        else:
            self._wanted_narrow = wanted
        self.fit()

    def open(self) -> None:
        """Open it when it is closed."""
        if self.isHidden():
            self.toggle()

    def fit(self) -> None:
        """Open or close as the width of the window allows."""
        if self._is_wide():
            self._wanted_narrow = False
            shown = self._state.get(_SECTION, self._name, default=True)
        else:
            shown = self._wanted_narrow
        self.setFixedWidth(theme().px(_WIDTH))
        self.setVisible(shown)
        self._action.setChecked(shown)

    def _is_wide(self) -> bool:
        return self.window().width() >= theme().px(FACTS_FROM)
