"""Typing in the worksheet: what each field demands and brings along (PF55), and deleting (PF43)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from desktop.models.items import ItemVariant
from desktop.models.promising import RequisitionLine
from desktop.models.sales import SalesLine
from desktop.models.supply_words import RequisitionOrigin
from desktop.models.values.keys import DocumentType
from desktop.models.words import ReplenishmentSystem
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.items.vendor_offers import is_bought
from desktop.services.requisitions.cards import Cards, read_cards
from desktop.services.requisitions.checks import sales_key
from desktop.services.requisitions.components import renew_components
from desktop.services.requisitions.filling import (
    fill_line,
    mark_late,
    plan,
    plan_from_order_date,
    take_offer,
    take_quantity,
    take_unit,
)
from desktop.services.requisitions.refusals import (
    BelowReserved,
    BelowSalesLine,
    DropPromise,
    LaterThanReserved,
    PromiseRests,
)
from desktop.services.requisitions.reserved import drop_reservations, held_of, tell_supply_date
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import FollowUp, RecordRules
from desktop.services.setup.refusals import ReferenceMissing
from desktop.services.setup.rules import not_negatives, positive

MADE_BY_KONTOR = frozenset(
    {
        "qty_per_unit",
        "quantity_base",
        "ending_date",
        "purchasing_code",
        "drop_shipment",
        "special_order",
        "sales_order_no",
        "sales_order_line_no",
        "sell_to_customer_no",
        "ship_to_code",
        "origin",
        "order_promising_id",
        "order_promising_line_no",
        "parent_line_no",
        "late",
        "failure",
    }
)
"""What follows from other fields, or from where the line came from."""
PLACE = frozenset({"item_no", "variant_code", "location_code", "unit_of_measure_code"})
"""What a line shares with the sales line that it is for."""


def locked(_session: Session, line: RequisitionLine) -> frozenset[str]:
    """A drop shipment is as its sales line; the place of a special order or a promise is, too."""
    if line.drop_shipment:
        return MADE_BY_KONTOR | PLACE | {"quantity", "replenishment_system"}
    if line.special_order or line.order_promising_id:
        return MADE_BY_KONTOR | PLACE | {"replenishment_system"}
    if line.replenishment_system is ReplenishmentSystem.ASSEMBLY:
        return MADE_BY_KONTOR | {"vendor_no", "vendor_item_no", "currency_code"}
    return MADE_BY_KONTOR


def variant(
    session: Session, line: RequisitionLine, value: object, _context: UserContext
) -> object:
    """A variant belongs to the line's item."""
    if value and session.get(ItemVariant, (line.item_no or "", value)) is None:
        raise ReferenceMissing(
            record=ref_of(line.__tablename__, line),
            field="variant_code",
            entered_field="variant_code",
            table="item_variant",
            text=value,
        )
    return value


def quantity(
    session: Session, line: RequisitionLine, value: object, context: UserContext
) -> object:
    """Not less than the customer waits for, nor than is reserved; raises BelowSalesLine."""
    [check] = not_negatives("quantity").values()
    check(session, line, value, context)
    if not isinstance(value, Decimal) or value >= line.quantity:
        return value
    place: dict[str, Any] = {"record": ref_of(line.__tablename__, line), "field": "quantity"}
    sales = sales_line_of(session, line) if line.special_order else None
    if sales is not None and value < sales.outstanding_quantity:
        raise BelowSalesLine(
            line_no=line.line_no,
            quantity=sales.outstanding_quantity,
            order_no=sales.document_no,
            sales_line_no=sales.line_no,
            **place,
        )
    held = held_of(session, line)
    if value * line.qty_per_unit < held.quantity:
        raise BelowReserved(
            line_no=line.line_no, quantity=held.quantity, document=held.document, **place
        )
    return value


def _check_in_time(session: Session, line: RequisitionLine, due: date) -> None:
    needed_on = held_of(session, line).needed_on
    if needed_on is not None and due > needed_on:
        raise LaterThanReserved(
            record=ref_of(line.__tablename__, line),
            field="due_date",
            line_no=line.line_no,
            date=needed_on,
            document=held_of(session, line).document,
        )


def sales_line_of(session: Session, line: RequisitionLine) -> SalesLine | None:
    """The order line that a line buys for."""
    return session.get(SalesLine, (DocumentType.ORDER, *sales_key(line)))


# ---------------------------------------------------------------------------------- what follows

Follow = Callable[[Cards, RequisitionLine, date], None]


def _following(follow: Follow) -> FollowUp:
    """What a change of a field brings along, once the line names an item."""

    def after(session: Session, line: RequisitionLine, _old: object, context: UserContext) -> None:
        if line.item_no:
            follow(read_cards(session, [line], context.work_date), line, context.work_date)

    return after


def _after_item(cards: Cards, line: RequisitionLine, work_date: date) -> None:
    """Another item begins the line anew; its date and place stay."""
    line.replenishment_system = cards.items[line.item_no or ""].replenishment_system
    line.variant_code = line.vendor_no = line.unit_of_measure_code = line.order_date = None
    line.description = ""
    fill_line(read_cards(cards.session, [line], work_date), line, work_date)


def _after_vendor(cards: Cards, line: RequisitionLine, work_date: date) -> None:
    """Another vendor has other costs, texts and times.

    Goods that are for a customer or a promise stay where they are wanted; others, that have no
    place yet, go where the vendor usually delivers.
    """
    vendor = cards.vendors.get(line.vendor_no or "")
    if vendor is not None and not line.location_code and not locked(cards.session, line) & PLACE:
        line.location_code = vendor.location_code
        cards = read_cards(cards.session, [line], work_date)
    take_offer(cards, line)
    line.description = cards.vendors_text(line) or line.description
    plan(cards, line, work_date)


def _after_place(cards: Cards, line: RequisitionLine, work_date: date) -> None:
    take_offer(cards, line)
    plan(cards, line, work_date)


def _after_system(cards: Cards, line: RequisitionLine, work_date: date) -> None:
    """Bought instead of put together, or the other way."""
    line.order_date = None
    fill_line(cards, line, work_date)


def _after_unit(cards: Cards, line: RequisitionLine, work_date: date) -> None:
    take_unit(cards, line)
    _after_currency(cards, line, work_date)


def _after_quantity(cards: Cards, line: RequisitionLine, _work_date: date) -> None:
    take_quantity(cards, line)


def _after_currency(cards: Cards, line: RequisitionLine, _work_date: date) -> None:
    vendor = cards.vendors.get(line.vendor_no or "")
    if line.currency_code != (vendor.currency_code if vendor is not None else None):
        line.direct_unit_cost = Decimal(0)  # the order looks for it again
    else:
        line.direct_unit_cost = cards.offers.cost(line, cards.items[line.item_no or ""])


def _after_order_date(cards: Cards, line: RequisitionLine, work_date: date) -> None:
    """A new line that is given both dates keeps both."""
    if line in cards.session or line.due_date is None:
        plan_from_order_date(cards, line, work_date)
    else:
        mark_late(line, work_date)


def check_line(session: Session, line: RequisitionLine, context: UserContext) -> None:
    """A line has dates, which its reservations know; a kit has its components."""
    if line.item_no and line.due_date is None:
        _following(plan)(session, line, None, context)
    if line in session:
        _check_in_time(session, line, line.due_date or date.min)
        tell_supply_date(session, line)
        if line.item_no and not line.order_promising_id:
            session.flush()  # components are read by the line that stands in the database
            renew_components(session, line)


def add_components(session: Session, line: RequisitionLine, _context: UserContext) -> None:
    """A new kit gets its components."""
    if line.item_no and not is_bought(line):
        renew_components(session, line)


# -------------------------------------------------------------------------------------- deleting


def delete_line(session: Session, line: RequisitionLine, context: UserContext) -> None:
    """Free what is reserved; a promise that rests on the line is marked as unsupported (PF43).

    Raises DropPromise, or PromiseRests when the answer is no.
    """
    if line.origin is RequisitionOrigin.ORDER_PROMISING and line.order_promising_id:
        _unsupport_promise(session, line, context)
    drop_reservations(session, line)


def _unsupport_promise(session: Session, line: RequisitionLine, context: UserContext) -> None:
    key = (DocumentType.ORDER, line.order_promising_id, line.order_promising_line_no)
    sales = session.get(SalesLine, key)
    if sales is None:
        return
    answer = context.answer(DropPromise.question)
    if not answer:
        kind = DropPromise if answer is None else PromiseRests
        raise kind(
            record=ref_of(line.__tablename__, line),
            line_no=line.line_no,
            order_no=sales.document_no,
            sales_line_no=sales.line_no,
            date=sales.promised_delivery_date or sales.planned_delivery_date,
        )
    session.execute(
        update(SalesLine)
        .where(
            SalesLine.document_type == DocumentType.ORDER,
            SalesLine.document_no == sales.document_no,
            SalesLine.line_no == sales.line_no,
        )
        .values(promise_is_unsupported=True, row_version=SalesLine.row_version + 1),
        execution_options={"synchronize_session": "fetch"},
    )
    report_changes(session, SalesLine.__tablename__)


REQUISITION_RULES: dict[str, RecordRules] = {
    "requisition_line": RecordRules(
        first=(
            "item_no",
            "variant_code",
            "location_code",
            "replenishment_system",
            "vendor_no",
            "unit_of_measure_code",
            "quantity",
            "due_date",
        ),
        fields={
            "line_no": positive("line_no"),
            "variant_code": variant,
            "quantity": quantity,
            **not_negatives("direct_unit_cost"),
        },
        follow_ups={
            "item_no": _following(_after_item),
            "variant_code": _following(_after_place),
            "location_code": _following(_after_place),
            "replenishment_system": _following(_after_system),
            "vendor_no": _following(_after_vendor),
            "unit_of_measure_code": _following(_after_unit),
            "quantity": _following(_after_quantity),
            "currency_code": _following(_after_currency),
            "due_date": _following(plan),
            "order_date": _following(_after_order_date),
        },
        check=check_line,
        added=add_components,
        deleting=delete_line,
        locked=locked,
    )
}
"""The rules of the worksheet, by table."""
