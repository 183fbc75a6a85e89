"""Filters of every kind, as Hypothesis draws them."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from desktop.models.values.date_formula import DateFormula
from desktop.models.values.days import AccountingPeriod, Day, DayWord, Weekday
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
    joined,
)
from desktop.models.values.filter_reading import FilterKind, Value

WORK_DATE = date(2026, 1, 15)  # a Thursday
WORDS = ("open", "pending_approval", "released")

FEW_CHARACTERS = "aAbBöÖéÉßжЖ1. '|&()*?<>=@%_/\\[]!-"
"""Letters in both cases and in several scripts, and every sign that means something somewhere."""

SIGNS = "<>=@*?'|&(). ,:-+%_0123456789tTwWcCmMdDpPyesno"
"""What people type into a filter, whether it means anything or not."""

FORMULAS = ("-30D", "5D", "CM", "-CM", "CW", "CQ", "CY", "CD", "-CY+1M", "D15", "-WD3", "2W-1D")


def texts() -> st.SearchStrategy[str]:
    """Short texts, of which many are alike."""
    return st.text(FEW_CHARACTERS, min_size=1, max_size=3) | st.sampled_from(["ab", "AB", "Öb"])


def days() -> st.SearchStrategy[Day]:
    """Dates near the work date and far from it, and days that move."""
    near = st.integers(-40, 40).map(lambda count: WORK_DATE + timedelta(days=count))
    return st.one_of(
        near,
        st.dates(min_value=date(1000, 1, 1)),
        st.sampled_from(DayWord),
        st.builds(Weekday, st.integers(1, 7)),
        st.builds(AccountingPeriod, st.integers(1, 24)),
        st.sampled_from(FORMULAS).map(DateFormula.parse),
    )


def numbers() -> st.SearchStrategy[Decimal]:
    """Figures that are kept, and some that are too exact or too large for any column."""
    return (
        st.decimals(-20, 20, places=1)
        | st.decimals(-2, 2, places=7)
        | st.decimals(Decimal("-1e22"), Decimal("1e22"), places=6)
    )


def whole_numbers() -> st.SearchStrategy[int]:
    """Whole numbers around zero, and some that are too large for any column."""
    return st.integers(-5, 5) | st.integers(-(10**29), 10**29)


_VALUES: dict[FilterKind, st.SearchStrategy[Value]] = {
    FilterKind.TEXT: texts(),
    FilterKind.CODE: texts(),
    FilterKind.NUMBER: numbers(),
    FilterKind.INTEGER: whole_numbers(),
    FilterKind.DATE: days(),
    FilterKind.DATETIME: days(),
    FilterKind.BOOLEAN: st.booleans(),
    FilterKind.CHOICE: st.sampled_from(WORDS),
}


def filters(kind: FilterKind) -> st.SearchStrategy[Filter]:
    """Filters of a kind, with conditions inside conditions."""
    return _conditions(kind).map(lambda condition: Filter(kind, condition))


def _conditions(kind: FilterKind) -> st.SearchStrategy[Condition]:
    def lists(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        parts = st.lists(inner, min_size=2, max_size=3)
        return st.builds(joined, st.sampled_from((AllOf, AnyOf)), parts)

    return st.recursive(_terms(kind), lists, max_leaves=6)


def _terms(kind: FilterKind) -> st.SearchStrategy[Condition]:
    signs = [sign for sign in Sign if sign.is_equality or kind.has_order]
    value = _VALUES[kind]
    terms: st.SearchStrategy[Condition] = st.builds(Blank, st.booleans())
    terms |= st.builds(Comparison, st.sampled_from(signs), value)
    if kind.has_order:
        sides = st.tuples(value, value) | st.tuples(value, st.none()) | st.tuples(st.none(), value)
        terms |= sides.map(lambda side: Range(*side))
    return terms | _patterns() if kind.is_text else terms


def _patterns() -> st.SearchStrategy[Pattern]:
    def assembled(pieces: list[str | Wildcard]) -> tuple[str | Wildcard, ...]:
        apart: list[str | Wildcard] = []
        for piece in pieces:
            if apart and isinstance(apart[-1], str) and isinstance(piece, str):
                apart.append(Wildcard.ANY_TEXT)
            apart.append(piece)
        return tuple(apart)

    pieces = st.lists(texts() | st.sampled_from(Wildcard), min_size=1, max_size=4)
    return st.builds(Pattern, pieces.map(assembled), st.booleans())
