"""Another number series for a new record, before its number is drawn (CU21)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from desktop.services.numbering.cards import SeriesChoice
from desktop.translation import N_, _
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Option, choose
from desktop.views.shell.keys import Key
from desktop.views.shell.page import Page

CHOOSE_SERIES = ActionSpec(
    id="choose_series",
    text=N_("Choose Number Series…"),
    icon="list",
    key=Key.CHOOSE_SERIES,
    place=Place.MORE,
    group="record",
)


def ask_series(
    page: Page,
    query: Callable[[Any], Sequence[SeriesChoice]],
    chosen: str | None,
    done: Callable[[str], object],
) -> None:
    """Let the user choose where the number of a new record will be drawn from."""
    page.read(query, done=partial(_offer, page, chosen, done))


def _offer(
    page: Page, chosen: str | None, done: Callable[[str], object], rows: Sequence[SeriesChoice]
) -> None:
    if not rows:
        page.notices.info(
            _("There is no other series to choose. Relate one to the usual series first.")
        )
        return
    options = [Option(row.code, row.code, _words(row)) for row in rows]
    title = _("Choose a number series")
    take = partial(_take, page, done)
    choose(page, title, options, verb=_("Choose"), done=take, chosen=chosen)


def _words(row: SeriesChoice) -> str:
    if row.is_usual:
        return _("{description} (the usual one)").format(description=row.description).strip()
    return row.description


def _take(page: Page, done: Callable[[str], object], code: str) -> None:
    done(code)
    page.notices.info(_("The number will be drawn from series {series}.").format(series=code))
