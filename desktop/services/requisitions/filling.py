"""What lines of the worksheet take from their cards: vendor, unit, cost, text, dates (03 §7)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.promising import RequisitionLine
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.values.numbers import round_to
from desktop.models.words import ReplenishmentSystem
from desktop.services.context import UserContext
from desktop.services.items.vendor_offers import is_bought
from desktop.services.requisitions.cards import Cards, read_cards
from desktop.services.requisitions.refusals import RequisitionUnitUnknown
from desktop.services.setup.record_engine import apply_defaults, ref_of, stamp


def blank_line(worksheet_name: str, line_no: int) -> RequisitionLine:
    """A line with nothing in it but its place."""
    line = RequisitionLine()
    apply_defaults(line)
    line.worksheet_name, line.line_no = worksheet_name, line_no
    return line


def next_line_no(session: Session, worksheet_name: str) -> int:
    """The number of the first line behind all that the worksheet has."""
    last = session.scalars(
        select(func.max(RequisitionLine.line_no)).where(
            RequisitionLine.worksheet_name == worksheet_name
        )
    ).one()
    return (last or 0) // LINE_NO_STEP * LINE_NO_STEP + LINE_NO_STEP


def put_lines(session: Session, lines: Collection[RequisitionLine], context: UserContext) -> None:
    """Fill new lines from their cards and keep them, in a fixed number of statements.

    What a line says already stays: its vendor, unit, quantity and dates, if it has any.
    """
    if not lines:
        return
    cards = read_cards(session, lines, context.work_date)
    for line in lines:
        line.due_date = line.due_date or context.work_date
        fill_line(cards, line, context.work_date)
        stamp(line, context)
    session.add_all(lines)
    session.flush()  # components and reservations refer to them


def fill_line(cards: Cards, line: RequisitionLine, work_date: date) -> None:
    """Fill a line whose item, place, unit and date are known with all that follows."""
    if not is_bought(line):
        line.vendor_no = None
    else:
        line.replenishment_system = ReplenishmentSystem.PURCHASE
        line.vendor_no = line.vendor_no or cards.times_of(line).vendor_no
    take_unit(cards, line)
    take_offer(cards, line)
    line.description = cards.vendors_text(line) or line.description or cards.own_text(line)
    if line.order_date is None and line.due_date is not None:
        plan(cards, line, work_date)


def take_unit(cards: Cards, line: RequisitionLine) -> None:
    """Count a line in its unit: the one it names, else that in which the item is bought.

    Raises RequisitionUnitUnknown.
    """
    item = cards.items[line.item_no or ""]
    usual = (item.purchase_unit if is_bought(line) else None) or item.base_unit
    line.unit_of_measure_code = line.unit_of_measure_code or usual
    unit = cards.units.get((item.no, line.unit_of_measure_code or ""))
    if unit is None and line.unit_of_measure_code != item.base_unit:
        raise RequisitionUnitUnknown(
            record=ref_of(line.__tablename__, line),
            field="unit_of_measure_code",
            item=item.no,
            unit=line.unit_of_measure_code,
        )
    line.qty_per_unit = unit.qty_per_unit if unit is not None else Decimal(1)
    take_quantity(cards, line)


def take_quantity(cards: Cards, line: RequisitionLine) -> None:
    """Keep the base quantity in step."""
    line.quantity_base = round_to(
        line.quantity, cards.base_precision(line), times=line.qty_per_unit
    )


def take_offer(cards: Cards, line: RequisitionLine) -> None:
    """What the vendor of a line calls the item, in which currency and for how much it sells it."""
    cards.offers.take(
        line, cards.items[line.item_no or ""], cards.vendors.get(line.vendor_no or "")
    )


def plan(cards: Cards, line: RequisitionLine, work_date: date) -> None:
    """Order or start a line so that it is there on its due date (PF13, PF15, PF16).

    What had to be ordered before the work date is ordered on it and marked late (PF53).
    """
    line.due_date = line.due_date or work_date
    times = cards.times_of(line)
    if is_bought(line):
        bought = (times.for_drop_shipment() if line.drop_shipment else times).order_for(
            line.due_date
        )
        line.order_date, line.ending_date = bought.order_date, bought.planned_receipt_date
    else:
        made = times.start_for(line.due_date)
        line.order_date, line.ending_date = made.starting_date, made.ending_date
    mark_late(line, work_date)


def plan_from_order_date(cards: Cards, line: RequisitionLine, work_date: date) -> None:
    """Find when a line is there that is ordered or started on its order date (PF14, PF15)."""
    day = line.order_date or work_date
    times = cards.times_of(line)
    if is_bought(line):
        bought = (times.for_drop_shipment() if line.drop_shipment else times).ordered_on(day)
        line.ending_date, line.due_date = bought.planned_receipt_date, bought.due_date
    else:
        made = times.started_on(day)
        line.ending_date, line.due_date = made.ending_date, made.due_date
    line.order_date = day
    mark_late(line, work_date)


def mark_late(line: RequisitionLine, work_date: date) -> None:
    """Nothing is ordered in the past: then it is ordered today, and too late."""
    line.late = line.order_date is not None and line.order_date < work_date
    if line.late:
        line.order_date = work_date
