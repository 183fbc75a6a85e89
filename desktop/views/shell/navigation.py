"""Which pages there are, which are open, and the way back: pages meet only through here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.errors import InvariantBroken, RecordRef
from desktop.views.shell.desk import Desk
from desktop.views.shell.page import Page

PAGES_KEPT = 12
"""Open pages kept with their content; the one not seen for the longest time goes first."""

Factory = Callable[[Desk, object], Page]


def plain_key(key: object) -> object:
    """A key as pages take it: the value itself where there is only one part."""
    return key[0] if isinstance(key, tuple) and len(key) == 1 else key


def single_key(record: RecordRef) -> object:
    """The key of a record as pages take it."""
    return plain_key(record.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A page that can be opened by its name.

    `title`, `menu_title` (a shorter one) and `group` are marked with N_; an empty group stands
    above all groups, `at_foot` below them. `factory` makes the page for a key. `count` reads the
    number beside the menu entry (it receives the session), again when one of the tables in
    `counted` changes. `table` names the table whose records the page shows; `key_of` makes the
    page's key from the record, None where another page is meant. `as_key` turns what others call
    the record into the page's own key, so that a record has only one page. `listed` gives the
    declaration (a ListSpec) of a page that is a list whatever its key, so that others can count
    what it shows.
    """

    name: str
    title: str
    icon: str
    factory: Factory
    group: str = ""
    menu_title: str = ""
    in_menu: bool = True
    at_foot: bool = False
    count: Callable[[Any], int] | None = None
    counted: frozenset[str] = frozenset()
    table: str = ""
    key_of: Callable[[RecordRef], object] = single_key
    as_key: Callable[[object], object] = plain_key
    listed: Callable[[Desk], Any] | None = None


@dataclass(slots=True)
class _Open:
    """A page that has been made, and where it was opened."""

    name: str
    key: object
    page: Page


@dataclass(slots=True)
class _History:
    """The way the user went; `at` is where the user is now, -1 before the first page."""

    places: list[tuple[str, object]] = field(default_factory=list)
    at: int = -1

    def go(self, place: tuple[str, object]) -> None:
        if self.at >= 0 and self.places[self.at] == place:
            return
        del self.places[self.at + 1 :]
        self.places.append(place)
        self.at += 1

    def rename(self, old: tuple[str, object], new: tuple[str, object]) -> None:
        self.places = [new if place == old else place for place in self.places]

    def forget(self, place: tuple[str, object]) -> None:
        before = sum(1 for one in self.places[: self.at + 1] if one == place)
        self.places = [one for one in self.places if one != place]
        self.at = min(self.at - before, len(self.places) - 1)


class Navigation(QObject):
    """Opens pages by name and key, keeps them, and goes back and forward.

    Signals: `registered(spec)`; `page_made(page)` and `page_gone(page)` around a page's life;
    `current_changed(page)` when another page is shown; `window_wanted(page)` for a page that
    shall have a window of its own; `history_changed`.
    """

    registered = Signal(object)
    page_made = Signal(object)
    page_gone = Signal(object)
    current_changed = Signal(object)
    window_wanted = Signal(object)
    history_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._specs: dict[str, PageSpec] = {}
        self._open: list[_Open] = []
        self._history = _History()
        desk.navigation = self

    def register(self, *specs: PageSpec) -> None:
        """Make pages known, in the order of the menu."""
        for spec in specs:
            if spec.name in self._specs:
                raise InvariantBroken(f"two pages are called {spec.name}")
            self._specs[spec.name] = spec
            self.registered.emit(spec)

    def specs(self) -> list[PageSpec]:
        """All pages in the order of the menu."""
        return list(self._specs.values())

    def spec(self, name: str) -> PageSpec:
        """How a page was registered."""
        return self._specs[name]

    def open(self, page: str, key: object = None, *, new_window: bool = False) -> None:
        """Show a page; one that is open already is shown as it was left."""
        key = self._specs[page].as_key(key)
        if new_window:
            self.window_wanted.emit(self._specs[page].factory(self._desk, key))
            return
        self._history.go((page, key))
        self._show(page, key)

    def open_record(self, record: RecordRef, field: str = "") -> bool:
        """Show the page of a record, with the cursor in a field; False when it has no page."""
        for spec in self.specs():
            key = spec.key_of(record) if spec.table == record.table else None
            if key is not None:
                self.open(spec.name, key)
                if field:
                    self._open[-1].page.go_to_field(record, field)
                return True
        return False

    def back(self) -> None:
        """Show the page before this one."""
        if self.can_go_back:
            self._history.at -= 1
            self._show(*self._history.places[self._history.at])

    def forward(self) -> None:
        """Show the page that the user came back from."""
        if self.can_go_forward:
            self._history.at += 1
            self._show(*self._history.places[self._history.at])

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before this one."""
        return self._history.at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether the user came back from a page."""
        return self._history.at < len(self._history.places) - 1

    @property
    def current(self) -> Page | None:
        """The page that is shown."""
        return self._open[-1].page if self._open else None

    @property
    def current_place(self) -> tuple[str, object]:
        """The name and key of the page that is shown; an empty name before the first one."""
        return (self._open[-1].name, self._open[-1].key) if self._open else ("", None)

    def recent(self) -> list[tuple[PageSpec, object, str]]:
        """The open pages, last seen first: how registered, key, title."""
        return [(self._specs[one.name], one.key, one.page.title) for one in reversed(self._open)]

    def close(self, page: Page) -> bool:
        """Close a page and show the one before it; False when the page wants to stay."""
        found = next((one for one in self._open if one.page is page), None)
        if found is None or not page.can_close():
            return False
        was_current = found is self._open[-1]
        self._history.forget((found.name, found.key))
        self._drop(found)
        if was_current and self._history.at >= 0:
            self._show(*self._history.places[self._history.at])
        self.history_changed.emit()
        return True

    def close_all(self) -> bool:
        """Ask every page; False, with that page shown, when one wants to stay."""
        for one in reversed(list(self._open)):
            if not one.page.can_close():
                self.open(one.name, one.key)
                return False
        for one in list(self._open):
            self._drop(one)
        return True

    def _show(self, name: str, key: object) -> None:
        found = next((one for one in self._open if (one.name, one.key) == (name, key)), None)
        if found is None:
            found = _Open(name, key, self._specs[name].factory(self._desk, key))
            found.page.closed.connect(self._on_closed)
            found.page.key_changed.connect(self._on_key_changed)
            self._open.append(found)
            self.page_made.emit(found.page)
        else:
            self._open.remove(found)
            self._open.append(found)
        self.current_changed.emit(found.page)
        self.history_changed.emit()
        self._let_old_go()

    def _let_old_go(self) -> None:
        for one in self._open[:-PAGES_KEPT]:
            if one.page.can_close():
                self._drop(one)

    def _drop(self, one: _Open) -> None:
        self._open.remove(one)
        self._desk.tasks.drop(one.page)
        self.page_gone.emit(one.page)
        one.page.deleteLater()

    def _on_key_changed(self) -> None:
        """Know a page by its new key: a record was made on it, or its neighbour is shown."""
        found = next((one for one in self._open if one.page is self.sender()), None)
        if found is not None:
            key = found.page.key
            self._history.rename((found.name, found.key), (found.name, key))
            found.key = key

    def _on_closed(self) -> None:
        page = self.sender()
        if isinstance(page, Page):
            self.close(page)
