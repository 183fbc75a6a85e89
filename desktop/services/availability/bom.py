"""Bills of materials read for availability: everything below an item, in one statement (PF7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from desktop.models.assembly import BomComponent
from desktop.models.items import Item, ItemUnitOfMeasure
from desktop.models.supply_words import BomLineType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import ItemType


@dataclass(frozen=True, slots=True)
class Part:
    """An item in a bill of materials: so much of it (its base unit) for one of the parent.

    It is due `lead_time_offset` before the work starts, and is rounded to `precision`, that of its
    base unit (0: as fine as quantities are).
    """

    item_no: str
    variant_code: str | None
    description: str
    base_unit: str
    quantity_per: Quantity
    critical: bool = False
    lead_time_offset: str = ""
    precision: Quantity = ZERO


Bom = dict[str, tuple[Part, ...]]
"""The parts of each item that has a bill of materials, in the order of its lines."""


def read_bom(session: Session, item_nos: Collection[str]) -> Bom:
    """What these items are made of, down to the last part; one statement.

    Resources, texts and what is not kept in stock are left out: they are always there.
    """
    parts = select(BomComponent.no).where(BomComponent.type == BomLineType.ITEM)
    below = select(Item.no).where(Item.no.in_(sorted(item_nos))).cte("below", recursive=True)
    # UNION without ALL: an item that was reached before is not followed again.
    below = below.union(parts.where(BomComponent.parent_item_no == below.c.no))
    of_base = aliased(ItemUnitOfMeasure)
    statement = (
        select(
            BomComponent.parent_item_no,
            BomComponent.no,
            BomComponent.variant_code,
            Item.description,
            Item.base_unit,
            BomComponent.quantity_per,
            ItemUnitOfMeasure.qty_per_unit,
            Item.critical,
            BomComponent.lead_time_offset,
            of_base.qty_rounding_precision,
        )
        .join(below, below.c.no == BomComponent.parent_item_no)
        .join(Item, Item.no == BomComponent.no)
        .outerjoin(
            ItemUnitOfMeasure,
            and_(
                ItemUnitOfMeasure.item_no == BomComponent.no,
                ItemUnitOfMeasure.unit_code == BomComponent.unit_of_measure_code,
            ),
        )
        .outerjoin(of_base, and_(of_base.item_no == Item.no, of_base.unit_code == Item.base_unit))
        .where(
            BomComponent.type == BomLineType.ITEM,
            BomComponent.quantity_per > 0,
            Item.type == ItemType.INVENTORY,
        )
        .order_by(BomComponent.parent_item_no, BomComponent.line_no)
    )
    found: dict[str, list[Part]] = defaultdict(list)
    rows: Iterable[Any] = session.execute(statement)
    for row in rows:
        found[row.parent_item_no].append(_part(row))
    return {parent: tuple(of_parent) for parent, of_parent in found.items()}


def _part(row: Any) -> Part:  # noqa: ANN401  (a row of many columns)
    # Without such a unit the quantity is meant in the part's base unit.
    factor = row.qty_per_unit
    return Part(
        item_no=row.no,
        variant_code=row.variant_code or None,
        description=row.description,
        base_unit=row.base_unit or "",
        quantity_per=row.quantity_per if factor is None else row.quantity_per * factor,
        critical=row.critical,
        lead_time_offset=row.lead_time_offset,
        precision=row.qty_rounding_precision or ZERO,
    )


def items_in(bom: Bom) -> Iterator[str]:
    """Every item that is made or used, some more than once."""
    for parent, parts in bom.items():
        yield parent
        yield from (part.item_no for part in parts)
