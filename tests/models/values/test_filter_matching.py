"""Which values a filter finds."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from desktop.models.values.filter_matching import Span, end_of, matches, start_of
from desktop.models.values.filter_parsing import parse_filter
from desktop.models.values.filter_reading import FilterKind, canonical_reading
from tests.builders.filters import WORDS, WORK_DATE

READING = canonical_reading(WORK_DATE, WORDS)


def found(text: str, kind: FilterKind, *values: object, today: date = WORK_DATE) -> list[object]:
    wanted = parse_filter(text, kind, READING)
    return [value for value in values if matches(wanted, value, today)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oak", ["oak"]),
        ("@oak", ["oak", "Oak"]),
        ("O*", ["oak", "Oak"]),
        ("*ö*", ["Björk", "BJÖRK"]),
        ("bj?rk", ["Björk", "BJÖRK"]),
        ("<>*a*", ["Björk", "BJÖRK", "", None]),
        ("<>oak", ["Oak", "Björk", "BJÖRK", "", None]),
        ("''", ["", None]),
        ("<>''", ["oak", "Oak", "Björk", "BJÖRK"]),
        ("*", ["oak", "Oak", "Björk", "BJÖRK"]),
        ("..C", ["Björk", "BJÖRK"]),
        ("<oak", ["Oak", "Björk", "BJÖRK"]),
        ("O..o", ["Oak"]),
        ("*k&<>o*|''", ["Björk", "BJÖRK", "", None]),
        ("(oak|Oak)&o*", ["oak", "Oak"]),
    ],
)
def test_texts(text: str, expected: list[object]) -> None:
    assert found(text, FilterKind.TEXT, "oak", "Oak", "Björk", "BJÖRK", "", None) == expected


@pytest.mark.parametrize("text", ["*[a]*", "*'*'*", "'[a]*?'", "?a?'*?'"])
def test_signs_of_other_pattern_languages_are_plain(text: str) -> None:
    assert found(text, FilterKind.TEXT, "[a]*?", "a") == ["[a]*?"]


def test_codes_are_compared_in_capitals() -> None:
    assert found("c10..c20", FilterKind.CODE, "C15", "D15", None) == ["C15"]
    assert found("<>c15", FilterKind.CODE, "C15", "D15", None) == ["D15", None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10..20", [10, 20]),
        (">10", [20]),
        ("<=10", [Decimal("-0.5"), 10]),
        ("<>10", [Decimal("-0.5"), 20, None]),
        ("-1..0|20", [Decimal("-0.5"), 20]),
        ("''", [None]),
        ("..99999999999999999999", [Decimal("-0.5"), 10, 20]),
    ],
)
def test_numbers(text: str, expected: list[object]) -> None:
    values = [Decimal("-0.5"), Decimal(10), Decimal(20), None]
    assert found(text, FilterKind.NUMBER, *values) == expected


JANUARY = [date(2026, 1, day) for day in (1, 14, 15, 31)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("t", [15]),
        ("cm", [1, 14, 15, 31]),
        ("<>cm", []),
        ("cw", [14, 15]),
        ("-CM", [1]),
        ("..cm", [1, 14, 15, 31]),
        ("cm..", [31]),
        ("<cm", [1, 14, 15]),
        ("-1D..t", [14, 15]),
        ("wed", [14]),
        ("p1", [1, 14, 15, 31]),
        (">p1", []),
        ("p2..", []),
        (">=p1&<t", [1, 14]),
    ],
)
def test_days_that_move(text: str, expected: list[int]) -> None:
    assert [day.day for day in JANUARY if found(text, FilterKind.DATE, day)] == expected


def test_a_month_moves_on() -> None:
    assert found("cm", FilterKind.DATE, *JANUARY, today=date(2026, 2, 1)) == []


def test_accounting_periods_follow_the_fiscal_year() -> None:
    wanted = parse_filter("p1", FilterKind.DATE, READING)
    assert matches(wanted, date(2025, 7, 5), WORK_DATE, fiscal_year_start_month=7)


def test_a_day_out_of_the_calendar_is_told_when_it_is_reached() -> None:
    wanted = parse_filter("+9000Y..", FilterKind.DATE, canonical_reading(date(500, 1, 1)))
    with pytest.raises(ValueError, match="calendar"):
        matches(wanted, WORK_DATE, WORK_DATE)


def test_a_moment_is_found_by_its_day_here() -> None:
    first, last = start_of(WORK_DATE), end_of(WORK_DATE) - timedelta(microseconds=1)
    before, after = first - timedelta(microseconds=1), end_of(WORK_DATE)
    moments = [before, first, last, after, None]
    assert found("t", FilterKind.DATETIME, *moments) == [first, last]
    assert found("<>t", FilterKind.DATETIME, *moments) == [before, after, None]
    assert found(">t", FilterKind.DATETIME, *moments) == [after]
    assert found("<=t", FilterKind.DATETIME, *moments) == [before, first, last]
    assert found("<t", FilterKind.DATETIME, *moments) == [before]
    assert found(">=t", FilterKind.DATETIME, *moments) == [first, last, after]


def test_days_at_the_ends_of_the_calendar_have_moments() -> None:
    assert start_of(date.min).tzinfo is UTC
    assert end_of(date.max) == datetime.max.replace(tzinfo=UTC)
    assert found("0001-01-01..9999-12-31", FilterKind.DATETIME, datetime.now(UTC))


def test_flags_and_choices() -> None:
    assert found("yes", FilterKind.BOOLEAN, True, False, None) == [True]
    assert found("<>yes", FilterKind.BOOLEAN, True, False, None) == [False, None]
    assert found("open|''", FilterKind.CHOICE, *WORDS, None) == ["open", None]


def test_one_value_is_a_span_of_its_own() -> None:
    assert Span(5, 5).is_one_value
    assert not Span(5, 5, has_high=False).is_one_value
    assert not Span(None, None).is_one_value
