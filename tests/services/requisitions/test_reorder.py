"""The walk over the balance of one scope: when and how much is proposed (PF53)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.supply_words import ReorderingPolicy
from desktop.models.values.date_formula import DateFormula
from desktop.services.availability.lead_times import SupplyTimes
from desktop.services.requisitions.reorder import (
    Lots,
    Proposed,
    Reordering,
    Walk,
    low_levels,
)

TODAY = date(2026, 3, 2)
LOT = ReorderingPolicy.LOT_FOR_LOT
FIXED = ReorderingPolicy.FIXED_QTY
FILL = ReorderingPolicy.MAX_QTY
Event = tuple[int | None, int]


def march(day: int) -> date:
    return date(2026, 3, day)


def walk(*events: Event, lead: str = "", until: date | None = None) -> Walk:
    """A walk whose events are days of March, with a lead time of calendar days."""
    made = Walk(TODAY, until, SupplyTimes(lead_time=DateFormula.parse(lead)))
    for day, quantity in events:
        made.add(None if day is None else march(day), Decimal(quantity))
    return made


def shown(proposals: list[Proposed]) -> list[tuple[int, int, int]]:
    """Quantity, day of ordering and due day."""
    return [
        (int(each.quantity), each.plan.order_date.day, each.plan.due_date.day) for each in proposals
    ]


def fixed(point: int, quantity: int, **lots: int) -> Reordering:
    return Reordering(
        FIXED,
        reorder_point=Decimal(point),
        reorder_quantity=Decimal(quantity),
        lots=Lots(**{name: Decimal(value) for name, value in lots.items()}),
    )


def test_nothing_is_proposed_above_the_reorder_point() -> None:
    assert walk((None, 30), (5, -8)).proposals(fixed(20, 50)) == []


def test_a_balance_at_the_reorder_point_is_ordered_for() -> None:
    assert shown(walk((None, 30), (5, -10)).proposals(fixed(20, 50))) == [(50, 5, 5)]


def test_so_many_reorder_quantities_that_the_balance_is_above_the_point() -> None:
    """10 + 10 would only be at it."""
    assert shown(walk((None, 0)).proposals(fixed(20, 10))) == [(30, 2, 2)]


def test_minimum_and_multiple_raise_a_proposal() -> None:
    lots = fixed(20, 10, minimum_order_quantity=33, order_multiple=8)
    assert shown(walk((None, 20)).proposals(lots)) == [(40, 2, 2)]


def test_what_is_on_its_way_is_not_ordered_again() -> None:
    """Ordered on the 10th with ten days, so what comes on the 20th counts."""
    events = ((None, 30), (10, -14))
    assert shown(walk(*events, lead="10D").proposals(fixed(20, 50))) == [(50, 10, 20)]
    again = walk(*events, (20, 50), lead="10D").proposals(fixed(20, 50))
    assert again == []
    too_late_to_count = walk(*events, (21, 50), lead="10D").proposals(fixed(20, 50))
    assert shown(too_late_to_count) == [(50, 10, 20)]


def test_an_order_is_pulled_back_to_the_day_that_would_fall_short() -> None:
    """At the point on the 15th, below zero on the 18th; ten days before is the 8th."""
    events = ((None, 30), (15, -14), (18, -20))
    assert shown(walk(*events, lead="10D").proposals(fixed(20, 50))) == [(50, 8, 18)]


def test_a_day_that_cannot_be_met_any_more_pulls_nothing_back() -> None:
    events = ((None, 30), (8, -14), (9, -20))
    assert shown(walk(*events, lead="10D").proposals(fixed(20, 50))) == [(50, 8, 18)]


def test_the_maximum_is_filled_up_from_what_is_there_and_on_its_way() -> None:
    fill = Reordering(FILL, reorder_point=Decimal(20), maximum_inventory=Decimal(80))
    assert shown(walk((None, 16)).proposals(fill)) == [(64, 2, 2)]
    assert shown(walk((None, 6), (4, 10), lead="3D").proposals(fill)) == [(64, 2, 5)]


@pytest.mark.parametrize("policy", [FIXED, FILL])
def test_a_policy_without_its_quantity_proposes_nothing(policy: ReorderingPolicy) -> None:
    assert walk((None, 0)).proposals(Reordering(policy, reorder_point=Decimal(5))) == []


def test_an_item_without_policy_is_left_alone() -> None:
    assert walk((None, -5)).proposals(Reordering(ReorderingPolicy.NONE)) == []


def test_lot_for_lot_fills_each_gap_on_its_day() -> None:
    lot = Reordering(LOT, safety_stock=Decimal(2))
    assert shown(walk((None, 5), (4, -4), (9, -3)).proposals(lot)) == [(1, 4, 4), (3, 9, 9)]


def test_overdue_events_count_today() -> None:
    """What was to leave in February is still to leave."""
    made = Walk(TODAY, None, SupplyTimes())
    made.add(date(2026, 2, 10), Decimal(-4))
    assert shown(made.proposals(Reordering(LOT))) == [(4, 2, 2)]


def test_days_behind_the_last_one_are_not_looked_at() -> None:
    events = ((None, 5), (4, -6), (9, -3))
    assert shown(walk(*events, until=march(8)).proposals(Reordering(LOT))) == [(1, 4, 4)]


moves = st.lists(
    st.tuples(st.integers(min_value=2, max_value=28), st.integers(-40, 40)), max_size=12
)


@given(moves, st.integers(0, 20), st.integers(0, 9), st.integers(0, 9))
def test_lot_for_lot_keeps_the_safety_stock_on_every_day(
    events: list[tuple[int, int]], safety: int, least: int, multiple: int
) -> None:
    lot = Reordering(
        LOT, safety_stock=Decimal(safety), lots=Lots(Decimal(least), Decimal(multiple))
    )
    proposed = walk(*events).proposals(lot)
    for day in range(2, 29):
        balance = sum(quantity for at, quantity in events if at <= day)
        balance += sum(int(each.quantity) for each in proposed if each.plan.due_date.day <= day)
        assert balance >= safety
    for each in proposed:
        assert each.quantity >= least
        assert not multiple or each.quantity % multiple == 0


@given(moves, st.integers(0, 20), st.integers(1, 15), st.integers(0, 6))
def test_planning_again_with_what_was_ordered_proposes_nothing_new(
    events: list[tuple[int, int]], point: int, quantity: int, lead: int
) -> None:
    """Each proposal became an order that comes on its due date."""
    reordering = fixed(point, quantity)
    proposed = walk(*events, lead=f"{lead}D").proposals(reordering)
    again = walk(*events, lead=f"{lead}D")
    for each in proposed:
        again.add(each.plan.due_date, each.quantity)
    assert again.proposals(reordering) == []


def test_levels_of_kits_and_parts() -> None:
    levels = low_levels({"K": ["S", "A"], "S": ["A"], "L": ["S"]})
    assert levels == {"K": 0, "S": 1, "A": 2, "L": 0}


def test_a_bill_of_materials_that_contains_itself_just_ends() -> None:
    assert set(low_levels({"K": ["S"], "S": ["K"]})) == {"K", "S"}


def test_the_walk_covers_long_spans() -> None:
    """Nothing but the days of events is looked at."""
    far = TODAY + timedelta(days=30_000)
    made = Walk(TODAY, None, SupplyTimes())
    made.add(far, Decimal(-1))
    assert [each.plan.due_date for each in made.proposals(Reordering(LOT))] == [far]
