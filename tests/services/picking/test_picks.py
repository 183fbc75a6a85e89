"""Picks from order to shipment (PF133–PF136), and the worked example PX34."""

from decimal import Decimal

import pytest

from desktop.errors import Refusal, SeveralRefusals
from desktop.models.codes import Location
from desktop.models.picks import PickHeader
from desktop.models.supply_words import PickStatus
from desktop.models.values.keys import DocumentKey
from desktop.services.picking.creation import create_pick_for
from desktop.services.picking.refusals import (
    KitIncomplete,
    NothingToPick,
    PickedTooMuch,
    PickLineChanged,
    PickLineGone,
    PickNotOpen,
    PickOrderNotReleased,
    PickOrderReopened,
    ShortWithoutReason,
)
from desktop.services.picking.registering import cancel_pick, delete_pick, register_pick
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.line_fields import change_line, delete_line
from desktop.services.sales.on_picks import (
    LineOnPick,
    PickRequired,
    QuantityBelowPick,
    ShipAbovePicked,
)
from desktop.services.sales.release import release
from desktop.services.sales.restoring import restore
from tests.builders.posting_world import figures, sale, values
from tests.services.picking.walks import MARCH_9, MARCH_10, Warehouse
from tests.services.reports.statements import counted


def the_example(world: Warehouse, **second: object) -> tuple[DocumentKey, DocumentKey]:
    """The stock and the orders of PX34: SO-31, SO-32 with a kit, SO-33 by drop shipment."""
    for no, quantity, bin_text in (
        ("A", 5, "A-10"),
        ("B", 9, "A-2"),
        ("C", 6, "B-1"),
        ("D", 2, "B-2"),
        ("KIT", 0, ""),
    ):
        world.shelf(no, quantity, bin_text)
    first = world.released(sale("A", 4), sale("B", 2), shipment_date=MARCH_9)
    other = world.order(sale("A", 3), sale("KIT", 1), shipment_date=MARCH_10, **second)
    world.kit(other, 2, {"C": 2, "D": 1}, kits=1)
    release(world.session, other, world.context)
    world.put("sales_line", {"document_no": first.no}, shipment_date=MARCH_9)
    world.put("sales_line", {"document_no": other.no}, shipment_date=MARCH_10)
    world.released(sale("B", 5, drop_shipment=True))
    return first, other


def to_ship(world: Warehouse, key: DocumentKey) -> list[Decimal]:
    """Qty. to Ship of the lines."""
    return [line.qty_to_ship for line in world.lines(key)]


def test_the_collect_list_gives_the_goods_in_the_order_of_dates(world: Warehouse) -> None:
    """PX34."""
    first, other = the_example(world)
    found: list[object] = [
        (row.bin, row.item_no, row.quantity, row.missing,
         [(share.order_no, share.quantity, share.missing, share.kit_no) for share in row.shares])
        for row in world.collected()
    ]  # fmt: skip
    assert found == [
        ("A-2", "B", 2, 0, [(first.no, 2, 0, "")]),
        ("A-10", "A", 5, 2, [(first.no, 4, 0, ""), (other.no, 1, 2, "")]),
        ("B-1", "C", 2, 0, [(other.no, 2, 0, "KIT")]),
        ("B-2", "D", 1, 0, [(other.no, 1, 0, "KIT")]),
    ]


def test_registering_sets_what_is_to_be_shipped(world: Warehouse) -> None:
    """PX34: all is registered, one A of SO-32 is all there is."""
    first, other = the_example(world)
    no = world.pick(first, other).no
    assert [
        values(line, "order_no item_no quantity_to_pick parent_line_no")
        for line in world.pick_lines(no)
    ] == [
        [first.no, "B", 2, None],
        [first.no, "A", 4, None],
        [other.no, "A", 1, None],
        [other.no, "KIT", 1, None],
        [other.no, "C", 2, 40000],
        [other.no, "D", 1, 40000],
    ]
    world.fetch_all(no)
    assert register_pick(world.session, no, world.context).orders == (first.no, other.no)
    assert to_ship(world, first) == figures("4 2")
    assert to_ship(world, other) == figures("1 1")
    # Picked and not shipped counts as given (PF136).
    with pytest.raises(NothingToPick, match=f"{other.no}: A 2 missing"):
        world.pick(first, other)


def test_an_order_that_must_be_complete_is_left_out(world: Warehouse) -> None:
    """PX34 with SO-32 complete."""
    first, other = the_example(world, shipping_advice="complete")
    made = world.pick(first, other)
    assert {line.order_no for line in world.pick_lines(made.no)} == {first.no}
    [left_out] = made.left_out
    assert left_out.order_no == other.no
    [lack] = left_out.shortages
    assert lack.item_no == "A"
    assert lack.quantity == 2


def test_goods_reserved_for_others_are_not_picked(world: Warehouse) -> None:
    world.shelf("A", 10)
    one, two = world.released(sale("A", 8)), world.released(sale("A", 8))
    world.reserve("A", 7, two.no)
    assert world.pick_lines(world.pick(one).no)[0].quantity_to_pick == 3
    assert world.pick_lines(world.pick(two).no)[0].quantity_to_pick == 7


def test_a_pick_is_not_made_twice_and_frees_its_goods_when_it_is_cancelled(
    world: Warehouse,
) -> None:
    world.shelf("A", 5)
    key = world.released(sale("A", 4))
    other = world.released(sale("A", 4))
    no = create_pick_for(world.session, key, world.context).no
    with pytest.raises(NothingToPick, match="on picks already"):
        world.pick(key)
    assert world.pick_lines(world.pick(other).no)[0].quantity_to_pick == 1
    cancel_pick(world.session, no, world.context)
    again = world.pick(key).no
    assert world.pick_lines(again)[0].quantity_to_pick == 4
    delete_pick(world.session, again, world.context)
    assert world.rows(PickHeader, no=again) == []
    with pytest.raises(PickNotOpen):
        world.fetch(no, 1, 1)


def test_a_pick_wants_released_orders(world: Warehouse) -> None:
    world.shelf("A", 5)
    key = world.order(sale("A", 4))
    with pytest.raises(PickOrderNotReleased):
        create_pick_for(world.session, key, world.context)
    with pytest.raises(NothingToPick, match=f"{key.no}: not released"):
        world.pick(key)


def refusals(world: Warehouse, no: str) -> list[type[Refusal]]:
    """What forbids to register a pick."""
    with pytest.raises(Refusal) as refused:
        register_pick(world.session, no, world.context)
    found = refused.value
    every = found.refusals if isinstance(found, SeveralRefusals) else (found,)
    return [type(each) for each in every]


def test_what_forbids_to_register(world: Warehouse) -> None:
    world.shelf("A", 5)
    world.shelf("B", 5)
    key = world.released(sale("A", 4), sale("B", 2))
    no = world.pick(key).no
    with pytest.raises(PickedTooMuch):
        world.fetch(no, 1, 5)
    world.fetch(no, 1, 3)
    assert refusals(world, no) == [ShortWithoutReason, ShortWithoutReason]
    world.fetch(no, 1, 3, "damaged")
    world.fetch(no, 2, 0, "missing")
    world.reopen(key)
    assert refusals(world, no) == [PickOrderReopened]
    world.change(key, 1, "quantity", 6)
    release(world.session, key, world.context)
    with pytest.raises(PickLineChanged, match=r"was 4 and is 6"):
        register_pick(world.session, no, world.context)
    world.session.delete(world.lines(key)[0])
    world.session.flush()
    assert refusals(world, no) == [PickLineGone]


def test_no_more_kits_than_the_components_picked_make(world: Warehouse) -> None:
    for no, quantity in (("C", 20), ("D", 20), ("KIT", 0)):
        world.shelf(no, quantity)
    key = world.order(sale("KIT", 4))
    world.kit(key, 1, {"C": 3, "D": 1}, kits=4)
    release(world.session, key, world.context)
    no = world.pick(key).no
    world.fetch_all(no)
    world.fetch(no, 2, 8, "missing")
    with pytest.raises(KitIncomplete, match=r"make 2 of kit KIT, not 4. Component C"):
        register_pick(world.session, no, world.context)
    world.fetch(no, 1, 2)
    world.fetch(no, 3, 2)
    register_pick(world.session, no, world.context)
    assert to_ship(world, key) == figures("2")


def test_shipping_uses_up_what_is_picked(world: Warehouse) -> None:
    world.shelf("A", 10)
    key = world.released(sale("A", 8))
    no = world.pick(key).no
    world.fetch(no, 1, 5, "later")
    register_pick(world.session, no, world.context)
    second = world.pick(key).no
    world.post(key, invoice=False)
    assert values(world.pick_lines(no)[0], "quantity_picked quantity_shipped") == [5, 5]
    # The open pick still fits the order: only what was shipped has gone.
    assert values(world.pick_lines(second)[0], "quantity_to_pick outstanding_quantity") == [3, 3]
    world.fetch_all(second)
    register_pick(world.session, second, world.context)
    assert to_ship(world, key) == figures("3")
    assert world.faults() == []


def test_what_is_on_a_pick_stays_on_the_order(world: Warehouse) -> None:
    world.shelf("A", 10)
    key = world.released(sale("A", 8))
    no = world.pick(key).no
    world.reopen(key)
    line_no = world.lines(key)[0].line_no
    with pytest.raises(LineOnPick, match=no):
        delete_line(world.session, key, line_no, world.context)
    with pytest.raises(LineOnPick, match=no):
        delete_document(world.session, key, world.context)
    with pytest.raises(QuantityBelowPick, match="8"):
        world.change(key, 1, "quantity", 7)
    cancel_pick(world.session, no, world.context)
    world.change(key, 1, "quantity", 7)


def test_undo_does_not_lower_a_quantity_below_a_pick(world: Warehouse) -> None:
    world.shelf("A", 10)
    key = world.order(sale("A", 3))
    line_no = world.lines(key)[0].line_no
    raised = change_line(world.session, key, line_no, "quantity", Decimal(8), world.context)
    release(world.session, key, world.context)
    no = world.pick(key).no
    world.reopen(key)
    with pytest.raises(QuantityBelowPick, match=no):
        restore(world.session, key, raised.difference, world.context)


def test_a_location_may_demand_picks(world: Warehouse) -> None:
    world.session.get_one(Location, "MAIN").require_pick = True
    world.shelf("A", 10, location="MAIN")
    key = world.released(sale("A", 8, location_code="MAIN"))
    assert isinstance(world.refused(key, PickRequired), PickRequired)
    no = world.pick(key).no
    world.fetch(no, 1, 5, "later")
    register_pick(world.session, no, world.context)
    with pytest.raises(ShipAbovePicked):
        world.change(key, 1, "qty_to_ship", 6)
    world.post(key, invoice=False)
    assert world.lines(key)[0].quantity_shipped == 5
    world.refused(key, PickRequired)


def test_an_order_shipped_complete_is_held_back_until_all_is_picked(world: Warehouse) -> None:
    world.shelf("A", 10)
    key = world.released(sale("A", 8), shipping_advice="complete")
    no = world.pick(key).no
    world.fetch(no, 1, 5, "missing")
    [notice] = register_pick(world.session, no, world.context).notices
    assert notice.code == "warehouse.kept_back"
    assert to_ship(world, key) == figures("0")
    assert world.rows(PickHeader, no=no)[0].status is PickStatus.REGISTERED


def test_the_number_of_statements_does_not_grow_with_the_orders(world: Warehouse) -> None:
    for no in ("A", "B", "C"):
        world.shelf(no, 500)
    keys = [world.released(sale("A", 1), sale("B", 1), sale("C", 1)) for _ in range(3)]
    counts = []
    for wanted in (keys[:1], keys):
        with counted(world.session) as statements:
            world.picking(numbers=tuple(key.no for key in wanted))
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12


def test_the_filter_names_orders_dates_places_and_people(world: Warehouse) -> None:
    world.shelf("A", 50)
    world.shelf("B", 50, location="EAST")
    one = world.released(sale("A", 1), sale("B", 1, location_code="EAST"))
    two = world.released(sale("A", 1), shipping_agent_code="DHL")

    def found(text: str, *, only_available: bool = False) -> list[tuple[str, list[str]]]:
        sections = world.picking(text, only_available=only_available).sections
        return [(each.order.no, [row.item_no for row in each.rows]) for each in sections]

    assert found(f"{one.no}..{two.no}") == [(one.no, ["A", "B"]), (two.no, ["A"])]
    assert found(f"{two.no}|SO99999") == [(two.no, ["A"])]
    assert found("location=EAST") == [(one.no, ["B"])]
    assert found("agent=DHL") == [(two.no, ["A"])]
    assert found("customer=C1; item_no=B") == [(one.no, ["B"])]
    assert found("shipment_date=2027-01-01..") == []
    big = world.released(sale("A", 60))
    assert found(big.no, only_available=True) == []
    assert found(big.no) == [(big.no, ["A"])]
