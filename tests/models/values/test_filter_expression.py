"""The grammar of filters: what texts mean, how they are printed, what is wrong with others."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.values import filter_parsing
from desktop.models.values.filter_expression import (
    AllOf,
    AnyOf,
    Blank,
    Comparison,
    Condition,
    Filter,
    Pattern,
    Range,
    Sign,
    Wildcard,
    example,
    print_filter,
)
from desktop.models.values.filter_parsing import (
    DEEPEST_PARENTHESES,
    LONGEST_FILTER,
    MOST_PARTS,
    FilterWrong,
    parse_filter,
)
from desktop.models.values.filter_reading import FilterKind, canonical_reading
from tests.builders.filters import SIGNS, WORDS, WORK_DATE, filters

READING = canonical_reading(WORK_DATE, WORDS)
ANY, ONE = Wildcard.ANY_TEXT, Wildcard.ANY_CHARACTER
ALL_KINDS = st.sampled_from(FilterKind)


def parsed(text: str, kind: FilterKind = FilterKind.TEXT) -> Condition:
    return parse_filter(text, kind, READING).condition


def equal(value: str) -> Comparison:
    return Comparison(Sign.EQUAL, value)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("A", equal("A")),
        ("=A", equal("A")),
        ("  A b  ", equal("A b")),
        ("<>A", Comparison(Sign.NOT_EQUAL, "A")),
        (">A", Comparison(Sign.GREATER, "A")),
        (">= A", Comparison(Sign.GREATER_OR_EQUAL, "A")),
        ("<A", Comparison(Sign.LESS, "A")),
        ("<=A", Comparison(Sign.LESS_OR_EQUAL, "A")),
        ("A..B", Range("A", "B")),
        ("A .. B", Range("A", "B")),
        ("..B", Range(None, "B")),
        ("A..", Range("A", None)),
        ("A|B", AnyOf((equal("A"), equal("B")))),
        ("A&B|C", AnyOf((AllOf((equal("A"), equal("B"))), equal("C")))),
        ("A&(B|C)", AllOf((equal("A"), AnyOf((equal("B"), equal("C")))))),
        ("((A|B)|C)", AnyOf((equal("A"), equal("B"), equal("C")))),
        ("*oak*", Pattern((ANY, "oak", ANY))),
        ("o?k", Pattern(("o", ONE, "k"))),
        ("<>*oak", Pattern((ANY, "oak"), is_negated=True)),
        ("@oak", Pattern(("oak",))),
        ("@*oak*", Pattern((ANY, "oak", ANY))),
        ("''", Blank()),
        ("=''", Blank()),
        ("<>''", Blank(is_negated=True)),
        ("'A|B'", equal("A|B")),
        ("'it''s'", equal("it's")),
        ("it's", equal("it's")),
        ("'*'", equal("*")),
        ("' A '", equal(" A ")),
        ("*'A|B'*", Pattern((ANY, "A|B", ANY))),
        ("'A'..'B'", Range("A", "B")),
        ("a=b", equal("a=b")),
        ("info@oak", equal("info@oak")),
        ("3.5", equal("3.5")),
        ("15.1...20.1.", Range("15.1.", "20.1.")),
    ],
)
def test_a_text_filter(text: str, condition: Condition) -> None:
    assert parsed(text) == condition


@pytest.mark.parametrize(
    ("kind", "text", "condition"),
    [
        (FilterKind.NUMBER, "10..20", Range(Decimal(10), Decimal(20))),
        (FilterKind.NUMBER, "-5.5..-1", Range(Decimal("-5.5"), Decimal(-1))),
        (FilterKind.NUMBER, ">1,234.5", Comparison(Sign.GREATER, Decimal("1234.5"))),
        (FilterKind.INTEGER, "12.0", Comparison(Sign.EQUAL, 12)),
        (FilterKind.DATE, "2026-02-01..", Range(date(2026, 2, 1), None)),
        (FilterKind.DATE, "15", Comparison(Sign.EQUAL, WORK_DATE)),
        (FilterKind.BOOLEAN, "YES", Comparison(Sign.EQUAL, value=True)),
        (FilterKind.BOOLEAN, "<>0", Comparison(Sign.NOT_EQUAL, value=False)),
        (FilterKind.CHOICE, "Open|rel", AnyOf((equal("open"), equal("released")))),
        (FilterKind.CHOICE, "<>''", Blank(is_negated=True)),
    ],
)
def test_values_are_read_as_their_kind(kind: FilterKind, text: str, condition: Condition) -> None:
    assert parsed(text, kind) == condition


@pytest.mark.parametrize(
    ("text", "kind", "position", "wrong"),
    [
        ("", FilterKind.TEXT, 1, filter_parsing.VALUE_MISSING),
        ("A|", FilterKind.TEXT, 3, filter_parsing.VALUE_MISSING),
        ("A||B", FilterKind.TEXT, 3, filter_parsing.VALUE_MISSING),
        (">", FilterKind.TEXT, 2, filter_parsing.VALUE_MISSING),
        ("..", FilterKind.NUMBER, 1, filter_parsing.VALUE_MISSING),
        ("@", FilterKind.TEXT, 1, filter_parsing.VALUE_MISSING),
        ("A)", FilterKind.TEXT, 2, filter_parsing.UNEXPECTED),
        ("Berg (Lund)", FilterKind.TEXT, 6, filter_parsing.UNEXPECTED),
        ("A..B..C", FilterKind.TEXT, 5, filter_parsing.UNEXPECTED),
        (">A..B", FilterKind.TEXT, 3, filter_parsing.UNEXPECTED),
        ("'A'B", FilterKind.TEXT, 4, filter_parsing.UNEXPECTED),
        ("(A(B", FilterKind.TEXT, 3, filter_parsing.UNEXPECTED),
        ("(A|B", FilterKind.TEXT, 1, filter_parsing.PARENTHESIS_OPEN),
        ("A|'B", FilterKind.TEXT, 3, filter_parsing.QUOTE_OPEN),
        (">''", FilterKind.TEXT, 2, filter_parsing.NOT_COMPARABLE),
        ("A..B*", FilterKind.TEXT, 4, filter_parsing.NOT_COMPARABLE),
        ("5|x", FilterKind.NUMBER, 3, filter_parsing.NOT_A_NUMBER),
        ("12*4", FilterKind.NUMBER, 1, filter_parsing.NO_PATTERN),
        ("@5", FilterKind.NUMBER, 1, filter_parsing.NO_PATTERN),
        ("1.5", FilterKind.INTEGER, 1, filter_parsing.NOT_WHOLE),
        ("9" * 31, FilterKind.NUMBER, 1, filter_parsing.TOO_MANY_DIGITS),
        ("t..x", FilterKind.DATE, 4, filter_parsing.NOT_A_DATE),
        ("-9999Y", FilterKind.DATE, 1, filter_parsing.NOT_A_DATE),
        ("sat|s", FilterKind.DATE, 5, filter_parsing.AMBIGUOUS),
        ("maybe", FilterKind.BOOLEAN, 1, filter_parsing.NEITHER_YES_NOR_NO),
        ("lost", FilterKind.CHOICE, 1, filter_parsing.NOT_A_CHOICE),
        ("open|>open", FilterKind.CHOICE, 6, filter_parsing.NO_ORDER),
        ("no..yes", FilterKind.BOOLEAN, 3, filter_parsing.NO_ORDER),
        ("A\0", FilterKind.TEXT, 2, filter_parsing.NOT_STORABLE),
        ("\ud800", FilterKind.TEXT, 1, filter_parsing.NOT_STORABLE),
        ("A" * 2001, FilterKind.TEXT, 2001, filter_parsing.TOO_LONG),
        ("A|" * MOST_PARTS + "A", FilterKind.TEXT, 501, filter_parsing.TOO_MANY_PARTS),
        ("(" * 21 + "A" + ")" * 21, FilterKind.TEXT, 21, filter_parsing.TOO_DEEP),
    ],
)
def test_a_wrong_filter_is_told_with_its_place(
    text: str, kind: FilterKind, position: int, wrong: str
) -> None:
    with pytest.raises(FilterWrong) as refusal:
        parsed(text, kind)
    assert (refusal.value.text, refusal.value.position) == (wrong, position)


def test_what_is_wrong_names_what_would_be_right() -> None:
    with pytest.raises(FilterWrong, match="“lost” at position 6 is none of open, pending_approval"):
        parsed("open|lost", FilterKind.CHOICE)
    with pytest.raises(FilterWrong, match="may mean Saturday, Sunday"):
        parsed("s", FilterKind.DATE)
    with pytest.raises(FilterWrong, match="neither yes nor no"):
        parsed("ja", FilterKind.BOOLEAN)


def test_the_largest_filters_are_read() -> None:
    assert len(str(parsed("A" * LONGEST_FILTER))) > LONGEST_FILTER
    assert isinstance(parsed("|".join("A" * MOST_PARTS)), AnyOf)
    assert parsed("(" * DEEPEST_PARENTHESES + "A" + ")" * DEEPEST_PARENTHESES) == equal("A")


@pytest.mark.parametrize("kind", FilterKind)
@given(data=st.data())
def test_a_printed_filter_reads_back(kind: FilterKind, data: st.DataObject) -> None:
    found = data.draw(filters(kind))
    assert parse_filter(print_filter(found, READING), kind, READING) == found


@given(text=st.text(SIGNS, max_size=20) | st.text(max_size=20), kind=ALL_KINDS)
def test_any_text_is_a_filter_or_wrong_at_a_place(text: str, kind: FilterKind) -> None:
    found = filter_or_place(text, kind)
    if isinstance(found, Filter):
        assert parse_filter(print_filter(found, READING), kind, READING) == found
    else:
        assert 1 <= found <= len(text) + 1


def filter_or_place(text: str, kind: FilterKind) -> Filter | int:
    try:
        return parse_filter(text, kind, READING)
    except FilterWrong as wrong:
        return wrong.position


@pytest.mark.parametrize("kind", FilterKind)
def test_an_example_is_a_filter(kind: FilterKind) -> None:
    text = example(kind, READING)
    assert print_filter(parse_filter(text, kind, READING), READING) == text


def test_choices_that_are_not_known_are_taken_as_typed() -> None:
    reading = canonical_reading(WORK_DATE)
    found = parse_filter("Overdue", FilterKind.CHOICE, reading)
    assert found == Filter(FilterKind.CHOICE, equal("Overdue"))
    assert example(FilterKind.CHOICE, reading) == "<>''"


@pytest.mark.parametrize(
    ("kind", "parts"),
    [(AnyOf, (equal("A"),)), (AllOf, (AllOf((equal("A"), equal("B"))), equal("C")))],
)
def test_conditions_are_joined_in_one_way_only(
    kind: type[AnyOf | AllOf], parts: tuple[Condition, ...]
) -> None:
    with pytest.raises(ValueError, match="not joined"):
        kind(parts)


@pytest.mark.parametrize("parts", [(), ("",), ("a", "b")])
def test_a_pattern_is_made_in_one_way_only(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no pattern"):
        Pattern(parts)


def test_a_range_has_a_side() -> None:
    with pytest.raises(ValueError, match="side"):
        Range(None, None)
