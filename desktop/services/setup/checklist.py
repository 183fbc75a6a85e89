"""What a new company still needs before its first invoice; each step ticks itself off.

The state of a step is read from the data, never kept: who fills in the address somewhere else has
done the step as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.services.setup.field_infos import table_of
from desktop.translation import N_


class Step(StrEnum):
    """The steps, in the order in which they are done best."""

    COMPANY_NAME = "company_name"
    COMPANY_ADDRESS = "company_address"
    VAT_NO = "vat_no"
    PAYMENT_ROUTE = "payment_route"
    CURRENCY = "currency"
    NUMBER_SERIES = "number_series"
    ACCOUNTS = "accounts"
    POSTING_GROUPS = "posting_groups"
    POSTING_SETUP = "posting_setup"
    VAT_SETUP = "vat_setup"
    CUSTOMER_GROUPS = "customer_groups"
    UNITS = "units"
    LOCATIONS = "locations"
    PAYMENT_TERMS = "payment_terms"
    ITEMS = "items"
    CUSTOMERS = "customers"
    FIRST_ORDER = "first_order"
    FIRST_INVOICE = "first_invoice"


@dataclass(frozen=True, slots=True)
class ChecklistStep:
    """A step: what to do and why it matters (English, to be translated), and where to do it.

    `page` is the page's name, `key` what it shows, None for a list.
    """

    step: Step
    title: str
    reason: str
    page: str
    key: tuple[int, ...] | None
    done: bool


_ONE = (1,)
_TEXTS: dict[Step, tuple[str, str, str, tuple[int, ...] | None]] = {
    Step.COMPANY_NAME: (
        N_("Give the company its name"),
        N_("It stands at the head of every paper."),
        "company_information_card",
        _ONE,
    ),
    Step.COMPANY_ADDRESS: (
        N_("Enter the company's address"),
        N_("An invoice without the seller's address is not lawful."),
        "company_information_card",
        _ONE,
    ),
    Step.VAT_NO: (
        N_("Enter the VAT registration number"),
        N_("An invoice with VAT must state it."),
        "company_information_card",
        _ONE,
    ),
    Step.PAYMENT_ROUTE: (
        N_("Say where customers pay"),
        N_("An IBAN or a giro number is printed at the foot of invoices."),
        "company_information_card",
        _ONE,
    ),
    Step.CURRENCY: (
        N_("Choose the local currency"),
        N_("All ledgers are kept in it, and it cannot change later."),
        "general_ledger_setup_card",
        _ONE,
    ),
    Step.NUMBER_SERIES: (
        N_("Choose the number series of orders and invoices"),
        N_("Without them no document gets a number."),
        "sales_setup_card",
        _ONE,
    ),
    Step.ACCOUNTS: (
        N_("Make the chart of accounts"),
        N_("Every posting lands on accounts. A chart can be imported from Excel."),
        "gl_account_list",
        None,
    ),
    Step.POSTING_GROUPS: (
        N_("Make posting groups for customers and goods"),
        N_("Together they say to which accounts a sale goes."),
        "gen_prod_posting_group_list",
        None,
    ),
    Step.POSTING_SETUP: (
        N_("Give combinations of posting groups their accounts"),
        N_("A combination without a sales account stops posting."),
        "general_posting_setup_list",
        None,
    ),
    Step.VAT_SETUP: (
        N_("Enter the VAT rates"),
        N_("They decide which VAT a line carries and where it is booked."),
        "vat_posting_setup_list",
        None,
    ),
    Step.CUSTOMER_GROUPS: (
        N_("Give customer posting groups a receivables account"),
        N_("What customers owe is booked there."),
        "customer_posting_group_list",
        None,
    ),
    Step.UNITS: (
        N_("Make units of measure"),
        N_("Items are counted in them."),
        "unit_of_measure_list",
        None,
    ),
    Step.LOCATIONS: (
        N_("Make a location"),
        N_("Goods are shipped from it, and stock is kept by location."),
        "location_list",
        None,
    ),
    Step.PAYMENT_TERMS: (
        N_("Make payment terms"),
        N_("They give invoices their due date."),
        "payment_terms_list",
        None,
    ),
    Step.ITEMS: (
        N_("Enter the first item, or import all of them"),
        N_("Orders are made of items."),
        "items",
        None,
    ),
    Step.CUSTOMERS: (
        N_("Enter the first customer, or import all of them"),
        N_("Somebody must buy."),
        "customers",
        None,
    ),
    Step.FIRST_ORDER: (
        N_("Write the first sales order"),
        N_("Its preview shows whether the set-up is complete."),
        "sales_orders",
        None,
    ),
    Step.FIRST_INVOICE: (
        N_("Post the first invoice"),
        N_("From then on the books are sealed with every posting."),
        "sales_orders",
        None,
    ),
}

WATCHED = frozenset(
    {
        "company_information",
        "general_ledger_setup",
        "sales_setup",
        "gl_account",
        "gen_bus_posting_group",
        "gen_prod_posting_group",
        "general_posting_setup",
        "vat_posting_setup",
        "customer_posting_group",
        "unit_of_measure",
        "location",
        "payment_terms",
        "item",
        "customer",
        "sales_header",
        "sales_invoice_header",
    }
)
"""Tables by which a step may be done."""


def checklist(session: Session) -> tuple[ChecklistStep, ...]:
    """All steps in order; one statement, whatever the company holds."""
    states = session.execute(sa.select(*(_asked(step) for step in Step))).one()
    return tuple(
        ChecklistStep(step, *_TEXTS[step], done=bool(state))
        for step, state in zip(Step, states, strict=True)
    )


def steps_left(session: Session) -> int:
    """How many steps are open."""
    return sum(not step.done for step in checklist(session))


def _asked(step: Step) -> sa.ColumnElement[bool]:
    return _QUESTIONS[step].label(step.value)


def _filled(table: str, *names: str) -> sa.ColumnElement[bool]:
    """Whether some row of a table has all these fields filled."""
    source = table_of(table)
    filled = [sa.func.coalesce(source.c[name], "") != "" for name in names]
    return sa.select(sa.literal(1)).select_from(source).where(*filled).exists()


def _any_filled(table: str, *names: str) -> sa.ColumnElement[bool]:
    return sa.or_(*(_filled(table, name) for name in names))


def _both(*tables: str) -> sa.ColumnElement[bool]:
    return sa.and_(*(_filled(table) for table in tables))


_COMPANY = "company_information"
_QUESTIONS: dict[Step, sa.ColumnElement[bool]] = {
    Step.COMPANY_NAME: _filled(_COMPANY, "name"),
    Step.COMPANY_ADDRESS: _filled(_COMPANY, "address", "post_code", "city"),
    Step.VAT_NO: _filled(_COMPANY, "vat_registration_no"),
    Step.PAYMENT_ROUTE: _any_filled(_COMPANY, "iban", "bankgiro", "plusgiro", "bank_account_no"),
    Step.CURRENCY: _filled("general_ledger_setup", "lcy_code"),
    Step.NUMBER_SERIES: _filled(
        "sales_setup", "order_nos", "invoice_nos", "posted_invoice_nos", "posted_shipment_nos"
    ),
    Step.ACCOUNTS: _filled("gl_account"),
    Step.POSTING_GROUPS: _both("gen_bus_posting_group", "gen_prod_posting_group"),
    Step.POSTING_SETUP: _filled("general_posting_setup", "sales_account"),
    Step.VAT_SETUP: _filled("vat_posting_setup", "sales_vat_account"),
    Step.CUSTOMER_GROUPS: _filled("customer_posting_group", "receivables_account"),
    Step.UNITS: _filled("unit_of_measure"),
    Step.LOCATIONS: _filled("location"),
    Step.PAYMENT_TERMS: _filled("payment_terms"),
    Step.ITEMS: _filled("item"),
    Step.CUSTOMERS: _filled("customer"),
    Step.FIRST_ORDER: sa.or_(_filled("sales_header"), _filled("sales_invoice_header")),
    Step.FIRST_INVOICE: _filled("sales_invoice_header"),
}
