"""Items by location: what lies where, one row an item and one figure a location (03 §1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.codes import Location
from desktop.models.items import Item
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import ItemType


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """What is on hand of an item in all, and by location; '' is stock without a location."""

    no: str
    description: str
    base_unit: str
    by_location: Mapping[str, Quantity] = field(default_factory=dict)

    @property
    def on_hand(self) -> Quantity:
        """What is there at all locations together."""
        return sum(self.by_location.values(), ZERO)


def places(session: Session) -> tuple[str, ...]:
    """The locations in their order, the blank one first; one statement."""
    return ("", *session.scalars(select(Location.code).order_by(Location.code)))


def items_by_location(session: Session) -> list[PlacedItem]:
    """All items of type inventory by number, with what is on hand; two statements."""
    entry = ItemLedgerEntry
    # Open entries hold all stock there is, so that closed ones need not be read.
    held = session.execute(
        select(entry.item_no, entry.location_code, func.sum(entry.remaining_quantity))
        .where(entry.open.is_(True), entry.drop_shipment.is_(False))
        .group_by(entry.item_no, entry.location_code)
    )
    found: dict[str, dict[str, Quantity]] = defaultdict(dict)
    for item_no, location_code, quantity in held:
        found[item_no][location_code or ""] = quantity
    items = session.execute(
        select(Item.no, Item.description, Item.base_unit)
        .where(Item.type == ItemType.INVENTORY)
        .order_by(Item.no)
    )
    return [PlacedItem(no, text, unit or "", found.get(no, {})) for no, text, unit in items]
