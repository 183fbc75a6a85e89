"""What is kept for the components of assembly orders, and of their kits, follows them (PF49)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.models.supply_words import BomLineType, DemandType, SupplyType
from desktop.models.values.numbers import ZERO
from desktop.services.assembly.load import AssemblyDocument, Kept
from desktop.services.items.stock import Scope
from desktop.services.reservations.following import (
    End,
    Follow,
    LineChange,
    check_supplies_free,
    follow_demands,
    follow_supplies,
    release_lines,
)
from desktop.services.reservations.queries import LineReserved, reserved_of_lines
from desktop.services.sales.differences import Difference

_LINE = (
    "type",
    "no",
    "variant_code",
    "location_code",
    "unit_of_measure_code",
    "remaining_base",
    "due_date",
)
_KIT = (
    "item_no",
    "variant_code",
    "location_code",
    "unit_of_measure_code",
    "remaining_quantity_base",
    "due_date",
)
_KIT_LINE = 0
"""The line number by which reservations name the output of an assembly order."""


def follow_reservations(document: AssemblyDocument, done: Difference) -> None:
    """Let what is kept follow an order as it is written now; `done` says what it was.

    Raises what `follow_demands` and `follow_supplies` raise.
    """
    if not document.is_order:
        return
    touched = {at: each for at, each in done.lines.items() if not each.keys().isdisjoint(_LINE)}
    if touched or done.removed:
        document.notices += follow_demands(_components(document), _lines(document, done, touched))
    if not done.header.keys().isdisjoint(_KIT):
        document.notices += follow_supplies(_kits(document), _kit(document, done))


def reserved_values(document: AssemblyDocument) -> dict[int, dict[str, object]]:
    """What is kept for each component, in its own unit, as for lines of sales; one statement."""
    found: dict[int, LineReserved] = {}
    if document.is_order:
        kind = DemandType.ASSEMBLY_COMPONENT
        found = reserved_of_lines(document.session, document.header.no, kind)
    return {
        line.line_no: found.get(line.line_no, LineReserved()).shown(line.qty_per_unit)
        for line in document.lines
    }


def release_reservations(document: AssemblyDocument) -> None:
    """The order goes: what is kept for its components is free, what is kept of its kits forbids.

    Raises DropReservations, ReservedDemand or ReservedSupply.
    """
    if document.is_order:
        check_supplies_free(_kits(document), document.ref)
        release_lines(_components(document), document.ref)


def _components(document: AssemblyDocument) -> Follow:
    kind = DemandType.ASSEMBLY_COMPONENT
    return Follow(document.session, document.context, kind, document.header.no)


def _kits(document: AssemblyDocument) -> Follow:
    kind = SupplyType.ASSEMBLY_OUTPUT
    return Follow(document.session, document.context, kind, document.header.no)


def _lines(
    document: AssemblyDocument, done: Difference, touched: Mapping[int, Any]
) -> Iterator[LineChange]:
    for line_no, values in done.removed.items():
        before = _component(values)
        if before is not None:
            yield LineChange(line_no, document.ref, before, None, is_gone=True)
    typed_in = document.entered[0][0] if document.entered else None
    for line_no, changes in touched.items():
        line = document.line(line_no)
        now = {name: getattr(line, name) for name in _LINE}
        before = _component({**now, **{name: was for name, (was, _new) in changes.items()}})
        yield LineChange(
            line_no,
            document.line_ref(line),
            before,
            _component(now),
            is_typed=typed_in == line_no,
            ended_by="type" if "type" in changes else "no",
        )


def _kit(document: AssemblyDocument, done: Difference) -> Iterator[LineChange]:
    now = {name: getattr(document.header, name) for name in _KIT}
    was = {name: before for name, (before, _new) in done.header.items()}
    is_typed = bool(document.entered) and document.entered[0][0] is None
    yield LineChange(
        _KIT_LINE,
        document.ref,
        _output({**now, **was}),
        _output(now),
        is_typed=is_typed,
        ended_by="item_no",
    )


def _component(values: Kept) -> End | None:
    row: Mapping[str, Any] = values
    if row["type"] is not BomLineType.ITEM or not row["no"]:
        return None
    return End(
        Scope(row["no"], row["variant_code"], row["location_code"]),
        row["unit_of_measure_code"],
        max(row["remaining_base"], ZERO),
        row["due_date"],
    )


def _output(values: Mapping[str, Any]) -> End | None:
    if not values["item_no"]:
        return None
    return End(
        Scope(values["item_no"], values["variant_code"], values["location_code"]),
        values["unit_of_measure_code"],
        max(values["remaining_quantity_base"], ZERO),
        values["due_date"],
    )
