"""What picks hold of order lines: it may neither vanish nor be outrun (PF136).

A pick belongs to an order line; of an open one counts what is to be picked, of a registered one
what was picked and has not been shipped. Quantities are in the line's unit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from desktop.errors import FieldRefusal, Refusal
from desktop.models.codes import Location
from desktop.models.columns import QuantityType
from desktop.models.picks import PickHeader, PickLine
from desktop.models.sales import SalesLine
from desktop.models.supply_words import PickStatus
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import LineType
from desktop.services.sales.load import line_ref
from desktop.supply_codes import WarehouseCode
from desktop.translation import N_


class LineOnPick(Refusal):
    """A line would vanish while its goods are being fetched (PF136)."""

    code = WarehouseCode.LINE_ON_PICK
    text = N_(
        "Line {line_no}, item {no}, is on pick {pick_no} with {quantity} {unit}. Cancel the pick, "
        "or ship what is picked, before you delete the line."
    )


class QuantityBelowPick(FieldRefusal):
    """A quantity would fall below what is being fetched (PF136)."""

    code = WarehouseCode.QUANTITY_BELOW_PICK
    text = N_(
        "Quantity {quantity} on line {line_no}, item {no}, is less than what is shipped and on "
        "pick {pick_no}: {least} {unit}. Cancel the pick first."
    )


class PickRequired(FieldRefusal):
    """The location ships nothing that was not picked (PF136)."""

    code = WarehouseCode.PICK_REQUIRED
    text = N_(
        "Location {location} ships only what was picked, and nothing of line {line_no}, item {no}, "
        "is. Create and register a pick first."
    )


class ShipAbovePicked(FieldRefusal):
    """More is to be shipped than was picked, where the location demands a pick (PF136)."""

    code = WarehouseCode.SHIP_ABOVE_PICKED
    text = N_(
        "You cannot ship {quantity} {unit} on line {line_no}, item {no}: location {location} ships "
        "only what was picked, and that is {picked}."
    )


class OnPick(NamedTuple):
    """What picks hold of a line: all of it, what of it is registered, and on which pick."""

    quantity: Quantity
    picked: Quantity
    pick_no: str


NOT_ON_PICK = OnPick(ZERO, ZERO, "")


def picked_of(session: Session, order_no: str) -> dict[int, OnPick]:
    """What picks hold of the lines of an order, by line; components count with their kit."""
    left = PickLine.quantity_picked - PickLine.quantity_shipped
    is_open = PickHeader.status == PickStatus.OPEN
    nothing = literal(ZERO, QuantityType())
    rows = session.execute(
        select(
            PickLine.order_line_no,
            func.sum(case((is_open, PickLine.quantity_to_pick), else_=left)),
            func.sum(case((is_open, nothing), else_=left)),
            func.min(PickLine.pick_no),
        )
        .join(PickHeader, PickHeader.no == PickLine.pick_no)
        .where(
            PickLine.order_no == order_no,
            PickLine.parent_line_no.is_(None),
            or_(
                is_open,
                and_(
                    PickHeader.status == PickStatus.REGISTERED,
                    PickLine.quantity_picked > PickLine.quantity_shipped,
                ),
            ),
        )
        .group_by(PickLine.order_line_no)
    )
    return {line_no: OnPick(quantity, picked, no) for line_no, quantity, picked, no in rows}


def check_not_on_pick(session: Session, lines: Collection[SalesLine]) -> None:
    """Refuse that lines of an order vanish while picks hold them; raises LineOnPick."""
    items = [line for line in lines if _is_pickable(line)]
    if not items:
        return
    held = picked_of(session, items[0].document_no)
    for line in items:
        on_pick = held.get(line.line_no, NOT_ON_PICK)
        if on_pick.quantity:
            raise LineOnPick(
                record=line_ref(line),
                line_no=line.line_no,
                no=line.no,
                pick_no=on_pick.pick_no,
                quantity=on_pick.quantity,
                unit=line.unit_of_measure_code or "",
            )


def check_quantity_on_pick(session: Session, line: SalesLine, quantity: Quantity) -> None:
    """Refuse a quantity below what is shipped and on picks; raises QuantityBelowPick.

    Asked only when a quantity is lowered.
    """
    if not _is_pickable(line) or quantity >= line.quantity:
        return
    on_pick = picked_of(session, line.document_no).get(line.line_no, NOT_ON_PICK)
    least = line.quantity_shipped + on_pick.quantity
    if on_pick.quantity and quantity < least:
        raise QuantityBelowPick(
            record=line_ref(line),
            field="quantity",
            quantity=quantity,
            line_no=line.line_no,
            no=line.no,
            pick_no=on_pick.pick_no,
            least=least,
            unit=line.unit_of_measure_code or "",
        )


def check_shipped_is_picked(session: Session, line: SalesLine, quantity: Quantity) -> None:
    """Refuse a Qty. to Ship above what is picked where the location demands it (PF136)."""
    if not _is_pickable(line) or line.drop_shipment or not line.location_code or quantity <= 0:
        return
    if line.inventory_posting_group is None:
        return
    demands = select(Location.require_pick).where(Location.code == line.location_code)
    if not session.scalar(demands):
        return
    on_pick = picked_of(session, line.document_no).get(line.line_no, NOT_ON_PICK)
    refusal = unpicked(line, quantity, on_pick)
    if refusal is not None:
        raise refusal


def unpicked(line: SalesLine, quantity: Quantity, on_pick: OnPick) -> FieldRefusal | None:
    """Why so much of a line cannot leave a location that demands picks; None when it can."""
    if quantity <= on_pick.picked:
        return None
    kind = ShipAbovePicked if on_pick.picked else PickRequired
    figures: Mapping[str, object] = {
        "line_no": line.line_no,
        "no": line.no,
        "location": line.location_code,
        "quantity": quantity,
        "picked": on_pick.picked,
        "unit": line.unit_of_measure_code or "",
    }
    return kind(record=line_ref(line), field="qty_to_ship", **figures)


def _is_pickable(line: SalesLine) -> bool:
    return (
        line.document_type is DocumentType.ORDER
        and line.type is LineType.ITEM
        and line.no is not None
    )
