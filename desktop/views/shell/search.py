"""What can be found from the search box, and how well a text fits what was typed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from desktop.translation import N_, _
from desktop.views.shell.actions import ActionRegistry
from desktop.views.shell.mnemonics import plain
from desktop.views.shell.navigation import Navigation, QuickAction
from desktop.views.shell.phrases import matched_share
from desktop.views.shell.recents import Recents

ACTION_PREFIX = ">"
DOCUMENT_PREFIX = "#"
CUSTOMER_PREFIX = "@"
HELP_PREFIX = "?"

_LETTERS_INSIDE = 3  # one or two letters are inside of everything
_EXACT, _START, _WORD, _INSIDE = 4.0, 3.0, 2.0, 1.0
_CALLED_SO = 6.0
"""A command that is called exactly what was typed comes before anything that has these words."""


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
    N_, groups stand by `order`, and neighbours of one group under one heading; `prefix` limits a
    search to the providers that have it, `only_prefixed` keeps one out of all other searches.
    """

    group: str
    prefix: str = ""
    only_prefixed: bool = False
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


def _command_fit(title: str, typed: str) -> float:
    score = fit(title, typed)
    return _CALLED_SO if score == _EXACT else score


def _word_fit(text: str, word: str) -> float:
    if text.startswith(word):
        return _START
    if any(part.startswith(word) for part in text.split()):
        return _WORD
    return _INSIDE if len(word) >= _LETTERS_INSIDE and word in text else 0.0


def pages_provider(navigation: Navigation) -> Provider:
    """The pages of the menu."""

    def search(text: str) -> list[Result]:
        return best(_pages(navigation, text)) if text else []

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


def recents_provider(navigation: Navigation, recents: Recents) -> Provider:
    """Before anything is typed: the pages that are open, then the records looked at lately."""

    def search(text: str) -> list[Result]:
        return [] if text else [*_opened(navigation), *_looked_at(navigation, recents)]

    return Provider(group=N_("Recently Opened"), search=search, most=12, order=0)


def _opened(navigation: Navigation) -> Iterator[Result]:
    """The pages seen last, without the one that is shown."""
    for spec, key, title in navigation.recent()[1:]:
        yield Result(
            title=title or _(spec.title),
            detail=_("open"),
            icon=spec.icon,
            open=partial(navigation.open, spec.name, key),
        )


def _looked_at(navigation: Navigation, recents: Recents) -> Iterator[Result]:
    open_now = [(spec.name, key) for spec, key, _title in navigation.recent()]
    for one in recents.entries():
        if (one.page, one.key) not in open_now:
            spec = navigation.spec(one.page)
            yield Result(
                title=one.title,
                detail=_(spec.title),
                icon=spec.icon,
                open=partial(navigation.open, one.page, one.key),
                open_window=partial(navigation.open, one.page, one.key, new_window=True),
            )


def actions_provider(
    registries: Callable[[], Iterable[ActionRegistry]], navigation: Navigation
) -> Provider:
    """The commands that can be done now: those of the page, of the window, and from everywhere."""

    def search(text: str) -> list[Result]:
        here = [
            _action(registry, spec.id, text)
            for registry in registries()
            for spec in registry
            if registry[spec.id].isEnabled() and registry[spec.id].isVisible()
        ]
        known = {result.title for result in here if result.score}
        everywhere = (one for one in _begun(navigation, text) if one.title not in known)
        return best([*here, *everywhere])

    return Provider(group=N_("Actions"), prefix=ACTION_PREFIX, search=search, order=2)


def _begun(navigation: Navigation, text: str) -> Iterator[Result]:
    """What can be begun from everywhere without naming a record."""
    for spec in navigation.specs() if text else ():
        for action in spec.quick_actions:
            if action.alone is not None:
                title = _(action.text)
                yield Result(
                    title=title,
                    icon=action.icon,
                    score=max(_command_fit(title, text), matched_share(action.text, text)),
                    open=_opening(navigation, action, action.alone),
                    open_window=_opening(navigation, action, action.alone, new_window=True),
                )


def _opening(
    navigation: Navigation,
    action: QuickAction,
    key: Callable[[], object],
    *,
    new_window: bool = False,
) -> Callable[[], None]:
    return lambda: navigation.open(action.page, key(), new_window=new_window)


def _action(registry: ActionRegistry, name: str, text: str) -> Result:
    spec, action = registry.spec(name), registry[name]
    title = plain(action.text()).rstrip("…")
    return Result(
        title=title,
        icon=spec.icon or "play",
        keys=spec.key.shown() if spec.key else "",
        score=_command_fit(title, text) if text else 1.0,
        open=action.trigger,
    )


def shortcuts_provider(registries: Callable[[], Iterable[ActionRegistry]]) -> Provider:
    """Help: what the keys do here. Only with its prefix."""

    def search(text: str) -> list[Result]:
        return best(
            _action(registry, spec.id, text)
            for registry in registries()
            for spec in registry
            if spec.key
        )

    return Provider(
        group=N_("Keyboard Shortcuts"),
        prefix=HELP_PREFIX,
        only_prefixed=True,
        search=search,
        most=40,
        order=11,
    )


def best(results: Iterable[Result]) -> list[Result]:
    """The results that fit, the best first."""
    return sorted((result for result in results if result.score), key=lambda result: -result.score)
