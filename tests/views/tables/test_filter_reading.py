"""Filters as users in several languages type, read and hear them."""

from collections.abc import Iterator
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.values.filter_expression import print_filter
from desktop.models.values.filter_parsing import FilterWrong, parse_filter
from desktop.models.values.filter_reading import FilterKind, canonical_reading
from desktop.models.words import Status
from desktop.translation import Localizer, install
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.filter_reading import (
    canonical,
    column_filter_kind,
    example,
    in_words,
    shown,
    user_reading,
    wrong_text,
)
from tests.builders.filters import SIGNS, WORDS, WORK_DATE, filters

ENGLISH, SWEDISH = Localizer("en"), Localizer("sv")
LANGUAGES = ["en", "sv", "de_CH", "pt", "hr", "ar", "he"]
EVERY_PHRASE = [
    *[(FilterKind.DATE, text) for text in ("CM", "CW", "CQ", "CY", "CD", "-CW..CQ", "-CY..CW")],
    *[(FilterKind.DATE, text) for text in ("-CM..", "..CY", "-CQ|CM..CM", "t", "w", "p4", "fri")],
    *[(FilterKind.DATE, f"{sign}{unit}..") for sign in ("-3", "2") for unit in "DWMQY"],
    (FilterKind.DATE, "+D15&<>CM+1D"),
]


class Size(StrEnum):
    """Words that are hard to keep apart."""

    SMALL = "small"
    LARGE = "large"
    LARGER = "larger"
    ODD = "a|b (c)"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    install(ENGLISH)
    yield
    install(ENGLISH)


def kept(text: str, kind: FilterKind, choices: type[StrEnum] | tuple[StrEnum, ...] = ()) -> str:
    return canonical(text, kind, choices, work_date=WORK_DATE)


def phrase(text: str, kind: FilterKind, choices: type[StrEnum] | tuple[StrEnum, ...] = ()) -> str:
    return in_words(text, kind, choices, work_date=WORK_DATE)


# ------------------------------------------------------------------------------------ typed, kept


@pytest.mark.parametrize(
    ("localizer", "kind", "typed", "stored", "back"),
    [
        (ENGLISH, FilterKind.NUMBER, ">1,234.5", ">1234.5", ">1,234.5"),
        (SWEDISH, FilterKind.NUMBER, ">1 234,5", ">1234.5", ">1\u00a0234,5"),
        (SWEDISH, FilterKind.NUMBER, "−5..5 %", "-5..5", "-5..5"),
        (SWEDISH, FilterKind.INTEGER, "10000..|<>5", "10000..|<>5", "10000..|<>5"),
        (ENGLISH, FilterKind.DATE, "1/20..15", "2026-01-20..2026-01-15", "1/20/2026..1/15/2026"),
        (SWEDISH, FilterKind.DATE, "1/20", "2026-01-20", "2026-01-20"),
        (ENGLISH, FilterKind.DATE, "-30d..T", "-30D..t", "-30D..t"),
        (SWEDISH, FilterKind.DATE, "lm|-2V..idag", "CM|-2W..t", "LM|-2V..t"),
        (SWEDISH, FilterKind.DATE, "cm", "CM", "LM"),
        (SWEDISH, FilterKind.DATE, "mån..fre", "Monday..Friday", "måndag..fredag"),
        (SWEDISH, FilterKind.DATETIME, ">=p2", ">=p2", ">=p2"),
        (SWEDISH, FilterKind.BOOLEAN, "ja", "yes", "Ja"),
        (SWEDISH, FilterKind.BOOLEAN, "<>no", "<>no", "<>Nej"),
        (ENGLISH, FilterKind.TEXT, " *oak* | 'A|B' ", "*oak*|'A|B'", "*oak*|'A|B'"),
        (SWEDISH, FilterKind.CODE, "c1..C2", "c1..C2", "c1..C2"),
    ],
)
def test_what_is_typed_is_kept_and_shown_again(
    localizer: Localizer, kind: FilterKind, typed: str, stored: str, back: str
) -> None:
    install(localizer)
    assert kept(typed, kind) == stored
    assert shown(stored, kind, work_date=WORK_DATE) == back


def test_choices_are_typed_by_their_labels() -> None:
    assert kept("Open|rel|<>pending approval", FilterKind.CHOICE, Status) == (
        "open|released|<>pending_approval"
    )
    install(SWEDISH)
    assert kept("öppen|Släppt", FilterKind.CHOICE, Status) == "open|released"
    assert kept("open", FilterKind.CHOICE, Status) == "open"
    assert shown("open", FilterKind.CHOICE, Status, work_date=WORK_DATE) == "Öppen"


def test_words_that_look_like_signs_stand_in_quotes() -> None:
    assert kept("'a|b (c)'|large", FilterKind.CHOICE, Size) == "'a|b (c)'|large"
    with pytest.raises(FilterWrong, match="may mean Large, Larger"):
        kept("lar", FilterKind.CHOICE, Size)


def test_choices_that_are_not_known_are_kept_as_typed() -> None:
    assert kept("overdue|''", FilterKind.CHOICE) == "overdue|''"
    assert phrase("overdue", FilterKind.CHOICE) == "overdue"


def test_a_blank_text_is_no_filter() -> None:
    assert kept("  ", FilterKind.NUMBER) == ""


def test_a_kept_text_that_is_no_filter_is_shown_to_be_mended() -> None:
    assert shown("(", FilterKind.TEXT, work_date=WORK_DATE) == "("
    assert phrase("many", FilterKind.NUMBER) == "many"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FilterKind)
@settings(max_examples=10)
@given(data=st.data())
def test_every_filter_can_be_shown_and_typed_again(
    language: str, kind: FilterKind, data: st.DataObject
) -> None:
    install(Localizer(language))
    found = data.draw(filters(kind))
    choices = [Status(word) for word in WORDS]
    reading = user_reading(choices, work_date=WORK_DATE)
    assert parse_filter(print_filter(found, reading), kind, reading) == found
    stored = print_filter(found, canonical_reading(WORK_DATE, WORDS))
    assert kept(shown(stored, kind, choices, work_date=WORK_DATE), kind, tuple(choices)) == stored
    assert phrase(stored, kind, tuple(choices))


@given(text=st.text(SIGNS, max_size=15), kind=st.sampled_from(FilterKind))
def test_any_text_is_kept_or_told_to_be_wrong(text: str, kind: FilterKind) -> None:
    assert outcome(text, kind)


def outcome(text: str, kind: FilterKind) -> str:
    try:
        return shown(kept(text, kind, Status), kind, Status, work_date=WORK_DATE) or "no filter"
    except FilterWrong as wrong:
        return wrong_text(wrong, kind, Status, work_date=WORK_DATE)


# --------------------------------------------------------------------------------------- in words


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (FilterKind.DATE, "2025-07-01..2026-01-31", "Jul 1, 2025 – Jan 31"),
        (FilterKind.DATE, "CM", "this month"),
        (FilterKind.DATE, "-CM..CM", "this month"),
        (FilterKind.DATE, "<>cw", "not this week"),
        (FilterKind.DATE, "..cm", "up to the end of this month"),
        (FilterKind.DATE, "-30D..t", "30 days ago – today"),
        (FilterKind.DATE, "1W..", "from 1 week ahead"),
        (FilterKind.DATE, ">w", "after work date"),
        (FilterKind.DATE, "<p4", "before period 4"),
        (FilterKind.DATE, "mon", "Monday"),
        (FilterKind.DATE, "+D15", "+D15"),
        (FilterKind.NUMBER, ">500", "over 500"),
        (FilterKind.NUMBER, ">=1500.5", "1,500.5 or more"),
        (FilterKind.NUMBER, "<5|5..10", "under 5 or 5 – 10"),
        (FilterKind.NUMBER, "<=5", "5 or less"),
        (FilterKind.NUMBER, "5..", "5 or more"),
        (FilterKind.TEXT, "A|B|C", "A, B or C"),
        (FilterKind.TEXT, "<>X", "not X"),
        (FilterKind.TEXT, "A..C", "A – C"),
        (FilterKind.TEXT, ">=A&<C", "from A and before C"),
        (FilterKind.TEXT, "*oak*", "contains oak"),
        (FilterKind.TEXT, "<>*oak*", "does not contain oak"),
        (FilterKind.TEXT, "oak*", "begins with oak"),
        (FilterKind.TEXT, "<>oak*", "does not begin with oak"),
        (FilterKind.TEXT, "*oak", "ends with oak"),
        (FilterKind.TEXT, "<>*oak", "does not end with oak"),
        (FilterKind.TEXT, "@oak", "oak in any case"),
        (FilterKind.TEXT, "<>@oak", "not oak in any case"),
        (FilterKind.TEXT, "o?k*", "like o?k*"),
        (FilterKind.TEXT, "<>o?k", "not like o?k"),
        (FilterKind.TEXT, "*", "not blank"),
        (FilterKind.TEXT, "''", "blank"),
        (FilterKind.TEXT, "<>''", "not blank"),
        (FilterKind.TEXT, "(A|B)&<>C", "(A or B) and not C"),
        (FilterKind.BOOLEAN, "yes", "Yes"),
        (FilterKind.CHOICE, "open|released", "Open or Released"),
    ],
)
def test_a_filter_in_words(kind: FilterKind, text: str, words: str) -> None:
    assert phrase(text, kind, Status) == words


@pytest.mark.parametrize(("kind", "text"), EVERY_PHRASE)
def test_every_day_has_a_phrase_without_signs_of_the_grammar(kind: FilterKind, text: str) -> None:
    said = phrase(text, kind)
    assert ".." not in said
    assert "{" not in said


# ----------------------------------------------------------------------------------------- wrong


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (
            FilterKind.NUMBER,
            "many",
            "“many” at position 1 is not a number. Type for example 100..249.5|>500.",
        ),
        (
            FilterKind.DATE,
            "t..s",
            "“s” at position 4 may mean Saturday, Sunday. Type for example -30D..t.",
        ),
        (
            FilterKind.BOOLEAN,
            "maybe",
            "“maybe” at position 1 is neither Yes nor No. Type for example Yes.",
        ),
    ],
)
def test_a_wrong_filter_is_told_with_an_example(kind: FilterKind, text: str, told: str) -> None:
    with pytest.raises(FilterWrong) as wrong:
        kept(text, kind)
    assert wrong_text(wrong.value, kind, work_date=WORK_DATE) == told


def test_examples_are_in_the_users_writing() -> None:
    install(SWEDISH)
    assert example(FilterKind.NUMBER, work_date=WORK_DATE) == "100..249,5|>500"
    assert example(FilterKind.BOOLEAN, work_date=WORK_DATE) == "Ja"
    assert example(FilterKind.CHOICE, Status, work_date=WORK_DATE) == "Öppen|Släppt"


# ---------------------------------------------------------------------------------------- columns


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.TEXT, FilterKind.TEXT),
        (Kind.LINK, FilterKind.CODE),
        (Kind.AMOUNT, FilterKind.NUMBER),
        (Kind.PERCENT, FilterKind.NUMBER),
        (Kind.INTEGER, FilterKind.INTEGER),
        (Kind.DATE, FilterKind.DATE),
        (Kind.DATETIME, FilterKind.DATETIME),
        (Kind.STATUS, FilterKind.BOOLEAN),
        (Kind.BOOLEAN, FilterKind.BOOLEAN),
        (Kind.ICON, None),
        (Kind.FORMULA, None),
    ],
)
def test_a_columns_kind_says_how_its_filters_are_read(
    kind: Kind, expected: FilterKind | None
) -> None:
    column = Column("field", "Field", lambda row: row, kind)
    assert column_filter_kind(column) is expected


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.STATUS])
def test_a_column_of_few_words_is_filtered_by_them(kind: Kind) -> None:
    column = Column("field", "Field", lambda row: row, kind, choices=tuple(Tone))
    assert column_filter_kind(column) is FilterKind.CHOICE
