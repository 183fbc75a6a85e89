"""Where a record is used: table by table, and the records of one of them behind Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from desktop.errors import RecordRef
from desktop.models.labels import field_label, table_label
from desktop.services.records import field_infos, key_fields
from desktop.services.setup.where_used import Usage, where_used
from desktop.translation import N_, _
from desktop.views.pages.entry_list import Entries, EntryListPage, EntrySpec
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Session

WHERE_USED = ActionSpec(
    id="where_used", text=N_("Where-Used"), icon="network", place=Place.MORE, group="record"
)
_MOST_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Users:
    """The key of a list of records of `table` that have certain values; `what` names them."""

    table: str
    where: tuple[tuple[str, object], ...]
    what: str


def open_where_used(page: Page, record: RecordRef | None) -> None:
    """Show where a record is used."""
    if record is not None:
        page.desk.navigation.open("where_used", record)


def _fields(row: Usage) -> str:
    return ", ".join(_(field_label(name)) for name in row.fields)


def _deletion(row: Usage) -> str:
    return _("Goes with it") if row.owned else _("Prevents deletion")


COLUMNS = (
    Column("table", N_("Table"), lambda row: _(table_label(row.table)), width=280),
    Column("fields", N_("Field"), _fields, width=320),
    Column("count", N_("Records"), lambda row: row.count, Kind.INTEGER, width=96),
    Column(
        "owned",
        N_("Deletion"),
        _deletion,
        Kind.STATUS,
        width=180,
        pill=lambda row: Tone.NEUTRAL if row.owned else Tone.WARN,
        sortable=False,
    ),
)


class WhereUsedPage(ListPage):
    """The tables that name a record; Enter shows their records."""

    def __init__(self, desk: Desk, key: RecordRef) -> None:
        self._record = key
        super().__init__(desk, _spec(key), key)
        self.set_title(
            _("Where {table} {key} Is Used").format(table=_(table_label(key.table)), key=key)
        )

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if isinstance(row, Usage):
            self.desk.navigation.open("users", Users(row.table, row.where, str(self._record)))


class UsersPage(EntryListPage):
    """The records of one table that name a record; Enter opens the card of one, if it has one."""

    def __init__(self, desk: Desk, key: Users) -> None:
        self._users = key
        super().__init__(desk, _users_spec(key.table), Entries(key.where, key.what))
        self.key = key

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if row is not None and not self.desk.navigation.open_record(
            RecordRef(self._users.table, row.key)
        ):
            self.notices.info(_("These records have no page of their own."))


def usage_key(row: Usage) -> tuple[object, ...]:
    """What identifies a row: the table and which of its columns name the record."""
    return row.table, row.fields, row.where


def _spec(record: RecordRef) -> ListSpec:
    return ListSpec(
        name="where_used",
        title=N_("Where-Used"),
        icon="network",
        columns=COLUMNS,
        source=computed(partial(_found, record=record), COLUMNS, usage_key),
        key=usage_key,
        tables=frozenset(),
        empty=N_("Nothing uses this record. It can be deleted."),
    )


def _used(row: Usage) -> int:
    return row.count


def _found(session: Session, *, record: RecordRef) -> Sequence[Usage]:
    return where_used(session, record)


def _users_spec(table: str) -> EntrySpec:
    keys = key_fields(table)
    return EntrySpec(
        name=f"users_{table}",
        title=table_label(table),
        table=table,
        columns=_columns_of(table),
        order=tuple((name, False) for name in keys),
        icon="network",
        empty=N_("Nothing uses this record any more."),
    )


def _columns_of(table: str) -> tuple[str, ...]:
    keys = key_fields(table)
    others = [info.name for info in field_infos(table) if info.editable and info.name not in keys]
    return (*keys, *others[: _MOST_COLUMNS - len(keys)])


def _where_used_page(desk: Desk, key: object) -> Page:
    if not isinstance(key, RecordRef):
        raise TypeError(key)
    return WhereUsedPage(desk, key)


def _users_page(desk: Desk, key: object) -> Page:
    if not isinstance(key, Users):
        raise TypeError(key)
    return UsersPage(desk, key)


def where_used_pages() -> tuple[PageSpec, ...]:
    """Both pages for the navigation; they are opened from cards and lists."""
    return (
        PageSpec(
            name="where_used",
            title=N_("Where-Used"),
            icon="network",
            factory=_where_used_page,
            in_menu=False,
        ),
        PageSpec(
            name="users",
            title=N_("Records That Use It"),
            icon="network",
            factory=_users_page,
            in_menu=False,
        ),
    )
