"""Typed numbers and sums, in the ways of several regions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.values.number_entry import (
    DivisionByZeroError,
    NumberSymbols,
    NumberTextError,
    parse_number,
    parse_sum,
)

SWEDISH = NumberSymbols(",", "\u00a0")
ENGLISH = NumberSymbols(".", ",")
GERMAN = NumberSymbols(",", ".")
SWISS = NumberSymbols(".", "\u2019")
ALL = (SWEDISH, ENGLISH, GERMAN, SWISS)


@pytest.mark.parametrize("symbols", ALL)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", "5"),
        ("-5", "-5"),
        ("+5", "5"),
        ("- 5", "-5"),
        ("\u22125", "-5"),
        ("\u20135", "-5"),
        (" 12 ", "12"),
        ("007", "7"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234,50", "1234.50"),
        ("1\u2009234.5", "1234.5"),
        ("1'234.50", "1234.50"),
        ("1\u2019234.50", "1234.50"),
        ("1 234,567", "1234.567"),
        ("1,234.5", "1234.5"),
        ("1.234,50", "1234.50"),
        ("1.234.567,8", "1234567.8"),
        ("1,234,567.8", "1234567.8"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1 234 567", "1234567"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1234,567", "1234.567"),
        ("1,2345", "1.2345"),
        (",5", "0.5"),
        ("-.5", "-0.5"),
        ("5,", "5"),
        ("-0,00", "0.00"),
        ("12345678901234567890123456789,12345", "12345678901234567890123456789.12345"),
        ("\uff11\uff12", "12"),
        ("\u0661\u0662\u066b\u0665", "12.5"),
    ],
)
def test_a_number_is_read_everywhere(text: str, expected: str, symbols: NumberSymbols) -> None:
    assert str(parse_number(text, symbols)) == expected
    assert parse_sum(text, symbols) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "symbols", "expected"),
    [
        ("1,234", ENGLISH, "1234"),
        ("1,234", SWEDISH, "1.234"),
        ("1,234", GERMAN, "1.234"),
        ("1,234", SWISS, "1.234"),
        ("1.234", GERMAN, "1234"),
        ("1.234", ENGLISH, "1.234"),
        ("1.234", SWEDISH, "1.234"),
        ("1.234", SWISS, "1.234"),
    ],
)
def test_one_separator_before_three_digits_follows_the_region(
    text: str, symbols: NumberSymbols, expected: str
) -> None:
    assert str(parse_number(text, symbols)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12*4", "48"),
        ("12 x 4", "48"),
        ("12×4", "48"),
        ("100-15", "85"),
        ("3+4*2", "11"),
        ("2-3*4", "-10"),
        ("10/4", "2.5"),
        ("10÷4", "2.5"),
        ("-5+3", "-2"),
        ("12*-4", "-48"),
        ("2*3/4*2", "3"),
        ("10/3*3", "10"),
        ("10/3", "3.33333"),
        ("-10/3", "-3.33333"),
        ("2/3", "0.66667"),
        ("1/64", "0.015625"),
        ("1/20", "0.05"),
        ("1 234,5 + 0,5", "1235"),
        ("19,99*3", "59.97"),
        ("0,1+0,2", "0.3"),
        ("5-5", "0"),
        ("1000*1000", "1000000"),
    ],
)
def test_a_sum_is_worked_out(text: str, expected: str) -> None:
    result = parse_sum(text, SWEDISH)
    assert result == Decimal(expected)
    assert str(result) == expected


@pytest.mark.parametrize(
    ("text", "part", "position"),
    [
        ("", "", 1),
        ("   ", " ", 1),
        ("abc", "a", 1),
        ("12a", "a", 3),
        ("1e5", "e", 2),
        ("12 kr", "k", 4),
        ("1 2", "1 2", 1),
        ("1.2.3", "1.2.3", 1),
        ("1,23,4", "1,23,4", 1),
        ("1 234.567,8,9", "1 234.567,8,9", 1),
        ("1,2 3", "1,2 3", 1),
        (".", ".", 1),
        ("'5", "'5", 1),
        ("--5", "-", 2),
        ("-", "-", 1),
        ("9" * 101, "9", 101),
        ("(1)", "(", 1),
    ],
)
def test_what_is_not_a_number_is_refused(text: str, part: str, position: int) -> None:
    for parse in (parse_number, parse_sum):
        with pytest.raises(NumberTextError) as refused:
            parse(text, SWEDISH)
        if text.strip():
            assert (refused.value.part, refused.value.position) == (part, position)


@pytest.mark.parametrize(
    ("text", "part"),
    [("12*", "*"), ("*4", "*"), ("3+-4", "-"), ("3**4", "*"), ("2^3", "^"), ("3+a", "a")],
)
def test_an_unfinished_sum_is_refused(text: str, part: str) -> None:
    with pytest.raises(NumberTextError) as refused:
        parse_sum(text, SWEDISH)
    assert refused.value.part == part


def test_a_sum_is_not_a_number() -> None:
    with pytest.raises(NumberTextError):
        parse_number("12*4", SWEDISH)


@pytest.mark.parametrize("text", ["5/0", "5/0,00", "5/-0", "0/0"])
def test_nothing_is_divided_by_zero(text: str) -> None:
    with pytest.raises(DivisionByZeroError):
        parse_sum(text, SWEDISH)


def grouped(number: Decimal, symbols: NumberSymbols) -> str:
    swap = str.maketrans({",": symbols.group, ".": symbols.decimal})
    return f"{number:,f}".translate(swap)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=5
    ),
    st.sampled_from(ALL),
)
def test_what_is_printed_can_be_read(number: Decimal, symbols: NumberSymbols) -> None:
    assert parse_number(grouped(number, symbols), symbols) == number


@given(st.text(alphabet="0123456789.,+-*/ x'", max_size=12))
def test_any_text_has_a_result_or_is_refused(text: str) -> None:
    try:
        result = parse_sum(text, ENGLISH)
    except (NumberTextError, DivisionByZeroError):
        return
    assert result.is_finite()


@given(st.lists(st.integers(-999, 999), min_size=1, max_size=6), st.data())
def test_sums_of_whole_numbers_are_as_in_arithmetic(
    numbers: list[int], data: st.DataObject
) -> None:
    text = str(numbers[0])
    for number in numbers[1:]:
        text += data.draw(st.sampled_from("+-*")) + str(abs(number))
    assert parse_sum(text, ENGLISH) == eval(text)  # noqa: S307  # a sum made three lines above
