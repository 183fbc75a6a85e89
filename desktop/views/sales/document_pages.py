"""The pages of a sales order and a sales invoice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from desktop.errors import RecordRef
from desktop.models.labels import enum_label
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import JobQueueStatus, Status
from desktop.services.context import UserContext
from desktop.services.jobs.queue import remove_from_queue
from desktop.services.posting.document_check import document_check
from desktop.services.records import FieldInfo, FieldKind
from desktop.services.sales.blocks import enter_block, rehearse_block
from desktop.services.sales.creation import blank_document, create_document, document_series
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.line_fields import (
    add_line,
    change_line,
    delete_line,
    delete_lines,
    move_line,
)
from desktop.services.sales.queries import neighbour_document
from desktop.services.sales.recalculation import recalculate_prices
from desktop.services.sales.release import release, reopen
from desktop.services.sales.restoring import restore
from desktop.services.sales.scanning import scan
from desktop.services.sales.snapshot import document_view
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _, user_localizer
from desktop.views.pages.contact_lookups import CONTACT_LOOKUPS
from desktop.views.pages.document_comments import COMMENTS_OF_DOCUMENT
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.document_spec import DocumentServices, DocumentSpec, Total
from desktop.views.pages.draft_papers import INVOICE_PAPERS, ORDER_PAPERS
from desktop.views.pages.order_plan import ORDER_PLAN
from desktop.views.pages.picking_papers import PICKING_OF_DOCUMENT
from desktop.views.pages.promising import PROMISE_OF_DOCUMENT, SPLIT_LINE
from desktop.views.pages.reserved_columns import RESERVED_INFOS
from desktop.views.pages.shipping_lookups import SHIPPING_LOOKUPS
from desktop.views.pages.tracking import TRACK_DOCUMENT
from desktop.views.sales.buying_actions import BUYING_ACTIONS
from desktop.views.sales.copy_dialog import COPY_DOCUMENT, ask_copy
from desktop.views.sales.document_facts import document_facts
from desktop.views.sales.header_groups import (
    GENERAL,
    GENERAL_OF_INVOICE,
    INVOICE_DETAILS,
    INVOICE_DETAILS_OF_INVOICE,
    SHIPPING_AND_BILLING,
)
from desktop.views.sales.line_actions import GRAVE_WARNINGS, LINE_ACTIONS, LINE_REMEDIES
from desktop.views.sales.line_fields import (
    INVOICE_LINES,
    ORDER_LINES,
    comment_tone,
)
from desktop.views.sales.posting_actions import (
    POST,
    POST_AND_NEW,
    POST_AND_PRINT,
    PREVIEW,
    REMOVE_FROM_QUEUE,
    ask_and_post,
    ask_and_preview,
    is_queued,
    post_and_new,
    post_and_print,
    tell_failed_posting,
)
from desktop.views.sales.price_actions import RECALCULATE_PRICES, WHY_THIS_PRICE, open_price_info
from desktop.views.sales.quote_links import SHOW_QUOTE, is_of_quote, open_quote
from desktop.views.sales.statistics_page import STATISTICS, open_statistics
from desktop.views.sales.terms_actions import TERMS_ACTIONS, TERMS_REMEDIES
from desktop.views.sales.version_actions import VERSION_ACTIONS
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Pill
from desktop.views.tables.list_spec import NewRecord, PageAction, Session

RELEASE = ActionSpec(
    id="release", text=N_("Release"), icon="lock", key=Key.RELEASE, framed=True, group="release"
)
REOPEN = ActionSpec(
    id="reopen", text=N_("Reopen"), icon="lock-open", key=Key.REOPEN, group="release"
)

CURRENCY_FACTOR = FieldInfo(
    name="currency_factor",
    label=N_("Exchange Rate"),
    kind=FieldKind.RATE,
    places=15,
)
"""A field of the document that is no column: the shown form of the rate pair (SD57)."""

STATUS_TONES = {
    Status.OPEN: "info",
    Status.RELEASED: "ok",
    Status.PENDING_APPROVAL: "warn",
    Status.PENDING_PREPAYMENT: "warn",
}

QUEUE_PILLS = {
    JobQueueStatus.SCHEDULED: N_("Scheduled for Posting"),
    JobQueueStatus.POSTING: N_("Being Posted"),
    JobQueueStatus.ERROR: N_("Not Posted"),
}


def heading(view: DocumentView) -> str:
    """The title of the page: number and name."""
    name = view.header.get("sell_to_name")
    return f"{view.key.no} · {name}" if name else view.key.no


def pills(view: DocumentView) -> Sequence[Pill]:
    """The state of the document in words."""
    if view.completed:
        return [Pill(_("Completed"), "ok")]
    if view.header.get("converted"):
        return [Pill(_("Converted"), "ok")]
    shown = [Pill(_(enum_label(view.status)), STATUS_TONES[view.status])]
    if is_queued(view):
        queued = JobQueueStatus(str(view.header["job_queue_status"]))
        text = _(QUEUE_PILLS[queued])
        shown.append(Pill(text, "danger" if queued is JobQueueStatus.ERROR else "info"))
    if view.header.get("expired"):
        shown.append(Pill(_("Expired"), "warn"))
    if view.header.get("late"):
        shown.append(Pill(_("Late"), "danger"))
    if view.header.get("shipped_not_invoiced"):
        shown.append(Pill(_("Shipped Not Invoiced"), "warn"))
    return shown


def totals(view: DocumentView) -> Sequence[Total]:
    """The totals under the lines, VAT by rate (SD54)."""
    figures = view.totals
    shown = [Total(_("Subtotal excl. VAT"), figures.subtotal)]
    if view.header.get("prices_including_vat"):
        shown = [Total(_("Subtotal incl. VAT"), figures.subtotal)]
    if figures.invoice_discount_amount:
        shown.append(Total(_("Invoice discount"), -figures.invoice_discount_amount))
        if not view.header.get("prices_including_vat"):
            shown.append(Total(_("Total excl. VAT"), figures.total_excl_vat))
    if view.header.get("prices_including_vat"):
        shown.append(Total(_("Total excl. VAT"), figures.total_excl_vat))
    localizer = user_localizer()
    for group in figures.vat_groups:
        if group.vat_amount or len(figures.vat_groups) == 1:
            label = _("VAT {pct} %").format(pct=localizer.percent(group.vat_pct))
            shown.append(Total(label, group.vat_amount))
    if figures.rounding:
        shown.append(Total(_("Rounding"), figures.rounding))
    currency = str(view.header["currency_code"] or view.header["lcy_code"] or "")
    label = _("Total {currency} incl. VAT").format(currency=currency).replace("  ", " ")
    shown.append(Total(label, figures.payable, strong=True))
    return shown


def lines_lock(view: DocumentView) -> str:
    """Why lines cannot be added or deleted now; empty when they can."""
    if view.completed:
        return _("The document is completed.")
    if view.header.get("converted"):
        return _("The quote was converted.")
    if view.status is not Status.OPEN:
        return _("The status must be Open to change the lines; choose Reopen.")
    if not (view.header["sell_to_customer_no"] or view.header["customer_template_code"]):
        if view.header["sell_to_contact_no"]:
            return _("Choose the customer template first: prices and terms come from it.")
        return _("Choose the customer first.")
    return ""


def services(desk: Desk, document_type: DocumentType, key: object) -> DocumentServices:
    """What the page calls for each act."""
    return DocumentServices(
        load=lambda session, no: document_view(session, no, desk.context),
        change_header=change_header,
        add_line=add_line,
        change_line=change_line,
        delete_line=delete_line,
        move_line=_move,
        create=partial(_create, document_type=document_type, key=key),
        series=partial(document_series, document_type=document_type),
        blank=partial(_blank, document_type=document_type),
        delete=delete_document,
        delete_lines=delete_lines,
        restore=restore,
        scan=scan,
        neighbour=neighbour_document,
        rehearse_block=rehearse_block,
        enter_block=enter_block,
    )


def _move(
    session: Session, key: DocumentKey, line_no: int, step: int, context: UserContext
) -> DocumentView:
    return move_line(session, key, line_no, context, down=step > 0)


def _create(
    session: Session,
    context: UserContext,
    *,
    document_type: DocumentType,
    key: object,
    series: str | None = None,
) -> DocumentView:
    values: Mapping[str, object] = key.values if isinstance(key, NewRecord) else {}
    customer, contact = values.get("sell_to_customer_no"), values.get("sell_to_contact_no")
    buyer = str(customer) if customer else None
    view = create_document(session, document_type, context, buyer, series=series)
    if contact:
        return change_header(session, view.key, "sell_to_contact_no", contact, context)
    return view


def _blank(session: Session, context: UserContext, *, document_type: DocumentType) -> DocumentView:
    return blank_document(session, document_type, context)


def _is_open(view: DocumentView) -> bool:
    return view.status is Status.OPEN and not _is_done(view)


def _is_released(view: DocumentView) -> bool:
    return view.status is not Status.OPEN and not _is_done(view)


def _is_done(view: DocumentView) -> bool:
    return bool(view.completed or view.header.get("converted"))


def _can_post(view: DocumentView) -> bool:
    return view.header["job_queue_status"] not in {JobQueueStatus.SCHEDULED, JobQueueStatus.POSTING}


RELEASING = (
    PageAction(RELEASE, lambda page: page.run(release), fits=_is_open),
    PageAction(REOPEN, lambda page: page.run(reopen), fits=_is_released),
)
COPYING = PageAction(COPY_DOCUMENT, ask_copy, fits=_is_open, begins=True)
ACTIONS = (
    PageAction(POST, ask_and_post, fits=_can_post),
    PageAction(POST_AND_NEW, post_and_new, fits=_can_post),
    PageAction(POST_AND_PRINT, post_and_print, fits=_can_post),
    PageAction(REMOVE_FROM_QUEUE, lambda page: page.run(remove_from_queue), fits=is_queued),
    *RELEASING,
    PageAction(STATISTICS, open_statistics),
    PROMISE_OF_DOCUMENT,
    PageAction(RECALCULATE_PRICES, lambda page: page.run(recalculate_prices), fits=_is_open),
    PageAction(PREVIEW, ask_and_preview),
    PageAction(SHOW_QUOTE, open_quote, fits=is_of_quote),
    *PICKING_OF_DOCUMENT,
    TRACK_DOCUMENT,
    *TERMS_ACTIONS,
    COPYING,
)


def order_spec(desk: Desk, key: object) -> DocumentSpec:
    """How the page of a sales order is made."""
    return DocumentSpec(
        name="sales_order",
        title=N_("Sales Order"),
        table="sales_header",
        line_table="sales_line",
        services=services(desk, DocumentType.ORDER, key),
        groups=(GENERAL,),
        groups_after=(INVOICE_DETAILS, SHIPPING_AND_BILLING),
        lines=ORDER_LINES,
        heading=heading,
        list_page="sales_orders",
        list_title=N_("Sales Orders"),
        pills=pills,
        totals=totals,
        actions=(*ACTIONS, *ORDER_PAPERS, ORDER_PLAN, *VERSION_ACTIONS),
        line_actions=(
            *LINE_ACTIONS,
            SPLIT_LINE,
            *BUYING_ACTIONS,
            PageAction(WHY_THIS_PRICE, open_price_info),
        ),
        remedies=LINE_REMEDIES,
        grave=GRAVE_WARNINGS,
        facts=document_facts,
        check=document_check,
        infos=(CURRENCY_FACTOR,),
        line_infos=RESERVED_INFOS,
        tables=frozenset({"reservation"}),
        lookups={**SHIPPING_LOOKUPS, **CONTACT_LOOKUPS},
        lines_lock=lines_lock,
        page_remedies=TERMS_REMEDIES,
        row_tone=comment_tone,
    )


def invoice_spec(desk: Desk, key: object) -> DocumentSpec:
    """How the page of a sales invoice is made: as that of an order, but for what is named."""
    return replace(
        order_spec(desk, key),
        name="sales_invoice",
        title=N_("Sales Invoice"),
        services=services(desk, DocumentType.INVOICE, key),
        groups=(GENERAL_OF_INVOICE,),
        groups_after=(INVOICE_DETAILS_OF_INVOICE, SHIPPING_AND_BILLING),
        lines=INVOICE_LINES,
        actions=(*ACTIONS, *INVOICE_PAPERS, COMMENTS_OF_DOCUMENT),
        list_page="sales_invoices",
        list_title=N_("Sales Invoices"),
    )


def document_key(document_type: DocumentType, key: object) -> object:
    """The key of a document's page from a number alone."""
    return DocumentKey(document_type, key) if isinstance(key, str) else key


def _order(desk: Desk, key: object) -> Page:
    return _page(desk, order_spec(desk, key), key)


def _invoice(desk: Desk, key: object) -> Page:
    return _page(desk, invoice_spec(desk, key), key)


def _page(desk: Desk, spec: DocumentSpec, key: object) -> DocumentPage:
    page = DocumentPage(desk, spec, key)
    page.editor.answered.connect(partial(tell_failed_posting, page))
    return page


def key_of_record(record: RecordRef, *, document_type: DocumentType) -> object:
    """What a page of one document type is opened with for a record, None for another type."""
    return record.key[1] if record.key[0] == document_type else None


def document_pages() -> tuple[PageSpec, ...]:
    """The pages of one order and one invoice."""
    return (
        PageSpec(
            name="sales_order",
            title=N_("Sales Order"),
            icon="shopping-cart",
            factory=_order,
            in_menu=False,
            table="sales_header",
            key_of=partial(key_of_record, document_type=DocumentType.ORDER),
            as_key=partial(document_key, DocumentType.ORDER),
        ),
        PageSpec(
            name="sales_invoice",
            title=N_("Sales Invoice"),
            icon="file-text",
            factory=_invoice,
            in_menu=False,
            table="sales_header",
            key_of=partial(key_of_record, document_type=DocumentType.INVOICE),
            as_key=partial(document_key, DocumentType.INVOICE),
        ),
    )
