"""Posted receipts and purchase invoices, and the vendor ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from desktop.services.posting.purchases.reverse_invoice import reverse_purchase_invoice
from desktop.services.posting.purchases.undo_receipt import undo_receipt
from desktop.services.purchases.queries import (
    PostedPurchase,
    posted_purchase_invoice,
    posted_receipt,
)
from desktop.services.records import RecordRow
from desktop.translation import N_, _
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.document_spec import DocumentServices, DocumentSpec, Total
from desktop.views.pages.entry_list import EntryListPage, EntrySpec, entry_list
from desktop.views.pages.field_groups import Group
from desktop.views.pages.trace import FIND_ENTRIES, open_find_entries
from desktop.views.purchases.vendor_pages import GROUP
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Pill
from desktop.views.tables.columns import Tone
from desktop.views.tables.line_columns import LineField, LineSnapshot
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import Needs, PageAction, Session

UNDO = ActionSpec(id="undo_receipt", text=N_("Undo Receipt…"), icon="undo-2")
REVERSE = ActionSpec(id="reverse_invoice", text=N_("Reverse Invoice…"), icon="undo-2")
SHOW_ORDER = ActionSpec(id="show_order", text=N_("Order"), icon="shopping-cart")


def _refuse(*_arguments: object, **_options: object) -> None:
    """Nothing of a posted purchase is editable, so no cell ever calls this."""


def _services(load: Callable[[Session, str], PostedPurchase]) -> DocumentServices:
    return DocumentServices(
        load=load,
        change_header=_refuse,
        add_line=_refuse,
        change_line=_refuse,
        delete_line=_refuse,
    )


def _heading(view: PostedPurchase) -> str:
    return f"{view.key} · {view.header['buy_from_name']}"


def _never(_view: PostedPurchase) -> str:
    return _("A posted document is never changed.")


def _invoice_pills(view: PostedPurchase) -> Sequence[Pill]:
    if view.header["reversed"]:
        return [Pill(_("Reversed"), "warn")]
    return [Pill(_("Open"), "info")] if view.header.get("open") else [Pill(_("Paid"), "ok")]


def _totals(view: PostedPurchase) -> Sequence[Total]:
    header = view.header
    currency = str(header["currency_code"] or header["lcy_code"] or "")
    label = _("Total {currency} incl. VAT").format(currency=currency).replace("  ", " ")
    return (
        Total(_("Total excl. VAT"), header["amount"]),
        Total(_("VAT"), header["vat_amount"]),
        Total(label, header["amount_including_vat"], strong=True),
    )


def _correction_tone(line: LineSnapshot) -> Tone | None:
    return Tone.MUTED if line.values.get("correction") else None


def _find(page: DocumentPage) -> None:
    if page.view is not None:
        open_find_entries(page.desk, page.view.key, page.view.header["posting_date"])


def _show_order(page: DocumentPage) -> None:
    no = page.view.header["order_no"] if page.view is not None else None
    if no:
        page.desk.navigation.open("purchase_order", no)
    else:
        page.notices.info(_("This document was not made from an order."))


def _ask_undo(page: DocumentPage) -> None:
    confirm(
        page,
        _("Undo receipt {no}").format(no=page.view.key),
        _("What is not invoiced of it goes back and is awaited on the order again."),
        verb=_("Undo"),
        done=lambda: page.write(
            partial(undo_receipt, no=page.view.key, context=page.desk.context),
            done=lambda _result: _done(page, _("The receipt is undone.")),
        ),
    )


def _ask_reverse(page: DocumentPage) -> None:
    confirm(
        page,
        _("Reverse purchase invoice {no}").format(no=page.view.key),
        _("Mirror entries are posted, and its goods wait for another invoice."),
        verb=_("Reverse"),
        done=lambda: page.write(
            partial(reverse_purchase_invoice, no=page.view.key, context=page.desk.context),
            done=lambda _result: _done(page, _("The invoice is reversed.")),
        ),
    )


def _done(page: DocumentPage, sentence: str) -> None:
    page.notices.clear()
    page.notices.done(sentence)
    page.reload()


def _can_undo(view: PostedPurchase) -> bool:
    return any(line.values["qty_received_not_invoiced"] for line in view.lines)


def _can_reverse(view: PostedPurchase) -> bool:
    return not view.header["reversed"]


_GENERAL = (
    "buy_from_vendor_no",
    "vendor_order_no",
    "posting_date",
    "document_date",
    "order_no",
    "location_code",
)
_ADDRESS = (
    "buy_from_name",
    "buy_from_address",
    "buy_from_post_code",
    "buy_from_city",
    "user",
    "created_at",
)
_LINES = (
    LineField("type", width=80),
    LineField("no", width=88),
    LineField("description", width=180),
    LineField("location_code", width=88),
    LineField("quantity", width=72),
    LineField("unit_of_measure_code", N_("Unit"), width=64),
)

POSTED_RECEIPT = DocumentSpec(
    name="posted_purchase_receipt",
    title=N_("Posted Purchase Receipt"),
    table="purchase_receipt_header",
    line_table="purchase_receipt_line",
    services=_services(posted_receipt),
    groups=(Group(N_("General"), _GENERAL, _ADDRESS),),
    lines=(
        *_LINES,
        LineField("unit_cost_lcy", N_("Unit Cost (LCY)"), width=128),
        LineField("quantity_invoiced", N_("Invoiced"), width=80),
        LineField("qty_received_not_invoiced", N_("Not Invoiced"), width=104),
        LineField("correction", width=96, visible=False),
    ),
    heading=_heading,
    list_page="posted_purchase_receipts",
    list_title=N_("Posted Purchase Receipts"),
    actions=(
        PageAction(FIND_ENTRIES, _find),
        PageAction(SHOW_ORDER, _show_order),
        PageAction(UNDO, _ask_undo, fits=_can_undo),
    ),
    lines_lock=_never,
    row_tone=_correction_tone,
    is_final=True,
)

POSTED_INVOICE = DocumentSpec(
    name="posted_purchase_invoice",
    title=N_("Posted Purchase Invoice"),
    table="purchase_invoice_header",
    line_table="purchase_invoice_line",
    services=_services(posted_purchase_invoice),
    groups=(
        Group(
            N_("General"),
            (*_GENERAL[:1], "vendor_invoice_no", *_GENERAL[2:5], "due_date", "currency_code"),
            (*_ADDRESS, "payment_terms_code", "vat_registration_no"),
        ),
    ),
    lines=(
        *_LINES,
        LineField("direct_unit_cost", N_("Unit Cost"), width=96),
        LineField("line_discount_pct", N_("Disc. %"), width=72),
        LineField("line_amount", width=100),
        LineField("vat_pct", N_("VAT %"), width=64),
        LineField("receipt_no", width=112, visible=False),
    ),
    heading=_heading,
    list_page="posted_purchase_invoices",
    list_title=N_("Posted Purchase Invoices"),
    pills=_invoice_pills,
    totals=_totals,
    actions=(
        PageAction(FIND_ENTRIES, _find),
        PageAction(SHOW_ORDER, _show_order),
        PageAction(REVERSE, _ask_reverse, fits=_can_reverse),
    ),
    lines_lock=_never,
    is_final=True,
    tables=frozenset({"vendor_ledger_entry"}),
)


def _find_row(page: ListPage) -> None:
    row = page.current_row()
    if isinstance(row, RecordRow):
        no = row.values.get("document_no") or row.values.get("no")
        open_find_entries(page.desk, no, row.values["posting_date"])


_FIND = PageAction(FIND_ENTRIES, _find_row, Needs.ROW)

LISTS: tuple[EntrySpec, ...] = (
    EntrySpec(
        name="posted_purchase_receipts",
        title=N_("Posted Purchase Receipts"),
        table="purchase_receipt_header",
        icon="package-check",
        order=(("no", True),),
        columns=(
            "no",
            "buy_from_vendor_no",
            "buy_from_name",
            "posting_date",
            "order_no",
            "vendor_order_no",
            "location_code",
        ),
        open_page="posted_purchase_receipt",
        actions=(_FIND,),
        empty=N_("Nothing was received yet. Post a purchase order to receive its goods."),
    ),
    EntrySpec(
        name="posted_purchase_invoices",
        title=N_("Posted Purchase Invoices"),
        table="purchase_invoice_header",
        icon="archive",
        order=(("no", True),),
        columns=(
            "no",
            "buy_from_vendor_no",
            "buy_from_name",
            "vendor_invoice_no",
            "posting_date",
            "due_date",
            "amount_including_vat",
            "currency_code",
            "order_no",
            "reversed",
        ),
        open_page="posted_purchase_invoice",
        actions=(_FIND,),
        empty=N_("No purchase was invoiced yet. Post a purchase order or a purchase invoice."),
    ),
    EntrySpec(
        name="vendor_ledger_entry_list",
        title=N_("Vendor Ledger Entries"),
        table="vendor_ledger_entry",
        icon="users",
        columns=(
            "posting_date",
            "document_type",
            "document_no",
            "vendor_no",
            "description",
            "external_document_no",
            "currency_code",
            "amount",
            "remaining_amount",
            "due_date",
            "open",
            "entry_no",
        ),
        actions=(_FIND,),
    ),
)


MENU_TITLES = {
    "posted_purchase_receipts": N_("Posted Receipts"),
    "posted_purchase_invoices": N_("Posted Invoices"),
    "vendor_ledger_entry_list": N_("Vendor Ledger"),
}


def _list(spec: EntrySpec, desk: Desk, key: object) -> Page:
    return EntryListPage(desk, spec, key)


def _page(spec: DocumentSpec, desk: Desk, key: object) -> Page:
    return DocumentPage(desk, spec, key)


def posted_purchase_pages() -> tuple[PageSpec, ...]:
    """The lists for the menu, and the pages of one receipt and one invoice."""
    lists = tuple(
        PageSpec(
            name=spec.name,
            title=spec.title,
            icon=spec.icon,
            factory=partial(_list, spec),
            listed=partial(entry_list, spec=spec),
            group=GROUP,
            menu_title=MENU_TITLES[spec.name],
        )
        for spec in LISTS
    )
    pages = tuple(
        PageSpec(
            name=spec.name,
            title=spec.title,
            icon=icon,
            factory=partial(_page, spec),
            in_menu=False,
            table=spec.table,
        )
        for spec, icon in ((POSTED_RECEIPT, "package-check"), (POSTED_INVOICE, "archive"))
    )
    return (*lists, *pages)
