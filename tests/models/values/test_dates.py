"""Typing dates (CU13) and filtering over them (CU14)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.values.date_formula import FormulaLetters
from desktop.models.values.dates import (
    AmbiguousDateError,
    DateTextError,
    DateWords,
    parse_date,
    parse_date_filter,
)

WORK_DATE = date(2026, 1, 15)  # a Thursday, week 3
ENGLISH = DateWords(order="mdy")
BRITISH = DateWords(order="dmy")
SWEDISH = DateWords(
    order="ymd",
    weekdays=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    today="idag",
    work_date="arbetsdatum",
    period="p",
    letters=FormulaLetters.parse("L D V M K Å VD"),
)


def typed(text: str, words: DateWords = ENGLISH) -> str:
    return parse_date(text, WORK_DATE, words).isoformat()


def filtered(text: str, words: DateWords = ENGLISH, month: int = 1) -> list[tuple[str, str]]:
    ranges = parse_date_filter(text, WORK_DATE, words, fiscal_year_start_month=month)
    return [(str(first or ""), str(last or "")) for first, last in ranges]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # digits only
        ("5", ENGLISH, "2026-01-05"),
        ("15", ENGLISH, "2026-01-15"),
        ("31", SWEDISH, "2026-01-31"),
        ("1501", BRITISH, "2026-01-15"),
        ("0115", ENGLISH, "2026-01-15"),
        ("0115", SWEDISH, "2026-01-15"),
        ("150127", BRITISH, "2027-01-15"),
        ("011527", ENGLISH, "2027-01-15"),
        ("270115", SWEDISH, "2027-01-15"),
        ("15012027", BRITISH, "2027-01-15"),
        ("20270115", SWEDISH, "2027-01-15"),
        ("010150", BRITISH, "1950-01-01"),
        ("010149", BRITISH, "2049-01-01"),
        ("010199", BRITISH, "1999-01-01"),
        # with separators, any of them
        ("15/1", BRITISH, "2026-01-15"),
        ("1/15", ENGLISH, "2026-01-15"),
        ("1-15", SWEDISH, "2026-01-15"),
        ("15.1.", BRITISH, "2026-01-15"),
        ("15.", BRITISH, "2026-01-15"),
        ("15.1.27", BRITISH, "2027-01-15"),
        ("1/15/2027", ENGLISH, "2027-01-15"),
        ("15 1 2027", BRITISH, "2027-01-15"),
        ("27-1-15", SWEDISH, "2027-01-15"),
        ("2027-01-15", SWEDISH, "2027-01-15"),
        ("2027-01-15", ENGLISH, "2027-01-15"),
        ("2027/1/15", BRITISH, "2027-01-15"),
        (" 2027-01-15 ", BRITISH, "2027-01-15"),
        ("\uff11\uff15", ENGLISH, "2026-01-15"),
        # words
        ("t", ENGLISH, "2026-01-15"),
        ("TODAY", ENGLISH, "2026-01-15"),
        ("to", ENGLISH, "2026-01-15"),
        ("w", ENGLISH, "2026-01-15"),
        ("work d", ENGLISH, "2026-01-15"),
        ("workdate", ENGLISH, "2026-01-15"),
        ("i", SWEDISH, "2026-01-15"),
        ("a", SWEDISH, "2026-01-15"),
        # weekdays of the week of the work date
        ("mon", ENGLISH, "2026-01-12"),
        ("m", ENGLISH, "2026-01-12"),
        ("we", ENGLISH, "2026-01-14"),
        ("th", ENGLISH, "2026-01-15"),
        ("Sunday", ENGLISH, "2026-01-18"),
        ("mån", SWEDISH, "2026-01-12"),
        ("ma\u030an", SWEDISH, "2026-01-12"),
        ("SÖ", SWEDISH, "2026-01-18"),
        ("fr.", SWEDISH, "2026-01-16"),
        ("mon25", ENGLISH, "2026-06-15"),
        ("mon 25", ENGLISH, "2026-06-15"),
        ("sun1", ENGLISH, "2026-01-04"),
        ("mon1", ENGLISH, "2025-12-29"),
        ("mon25 2027", ENGLISH, "2027-06-21"),
        ("mon252027", ENGLISH, "2027-06-21"),
        ("mon2527", ENGLISH, "2027-06-21"),
        ("mon53/2026", ENGLISH, "2026-12-28"),
        ("w25", ENGLISH, "2026-06-17"),
        # formulas
        ("+3D", ENGLISH, "2026-01-18"),
        ("2W", ENGLISH, "2026-01-29"),
        ("2V", SWEDISH, "2026-01-29"),
        ("2W", SWEDISH, "2026-01-29"),
        ("-1M", ENGLISH, "2025-12-15"),
        ("-CM", ENGLISH, "2026-01-01"),
        ("+WD1", ENGLISH, "2026-01-19"),
        ("+D31", ENGLISH, "2026-01-31"),
        ("CM", ENGLISH, "2026-01-31"),
        ("cm+8d", ENGLISH, "2026-02-08"),
        ("lm", SWEDISH, "2026-01-31"),
        ("+5", ENGLISH, "2026-01-20"),
        ("-5", ENGLISH, "2026-01-10"),
        ("\u22125", ENGLISH, "2026-01-10"),
    ],
)
def test_a_typed_date(text: str, words: DateWords, expected: str) -> None:
    assert typed(text, words) == expected


def test_today_may_differ_from_the_work_date() -> None:
    today = date(2026, 2, 3)
    assert parse_date("t", WORK_DATE, ENGLISH, today=today) == today
    assert parse_date("w", WORK_DATE, ENGLISH, today=today) == WORK_DATE


@pytest.mark.parametrize(
    ("text", "words", "candidates"),
    [
        ("s", ENGLISH, ("Saturday", "Sunday")),
        ("t25", ENGLISH, ("Tuesday", "Thursday")),
        ("t25", SWEDISH, ("tisdag", "torsdag")),
    ],
)
def test_an_ambiguous_beginning_lists_the_candidates(
    text: str, words: DateWords, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousDateError) as refused:
        typed(text, words)
    assert refused.value.candidates == candidates


def test_a_whole_word_wins_over_a_longer_one() -> None:
    words = DateWords(today="now", work_date="nowadays")
    assert typed("now", words) == "2026-01-15"
    with pytest.raises(AmbiguousDateError):
        typed("no", words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "yesterday",
        "32",
        "00",
        "123",
        "12345",
        "1234567",
        "123456789",
        "3002",
        "2/30",
        "13/1",
        "1/1/202",
        "1/2/3/4",
        "001/1",
        "mon54",
        "mon53 2027",
        "mon0",
        "monx",
        "mon25 127",
        "D15",
        "WD1",
        "3X",
        "+",
        "--1D",
        "9999Y",
        "+9999999",
        "1/1/2026 10:00",
        "٣",
    ],
)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(DateTextError) as refused:
        typed(text)
    assert refused.value.text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  ", []),
        ("1/15/2026", [("2026-01-15", "2026-01-15")]),
        ("t", [("2026-01-15", "2026-01-15")]),
        ("1/1..1/31", [("2026-01-01", "2026-01-31")]),
        (" 1/1 .. 1/31 ", [("2026-01-01", "2026-01-31")]),
        ("..1/31", [("", "2026-01-31")]),
        ("1/1..", [("2026-01-01", "")]),
        ("-30D..t", [("2025-12-16", "2026-01-15")]),
        ("-CM..CM", [("2026-01-01", "2026-01-31")]),
        ("mon..fri", [("2026-01-12", "2026-01-16")]),
        (
            "t|1/20..1/22|2/1..",
            [("2026-01-15", "2026-01-15"), ("2026-01-20", "2026-01-22"), ("2026-02-01", "")],
        ),
        ("p", [("2026-01-01", "2026-01-31")]),
        ("p2", [("2026-02-01", "2026-02-28")]),
        ("P 2", [("2026-02-01", "2026-02-28")]),
        ("p15", [("2027-03-01", "2027-03-31")]),
        ("p1..p4", [("2026-01-01", "2026-04-30")]),
        ("..p2", [("", "2026-02-28")]),
        ("p3..", [("2026-03-01", "")]),
        ("p1..t", [("2026-01-01", "2026-01-15")]),
    ],
)
def test_a_date_filter(text: str, expected: list[tuple[str, str]]) -> None:
    assert filtered(text) == expected


@pytest.mark.parametrize(
    ("text", "month", "expected"),
    [
        ("p", 7, ("2025-07-01", "2025-07-31")),
        ("p7", 7, ("2026-01-01", "2026-01-31")),
        ("p15", 7, ("2026-09-01", "2026-09-30")),
        ("p", 2, ("2025-02-01", "2025-02-28")),
        ("p1..p12", 5, ("2025-05-01", "2026-04-30")),
    ],
)
def test_accounting_periods_start_with_the_fiscal_year(
    text: str, month: int, expected: tuple[str, str]
) -> None:
    assert filtered(text, month=month) == [expected]


@pytest.mark.parametrize("text", ["..", "p0", "p99999", "x", "t|", "1..2..3", "t..x", "p9999999"])
def test_a_wrong_filter_is_refused(text: str) -> None:
    with pytest.raises(DateTextError):
        filtered(text)


def test_a_period_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(DateTextError):
        parse_date_filter("p9999", date(9500, 1, 1), ENGLISH)


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        (ENGLISH, "{m:02}/{d:02}/{y}"),
        (BRITISH, "{d:02}.{m:02}.{y}"),
        (SWEDISH, "{y}-{m:02}-{d:02}"),
    ],
)
@given(day=st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_every_date_can_be_typed(words: DateWords, pattern: str, day: date) -> None:
    whole = pattern.format(y=day.year, m=day.month, d=day.day)
    short = pattern.format(y=f"{day.year % 100:02}", m=day.month, d=day.day)
    for text in (whole, short):
        assert parse_date(text, WORK_DATE, words) == day
        assert parse_date("".join(filter(str.isdigit, text)), WORK_DATE, words) == day


@given(st.text(max_size=10))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = parse_date(text, WORK_DATE, SWEDISH)
    except DateTextError:
        return
    assert isinstance(found, date)


@pytest.mark.parametrize("text", ["t", "T", "w"])
def test_t_and_w_mean_today_in_every_language(text: str) -> None:
    assert parse_date(text, WORK_DATE, SWEDISH) == WORK_DATE
