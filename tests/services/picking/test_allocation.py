"""Who gets the goods (PF133), and the order of a walk (PF132); no database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.services.items.stock import Scope
from desktop.services.picking.allocation import (
    Need,
    Part,
    PartKey,
    Rank,
    allocate,
)
from desktop.services.picking.sorting import PickSorting, natural_key, walk_key

A, C, D = Scope("A"), Scope("C"), Scope("D")
DAY = date(2026, 3, 9)


def part(
    order_no: str, quantity: object, *needs: Need, day: date = DAY, step: str = "0.00001"
) -> Part:
    wanted = Decimal(str(quantity))
    rank = Rank(day, DAY, order_no, 10000)
    return Part(PartKey(order_no, 10000), rank, wanted, needs or (Need(A, wanted),), Decimal(step))


def gets(parts: list[Part], free: dict[Scope, int], complete: set[str] | None = None) -> list[str]:
    """What each part gets, and "-" for orders that are left out."""
    stock = {scope: Decimal(quantity) for scope, quantity in free.items()}
    found = allocate(parts, stock, complete or set())
    return [
        "-" if each.key.order_no in found.left_out else str(found.of(each.key).quantity)
        for each in parts
    ]


@pytest.mark.parametrize(
    ("parts", "free", "complete", "expected"),
    [
        ([part("1", 4), part("2", 3)], {A: 5}, set(), ["4", "1"]),
        ([part("1", 4, day=date(2026, 3, 10)), part("2", 3)], {A: 5}, set(), ["2", "3"]),
        ([part("1", 4), part("2", 3)], {A: 5}, {"2"}, ["4", "-"]),
        ([part("1", 6), part("2", 3)], {A: 5}, {"1"}, ["-", "3"]),
        ([part("1", 6), part("2", 6), part("3", 5)], {A: 5}, {"1", "2"}, ["-", "-", "5"]),
        # What is kept for a part comes first and takes nothing from the others.
        ([part("1", 4), part("2", 3, Need(A, Decimal(3), Decimal(2)))], {A: 4}, set(), ["4", "2"]),
        ([part("1", 3)], {A: -2}, set(), ["0"]),
        ([part("1", 3, Need(A, Decimal(3), is_unlimited=True))], {}, set(), ["3"]),
        # Boxes of 12, whole ones only.
        ([part("1", 3, Need(A, Decimal(36)), step="1")], {A: 30}, set(), ["2"]),
        ([part("1", 3, Need(A, Decimal(36)))], {A: 30}, set(), ["2.5"]),
        # A kit takes of all its parts in proportion.
        ([part("1", 4, Need(C, Decimal(8)), Need(D, Decimal(4)), step="1")],
         {C: 6, D: 2}, set(), ["2"]),
        ([part("1", 2, Need(C, Decimal(2)), Need(C, Decimal(4)), step="1")], {C: 5}, set(), ["1"]),
    ],
)  # fmt: skip
def test_who_gets_the_goods(
    parts: list[Part], free: dict[Scope, int], complete: set[str], expected: list[str]
) -> None:
    found = gets(parts, free, complete)
    assert [Decimal(each) if each != "-" else each for each in found] == [
        Decimal(each) if each != "-" else each for each in expected
    ]


QUANTITIES = st.integers(1, 20)


@settings(max_examples=40)
@given(
    wanted=st.lists(st.tuples(QUANTITIES, st.integers(0, 5), st.booleans()), max_size=8),
    stock=st.integers(-5, 60),
)
def test_nobody_gets_more_than_wanted_nor_all_more_than_there_is(
    wanted: list[tuple[int, int, bool]], stock: int
) -> None:
    kept = sum(min(own, quantity) for quantity, own, _ in wanted)
    parts = [
        part(str(place), quantity, Need(A, Decimal(quantity), Decimal(min(own, quantity))))
        for place, (quantity, own, _) in enumerate(wanted)
    ]
    complete = {str(place) for place, (_, _, whole) in enumerate(wanted) if whole}
    found = allocate(parts, {A: Decimal(stock)}, complete)
    assert sum(each.quantity for each in found.given.values()) <= max(stock, 0) + kept
    for each in parts:
        given_now = found.of(each.key).quantity
        assert 0 <= given_now <= each.quantity
        if each.key.order_no in complete:
            assert given_now in {0, each.quantity}
            assert (each.key.order_no in found.left_out) == (given_now == 0)


@pytest.mark.parametrize(
    "bins",
    [
        ["A-2", "A-10", "B-1"],
        ["a-2", "A-3", "a-10"],
        ["1", "2", "10", "A"],
        ["A", "A-1", "A-1-2", "A-1-10", ""],
    ],
)
def test_bins_are_sorted_as_people_count(bins: list[str]) -> None:
    assert sorted([*bins[1:], bins[0]], key=natural_key) == bins


def test_a_walk_goes_by_bin_then_by_item() -> None:
    places = [("A-10", "X2"), ("A-2", "X10"), ("A-2", "X2"), ("", "X1")]

    def walk(sorting: PickSorting) -> list[tuple[str, str]]:
        return sorted(places, key=lambda place: walk_key(sorting, place[0], place[1], ""))

    assert walk(PickSorting.BIN) == [("A-2", "X2"), ("A-2", "X10"), ("A-10", "X2"), ("", "X1")]
    assert [item for _, item in walk(PickSorting.ITEM)] == ["X1", "X2", "X2", "X10"]
    assert walk(PickSorting.LINE) == places
