"""Bills of materials: what an item is made of, and that nothing contains itself (CU61, PF112)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import Executable

from desktop.errors import RecordRef
from desktop.models.assembly import BomComponent
from desktop.models.base import Base
from desktop.models.items import (
    Item,
    ItemUnitOfMeasure,
    ItemVariant,
    Resource,
    ResourceUnitOfMeasure,
)
from desktop.models.supply_words import BomLineType, ResourceUsage
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.numbers import ZERO
from desktop.services.calendars.refusals import NegativeDuration
from desktop.services.context import UserContext
from desktop.services.items.bom_refusals import (
    BomCycle,
    BomFieldBlank,
    BomNumberBlank,
    BomTextHasNumber,
    BomTooDeep,
    BomUnitUnknown,
    BomVariantUnknown,
    ParentInItself,
)
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import RecordRules
from desktop.services.setup.refusals import ReferenceMissing
from desktop.services.setup.rules import not_negative

TABLE = BomComponent.__tablename__
MOST_LEVELS = 50
"""So many bills of materials may stand in each other."""

ARROW = " → "
ONE = Decimal(1)

_IN_ITEMS = (
    select(BomComponent.parent_item_no, BomComponent.no)
    .where(
        BomComponent.type == BomLineType.ITEM,
        BomComponent.parent_item_no.in_(bindparam("items", expanding=True)),
    )
    .order_by(BomComponent.parent_item_no, BomComponent.line_no)
)
_WITH_ITEMS = (
    select(BomComponent.no, BomComponent.parent_item_no)
    .where(
        BomComponent.type == BomLineType.ITEM,
        BomComponent.no.in_(bindparam("items", expanding=True)),
    )
    .order_by(BomComponent.no, BomComponent.parent_item_no)
)


def begin_component(_session: Session, line: BomComponent, _context: UserContext) -> None:
    """One of a component is needed until somebody says otherwise."""
    line.quantity_per = ONE


def component_no(
    session: Session, line: BomComponent, value: object, _context: UserContext
) -> object:
    """A number names an item or a resource, and never the parent itself."""
    if not value:
        return value
    if line.type is BomLineType.TEXT:
        raise BomTextHasNumber(record=ref_of(TABLE, line), field="no", entered_field="no")
    is_item = line.type is BomLineType.ITEM
    if is_item and value == line.parent_item_no:
        raise ParentInItself(record=ref_of(TABLE, line), field="no", no=value)
    model: type[Base] = Item if is_item else Resource
    if session.get(model, value) is None:
        raise ReferenceMissing(
            record=ref_of(TABLE, line),
            field="no",
            entered_field="no",
            table=model.__tablename__,
            text=value,
        )
    return value


def component_variant(
    session: Session, line: BomComponent, value: object, _context: UserContext
) -> object:
    """A variant belongs to the component."""
    if value and line.type is not BomLineType.ITEM:
        raise BomTextHasNumber(
            record=ref_of(TABLE, line), field="variant_code", entered_field="variant_code"
        )
    if value and session.get(ItemVariant, (line.no or "", value)) is None:
        raise BomVariantUnknown(
            record=ref_of(TABLE, line), field="variant_code", no=line.no, variant_code=value
        )
    return value


def component_unit(
    session: Session, line: BomComponent, value: object, _context: UserContext
) -> object:
    """A unit belongs to the component."""
    if value and line.type is BomLineType.TEXT:
        raise BomTextHasNumber(
            record=ref_of(TABLE, line),
            field="unit_of_measure_code",
            entered_field="unit_of_measure_code",
        )
    if value and not has_unit(session, line.type, line.no or "", str(value)):
        raise BomUnitUnknown(
            record=ref_of(TABLE, line), field="unit_of_measure_code", unit=value, no=line.no
        )
    return value


def has_unit(session: Session, kind: BomLineType, no: str, unit: str) -> bool:
    """Whether an item or a resource is measured in a unit."""
    if kind is BomLineType.ITEM:
        item = session.get(Item, no)
        has_own = session.get(ItemUnitOfMeasure, (no, unit)) is not None
        return has_own or (item is not None and item.base_unit == unit)
    resource = session.get(Resource, no)
    has_own = session.get(ResourceUnitOfMeasure, (no, unit)) is not None
    return has_own or (resource is not None and resource.base_unit == unit)


def component_offset(
    _session: Session, line: BomComponent, value: object, context: UserContext
) -> object:
    """A component is needed before the work begins, or when it does."""
    if DateFormula.parse(str(value or "")).days_from(context.work_date) < 0:
        raise NegativeDuration(
            record=ref_of(TABLE, line),
            field="lead_time_offset",
            entered_field="lead_time_offset",
            duration=str(value),
        )
    return value


def fixed_fields(_session: Session, _line: BomComponent) -> frozenset[str]:
    """All else on a line depends on its kind, which therefore stays."""
    return frozenset({"type"})


def after_type(_session: Session, line: BomComponent, _old: object, _context: UserContext) -> None:
    """Another kind of line begins anew."""
    line.no = line.variant_code = line.unit_of_measure_code = None
    line.resource_usage = ResourceUsage.DIRECT
    line.quantity_per = ZERO if line.type is BomLineType.TEXT else ONE


def after_no(session: Session, line: BomComponent, _old: object, _context: UserContext) -> None:
    """The item or resource brings its text and its unit."""
    line.variant_code = None
    if line.type is BomLineType.ITEM and (item := session.get(Item, line.no or "")):
        line.description, line.unit_of_measure_code = item.description, item.base_unit
    if line.type is BomLineType.RESOURCE and (resource := session.get(Resource, line.no or "")):
        line.description, line.unit_of_measure_code = resource.name, resource.base_unit


def check_component(session: Session, line: BomComponent, _context: UserContext) -> None:
    """A component has a number and a quantity, and does not contain its parent."""
    if line.type is BomLineType.TEXT:
        return
    names = {"no": line.parent_item_no, "line_no": line.line_no}
    ref = ref_of(TABLE, line)
    if line.no is None:
        raise BomNumberBlank(record=ref, field="no", blank_field="no", **names)
    if line.quantity_per <= 0:
        raise BomFieldBlank(record=ref, field="quantity_per", blank_field="quantity_per", **names)
    if line.type is BomLineType.ITEM:
        with session.no_autoflush:
            check_no_cycle(session, line.parent_item_no, line.no, ref)


def check_no_cycle(session: Session, parent: str, component: str, record: RecordRef) -> None:
    """Refuse a component that contains the parent, or too many levels.

    At most one statement for each level. Raises ParentInItself, BomCycle or BomTooDeep.
    """
    if parent == component:
        raise ParentInItself(record=record, field="no", no=parent)
    names = {"no": parent, "component": component}
    below = _levels(session, _IN_ITEMS, component)
    path = _path_to(parent, below)
    if path:
        told = ARROW.join((parent, *path))
        raise BomCycle(record=record, field="no", path=told, **names)
    above = _levels(session, _WITH_ITEMS, parent)
    # The new line is one level, those that the lines below and above it make come to it.
    if len(below) + len(above) - 1 > MOST_LEVELS:
        raise BomTooDeep(record=record, field="no", most=MOST_LEVELS, **names)


def _levels(session: Session, steps: Executable, start: str) -> list[Mapping[str, str]]:
    """What stands below an item (or above it), level by level; each with where it came from.

    The first level is the item itself. It ends one level beyond what may be.
    """
    levels: list[Mapping[str, str]] = [{start: ""}]
    while len(levels) <= MOST_LEVELS + 1:
        rows = session.execute(steps, {"items": sorted(levels[-1])})
        found = {str(there): str(here) for here, there in rows if there}
        if not found:
            break
        levels.append(found)
    return levels


def _path_to(wanted: str, levels: Sequence[Mapping[str, str]]) -> list[str]:
    """The items from the start of the levels to the wanted one; empty where it is not there."""
    at = next((at for at, level in enumerate(levels) if wanted in level), None)
    if at is None:
        return []
    path = [wanted]
    for level in reversed(levels[1 : at + 1]):
        path.append(level[path[-1]])
    return path[::-1]


def components_of(session: Session, item_no: str) -> tuple[BomComponent, ...]:
    """The bill of materials of an item, in the order of its lines."""
    found = session.scalars(
        select(BomComponent)
        .where(BomComponent.parent_item_no == item_no)
        .order_by(BomComponent.line_no)
    )
    return tuple(found)


BOM_RULES: dict[str, RecordRules] = {
    TABLE: RecordRules(
        begins=begin_component,
        fields={
            "no": component_no,
            "variant_code": component_variant,
            "unit_of_measure_code": component_unit,
            "quantity_per": not_negative("quantity_per"),
            "lead_time_offset": component_offset,
        },
        follow_ups={"type": after_type, "no": after_no},
        check=check_component,
        locked=fixed_fields,
        first=("type", "no"),
    )
}
"""The rules of bills of materials, by table."""
