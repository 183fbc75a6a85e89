"""The list and the card of any setup table, declared by its name and its groups of fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from desktop.errors import RecordRef
from desktop.services.list_source import ListSource
from desktop.services.records import field_infos, key_fields, records
from desktop.translation import N_
from desktop.views.fields.field import LookupQuery
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.card_spec import CardSpec
from desktop.views.pages.entry_list import row_key
from desktop.views.pages.exchange_actions import exchange_actions
from desktop.views.pages.facts_loader import FactsQuery
from desktop.views.pages.field_groups import Group
from desktop.views.pages.where_used import WHERE_USED, open_where_used
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column
from desktop.views.tables.info_columns import further_columns, info_columns
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, New, NewRecord, PageAction, View

_MOST_COLUMNS = 8
_NOT_SHOWN = frozenset(
    {"row_version", "changed_by", "changed_at", "created_by", "created_at", "is_demo"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPages:
    """A table's list and card. `title` is the list's, `record` names one record, both N_.

    `groups` are the card's; without them all fields that somebody may type stand in one group.
    `columns` are the list's; without them the key and the first fields are shown. The table's
    other fields can be chosen and filtered by. `views` are those that the records service knows.
    `lookups` gives fields of the card a query of their own. `source` lists the records as of a
    work date where the rows know more than the table, such as what `beside` shows after the
    key and the name; `tables` are further tables whose changes refresh the list. `empty` says
    what belongs into the list.
    """

    table: str
    title: str
    record: str
    new: str = N_("New")
    groups: tuple[Group, ...] = ()
    columns: tuple[str, ...] = ()
    views: tuple[View, ...] = ()
    name_field: str = "description"
    icon: str = "settings"
    list_actions: tuple[PageAction, ...] = ()
    card_actions: tuple[PageAction, ...] = ()
    facts: FactsQuery | None = None
    lookups: Mapping[str, LookupQuery] = field(default_factory=dict)
    source: Callable[[date], ListSource] | None = None
    beside: tuple[Column, ...] = ()
    tables: frozenset[str] = frozenset()
    empty: str = N_("There is nothing here yet.")
    can_add: bool = True
    can_delete: bool = True
    menu_group: str = ""
    in_menu: bool = False

    @property
    def is_single(self) -> bool:
        """Whether the table has one row, which is neither made nor deleted by hand."""
        return not (self.can_add or self.can_delete)

    @property
    def list_name(self) -> str:
        """The list's name in the navigation."""
        return f"{self.table}_list"

    @property
    def card_name(self) -> str:
        """The card's name in the navigation."""
        return f"{self.table}_card"


def record_list(desk: Desk, pages: RecordPages) -> ListSpec:
    """The declaration of the list."""
    infos = field_infos(pages.table)
    shown = [info.name for info in infos if info.name not in _NOT_SHOWN]
    keys = key_fields(pages.table)
    first = (*keys, *(name for name in shown if name not in keys))
    columns = info_columns(infos, pages.columns or first[:_MOST_COLUMNS], linked=keys[:1])
    return ListSpec(
        name=pages.list_name,
        title=pages.title,
        columns=_with_beside(pages, columns) + further_columns(infos, columns),
        source=partial(_source, pages, desk),
        key=row_key,
        tables=pages.tables | {pages.table},
        views=pages.views,
        icon=pages.icon,
        order=tuple((name, False) for name in keys),
        open_page=pages.card_name,
        new=New(pages.new, do=partial(_open_new, pages=pages)) if pages.can_add else None,
        empty=pages.empty,
        actions=(
            *pages.list_actions,
            PageAction(WHERE_USED, partial(_open_where_used, pages=pages), Needs.ROW),
            *exchange_actions(pages.table, importing=pages.can_add),
        ),
    )


def record_card(pages: RecordPages) -> CardSpec:
    """The declaration of the card."""
    infos = field_infos(pages.table)
    names = tuple(info.name for info in infos if info.editable and info.name not in _NOT_SHOWN)
    return CardSpec(
        name=pages.card_name,
        title=pages.record,
        table=pages.table,
        groups=pages.groups or (Group(N_("General"), names),),
        list_page="setup" if pages.is_single else pages.list_name,
        list_title=N_("Setup") if pages.is_single else pages.title,
        name_field=pages.name_field,
        actions=pages.card_actions,
        facts=pages.facts,
        lookups=pages.lookups,
        can_add=pages.can_add,
        can_delete=pages.can_delete,
    )


def page_specs(pages: RecordPages) -> tuple[PageSpec, ...]:
    """Both pages for the navigation; a table with one row has only its card."""
    card = PageSpec(
        name=pages.card_name,
        title=pages.record,
        icon=pages.icon,
        factory=partial(_card_page, pages),
        in_menu=False,
        table=pages.table,
        makes_records=pages.can_add,
    )
    if pages.is_single:
        return (card,)
    listed = PageSpec(
        name=pages.list_name,
        title=pages.title,
        icon=pages.icon,
        factory=partial(_list_page, pages),
        listed=partial(record_list, pages=pages),
        group=pages.menu_group,
        in_menu=pages.in_menu,
    )
    return (listed, card)


def _with_beside(pages: RecordPages, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    first = {*key_fields(pages.table), pages.name_field}
    place = sum(column.name in first for column in columns)
    return columns[:place] + pages.beside + columns[place:]


def _source(pages: RecordPages, desk: Desk) -> ListSource:
    if pages.source is not None:
        return pages.source(desk.context.work_date)
    return records(pages.table, desk.context.work_date)


def _list_page(pages: RecordPages, desk: Desk, key: object) -> Page:
    return ListPage(desk, record_list(desk, pages), key)


def _card_page(pages: RecordPages, desk: Desk, key: object) -> Page:
    return CardPage(desk, record_card(pages), key)


def _open_new(page: ListPage, *, pages: RecordPages) -> None:
    page.desk.navigation.open(pages.card_name, NewRecord())


def _open_where_used(page: ListPage, *, pages: RecordPages) -> None:
    row = page.current_row()
    open_where_used(page, RecordRef(pages.table, row.key) if row is not None else None)
