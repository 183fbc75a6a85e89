"""Exchange rates and the LCY of a posted document (SD57, SD58)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.services.currencies.exchange_rates import LCY_RATE, ExchangeRate
from desktop.services.sales.currency import lcy_of_groups, lcy_of_lines
from tests.services.sales.lines import figures

CENT = Decimal("0.01")
EUR = ExchangeRate(Decimal(100), Decimal("1073.00"))

amounts = st.decimals("-99999", "99999", places=2)
rates = st.builds(
    ExchangeRate, st.decimals("0.00001", "999", places=5), st.decimals("0.00001", "999", places=5)
)


def test_conversion_divides_once_on_the_pair() -> None:
    rate = ExchangeRate(Decimal(1), Decimal("11.50"))
    assert rate.to_lcy(Decimal("12.53"), CENT) == Decimal("144.10")
    assert rate.to_lcy(Decimal("-12.53"), CENT) == Decimal("-144.10")
    assert rate.to_fcy(Decimal("144.10"), CENT) == Decimal("12.53")


def test_local_currency_stays_as_it_is() -> None:
    assert LCY_RATE.to_lcy(Decimal("12.34"), CENT) == Decimal("12.34")
    assert LCY_RATE.factor == 1


def test_factor_has_at_least_15_significant_digits() -> None:
    factor = ExchangeRate(Decimal(1), Decimal("11.50")).factor
    assert len(factor.as_tuple().digits) == 28
    assert ExchangeRate.from_factor(factor).factor == factor


@pytest.mark.parametrize(("foreign", "local"), [("0", "1"), ("1", "0"), ("-1", "1")])
def test_a_rate_must_be_positive(foreign: str, local: str) -> None:
    with pytest.raises(ValueError, match="exchange rate"):
        ExchangeRate(Decimal(foreign), Decimal(local))


def test_lcy_of_a_posted_document_balances() -> None:
    """EX21: VAT 25, 12, 6 %, then the sales of the same groups."""
    lcy = lcy_of_groups(figures("192.65 19.05 15.62 770.58 158.71 260.26"), EUR, CENT)
    assert lcy == figures("2067.13 204.41 167.60 8268.33 1702.96 2792.59")
    assert sum(lcy) == EUR.to_lcy(Decimal("1416.87"), CENT) == Decimal("15203.02")


def test_lcy_of_groups_with_mixed_signs() -> None:
    """EX22: accounts A, B, C, D; C comes to nothing in both currencies."""
    rate = ExchangeRate.from_factor(Decimal("0.25833118"))
    lcy = lcy_of_groups(figures("5075 2590 0 1415"), rate, CENT)
    assert lcy == figures("19645.33 10025.89 0 5477.46")
    assert sum(lcy) == Decimal("35148.68")


@given(st.lists(amounts, max_size=12), rates)
def test_groups_add_up_to_the_total(groups: list[Decimal], rate: ExchangeRate) -> None:
    lcy = lcy_of_groups(groups, rate, CENT)
    assert sum(lcy, Decimal(0)) == rate.to_lcy(sum(groups, Decimal(0)), CENT)
    assert all(part == 0 for part, group in zip(lcy, groups, strict=True) if group == 0)


@given(st.lists(amounts, min_size=1, max_size=12), rates, st.integers(-1, 1))
def test_lines_add_up_to_their_group(
    lines: list[Decimal], rate: ExchangeRate, cents_moved: int
) -> None:
    group = rate.to_lcy(sum(lines, Decimal(0)), CENT) + cents_moved * CENT
    lcy = lcy_of_lines(lines, group, rate, CENT)
    assert sum(lcy) == group
    assert lcy[:-1] == lcy_of_groups(lines[:-1], rate, CENT)


def test_a_group_without_lines_has_no_parts() -> None:
    assert lcy_of_lines([], Decimal(0), EUR, CENT) == []
