"""Posted invoices and shipments: the document as it was issued, its paper and its entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from desktop.services.context import UserContext
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.undo_shipment import undo_shipment
from desktop.services.records import change_record
from desktop.services.reports.archive import ArchivedPdf, count_print, issued_pdf
from desktop.services.reports.usages import DocumentUsage
from desktop.services.sales.posted_documents import (
    PostedDocument,
    posted_invoice,
    posted_shipment,
)
from desktop.translation import N_, _
from desktop.views.pages.customer_block import customer_facts
from desktop.views.pages.document_comments import COMMENTS_OF_DOCUMENT
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.document_spec import DocumentServices, DocumentSpec, Total
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.pages.field_groups import Group
from desktop.views.pages.lawful_warnings import warn_of_missing_content
from desktop.views.pages.shipping_lookups import SHIPPING_LOOKUPS
from desktop.views.pages.trace import FIND_ENTRIES, open_find_entries
from desktop.views.pages.tracking import TRACK_DOCUMENT
from desktop.views.posted.pdf_view import PdfDialog
from desktop.views.posted.printers import PrinterChoice
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Pill
from desktop.views.tables.columns import Kind, Target, Tone
from desktop.views.tables.line_columns import LineField, LineSnapshot
from desktop.views.tables.list_spec import PageAction, Session

SHOW_PDF = ActionSpec(
    id="show_pdf", text=N_("Show PDF"), icon="printer", key=Key.PRINT, primary=True
)
SHOW_ORDER = ActionSpec(id="show_order", text=N_("Order"), icon="shopping-cart")
UNDO = ActionSpec(id="undo_shipment", text=N_("Undo Shipment…"), icon="undo-2", place=Place.MORE)
SHOW_CUSTOMER = ActionSpec(id="show_customer", text=N_("Customer"), icon="users", place=Place.MORE)


@dataclass(frozen=True, slots=True)
class PostedKind:
    """What differs between posted invoices and shipments."""

    usage: DocumentUsage
    load: Callable[[Session, str], PostedDocument]
    table: str


INVOICE = PostedKind(DocumentUsage.INVOICE, posted_invoice, "sales_invoice_header")
SHIPMENT = PostedKind(DocumentUsage.SHIPMENT, posted_shipment, "sales_shipment_header")


def show_pdf(page: Page, usage: DocumentUsage, no: str) -> None:
    """Show the paper of a posted document; the first time an invoice's is kept."""
    work = partial(_paper, usage=usage, no=no, context=page.desk.context)
    page.write(work, done=partial(_show_paper, page, usage, no), busy=_("Making the PDF…"))


def _paper(session: Session, *, usage: DocumentUsage, no: str, context: UserContext) -> ArchivedPdf:
    return issued_pdf(session, usage, no, context)


def _show_paper(page: Page, usage: DocumentUsage, no: str, paper: ArchivedPdf) -> None:
    dialog = PdfDialog(paper, page, PrinterChoice(page.desk.state, usage.value))
    dialog.view.printed.connect(partial(_count, page, usage, no))
    dialog.open()


def _count(page: Page, usage: DocumentUsage, no: str) -> None:
    work = partial(count_print, usage=usage, no=no, context=page.desk.context)
    page.write(work, done=lambda _nothing: None)


def _refuse(*_arguments: object, **_options: object) -> None:
    """No line of a posted document is editable, so no cell ever calls this."""


def _change(kind: PostedKind) -> Callable[..., PostedDocument]:
    """Enter one of the few fields that posting leaves to the user (SD77)."""

    def change(
        session: Session,
        no: str,
        field: str,
        value: object,
        context: UserContext,
        **_version: object,
    ) -> PostedDocument:
        change_record(session, kind.table, (no,), (field, value), context)
        return kind.load(session, no)

    return change


def _services(kind: PostedKind) -> DocumentServices:
    return DocumentServices(
        load=kind.load,
        change_header=_change(kind),
        add_line=_refuse,
        change_line=_refuse,
        delete_line=_refuse,
    )


def _heading(view: PostedDocument) -> str:
    return f"{view.key} · {view.header['sell_to_name']}"


def _pills(view: PostedDocument) -> Sequence[Pill]:
    if "open" not in view.header:
        return ()
    if view.header["open"]:
        return [Pill(_("Open"), "info")]
    return [Pill(_("Paid"), "ok")]


def _totals(view: PostedDocument) -> Sequence[Total]:
    header = view.header
    shown = [
        Total(_("Total excl. VAT"), header["amount"]),
        Total(_("VAT"), header["vat_amount"]),
    ]
    if header["rounding_amount"]:
        shown.append(Total(_("Rounding"), header["rounding_amount"]))
    currency = str(header["currency_code"] or header["lcy_code"] or "")
    label = _("Total {currency} incl. VAT").format(currency=currency).replace("  ", " ")
    return (*shown, Total(label, header["amount_payable"], strong=True))


def _never(_view: PostedDocument) -> str:
    return _("A posted document is never changed.")


def _invoice_facts(
    session: Session, no: str, _line_no: int | None, context: UserContext
) -> Sequence[FactBlock]:
    header = posted_invoice(session, no).header
    customer = str(header["bill_to_customer_no"])
    link = Fact("", f"{customer} · {header['bill_to_name']}", target=Target("customer", customer))
    payment = FactBlock(
        title=N_("Payment"),
        facts=(
            Fact(N_("Amount incl. VAT"), header["amount_payable"], Kind.AMOUNT, strong=True),
            Fact(N_("Remaining"), header["remaining_amount"], Kind.AMOUNT),
            Fact(N_("Due Date"), header["due_date"], Kind.DATE),
        ),
    )
    return (payment, *customer_facts(session, customer, context, link=link))


def _show_order(page: DocumentPage) -> None:
    no = page.view.header["order_no"] if page.view else None
    if no:
        page.desk.navigation.open("sales_order", no)
    else:
        page.notices.info(_("This document was not made from an order."))


def _show_customer(page: DocumentPage) -> None:
    if page.view is not None:
        page.desk.navigation.open("customer", page.view.header["sell_to_customer_no"])


def _find(page: DocumentPage) -> None:
    if page.view is not None:
        open_find_entries(page.desk, page.view.key, page.view.header["posting_date"])


def _ask_undo(page: DocumentPage) -> None:
    confirm(
        page,
        _("Undo shipment {no}").format(no=page.view.key),
        _(
            "What is not invoiced of it comes back and waits on the order again. A drop shipment "
            "is undone on the purchase order, too."
        ),
        verb=_("Undo"),
        done=lambda: page.write(
            partial(undo_shipment, no=page.view.key, context=page.desk.context),
            done=partial(_undone, page),
        ),
    )


def _undone(page: DocumentPage, _result: PostingResult) -> None:
    page.notices.clear()
    page.notices.done(_("The shipment is undone."))
    page.reload()


def _can_undo(view: PostedDocument) -> bool:
    return any(
        line.values["qty_shipped_not_invoiced"] and not line.values["correction"]
        for line in view.lines
    )


def _correction_tone(line: LineSnapshot) -> Tone | None:
    return Tone.MUTED if line.values.get("correction") else None


def _actions(kind: PostedKind) -> tuple[PageAction, ...]:
    def show(page: DocumentPage) -> None:
        if page.view is not None:
            show_pdf(page, kind.usage, page.view.key)

    return (
        PageAction(SHOW_PDF, show),
        PageAction(FIND_ENTRIES, _find),
        PageAction(SHOW_ORDER, _show_order),
        COMMENTS_OF_DOCUMENT,
        PageAction(SHOW_CUSTOMER, _show_customer),
    )


_LINES = (
    LineField("type", width=68),
    LineField("no", width=88),
    LineField("description", width=180),
    LineField("quantity", width=72),
    LineField("unit_of_measure_code", N_("Unit"), width=56),
)
_PRICES = (
    LineField("unit_price", width=88),
    LineField("line_discount_pct", N_("Disc. %"), width=60),
    LineField("line_amount", width=100),
    LineField("vat_pct", N_("VAT %"), width=60),
    LineField("amount_including_vat", width=116),
)

POSTED_INVOICE = DocumentSpec(
    name="posted_invoice",
    title=N_("Posted Sales Invoice"),
    table="sales_invoice_header",
    line_table="sales_invoice_line",
    services=_services(INVOICE),
    groups=(
        Group(
            N_("General"),
            (
                "sell_to_customer_no",
                "sell_to_contact",
                "external_document_no",
                "salesperson_code",
                "posting_date",
                "document_date",
                "due_date",
                "order_no",
                "payment_reference",
            ),
            ("sell_to_address", "sell_to_post_code", "sell_to_city", "your_reference"),
        ),
    ),
    groups_after=(
        Group(
            N_("Invoice Details"),
            (
                "bill_to_customer_no",
                "bill_to_name",
                "currency_code",
                "prices_including_vat",
                "payment_terms_code",
                "payment_method_code",
                "vat_bus_posting_group",
                "no_printed",
            ),
            ("vat_registration_no", "language_code", "user", "created_at"),
            is_open=False,
        ),
    ),
    lines=(*_LINES, *_PRICES),
    heading=_heading,
    list_page="posted_invoices",
    list_title=N_("Posted Sales Invoices"),
    pills=_pills,
    totals=_totals,
    actions=_actions(INVOICE),
    facts=_invoice_facts,
    lines_lock=_never,
    is_final=True,
    tables=frozenset({"cust_ledger_entry"}),
)

POSTED_SHIPMENT = DocumentSpec(
    name="posted_shipment",
    title=N_("Posted Shipment"),
    table="sales_shipment_header",
    line_table="sales_shipment_line",
    services=_services(SHIPMENT),
    groups=(
        Group(
            N_("General"),
            (
                "sell_to_customer_no",
                "ship_to_name",
                "ship_to_address",
                "ship_to_post_code",
                "ship_to_city",
                "posting_date",
                "shipment_date",
                "order_no",
                "external_document_no",
                "shipping_agent_code",
                "shipping_agent_service_code",
                "package_tracking_no",
            ),
            ("shipment_method_code", "user", "created_at"),
        ),
    ),
    lines=(
        *_LINES,
        LineField("quantity_invoiced", N_("Invoiced"), width=96),
        LineField("qty_shipped_not_invoiced", N_("Not Invoiced"), width=108),
        LineField("location_code", width=96),
    ),
    heading=_heading,
    list_page="posted_shipments",
    list_title=N_("Posted Shipments"),
    pills=_pills,
    actions=(*_actions(SHIPMENT), TRACK_DOCUMENT, PageAction(UNDO, _ask_undo, fits=_can_undo)),
    row_tone=_correction_tone,
    lookups=SHIPPING_LOOKUPS,
    lines_lock=_never,
    is_final=True,
)


def _page(spec: DocumentSpec, desk: Desk, key: object) -> Page:
    return DocumentPage(desk, spec, key)


def _invoice_page(desk: Desk, key: object) -> Page:
    page = DocumentPage(desk, POSTED_INVOICE, key)
    if isinstance(key, str):
        warn_of_missing_content(page, key)
    return page


def posted_document_pages() -> tuple[PageSpec, ...]:
    """The pages of one posted invoice and one posted shipment."""
    return (
        PageSpec(
            name="posted_invoice",
            title=N_("Posted Sales Invoice"),
            icon="archive",
            factory=_invoice_page,
            in_menu=False,
            table="sales_invoice_header",
        ),
        PageSpec(
            name="posted_shipment",
            title=N_("Posted Shipment"),
            icon="package-check",
            factory=partial(_page, POSTED_SHIPMENT),
            in_menu=False,
            table="sales_shipment_header",
        ),
    )
