"""The pages of the warehouse: picks, what is due to be printed, what customers wait for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from desktop.models.labels import enum_label
from desktop.models.supply_words import PickStatus
from desktop.models.words import Status
from desktop.services.picking.back_orders import BackOrderReason, BackOrderRow, back_orders
from desktop.services.picking.due_orders import due_orders
from desktop.services.picking.order_filter import order_filter
from desktop.services.picking.queries import EVERY_PICK, MY_PICKS, PickListRow, picks
from desktop.services.reports.back_order_paper import REASONS, back_orders_pdf
from desktop.services.reports.pick_papers import PickPaper, pick_pdf
from desktop.translation import N_, _
from desktop.views.pages.picking_papers import PICKING_ACTIONS, PICKING_LIST, show_pick_paper
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Lane
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, New, PageAction, Session, View
from desktop.views.warehouse.pick_acts import PRINT_PICK
from desktop.views.warehouse.pick_page import PickPage

GROUP = N_("Warehouse")
ORDER_TABLES = frozenset({"sales_header", "sales_line", "pick_header", "pick_line"})
STOCK_TABLES = ORDER_TABLES | {"item_ledger_entry", "reservation", "purchase_line"}

PRINT_LIST = ActionSpec(
    id="print_back_orders", text=N_("Print List…"), icon="printer", key=Key.PRINT, group="papers"
)
PICK_TONES = {
    PickStatus.OPEN: Tone.INFO,
    PickStatus.REGISTERED: Tone.OK,
    PickStatus.CANCELLED: Tone.NEUTRAL,
}
REASON_TONES = {
    BackOrderReason.CREDIT_HOLD: Tone.DANGER,
    BackOrderReason.NO_STOCK: Tone.DANGER,
    BackOrderReason.SPECIAL_ORDER: Tone.WARN,
    BackOrderReason.ON_PURCHASE_ORDER: Tone.WARN,
    BackOrderReason.WAITING_FOR_PICK: Tone.INFO,
}

# ------------------------------------------------------------------------------------------ picks

PICK_COLUMNS = (
    Column("no", N_("No."), lambda row: row.no, Kind.LINK, width=104),
    Column(
        "status",
        N_("Status"),
        lambda row: _(enum_label(row.status)),
        Kind.STATUS,
        choices=tuple(PickStatus),
        pill=lambda row: PICK_TONES[row.status],
    ),
    Column("location_code", N_("Location"), lambda row: row.location_code, Kind.CODE),
    Column("picker", N_("Picker"), lambda row: row.picker, width=140),
    Column("orders", N_("Orders"), lambda row: row.orders, Kind.INTEGER, width=64),
    Column("lines", N_("Lines"), lambda row: row.lines, Kind.INTEGER, width=64),
    Column("copies", N_("Copies"), lambda row: row.copies, Kind.INTEGER, width=64),
    Column("created_at", N_("Created At"), lambda row: row.created_at, Kind.DATETIME),
    Column("created_by", N_("Created By"), lambda row: row.created_by, visible=False),
    Column("registered_at", N_("Registered At"), lambda row: row.registered_at, Kind.DATETIME),
)


def pick_list(desk: Desk) -> ListSpec:
    """The declaration of the list of picks."""
    return ListSpec(
        name="picks",
        title=N_("Picks"),
        icon="scan-line",
        columns=PICK_COLUMNS,
        source=lambda: picks(desk.context),
        key=_pick_key,
        tables=frozenset({"pick_header", "pick_line"}),
        order=(("no", False),),
        views=(
            View("", N_("Open")),
            View(MY_PICKS, N_("My open")),
            View(EVERY_PICK, N_("All picks")),
        ),
        open_page="pick",
        actions=(PageAction(PRINT_PICK, _print_pick, Needs.ROW),),
        empty_link=New(N_("Due to Leave"), do=_show_due),
        empty=N_("No pick is open. Select orders in the list of orders and choose Create Pick."),
    )


def _show_due(page: ListPage) -> None:
    """The orders that picks are created for."""
    page.desk.navigation.open("print_queue")


def _print_pick(page: ListPage) -> None:
    """The pick of the cursor on paper."""
    no, context = page.current_key(), page.desk.context
    page.read(
        lambda session: pick_pdf(session, no, context),
        done=partial(show_pick_paper, page),
        lane=Lane.SURVEY,
    )


def _pick_key(row: PickListRow) -> str:
    return row.no


# ------------------------------------------------------------------------------------ print queue

DUE_COLUMNS = (
    Column("no", N_("No."), lambda row: row.no, Kind.LINK, width=104),
    Column("customer_name", N_("Customer"), lambda row: row.customer_name, width=220),
    Column("due_since", N_("Shipment Date"), lambda row: row.due_since, Kind.DATE),
    Column("lines", N_("Lines"), lambda row: row.lines, Kind.INTEGER, width=80),
    Column(
        "status",
        N_("Status"),
        lambda row: _(enum_label(row.status)),
        Kind.STATUS,
        pill=lambda row: Tone.OK if row.status is Status.RELEASED else Tone.INFO,
    ),
    Column("agent_code", N_("Shipping Agent"), lambda row: row.agent_code, Kind.CODE),
    Column("location_code", N_("Location"), lambda row: row.location_code, Kind.CODE),
    Column(
        "picking_lists_printed",
        N_("Lists Printed"),
        lambda row: row.picking_lists_printed,
        Kind.INTEGER,
        width=110,
    ),
)


_ON_THE_BAR = tuple(
    replace(
        action,
        spec=replace(action.spec, place=Place.BAR, primary=action.spec.id == PICKING_LIST.id),
    )
    for action in PICKING_ACTIONS
)
"""What the list is there for: here it is not hidden behind other commands."""


def print_queue(desk: Desk) -> ListSpec:
    """The declaration of the list of what is due to leave."""
    return ListSpec(
        name="print_queue",
        title=N_("Due to Leave"),
        icon="printer",
        columns=DUE_COLUMNS,
        source=computed(
            lambda session: due_orders(session, desk.context),
            DUE_COLUMNS,
            lambda row: row.key,
            views={
                "not_printed": lambda row: not row.picking_lists_printed,
                "released": lambda row: row.status is Status.RELEASED,
            },
            today=lambda: desk.context.work_date,
        ),
        key=lambda row: row.key,
        tables=ORDER_TABLES,
        views=(
            View("", N_("All that is due")),
            View("not_printed", N_("Not printed yet")),
            View("released", N_("Released")),
        ),
        open_page="sales_order",
        actions=_ON_THE_BAR,
        empty=N_("Nothing is due to leave today."),
    )


# ------------------------------------------------------------------------------------ back orders

BACK_ORDER_COLUMNS = (
    Column("order_no", N_("Order No."), lambda row: row.order_no, Kind.LINK, width=104),
    Column("customer_name", N_("Customer"), lambda row: row.customer_name, width=180),
    Column("item_no", N_("Item No."), lambda row: row.item_no, Kind.CODE, width=100),
    Column(
        "reason",
        N_("Reason"),
        lambda row: _(REASONS[row.reason]),
        Kind.STATUS,
        width=150,
        pill=lambda row: REASON_TONES[row.reason],
    ),
    Column("description", N_("Description"), lambda row: row.description, width=170),
    Column("variant_code", N_("Variant"), lambda row: row.variant_code, Kind.CODE, visible=False),
    Column("shipment_date", N_("Shipment Date"), lambda row: row.shipment_date, Kind.DATE),
    Column("outstanding", N_("Outstanding"), lambda row: row.outstanding, Kind.QUANTITY),
    Column("missing", N_("Missing"), lambda row: row.missing or None, Kind.QUANTITY),
    Column("available_on", N_("Available On"), lambda row: row.available_on, Kind.DATE),
    Column("unit_code", N_("Unit"), lambda row: row.unit_code, Kind.CODE, width=64),
    Column("document_no", N_("Expected On"), lambda row: row.document_no, Kind.CODE, width=110),
    Column("held_by", N_("Stock Held By"), lambda row: row.held_by, width=160),
    Column("location_code", N_("Location"), lambda row: row.location_code, Kind.CODE),
    Column(
        "customer_no", N_("Customer No."), lambda row: row.customer_no, Kind.CODE, visible=False
    ),
)


def back_order_list(desk: Desk) -> ListSpec:
    """The declaration of the back-order list."""
    return ListSpec(
        name="back_orders",
        title=N_("Back Orders"),
        icon="history",
        columns=BACK_ORDER_COLUMNS,
        source=computed(
            partial(_back_orders, desk=desk),
            BACK_ORDER_COLUMNS,
            _back_order_key,
            views={reason.value: partial(_has_reason, reason=reason) for reason in BackOrderReason},
            today=lambda: desk.context.work_date,
        ),
        key=_back_order_key,
        tables=STOCK_TABLES,
        views=(
            View("", N_("All back orders")),
            *(View(reason.value, REASONS[reason]) for reason in BackOrderReason),
        ),
        actions=(PageAction(PRINT_LIST, _print_back_orders),),
        empty=N_("No customer waits for anything."),
    )


def _back_orders(session: Session, *, desk: Desk) -> Sequence[BackOrderRow]:
    return back_orders(session, order_filter(), desk.context)


def _back_order_key(row: BackOrderRow) -> tuple[str, int]:
    return (row.order_no, row.line_no)


def _has_reason(row: BackOrderRow, *, reason: BackOrderReason) -> bool:
    return row.reason is reason


def _print_back_orders(page: ListPage) -> None:
    """The rows that the list shows, on paper."""
    context, source, query = page.desk.context, page.spec.source(), page.filter.query

    def make(session: Session) -> PickPaper:
        rows = [row for row in source.stream(session, query) if isinstance(row, BackOrderRow)]
        return PickPaper("back-orders.pdf", back_orders_pdf(session, rows, context))

    page.read(make, done=partial(show_pick_paper, page), lane=Lane.SURVEY)


class BackOrderPage(ListPage):
    """The back orders; a row opens its order."""

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if isinstance(row, BackOrderRow):
            self.desk.navigation.open("sales_order", row.key)


# ------------------------------------------------------------------------------------------ pages


def _picks(desk: Desk, key: object) -> Page:
    return ListPage(desk, pick_list(desk), key)


def _pick(desk: Desk, key: object) -> Page:
    return PickPage(desk, key)


def _queue(desk: Desk, key: object) -> Page:
    return ListPage(desk, print_queue(desk), key)


def _waiting(desk: Desk, key: object) -> Page:
    return BackOrderPage(desk, back_order_list(desk), key)


def warehouse_pages() -> tuple[PageSpec, ...]:
    """The pages of the warehouse for the menu, and the page of one pick."""
    return (
        PageSpec(
            name="print_queue",
            title=N_("Due to Leave"),
            icon="printer",
            group=GROUP,
            factory=_queue,
            listed=print_queue,
        ),
        PageSpec(
            name="picks",
            title=N_("Picks"),
            icon="scan-line",
            group=GROUP,
            factory=_picks,
            listed=pick_list,
        ),
        PageSpec(
            name="back_orders",
            title=N_("Back Orders"),
            icon="history",
            group=GROUP,
            factory=_waiting,
            listed=back_order_list,
        ),
        PageSpec(
            name="pick",
            title=N_("Pick"),
            icon="scan-line",
            factory=_pick,
            in_menu=False,
            table="pick_header",
        ),
    )
