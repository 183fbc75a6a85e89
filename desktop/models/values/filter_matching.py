"""Which values a filter finds.

Blank is a value that is not there, and the empty text. Blank is found by `''`, by `<>X` and by
negated patterns, and by nothing else: no range, no comparison and no pattern finds it. Texts are
equal when every character is; codes are compared in capitals; patterns ignore case. Texts are in
the order of their characters' numbers (Unicode), the same on every computer.

Of the days that move, CW, CM, CQ and CY alone (or after = and <>) are the whole week, month,
quarter or year; in a range or after < and > they are its last day, as everywhere (CU11).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fnmatch import fnmatchcase
from typing import Any

from desktop.models.values.date_formula import DateFormula, Term, Token
from desktop.models.values.days import days_of
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
)
from desktop.models.values.filter_reading import FilterKind, Value

_LITERALLY = str.maketrans({"*": "[*]", "?": "[?]", "[": "[[]"})


@dataclass(frozen=True, slots=True)
class Span:
    """Values from `low` to `high`, each with or without itself; None is open."""

    low: Any
    high: Any
    has_low: bool = True
    has_high: bool = True

    @property
    def is_one_value(self) -> bool:
        """Whether only one value lies in it."""
        return self.low is not None and self.low == self.high and self.has_low and self.has_high

    def __contains__(self, value: Any) -> bool:  # noqa: ANN401  (of the kind of the bounds)
        starts = self.low is None or value > self.low or (value == self.low and self.has_low)
        ends = self.high is None or value < self.high or (value == self.high and self.has_high)
        return starts and ends


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans of a filter's terms on one day.

    Attributes:
        kind: what the values are.
        today: the work date, from which moving days are counted.
        fiscal_year_start_month: the month in which accounting period 1 lies.

    """

    kind: FilterKind
    today: date
    fiscal_year_start_month: int = 1

    def of(self, term: Comparison | Range) -> Span:
        """The values that a comparison or range names; for <>, those that it leaves out.

        Moments lie from the start of a day to the start of another, which is not included. Raises
        ValueError when a day leads out of the calendar.
        """
        span = self._of_range(term) if isinstance(term, Range) else self._of_comparison(term)
        return _moments(span) if self.kind is FilterKind.DATETIME else span

    def _of_range(self, term: Range) -> Span:
        low = None if term.first is None else self._ends(term.first)[0]
        high = None if term.last is None else self._ends(term.last)[1]
        return Span(low, high)

    def _of_comparison(self, term: Comparison) -> Span:
        if term.sign.is_equality:
            return Span(*self._whole(term.value))
        first, last = self._ends(term.value)
        match term.sign:
            case Sign.GREATER:
                return Span(last, None, has_low=False)
            case Sign.GREATER_OR_EQUAL:
                return Span(first, None)
            case Sign.LESS:
                return Span(None, first, has_high=False)
            case _:
                return Span(None, last)

    def _whole(self, value: Value) -> tuple[Any, Any]:
        """The first and last value that a value standing alone means."""
        match value:
            case DateFormula((Term(token=Token.CURRENT, unit=unit, is_negative=False),)):
                first = Term(Token.CURRENT, unit=unit, is_negative=True)
                return first.apply(self.today), value.apply(self.today)
            case _:
                return self._ends(value)

    def _ends(self, value: Any) -> tuple[Any, Any]:  # noqa: ANN401  (of the kind)
        """The first and last value that a value means as the side of a range."""
        match self.kind:
            case FilterKind.CODE:
                return value.upper(), value.upper()
            case FilterKind.DATE | FilterKind.DATETIME:
                month = self.fiscal_year_start_month
                return days_of(value, self.today, fiscal_year_start_month=month)
            case _:
                return value, value


def matches(found: Filter, value: object, today: date, *, fiscal_year_start_month: int = 1) -> bool:
    """Whether a filter finds a value on a day; moments are aware.

    Raises ValueError when a day of the filter leads out of the calendar.
    """
    return _is_met(found.condition, value, Spans(found.kind, today, fiscal_year_start_month))


def _is_met(condition: Condition, value: Any, spans: Spans) -> bool:  # noqa: ANN401  (of the kind)
    is_blank = value is None or value == ""
    match condition:
        case AnyOf(parts):
            return any(_is_met(part, value, spans) for part in parts)
        case AllOf(parts):
            return all(_is_met(part, value, spans) for part in parts)
        case Blank(is_negated):
            return is_blank != is_negated
        case Pattern(parts, is_negated):
            return (not is_blank and _is_like(value, parts)) != is_negated
        case _:
            is_negated = isinstance(condition, Comparison) and condition.sign is Sign.NOT_EQUAL
            return (not is_blank and value in spans.of(condition)) != is_negated


def _is_like(value: str, parts: tuple[str | Wildcard, ...]) -> bool:
    pattern = "".join(
        part.value if isinstance(part, Wildcard) else part.lower().translate(_LITERALLY)
        for part in parts
    )
    return fnmatchcase(value.lower(), pattern)


# ---------------------------------------------------------------------------------------- moments


def _moments(days: Span) -> Span:
    """The moments of a span of days, on this computer's clock."""
    low = days.low and (start_of(days.low) if days.has_low else end_of(days.low))
    high = days.high and (end_of(days.high) if days.has_high else start_of(days.high))
    return Span(low, high, has_high=False)


def start_of(day: date) -> datetime:
    """The moment when a day begins on this computer's clock, in UTC."""
    midnight = datetime.combine(day, time())
    try:
        return midnight.astimezone(UTC)
    except (OverflowError, OSError, ValueError):
        # Some systems know no time zones for dates long ago or far ahead.
        return midnight.replace(tzinfo=UTC)


def end_of(day: date) -> datetime:
    """The moment when the day after begins; after the last day of all, the end of time."""
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return start_of(day + timedelta(days=1))
