"""The pages of a purchase order and a purchase invoice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from desktop.errors import RecordRef
from desktop.models.labels import enum_label
from desktop.models.supply_words import PurchaseType
from desktop.models.words import LineType, Status
from desktop.services.context import UserContext
from desktop.services.purchases.creation import blank_purchase, create_purchase, purchase_series
from desktop.services.purchases.deletion import delete_purchase
from desktop.services.purchases.header_fields import change_header
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_fields import (
    add_line,
    change_line,
    delete_line,
    delete_lines,
    move_line,
)
from desktop.services.purchases.queries import neighbour_purchase
from desktop.services.purchases.release import release, reopen
from desktop.services.purchases.restoring import restore
from desktop.services.purchases.snapshot import purchase_view
from desktop.services.purchases.views import PurchaseView
from desktop.services.records import FieldInfo, FieldKind, LookupRow
from desktop.translation import N_, _, user_localizer
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.document_spec import DocumentServices, DocumentSpec, Total
from desktop.views.pages.field_groups import Group
from desktop.views.pages.line_lookups import find_on_line, find_unit, find_variant
from desktop.views.pages.purchase_papers import PRINT_OF_PAGE
from desktop.views.purchases.posting_actions import (
    POST,
    PREVIEW,
    ask_and_post,
    ask_and_preview,
)
from desktop.views.purchases.sales_actions import GETTING, LINE_ACTIONS
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Pill
from desktop.views.tables.columns import Kind, Target, Tone
from desktop.views.tables.line_columns import LineField, LineSnapshot
from desktop.views.tables.list_spec import NewRecord, PageAction, Session

RELEASE = ActionSpec(
    id="release", text=N_("Release"), icon="lock", key=Key.RELEASE, framed=True, group="release"
)
REOPEN = ActionSpec(
    id="reopen", text=N_("Reopen"), icon="lock-open", key=Key.REOPEN, group="release"
)
SHOW_VENDOR = ActionSpec(id="show_vendor", text=N_("Vendor"), icon="truck")

CURRENCY_FACTOR = FieldInfo(
    name="currency_factor",
    label=N_("Exchange Rate"),
    kind=FieldKind.RATE,
    places=15,
)
STATUS_TONES = {
    Status.OPEN: "info",
    Status.RELEASED: "ok",
    Status.PENDING_APPROVAL: "warn",
    Status.PENDING_PREPAYMENT: "warn",
}


def heading(view: PurchaseView) -> str:
    """The title of the page: number and name."""
    name = view.header.get("buy_from_name")
    return f"{view.key.no} · {name}" if name else view.key.no


def pills(view: PurchaseView) -> Sequence[Pill]:
    """The state of the document in words."""
    if view.completed:
        return [Pill(_("Completed"), "ok")]
    shown = [Pill(_(enum_label(view.status)), STATUS_TONES[view.status])]
    if view.header.get("late"):
        shown.append(Pill(_("Late"), "danger"))
    if view.header.get("received_not_invoiced"):
        shown.append(Pill(_("Received Not Invoiced"), "warn"))
    return shown


def totals(view: PurchaseView) -> Sequence[Total]:
    """The totals under the lines, VAT by rate."""
    figures, localizer = view.totals, user_localizer()
    shown = [Total(_("Subtotal excl. VAT"), figures.subtotal)]
    for group in figures.vat_groups:
        if group.vat_amount or len(figures.vat_groups) == 1:
            label = _("VAT {pct} %").format(pct=localizer.percent(group.vat_pct))
            shown.append(Total(label, group.vat_amount))
    currency = str(view.header["currency_code"] or view.header["lcy_code"] or "")
    label = _("Total {currency} incl. VAT").format(currency=currency).replace("  ", " ")
    shown.append(Total(label, figures.payable, strong=True))
    return shown


def lines_lock(view: PurchaseView) -> str:
    """Why lines cannot be added or deleted now; empty when they can."""
    if view.completed:
        return _("The document is completed.")
    if view.status is not Status.OPEN:
        return _("The status must be Open to change the lines; choose Reopen.")
    if not view.header["buy_from_vendor_no"]:
        return _("Choose the vendor first.")
    return ""


def card_of(line: LineSnapshot) -> Target | None:
    """The card of what stands on a line."""
    pages = {LineType.ITEM: "item", LineType.GL_ACCOUNT: "gl_account_card"}
    line_type, no = line.values.get("type"), line.values.get("no")
    if not isinstance(line_type, LineType) or line_type not in pages or not no:
        return None
    return Target(pages[line_type], no)


def find_bought(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """What a typed text may mean on a line, the best hit first; what it is sold for is left out."""
    found = find_on_line(session, text, values)
    return [LookupRow(row.key, row.text, "") for row in found]


def less_than_outstanding(line: LineSnapshot) -> Tone | None:
    """Whether less comes in now than is still awaited."""
    to_receive = _number(line.values.get("qty_to_receive"))
    return Tone.WARN if to_receive < _number(line.values.get("outstanding_quantity")) else None


def comment_tone(line: LineSnapshot) -> Tone | None:
    """Comment lines stand back."""
    return Tone.MUTED if line.values.get("type") is LineType.COMMENT else None


def _number(value: Any) -> Decimal:  # noqa: ANN401  (a value of a line)
    return value if isinstance(value, Decimal) else Decimal(0)


_FIRST = (
    LineField("type", width=92),
    LineField(
        "no",
        width=96,
        starts_line=True,
        lookup=find_bought,
        target=card_of,
        headings=(N_("Item No."), N_("Item")),
    ),
    LineField("description", width=172, starts_line=True, headings=(N_("Text"),)),
    LineField("variant_code", width=84, visible=False, lookup=find_variant),
    LineField("vendor_item_no", width=112, visible=False),
    LineField("location_code", width=88),
    LineField("quantity", width=68, headings=(N_("Qty."),)),
    LineField("unit_of_measure_code", N_("Unit"), width=64, lookup=find_unit),
    LineField("direct_unit_cost", N_("Unit Cost"), width=96, headings=(N_("Cost"), N_("Price"))),
    LineField("line_discount_pct", N_("Disc. %"), width=80, headings=(N_("Discount"),)),
    LineField("line_amount", width=96),
)
_PROGRESS = (
    LineField("qty_to_receive", N_("Qty. to Receive"), width=108, colour=less_than_outstanding),
    LineField("quantity_received", N_("Received"), width=80),
    LineField("qty_to_invoice", N_("Qty. to Invoice"), width=108),
    LineField("quantity_invoiced", N_("Invoiced"), width=76),
    LineField("outstanding_quantity", N_("Outstanding"), width=96, visible=False),
)
_LAST = (
    LineField("expected_receipt_date", N_("Expected"), width=104),
    LineField("order_date", width=104, visible=False),
    LineField("requested_receipt_date", width=108, visible=False),
    LineField("promised_receipt_date", width=108, visible=False),
    LineField("planned_receipt_date", width=108, visible=False),
    LineField("lead_time_calculation", width=96, visible=False),
    LineField("line_discount_amount", width=112, visible=False),
    LineField("vat_prod_posting_group", width=104, visible=False),
    LineField("vat_pct", width=72, visible=False),
    LineField("amount_including_vat", width=112, visible=False),
    LineField("unit_cost_lcy", width=104, kind=Kind.UNIT_PRICE, visible=False),
    LineField("sales_order_no", width=104, visible=False),
    LineField("special_order_sales_no", width=104, visible=False),
)
ORDER_LINES = (*_FIRST, *_PROGRESS, *_LAST)
INVOICE_LINES = (*_FIRST, *_LAST)

GENERAL = Group(
    N_("General"),
    (
        "buy_from_vendor_no",
        "vendor_order_no",
        "vendor_invoice_no",
        "order_date",
        "posting_date",
        "document_date",
        "requested_receipt_date",
        "location_code",
    ),
    (
        "buy_from_name",
        "buy_from_address",
        "buy_from_post_code",
        "buy_from_city",
        "buy_from_country_code",
        "buy_from_contact",
        "buy_from_phone",
        "buy_from_email",
        "promised_receipt_date",
        "assigned_user",
    ),
    summary=("buy_from_vendor_no", "vendor_invoice_no", "posting_date"),
)
INVOICE_DETAILS = Group(
    N_("Invoice Details"),
    (
        "currency_code",
        "payment_terms_code",
        "due_date",
        "vat_bus_posting_group",
        "vendor_posting_group",
        "vat_registration_no",
    ),
    (
        "currency_factor",
        "gen_bus_posting_group",
        "our_account_no",
        "language_code",
        "posting_description",
    ),
    summary=("currency_code", "payment_terms_code", "due_date"),
    is_open=False,
)
DELIVERY = Group(
    N_("Delivery"),
    (
        "deliver_to",
        "sell_to_customer_no",
        "ship_to_name",
        "ship_to_address",
        "ship_to_post_code",
        "ship_to_city",
        "ship_to_country_code",
        "shipment_method_code",
    ),
    ("ship_to_code", "ship_to_address_2", "ship_to_contact", "ship_to_phone"),
    summary=("deliver_to", "ship_to_name", "ship_to_city"),
    is_open=False,
)


def services(desk: Desk, document_type: PurchaseType, key: object) -> DocumentServices:
    """What the page calls for each act."""
    return DocumentServices(
        load=lambda session, no: purchase_view(session, no, desk.context),
        change_header=change_header,
        add_line=add_line,
        change_line=change_line,
        delete_line=delete_line,
        move_line=_move,
        create=partial(_create, document_type=document_type, key=key),
        series=partial(purchase_series, document_type=document_type),
        blank=partial(_blank, document_type=document_type),
        delete=delete_purchase,
        delete_lines=delete_lines,
        restore=restore,
        neighbour=neighbour_purchase,
    )


def _move(
    session: Session, key: PurchaseKey, line_no: int, step: int, context: UserContext
) -> PurchaseView:
    return move_line(session, key, line_no, context, down=step > 0)


def _create(
    session: Session,
    context: UserContext,
    *,
    document_type: PurchaseType,
    key: object,
    series: str | None = None,
) -> PurchaseView:
    values: Mapping[str, object] = key.values if isinstance(key, NewRecord) else {}
    vendor = values.get("buy_from_vendor_no")
    return create_purchase(
        session, document_type, context, str(vendor) if vendor else None, series=series
    )


def _blank(session: Session, context: UserContext, *, document_type: PurchaseType) -> PurchaseView:
    return blank_purchase(session, document_type, context)


def _is_open(view: PurchaseView) -> bool:
    return view.status is Status.OPEN and not view.completed


def _is_released(view: PurchaseView) -> bool:
    return view.status is not Status.OPEN and not view.completed


def _is_unfinished(view: PurchaseView) -> bool:
    return not view.completed


def _show_vendor(page: DocumentPage) -> None:
    no = page.view.header["buy_from_vendor_no"] if page.view is not None else None
    if no:
        page.desk.navigation.open("vendor_card", (no,))


ACTIONS = (
    PageAction(POST, ask_and_post, fits=_is_unfinished),
    PageAction(RELEASE, lambda page: page.run(release), fits=_is_open),
    PageAction(REOPEN, lambda page: page.run(reopen), fits=_is_released),
    PageAction(PREVIEW, ask_and_preview, fits=_is_unfinished),
    GETTING,
    PageAction(SHOW_VENDOR, _show_vendor),
)


def order_spec(desk: Desk, key: object) -> DocumentSpec:
    """How the page of a purchase order is made."""
    return DocumentSpec(
        name="purchase_order",
        title=N_("Purchase Order"),
        table="purchase_header",
        line_table="purchase_line",
        services=services(desk, PurchaseType.ORDER, key),
        groups=(GENERAL,),
        groups_after=(INVOICE_DETAILS, DELIVERY),
        lines=ORDER_LINES,
        heading=heading,
        list_page="purchase_orders",
        list_title=N_("Purchase Orders"),
        pills=pills,
        totals=totals,
        actions=(*ACTIONS, PRINT_OF_PAGE),
        line_actions=LINE_ACTIONS,
        infos=(CURRENCY_FACTOR,),
        lines_lock=lines_lock,
        row_tone=comment_tone,
    )


def invoice_spec(desk: Desk, key: object) -> DocumentSpec:
    """How the page of a purchase invoice is made: as that of an order, but for what is named."""
    return replace(
        order_spec(desk, key),
        name="purchase_invoice",
        title=N_("Purchase Invoice"),
        services=services(desk, PurchaseType.INVOICE, key),
        lines=INVOICE_LINES,
        actions=ACTIONS,
        list_page="purchase_invoices",
        list_title=N_("Purchase Invoices"),
    )


def purchase_key(document_type: PurchaseType, key: object) -> object:
    """The key of a document's page from a number alone."""
    return PurchaseKey(document_type, key) if isinstance(key, str) else key


def key_of_record(record: RecordRef, *, document_type: PurchaseType) -> object:
    """What a page of one document type is opened with for a record, None for another type."""
    return record.key[1] if record.key[0] == document_type else None


def _order(desk: Desk, key: object) -> Page:
    return DocumentPage(desk, order_spec(desk, key), key)


def _invoice(desk: Desk, key: object) -> Page:
    return DocumentPage(desk, invoice_spec(desk, key), key)


def purchase_pages() -> tuple[PageSpec, ...]:
    """The pages of one purchase order and one purchase invoice."""
    return (
        PageSpec(
            name="purchase_order",
            title=N_("Purchase Order"),
            icon="shopping-cart",
            factory=_order,
            in_menu=False,
            table="purchase_header",
            key_of=partial(key_of_record, document_type=PurchaseType.ORDER),
            as_key=partial(purchase_key, PurchaseType.ORDER),
        ),
        PageSpec(
            name="purchase_invoice",
            title=N_("Purchase Invoice"),
            icon="file-text",
            factory=_invoice,
            in_menu=False,
            table="purchase_header",
            key_of=partial(key_of_record, document_type=PurchaseType.INVOICE),
            as_key=partial(purchase_key, PurchaseType.INVOICE),
        ),
    )
