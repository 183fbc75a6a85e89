"""Find Entries: everything that was posted with a document, table by table (SD88)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.models.labels import table_label
from desktop.services.ledgers.find_entries import FoundTable, find_entries
from desktop.translation import N_, _
from desktop.views.pages.entry_list import Entries
from desktop.views.pages.trace import Trace
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Session

COLUMNS = (
    Column("table", N_("Table"), lambda row: _(table_label(row.table)), width=320),
    Column("count", N_("Entries"), lambda row: row.count, Kind.INTEGER, width=120),
)


PAGES = {
    "sales_invoice_header": "posted_invoice",
    "sales_shipment_header": "posted_shipment",
    "purchase_invoice_header": "posted_purchase_invoice",
    "purchase_receipt_header": "posted_purchase_receipt",
}
"""The pages of posted documents, by table."""


def _found(session: Session, *, trace: Trace) -> Sequence[FoundTable]:
    return find_entries(session, trace.document_no, trace.posting_date)


class FindEntriesPage(ListPage):
    """The tables that hold something of a document, with counts; Enter opens the entries."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        self.trace = key if isinstance(key, Trace) else Trace("")
        super().__init__(desk, _spec(self.trace), key)
        self.set_title(_("Find Entries · {document}").format(document=self.trace.document_no))

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if row is None:
            return
        if row.table in PAGES:
            self.desk.navigation.open(PAGES[row.table], self.trace.document_no)
            return
        where: list[tuple[str, object]] = [("document_no", self.trace.document_no)]
        if self.trace.posting_date is not None:
            where.append(("posting_date", self.trace.posting_date))
        self.desk.navigation.open(
            f"{row.table}_list", Entries(tuple(where), self.trace.document_no)
        )


def _spec(trace: Trace) -> ListSpec:
    return ListSpec(
        name="find_entries",
        title=N_("Find Entries"),
        icon="network",
        columns=COLUMNS,
        source=computed(partial(_found, trace=trace), COLUMNS, lambda row: row.table),
        key=lambda row: row.table,
        tables=frozenset({"gl_register"}),
        empty=N_("Nothing was posted with this document number."),
    )


def _page(desk: Desk, key: object) -> Page:
    return FindEntriesPage(desk, key)


def find_entries_page() -> PageSpec:
    """The page for the navigation; it is opened from entries and posted documents."""
    return PageSpec(
        name="find_entries",
        title=N_("Find Entries"),
        icon="network",
        factory=_page,
        in_menu=False,
    )
