"""Merge With…: choosing the customer or contact that a card or a row of the list takes over."""

from __future__ import annotations

from functools import partial

from desktop.models.duplicate_words import PartyKind
from desktop.services.merging.choice import MergePair
from desktop.services.records import FieldInfo, FieldKind, LookupRow
from desktop.translation import N_, _
from desktop.views.fields.field import Deliver
from desktop.views.fields.lookup_picker import LookupPicker
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.lookups import Lookups
from desktop.views.pages.party_words import WORDS
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage

MERGE_WITH = ActionSpec(
    id="merge_with", text=N_("Merge With…"), icon="merge", place=Place.MORE, group="record"
)
FIND_DUPLICATES = ActionSpec(
    id="open_duplicates", text=N_("Duplicates"), icon="merge", place=Place.MORE, group="record"
)

_OTHER = {
    kind: FieldInfo(
        name="duplicate", label=N_("Duplicate"), kind=FieldKind.LOOKUP, lookup=kind.value
    )
    for kind in WORDS
}


def merge_card_with(page: CardPage, kind: PartyKind = PartyKind.CUSTOMER) -> None:
    """Choose whom the customer or contact of a card takes over."""
    if page.record is not None:
        choose_duplicate(page, str(page.record.key[0]), kind)


def merge_row_with(page: ListPage, kind: PartyKind = PartyKind.CUSTOMER) -> None:
    """Choose whom the customer or contact under the cursor takes over."""
    row = page.current_key()
    choose_duplicate(page, str(row[0] if isinstance(row, tuple) else row), kind)


def choose_duplicate(page: Page, survivor: str, kind: PartyKind) -> LookupPicker:
    """Let the user pick the other record; then both are shown side by side."""
    source = partial(_others, Lookups(page, dict, {}), survivor)
    picker = LookupPicker(_OTHER[kind], "", source, page)
    picker.setWindowTitle(_("Merge {survivor} with").format(survivor=survivor))
    picker.picked.connect(partial(_compare, page, survivor, kind))
    picker.open()
    picker.ask()
    return picker


def _others(lookups: Lookups, survivor: str, info: FieldInfo, text: str, deliver: Deliver) -> None:
    """Look up all but the survivor, who cannot be merged into itself."""
    lookups.all(info, text, lambda rows: deliver([each for each in rows if each.key != survivor]))


def _compare(page: Page, survivor: str, kind: PartyKind, row: LookupRow) -> None:
    page.desk.navigation.open("merge_customers", MergePair(survivor, row.key, kind))


def open_duplicates(page: Page, kind: PartyKind = PartyKind.CUSTOMER) -> None:
    """Show the page that looks for duplicates of a kind."""
    page.desk.navigation.open(WORDS[kind].duplicates_page)
