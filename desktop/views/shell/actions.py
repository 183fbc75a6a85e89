"""The commands of a page, declared once: buttons, menus, keys and the help are built from them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.errors import InvariantBroken
from desktop.translation import _, pgettext
from desktop.views.shell.icons import icon
from desktop.views.shell.keys import Key
from desktop.views.shell.theme import theme


class Place(StrEnum):
    """Where a command is found besides the search box and the shortcut help."""

    BAR = "bar"
    """A button in the action bar while there is room, else under "…"."""
    MORE = "more"
    """Under "…"."""
    HIDDEN = "hidden"
    """By its key, in a context menu or as a button elsewhere on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """A command that a page offers.

    `text` and `tooltip` are marked with N_; the text is a verb, with an ellipsis when a question
    follows. A text that is also another word is marked with NP_ and its `meaning`. Commands of one
    `group` stand together between separators. One command of a page is `primary`; one more may be
    `framed`. `in_grid` limits the key to the widget of the registry having the focus. `repeats`
    lets a key held down do it again and again.
    """

    id: str
    text: str
    meaning: str = ""
    icon: str = ""
    key: Key | None = None
    tooltip: str = ""
    group: str = ""
    primary: bool = False
    framed: bool = False
    place: Place = Place.BAR
    checkable: bool = False
    in_grid: bool = False
    repeats: bool = False


class ActionRegistry(QObject):
    """The commands of one page (or of the window) as QActions.

    Signals: `changed` when a command was added, or one appeared or vanished.
    """

    changed = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._specs: dict[str, ActionSpec] = {}
        self._actions: dict[str, QAction] = {}
        theme().changed.connect(self._draw_icons)

    def add(self, spec: ActionSpec, do: Callable[[], object]) -> QAction:
        """Offer a command; `do` takes no argument (`checked` is asked of the action)."""
        self._check(spec)
        text = pgettext(spec.meaning, spec.text) if spec.meaning else _(spec.text)
        action = QAction(text, self._widget)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        if spec.key:
            action.setShortcuts(spec.key.sequences())
        action.setShortcutContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
            if spec.in_grid
            else Qt.ShortcutContext.WindowShortcut
        )
        action.setAutoRepeat(spec.repeats)
        action.triggered.connect(lambda _checked=False: do())
        self._specs[spec.id] = spec
        self._actions[spec.id] = action
        self._describe(spec, "")
        self._draw_icon(spec)
        self._widget.addAction(action)
        self.changed.emit()
        return action

    def add_all(self, offered: Iterable[tuple[ActionSpec, Callable[[], object]]]) -> None:
        """Offer several commands in the order in which they are read."""
        for spec, do in offered:
            self.add(spec, do)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __contains__(self, name: str) -> bool:
        return name in self._actions

    def __iter__(self) -> Iterator[ActionSpec]:
        return iter(self._specs.values())

    def spec(self, name: str) -> ActionSpec:
        """How a command was declared."""
        return self._specs[name]

    def set_enabled(self, name: str, enabled: bool, why: str = "") -> None:
        """Allow a command or not; `why` tells the user the reason, in the tooltip."""
        self._actions[name].setEnabled(enabled)
        self._describe(self._specs[name], "" if enabled else why)

    def set_visible(self, name: str, visible: bool) -> None:
        """Show a command or not; a hidden one cannot be done by its key either."""
        action = self._actions[name]
        if action.isVisible() != visible:
            action.setVisible(visible)
            self.changed.emit()

    def set_text(self, name: str, text: str) -> None:
        """Another (translated) text for a command, such as "Reopen" in the place of "Release"."""
        self._actions[name].setText(text)
        self._describe(self._specs[name], "")
        self.changed.emit()

    def at(self, place: Place) -> list[ActionSpec]:
        """The visible commands of a place, the primary one first."""
        found = [
            spec for spec in self if spec.place is place and self._actions[spec.id].isVisible()
        ]
        return sorted(found, key=lambda spec: not spec.primary)

    def menu(self, parent: QWidget, names: Iterable[str]) -> QMenu:
        """A context menu of some commands, with separators between groups."""
        menu = QMenu(parent)
        fill_menu(menu, self, [self._specs[name] for name in names])
        return menu

    def shortcuts(self) -> list[tuple[str, str]]:
        """What can be done by a key on this page: (key, text), in the order of declaration."""
        return [(spec.key.shown(), self._actions[spec.id].text()) for spec in self if spec.key]

    def _check(self, spec: ActionSpec) -> None:
        if spec.id in self._specs:
            raise InvariantBroken(f"two actions are called {spec.id}")
        for other in self:
            if spec.key and spec.key is other.key:
                raise InvariantBroken(f"{spec.id} and {other.id} share a shortcut")
            if spec.primary and other.primary:
                raise InvariantBroken(f"{spec.id} and {other.id} are both primary")

    def _describe(self, spec: ActionSpec, why: str) -> None:
        action = self._actions[spec.id]
        parts = [why or _(spec.tooltip) if why or spec.tooltip else action.text()]
        if spec.key:
            parts.append(f"({spec.key.shown()})")
        action.setToolTip(" ".join(parts))

    def _draw_icons(self) -> None:
        for spec in self:
            self._draw_icon(spec)

    def _draw_icon(self, spec: ActionSpec) -> None:
        if spec.icon:
            token = "onaccent" if spec.primary and spec.place is Place.BAR else "text"
            self._actions[spec.id].setIcon(icon(spec.icon, token))


def fill_menu(menu: QMenu, registry: ActionRegistry, specs: Iterable[ActionSpec]) -> None:
    """Put commands into a menu, with a separator where another group begins."""
    group: str | None = None
    for spec in specs:
        if group is not None and spec.group != group:
            menu.addSeparator()
        group = spec.group
        menu.addAction(registry[spec.id])


def shortcut_clashes(*registries: ActionRegistry) -> list[str]:
    """Keys that two commands share which can be done at the same time: for tests."""
    seen: dict[str, str] = {}
    clashes = []
    for spec in (spec for registry in registries for spec in registry):
        for keys in spec.key.value if spec.key else ():
            if keys in seen:
                clashes.append(f"{keys}: {seen[keys]}, {spec.id}")
            seen[keys] = spec.id
    return clashes
