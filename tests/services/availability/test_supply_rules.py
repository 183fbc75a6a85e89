"""What item cards and places may say about supply (03 §1, PF11)."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.promising import ItemLocation
from desktop.services.context import UserContext
from desktop.services.items.card_refusals import AssembleToOrderWithoutAssembly
from desktop.services.records import add_record, change_record
from desktop.services.setup.refusals import ReferenceMissing, ValueNegative
from tests.builders.items import an_item


def test_only_what_is_put_together_is_put_together_for_an_order(
    session: Session, context: UserContext
) -> None:
    an_item(session, "K")
    change = ("assembly_policy", "assemble_to_order")
    with pytest.raises(AssembleToOrderWithoutAssembly) as refused:
        change_record(session, "item", ("K",), change, context)
    assert "K" in str(refused.value)
    session.expire_all()
    change_record(session, "item", ("K",), ("replenishment_system", "assembly"), context)
    change_record(session, "item", ("K",), change, context)
    with pytest.raises(AssembleToOrderWithoutAssembly):
        change_record(session, "item", ("K",), ("replenishment_system", "purchase"), context)


def test_quantities_of_supply_are_not_negative(session: Session, context: UserContext) -> None:
    an_item(session, "A")
    for field in ("safety_stock", "order_multiple"):
        with pytest.raises(ValueNegative):
            change_record(session, "item", ("A",), (field, Decimal(-1)), context)
    place = {"item_no": "A", "reorder_point": Decimal(-1)}
    with pytest.raises(ValueNegative):
        add_record(session, "item_location", place, context)


@pytest.mark.parametrize("text", ["-1D", "CM"])
def test_times_are_plain_durations(session: Session, context: UserContext, text: str) -> None:
    """PF11."""
    an_item(session, "A")
    for table, key in (("item", ("A",)), ("location", ("MAIN",))):
        field = "lead_time_calculation" if table == "item" else "inbound_handling_time"
        with pytest.raises(Refusal):
            change_record(session, table, key, (field, text), context)


def test_a_place_is_one_of_the_items_variants_at_a_location(
    session: Session, context: UserContext
) -> None:
    an_item(session, "A")
    for wrong in ({"variant_code": "RED"}, {"location_code": "NOWHERE"}):
        with pytest.raises(ReferenceMissing):
            add_record(session, "item_location", {"item_no": "A", **wrong}, context)
    session.expire_all()
    add_record(session, "item_location", {"item_no": "A", "default_bin": "A-10"}, context)
    assert session.get_one(ItemLocation, ("A", "", "")).default_bin == "A-10"
