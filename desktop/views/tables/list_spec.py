"""How a list page is declared: its columns, its queries, its views and what can be done in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from desktop.translation import N_
from desktop.views.shell.actions import ActionSpec
from desktop.views.tables.columns import Column, Order

if TYPE_CHECKING:
    from desktop.services.list_source import ListSource
    from desktop.views.pages.facts import FactBlock

Session: TypeAlias = Any
"""The services' unit of work; the screens hand it on and never look into it."""

FactsQuery = Callable[[Session, Any, Any], Sequence["FactBlock"]]
"""Reads the facts about a row: (session, the row's key, the user's context)."""


class Needs(StrEnum):
    """What must be chosen in a list before a command can be given."""

    NOTHING = "nothing"
    ROW = "row"
    """The row of the cursor."""
    SELECTION = "selection"
    """One row or several."""


def _always(_view: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class PageAction:
    """A command of an area; `do` receives the page: `ListPage`, `CardPage` or `DocumentPage`.

    A list gives its `current_key()` and `selection`, a card or document its `key`.
    `fits` says of a document's snapshot whether the command makes sense now; else it is not shown.
    `begins` a document: the command is offered on an untouched one too, and makes it.
    """

    spec: ActionSpec
    do: Callable[[Any], object]
    needs: Needs = Needs.NOTHING
    fits: Callable[[Any], bool] = _always
    begins: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A named selection of a list's rows, which the area's queries know by `name`."""

    name: str
    label: str
    order: Order = ()


@dataclass(frozen=True, slots=True)
class New:
    """A button of the list: makes a record on the page `page`, or does `do` with the list."""

    text: str
    page: str = ""
    do: Callable[[Any], object] | None = None


@dataclass(frozen=True, eq=False)
class NewRecord:
    """The key of a page for a record that is still to be made; no two are the same.

    `values` are filled in beforehand, such as the name that was searched for.
    """

    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSpec:
    """Everything a list page must know.

    `name` names the list among what is kept per user; it is also the page's name in the
    navigation. `key` reads a row's key, which `open_page` is opened with. `source` makes what
    answers the list's queries, as of now: the work date may be another one. The first of `views`
    is all rows. `tables` are the database tables whose changes refresh the list. `order` is the
    order shown before the user chose one: the source must sort the same way when it receives
    none. `new` is the primary button. `empty` says what belongs here, `empty_link` is another way
    to get it, such as an import.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    source: Callable[[], "ListSource"]
    key: Callable[[Any], Any]
    tables: frozenset[str]
    icon: str = "list"
    views: tuple[View, ...] = ()
    order: Order = ()
    open_page: str = ""
    new: New | None = None
    actions: tuple[PageAction, ...] = ()
    facts: FactsQuery | None = None
    empty: str = N_("There is nothing here yet.")
    empty_link: New | None = None
