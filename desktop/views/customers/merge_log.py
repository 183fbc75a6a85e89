"""The log of merges: who was merged into whom, and what stood where before (CU145)."""

from __future__ import annotations

from functools import partial

from desktop.models.labels import field_label, table_label
from desktop.services.records import RecordRow
from desktop.translation import N_, _
from desktop.views.pages.entry_list import Entries, EntryListPage, EntrySpec, entry_list
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column

MERGE_LOG = "merge_log"
MERGE_LOG_ROWS = "merge_log_rows"
MERGED_INTO = "merged_into"
"""What the log says of a contact that was merged along with its customer; no field of a table."""

_TABLE = partial(Column, "table_name", N_("Table"))


def _table(row: RecordRow) -> str:
    return _(table_label(str(row.values["table_name"])))


def _field(row: RecordRow) -> str:
    """The field; none when the whole record is kept."""
    name = str(row.values["column_name"])
    if name == MERGED_INTO:
        return _("Merged into")
    return _(field_label(name)) if name else _("(the whole record)")


def _changes_of(row: RecordRow) -> Entries:
    what = _("{duplicate} into {survivor}").format(
        duplicate=row.values["duplicate"], survivor=row.values["survivor"]
    )
    return Entries((("merge_id", row.key[0]),), what)


_MERGES = EntrySpec(
    name=MERGE_LOG,
    title=N_("Merge Log"),
    table="merge_log",
    columns=("id", "merged_at", "user", "duplicate", "survivor"),
    extra=(_TABLE(_table),),
    order=(("id", True),),
    icon="history",
    open_page=MERGE_LOG_ROWS,
    open_key=_changes_of,
    empty=N_("Nothing was merged yet."),
)

_CHANGES = EntrySpec(
    name=MERGE_LOG_ROWS,
    title=N_("Changes by a Merge"),
    table="merge_log_row",
    columns=("line_no",),
    extra=(
        _TABLE(_table),
        Column("row_key", N_("Record Key"), lambda row: row.values["row_key"]),
        Column("column_name", N_("Field"), _field),
        Column("old_value", N_("Old Value"), lambda row: row.values["old_value"], width=360),
    ),
    order=(("line_no", False),),
    icon="history",
)


def _page(desk: Desk, key: object, spec: EntrySpec) -> Page:
    return EntryListPage(desk, spec, key)


def merge_log_pages() -> tuple[PageSpec, ...]:
    """The merges, and what each of them changed; they are opened from the duplicates."""
    return tuple(
        PageSpec(
            name=spec.name,
            title=spec.title,
            icon=spec.icon,
            factory=partial(_page, spec=spec),
            in_menu=False,
            listed=partial(entry_list, spec=spec),
        )
        for spec in (_MERGES, _CHANGES)
    )
