"""Rounding: one number (SD3) and several that add up (SD4)."""

import decimal
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.values.numbers import RoundingMode, carry_round, round_to

CENT = Decimal("0.01")
NEAREST, UP, DOWN = RoundingMode.NEAREST, RoundingMode.UP, RoundingMode.DOWN


def D(text: str) -> Decimal:
    return Decimal(text)


def decimals(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("value", "precision", "mode", "expected"),
    [
        ("2.345", "0.01", NEAREST, "2.35"),
        ("-2.345", "0.01", NEAREST, "-2.35"),
        ("2.3449999", "0.01", NEAREST, "2.34"),
        ("2.341", "0.01", UP, "2.35"),
        ("-2.341", "0.01", UP, "-2.35"),
        ("2.349", "0.01", DOWN, "2.34"),
        ("-2.349", "0.01", DOWN, "-2.34"),
        ("2.34", "0.01", UP, "2.34"),
        ("2.34", "0.01", DOWN, "2.34"),
        # EX20
        ("986.83", "1", NEAREST, "987"),
        ("986.83", "0.05", NEAREST, "986.85"),
        ("986.83", "0.10", NEAREST, "986.80"),
        ("986.83", "1", DOWN, "986"),
        # A step that is no power of ten, and ties on it.
        ("0.125", "0.05", NEAREST, "0.15"),
        ("-0.125", "0.05", NEAREST, "-0.15"),
        ("7.5", "5", NEAREST, "10"),
        ("1.25", "0.25", NEAREST, "1.25"),
        ("55", "1E+1", NEAREST, "60"),
        ("1E+3", "1", NEAREST, "1000"),
        (
            "12345678901234567890123456789012345678.905",
            "0.01",
            NEAREST,
            "12345678901234567890123456789012345678.91",
        ),
    ],
)
def test_a_number_is_rounded(value: str, precision: str, mode: RoundingMode, expected: str) -> None:
    result = round_to(D(value), D(precision), mode)
    assert str(result) == expected


@pytest.mark.parametrize("value", ["0", "-0", "-0.001", "0.001", "0E+5"])
@pytest.mark.parametrize("mode", [NEAREST, DOWN])
def test_zero_has_no_sign_and_the_places_of_the_precision(value: str, mode: RoundingMode) -> None:
    assert str(round_to(D(value), CENT, mode)) == "0.00"


@pytest.mark.parametrize(
    ("value", "times", "over", "precision", "mode", "expected"),
    [
        # EX10: 3 × 33.33333, then 12.345 % of the rounded gross.
        ("33.33333", "3", "1", "0.01", NEAREST, "100.00"),
        ("100.00", "12.345", "100", "0.01", NEAREST, "12.35"),
        # EX11: 5.00 of 86.42 in percent; 14 × 12.34567.
        ("12.34567", "7", "1", "0.01", NEAREST, "86.42"),
        ("5.00", "100", "86.42", "0.00001", NEAREST, "5.78570"),
        ("12.34567", "14", "1", "0.01", NEAREST, "172.84"),
        ("172.84", "5.78570", "100", "0.01", NEAREST, "10.00"),
        # EX17: VAT contained in a gross figure.
        ("25066.79", "19", "119", "0.01", NEAREST, "4002.26"),
        ("25066.79", "19", "119", "0.01", UP, "4002.27"),
        ("25066.78", "19", "119", "0.01", NEAREST, "4002.26"),
        ("25066.78", "19", "119", "0.01", DOWN, "4002.25"),
        # EX19: a price with VAT.
        ("12.34567", "125", "100", "0.00001", NEAREST, "15.43209"),
        # A quotient that never ends, exactly half-way, and divided by less than nothing.
        ("1", "1", "3", "0.00001", NEAREST, "0.33333"),
        ("0.015", "1", "3", "0.01", NEAREST, "0.01"),
        ("0.015", "1", "-3", "0.01", NEAREST, "-0.01"),
        ("-0.015", "-1", "-3", "0.01", NEAREST, "-0.01"),
        # Through a quotient of 28 digits this would be the tie 0.005 and come out as 0.01.
        ("0.0149999999999999999999999999999999999999", "1", "3", "0.01", NEAREST, "0.00"),
    ],
)
def test_a_product_is_divided_once(
    value: str, times: str, over: str, precision: str, mode: RoundingMode, expected: str
) -> None:
    result = round_to(D(value), D(precision), mode, times=D(times), over=D(over))
    assert str(result) == expected


def test_whole_numbers_may_be_int() -> None:
    assert round_to(7, 2, times=3, over=4) == Decimal(6)
    assert carry_round([1, 2], 1) == [Decimal(1), Decimal(2)]


@pytest.mark.parametrize("precision", ["0", "-0.01"])
def test_a_precision_is_positive(precision: str) -> None:
    with pytest.raises(ValueError, match="Cannot round"):
        round_to(D("1"), D(precision))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_only_finite_numbers_are_rounded(value: str) -> None:
    with pytest.raises(ValueError, match="Cannot round"):
        round_to(D(value), CENT)


@pytest.mark.parametrize("value", ["0", "1"])
def test_nothing_is_divided_by_zero(value: str) -> None:
    with pytest.raises(ZeroDivisionError):
        round_to(D(value), CENT, over=0)


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError):
        round_to(2.5, CENT)  # type: ignore[arg-type]  # what the caller must not do
    with pytest.raises(TypeError):
        round_to(D("2.5"), 0.01)  # type: ignore[arg-type]  # what the caller must not do
    with pytest.raises(TypeError):
        round_to(D("2.5"), CENT, times=1.0)  # type: ignore[arg-type]  # likewise
    with pytest.raises(TypeError):
        round_to(D("2.5"), CENT, over=1.0)  # type: ignore[arg-type]  # likewise
    with pytest.raises(TypeError):
        carry_round([0.5], CENT)  # type: ignore[list-item]  # likewise


def test_the_context_of_the_thread_has_no_say() -> None:
    with decimal.localcontext() as context:
        context.prec = 3
        context.rounding = decimal.ROUND_UP
        assert round_to(D("123456.785"), CENT) == Decimal("123456.79")
        assert sum(carry_round(decimals("123456.785", "0.001"), CENT)[1:]) == 0


@pytest.mark.parametrize(
    ("parts", "times", "over", "expected"),
    [
        # EX12
        (["33.33"] * 3, "25", "100", ["8.33", "8.34", "8.33"]),
        (["0.05"] * 10, "19", "100", ["0.01"] * 10),
        # EX15
        (["33.33", "33.33", "33.34"], "10.00", "100.00", ["3.33", "3.34", "3.33"]),
        (["1.00"] * 5, "0.02", "5.00", ["0.00", "0.01", "0.00", "0.01", "0.00"]),
        # EX16: VAT contained in lines of one group.
        (["59.97", "126.65"], "25", "125", ["11.99", "25.33"]),
        (["15.00", "6.93"], "12", "112", ["1.61", "0.74"]),
        # EX18
        (["49.96", "-12.49", "0.01"], "25", "100", ["12.49", "-3.12", "0.00"]),
        # EX22: A, B, C and D in currency, C adds up to nothing.
        (
            ["5075", "2590", "0", "1415"],
            "1",
            "0.25833118",
            ["19645.33", "10025.89", "0.00", "5477.46"],
        ),
        ([], "1", "1", []),
    ],
)
def test_parts_carry_what_the_one_before_lost(
    parts: list[str], times: str, over: str, expected: list[str]
) -> None:
    result = carry_round(decimals(*parts), CENT, times=D(times), over=D(over))
    assert [str(part) for part in result] == expected


def test_mixed_signs_contained() -> None:
    """EX18, prices including 7 %."""
    assert carry_round(decimals("3300", "-1650"), CENT, times=7, over=107) == decimals(
        "215.89", "-107.95"
    )


# --------------------------------------------------------------------------------- properties

amounts = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=5
)
precisions = st.sampled_from(decimals("0.00001", "0.001", "0.01", "0.05", "0.1", "0.25", "1", "5"))
modes = st.sampled_from(RoundingMode)
factors = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-1000, max_value=1000, places=7
)
divisors = factors.filter(bool)


@given(amounts, precisions, modes, factors, divisors)
def test_the_result_is_the_right_multiple(
    value: Decimal, precision: Decimal, mode: RoundingMode, times: Decimal, over: Decimal
) -> None:
    result = round_to(value, precision, mode, times=times, over=over)
    with decimal.localcontext(prec=200):
        exact = value * times
        error = result * over - exact  # times `over`, so that nothing is divided
        step = precision * abs(over)
        assert result % precision == 0
        assert abs(error) < step
        if mode is NEAREST:
            assert 2 * abs(error) <= step
        elif mode is UP:
            assert abs(result * over) >= abs(exact)
        else:
            assert abs(result * over) <= abs(exact)
    assert not (result.is_zero() and result.is_signed())


@given(amounts, precisions, modes)
def test_signs_mirror(value: Decimal, precision: Decimal, mode: RoundingMode) -> None:
    assert round_to(-value, precision, mode) == -round_to(value, precision, mode)


@given(amounts, precisions, modes)
def test_rounding_twice_changes_nothing(
    value: Decimal, precision: Decimal, mode: RoundingMode
) -> None:
    once = round_to(value, precision, mode)
    assert round_to(once, precision, mode) == once


@given(st.lists(amounts, max_size=20), precisions, modes, factors, divisors)
def test_parts_add_up_to_the_rounded_total(
    parts: list[Decimal], precision: Decimal, mode: RoundingMode, times: Decimal, over: Decimal
) -> None:
    rounded = carry_round(parts, precision, mode, times=times, over=over)
    with decimal.localcontext(prec=200):
        total = sum(parts, Decimal(0))
        assert sum(rounded, Decimal(0)) == round_to(total, precision, mode, times=times, over=over)


@given(st.lists(amounts, max_size=20), precisions)
def test_each_part_is_within_one_precision(parts: list[Decimal], precision: Decimal) -> None:
    for part, rounded in zip(parts, carry_round(parts, precision), strict=True):
        assert abs(part - rounded) <= precision
        assert rounded % precision == 0
        if not part:
            assert str(rounded).strip("0.") == ""


@given(st.lists(amounts, min_size=1, max_size=10), precisions)
def test_parts_are_the_steps_between_rounded_sums(parts: list[Decimal], precision: Decimal) -> None:
    sums = [round_to(total, precision) for total in accumulate(parts)]
    assert list(accumulate(carry_round(parts, precision))) == sums


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=20), amounts)
def test_an_amount_spread_over_weights_is_spread_whole(weights: list[int], amount: Decimal) -> None:
    shares = carry_round(weights, CENT, times=amount, over=sum(weights))
    assert sum(shares, Decimal(0)) == round_to(amount, CENT)
