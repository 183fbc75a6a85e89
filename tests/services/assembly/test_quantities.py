"""What kits need, and what parts of them take (PF112, PF113)."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.supply_words import ResourceUsage
from desktop.services.assembly.quantities import needed, part_for
from desktop.services.sales.quantities import FINEST, NOTHING, LineUnit, Part

D = Decimal
DIRECT, FIXED = ResourceUsage.DIRECT, ResourceUsage.FIXED
PIECES = LineUnit(D(1), D(1), D(1))
METRES = LineUnit()


@pytest.mark.parametrize(
    ("quantity_per", "kits", "usage", "unit", "quantity", "base"),
    [
        ("2", "3", DIRECT, METRES, "6", "6"),
        ("0.3", "5", DIRECT, PIECES, "2", "2"),
        ("0.33333", "3", DIRECT, METRES, "0.99999", "0.99999"),
        ("1.5", "4", FIXED, METRES, "1.5", "1.5"),
        ("0.5", "3", DIRECT, LineUnit(D(12), FINEST, D(1)), "1.5", "18"),
        ("0.1", "1", DIRECT, LineUnit(D(12), FINEST, D(1)), "0.1", "1"),
    ],
)
def test_a_component_is_counted_as_fine_as_its_units(
    quantity_per: str, kits: str, usage: ResourceUsage, unit: LineUnit, quantity: str, base: str
) -> None:
    assert needed(D(quantity_per), D(kits), usage, unit) == Part(D(quantity), D(base))


def test_fixed_time_goes_into_the_first_kits_wholly() -> None:
    kits, left = Part(D(1), D(1)), Part(D(3), D(3))
    line = (D(10), FIXED, METRES)
    assert part_for(kits, left, Part(D(10), D(10)), line) == Part(D(10), D(10))
    assert part_for(NOTHING, left, Part(D(10), D(10)), line) == NOTHING


@settings(max_examples=60)
@given(
    st.decimals("0.001", "20", places=3),
    st.lists(st.integers(1, 9), min_size=1, max_size=5),
    st.sampled_from([PIECES, METRES, LineUnit(D(12), FINEST, D(1))]),
)
def test_the_parts_of_all_kits_take_exactly_what_all_kits_need(
    quantity_per: Decimal, parts: list[int], unit: LineUnit
) -> None:
    kits = D(sum(parts))
    line_left = needed(quantity_per, kits, DIRECT, unit)
    whole, taken = line_left, NOTHING
    for part in parts:
        now = part_for(
            Part(D(part), D(part)), Part(kits, kits), line_left, (quantity_per, DIRECT, unit)
        )
        assert (now.quantity == 0) == (now.base == 0) or whole.base == 0
        taken, line_left, kits = taken.plus(now), line_left.less(now), kits - part
    assert taken == whole
