"""Entering a field of an assembly header, and what follows from it (PF112–PF114)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from desktop.models.assembly import AssemblyHeader
from desktop.models.items import Item, ItemVariant
from desktop.models.supply_words import BomLineType
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.services.assembly.bom_lines import replace_by_bom
from desktop.services.assembly.editable import check_header
from desktop.services.assembly.load import AssemblyDocument, AssemblyKey, load_assembly
from desktop.services.assembly.planning import (
    move_end,
    move_start,
    plan_for_due_date,
)
from desktop.services.assembly.refusals import (
    AssemblyQuantityOutside,
    CardBlocked,
    KitNotStocked,
    NoBaseQuantity,
    RebuildAssembly,
)
from desktop.services.assembly.settling import (
    is_typed_quantity,
    put_part,
    put_quantity,
    put_to_assemble,
    settle_header,
    settle_line,
)
from desktop.services.assembly.views import AssemblyView, finish
from desktop.services.context import UserContext
from desktop.services.items.bom import has_unit
from desktop.services.items.bom_refusals import BomUnitUnknown, BomVariantUnknown
from desktop.services.sales.entered_values import entered_value, known_key
from desktop.services.sales.line_name import LineName
from desktop.services.sales.quantities import NOTHING, Part, part_of
from desktop.services.setup.record_engine import check_version

LARGEST = Decimal(999_999_999)


def change_assembly_header(
    session: Session,
    key: AssemblyKey,
    field: str,
    value: object,
    context: UserContext,
    *,
    row_version: int | None = None,
) -> AssemblyView:
    """Enter a field of the header; what follows is in the answer.

    Raises Conflict, why the field cannot be changed now, what is wrong with the value, and
    RebuildAssembly or MoveDueDate where the user must be asked.
    """
    document = load_assembly(session, key, context, for_update=True)
    check_version(AssemblyHeader.__tablename__, document.header, row_version)
    enter_header_field(document, field, value)
    return finish(document)


def enter_header_field(document: AssemblyDocument, field: str, value: object) -> None:
    """Enter a field of a loaded document's header."""
    check_header(document, field)
    stored = entered_value(AssemblyHeader, field, value, document.ref)
    if stored == getattr(document.header, field) and stored is not None:
        return
    stored = known_key(document.session, AssemblyHeader, field, stored, document.ref)
    document.entered.append((None, field))
    enter = _ENTRIES.get(field)
    if enter is None:
        setattr(document.header, field, stored)
    else:
        enter(document, stored)


def _enter_item(document: AssemblyDocument, no: str | None) -> None:
    header = document.header
    item = usable_kit(document, no) if no else None
    has_lines = any(line.type is not BomLineType.TEXT for line in document.lines)
    if header.item_no is not None and has_lines and not may_rebuild(document, "item_no"):
        return
    header.item_no, header.variant_code = no, None
    header.description = item.description if item else ""
    header.unit_of_measure_code = item.base_unit if item else None
    header.qty_per_unit = Decimal(1)
    header.gen_prod_posting_group = item.gen_prod_posting_group if item else None
    header.inventory_posting_group = item.inventory_posting_group if item else None
    _put_quantity(document, header.quantity)
    plan_for_due_date(document)
    replace_by_bom(document)


def usable_kit(document: AssemblyDocument, no: str) -> Item:
    """The item that is to be put together; raises KitNotStocked or CardBlocked."""
    item = document.cards.item(no)
    if item is None or not item.is_stocked:
        raise KitNotStocked(record=document.ref, field="item_no", item=no)
    if item.blocked:
        raise CardBlocked(record=document.ref, field="item_no", card=no)
    return item


def may_rebuild(document: AssemblyDocument, field: str) -> bool:
    """Whether the user lets the bill of materials make all lines anew; raises RebuildAssembly."""
    answer = document.context.answer(RebuildAssembly.question)
    if answer is None:
        raise RebuildAssembly(
            record=document.ref, field=field, entered_field=field, **document.names
        )
    return answer


def _enter_variant(document: AssemblyDocument, code: str | None) -> None:
    no = document.header.item_no or ""
    if code and document.session.get(ItemVariant, (no, code)) is None:
        raise BomVariantUnknown(record=document.ref, field="variant_code", no=no, variant_code=code)
    document.header.variant_code = code
    plan_for_due_date(document)


def _enter_location(document: AssemblyDocument, code: str | None) -> None:
    """The components come from where the kits are put together, unless from elsewhere already."""
    before = document.header.location_code
    document.header.location_code = code
    for line in document.lines:
        if line.location_code == before and line.type is BomLineType.ITEM and not line.consumed:
            line.location_code = code
    plan_for_due_date(document)


def _enter_unit(document: AssemblyDocument, code: str | None) -> None:
    header = document.header
    no = header.item_no or ""
    if code and not has_unit(document.session, BomLineType.ITEM, no, code):
        raise BomUnitUnknown(record=document.ref, field="unit_of_measure_code", unit=code, no=no)
    typed = _typed_lines(document)
    header.unit_of_measure_code = code
    header.qty_per_unit = document.unit.qty_per_unit
    _scale(document, header.quantity, typed)


def _enter_quantity(document: AssemblyDocument, quantity: Quantity) -> None:
    header = document.header
    if quantity < max(header.assembled_quantity, ZERO):
        _refuse_quantity(document, "quantity", header.assembled_quantity, LARGEST)
    _scale(document, quantity, _typed_lines(document))


def _typed_lines(document: AssemblyDocument) -> dict[int, Quantity]:
    """Lines whose quantity somebody typed, with the kits (in base units) that it was for."""
    kits = document.per_kit
    return {
        line.line_no: kits for line in document.lines if kits and is_typed_quantity(document, line)
    }


def _scale(document: AssemblyDocument, quantity: Quantity, typed: dict[int, Quantity]) -> None:
    """Give all lines what the kits need now; typed quantities grow or shrink with the kits."""
    _put_quantity(document, quantity)
    for line in document.lines:
        if line.line_no not in typed:
            put_quantity(document, line)
            continue
        unit = document.unit_of(line)
        scaled = round_to(
            line.quantity,
            unit.rounding_precision,
            times=document.per_kit,
            over=typed[line.line_no],
        )
        base = round_to(scaled, unit.base_rounding_precision, times=unit.qty_per_unit)
        put_part(line, Part(scaled, base))
        settle_line(document, line)


def _put_quantity(document: AssemblyDocument, quantity: Quantity) -> None:
    header, unit = document.header, document.unit
    base = round_to(quantity, unit.base_rounding_precision, times=unit.qty_per_unit)
    if quantity and not base:
        raise NoBaseQuantity(
            record=document.ref, field="quantity", quantity=quantity, item=header.item_no or ""
        )
    header.quantity, header.quantity_base = quantity, base
    settle_header(document)


def _enter_quantity_to_assemble(document: AssemblyDocument, quantity: Quantity) -> None:
    left = document.left
    if not ZERO <= quantity <= left.quantity:
        _refuse_quantity(document, "quantity_to_assemble", ZERO, left.quantity)
    field = "quantity_to_assemble"
    name = LineName(0, document.header.item_no or "", record=document.ref)
    part = part_of(quantity, left, document.unit, name, field=field) if quantity else NOTHING
    put_to_assemble(document, part)


def _refuse_quantity(
    document: AssemblyDocument, field: str, smallest: Quantity, largest: Quantity
) -> None:
    raise AssemblyQuantityOutside(
        record=document.ref,
        field=field,
        entered_field=field,
        smallest=smallest,
        largest=largest,
        **document.names,
    )


def _enter_due_date(document: AssemblyDocument, due: Any) -> None:  # noqa: ANN401  (a date)
    document.header.due_date = due
    plan_for_due_date(document)


_ENTRIES: dict[str, Callable[[AssemblyDocument, Any], None]] = {
    "item_no": _enter_item,
    "variant_code": _enter_variant,
    "location_code": _enter_location,
    "unit_of_measure_code": _enter_unit,
    "quantity": _enter_quantity,
    "quantity_to_assemble": _enter_quantity_to_assemble,
    "due_date": _enter_due_date,
    "starting_date": move_start,
    "ending_date": move_end,
}
"""The fields from which something follows."""
