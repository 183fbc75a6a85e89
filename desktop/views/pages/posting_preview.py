"""Posting preview: which entries would arise, table by table; nothing is kept (SD102)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from desktop.models.labels import table_label
from desktop.models.values.keys import DocumentKey
from desktop.services.assembly.load import AssemblyKey
from desktop.services.context import UserContext
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_assembly import preview_assembly
from desktop.services.posting.post_item_journal import preview_item_journal
from desktop.services.posting.post_opening import OpeningChoice, preview_opening_entries
from desktop.services.posting.preview import PostingPreview, preview
from desktop.services.posting.purchases.choice import PurchaseChoice
from desktop.services.posting.purchases.post import preview_purchase
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.records import field_infos
from desktop.translation import N_, _
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.computed_list import computed
from desktop.views.tables.info_columns import info_columns
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Session

_NUMBERS_LATER = frozenset(
    {"entry_no", "register_no", "transaction_no", "user", "created_at", "posting_id"}
)


_WATCHED = frozenset(
    {
        "sales_header",
        "sales_line",
        "purchase_header",
        "purchase_line",
        "item_journal_line",
        "opening_balance_line",
        "assembly_header",
        "assembly_line",
    }
)
"""The tables whose changes may give another preview."""


@dataclass(frozen=True, slots=True)
class PreviewKey:
    """What is previewed: a document, an item journal by the name of its batch, or opening entries.

    A document is one of sales, or an assembly order.

    With `table` the entries of that table are shown, else the list of tables.
    """

    subject: DocumentKey | PurchaseKey | AssemblyKey | str | OpeningChoice
    choice: PostingChoice | PurchaseChoice = field(default_factory=PostingChoice)
    table: str = ""

    @property
    def name(self) -> str:
        """How titles name it."""
        if isinstance(self.subject, OpeningChoice):
            return _("Opening balance")
        return self.subject if isinstance(self.subject, str) else self.subject.no


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A table with the number of its entries and, for the general ledger, debit and credit."""

    table: str
    count: int
    debit: Decimal | None = None
    credit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry that would arise, by field name; `position` tells it from the others."""

    position: int
    values: Mapping[str, object]


def _preview(session: Session, key: PreviewKey, context: UserContext) -> PostingPreview:
    if isinstance(key.subject, OpeningChoice):
        return preview_opening_entries(session, key.subject, context)
    if isinstance(key.subject, AssemblyKey):
        return preview_assembly(session, key.subject, context)
    if isinstance(key.subject, str):
        return preview_item_journal(session, key.subject, context)
    if isinstance(key.subject, PurchaseKey):
        choice = key.choice if isinstance(key.choice, PurchaseChoice) else PurchaseChoice()
        return preview_purchase(session, key.subject, choice, context)
    chosen = key.choice if isinstance(key.choice, PostingChoice) else PostingChoice()
    return preview(session, key.subject, chosen, context)


def _tables(session: Session, key: PreviewKey, context: UserContext) -> list[PreviewRow]:
    found = _preview(session, key, context)
    return [_row(each.table, each.rows) for each in found.tables]


def _row(table: str, rows: Sequence[Mapping[str, object]]) -> PreviewRow:
    if table != "gl_entry":
        return PreviewRow(table, len(rows))
    amounts = [amount for row in rows if isinstance(amount := row["amount"], Decimal)]
    debit = sum((amount for amount in amounts if amount > 0), Decimal(0))
    credit = sum((-amount for amount in amounts if amount < 0), Decimal(0))
    return PreviewRow(table, len(rows), debit, credit)


def _entries(session: Session, key: PreviewKey, context: UserContext) -> list[EntryRow]:
    found = _preview(session, key, context)
    rows = [row for each in found.tables if each.table == key.table for row in each.rows]
    return [EntryRow(position, row) for position, row in enumerate(rows)]


class PreviewPage(ListPage):
    """The tables that would get entries; Enter shows the entries of one."""

    def __init__(self, desk: Desk, key: PreviewKey) -> None:
        self._preview = key
        super().__init__(desk, _table_list(desk, key), key)
        self.set_title(_("Posting Preview · {document}").format(document=key.name))

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if row is not None:
            key = PreviewKey(self._preview.subject, self._preview.choice, row.table)
            self.desk.navigation.open("posting_preview", key)


TABLE_COLUMNS = (
    Column("table", N_("Table"), lambda row: _(table_label(row.table)), width=300),
    Column("count", N_("Entries"), lambda row: row.count, Kind.INTEGER, width=96),
    Column("debit", N_("Debit"), lambda row: row.debit, Kind.AMOUNT),
    Column("credit", N_("Credit"), lambda row: row.credit, Kind.AMOUNT),
)


def _table_list(desk: Desk, key: PreviewKey) -> ListSpec:
    read = partial(_tables, key=key, context=desk.context)
    return ListSpec(
        name="posting_preview",
        title=N_("Posting Preview"),
        icon="eye",
        columns=TABLE_COLUMNS,
        source=computed(read, TABLE_COLUMNS, lambda row: row.table),
        key=lambda row: row.table,
        tables=_WATCHED,
        empty=N_("Posting would make no entries."),
    )


def _entry_list(desk: Desk, key: PreviewKey) -> ListSpec:
    infos = field_infos(key.table)
    columns = info_columns(infos, [each.name for each in infos if each.name not in _NUMBERS_LATER])
    read = partial(_entries, key=key, context=desk.context)
    return ListSpec(
        name=f"posting_preview_{key.table}",
        title=table_label(key.table),
        icon="eye",
        columns=columns,
        source=computed(
            read, columns, lambda row: row.position, today=lambda: desk.context.work_date
        ),
        key=lambda row: row.position,
        tables=_WATCHED,
        empty=N_("Posting would make no entries."),
    )


def _page(desk: Desk, key: object) -> Page:
    if not isinstance(key, PreviewKey):
        raise TypeError(key)
    if key.table:
        page = ListPage(desk, _entry_list(desk, key), key)
        page.set_title(
            _("Posting Preview · {document} · {table}").format(
                document=key.name, table=_(table_label(key.table))
            )
        )
        return page
    return PreviewPage(desk, key)


def preview_page() -> PageSpec:
    """The page for the navigation; it is opened from a document."""
    return PageSpec(
        name="posting_preview",
        title=N_("Posting Preview"),
        icon="eye",
        factory=_page,
        in_menu=False,
    )
