"""New prices from old ones (CU74)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.values.numbers import RoundingMode
from desktop.services.currencies.exchange_rates import LCY_RATE, ExchangeRate
from desktop.services.pricing.bulk_prices import (
    RoundingStep,
    adjusted,
    change_pct,
    converted,
    rounded,
)

CENT = Decimal("0.01")


def a_step(
    minimum: str, precision: str, mode: RoundingMode, before: str = "0", after: str = "0"
) -> RoundingStep:
    return RoundingStep(Decimal(minimum), Decimal(before), Decimal(precision), mode, Decimal(after))


NEARLY = [a_step("0", "1", RoundingMode.NEAREST, after="-0.05")]
STEPS = [
    a_step("100", "10", RoundingMode.UP),
    a_step("10", "1", RoundingMode.DOWN, before="0.5"),
]


@pytest.mark.parametrize(
    ("price", "factor", "steps", "expected"),
    [
        ("114.99", "1.15", NEARLY, "131.95"),
        ("10.40", "1.15", NEARLY, "11.95"),
        ("0.20", "1", NEARLY, "0"),
        ("10.335", "1", [], "10.34"),
        ("9.995", "1", STEPS, "10.00"),
        ("10.49", "1", STEPS, "10"),
        ("10.50", "1", STEPS, "11"),
        ("99.99", "1", STEPS, "100"),
        ("100.01", "1", STEPS, "110"),
    ],
)
def test_a_price_is_multiplied_and_rounded(
    price: str, factor: str, steps: list[RoundingStep], expected: str
) -> None:
    assert adjusted(Decimal(price), Decimal(factor), steps, CENT) == Decimal(expected)


def test_a_price_is_converted_over_the_local_currency() -> None:
    euro, dollar = (ExchangeRate(Decimal(1), Decimal(rate)) for rate in ("11.5", "10"))
    assert converted(Decimal("10.123"), LCY_RATE, LCY_RATE, CENT) == Decimal("10.123")
    assert converted(Decimal(10), euro, dollar, CENT) == Decimal("11.50")
    assert converted(Decimal(10), LCY_RATE, euro, CENT) == Decimal("0.87")


@pytest.mark.parametrize(
    ("old", "new", "pct"), [("100", "115", "15"), ("3", "2", "-33.33"), ("0", "5", None)]
)
def test_the_change_in_percent(old: str, new: str, pct: str | None) -> None:
    assert change_pct(Decimal(old), Decimal(new)) == (Decimal(pct) if pct else None)


@given(st.decimals(0, 10000, places=5), st.sampled_from(RoundingMode))
def test_a_price_is_never_below_zero(price: Decimal, mode: RoundingMode) -> None:
    assert rounded(price, [a_step("0", "0.5", mode, before="-1", after="-3")], CENT) >= 0
