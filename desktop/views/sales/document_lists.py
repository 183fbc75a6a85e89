"""The lists of draft sales orders and invoices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from desktop.models.labels import enum_label
from desktop.models.supply_words import DropShipmentStatus, SpecialOrderStatus
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import JobQueueStatus, Status
from desktop.services.context import UserContext
from desktop.services.jobs.queue import remove_from_queue
from desktop.services.sales.home import bill_to_of, count_waiting
from desktop.services.sales.queries import OrderRow, documents
from desktop.services.sales.release import release, reopen
from desktop.translation import N_, _
from desktop.views.pages.customer_block import customer_facts
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.pages.picking_papers import PICKING_ACTIONS
from desktop.views.pages.post_batch import POST_BATCH, ask_and_post_batch
from desktop.views.pages.promising import CHECK_PROMISES
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, Target, Tone
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, New, PageAction, Session, View

RELEASE = ActionSpec(id="release", text=N_("Release"), icon="lock", key=Key.RELEASE)
REOPEN = ActionSpec(id="reopen", text=N_("Reopen"), icon="lock-open", key=Key.REOPEN)
REMOVE_FROM_QUEUE = ActionSpec(
    id="remove_from_queue",
    text=N_("Remove from Queue"),
    icon="undo-2",
    group="post",
    place=Place.MORE,
)
GROUP = N_("Sales")

STATUS_TONES = {
    Status.OPEN: Tone.INFO,
    Status.RELEASED: Tone.OK,
    Status.PENDING_APPROVAL: Tone.WARN,
    Status.PENDING_PREPAYMENT: Tone.WARN,
}

QUEUE_TONES = {
    JobQueueStatus.SCHEDULED: Tone.INFO,
    JobQueueStatus.POSTING: Tone.INFO,
    JobQueueStatus.ERROR: Tone.DANGER,
}


def _date_tone(row: OrderRow) -> Tone | None:
    return Tone.DANGER if row.late else None


def _remark(row: OrderRow) -> str:
    if row.late:
        return _("Late")
    return _("Shipped, not invoiced") if row.shipped_not_invoiced else ""


def _remark_tone(row: OrderRow) -> Tone:
    return Tone.DANGER if row.late else Tone.WARN


def _status(row: OrderRow) -> str:
    if row.job_queue_status is not JobQueueStatus.BLANK:
        return _(enum_label(row.job_queue_status))
    if row.converted:
        return _("Converted")
    return _("Completed") if row.completed else _(enum_label(row.status))


def _status_tone(row: OrderRow) -> Tone:
    return QUEUE_TONES.get(row.job_queue_status) or STATUS_TONES[row.status]


FIRST_COLUMNS = (
    Column("no", N_("No."), lambda row: row.no, Kind.LINK, width=104),
    Column("sell_to_name", N_("Customer"), lambda row: row.sell_to_name, width=200),
    Column(
        "external_document_no",
        N_("Ext. Doc. No."),
        lambda row: row.external_document_no,
        Kind.CODE,
        width=108,
    ),
)
LAST_COLUMNS = (
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
        pill=_status_tone,
    ),
)

PARTY_COLUMNS = (
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
"""Who buys and who pays, by number."""

ORDER_COLUMNS = (
    *FIRST_COLUMNS,
    Column("order_date", N_("Order Date"), lambda row: row.order_date, Kind.DATE, visible=False),
    Column(
        "shipment_date",
        N_("Shipment Date"),
        lambda row: row.shipment_date,
        Kind.DATE,
        width=112,
        colour=_date_tone,
    ),
    *LAST_COLUMNS,
    Column(
        "late", N_("Remark"), _remark, Kind.STATUS, width=176, pill=_remark_tone, sortable=False
    ),
    Column(
        "late_since",
        N_("Late Since"),
        lambda row: row.late_since,
        Kind.DATE,
        visible=False,
        colour=_date_tone,
    ),
    *PARTY_COLUMNS,
    Column(
        "salesperson_code",
        N_("Salesperson"),
        lambda row: row.salesperson_code,
        Kind.CODE,
        visible=False,
    ),
    Column(
        "location_code", N_("Location"), lambda row: row.location_code, Kind.CODE, visible=False
    ),
)
"""The columns of orders, and of quotes besides."""

BUYING_TONES = {"to_be_ordered": Tone.WARN, "ordered": Tone.INFO}


def _drop_status(row: OrderRow) -> str:
    return _(enum_label(row.drop_shipment_status)) if row.drop_shipment_status else ""


def _special_status(row: OrderRow) -> str:
    return _(enum_label(row.special_order_status)) if row.special_order_status else ""


def _drop_tone(row: OrderRow) -> Tone:
    return BUYING_TONES.get(str(row.drop_shipment_status), Tone.OK)


def _special_tone(row: OrderRow) -> Tone:
    return BUYING_TONES.get(str(row.special_order_status), Tone.OK)


BUYING_COLUMNS = (
    Column(
        "drop_shipment_status",
        N_("Drop Shipment"),
        _drop_status,
        Kind.STATUS,
        choices=tuple(DropShipmentStatus),
        pill=_drop_tone,
        visible=False,
    ),
    Column(
        "special_order_status",
        N_("Special Order"),
        _special_status,
        Kind.STATUS,
        choices=tuple(SpecialOrderStatus),
        pill=_special_tone,
        visible=False,
    ),
)
"""How far an order has come with what is bought for it."""

INVOICE_COLUMNS = (
    *FIRST_COLUMNS,
    Column("posting_date", N_("Posting Date"), lambda row: row.posting_date, Kind.DATE),
    Column("due_date", N_("Due Date"), lambda row: row.due_date, Kind.DATE),
    *LAST_COLUMNS,
    *PARTY_COLUMNS,
)


Command = Callable[[Session, DocumentKey, UserContext], object]


def _for_all(page: ListPage, command: Command, sentence: str) -> None:
    """Give a command for each selected document, each in a transaction of its own (SD63).

    Each document gets a line in the page's messages: the sentence, or why it was refused.
    """
    page.notices.clear()

    def give(keys: Sequence[DocumentKey]) -> None:
        for key in keys:
            work = partial(_one, command=command, key=key, context=page.desk.context)
            page.write(work, done=partial(_tell, page, sentence, key))

    page.selection.keys(give)


def _one(session: Session, *, command: Command, key: DocumentKey, context: UserContext) -> object:
    return command(session, key, context)


def _tell(page: ListPage, sentence: str, key: DocumentKey, _view: object) -> None:
    page.notices.done(_(sentence).format(type=_(enum_label(key.type)), no=key.no))


def _release(page: ListPage) -> None:
    _for_all(page, release, N_("{type} {no} is released."))


def _reopen(page: ListPage) -> None:
    _for_all(page, reopen, N_("{type} {no} is open again."))


def _remove(page: ListPage) -> None:
    _for_all(page, remove_from_queue, N_("{type} {no} is taken out of the queue."))


ACTIONS = (
    PageAction(RELEASE, _release, Needs.SELECTION),
    PageAction(REOPEN, _reopen, Needs.SELECTION),
    PageAction(REMOVE_FROM_QUEUE, _remove, Needs.SELECTION),
)


def payer_facts(session: Session, key: DocumentKey, context: UserContext) -> Sequence[FactBlock]:
    """The customer who pays a document of a list."""
    no = bill_to_of(session, key)
    if no is None:
        return ()
    return customer_facts(session, no, context, link=Fact("", no, target=Target("customer", no)))


def document_list(desk: Desk, document_type: DocumentType) -> ListSpec:
    """The declaration of the list of one document type."""
    is_order = document_type is DocumentType.ORDER
    return ListSpec(
        name="sales_orders" if is_order else "sales_invoices",
        title=N_("Sales Orders") if is_order else N_("Sales Invoices"),
        icon="shopping-cart" if is_order else "file-text",
        columns=(*ORDER_COLUMNS, *BUYING_COLUMNS) if is_order else INVOICE_COLUMNS,
        source=lambda: documents(document_type, desk.context),
        key=lambda row: row.key,
        tables=frozenset({"sales_header", "sales_line"}),
        order=(("no", False),),
        views=ORDER_VIEWS if is_order else INVOICE_VIEWS,
        open_page="sales_order" if is_order else "sales_invoice",
        new=New(N_("New Order"), page="sales_order")
        if is_order
        else New(N_("New Invoice"), page="sales_invoice"),
        actions=(
            *ACTIONS,
            *((*PICKING_ACTIONS, CHECK_PROMISES) if is_order else ()),
            PageAction(
                POST_BATCH, lambda page: ask_and_post_batch(page, document_type), Needs.NOTHING
            ),
        ),
        facts=payer_facts,
        empty=N_("No order waits here. Press Alt+N to enter one.")
        if is_order
        else N_("No draft invoice waits here. Press Alt+N to enter one."),
    )


ORDER_VIEWS = (
    View("", N_("All orders")),
    View("my_open", N_("My open")),
    View("ship_today", N_("To ship today")),
    View("released_not_shipped", N_("Released not shipped")),
    View("shipped_not_invoiced", N_("Shipped not invoiced")),
    View("late", N_("Late")),
    View("drop_to_order", N_("Drop shipments to order")),
    View("special_to_order", N_("Special orders to order")),
    View("completed", N_("Completed")),
    View("every", N_("With completed")),
)
INVOICE_VIEWS = (View("", N_("All invoices")), View("my_open", N_("My open")))


def _list(document_type: DocumentType, desk: Desk, key: object) -> Page:
    return ListPage(desk, document_list(desk, document_type), key)


def document_list_pages() -> tuple[PageSpec, ...]:
    """The lists for the menu, with the number of documents that wait."""
    return (
        PageSpec(
            name="sales_orders",
            title=N_("Sales Orders"),
            menu_title=N_("Orders"),
            icon="shopping-cart",
            group=GROUP,
            factory=partial(_list, DocumentType.ORDER),
            listed=partial(document_list, document_type=DocumentType.ORDER),
            count=partial(count_waiting, document_type=DocumentType.ORDER),
            counted=frozenset({"sales_header", "sales_line"}),
        ),
        PageSpec(
            name="sales_invoices",
            title=N_("Sales Invoices"),
            menu_title=N_("Invoices"),
            icon="file-text",
            group=GROUP,
            factory=partial(_list, DocumentType.INVOICE),
            listed=partial(document_list, document_type=DocumentType.INVOICE),
            count=partial(count_waiting, document_type=DocumentType.INVOICE),
            counted=frozenset({"sales_header"}),
        ),
    )
