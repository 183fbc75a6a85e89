"""The items and resources that an assembly document speaks of, each read once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from desktop.models.items import (
    Item,
    ItemUnitOfMeasure,
    Resource,
    ResourceUnitOfMeasure,
)
from desktop.models.supply_words import BomLineType
from desktop.models.values.numbers import UnitPrice
from desktop.services.sales.quantities import FINEST, LineUnit

ONE = Decimal(1)


@dataclass(slots=True)
class Cards:
    """Items and resources by number, with their units by number and code."""

    session: Session
    items: dict[str, Item] = field(default_factory=dict)
    resources: dict[str, Resource] = field(default_factory=dict)
    item_units: dict[tuple[str, str], ItemUnitOfMeasure] = field(default_factory=dict)
    resource_units: dict[tuple[str, str], ResourceUnitOfMeasure] = field(default_factory=dict)

    def read(self, items: Collection[str], resources: Collection[str]) -> None:
        """Read what is not known yet: two statements for all items, two for all resources."""
        wanted = sorted(set(items) - self.items.keys())
        if wanted:
            cards = select(Item).where(Item.no.in_(wanted)).options(defer(Item.picture))
            self.items.update({item.no: item for item in self.session.scalars(cards)})
            units = select(ItemUnitOfMeasure).where(ItemUnitOfMeasure.item_no.in_(wanted))
            for unit in self.session.scalars(units):
                self.item_units[unit.item_no, unit.unit_code] = unit
        named = sorted(set(resources) - self.resources.keys())
        if named:
            found = select(Resource).where(Resource.no.in_(named))
            self.resources.update({each.no: each for each in self.session.scalars(found)})
            times = select(ResourceUnitOfMeasure).where(
                ResourceUnitOfMeasure.resource_no.in_(named)
            )
            for time in self.session.scalars(times):
                self.resource_units[time.resource_no, time.unit_code] = time

    def item(self, no: str | None) -> Item | None:
        """An item by its number."""
        self.read([no] if no else [], [])
        return self.items.get(no or "")

    def resource(self, no: str | None) -> Resource | None:
        """A resource by its number."""
        self.read([], [no] if no else [])
        return self.resources.get(no or "")

    def unit(self, kind: BomLineType, no: str | None, code: str | None) -> LineUnit:
        """A unit of an item or a resource, and how fine it is counted (SD31)."""
        if kind is BomLineType.RESOURCE:
            self.read([], [no] if no else [])
            time = self.resource_units.get((no or "", code or ""))
            return LineUnit(time.qty_per_unit if time else ONE)
        item = self.item(no)
        base_unit = (item.base_unit if item else None) or ""
        own = self.item_units.get((no or "", code or ""))
        base = self.item_units.get((no or "", base_unit))
        return LineUnit(
            own.qty_per_unit if own else ONE,
            (own.qty_rounding_precision if own else None) or FINEST,
            (base.qty_rounding_precision if base else None) or FINEST,
            base_unit,
        )

    def base_cost(self, kind: BomLineType, no: str | None) -> UnitPrice:
        """What one base unit costs as far as is known, in LCY."""
        card = self.item(no) if kind is BomLineType.ITEM else self.resource(no)
        return card.unit_cost if card is not None else Decimal(0)
