"""Setup Check: what posting an invoice will miss, and the way to mend it (CU31)."""

from __future__ import annotations

from desktop.models.labels import table_label
from desktop.services.setup.setup_check import SetupFinding, setup_check
from desktop.translation import N_, NP_, _, user_localizer
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, NewRecord, PageAction

_MEND = ActionSpec(id="mend", text=NP_("verb", "Mend"), meaning="verb", icon="pencil", primary=True)
_TABLES = frozenset(
    {
        "sales_setup",
        "inventory_setup",
        "number_series_line",
        "customer",
        "item",
        "resource",
        "location",
        "general_posting_setup",
        "vat_posting_setup",
        "customer_posting_group",
        "inventory_posting_setup",
        "currency_exchange_rate",
    }
)


COLUMNS = (
    Column("table", N_("Where"), lambda row: _(table_label(row.table)), width=220, sortable=False),
    Column(
        "finding",
        N_("What is missing"),
        lambda row: user_localizer().notice(row.notice),
        width=620,
        sortable=False,
    ),
    Column(
        "users",
        N_("Cards that need it"),
        lambda row: row.users or None,
        Kind.INTEGER,
        width=150,
        sortable=False,
    ),
)


def _spec(desk: Desk) -> ListSpec:
    return ListSpec(
        name="setup_check",
        title=N_("Setup Check"),
        icon="shield-check",
        columns=COLUMNS,
        source=computed(
            lambda session: setup_check(session, desk.context), COLUMNS, lambda row: row.position
        ),
        key=lambda row: row.position,
        tables=_TABLES,
        actions=(PageAction(_MEND, lambda page: page.open_current(), Needs.ROW),),
        empty=N_("Nothing is missing: invoices can be posted."),
    )


class SetupCheckPage(ListPage):
    """The missing pieces; Enter opens the field that is blank, or a new record to fill in."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, _spec(desk), key)

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if not isinstance(row, SetupFinding):
            return
        if row.notice.record is not None and not row.new:
            self.desk.navigation.open_record(row.notice.record, row.notice.field or "")
        else:
            self.desk.navigation.open(f"{row.table}_card", NewRecord(dict(row.new)))


def _page(desk: Desk, key: object) -> Page:
    return SetupCheckPage(desk, key)


def setup_check_page() -> PageSpec:
    """The page for the navigation; it stands in the Setup hub."""
    return PageSpec(
        name="setup_check",
        title=N_("Setup Check"),
        icon="shield-check",
        factory=_page,
        in_menu=False,
    )
