"""Which pages there are: what the menu shows at once, and the others when they are wanted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.errors import InvariantBroken, RecordRef
from desktop.views.shell.desk import Desk
from desktop.views.shell.page import Page

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
    the record into the page's own key, so that a record has only one page. `makes_records` says
    that the page opened with a NewRecord makes a record of `table`. `quick_actions` are what can
    be done with the page's record, or begun, from the search box. `listed` gives the declaration
    (a ListSpec) of a page that is a list whatever its key, so that others can count what it shows.
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
    makes_records: bool = False
    key_of: Callable[[RecordRef], object] = single_key
    as_key: Callable[[object], object] = plain_key
    quick_actions: tuple[QuickAction, ...] = ()
    listed: Callable[[Desk], Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """What the menu shows of a page before the page itself is registered; see PageSpec."""

    name: str
    title: str
    icon: str
    group: str = ""
    menu_title: str = ""
    at_foot: bool = False


Area = Callable[[], Sequence[PageSpec]]
"""Imports an area of the program and tells its pages."""


class PageRegister(QObject):
    """The pages by name, in the order of the menu.

    Importing every area takes longer than showing a window. So areas may be registered later:
    the menu has its entries at once, an area is imported when one of its pages is asked for, or
    by whoever calls `load_next` while nothing else is to be done.

    Signals: `registered(spec)`, also when a page takes the place of its menu entry; `completed`
    when the last area has registered its pages.
    """

    registered = Signal(object)
    completed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._specs: dict[str, PageSpec] = {}
        self._announced: set[str] = set()
        self._areas: list[Area] = []

    def register(self, *specs: PageSpec) -> None:
        """Make pages known."""
        for spec in specs:
            if spec.name in self._specs and spec.name not in self._announced:
                raise InvariantBroken(f"two pages are called {spec.name}")
            self._announced.discard(spec.name)
            self._specs[spec.name] = spec
            self.registered.emit(spec)

    def register_later(self, menu: Sequence[MenuEntry], areas: Sequence[Area]) -> None:
        """Show the entries of the menu now, and import the areas when they are wanted."""
        self._areas += areas
        for entry in menu:
            spec = PageSpec(
                name=entry.name,
                title=entry.title,
                icon=entry.icon,
                group=entry.group,
                menu_title=entry.menu_title,
                at_foot=entry.at_foot,
                factory=self._make,
            )
            self._announced.add(entry.name)
            self._specs[entry.name] = spec
            self.registered.emit(spec)

    def load_next(self) -> bool:
        """Import one more area; False when there is none left."""
        if self._areas:
            self.register(*self._areas.pop(0)())
            if self.is_complete:
                self.completed.emit()
        return bool(self._areas)

    def when_complete(self, do: Callable[[], object]) -> None:
        """Do something as soon as every area is imported and has registered its pages."""
        if self.is_complete:
            do()
        else:
            self.completed.connect(do)

    @property
    def is_complete(self) -> bool:
        """Whether every area has registered its pages."""
        return not self._areas

    def all(self) -> list[PageSpec]:
        """All pages; every area is imported for that."""
        while self.load_next():
            pass
        return list(self._specs.values())

    def __contains__(self, name: object) -> bool:
        """Whether there is such a page, if need be in an area that is not imported yet."""
        while name not in self._specs and self._areas:
            self.load_next()
        return name in self._specs

    def __getitem__(self, name: str) -> PageSpec:
        while self._areas and (name not in self._specs or name in self._announced):
            self.load_next()
        return self._specs[name]

    def _make(self, desk: Desk, key: object) -> Page:
        raise InvariantBroken("a page is opened through its own spec, not through its menu entry")
