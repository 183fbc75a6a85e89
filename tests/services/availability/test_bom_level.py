"""How many of a kit can be made, with shared stock and the bottleneck named (PF7)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desktop.services.availability.bom import Bom, Part
from desktop.services.availability.bom_level import able_to_make, kit_levels, levels
from tests.builders.items import a_unit, an_item, some_stock
from tests.services.availability.supply import made_of, sold

WORK_DATE = date(2026, 3, 2)


def bom_of(**kits: dict[str, str]) -> Bom:
    """Kits by name, each with its parts and how much of them."""
    return {
        kit: tuple(Part(no, None, no, "PCS", Decimal(per)) for no, per in parts.items())
        for kit, parts in kits.items()
    }


def stock_of(**free: int) -> dict[tuple[str, str | None], Decimal]:
    return {(no, None): Decimal(quantity) for no, quantity in free.items()}


PX4 = bom_of(K={"A": "2", "S": "1"}, S={"C": "3"})


def test_the_bottleneck_is_named_with_its_path() -> None:
    """PX4: able(S) = 1, able(K) = 2, bottleneck S via C."""
    stock = stock_of(A=7, S=1, C=5)
    made = able_to_make(PX4, "K", stock)
    assert made.quantity == 2
    assert made.bottleneck == ("S", "C")
    rows = levels(PX4, "K", stock)
    told = [(row.level, row.part.item_no, int(row.enough_for), row.is_bottleneck) for row in rows]
    assert told == [(1, "A", 3, False), (1, "S", 2, True), (2, "C", 1, True)]
    assert [row.able_to_make for row in rows] == [0, 1, 0]


@pytest.mark.parametrize(
    ("bom", "stock", "made"),
    [
        # A is used by the kit itself and by its part: each kit takes two.
        (bom_of(K={"A": "1", "S": "1"}, S={"A": "1"}), stock_of(A=5), 2),
        # Twice in the same bill, under two names of the same unit.
        ({"K": bom_of(K={"A": "2"})["K"] * 2}, stock_of(A=7), 1),
        (bom_of(K={"A": "0.4"}), stock_of(A=1), 2),
        # Half a part cannot be made: what is left of the other half stays.
        (bom_of(K={"S": "0.5"}, S={"A": "1"}), stock_of(A=2), 4),
        (bom_of(K={"A": "1"}, A={"K": "1"}), stock_of(A=3), 3),
        (bom_of(), stock_of(K=3), 0),
        (bom_of(K={"A": "1"}), stock_of(), 0),
    ],
)
def test_stock_is_given_out_once(
    bom: Bom, stock: dict[tuple[str, str | None], Decimal], made: int
) -> None:
    assert able_to_make(bom, "K", stock).quantity == made


@settings(max_examples=50)
@given(a=st.integers(0, 30), s=st.integers(0, 5), c=st.integers(0, 20), per=st.integers(1, 4))
def test_without_shared_parts_the_formula_holds(a: int, s: int, c: int, per: int) -> None:
    """PF7: the minimum over the parts of what is there and can be made."""
    bom = bom_of(K={"A": "2", "S": str(per)}, S={"C": "3"})
    made = able_to_make(bom, "K", stock_of(A=a, S=s, C=c))
    assert made.quantity == min(a // 2, (s + c // 3) // per)


def test_free_parts_are_counted_at_the_date_and_location(session: Session) -> None:
    """PF7: also what is on order, and parts in other units."""
    for no in ("K", "A", "S", "C"):
        an_item(session, no)
    a_unit(session, "A", "BOX", "2")
    made_of(session, "K", ("A", 1), unit_of_measure_code="BOX")
    made_of(session, "S", ("C", 3))
    made_of(session, "C", ("A", 1))
    some_stock(session, "A", "7")
    some_stock(session, "A", "100", "MAIN")
    sold(session, "SO1", 4, date(2026, 3, 10))
    assert kit_levels(session, "K", "", date(2026, 3, 5), WORK_DATE).made.quantity == 3
    later = kit_levels(session, "K", "", date(2026, 3, 10), WORK_DATE)
    assert later.made.quantity == 1
    assert [row.part.item_no for row in later.rows] == ["A"]
    main = kit_levels(session, "S", "MAIN", WORK_DATE, WORK_DATE)
    assert main.made.quantity == 33
    assert [row.level for row in main.rows] == [1, 2]
    everywhere = kit_levels(session, "K", None, WORK_DATE, WORK_DATE)
    assert everywhere.made.quantity == 53
