"""One customer ledger entry; when and with what discount it is paid may still change (SD87)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.models.values.numbers import Amount
from desktop.services.context import UserContext
from desktop.services.ledgers.entry_amounts import entry_amounts
from desktop.services.records import RecordView
from desktop.translation import N_, _
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.card_spec import CardSpec, Key
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.pages.field_groups import Group
from desktop.views.pages.trace import FIND_ENTRIES, open_find_entries
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Pill
from desktop.views.tables.columns import Kind
from desktop.views.tables.list_spec import PageAction, Session

CUSTOMER_ENTRY = "cust_ledger_entry_card"
TITLE = N_("Customer Ledger Entry")


def _pills(view: RecordView) -> Sequence[Pill]:
    found = [Pill(_("Open"), "info") if view.values["open"] else Pill(_("Closed"), "ok")]
    if view.values["on_hold"]:
        found.append(Pill(_("On Hold"), "warn"))
    return found


def _facts(session: Session, key: Key, _context: UserContext) -> Sequence[FactBlock]:
    amounts = entry_amounts(session, int(key[0]))

    def fact(label: str, amount: Amount, *, strong: bool = False) -> Fact:
        return Fact(label, amount, Kind.AMOUNT, strong=strong)

    return (
        FactBlock(
            title=N_("Amounts"),
            facts=(
                fact(N_("Original Amount"), amounts.original),
                fact(N_("Remaining"), amounts.remaining, strong=True),
            ),
        ),
    )


def _find(page: CardPage) -> None:
    if page.editor.record is not None:
        values = page.editor.record.values
        open_find_entries(page.desk, values["document_no"], values["posting_date"])


CARD = CardSpec(
    name=CUSTOMER_ENTRY,
    title=TITLE,
    table="cust_ledger_entry",
    groups=(
        Group(
            N_("General"),
            (
                "customer_no",
                "document_type",
                "document_no",
                "posting_date",
                "document_date",
                "external_document_no",
                "currency_code",
                "salesperson_code",
            ),
            ("sell_to_customer_no", "your_reference", "customer_posting_group", "user"),
        ),
        Group(
            N_("Payment"),
            (
                "due_date",
                "pmt_discount_date",
                "original_pmt_disc_possible",
                "remaining_pmt_disc_possible",
                "on_hold",
                "reference",
                "payment_method_code",
                "payment_reference",
            ),
        ),
    ),
    list_page="cust_ledger_entry_list",
    list_title=N_("Customer Ledger Entries"),
    name_field="document_no",
    actions=(PageAction(FIND_ENTRIES, _find),),
    facts=_facts,
    pills=_pills,
    tables=frozenset({"detailed_cust_ledger_entry"}),
    can_add=False,
    can_delete=False,
)


def _page(desk: Desk, key: object) -> Page:
    return CardPage(desk, CARD, key)


def customer_entry_page() -> PageSpec:
    """The page of one customer ledger entry."""
    return PageSpec(
        name=CUSTOMER_ENTRY,
        title=TITLE,
        icon="users",
        factory=_page,
        in_menu=False,
        table="cust_ledger_entry",
    )
