"""What is kept of purchase lines follows every command on them (PF49, PF57)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from desktop.models.supply_words import PurchaseType, SupplyType
from desktop.models.values.numbers import ZERO
from desktop.models.words import LineType
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
    if document.is_reserved and (moved or document.removed):
        document.notices += follow_supplies(_follow(document), _changes(document, moved))


def renumber_reservations(document: Purchase, numbers: Mapping[int, int]) -> None:
    """Lines have other numbers: so have the ends of what is kept."""
    if document.is_reserved:
        renumber_lines(_follow(document), dict(numbers))


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
