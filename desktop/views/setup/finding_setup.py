"""What the search box finds of the set-up: the pages of the hub, by their titles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from desktop.translation import N_, _
from desktop.views.setup.hub import setup_rows
from desktop.views.shell.navigation import Navigation
from desktop.views.shell.search import Provider, Result, best, fit


def setup_provider(navigation: Navigation) -> Provider:
    """The pages of the set-up; those that the menu or an action opens are found there."""

    def search(text: str) -> list[Result]:
        return best(_pages(navigation, text)) if text else []

    return Provider(group=N_("Setup"), search=search, order=9)


def _pages(navigation: Navigation, text: str) -> Iterator[Result]:
    elsewhere = {
        _(title)
        for spec in navigation.specs()
        for title in (spec.title if spec.in_menu else "", *(a.text for a in spec.quick_actions))
        if title
    }
    for row in setup_rows():
        if row.title not in elsewhere:
            yield Result(
                title=row.title,
                detail=row.group,
                icon="settings",
                score=fit(row.title, text),
                open=partial(navigation.open, row.page, row.key),
                open_window=partial(navigation.open, row.page, row.key, new_window=True),
            )
