"""What stock is worth, item by item, and which entries an item entry was applied to (SD90)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from operator import attrgetter

from desktop.models.labels import enum_label, field_label
from desktop.services.ledgers.queries import applied_entries, inventory_values
from desktop.services.records import RecordRow
from desktop.translation import N_, _
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction, Session

APPLIED = ActionSpec(id="applied_entries", text=N_("Applied Entries"), icon="layers")


def _open_applied(page: ListPage) -> None:
    row = page.current_row()
    if isinstance(row, RecordRow):
        page.desk.navigation.open("applied_entries", row.values["entry_no"])


SHOW_APPLIED = PageAction(APPLIED, _open_applied, Needs.ROW)
"""The way from an item entry to the entries it took goods from, or gave them to."""


def _list(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    read: Callable[[Session], Sequence[object]],
    *,
    today: Callable[[], date],
) -> ListSpec:
    key = attrgetter(columns[0].name)
    return ListSpec(
        name=name,
        title=title,
        icon="boxes",
        columns=columns,
        source=computed(read, columns, key, today=today),
        key=key,
        tables=frozenset({"item_ledger_entry", "value_entry"}),
        empty=N_("Nothing was posted here yet."),
    )


def _values(session: Session, *, desk: Desk) -> Sequence[object]:
    return inventory_values(session, desk.context.work_date)


def _column(name: str, kind: Kind, width: int = 0) -> Column:
    return Column(name, field_label(name), attrgetter(name), kind, width=width)


APPLIED_COLUMNS = (
    _column("entry_no", Kind.INTEGER, 96),
    Column(
        "entry_type",
        field_label("entry_type"),
        lambda row: _(enum_label(row.entry_type)),
        width=180,
    ),
    _column("posting_date", Kind.DATE),
    _column("document_no", Kind.CODE, 120),
    _column("quantity", Kind.QUANTITY),
    _column("cost_amount", Kind.AMOUNT),
)
VALUE_COLUMNS = (
    _column("item_no", Kind.CODE, 120),
    _column("description", Kind.TEXT, 320),
    _column("quantity", Kind.QUANTITY),
    Column("value", N_("Value (LCY)"), lambda row: row.value, Kind.AMOUNT, total=True),
)


def _today(desk: Desk) -> Callable[[], date]:
    return lambda: desk.context.work_date


def _applied_page(desk: Desk, key: object) -> Page:
    entry_no = int(str(key or 0))
    read = partial(applied_entries, entry_no=entry_no)
    page = ListPage(
        desk,
        _list("applied_entries", N_("Applied Entries"), APPLIED_COLUMNS, read, today=_today(desk)),
        key,
    )
    page.set_title(_("Applied Entries · {entry_no}").format(entry_no=entry_no))
    return page


def _values_page(desk: Desk, key: object) -> Page:
    read = partial(_values, desk=desk)
    return ListPage(
        desk,
        _list("inventory_values", N_("Inventory Value"), VALUE_COLUMNS, read, today=_today(desk)),
        key,
    )


def stock_pages() -> tuple[PageSpec, ...]:
    """The value of stock, in the menu, and the trace of one entry."""
    return (
        PageSpec(
            name="inventory_values",
            title=N_("Inventory Value"),
            icon="coins",
            group=N_("Warehouse"),
            factory=_values_page,
        ),
        PageSpec(
            name="applied_entries",
            title=N_("Applied Entries"),
            icon="layers",
            factory=_applied_page,
            in_menu=False,
        ),
    )
