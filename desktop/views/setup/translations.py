"""The translations of one code, opened from its card (CU27)."""

from __future__ import annotations

from functools import partial

from desktop.models.labels import table_label
from desktop.translation import N_
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.entry_list import Entries, EntryListPage, EntrySpec, entry_list
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import NewRecord, PageAction

OWNERS = (
    "payment_terms",
    "payment_method",
    "shipment_method",
    "unit_of_measure",
    "vat_clause",
    "country_region",
)
"""Codes whose texts papers print in the language of the customer."""

TRANSLATIONS = ActionSpec(id="translations", text=N_("Translations"), icon="languages")
NEW = ActionSpec(id="new_part", text=N_("New Translation"), icon="plus", key=Key.NEW, primary=True)


def translations_action(table: str) -> PageAction:
    """The command of a code's card that opens its translations."""
    return PageAction(TRANSLATIONS, partial(_open, page_name=page_of(table)))


def page_of(table: str) -> str:
    """The page with the translations of one record of a table."""
    return f"{table}_translations"


def _open(page: CardPage, *, page_name: str) -> None:
    if page.record is not None:
        code = str(page.record.key[0])
        page.desk.navigation.open(page_name, Entries((("code", code),), code))


def _new(page: ListPage, *, card: str) -> None:
    if isinstance(page.key, Entries):
        page.desk.navigation.open(card, NewRecord(dict(page.key.where)))


def _spec(table: str) -> EntrySpec:
    translation = f"{table}_translation"
    card = f"{translation}_card"
    return EntrySpec(
        name=page_of(table),
        title=table_label(translation),
        table=translation,
        icon="languages",
        columns=("language_code", "code", "description"),
        order=(("language_code", False),),
        open_page=card,
        actions=(PageAction(NEW, partial(_new, card=card)),),
        empty=N_("Papers print its own text in every language."),
    )


def _page(spec: EntrySpec, desk: Desk, key: object) -> Page:
    return EntryListPage(desk, spec, key)


def translation_pages() -> tuple[PageSpec, ...]:
    """The list of translations of each code that has any."""
    specs = [_spec(table) for table in OWNERS]
    return tuple(
        PageSpec(
            name=spec.name,
            title=spec.title,
            icon=spec.icon,
            factory=partial(_page, spec),
            listed=partial(entry_list, spec=spec),
            in_menu=False,
        )
        for spec in specs
    )
