"""The lists of posted invoices and shipments."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.models.words import PaymentState
from desktop.services.context import UserContext
from desktop.services.reports.usages import DocumentUsage
from desktop.services.sales.posted_documents import posted_invoice
from desktop.services.sales.posted_queries import (
    PostedInvoiceRow,
    posted_invoices,
    posted_shipments,
)
from desktop.translation import N_
from desktop.views.pages.customer_block import customer_facts
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.pages.trace import FIND_ENTRIES, open_find_entries
from desktop.views.pages.tracking import TRACK_ROW
from desktop.views.posted.posted_pages import SHOW_PDF, show_pdf
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, Target, Tone
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction, Session, View

GROUP = N_("Posted")
LIST_PDF = ActionSpec(id=SHOW_PDF.id, text=SHOW_PDF.text, icon=SHOW_PDF.icon, key=SHOW_PDF.key)

STATE_TONES = {
    PaymentState.OPEN: Tone.INFO,
    PaymentState.OVERDUE: Tone.DANGER,
    PaymentState.PAID: Tone.OK,
}


def _due_tone(row: PostedInvoiceRow) -> Tone | None:
    return Tone.DANGER if row.payment_state is PaymentState.OVERDUE else None


INVOICE_COLUMNS = (
    Column("no", N_("No."), lambda row: row.no, Kind.LINK, width=100),
    Column("sell_to_name", N_("Customer"), lambda row: row.sell_to_name, width=180),
    Column("posting_date", N_("Posting Date"), lambda row: row.posting_date, Kind.DATE),
    Column("due_date", N_("Due Date"), lambda row: row.due_date, Kind.DATE, colour=_due_tone),
    Column(
        "external_document_no",
        N_("Ext. Doc. No."),
        lambda row: row.external_document_no,
        Kind.CODE,
        width=96,
    ),
    Column(
        "amount_including_vat",
        N_("Amount Incl. VAT"),
        lambda row: row.amount_including_vat,
        Kind.AMOUNT,
        width=120,
        total=True,
    ),
    Column(
        "remaining_amount",
        N_("Remaining"),
        lambda row: row.remaining_amount,
        Kind.AMOUNT,
        width=104,
        total=True,
    ),
    Column(
        "remaining_amount_lcy",
        N_("Remaining (LCY)"),
        lambda row: row.remaining_amount_lcy,
        Kind.AMOUNT,
        width=116,
        visible=False,
        total=True,
    ),
    Column("currency_code", N_("Currency"), lambda row: row.currency_code, Kind.CODE, width=68),
    Column(
        "payment_state",
        N_("Status"),
        lambda row: row.payment_state,
        Kind.STATUS,
        width=100,
        choices=tuple(PaymentState),
        pill=lambda row: STATE_TONES[row.payment_state],
    ),
    Column("order_no", N_("Order No."), lambda row: row.order_no, Kind.CODE, visible=False),
    Column(
        "sell_to_customer_no",
        N_("Customer No."),
        lambda row: row.sell_to_customer_no,
        Kind.CODE,
        visible=False,
    ),
    Column(
        "bill_to_customer_no",
        N_("Bill-to No."),
        lambda row: row.bill_to_customer_no,
        Kind.CODE,
        visible=False,
    ),
)

SHIPMENT_COLUMNS = (
    Column("no", N_("No."), lambda row: row.no, Kind.LINK, width=112),
    Column("sell_to_name", N_("Customer"), lambda row: row.sell_to_name, width=220),
    Column("posting_date", N_("Posting Date"), lambda row: row.posting_date, Kind.DATE),
    Column("ship_to_name", N_("Ship-to Name"), lambda row: row.ship_to_name, width=200),
    Column("ship_to_city", N_("Ship-to City"), lambda row: row.ship_to_city, width=130),
    Column("order_no", N_("Order No."), lambda row: row.order_no, Kind.CODE, width=112),
    Column(
        "external_document_no",
        N_("Ext. Doc. No."),
        lambda row: row.external_document_no,
        Kind.CODE,
        width=120,
    ),
    Column(
        "sell_to_customer_no",
        N_("Customer No."),
        lambda row: row.sell_to_customer_no,
        Kind.CODE,
        visible=False,
    ),
)


def _find(page: ListPage) -> None:
    row = page.current_row()
    if row is not None:
        open_find_entries(page.desk, row.no, row.posting_date)


def _actions(usage: DocumentUsage) -> tuple[PageAction, ...]:
    def show(page: ListPage) -> None:
        show_pdf(page, usage, page.current_key())

    return (
        PageAction(LIST_PDF, show, Needs.ROW),
        PageAction(FIND_ENTRIES, _find, Needs.ROW),
    )


def _facts(session: Session, key: str, context: UserContext) -> Sequence[FactBlock]:
    header = posted_invoice(session, key).header
    customer = str(header["bill_to_customer_no"])
    payment = FactBlock(
        title="{no}",
        parts={"no": key},
        facts=(
            Fact(N_("Amount incl. VAT"), header["amount_payable"], Kind.AMOUNT, strong=True),
            Fact(N_("Remaining"), header["remaining_amount"], Kind.AMOUNT),
        ),
    )
    link = Fact("", f"{customer} · {header['bill_to_name']}", target=Target("customer", customer))
    return (payment, *customer_facts(session, customer, context, link=link))


def invoice_list(desk: Desk) -> ListSpec:
    """The declaration of the list of posted invoices."""
    return ListSpec(
        name="posted_invoices",
        title=N_("Posted Sales Invoices"),
        icon="archive",
        columns=INVOICE_COLUMNS,
        source=lambda: posted_invoices(desk.context),
        key=lambda row: row.no,
        tables=frozenset({"sales_invoice_header", "cust_ledger_entry"}),
        order=(("no", True),),
        views=(
            View("", N_("All invoices")),
            View("open", N_("Open")),
            View("overdue", N_("Overdue")),
            View("paid", N_("Paid")),
        ),
        open_page="posted_invoice",
        actions=_actions(DocumentUsage.INVOICE),
        facts=_facts,
        empty=N_("Nothing was invoiced yet."),
    )


def shipment_list(desk: Desk) -> ListSpec:
    """The declaration of the list of posted shipments."""
    return ListSpec(
        name="posted_shipments",
        title=N_("Posted Shipments"),
        icon="package-check",
        columns=SHIPMENT_COLUMNS,
        source=lambda: posted_shipments(desk.context),
        key=lambda row: row.no,
        tables=frozenset({"sales_shipment_header"}),
        order=(("no", True),),
        open_page="posted_shipment",
        actions=(*_actions(DocumentUsage.SHIPMENT), TRACK_ROW),
        empty=N_("Nothing was shipped yet."),
    )


def _invoices(desk: Desk, key: object) -> Page:
    opening = ListOpening(search=key) if isinstance(key, str) else key
    return ListPage(desk, invoice_list(desk), opening)


def _shipments(desk: Desk, key: object) -> Page:
    return ListPage(desk, shipment_list(desk), key)


def posted_list_pages() -> tuple[PageSpec, ...]:
    """The lists for the menu."""
    return (
        PageSpec(
            name="posted_invoices",
            title=N_("Posted Sales Invoices"),
            menu_title=N_("Posted Invoices"),
            icon="archive",
            group=GROUP,
            factory=_invoices,
            listed=invoice_list,
        ),
        PageSpec(
            name="posted_shipments",
            title=N_("Posted Shipments"),
            icon="package-check",
            group=GROUP,
            factory=_shipments,
            listed=shipment_list,
        ),
    )
