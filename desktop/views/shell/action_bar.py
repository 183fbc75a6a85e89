"""The row of buttons under a page's title: one primary, up to six more, the rest under "…"."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QToolButton, QWidget

from desktop.translation import _
from desktop.views.shell.action_button import HEIGHT, ActionButton
from desktop.views.shell.actions import ActionRegistry, ActionSpec, Place, fill_menu
from desktop.views.shell.icons import dress
from desktop.views.shell.theme import set_look, theme

MOST_BUTTONS = 7
_GAP = 8


class ActionBar(QWidget):
    """The buttons of an ActionRegistry; what finds no room goes under "…".

    With `names` these commands stand in it, wherever they have their place else.
    """

    def __init__(
        self,
        registry: ActionRegistry,
        parent: QWidget | None = None,
        *,
        names: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._registry = registry
        self._names = tuple(names)
        self._buttons: list[ActionButton] = []
        self._rules: list[QFrame] = []
        self._menu = QMenu(self)
        self._more = self._build_more()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._is_stale = True
        registry.changed.connect(self._on_changed)
        theme().changed.connect(self._arrange)

    def rebuild(self) -> None:
        """Make the buttons anew from what the registry offers now."""
        self._is_stale = False
        for old in (*self._buttons, *self._rules):
            old.setParent(None)
            old.deleteLater()
        specs = self._offered()[:MOST_BUTTONS]
        self._buttons = [self._button(spec) for spec in specs]
        self._rules = [self._rule() for _spec in specs]
        self._more.raise_()
        for before, after in pairwise([*self._buttons, self._more]):
            QWidget.setTabOrder(before, after)
        self._arrange()

    def buttons(self) -> list[ActionButton]:
        """The buttons that find room now, from left to right."""
        return [button for button in self._buttons if not button.isHidden()]

    def more_menu(self) -> QMenu:
        """The menu behind "…"."""
        return self._menu

    def sizeHint(self) -> QSize:
        width = sum(button.sizeHint().width() + theme().px(_GAP) for button in self._buttons)
        return QSize(width, theme().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(4 * HEIGHT), theme().px(HEIGHT))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.rebuild()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_changed(self) -> None:
        """A page adds its commands one by one before it is seen: the buttons are made once."""
        self._is_stale = True
        if self.isVisible():
            self.rebuild()

    def _button(self, spec: ActionSpec) -> ActionButton:
        look = "primary" if spec.primary else "framed" if spec.framed else "plain"
        return ActionButton(self._registry[spec.id], look, self)

    def _rule(self) -> QFrame:
        rule = QFrame(self)
        set_look(rule, "hairline")
        rule.hide()
        return rule

    def _build_more(self) -> QToolButton:
        more = QToolButton(self)
        set_look(more, "icon")
        dress(more, "ellipsis")
        more.setToolTip(_("More actions"))
        more.setAccessibleName(_("More actions"))
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill_menu)
        return more

    def _fill_menu(self) -> None:
        self._menu.clear()
        shown = {button.action_id for button in self.buttons()}
        rest = [spec for spec in self._offered() if spec.id not in shown]
        fill_menu(self._menu, self._registry, [*rest, *self._registry.at(Place.MORE)])

    def _offered(self) -> list[ActionSpec]:
        """What has a button where there is room."""
        if not self._names:
            return self._registry.at(Place.BAR)
        named = [name for name in self._names if self._registry[name].isVisible()]
        return [self._registry.spec(name) for name in named]

    def _arrange(self) -> None:
        """Place the buttons by hand: a layout would not let the last ones go."""
        look = theme()
        height, gap, left = look.px(HEIGHT), look.px(_GAP), 0
        room = self.width() - look.px(HEIGHT) - gap
        fits, group = True, None
        for button, rule in zip(self._buttons, self._rules, strict=True):
            own = self._registry.spec(button.action_id).group
            begins = group is not None and own != group
            start = left + (gap if begins else 0)
            width = button.sizeHint().width()
            fits = fits and start + width <= room
            button.setVisible(fits)
            rule.setVisible(fits and begins)
            if not fits:
                continue
            rule.setGeometry(start - gap, look.px(6), 1, height - look.px(12))
            button.setGeometry(start, 0, width, height)
            left, group = start + width + look.px(4), own
        self._more.setVisible(self._has_more())
        self._more.setGeometry(left + look.px(4), 0, height, height)
        self.setFixedHeight(height)

    def _has_more(self) -> bool:
        return bool(self._registry.at(Place.MORE) or len(self.buttons()) < len(self._offered()))
