"""Rules of what item cards and places say about supply (03 §1)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.codes import Location
from desktop.models.items import Item
from desktop.models.promising import ItemLocation
from desktop.models.supply_words import AssemblyPolicy
from desktop.models.words import ReplenishmentSystem
from desktop.services.context import UserContext
from desktop.services.items.card_refusals import AssembleToOrderWithoutAssembly
from desktop.services.items.references import check_variant, missing
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import RecordRules
from desktop.services.setup.rules import not_negatives

PLACE_QUANTITIES = ("safety_stock", "reorder_point", "reorder_quantity", "maximum_inventory")
SUPPLY_QUANTITIES = (*PLACE_QUANTITIES, "minimum_order_quantity", "order_multiple")
"""What an item card says about quantities of supply; none is below zero."""


def check_assembly_policy(item: Item) -> None:
    """Only what is put together can be put together for an order."""
    is_for_orders = item.assembly_policy is AssemblyPolicy.ASSEMBLE_TO_ORDER
    if is_for_orders and item.replenishment_system is not ReplenishmentSystem.ASSEMBLY:
        raise AssembleToOrderWithoutAssembly(
            record=ref_of(item.__tablename__, item),
            field="assembly_policy",
            no=item.no,
            replenishment_system=item.replenishment_system,
        )


def check_place(session: Session, place: ItemLocation, context: UserContext) -> None:
    """The item has the variant, and there is such a location; blank ones are places, too."""
    check_variant(session, place, context)
    with session.no_autoflush:
        if place.location_code and session.get(Location, place.location_code) is None:
            raise missing(place, "location_code", "location")


PLACE_RULES: dict[str, RecordRules] = {
    "item_location": RecordRules(
        independent=True, check=check_place, fields=not_negatives(*PLACE_QUANTITIES)
    ),
}
"""The rules of items at locations."""
