"""The customer list, and all pages of customers for the navigation."""

from __future__ import annotations

from decimal import Decimal

from desktop.models.labels import enum_label
from desktop.models.words import Blocked
from desktop.services.customers.queries import CustomerRow, customers
from desktop.translation import N_, _
from desktop.views.customers.customer_card import NEW_INVOICE, NEW_ORDER, NEW_QUOTE, customer_card
from desktop.views.customers.customer_facts import list_facts
from desktop.views.customers.customer_statistics import STATISTICS, customer_statistics_page
from desktop.views.pages.customer_targets import STATISTICS_PAGE, documents_of
from desktop.views.pages.entry_list import Entries
from desktop.views.pages.exchange_actions import exchange_actions
from desktop.views.pages.merge_actions import (
    FIND_DUPLICATES,
    MERGE_WITH,
    merge_row_with,
    open_duplicates,
)
from desktop.views.pages.templates import list_template_action
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec, QuickAction
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import (
    ListSpec,
    Needs,
    New,
    NewRecord,
    PageAction,
    View,
)

ALL_USED = Decimal(100)

LEDGER = ActionSpec(
    id="customer_ledger", text=N_("Ledger Entries"), icon="book-open", key=Key.ENTRIES
)


def _overdue(row: CustomerRow) -> Tone | None:
    return Tone.DANGER if row.balance_due_lcy > 0 else None


def _used(row: CustomerRow) -> Decimal | None:
    """What is used of a limit; nothing where there is none."""
    return row.credit_used_pct if row.credit_limit_lcy else None


def _nearly_used(row: CustomerRow) -> Tone | None:
    return Tone.DANGER if row.credit_limit_lcy and row.credit_used_pct > ALL_USED else None


def _blocked(row: CustomerRow) -> str:
    return "" if row.blocked is Blocked.NONE else _(enum_label(row.blocked))


COLUMNS = (
    Column("no", N_("No."), lambda row: row.no, Kind.LINK, width=96),
    Column("name", N_("Name"), lambda row: row.name, width=240),
    Column("city", N_("City"), lambda row: row.city, width=130),
    Column("phone", N_("Phone"), lambda row: row.phone, width=124),
    Column("contact", N_("Contact"), lambda row: row.contact, width=150, visible=False),
    Column("salesperson_code", N_("Salesperson"), lambda row: row.salesperson_code, Kind.CODE),
    Column(
        "balance_lcy", N_("Balance (LCY)"), lambda row: row.balance_lcy, Kind.AMOUNT, total=True
    ),
    Column(
        "balance_due_lcy",
        N_("Overdue (LCY)"),
        lambda row: row.balance_due_lcy,
        Kind.AMOUNT,
        total=True,
        colour=_overdue,
    ),
    Column(
        "credit_limit_lcy", N_("Credit Limit (LCY)"), lambda row: row.credit_limit_lcy, Kind.AMOUNT
    ),
    Column(
        "credit_used_pct",
        N_("Credit Used %"),
        _used,
        Kind.PERCENT,
        sortable=False,
        colour=_nearly_used,
    ),
    Column(
        "blocked",
        N_("Blocked"),
        _blocked,
        Kind.STATUS,
        choices=tuple(Blocked),
        pill=lambda _row: Tone.DANGER,
    ),
    Column("email", N_("E-mail"), lambda row: row.email, visible=False),
    Column("country_code", N_("Country"), lambda row: row.country_code, Kind.CODE, visible=False),
)


def _new_document(page: ListPage, target: str) -> None:
    page.desk.navigation.open(target, NewRecord({"sell_to_customer_no": page.current_key()}))


def _ledger(page: ListPage) -> None:
    no = page.current_key()
    page.desk.navigation.open("cust_ledger_entry_list", Entries((("customer_no", no),), str(no)))


def _statistics(page: ListPage) -> None:
    page.desk.navigation.open(STATISTICS_PAGE, str(page.current_key()))


def customer_list(desk: Desk) -> ListSpec:
    """The declaration of the customer list."""
    return ListSpec(
        name="customers",
        title=N_("Customers"),
        icon="users",
        columns=COLUMNS,
        source=lambda: customers(desk.context),
        key=lambda row: row.no,
        tables=frozenset({"customer", "cust_ledger_entry"}),
        order=(("no", False),),
        views=(
            View("", N_("All customers")),
            View("mine", N_("My customers")),
            View("overdue", N_("Overdue")),
            View("over_limit", N_("Over limit")),
            View("blocked", N_("Blocked")),
            View("no_sales", N_("No sales for 12 months")),
        ),
        open_page="customer",
        new=New(N_("New Customer"), page="customer"),
        actions=(
            PageAction(NEW_QUOTE, lambda page: _new_document(page, "sales_quote"), Needs.ROW),
            PageAction(NEW_ORDER, lambda page: _new_document(page, "sales_order"), Needs.ROW),
            PageAction(NEW_INVOICE, lambda page: _new_document(page, "sales_invoice"), Needs.ROW),
            PageAction(LEDGER, _ledger, Needs.ROW),
            PageAction(STATISTICS, _statistics, Needs.ROW),
            list_template_action("customer"),
            PageAction(MERGE_WITH, merge_row_with, Needs.ROW),
            PageAction(FIND_DUPLICATES, open_duplicates),
            *exchange_actions("customer", whole=True),
        ),
        facts=list_facts,
        empty=N_("Customers are whom you sell to. Make the first one to write an order."),
    )


def _list(desk: Desk, key: object) -> Page:
    return ListPage(desk, customer_list(desk), key)


def _document_for(no: str) -> NewRecord:
    return NewRecord({"sell_to_customer_no": no})


def _entries_of(no: str) -> Entries:
    return Entries((("customer_no", no),), no)


QUICK_ACTIONS = (
    QuickAction(
        text=NEW_INVOICE.text,
        icon=NEW_INVOICE.icon,
        page="sales_invoice",
        with_record=_document_for,
        alone=NewRecord,
    ),
    QuickAction(
        text=NEW_ORDER.text,
        icon=NEW_ORDER.icon,
        page="sales_order",
        with_record=_document_for,
        alone=NewRecord,
    ),
    QuickAction(
        text=NEW_QUOTE.text,
        icon=NEW_QUOTE.icon,
        page="sales_quote",
        with_record=_document_for,
        alone=NewRecord,
    ),
    QuickAction(
        text=N_("Posted Invoices"),
        icon="archive",
        page="posted_invoices",
        with_record=lambda no: documents_of("posted_invoices", no).key,
    ),
    QuickAction(
        text=N_("Customer Ledger Entries"),
        icon="book-open",
        page="cust_ledger_entry_list",
        with_record=_entries_of,
    ),
    QuickAction(text=N_("Find Duplicates"), icon="merge", page="duplicates", alone=lambda: None),
    QuickAction(text=N_("New Customer"), icon="users", page="customer", alone=NewRecord),
)


def customer_pages() -> tuple[PageSpec, ...]:
    """The list and the card."""
    return (
        PageSpec(
            name="customers",
            title=N_("Customers"),
            icon="users",
            factory=_list,
            listed=customer_list,
        ),
        PageSpec(
            name="customer",
            title=N_("Customer"),
            icon="users",
            factory=customer_card,
            in_menu=False,
            table="customer",
            quick_actions=QUICK_ACTIONS,
            makes_records=True,
        ),
        customer_statistics_page(),
    )
