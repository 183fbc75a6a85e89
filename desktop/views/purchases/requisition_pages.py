"""The requisition worksheet: one grid of what to order, and the card of one line (03 §7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt

from desktop.models.labels import enum_label
from desktop.models.supply_words import RequisitionOrigin
from desktop.services.context import UserContext
from desktop.services.requisitions.queries import (
    RequisitionRow,
    VendorTotal,
    requisition_rows,
    vendor_totals,
)
from desktop.translation import N_, _, user_localizer
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.pages.field_groups import Group
from desktop.views.pages.record_pages import RecordPages, page_specs
from desktop.views.purchases.requisition_acts import (
    CALCULATE_REORDER,
    CARRY_OUT,
    DELETE_LINES,
    GET_SALES_ORDERS,
    TOGGLE,
    ask_carry_out,
    ask_reorder,
    ask_sales_orders,
    delete_lines,
    toggle,
)
from desktop.views.purchases.vendor_pages import GROUP
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, Target, Tone
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import (
    ListSpec,
    Needs,
    New,
    NewRecord,
    PageAction,
    Session,
    View,
)

TABLES = frozenset({"requisition_line", "vendor"})
ACCEPTED, LATE, FAILED = "accepted", "late", "failed"

CARD = RecordPages(
    table="requisition_line",
    title=N_("Requisition Worksheet"),
    record=N_("Requisition Line"),
    new=N_("New Line"),
    name_field="description",
    icon="clipboard-list",
    groups=(
        Group(
            N_("General"),
            (
                "item_no",
                "description",
                "variant_code",
                "location_code",
                "quantity",
                "unit_of_measure_code",
                "due_date",
                "order_date",
                "accept_action_message",
            ),
            ("failure", "worksheet_name", "line_no", "quantity_base", "ending_date", "late"),
        ),
        Group(
            N_("Replenishment"),
            (
                "replenishment_system",
                "vendor_no",
                "direct_unit_cost",
                "currency_code",
                "vendor_item_no",
            ),
        ),
        Group(
            N_("Reason"),
            (
                "origin",
                "sales_order_no",
                "sales_order_line_no",
                "order_promising_id",
                "order_promising_line_no",
                "purchasing_code",
                "drop_shipment",
                "special_order",
                "sell_to_customer_no",
                "ship_to_code",
            ),
            is_open=False,
        ),
    ),
    menu_group=GROUP,
    in_menu=True,
)


def _date_tone(row: RequisitionRow) -> Tone | None:
    return Tone.DANGER if row.late else None


def _remark(row: RequisitionRow) -> str:
    if row.failure:
        return _("Not ordered")
    return _("Late") if row.late else ""


def _remark_tone(_row: RequisitionRow) -> Tone:
    return Tone.DANGER


def _sales_order(row: RequisitionRow) -> Target | None:
    return Target("sales_order", row.order_no) if row.order_no else None


COLUMNS = (
    Column("item_no", N_("Item No."), lambda row: row.item_no, Kind.LINK, width=92),
    Column("accepted", N_("Accept"), lambda row: row.accepted, Kind.BOOLEAN, width=72),
    Column("description", N_("Description"), lambda row: row.description, width=150),
    Column("quantity", N_("Quantity"), lambda row: row.quantity, Kind.QUANTITY, width=80),
    Column("unit_code", N_("Unit"), lambda row: row.unit_code, Kind.CODE, width=64),
    Column("vendor_no", N_("Vendor No."), lambda row: row.vendor_no, Kind.CODE, width=104),
    Column("due_date", N_("Due Date"), lambda row: row.due_date, Kind.DATE, colour=_date_tone),
    Column("remark", N_("Remark"), _remark, Kind.STATUS, width=110, pill=_remark_tone),
    Column(
        "order_date", N_("Order Date"), lambda row: row.order_date, Kind.DATE, colour=_date_tone
    ),
    Column("location_code", N_("Location"), lambda row: row.location_code, Kind.CODE, width=84),
    Column(
        "origin",
        N_("Origin"),
        lambda row: row.origin,
        width=120,
        choices=tuple(RequisitionOrigin),
    ),
    Column(
        "order_no",
        N_("Sales Order"),
        lambda row: row.order_no,
        Kind.LINK,
        width=100,
        target=_sales_order,
    ),
    Column("amount", N_("Amount"), lambda row: row.amount, Kind.AMOUNT, width=100, total=True),
    Column("failure", N_("Not Ordered Because"), lambda row: row.failure, width=280),
    Column("currency_code", N_("Currency"), lambda row: row.currency_code, Kind.CODE, width=72),
    Column(
        "direct_unit_cost",
        N_("Unit Cost"),
        lambda row: row.direct_unit_cost,
        Kind.UNIT_PRICE,
        visible=False,
    ),
    Column("vendor_name", N_("Vendor"), lambda row: row.vendor_name, visible=False),
    Column("variant_code", N_("Variant"), lambda row: row.variant_code, Kind.CODE, visible=False),
    Column(
        "worksheet_name",
        N_("Worksheet"),
        lambda row: row.worksheet_name,
        Kind.CODE,
        visible=False,
    ),
)


def requisition_list(desk: Desk) -> ListSpec:
    """The declaration of the worksheet."""
    return ListSpec(
        name=CARD.list_name,
        title=CARD.title,
        icon=CARD.icon,
        columns=COLUMNS,
        source=computed(
            requisition_rows,
            COLUMNS,
            _key,
            views={
                ACCEPTED: lambda row: row.accepted,
                LATE: lambda row: row.late,
                FAILED: lambda row: bool(row.failure),
                **{origin.value: partial(_is_from, origin=origin) for origin in RequisitionOrigin},
            },
            today=lambda: desk.context.work_date,
        ),
        key=_key,
        tables=TABLES,
        views=(
            View("", N_("All lines")),
            View(ACCEPTED, N_("Accepted")),
            View(LATE, N_("Late")),
            View(FAILED, N_("Not ordered")),
            *(View(origin.value, enum_label(origin)) for origin in RequisitionOrigin),
        ),
        open_page=CARD.card_name,
        new=New(CARD.new, do=_open_new),
        actions=(
            PageAction(CARRY_OUT, ask_carry_out),
            PageAction(GET_SALES_ORDERS, ask_sales_orders),
            PageAction(CALCULATE_REORDER, ask_reorder),
            PageAction(TOGGLE, toggle, Needs.SELECTION),
            PageAction(DELETE_LINES, delete_lines, Needs.SELECTION),
        ),
        facts=line_facts,
        empty=N_("Nothing is to be ordered. Get sales orders, or calculate what to reorder."),
    )


def _key(row: RequisitionRow) -> tuple[str, int]:
    return row.key


def _is_from(row: RequisitionRow, *, origin: RequisitionOrigin) -> bool:
    return row.origin is origin


def _open_new(page: ListPage) -> None:
    page.desk.navigation.open(CARD.card_name, NewRecord())


def line_facts(
    session: Session, _key: tuple[str, int], _context: UserContext
) -> Sequence[FactBlock]:
    """What the worksheet comes to for each vendor: what is accepted, and all."""
    return [_vendor_block(total) for total in vendor_totals(session)]


def _vendor_block(total: VendorTotal) -> FactBlock:
    localizer = user_localizer()
    return FactBlock(
        title="{vendor_no} {name}",
        parts={"vendor_no": total.vendor_no, "name": total.name},
        remark=total.currency_code or "",
        facts=(
            Fact(N_("Lines"), localizer.integer(total.lines)),
            Fact(N_("Accepted"), total.accepted, Kind.AMOUNT, strong=True),
            Fact(N_("Total"), total.amount, Kind.AMOUNT),
        ),
    )


class RequisitionPage(ListPage):
    """The worksheet. The space bar accepts the selected lines while the cursor is in the rows."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, requisition_list(desk), key)
        action = self.commands[TOGGLE.id]
        # Elsewhere the space bar presses buttons and types blanks.
        self.removeAction(action)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(action)


def _worksheet(desk: Desk, key: object) -> Page:
    return RequisitionPage(desk, key)


def requisition_pages() -> tuple[PageSpec, ...]:
    """The worksheet for the menu, and the card of a line."""
    listed, card = page_specs(CARD)
    menu_title = N_("Requisitions")
    listed = replace(listed, menu_title=menu_title, factory=_worksheet, listed=requisition_list)
    return listed, card
