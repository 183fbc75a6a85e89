"""The records looked at lately, kept for each user and company over restarts."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import Navigation, PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.place_keys import from_json, is_lasting, to_json

MOST = 24
"""More than are shown anywhere: records that were deleted since are left out."""
_SECTION = "recent"


@dataclass(frozen=True, slots=True)
class Recent:
    """A record that was looked at: its page, its key, and the title that the page had."""

    page: str
    key: object
    title: str


class Recents(QObject):
    """Follows a navigation and remembers which records were shown, the last one first."""

    def __init__(self, navigation: Navigation, desk: Desk) -> None:
        super().__init__(desk)
        self._navigation = navigation
        self._desk = desk
        navigation.page_made.connect(self._on_page_made)
        navigation.current_changed.connect(self._on_current_changed)

    def entries(self) -> list[Recent]:
        """What is remembered and can still be opened."""
        return [one for one in self._kept() if one.page in self._navigation.pages]

    def spec(self, recent: Recent) -> PageSpec:
        """How the page of an entry is registered."""
        return self._navigation.spec(recent.page)

    def _kept(self) -> list[Recent]:
        stored: list[object] = self._desk.state.get(_SECTION, self._place(), [])
        return [one for one in map(_read, stored) if one is not None]

    def _on_page_made(self, page: Page) -> None:
        # While it is made, a page is called "New …"; its record's title comes later.
        page.title_changed.connect(self._note)

    def _on_current_changed(self) -> None:
        place = self._navigation.current_place
        if any((one.page, one.key) == place for one in self._kept()):
            self._note()

    def _note(self) -> None:
        page, (name, key) = self._navigation.current, self._navigation.current_place
        if page is None or not self._navigation.spec(name).table:
            return
        if key is None or not is_lasting(key):
            return
        others = [one for one in self._kept() if (one.page, one.key) != (name, key)]
        kept = [Recent(name, key, page.title), *others][:MOST]
        self._desk.state.set(
            _SECTION,
            self._place(),
            [[one.page, to_json(one.key), one.title] for one in kept],
        )

    def _place(self) -> str:
        """Under which name the file keeps them; several people may use one computer."""
        return f"{self._desk.company} {self._desk.context.user}"


def _read(stored: object) -> Recent | None:
    """An entry of the file; None for what another version may have written there."""
    if not isinstance(stored, list) or len(stored) != len(("page", "key", "title")):
        return None
    page, key, title = stored
    try:
        return Recent(str(page), from_json(key), str(title))
    except ValueError:
        return None
