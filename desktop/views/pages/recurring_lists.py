"""Recurring codes with their lines, and the codes of customers: lists and cards (CU118–CU123)."""

from __future__ import annotations

from functools import partial

from desktop.translation import N_
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.entry_list import Entries, EntryListPage, EntrySpec, entry_list
from desktop.views.pages.field_groups import Group
from desktop.views.pages.line_lookups import LINE_LOOKUPS
from desktop.views.pages.record_pages import RecordPages
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import NewRecord, PageAction, View

LINES_OF_CODE = "recurring_lines_of_code"
CODES_OF_CUSTOMER = "recurring_lines_of_customer"
CUSTOMERS_OF_CODE = "customers_of_recurring_code"

RECURRING_LINES = ActionSpec(
    id="recurring_lines", text=N_("Recurring Sales Lines"), icon="rotate-ccw"
)
LINES = ActionSpec(id="recurring_code_lines", text=N_("Lines"), icon="list", primary=True)
CUSTOMERS = ActionSpec(id="recurring_code_customers", text=N_("Customers"), icon="users")
NEW_LINE = ActionSpec(
    id="new_recurring_line", text=N_("New Line"), icon="plus", key=Key.NEW, primary=True
)
NEW_ASSIGNMENT = ActionSpec(
    id="new_recurring_assignment", text=N_("New"), icon="plus", key=Key.NEW, primary=True
)


def _open_entries(page: CardPage, target: str, field: str) -> None:
    if page.record is not None:
        key = page.record.key[0]
        page.desk.navigation.open(target, Entries(((field, key),), str(key)))


def open_codes_of_customer(page: CardPage) -> None:
    """Show the recurring lines of the card's customer."""
    _open_entries(page, CODES_OF_CUSTOMER, "customer_no")


def _new(page: ListPage, target: str) -> None:
    key = page.key
    values = dict(key.where) if isinstance(key, Entries) else {}
    page.desk.navigation.open(target, NewRecord(values))


CODES = RecordPages(
    table="standard_sales_code",
    title=N_("Recurring Sales Codes"),
    record=N_("Recurring Sales Code"),
    new=N_("New Code"),
    icon="rotate-ccw",
    empty=N_("A code gathers lines that are sold again and again, such as a rent. Make the first."),
    card_actions=(
        PageAction(LINES, partial(_open_entries, target=LINES_OF_CODE, field="code")),
        PageAction(CUSTOMERS, partial(_open_entries, target=CUSTOMERS_OF_CODE, field="code")),
    ),
)
CODE_LINES = RecordPages(
    table="standard_sales_line",
    title=N_("All Recurring Sales Lines"),
    record=N_("Recurring Sales Line"),
    new=N_("New Line"),
    icon="rotate-ccw",
    lookups=LINE_LOOKUPS,
)
ASSIGNMENTS = RecordPages(
    table="customer_standard_code",
    title=N_("Recurring Lines of Customers"),
    empty=N_("Assign a recurring code to a customer, and its invoices are made when due."),
    record=N_("Recurring Lines of Customer"),
    new=N_("New"),
    name_field="code",
    icon="rotate-ccw",
    columns=("customer_no", "code", "next_date", "recurrence", "valid_from", "valid_to", "blocked"),
    views=(
        View("", N_("All recurring lines")),
        View("due", N_("Due"), (("next_date", False), ("customer_no", False))),
    ),
    groups=(
        Group(
            N_("General"),
            (
                "customer_no",
                "code",
                "valid_from",
                "valid_to",
                "payment_terms_code",
                "payment_method_code",
                "recurrence",
                "next_date",
                "blocked",
            ),
        ),
        Group(
            N_("Insert on New Documents"),
            (
                "insert_on_quotes",
                "insert_on_orders",
                "insert_on_invoices",
                "insert_on_credit_memos",
            ),
        ),
    ),
)
TERMS = RecordPages(
    table="invoice_discount_terms",
    title=N_("Invoice Discount Terms"),
    record=N_("Invoice Discount Terms"),
    name_field="code",
    icon="percent",
)
RECURRING_TABLES = (TERMS, CODES, CODE_LINES, ASSIGNMENTS)
"""The set-up pages of discounts by amount and of recurring lines."""

_ASSIGNED = (
    "next_date",
    "recurrence",
    "valid_from",
    "valid_to",
    "insert_on_orders",
    "insert_on_invoices",
    "blocked",
)
ENTRIES = (
    EntrySpec(
        name=LINES_OF_CODE,
        owner_page=CODES.card_name,
        title=N_("Recurring Sales Lines"),
        table="standard_sales_line",
        icon="rotate-ccw",
        columns=(
            "line_no",
            "type",
            "no",
            "variant_code",
            "description",
            "quantity",
            "unit_of_measure_code",
            "amount_excl_vat",
        ),
        order=(("line_no", False),),
        open_page=CODE_LINES.card_name,
        actions=(PageAction(NEW_LINE, partial(_new, target=CODE_LINES.card_name)),),
        empty=N_("This code has no lines yet. Press Alt+N to enter one."),
    ),
    EntrySpec(
        name=CODES_OF_CUSTOMER,
        owner_page="customer",
        title=N_("Recurring Sales Lines"),
        table="customer_standard_code",
        icon="rotate-ccw",
        columns=("code", *_ASSIGNED),
        order=(("code", False),),
        open_page=ASSIGNMENTS.card_name,
        actions=(PageAction(NEW_ASSIGNMENT, partial(_new, target=ASSIGNMENTS.card_name)),),
        empty=N_("This customer has no recurring lines. Press Alt+N to assign a code."),
    ),
    EntrySpec(
        name=CUSTOMERS_OF_CODE,
        owner_page=CODES.card_name,
        title=N_("Customers of Recurring Code"),
        table="customer_standard_code",
        icon="rotate-ccw",
        columns=("customer_no", *_ASSIGNED),
        order=(("customer_no", False),),
        open_page=ASSIGNMENTS.card_name,
        actions=(PageAction(NEW_ASSIGNMENT, partial(_new, target=ASSIGNMENTS.card_name)),),
        empty=N_("No customer has this code yet. Press Alt+N to assign it."),
    ),
)


def _page(desk: Desk, key: object, *, spec: EntrySpec) -> Page:
    return EntryListPage(desk, spec, key)


def recurring_list_pages() -> tuple[PageSpec, ...]:
    """The lists that open from a code and from a customer."""
    return tuple(
        PageSpec(
            name=spec.name,
            title=spec.title,
            icon=spec.icon,
            in_menu=False,
            factory=partial(_page, spec=spec),
            listed=partial(entry_list, spec=spec),
        )
        for spec in ENTRIES
    )
