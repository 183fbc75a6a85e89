"""What can be found from the search box, and how well a text fits what was typed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from desktop.translation import N_, _
from desktop.views.shell.actions import ActionRegistry
from desktop.views.shell.mnemonics import plain
from desktop.views.shell.navigation import Navigation

ACTION_PREFIX = ">"
DOCUMENT_PREFIX = "#"
CUSTOMER_PREFIX = "@"
HELP_PREFIX = "?"

_LETTERS_INSIDE = 3  # one or two letters are inside of everything
_EXACT, _START, _WORD, _INSIDE = 4.0, 3.0, 2.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Something found: `title` and `detail` are in the user's language.

    `open` is called on Enter, `open_window` on Ctrl+Enter (`open` when there is none). `score`
    orders the results of a group and tells which one is the best of all.
    """

    title: str
    icon: str
    open: Callable[[], object]
    detail: str = ""
    keys: str = ""
    score: float = 1.0
    open_window: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A group of results.

    Either `search(text)` answers at once from what the window knows, or `query(session, text)`
    asks the database in the background; at most `most` results are shown. `group` is marked with
    N_, groups stand by `order`; `prefix` limits a search to the providers that have it.
    """

    group: str
    prefix: str = ""
    search: Callable[[str], Sequence[Result]] | None = None
    query: Callable[[Any, str], Sequence[Result]] | None = None
    most: int = 5
    order: int = 5


def fit(text: str, typed: str) -> float:
    """How well a text fits: 0 when a typed word is not in it; the beginning counts most."""
    text, words = text.casefold(), typed.casefold().split()
    if text == typed.casefold().strip():
        return _EXACT
    scores = [_word_fit(text, word) for word in words]
    return 0.0 if not all(scores) else sum(scores) / max(len(scores), 1)


def _word_fit(text: str, word: str) -> float:
    if text.startswith(word):
        return _START
    if any(part.startswith(word) for part in text.split()):
        return _WORD
    return _INSIDE if len(word) >= _LETTERS_INSIDE and word in text else 0.0


def pages_provider(navigation: Navigation) -> Provider:
    """The pages of the menu, and those open now."""

    def search(text: str) -> list[Result]:
        return _best(_pages(navigation, text)) if text else _recent(navigation)

    return Provider(group=N_("Pages"), search=search, most=6, order=8)


def _pages(navigation: Navigation, text: str) -> Iterator[Result]:
    for spec in navigation.specs():
        title = _(spec.title)
        titles = [title, _(spec.menu_title)] if spec.menu_title else [title]
        score = max(fit(one, text) for one in titles)
        if spec.in_menu:
            yield Result(
                title=title,
                detail=_(spec.group) if spec.group else "",
                icon=spec.icon,
                score=score,
                open=partial(navigation.open, spec.name),
                open_window=partial(navigation.open, spec.name, new_window=True),
            )


def _recent(navigation: Navigation) -> list[Result]:
    """The pages seen last, without the one that is shown."""
    return [
        Result(
            title=title or _(spec.title),
            detail=_("open"),
            icon=spec.icon,
            open=partial(navigation.open, spec.name, key),
        )
        for spec, key, title in navigation.recent()[1:]
    ]


def actions_provider(registries: Callable[[], Iterable[ActionRegistry]]) -> Provider:
    """The commands that can be done now: those of the page and those of the window."""

    def search(text: str) -> list[Result]:
        return _best(
            _action(registry, spec.id, text)
            for registry in registries()
            for spec in registry
            if registry[spec.id].isEnabled() and registry[spec.id].isVisible()
        )

    return Provider(group=N_("Actions"), prefix=ACTION_PREFIX, search=search, order=1)


def _action(registry: ActionRegistry, name: str, text: str) -> Result:
    spec, action = registry.spec(name), registry[name]
    title = plain(action.text()).rstrip("…")
    return Result(
        title=title,
        icon=spec.icon or "play",
        keys=spec.key.shown() if spec.key else "",
        score=fit(title, text) if text else 1.0,
        open=action.trigger,
    )


def shortcuts_provider(registries: Callable[[], Iterable[ActionRegistry]]) -> Provider:
    """Help: what the keys do here. Only with its prefix."""

    def search(text: str) -> list[Result]:
        return _best(
            _action(registry, spec.id, text)
            for registry in registries()
            for spec in registry
            if spec.key
        )

    return Provider(group=N_("Help"), prefix=HELP_PREFIX, search=search, most=40, order=9)


def _best(results: Iterable[Result]) -> list[Result]:
    return sorted((result for result in results if result.score), key=lambda result: -result.score)
