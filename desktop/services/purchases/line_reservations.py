"""What is kept of purchase lines follows every command on them (PF49, PF57).

What is only promised, and counts on a line that comes later or brings less, is told (trap 18).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from desktop.errors import Notice
from desktop.models.supply_words import PurchaseType, SupplyType
from desktop.models.values.numbers import ZERO
from desktop.models.words import LineType
from desktop.services.availability.hit_promises import Gap, hit_orders, hit_promises
from desktop.services.items.stock import Scope
from desktop.services.purchases.load import Purchase, line_ref
from desktop.services.reservations.following import (
    End,
    Follow,
    LineChange,
    follow_supplies,
    renumber_lines,
)
from desktop.services.reservations.line_changes import Ends, line_changes
from desktop.services.sales.differences import Changes
from desktop.translation import N_

PROMISE_HIT = N_(
    "{demand} line {line_no} is promised for {promised_date}, but item {item} is no longer there "
    "on {shipment_date}. Promise it anew."
)

_ENDS = (
    "type",
    "no",
    "variant_code",
    "location_code",
    "unit_of_measure_code",
    "outstanding_quantity_base",
    "expected_receipt_date",
    "drop_shipment",
    "special_order",
)
_ENDING = ("drop_shipment", "special_order", "type", "no")


def follow_reservations(document: Purchase, changed: Mapping[int, Changes]) -> None:
    """Let what is kept follow the lines as they are written now; `changed` says what they were.

    An expected date that moves is checked against the demands that count on the line, and the
    order lines that lose their goods are listed (PF57). Raises what `follow_supplies` raises.
    """
    moved = {at: values for at, values in changed.items() if not values.keys().isdisjoint(_ENDS)}
    if not moved and not document.removed:
        return
    changes = list(_changes(document, moved))
    if document.is_reserved:
        document.notices += follow_supplies(_follow(document), changes)
    document.notices += _hit(document, changes, moved)


def renumber_reservations(document: Purchase, numbers: Mapping[int, int]) -> None:
    """Lines have other numbers: so have the ends of what is kept."""
    if document.is_reserved:
        renumber_lines(_follow(document), dict(numbers))


def _hit(
    document: Purchase, changes: Sequence[LineChange], moved: Mapping[int, Changes]
) -> list[Notice]:
    """The promises that count on what the lines brought before, one remark for each."""
    session, work_date = document.session, document.context.work_date
    gaps = [gap for change in changes if (gap := _gap(document, change)) is not None]
    hits = hit_promises(session, gaps, work_date) + hit_orders(session, _later(document, moved))
    return [
        Notice(
            "promise_hit",
            PROMISE_HIT,
            {
                "item": hit.scope.item_no,
                "demand": hit.document_no,
                "line_no": hit.line_no,
                "promised_date": hit.promised_delivery_date,
                "shipment_date": hit.day,
            },
        )
        for hit in hits
    ]


def _later(document: Purchase, moved: Mapping[int, Changes]) -> dict[tuple[str, int], date]:
    """When special orders come now that come later, by the order lines they are bought for."""
    found: dict[tuple[str, int], date] = {}
    for line in document.lines:
        before, _now = moved.get(line.line_no, {}).get("expected_receipt_date", (None, None))
        day, sold = line.expected_receipt_date, line.special_order_sales_no
        if sold and isinstance(before, date) and day is not None and day > before:
            found[sold, line.special_order_sales_line_no or 0] = day
    return found


def _gap(document: Purchase, change: LineChange) -> Gap | None:
    """From when to when a line does not bring what it brought before."""
    before, after, work_date = change.before, change.after, document.context.work_date
    if before is None or not before.quantity:
        return None
    first = before.day or work_date
    if after is None or after.scope != before.scope or after.quantity < before.quantity:
        return Gap(before.scope, first, None)
    until = after.day or work_date
    return Gap(before.scope, first, until) if until > max(first, work_date) else None


def _follow(document: Purchase) -> Follow:
    return Follow(document.session, document.context, SupplyType.PURCHASE, document.header.no)


def _changes(document: Purchase, moved: Mapping[int, Changes]) -> Iterator[LineChange]:
    return line_changes(document, moved, Ends(_ENDS, _ENDING, partial(_end, document), line_ref))


def _end(document: Purchase, values: Mapping[str, Any]) -> End | None:
    """A line as it brings goods to the own stock for anybody; None when it does not."""
    is_sold = values["drop_shipment"] or values["special_order"]
    is_item = values["type"] is LineType.ITEM and values["no"] is not None
    if document.type is not PurchaseType.ORDER or not is_item or is_sold:
        return None
    return End(
        Scope(values["no"], values["variant_code"], values["location_code"]),
        values["unit_of_measure_code"],
        max(values["outstanding_quantity_base"], ZERO),
        values["expected_receipt_date"],
    )
