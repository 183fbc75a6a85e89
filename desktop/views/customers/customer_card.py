"""The customer card: everything an order takes from a customer, in groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.errors import RecordRef
from desktop.models.labels import enum_label
from desktop.models.values.filter_expression import quoted
from desktop.models.words import Blocked
from desktop.services.records import LookupRow, RecordView, lookup_rows
from desktop.services.setup.where_used import goes_along
from desktop.translation import N_, _
from desktop.views.customers.blocking import BLOCK, ask_block
from desktop.views.customers.customer_contact import CONTACT, open_contact
from desktop.views.customers.customer_facts import card_facts
from desktop.views.customers.customer_statistics import STATISTICS
from desktop.views.customers.ship_to import SHIP_TO_ADDRESSES, open_ship_to_addresses
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.card_spec import CardSpec, Key
from desktop.views.pages.contact_lookups import CONTACT_LOOKUPS
from desktop.views.pages.customer_targets import STATISTICS_PAGE, documents_of
from desktop.views.pages.duplicate_banner import DuplicateBanner
from desktop.views.pages.entry_list import Entries
from desktop.views.pages.field_groups import Group
from desktop.views.pages.merge_actions import MERGE_WITH, merge_card_with
from desktop.views.pages.recurring_lists import RECURRING_LINES, open_codes_of_customer
from desktop.views.pages.shipping_lookups import SHIPPING_LOOKUPS
from desktop.views.pages.special_prices import (
    PRICE_CHECK,
    SPECIAL_PRICES,
    ask_customers_price,
    open_customer_prices,
)
from desktop.views.pages.templates import (
    ask_template,
    blank_by_template,
    card_template_actions,
    new_by_template,
)
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key as Shortcut
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Pill
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_spec import Needs, NewRecord, PageAction, Session

NEW_QUOTE = ActionSpec(id="new_quote", text=N_("New Sales Quote"), icon="file-pen", group="new")
NEW_ORDER = ActionSpec(
    id="new_order", text=N_("New Sales Order"), icon="shopping-cart", group="new"
)
NEW_INVOICE = ActionSpec(
    id="new_invoice", text=N_("New Sales Invoice"), icon="file-text", group="new"
)
LEDGER = ActionSpec(
    id="customer_ledger", text=N_("Ledger Entries"), icon="book-open", key=Shortcut.ENTRIES
)
BANK_ACCOUNTS = ActionSpec(
    id="customer_bank_accounts", text=N_("Bank Accounts"), icon="landmark", place=Place.MORE
)
POSTED = ActionSpec(
    id="customer_posted", text=N_("Posted Invoices"), icon="archive", place=Place.MORE
)


def _new_document(page: CardPage, target: str) -> None:
    if page.record is not None:
        values = {"sell_to_customer_no": page.record.key[0]}
        page.desk.navigation.open(target, NewRecord(values))


def _ledger(page: CardPage) -> None:
    if page.record is not None:
        no = page.record.key[0]
        page.desk.navigation.open(
            "cust_ledger_entry_list", Entries((("customer_no", no),), str(no))
        )


def _posted(page: CardPage) -> None:
    if page.record is not None:
        target = documents_of("posted_invoices", str(page.record.key[0]))
        page.desk.navigation.open(target.page, target.key)


def _statistics(page: CardPage) -> None:
    if page.record is not None:
        page.desk.navigation.open(STATISTICS_PAGE, str(page.record.key[0]))


def _goes_along(session: Session, key: Key) -> Sequence[tuple[str, int]]:
    return goes_along(session, RecordRef("customer", key))


def _bank_accounts(page: CardPage) -> None:
    if page.record is not None:
        opening = ListOpening(filters={"customer_no": quoted(str(page.record.key[0]))})
        page.desk.navigation.open("customer_bank_account_list", opening)


def _find_bank_account(
    session: Session, text: str, values: Mapping[str, object]
) -> Sequence[LookupRow]:
    """The customer's own bank accounts."""
    where = {"customer_no": values.get("no")}
    return lookup_rows(session, "customer_bank_account", text, where=where)


def _pills(record: RecordView) -> Sequence[Pill]:
    pills = []
    blocked = record.values["blocked"]
    if isinstance(blocked, Blocked) and blocked is not Blocked.NONE:
        text = _("Blocked: {what}").format(what=_(enum_label(blocked)))
        pills.append(Pill(text, "danger"))
    if record.values["inactive"]:
        pills.append(Pill(_("Inactive"), "neutral"))
    return pills


CUSTOMER_CARD = CardSpec(
    name="customer",
    title=N_("Customer"),
    table="customer",
    list_page="customers",
    list_title=N_("Customers"),
    facts=card_facts,
    goes_along=_goes_along,
    lookups={
        **SHIPPING_LOOKUPS,
        **CONTACT_LOOKUPS,
        "preferred_bank_account_code": _find_bank_account,
    },
    pills=_pills,
    tables=frozenset({"cust_ledger_entry", "sales_line", "contact", "duplicate_decision"}),
    new=new_by_template("customer"),
    blank=blank_by_template("customer"),
    begin=ask_template,
    groups=(
        Group(
            N_("General"),
            (
                "no",
                "name",
                "blocked",
                "salesperson_code",
                "registration_no",
                "credit_limit_lcy",
            ),
            (
                "name_2",
                "search_name",
                "contact_type",
                "privacy_blocked",
                "responsibility_center_code",
                "no_credit",
                "inactive",
            ),
        ),
        Group(
            N_("Address and Contact"),
            (
                "address",
                "post_code",
                "city",
                "country_code",
                "phone",
                "email",
                "contact",
                "primary_contact_no",
                "language_code",
            ),
            ("address_2", "county", "mobile", "home_page", "format_region"),
        ),
        Group(
            N_("Invoicing"),
            (
                "bill_to_customer_no",
                "vat_registration_no",
                "gen_bus_posting_group",
                "vat_bus_posting_group",
                "customer_posting_group",
                "currency_code",
                "prices_including_vat",
            ),
            (
                "customer_price_group",
                "customer_disc_group",
                "allow_line_disc",
                "invoice_disc_code",
                "invoice_copies",
                "gln",
                "use_gln_in_e_documents",
                "eori_no",
                "e_invoice_endpoint",
                "e_invoice_scheme",
            ),
            summary=("vat_bus_posting_group", "customer_posting_group", "currency_code"),
        ),
        Group(
            N_("Payments"),
            ("payment_terms_code", "payment_method_code"),
            (
                "preferred_bank_account_code",
                "application_method",
                "prepayment_pct",
                "prepmt_payment_terms_code",
            ),
            summary=("payment_terms_code", "payment_method_code"),
        ),
        Group(
            N_("Shipping"),
            (
                "location_code",
                "shipment_method_code",
                "shipping_agent_code",
                "shipping_agent_service_code",
                "shipping_time",
                "shipping_advice",
            ),
            (
                "ship_to_code",
                "combine_shipments",
                "invoice_schedule_code",
                "reserve",
                "base_calendar_code",
            ),
            summary=("location_code", "shipping_agent_code", "shipping_advice"),
        ),
    ),
    actions=(
        PageAction(NEW_QUOTE, lambda page: _new_document(page, "sales_quote")),
        PageAction(NEW_ORDER, lambda page: _new_document(page, "sales_order")),
        PageAction(NEW_INVOICE, lambda page: _new_document(page, "sales_invoice")),
        PageAction(LEDGER, _ledger),
        PageAction(STATISTICS, _statistics),
        PageAction(SHIP_TO_ADDRESSES, open_ship_to_addresses),
        PageAction(BANK_ACCOUNTS, _bank_accounts),
        PageAction(RECURRING_LINES, open_codes_of_customer),
        PageAction(SPECIAL_PRICES, open_customer_prices),
        PageAction(PRICE_CHECK, ask_customers_price, Needs.ROW),
        PageAction(POSTED, _posted),
        PageAction(CONTACT, open_contact, Needs.ROW),
        *card_template_actions(),
        PageAction(BLOCK, ask_block, Needs.ROW),
        PageAction(MERGE_WITH, merge_card_with),
    ),
)


def customer_card(desk: Desk, key: object) -> Page:
    """The page of one customer; a banner tells whom it strikingly looks like."""
    page = CardPage(desk, CUSTOMER_CARD, key)
    DuplicateBanner(page)
    return page
