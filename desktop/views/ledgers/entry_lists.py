"""The ledgers as lists, each entry with the way to everything posted with it."""

from __future__ import annotations

from functools import partial

from desktop.services.records import RecordRow
from desktop.translation import N_
from desktop.views.ledgers.customer_entry import CUSTOMER_ENTRY, customer_entry_page
from desktop.views.ledgers.stock_pages import SHOW_APPLIED
from desktop.views.pages.entry_list import EntryListPage, EntrySpec, entry_list
from desktop.views.pages.trace import FIND_ENTRIES, open_find_entries
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import Needs, PageAction

GROUP = N_("Ledgers")


def _find(page: ListPage) -> None:
    row = page.current_row()
    if isinstance(row, RecordRow):
        open_find_entries(page.desk, row.values["document_no"], row.values["posting_date"])


FIND = PageAction(FIND_ENTRIES, _find, Needs.ROW)

LEDGERS: tuple[EntrySpec, ...] = (
    EntrySpec(
        name="gl_entry_list",
        title=N_("General Ledger Entries"),
        table="gl_entry",
        icon="landmark",
        columns=(
            "posting_date",
            "document_type",
            "document_no",
            "gl_account_no",
            "description",
            "amount",
            "gen_posting_type",
            "gen_bus_posting_group",
            "gen_prod_posting_group",
            "source_no",
            "external_document_no",
            "transaction_no",
            "entry_no",
        ),
        actions=(FIND,),
    ),
    EntrySpec(
        name="cust_ledger_entry_list",
        title=N_("Customer Ledger Entries"),
        table="cust_ledger_entry",
        icon="users",
        columns=(
            "posting_date",
            "document_type",
            "document_no",
            "customer_no",
            "description",
            "external_document_no",
            "currency_code",
            "sales_lcy",
            "profit_lcy",
            "due_date",
            "open",
            "on_hold",
            "entry_no",
        ),
        open_page=CUSTOMER_ENTRY,
        actions=(FIND,),
    ),
    EntrySpec(
        name="detailed_cust_ledger_entry_list",
        title=N_("Detailed Customer Entries"),
        table="detailed_cust_ledger_entry",
        icon="users",
        columns=(
            "posting_date",
            "entry_type",
            "document_type",
            "document_no",
            "customer_no",
            "currency_code",
            "amount",
            "amount_lcy",
            "cust_ledger_entry_no",
            "entry_no",
        ),
        actions=(FIND,),
    ),
    EntrySpec(
        name="vat_entry_list",
        title=N_("VAT Entries"),
        table="vat_entry",
        icon="percent",
        columns=(
            "posting_date",
            "document_type",
            "document_no",
            "type",
            "vat_identifier",
            "vat_calculation_type",
            "vat_pct",
            "base",
            "amount",
            "bill_to_no",
            "vat_registration_no",
            "country_code",
            "entry_no",
        ),
        actions=(FIND,),
    ),
    EntrySpec(
        name="item_ledger_entry_list",
        title=N_("Item Ledger Entries"),
        table="item_ledger_entry",
        icon="boxes",
        columns=(
            "posting_date",
            "entry_type",
            "document_type",
            "document_no",
            "item_no",
            "variant_code",
            "location_code",
            "quantity",
            "remaining_quantity",
            "invoiced_quantity",
            "open",
            "source_no",
            "entry_no",
        ),
        actions=(FIND, SHOW_APPLIED),
    ),
    EntrySpec(
        name="value_entry_list",
        title=N_("Value Entries"),
        table="value_entry",
        icon="boxes",
        columns=(
            "posting_date",
            "entry_type",
            "item_ledger_entry_type",
            "document_no",
            "item_no",
            "location_code",
            "valued_quantity",
            "invoiced_quantity",
            "cost_amount_expected",
            "cost_amount_actual",
            "sales_amount_actual",
            "item_ledger_entry_no",
            "entry_no",
        ),
        actions=(FIND,),
    ),
    EntrySpec(
        name="resource_ledger_entry_list",
        title=N_("Resource Ledger Entries"),
        table="resource_ledger_entry",
        icon="user",
        columns=(
            "posting_date",
            "document_no",
            "resource_no",
            "description",
            "quantity",
            "unit_of_measure_code",
            "unit_price",
            "total_price",
            "unit_cost",
            "total_cost",
            "source_no",
            "entry_no",
        ),
        actions=(FIND,),
    ),
)
"""The ledgers that record what was posted, in the order of the menu."""

BEHIND: tuple[EntrySpec, ...] = (
    EntrySpec(
        name="item_application_entry_list",
        title=N_("Item Application Entries"),
        table="item_application_entry",
        icon="boxes",
        columns=(
            "posting_date",
            "outbound_entry_no",
            "inbound_entry_no",
            "quantity",
            "cost_amount",
            "entry_no",
        ),
    ),
    EntrySpec(
        name="gl_register_list",
        title=N_("Registers"),
        table="gl_register",
        icon="database",
        order=(("no", True),),
        columns=(
            "no",
            "source",
            "user",
            "created_at",
            "from_gl_entry_no",
            "to_gl_entry_no",
            "from_item_ledger_entry_no",
            "to_item_ledger_entry_no",
        ),
    ),
)
"""Lists that explain the ledgers."""


def _page(spec: EntrySpec, desk: Desk, key: object) -> Page:
    return EntryListPage(desk, spec, key)


def ledger_pages() -> tuple[PageSpec, ...]:
    """The pages of all ledgers; the customer ledger and the general ledger stand in the menu."""
    shown = {
        "gl_entry_list": N_("General Ledger"),
        "cust_ledger_entry_list": N_("Customer Ledger"),
        "item_ledger_entry_list": N_("Item Ledger"),
    }
    lists = tuple(
        PageSpec(
            name=spec.name,
            title=spec.title,
            icon=spec.icon,
            factory=partial(_page, spec),
            listed=partial(entry_list, spec=spec),
            group=GROUP,
            menu_title=shown.get(spec.name, ""),
            in_menu=spec.name in shown,
        )
        for spec in (*LEDGERS, *BEHIND)
    )
    return (*lists, customer_entry_page())
