"""Read-only lists of entries of any table, declared by names of columns: the ledgers' pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop.services.records import RecordRow, field_infos, records
from desktop.translation import N_, _
from desktop.views.pages.facts_loader import FactsQuery
from desktop.views.shell.desk import Desk
from desktop.views.shell.page_head import Crumb
from desktop.views.tables.columns import Column, Order
from desktop.views.tables.info_columns import further_columns, info_columns
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, PageAction


@dataclass(frozen=True, slots=True)
class Entries:
    """The key of a page that shows only the entries behind a figure.

    `where` holds names of fields and the values that they must have; `what` says in the user's
    language whose entries these are.
    """

    where: tuple[tuple[str, Any], ...]
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySpec:
    """A list of entries: `columns` are names of the table's fields, all of them when empty.

    The table's other fields can be chosen and filtered by. `extra` are further columns, read from a
    RecordRow; they stand behind the others. `where`
    holds for the list always, an Entries key narrows it further. `owner_page` is the card of the
    record that an Entries key is about; its key is what the Entries ends with.
    """

    name: str
    title: str
    table: str
    columns: tuple[str, ...] = ()
    extra: tuple[Column, ...] = ()
    where: tuple[tuple[str, Any], ...] = ()
    order: Order = (("entry_no", True),)
    icon: str = "list"
    open_page: str = ""
    open_key: Callable[[RecordRow], Any] | None = None
    actions: tuple[PageAction, ...] = ()
    facts: FactsQuery | None = None
    empty: str = N_("Nothing was posted here yet.")
    owner_page: str = ""


def row_key(row: RecordRow) -> Any:  # noqa: ANN401  # a key of one part is the part itself
    """The key of a row as pages take it."""
    return row.key[0] if len(row.key) == 1 else row.key


def entry_list(desk: Desk, spec: EntrySpec, key: object = None) -> ListSpec:
    """The list page's declaration; an Entries key narrows the list."""
    narrowed = key.where if isinstance(key, Entries) else ()
    where = dict(spec.where) | dict(narrowed)
    infos = field_infos(spec.table)
    names = spec.columns or tuple(info.name for info in infos)
    columns = info_columns(infos, names, linked=names[:1] if spec.open_page else ())
    columns += spec.extra
    return ListSpec(
        name=spec.name,
        title=spec.title,
        columns=columns + further_columns(infos, columns),
        source=lambda: records(spec.table, desk.context.work_date, where),
        key=spec.open_key or row_key,
        tables=frozenset({spec.table}),
        icon=spec.icon,
        order=spec.order,
        open_page=spec.open_page,
        actions=spec.actions,
        facts=spec.facts,
        empty=spec.empty,
    )


class EntryListPage(ListPage):
    """The entries of a ledger, all of them or those behind one figure."""

    def __init__(self, desk: Desk, spec: EntrySpec, key: object = None) -> None:
        super().__init__(desk, entry_list(desk, spec, key), key)
        if isinstance(key, Entries) and key.what:
            self.set_title(_("{list} · {what}").format(list=_(spec.title), what=key.what))
            if spec.owner_page:
                owner = Crumb(key.what, spec.owner_page, key.where[-1][1])
                self.head.set_breadcrumb([owner, Crumb(_(spec.title))])
