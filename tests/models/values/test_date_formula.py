"""Date formulas: grammar, evaluation and durations (CU10–CU12, CUX1–CUX3)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.values.date_formula import (
    DateBeyondCalendarError,
    DateFormula,
    DateFormulaError,
    DurationError,
    FormulaLetters,
    Term,
    Token,
)

SWEDISH = FormulaLetters.parse("L D V M K Å VD")


def applied(text: str, day: str) -> str:
    return DateFormula.parse(text).apply(date.fromisoformat(day)).isoformat()


# From Tuesday 2026-02-10.
CUX1 = {
    "CM": "2026-02-28",
    "CM+1D": "2026-03-01",
    "-CM": "2026-02-01",
    "2W": "2026-02-24",
    "CW": "2026-02-15",
    "-CW": "2026-02-09",
    "1W+1D": "2026-02-18",
    "CM+8D": "2026-03-08",
    "CY": "2026-12-31",
    "CM+1M": "2026-03-28",
}
CUX2 = [
    ("-1D", "2026-03-01", "2026-02-28"),
    ("1M", "2026-01-31", "2026-02-28"),
    ("1M", "2028-01-31", "2028-02-29"),
    ("1M-1D", "2026-01-31", "2026-02-27"),
    ("1M+CM", "2026-01-31", "2026-02-28"),
    ("1Y", "2028-02-29", "2029-02-28"),
]
CUX3 = [
    ("CQ+1M-10D", "1996-05-21", "1996-07-20"),
    ("-WD2", "1996-05-21", "1996-05-14"),
    ("WD2", "1996-05-21", "1996-05-28"),
    ("CM+30D", "1996-05-21", "1996-06-30"),
    ("D15", "2026-02-14", "2026-02-15"),
    ("D15", "2026-02-15", "2026-03-15"),
    ("D31", "2026-02-10", "2026-02-28"),
    ("D31", "2026-02-28", "2026-03-31"),
    ("5M-CY+7M-1D", "2021-06-15", "2021-07-31"),
    ("5M-CY+7M-1D", "2021-10-15", "2022-07-31"),
]
DERIVED = [
    ("", "2026-02-10", "2026-02-10"),
    ("0D", "2026-02-10", "2026-02-10"),
    ("CD", "2026-02-10", "2026-02-10"),
    ("-CD", "2026-02-10", "2026-02-10"),
    ("CM", "2026-02-28", "2026-02-28"),
    ("-CM", "2026-02-01", "2026-02-01"),
    ("CW", "2026-02-15", "2026-02-15"),
    ("-CW", "2026-02-09", "2026-02-09"),
    ("CQ", "2026-02-10", "2026-03-31"),
    ("-CQ", "2026-12-31", "2026-10-01"),
    ("CQ", "2026-11-30", "2026-12-31"),
    ("-CY", "2026-02-10", "2026-01-01"),
    ("1Q", "2025-11-30", "2026-02-28"),
    ("-1Q", "2026-05-31", "2026-02-28"),
    ("-1M", "2026-03-31", "2026-02-28"),
    ("-1M", "2026-01-15", "2025-12-15"),
    ("-13M", "2026-01-31", "2024-12-31"),
    ("12M", "2026-12-31", "2027-12-31"),
    ("-1Y", "2028-02-29", "2027-02-28"),
    ("-2W", "2026-01-05", "2025-12-22"),
    ("D30", "2026-02-28", "2026-03-30"),
    ("D29", "2028-02-28", "2028-02-29"),
    ("D1", "2026-12-31", "2027-01-01"),
    ("-D15", "2026-02-15", "2026-01-15"),
    ("-D15", "2026-02-16", "2026-02-15"),
    ("-D31", "2026-03-31", "2026-02-28"),
    ("-D31", "2026-03-01", "2026-02-28"),
    ("-D1", "2026-01-01", "2025-12-01"),
    ("WD1", "2026-02-10", "2026-02-16"),
    ("WD7", "2026-02-15", "2026-02-22"),
    ("-WD7", "2026-02-15", "2026-02-08"),
    ("-WD1", "2026-02-10", "2026-02-09"),
    ("1M1D", "2026-01-31", "2026-03-01"),
    ("CM1D", "2026-02-10", "2026-03-01"),
    ("-CM-1D", "2026-02-10", "2026-01-31"),
    ("D15+WD5", "2026-02-10", "2026-02-20"),
]


@pytest.mark.parametrize(("text", "expected"), CUX1.items())
def test_cux1(text: str, expected: str) -> None:
    assert applied(text, "2026-02-10") == expected


@pytest.mark.parametrize(("text", "day", "expected"), CUX2 + CUX3 + DERIVED)
def test_a_formula_leads_to_a_date(text: str, day: str, expected: str) -> None:
    assert applied(text, day) == expected


@pytest.mark.parametrize(
    ("text", "part", "position"),
    [
        ("2WD", "WD", 2),
        ("2WD3", "WD", 2),
        ("WD8", "8", 3),
        ("WD0", "0", 3),
        ("D32", "32", 2),
        ("D0", "0", 2),
        ("CWD", "WD", 2),
        ("CWD1", "WD", 2),
        ("W5", "W", 1),
        ("M2", "M", 1),
        ("Y26", "Y", 1),
        ("Q1", "Q", 1),
        ("10", "10", 1),
        ("1M+10", "10", 4),
        ("D", "D", 1),
        ("C", "C", 1),
        ("WD", "WD", 1),
        ("+", "+", 1),
        ("--1D", "-", 2),
        ("+-1D", "-", 2),
        ("1D+", "+", 3),
        ("10000D", "10000", 1),
        ("1.5D", ".", 2),
        ("1x", "x", 2),
        ("14 days", "a", 5),
        ("CM +8 T", "T", 7),
        ("C5", "5", 2),
        ("CC", "C", 2),
        ("1C", "C", 2),
        ("9" * 5000 + "D", "9" * 5000, 1),
        ("1D" * 12, "1", 23),  # the twelfth term no longer fits into 32 characters
    ],
)
def test_what_is_not_a_formula_is_refused(text: str, part: str, position: int) -> None:
    with pytest.raises(DateFormulaError) as refused:
        DateFormula.parse(text)
    assert (refused.value.part, refused.value.position) == (part, position)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("", ""),
        ("   ", ""),
        ("cm + 8 d", "CM+8D"),
        ("+14d", "14D"),
        ("014D", "14D"),
        ("-cm", "-CM"),
        ("\u22121d", "-1D"),
        ("1w1d", "1W+1D"),
        ("wd 3", "WD3"),
        ("1\u00a04D", "14D"),
        ("\uff11\uff14\uff24", "14D"),
    ],
)
def test_the_stored_form_is_canonical(text: str, canonical: str) -> None:
    formula = DateFormula.parse(text)
    assert str(formula) == canonical
    assert DateFormula.parse(canonical) == formula
    assert hash(DateFormula.parse(canonical)) == hash(formula)
    assert bool(formula) == bool(canonical)


@pytest.mark.parametrize(
    ("typed", "canonical", "spelled"),
    [
        ("LM+8D", "CM+8D", "LM+8D"),
        ("cm+8d", "CM+8D", "LM+8D"),
        ("2v", "2W", "2V"),
        ("1å-1k", "1Y-1Q", "1Å-1K"),
        ("1a\u030a".upper(), "1Y", "1Å"),
        ("vd1", "WD1", "VD1"),
        ("wd1", "WD1", "VD1"),
        ("LV", "CW", "LV"),
    ],
)
def test_swedish_letters(typed: str, canonical: str, spelled: str) -> None:
    formula = DateFormula.parse(typed, SWEDISH)
    assert str(formula) == canonical
    assert formula.spelled(SWEDISH) == spelled


def test_swedish_letters_mean_nothing_in_canonical_formulas() -> None:
    with pytest.raises(DateFormulaError):
        DateFormula.parse("2V")


@pytest.mark.parametrize("letters", ["L D V M K Å", "L D V M K Å Å", ""])
def test_a_language_names_seven_different_letters(letters: str) -> None:
    with pytest.raises(ValueError, match="not 7 different"):
        FormulaLetters.parse(letters)


# ---------------------------------------------------------------------------------- durations


@pytest.mark.parametrize("text", ["", "3D", "1W+2D", "1M", "0D", "1Q1Y"])
def test_a_duration_counts_forward(text: str) -> None:
    assert DateFormula.parse_duration(text).is_duration


@pytest.mark.parametrize(
    ("text", "part"),
    [("-1D", "-1D"), ("CM", "CM"), ("D15", "D15"), ("WD1", "WD1"), ("1W-1D", "-1D")],
)
def test_a_duration_neither_goes_back_nor_points_to_a_day(text: str, part: str) -> None:
    with pytest.raises(DurationError) as refused:
        DateFormula.parse_duration(text)
    assert refused.value.part == part
    assert not DateFormula.parse(text).is_duration


def test_what_is_no_formula_is_no_duration_either() -> None:
    with pytest.raises(DateFormulaError) as refused:
        DateFormula.parse_duration("3X")
    assert not isinstance(refused.value, DurationError)


@pytest.mark.parametrize(
    ("text", "day", "days"),
    [
        ("1W+2D", "2026-02-10", 9),
        ("1M", "2026-01-31", 28),
        ("", "2026-02-10", 0),
        ("-CM", "2026-02-10", -9),
    ],
)
def test_days_from(text: str, day: str, days: int) -> None:
    assert DateFormula.parse(text).days_from(date.fromisoformat(day)) == days


# ------------------------------------------------------------------------------------ edges


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9999Y", "2026-01-01"),
        ("-9999D", "0001-01-05"),
        ("1D", "9999-12-31"),
        ("-1M", "0001-01-31"),
        ("D1", "9999-12-31"),
        ("-WD1", "0001-01-01"),
    ],
)
def test_the_calendar_ends(text: str, day: str) -> None:
    with pytest.raises(DateBeyondCalendarError):
        applied(text, day)


@pytest.mark.parametrize(
    ("token", "number", "is_calendar_day"),
    [
        (Token.WEEKDAY, 8, True),
        (Token.DAY, 32, True),
        (Token.MONTH, 3, True),
        (Token.WEEKDAY, 1, False),
        (Token.DAY, -1, False),
        (Token.CURRENT, 0, False),
    ],
)
def test_an_impossible_term_cannot_be_made(
    token: Token, number: int, is_calendar_day: bool
) -> None:
    with pytest.raises(ValueError, match="no term"):
        Term(token, number, is_calendar_day=is_calendar_day)


def test_a_formula_that_does_not_fit_its_column_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="longer than 32"):
        DateFormula((Term(Token.DAY, 9999),) * 6)


units = st.sampled_from(["D", "W", "M", "Q", "Y"])
bodies = st.one_of(
    st.builds("{}{}".format, st.integers(0, 400), units),
    st.builds("C{}".format, units),
    st.builds("D{}".format, st.integers(1, 31)),
    st.builds("WD{}".format, st.integers(1, 7)),
)
formulas = st.lists(st.tuples(st.sampled_from("+-"), bodies), max_size=5).map(
    lambda terms: "".join(map("".join, terms))
)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(formulas)
def test_every_formula_survives_being_written(text: str) -> None:
    formula = DateFormula.parse(text)
    assert DateFormula.parse(str(formula)) == formula
    assert DateFormula.parse(formula.spelled(SWEDISH), SWEDISH) == formula


@given(st.text(max_size=12))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        formula = DateFormula.parse(text, SWEDISH)
    except DateFormulaError:
        return
    assert DateFormula.parse(str(formula)) == formula


@given(days, st.integers(1, 31))
def test_a_day_of_the_month_lies_strictly_beyond(day: date, number: int) -> None:
    after = DateFormula.parse(f"D{number}").apply(day)
    before = DateFormula.parse(f"-D{number}").apply(day)
    assert before < day < after
    assert (after - before).days <= 62
    for found in (before, after):
        is_month_end = (found + timedelta(days=1)).day == 1
        assert found.day == number or (found.day < number and is_month_end)


@given(days, st.integers(1, 7))
def test_a_weekday_lies_within_the_next_seven_days(day: date, number: int) -> None:
    after = DateFormula.parse(f"WD{number}").apply(day)
    before = DateFormula.parse(f"-WD{number}").apply(day)
    assert after.isoweekday() == before.isoweekday() == number
    assert 1 <= (after - day).days <= 7
    assert 1 <= (day - before).days <= 7


@given(days, units)
def test_a_date_lies_in_its_own_unit(day: date, unit: str) -> None:
    first = DateFormula.parse(f"-C{unit}").apply(day)
    last = DateFormula.parse(f"C{unit}").apply(day)
    assert first <= day <= last
    assert DateFormula.parse(f"C{unit}+1D").apply(day) == DateFormula.parse(
        f"-C{unit}+1{unit}"
    ).apply(day)
