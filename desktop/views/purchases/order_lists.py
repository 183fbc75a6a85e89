"""The lists of draft purchase orders and invoices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from desktop.models.labels import enum_label
from desktop.models.supply_words import PurchaseType
from desktop.models.words import Status
from desktop.services.context import UserContext
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.queries import PurchaseRow, purchases
from desktop.services.purchases.release import release, reopen
from desktop.translation import N_, _
from desktop.views.pages.purchase_papers import PRINT_OF_LIST
from desktop.views.purchases.vendor_pages import GROUP
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, New, PageAction, Session, View

RELEASE = ActionSpec(id="release", text=N_("Release"), icon="lock", key=Key.RELEASE)
REOPEN = ActionSpec(id="reopen", text=N_("Reopen"), icon="lock-open", key=Key.REOPEN)

STATUS_TONES = {
    Status.OPEN: Tone.INFO,
    Status.RELEASED: Tone.OK,
    Status.PENDING_APPROVAL: Tone.WARN,
    Status.PENDING_PREPAYMENT: Tone.WARN,
}


def _status(row: PurchaseRow) -> str:
    return _("Completed") if row.completed else _(enum_label(row.status))


def _remark(row: PurchaseRow) -> str:
    if row.late:
        return _("Late")
    return _("Received, not invoiced") if row.received_not_invoiced else ""


def _date_tone(row: PurchaseRow) -> Tone | None:
    return Tone.DANGER if row.late else None


COLUMNS = (
    Column("no", N_("No."), lambda row: row.no, Kind.LINK, width=104),
    Column("buy_from_name", N_("Vendor"), lambda row: row.buy_from_name, width=200),
    Column(
        "vendor_order_no",
        N_("Vendor Order No."),
        lambda row: row.vendor_order_no,
        Kind.CODE,
        width=120,
    ),
    Column(
        "vendor_invoice_no",
        N_("Vendor Invoice No."),
        lambda row: row.vendor_invoice_no,
        Kind.CODE,
        width=120,
        visible=False,
    ),
    Column("order_date", N_("Order Date"), lambda row: row.order_date, Kind.DATE, visible=False),
    Column(
        "expected_receipt_date",
        N_("Expected"),
        lambda row: row.expected_receipt_date,
        Kind.DATE,
        width=104,
        colour=_date_tone,
    ),
    Column("due_date", N_("Due Date"), lambda row: row.due_date, Kind.DATE, visible=False),
    Column(
        "amount_including_vat",
        N_("Amount Incl. VAT"),
        lambda row: row.amount_including_vat,
        Kind.AMOUNT,
        width=124,
        total=True,
    ),
    Column("currency_code", N_("Currency"), lambda row: row.currency_code, Kind.CODE, width=72),
    Column(
        "status",
        N_("Status"),
        _status,
        Kind.STATUS,
        choices=tuple(Status),
        pill=lambda row: STATUS_TONES[row.status],
    ),
    Column(
        "late",
        N_("Remark"),
        _remark,
        Kind.STATUS,
        width=170,
        pill=lambda row: Tone.DANGER if row.late else Tone.WARN,
        sortable=False,
    ),
    Column(
        "buy_from_vendor_no",
        N_("Vendor No."),
        lambda row: row.buy_from_vendor_no,
        Kind.CODE,
        visible=False,
    ),
    Column(
        "location_code", N_("Location"), lambda row: row.location_code, Kind.CODE, visible=False
    ),
)

ORDER_VIEWS = (
    View("", N_("All orders")),
    View("open", N_("Open")),
    View("released_not_received", N_("Released not received")),
    View("received_not_invoiced", N_("Received not invoiced")),
    View("late", N_("Late")),
    View("completed", N_("Completed")),
    View("every", N_("With completed")),
)
INVOICE_VIEWS = (View("", N_("All invoices")), View("open", N_("Open")))

Command = Callable[[Session, PurchaseKey, UserContext], object]


def _for_all(page: ListPage, command: Command, sentence: str) -> None:
    """Give a command for each selected document, each in a transaction of its own."""
    page.notices.clear()

    def give(keys: Sequence[PurchaseKey]) -> None:
        for key in keys:
            work = partial(_one, command=command, key=key, context=page.desk.context)
            page.write(work, done=partial(_tell, page, sentence, key))

    page.selection.keys(give)


def _one(session: Session, *, command: Command, key: PurchaseKey, context: UserContext) -> object:
    return command(session, key, context)


def _tell(page: ListPage, sentence: str, key: PurchaseKey, _view: object) -> None:
    page.notices.done(_(sentence).format(no=key.no))


def _release(page: ListPage) -> None:
    _for_all(page, release, N_("Purchase {no} is released."))


def _reopen(page: ListPage) -> None:
    _for_all(page, reopen, N_("Purchase {no} is open again."))


def purchase_list(desk: Desk, document_type: PurchaseType) -> ListSpec:
    """The declaration of the list of one document type."""
    is_order = document_type is PurchaseType.ORDER
    return ListSpec(
        name="purchase_orders" if is_order else "purchase_invoices",
        title=N_("Purchase Orders") if is_order else N_("Purchase Invoices"),
        icon="shopping-cart" if is_order else "file-text",
        columns=COLUMNS,
        source=lambda: purchases(document_type, desk.context),
        key=lambda row: row.key,
        tables=frozenset({"purchase_header", "purchase_line"}),
        order=(("no", False),),
        views=ORDER_VIEWS if is_order else INVOICE_VIEWS,
        open_page="purchase_order" if is_order else "purchase_invoice",
        new=New(N_("New Order"), page="purchase_order")
        if is_order
        else New(N_("New Invoice"), page="purchase_invoice"),
        actions=(
            PageAction(RELEASE, _release, Needs.SELECTION),
            PageAction(REOPEN, _reopen, Needs.SELECTION),
            *((PRINT_OF_LIST,) if is_order else ()),
        ),
        empty=N_("No purchase order waits here. Press Alt+N to enter one.")
        if is_order
        else N_("No purchase invoice waits here. Press Alt+N to enter one."),
    )


def _list(document_type: PurchaseType, desk: Desk, key: object) -> Page:
    return ListPage(desk, purchase_list(desk, document_type), key)


def purchase_list_pages() -> tuple[PageSpec, ...]:
    """The lists for the menu."""
    return (
        PageSpec(
            name="purchase_orders",
            title=N_("Purchase Orders"),
            icon="shopping-cart",
            group=GROUP,
            factory=partial(_list, PurchaseType.ORDER),
            listed=partial(purchase_list, document_type=PurchaseType.ORDER),
        ),
        PageSpec(
            name="purchase_invoices",
            title=N_("Purchase Invoices"),
            icon="file-text",
            group=GROUP,
            factory=partial(_list, PurchaseType.INVOICE),
            listed=partial(purchase_list, document_type=PurchaseType.INVOICE),
        ),
    )
