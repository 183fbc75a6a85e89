"""Who changed what on a card, and when: the change log of one record (CU6)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop.errors import RecordRef
from desktop.models.labels import field_label, table_label
from desktop.services.records import RecordRow
from desktop.services.setup.change_log import logged_value
from desktop.translation import N_, _
from desktop.views.pages.entry_list import Entries, EntryListPage, EntrySpec, entry_list
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, value_text

if TYPE_CHECKING:
    from desktop.views.pages.card_page import CardPage

CHANGE_LOG = ActionSpec(
    id="change_log", text=N_("Change Log"), icon="history", place=Place.MORE, group="record"
)
PAGE = "change_log"

CHANGES = {
    "added": N_("Created"),
    "changed": N_("Changed"),
    "deleted": N_("Deleted"),
}


def _what(row: RecordRow) -> str:
    """The field that was changed; what else was done to the record."""
    field = str(row.values["field_name"])
    change = str(row.values["change"])
    return _(field_label(field)) if field else _(CHANGES.get(change, change))


def _stood(name: str) -> Callable[[RecordRow], str]:
    """What stood in the changed field, in the user's language."""

    def text(row: RecordRow) -> str:
        written = str(row.values[name] or "")
        field = str(row.values["field_name"])
        value = logged_value(str(row.values["table_name"]), field, written)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        return value_text(value, Kind.TEXT)

    return text


LOG = EntrySpec(
    name=PAGE,
    title=N_("Change Log"),
    table="change_log_entry",
    icon="history",
    columns=("changed_at", "user"),
    extra=(
        Column("field_name", N_("Field"), _what, width=200, sortable=False),
        Column("old_value", N_("Old Value"), _stood("old_value"), width=220),
        Column("new_value", N_("New Value"), _stood("new_value"), width=220),
    ),
    order=(("id", True),),
    empty=N_("Nothing was changed here yet."),
)


def open_change_log(page: CardPage) -> None:
    """Show what was changed on the card's record."""
    key = page.record_key
    if key is None:
        return
    table = page.spec.table
    ref = RecordRef(table, key)
    where = (("table_name", table), ("record_key", str(ref)))
    what = f"{_(table_label(table))} {ref}"
    page.desk.navigation.open(PAGE, Entries(where, what))


def _page(desk: Desk, key: object) -> Page:
    return EntryListPage(desk, LOG, key)


def change_log_page() -> tuple[PageSpec, ...]:
    """The page for the navigation; it is opened from a card."""
    return (
        PageSpec(
            name=PAGE,
            title=N_("Change Log"),
            icon="history",
            factory=_page,
            listed=partial(entry_list, spec=LOG),
            in_menu=False,
        ),
    )
