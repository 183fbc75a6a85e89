"""The steps of setting up a company, in the order in which they are done best."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.translation import N_


class Step(StrEnum):
    """The steps, in the order in which they are done best."""

    COMPANY_NAME = "company_name"
    COMPANY_ADDRESS = "company_address"
    VAT_NO = "vat_no"
    REGISTRATION = "registration"
    PAYMENT_ROUTE = "payment_route"
    STANDARD_SET = "standard_set"
    CURRENCY = "currency"
    POSTING_DATES = "posting_dates"
    ACCOUNTS = "accounts"
    VAT_GROUPS = "vat_groups"
    POSTING_GROUPS = "posting_groups"
    POSTING_SETUP = "posting_setup"
    VAT_SETUP = "vat_setup"
    CUSTOMER_GROUPS = "customer_groups"
    SERIES = "series"
    NUMBER_SERIES = "number_series"
    CARD_SERIES = "card_series"
    WAREHOUSE_SERIES = "warehouse_series"
    PAYMENT_TERMS = "payment_terms"
    USERS = "users"
    LOCATIONS = "locations"
    INVENTORY_ACCOUNTS = "inventory_accounts"
    UNITS = "units"
    ITEMS = "items"
    CUSTOMERS = "customers"
    OPENING_STOCK = "opening_stock"
    OPENING_BALANCES = "opening_balances"
    FIRST_ORDER = "first_order"
    FIRST_INVOICE = "first_invoice"


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be there: a row of a table, with this field filled if one is named."""

    table: str
    field: str = ""

    @property
    def is_single(self) -> bool:
        """Whether the table has one row, so that the field alone says what is meant."""
        return self.table in SINGLE


@dataclass(frozen=True, slots=True, kw_only=True)
class StepText:
    """What a step says (English, to be translated), needs, and where it is done.

    Without a `page` it is done where the first of its needs is missing. `whole` needs are
    brought by one command, so the step does not name them one by one.
    """

    title: str
    reason: str
    needs: tuple[Need, ...] = ()
    page: str = ""
    one_is_enough: bool = False
    optional: bool = False
    whole: bool = False


SINGLE = frozenset(
    {"company_information", "general_ledger_setup", "sales_setup", "inventory_setup"}
)


def _fields(table: str, *names: str) -> tuple[Need, ...]:
    return tuple(Need(table, name) for name in names)


_COMPANY, _LEDGER = "company_information", "general_ledger_setup"
_VAT_GROUPS = (Need("vat_bus_posting_group"), Need("vat_prod_posting_group"))
_POSTING_GROUPS = (
    Need("gen_bus_posting_group"),
    Need("gen_prod_posting_group"),
    Need("inventory_posting_group"),
)
_POSTING_SETUP = _fields("general_posting_setup", "sales_account", "cogs_account")
_VAT_SETUP = _fields("vat_posting_setup", "sales_vat_account")

STEPS: dict[Step, StepText] = {
    Step.COMPANY_NAME: StepText(
        title=N_("Give the company its name"),
        reason=N_("It stands at the head of every paper."),
        needs=_fields(_COMPANY, "name"),
    ),
    Step.COMPANY_ADDRESS: StepText(
        title=N_("Enter the company's address"),
        reason=N_("An invoice without the seller's address is not lawful."),
        needs=_fields(_COMPANY, "address", "post_code", "city"),
    ),
    Step.VAT_NO: StepText(
        title=N_("Enter the VAT registration number"),
        reason=N_("An invoice with VAT must state it."),
        needs=_fields(_COMPANY, "vat_registration_no"),
    ),
    Step.REGISTRATION: StepText(
        title=N_("Enter registration no. and registered office"),
        reason=N_("Papers of a Swedish company must state them."),
        needs=_fields(_COMPANY, "registration_no", "registered_office"),
        optional=True,
    ),
    Step.PAYMENT_ROUTE: StepText(
        title=N_("Say where customers pay"),
        reason=N_("An IBAN or a giro number is printed at the foot of invoices."),
        needs=_fields(_COMPANY, "iban", "bankgiro", "plusgiro", "bank_account_no"),
        one_is_enough=True,
    ),
    Step.STANDARD_SET: StepText(
        title=N_("Fill in the standard set-up for Sweden"),
        reason=N_(
            "Accounts, groups, VAT rates, number series and terms at once. Or enter your own in "
            "the steps below."
        ),
        needs=(*_VAT_GROUPS, *_POSTING_GROUPS, *_POSTING_SETUP, *_VAT_SETUP),
        page="standard_setup",
        whole=True,
    ),
    Step.CURRENCY: StepText(
        title=N_("Choose the local currency"),
        reason=N_("All ledgers are kept in it, and it cannot change later."),
        needs=_fields(_LEDGER, "lcy_code"),
    ),
    Step.POSTING_DATES: StepText(
        title=N_("Say on which days may be posted"),
        reason=N_("Nobody posts into a year that is closed. Blank dates allow every day."),
        needs=_fields(_LEDGER, "allow_posting_from", "allow_posting_to"),
        one_is_enough=True,
        optional=True,
    ),
    Step.ACCOUNTS: StepText(
        title=N_("Make the chart of accounts"),
        reason=N_("Every posting lands on accounts. A chart can be imported from Excel."),
        needs=(Need("gl_account"),),
    ),
    Step.VAT_GROUPS: StepText(
        title=N_("Make VAT groups for customers and goods"),
        reason=N_("Together they say which rate a sale has."),
        needs=_VAT_GROUPS,
    ),
    Step.POSTING_GROUPS: StepText(
        title=N_("Make posting groups for customers and goods"),
        reason=N_("Together they say to which accounts a sale goes."),
        needs=_POSTING_GROUPS,
    ),
    Step.POSTING_SETUP: StepText(
        title=N_("Give combinations of posting groups their accounts"),
        reason=N_("A combination without a sales account stops posting."),
        needs=_POSTING_SETUP,
    ),
    Step.VAT_SETUP: StepText(
        title=N_("Enter the VAT rates"),
        reason=N_("They decide which VAT a line carries and where it is booked."),
        needs=_VAT_SETUP,
    ),
    Step.CUSTOMER_GROUPS: StepText(
        title=N_("Give customer posting groups a receivables account"),
        reason=N_("What customers owe is booked there."),
        needs=_fields("customer_posting_group", "receivables_account"),
    ),
    Step.SERIES: StepText(
        title=N_("Make number series and their first numbers"),
        reason=N_("Posted invoices need a series of their own, without gaps."),
        needs=(Need("number_series"), *_fields("number_series_line", "starting_no")),
    ),
    Step.NUMBER_SERIES: StepText(
        title=N_("Choose the number series of orders and invoices"),
        reason=N_("Without them no document gets a number."),
        needs=_fields(
            "sales_setup",
            "order_nos",
            "invoice_nos",
            "posted_invoice_nos",
            "posted_shipment_nos",
        ),
    ),
    Step.CARD_SERIES: StepText(
        title=N_("Choose the number series of customers and items"),
        reason=N_("Without them the number of each card must be typed."),
        needs=(
            *_fields("sales_setup", "customer_nos", "contact_nos"),
            *_fields("inventory_setup", "item_nos"),
        ),
        optional=True,
    ),
    Step.WAREHOUSE_SERIES: StepText(
        title=N_("Choose the number series of assembly orders and picks"),
        reason=N_("Without them no kit is put together for an order, and no pick is made."),
        needs=_fields("inventory_setup", "assembly_order_nos", "posted_assembly_nos", "pick_nos"),
        optional=True,
    ),
    Step.PAYMENT_TERMS: StepText(
        title=N_("Make payment terms"),
        reason=N_("They give invoices their due date."),
        needs=(Need("payment_terms"),),
    ),
    Step.USERS: StepText(
        title=N_("Say who works here"),
        reason=N_("A user may have posting dates, a salesperson and a language of their own."),
        needs=(Need("user_setup"),),
        optional=True,
    ),
    Step.LOCATIONS: StepText(
        title=N_("Make a location"),
        reason=N_("Goods are shipped from it, and stock is kept by location."),
        needs=(Need("location"),),
    ),
    Step.INVENTORY_ACCOUNTS: StepText(
        title=N_("Give each location its inventory account"),
        reason=N_("What lies in stock is booked there. A new location needs one too."),
        needs=_fields("inventory_posting_setup", "inventory_account"),
    ),
    Step.UNITS: StepText(
        title=N_("Make units of measure"),
        reason=N_("Items are counted in them."),
        needs=(Need("unit_of_measure"),),
    ),
    Step.ITEMS: StepText(
        title=N_("Enter the first item, or import all of them"),
        reason=N_("Orders are made of items."),
        needs=(Need("item"),),
        page="items",
    ),
    Step.CUSTOMERS: StepText(
        title=N_("Enter the first customer, or import all of them"),
        reason=N_("Somebody must buy."),
        needs=(Need("customer"),),
        page="customers",
    ),
    Step.OPENING_STOCK: StepText(
        title=N_("Count in what lies in stock"),
        reason=N_("By the item journal, typed or from a file, on the day when Kontor takes over."),
        page="item_journal_line_list",
        optional=True,
    ),
    Step.OPENING_BALANCES: StepText(
        title=N_("Take over what customers owe"),
        reason=N_("Open invoices of the old program come from a file, without sale and VAT."),
        page="opening_balance_line_list",
        optional=True,
    ),
    Step.FIRST_ORDER: StepText(
        title=N_("Write the first sales order"),
        reason=N_("Its preview shows whether the set-up is complete."),
        page="sales_orders",
    ),
    Step.FIRST_INVOICE: StepText(
        title=N_("Post the first invoice"),
        reason=N_("From then on the books are sealed with every posting."),
        page="sales_orders",
    ),
}
"""What each step says and needs."""
