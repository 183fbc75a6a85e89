"""Which pages there are, which are open, and the way back: pages meet only through here."""

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.errors import RecordRef
from desktop.views.shell.desk import Desk
from desktop.views.shell.page import Page
from desktop.views.shell.page_register import (
    Factory,
    PageRegister,
    PageSpec,
    QuickAction,
    plain_key,
    single_key,
)

__all__ = [
    "PAGES_KEPT",
    "Factory",
    "History",
    "Navigation",
    "OpenPage",
    "PageSpec",
    "QuickAction",
    "plain_key",
    "single_key",
]

PAGES_KEPT = 12
"""Open pages kept with their content; the one not seen for the longest time goes first."""


@dataclass(slots=True)
class OpenPage:
    """A page that has been made, and where it was opened."""

    name: str
    key: object
    page: Page


@dataclass(slots=True)
class History:
    """The way the user went; `at` is where the user is now, -1 before the first page."""

    places: list[tuple[str, object]] = field(default_factory=list)
    at: int = -1

    def go(self, place: tuple[str, object]) -> None:
        """Go on to a place; the way forward from here is forgotten."""
        if self.at >= 0 and self.places[self.at] == place:
            return
        del self.places[self.at + 1 :]
        self.places.append(place)
        self.at += 1

    def rename(self, old: tuple[str, object], new: tuple[str, object]) -> None:
        """A place has another key."""
        self.places = [new if place == old else place for place in self.places]

    def forget(self, place: tuple[str, object]) -> None:
        """A place is gone: no way leads there any more."""
        before = sum(1 for one in self.places[: self.at + 1] if one == place)
        self.places = [one for one in self.places if one != place]
        self.at = min(self.at - before, len(self.places) - 1)


class Navigation(QObject):
    """Opens pages by name and key, keeps them, and goes back and forward.

    `pages` knows how each page is made. `opened` holds the pages that have been made, the one
    that is shown comes last.

    Signals: `registered(spec)`; `page_made(page)` and `page_gone(page)` around a page's life;
    `current_changed(page)` when another page is shown; `window_wanted(page, name)` for a page that
    shall have a window of its own; `history_changed` also when an open page has got another key.
    """

    registered = Signal(object)
    page_made = Signal(object)
    page_gone = Signal(object)
    current_changed = Signal(object)
    window_wanted = Signal(object, str)
    history_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.pages = PageRegister(self)
        self.pages.registered.connect(self.registered)
        self.opened: list[OpenPage] = []
        self.history = History()
        desk.navigation = self

    def register(self, *specs: PageSpec) -> None:
        """Make pages known, in the order of the menu."""
        self.pages.register(*specs)

    def specs(self) -> list[PageSpec]:
        """All pages in the order of the menu."""
        return self.pages.all()

    def spec(self, name: str) -> PageSpec:
        """How a page was registered."""
        return self.pages[name]

    def open(self, page: str, key: object = None, *, new_window: bool = False) -> None:
        """Show a page; one that is open already is shown as it was left."""
        key = self.pages[page].as_key(key)
        if new_window:
            self.window_wanted.emit(self.pages[page].factory(self._desk, key), page)
            return
        self.history.go((page, key))
        self._show(page, key)

    def open_record(self, record: RecordRef, field: str = "") -> bool:
        """Show the page of a record, with the cursor in a field; False when it has no page."""
        for spec in self.specs():
            key = spec.key_of(record) if spec.table == record.table else None
            if key is not None:
                self.open(spec.name, key)
                if field:
                    self.opened[-1].page.go_to_field(record, field)
                return True
        return False

    def back(self) -> None:
        """Show the page before this one."""
        if self.can_go_back:
            self.history.at -= 1
            self._show(*self.history.places[self.history.at])

    def forward(self) -> None:
        """Show the page that the user came back from."""
        if self.can_go_forward:
            self.history.at += 1
            self._show(*self.history.places[self.history.at])

    def go_way(self, places: list[tuple[str, object]], at: int) -> None:
        """Take over the way that was gone before: back and forward lead along it."""
        self.history.places, self.history.at = list(places), at
        self._show(*places[at])

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before this one."""
        return self.history.at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether the user came back from a page."""
        return self.history.at < len(self.history.places) - 1

    @property
    def current(self) -> Page | None:
        """The page that is shown."""
        return self.opened[-1].page if self.opened else None

    @property
    def current_place(self) -> tuple[str, object]:
        """The name and key of the page that is shown; an empty name before the first one."""
        return (self.opened[-1].name, self.opened[-1].key) if self.opened else ("", None)

    def recent(self) -> list[tuple[PageSpec, object, str]]:
        """The open pages, last seen first: how registered, key, title."""
        return [(self.pages[one.name], one.key, one.page.title) for one in reversed(self.opened)]

    def close(self, page: Page) -> bool:
        """Close a page and show the one before it; False when the page stays, or saves first."""
        found = next((one for one in self.opened if one.page is page), None)
        if found is None:
            return False
        if not page.can_close():
            page.last_entry.when_saved(partial(self.close, page))
            return False
        was_current = found is self.opened[-1]
        self.history.forget((found.name, found.key))
        self._drop(found)
        if was_current and self.history.at >= 0:
            self._show(*self.history.places[self.history.at])
        self.history_changed.emit()
        return True

    def can_close_all(self) -> bool:
        """Ask every page; False when one saves first, or wants to stay, which is then shown."""
        for one in reversed(list(self.opened)):
            if not one.page.can_close():
                if not one.page.last_entry.is_saving:
                    self.open(one.name, one.key)
                return False
        return True

    def close_all(self) -> bool:
        """Close every page; False, with that page shown, when one wants to stay."""
        if not self.can_close_all():
            return False
        for one in list(self.opened):
            self._drop(one)
        return True

    def _show(self, name: str, key: object) -> None:
        found = next((one for one in self.opened if (one.name, one.key) == (name, key)), None)
        if found is None:
            found = OpenPage(name, key, self.pages[name].factory(self._desk, key))
            found.page.closed.connect(partial(self.close, found.page))
            found.page.key_changed.connect(self._on_key_changed)
            self.opened.append(found)
            self.page_made.emit(found.page)
        else:
            self.opened.remove(found)
            self.opened.append(found)
        self.current_changed.emit(found.page)
        self.history_changed.emit()
        for one in self.opened[:-PAGES_KEPT]:
            if one.page.can_close():
                self._drop(one)

    def _drop(self, one: OpenPage) -> None:
        self.opened.remove(one)
        self._desk.tasks.drop(one.page)
        self.page_gone.emit(one.page)
        one.page.deleteLater()

    def _on_key_changed(self) -> None:
        """Know a page by its new key: a record was made on it, or its neighbour is shown."""
        found = next((one for one in self.opened if one.page is self.sender()), None)
        if found is not None:
            key = found.page.key
            self.history.rename((found.name, found.key), (found.name, key))
            found.key = key
            self.history_changed.emit()
