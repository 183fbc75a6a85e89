"""The menus of the top bar: look, language, companies, help."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from desktop.paths import catalogs
from desktop.settings import Settings, ThemeMode
from desktop.translation import N_, _
from desktop.views.shell.actions import ActionRegistry
from desktop.views.shell.theme import theme

MODES = {
    ThemeMode.SYSTEM: N_("Like the System"),
    ThemeMode.LIGHT: N_("Light"),
    ThemeMode.DARK: N_("Dark"),
}
_SCALES = (90, 100, 110, 125, 150)


class UserMenu(QObject):
    """Builds the menu of the user and keeps the choices made there in the Settings.

    Signals: `language_wanted` with the code of a language, empty for the system's: whoever made
    the window makes it anew in that language, so the choice is not kept here.
    """

    language_wanted = Signal(str)

    def __init__(self, menu: QMenu, settings: Settings, commands: ActionRegistry) -> None:
        super().__init__(menu)
        self._menu = menu
        self._settings = settings
        self._commands = commands
        menu.aboutToShow.connect(self.fill)

    @property
    def settings(self) -> Settings:
        """The choices as they are now."""
        return self._settings

    def fill(self) -> None:
        """Make the menu from the choices as they are now."""
        self._menu.clear()
        self._add_choices(
            _("Colours"),
            [(_(text), mode) for mode, text in MODES.items()],
            self._settings.theme,
            self.choose_theme,
        )
        self._add_choices(
            _("Size of Texts"),
            [(_("{percent} %").format(percent=scale), scale) for scale in _SCALES],
            theme().scale,
            self._choose_scale,
        )
        self._add_choices(_("Language"), languages(), self._settings.language, self.choose_language)
        self._menu.addSeparator()
        for name in ("collapse", "open_company", "new_company"):
            self._menu.addAction(self._commands[name])
        self._menu.addSeparator()
        for name in ("about", "quit"):
            self._menu.addAction(self._commands[name])

    def _add_choices(
        self,
        title: str,
        choices: list[tuple[str, object]],
        chosen: object,
        choose: Callable[..., None],
    ) -> None:
        menu = self._menu.addMenu(title)
        group = QActionGroup(menu)
        for text, value in choices:
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.triggered.connect(partial(_call, choose, value))
            group.addAction(action)
            menu.addAction(action)

    def choose_theme(self, mode: ThemeMode) -> None:
        """Show and keep other colours."""
        theme().set_mode(mode)
        self._keep(replace(self._settings, theme=mode))

    def _choose_scale(self, scale: int) -> None:
        theme().set_scale(scale)
        self._keep(replace(self._settings, scale=scale))

    def choose_language(self, language: str) -> None:
        """Ask for another language; empty is the system's."""
        if language != self._settings.language:
            self.language_wanted.emit(language)

    def _keep(self, settings: Settings) -> None:
        self._settings = settings
        settings.save()


def _call(choose: Callable[[object], None], value: object, *_checked: object) -> None:
    choose(value)


def languages() -> list[tuple[str, object]]:
    """The languages that there is a catalog for, each in its own words, after the system's."""
    codes = {"en", *(path.parent.name for path in catalogs().glob("*/LC_MESSAGES"))}
    named = sorted((_own_name(code), code) for code in codes)
    return [(_("Like the System"), ""), *named]


def _own_name(code: str) -> str:
    if code == "en":
        return "English"  # the system would say which kind of English
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:]
