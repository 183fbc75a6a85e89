"""Which pages there are, which are open, and the way back: pages meet only through here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
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
class QuickAction:
    """An action that the search box offers from everywhere: "new invoice", "new invoice birk".

    `text` is marked with N_. It opens `page`: with the key from `with_record` when the key of a
    record of the declaring page's table was found by what was typed, with the one from `alone`
    when nothing but the action was typed. Without one of them it is not offered that way.
    """

    text: str
    icon: str
    page: str
    with_record: Callable[[str], object] | None = None
    alone: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A page that can be opened by its name.

    `title`, `menu_title` (a shorter one) and `group` are marked with N_; an empty group stands
    above all groups, `at_foot` below them. `factory` makes the page for a key. `count` reads the
    number beside the menu entry (it receives the session), again when one of the tables in
    `counted` changes. `table` names the table whose records the page shows; `key_of` makes the
    page's key from the record, None where another page is meant. `as_key` turns what others call
    the record into the page's own key, so that a record has only one page. `quick_actions`
    are what can be done with the page's record, or begun, from the search box.
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
    quick_actions: tuple[QuickAction, ...] = ()


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

    `opened` holds the pages that have been made, the one that is shown comes last.
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
        self._specs: dict[str, PageSpec] = {}
        self.opened: list[OpenPage] = []
        self.history = History()
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
            self.window_wanted.emit(self._specs[page].factory(self._desk, key), page)
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
        return [(self._specs[one.name], one.key, one.page.title) for one in reversed(self.opened)]

    def close(self, page: Page) -> bool:
        """Close a page and show the one before it; False when the page wants to stay."""
        found = next((one for one in self.opened if one.page is page), None)
        if found is None or not page.can_close():
            return False
        was_current = found is self.opened[-1]
        self.history.forget((found.name, found.key))
        self._drop(found)
        if was_current and self.history.at >= 0:
            self._show(*self.history.places[self.history.at])
        self.history_changed.emit()
        return True

    def can_close_all(self) -> bool:
        """Ask every page; False, with that page shown, when one wants to stay."""
        for one in reversed(list(self.opened)):
            if not one.page.can_close():
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
            found = OpenPage(name, key, self._specs[name].factory(self._desk, key))
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
