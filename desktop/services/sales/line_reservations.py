"""What is kept for order lines, or of lines of return orders, follows commands (PF45, PF49)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from desktop.models.sales import SalesLine
from desktop.models.supply_words import DemandType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO
from desktop.models.words import LineType, Reserve
from desktop.services.items.stock import Scope
from desktop.services.reservations.following import (
    End,
    Follow,
    LineChange,
    check_not_reserved,
    check_supplies_free,
    follow_demands,
    follow_supplies,
    release_lines,
    renumber_lines,
    reserve_again,
    reserve_always,
)
from desktop.services.reservations.keys import Demand
from desktop.services.reservations.line_changes import Ends, line_changes
from desktop.services.reservations.queries import LineReserved, reserved_of_lines
from desktop.services.sales.differences import Changes
from desktop.services.sales.load import Document, line_ref

KINDS: Mapping[DocumentType, DemandType | SupplyType] = {
    DocumentType.ORDER: DemandType.SALES,
    DocumentType.RETURN_ORDER: SupplyType.SALES_RETURN,
}
"""Whose lines want goods that can be kept, or bring such."""

HELD_FIELDS = frozenset({"sell_to_customer_no", "currency_code", "location_code"})
"""Fields of the header that stay while anything is kept for the document (§5)."""

_ENDS = (
    "type",
    "no",
    "variant_code",
    "location_code",
    "unit_of_measure_code",
    "quantity",
    "outstanding_quantity_base",
    "shipment_date",
    "drop_shipment",
    "special_order",
    "reserve",
)
_ENDING = ("drop_shipment", "special_order", "type", "no", "reserve")
_DECIDING = frozenset({*_ENDS, "qty_to_assemble_to_order"})


def check_header_not_reserved(document: Document, field: str) -> None:
    """Refuse to change who buys, in what currency or from where while goods are kept."""
    if document.is_reserved and field in HELD_FIELDS:
        check_not_reserved(_follow(document), document.ref, field)


def follow_reservations(document: Document, changed: Mapping[int, Changes]) -> None:
    """Let what is kept follow the lines as they are written now; `changed` says what they were.

    Lines that are always reserved get what there is. Raises what `follow_demands` and
    `follow_supplies` raise.
    """
    if document.type not in KINDS:
        return
    moved = {at: values for at, values in changed.items() if not _DECIDING.isdisjoint(values)}
    is_order = document.type is DocumentType.ORDER
    if document.is_reserved and (moved or document.removed):
        follow = follow_demands if is_order else follow_supplies
        ends = _follow(document)
        document.notices += follow(ends, _changes(document, moved))
        document.removed_reservations += ends.gone
    if not is_order:
        return
    if document.reservations_back:
        document.notices += reserve_again(
            document.session, document.reservations_back, document.context
        )
        document.is_reserved = True
    added = set(map(id, document.added))
    for line in document.lines:
        is_touched = line.line_no in moved or id(line) in added
        if is_touched and line.reserve is Reserve.ALWAYS and line.outstanding_quantity_base > 0:
            _reserve_always(document, line)


def renumber_reservations(document: Document, numbers: Mapping[int, int]) -> None:
    """Lines have other numbers: so have the ends of what is kept."""
    if document.is_reserved:
        renumber_lines(_follow(document), dict(numbers))


def release_reservations(document: Document) -> None:
    """The document goes: what is kept for it is free, what is kept of it forbids that.

    Raises DropReservations, ReservedDemand or ReservedSupply.
    """
    if not document.is_reserved:
        return
    if document.type is DocumentType.ORDER:
        release_lines(_follow(document), document.ref)
    else:
        check_supplies_free(_follow(document), document.ref)


def reserved_values(document: Document) -> dict[int, dict[str, object]]:
    """What is kept for each line, in its own unit, under the names that a screen knows it by.

    Nothing is read for a document for which nothing is kept.
    """
    found = {}
    if document.is_reserved and document.type is DocumentType.ORDER:
        found = reserved_of_lines(document.session, document.header.no)
    return {
        line.line_no: found.get(line.line_no, LineReserved()).shown(line.qty_per_unit)
        for line in document.lines
    }


def _follow(document: Document) -> Follow:
    kind = KINDS[document.type]
    return Follow(document.session, document.context, kind, document.header.no)


def _changes(document: Document, moved: Mapping[int, Changes]) -> Iterator[LineChange]:
    return line_changes(document, moved, Ends(_ENDS, _ENDING, partial(_end, document), line_ref))


def _end(document: Document, values: Mapping[str, Any]) -> End | None:
    """A line as it wants or brings goods; None when it does neither from the own stock."""
    if document.type is DocumentType.ORDER and values["reserve"] is Reserve.NEVER:
        return None
    is_bought = values["drop_shipment"] or values["special_order"]
    if values["type"] is not LineType.ITEM or values["no"] is None or is_bought:
        return None
    return End(
        Scope(values["no"], values["variant_code"], values["location_code"]),
        values["unit_of_measure_code"],
        max(values["outstanding_quantity_base"], ZERO) if values["quantity"] > 0 else ZERO,
        values["shipment_date"],
    )


def _reserve_always(document: Document, line: SalesLine) -> None:
    demand = Demand(DemandType.SALES, document.header.no, line.line_no)
    notice = reserve_always(document.session, demand, document.context)
    document.is_reserved = True
    if notice is not None:
        document.notices.append(notice)
