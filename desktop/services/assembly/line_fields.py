"""The lines of an assembly document: added, changed, moved in quantity, deleted (PF112, PF120)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from desktop.models.assembly import AssemblyLine
from desktop.models.items import Item, ItemVariant, Resource
from desktop.models.supply_words import BomLineType, ResourceUsage
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.services.assembly.bom_lines import new_line, put_card, put_unit
from desktop.services.assembly.editable import check_line, check_lines, consumed_refusal
from desktop.services.assembly.load import AssemblyDocument, AssemblyKey, load_assembly
from desktop.services.assembly.planning import plan_line
from desktop.services.assembly.refusals import (
    AssemblyQuantityOutside,
    CardBlocked,
    ComponentIsKit,
    NoBaseQuantity,
)
from desktop.services.assembly.settling import put_part, put_quantity, settle_line
from desktop.services.assembly.views import AssemblyView, finish
from desktop.services.context import UserContext
from desktop.services.items.bom import has_unit
from desktop.services.items.bom_refusals import BomUnitUnknown, BomVariantUnknown
from desktop.services.sales.entered_values import entered_value, known_key
from desktop.services.sales.line_name import LineName
from desktop.services.sales.quantities import FINEST, NOTHING, Part, part_of
from desktop.services.setup.record_engine import check_version
from desktop.services.setup.refusals import ReferenceMissing

MOST = Quantity(999_999_999)


def add_assembly_line(
    session: Session,
    key: AssemblyKey,
    values: Iterable[tuple[str, object]],
    context: UserContext,
    *,
    before: int | None = None,
) -> AssemblyView:
    """Add a line with values entered in their order, at the end or before another line."""
    document = load_assembly(session, key, context, for_update=True)
    check_lines(document)
    line = new_line(document, _free_number(document, before))
    document.lines.sort(key=lambda each: each.line_no)
    for field, value in values:
        enter_line_field(document, line, field, value)
    return finish(document)


def _free_number(document: AssemblyDocument, before: int | None) -> int:
    numbers = [0, *(line.line_no for line in document.lines)]
    if before in numbers:
        previous = max(number for number in numbers if number < (before or 0))
        middle = (previous + (before or 0)) // 2
        if middle > previous:
            return middle
    return max(numbers) + LINE_NO_STEP


def change_assembly_line(  # noqa: PLR0917  (the form in which a document page calls its services)
    session: Session,
    key: AssemblyKey,
    line_no: int,
    field: str,
    value: object,
    context: UserContext,
    *,
    row_version: int | None = None,
) -> AssemblyView:
    """Enter a field of a line; raises Conflict, or what is wrong with the field or the value."""
    document = load_assembly(session, key, context, for_update=True)
    line = document.line(line_no)
    check_version(AssemblyLine.__tablename__, line, row_version)
    enter_line_field(document, line, field, value)
    return finish(document)


def delete_assembly_line(
    session: Session, key: AssemblyKey, line_no: int, context: UserContext
) -> AssemblyView:
    """Delete a line of which nothing went into kits; raises LineConsumed."""
    return delete_assembly_lines(session, key, (line_no,), context)


def delete_assembly_lines(
    session: Session, key: AssemblyKey, line_nos: Sequence[int], context: UserContext
) -> AssemblyView:
    """Delete lines as one step."""
    document = load_assembly(session, key, context, for_update=True)
    check_lines(document)
    for line_no in line_nos:
        line = document.line(line_no)
        if line.consumed:
            raise consumed_refusal(document, line, "no")
        document.lines.remove(line)
    return finish(document)


def enter_line_field(
    document: AssemblyDocument, line: AssemblyLine, field: str, value: object
) -> None:
    """Enter a field of a line of a loaded document."""
    check_line(document, line, field)
    ref = document.line_ref(line)
    stored = entered_value(AssemblyLine, field, value, ref)
    if stored == getattr(line, field) and stored is not None:
        return
    stored = known_key(document.session, AssemblyLine, field, stored, ref)
    document.entered.append((line.line_no, field))
    enter = _ENTRIES.get(field)
    if enter is None:
        setattr(line, field, stored)
    else:
        enter(document, line, stored)


def _enter_type(document: AssemblyDocument, line: AssemblyLine, kind: BomLineType) -> None:
    line.type, line.no = kind, None
    line.description, line.resource_usage = "", ResourceUsage.DIRECT
    line.quantity_per = ZERO
    put_card(document, line)
    put_quantity(document, line)


def _enter_no(document: AssemblyDocument, line: AssemblyLine, no: str | None) -> None:
    if no:
        _check_component(document, line, no)
    line.no = no
    line.location_code = line.location_code or document.header.location_code
    put_card(document, line)
    put_quantity(document, line)
    plan_line(document, line)


def _check_component(document: AssemblyDocument, line: AssemblyLine, no: str) -> None:
    ref = document.line_ref(line)
    is_item = line.type is BomLineType.ITEM
    if is_item and no == document.header.item_no:
        raise ComponentIsKit(record=ref, field="no", item=no)
    card: Item | Resource | None = (
        document.cards.item(no) if is_item else document.cards.resource(no)
    )
    if card is None:
        table = "item" if is_item else "resource"
        raise ReferenceMissing(record=ref, field="no", entered_field="no", table=table, text=no)
    if card.blocked:
        raise CardBlocked(record=ref, field="no", card=no)


def _enter_variant(document: AssemblyDocument, line: AssemblyLine, code: str | None) -> None:
    if code and document.session.get(ItemVariant, (line.no or "", code)) is None:
        ref = document.line_ref(line)
        raise BomVariantUnknown(record=ref, field="variant_code", no=line.no, variant_code=code)
    line.variant_code = code


def _enter_unit(document: AssemblyDocument, line: AssemblyLine, code: str | None) -> None:
    if code and not has_unit(document.session, line.type, line.no or "", code):
        ref = document.line_ref(line)
        raise BomUnitUnknown(record=ref, field="unit_of_measure_code", unit=code, no=line.no)
    put_unit(document, line, code)
    put_quantity(document, line)


def _enter_quantity_per(document: AssemblyDocument, line: AssemblyLine, each: Quantity) -> None:
    if each < 0:
        _refuse(document, line, "quantity_per", (ZERO, MOST))
    line.quantity_per = each
    put_quantity(document, line)
    _check_consumed(document, line, "quantity_per")


def _enter_quantity(document: AssemblyDocument, line: AssemblyLine, quantity: Quantity) -> None:
    """A typed quantity stays, and says how much goes into one kit."""
    if quantity < max(line.consumed, ZERO):
        _refuse(document, line, "quantity", (line.consumed, MOST))
    unit = document.unit_of(line)
    base = round_to(quantity, unit.base_rounding_precision, times=unit.qty_per_unit)
    if quantity and not base:
        ref = document.line_ref(line)
        raise NoBaseQuantity(record=ref, field="quantity", quantity=quantity, item=line.no or "")
    kits = document.per_kit
    if line.resource_usage is ResourceUsage.FIXED:
        line.quantity_per = quantity
    elif kits:
        line.quantity_per = round_to(quantity, FINEST, over=kits)
    put_part(line, Part(quantity, base))
    settle_line(document, line)


def _enter_to_consume(document: AssemblyDocument, line: AssemblyLine, quantity: Quantity) -> None:
    left = Part(line.remaining, line.remaining_base)
    if not ZERO <= quantity <= left.quantity:
        _refuse(document, line, "quantity_to_consume", (ZERO, left.quantity))
    name = LineName(line.line_no, line.no or "", record=document.line_ref(line))
    unit = document.unit_of(line)
    part = NOTHING
    if quantity:
        part = part_of(quantity, left, unit, name, field="quantity_to_consume")
    line.quantity_to_consume, line.quantity_to_consume_base = part.quantity, part.base


def _enter_usage(document: AssemblyDocument, line: AssemblyLine, usage: ResourceUsage) -> None:
    line.resource_usage = usage
    put_quantity(document, line)


def _enter_offset(document: AssemblyDocument, line: AssemblyLine, offset: str) -> None:
    line.lead_time_offset = offset
    plan_line(document, line)


def _check_consumed(document: AssemblyDocument, line: AssemblyLine, field: str) -> None:
    if line.quantity < line.consumed:
        raise consumed_refusal(document, line, field)


def _refuse(
    document: AssemblyDocument,
    line: AssemblyLine,
    field: str,
    limits: tuple[Quantity, Quantity],
) -> None:
    raise AssemblyQuantityOutside(
        record=document.line_ref(line),
        field=field,
        entered_field=field,
        smallest=limits[0],
        largest=limits[1],
        **document.names,
    )


_ENTRIES: dict[str, Callable[[AssemblyDocument, AssemblyLine, Any], None]] = {
    "type": _enter_type,
    "no": _enter_no,
    "variant_code": _enter_variant,
    "unit_of_measure_code": _enter_unit,
    "quantity_per": _enter_quantity_per,
    "quantity": _enter_quantity,
    "quantity_to_consume": _enter_to_consume,
    "resource_usage": _enter_usage,
    "lead_time_offset": _enter_offset,
}
"""The fields from which something follows."""
