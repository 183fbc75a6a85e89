"""Filters of lists: what one says, and how it is written.

    filter = all {"|" all}          one of them
    all    = one {"&" one}          every one of them; & binds tighter than |
    one    = "(" filter ")" | term
    term   = [sign] value           = <> > >= < <=, no sign is =
           | [value] ".." [value]   from the first to the last, both included
           | [= | <>] pattern       * is any text, ? any character; @ before it ignores case
           | [= | <>] "''"          blank

A value that has one of these signs in it stands in quotes, its own quotes doubled: 'A|B', 'it''s'.
Patterns always ignore case. `filter_parsing` reads this grammar, `filter_matching` says which
values a filter finds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from itertools import pairwise
from typing import TypeAlias

from desktop.models.values.date_formula import DateFormula
from desktop.models.values.days import DayWord
from desktop.models.values.filter_reading import FilterKind, FilterReading, Value


class Sign(StrEnum):
    """How a value is compared; the word is what is typed."""

    EQUAL = "="
    NOT_EQUAL = "<>"
    GREATER = ">"
    GREATER_OR_EQUAL = ">="
    LESS = "<"
    LESS_OR_EQUAL = "<="

    @property
    def is_equality(self) -> bool:
        """Whether the sign asks for the same value, or for any other."""
        return self in {Sign.EQUAL, Sign.NOT_EQUAL}


class Wildcard(Enum):
    """What stands for characters that are not named."""

    ANY_TEXT = "*"
    ANY_CHARACTER = "?"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Values that stand in a relation to one value."""

    sign: Sign
    value: Value


@dataclass(frozen=True, slots=True)
class Range:
    """Values from the first to the last, both included; None is open."""

    first: Value | None
    last: Value | None

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("a range needs a side")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Texts of a shape, whatever their case; without wildcards, the one text in any case."""

    parts: tuple[str | Wildcard, ...]
    is_negated: bool = False

    def __post_init__(self) -> None:
        texts = [isinstance(part, str) for part in self.parts]
        if not texts or "" in self.parts or any(map(all, pairwise(texts))):
            raise ValueError(f"{self.parts} is no pattern")


@dataclass(frozen=True, slots=True)
class Blank:
    """Rows without a value; negated, rows with one."""

    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Values that meet every condition; there are two or more."""

    parts: tuple[Condition, ...]

    def __post_init__(self) -> None:
        _check_joined(self)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Values that meet one condition or more; there are two or more."""

    parts: tuple[Condition, ...]

    def __post_init__(self) -> None:
        _check_joined(self)


Condition: TypeAlias = Comparison | Range | Pattern | Blank | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to in one column: a condition on values of a kind."""

    kind: FilterKind
    condition: Condition


def joined(kind: type[AllOf | AnyOf], parts: list[Condition]) -> Condition:
    """Conditions as one; what is joined in the same way already is taken apart."""
    flat: list[Condition] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else [part]
    return kind(tuple(flat)) if len(flat) > 1 else flat[0]


def _check_joined(node: AllOf | AnyOf) -> None:
    if len(node.parts) < 2 or any(isinstance(part, type(node)) for part in node.parts):  # noqa: PLR2004
        raise ValueError(f"{node.parts} are not joined conditions")


# ------------------------------------------------------------------------------------- in writing

_NEEDS_QUOTES = re.compile(r"\A\Z|\A[<>=@'.\s]|[|&()*?]|\.\.|\s\Z")


def print_filter(found: Filter, reading: FilterReading) -> str:
    """A filter as `parse_filter` reads it back with the same reading."""
    return _printed(found.condition, found.kind, reading)


def print_value(value: Value | None, kind: FilterKind, reading: FilterReading) -> str:
    """A value as it stands in a filter, in quotes where it needs them; None is nothing."""
    return "" if value is None else quoted(reading.spell(value, kind))


def print_parts(pattern: Pattern) -> str:
    """The text and wildcards of a pattern, without what stands before them."""
    return "".join(
        part.value if isinstance(part, Wildcard) else quoted(part) for part in pattern.parts
    )


def quoted(text: str) -> str:
    """A text as a filter has it: in quotes where a sign of the grammar would be seen in it."""
    return "'" + text.replace("'", "''") + "'" if _NEEDS_QUOTES.search(text) else text


def _printed(condition: Condition, kind: FilterKind, reading: FilterReading) -> str:
    match condition:
        case AnyOf(parts):
            return "|".join(_printed(part, kind, reading) for part in parts)
        case AllOf(parts):
            return "&".join(_inner(part, kind, reading) for part in parts)
        case Comparison(sign, value):
            shown = "" if sign is Sign.EQUAL else sign.value
            return shown + print_value(value, kind, reading)
        case Range(first, last):
            sides = (print_value(side, kind, reading) for side in (first, last))
            return "..".join(sides)
        case Blank(is_negated):
            return _negation(is_negated=is_negated) + "''"
        case Pattern(parts, is_negated):
            at = "" if any(isinstance(part, Wildcard) for part in parts) else "@"
            return _negation(is_negated=is_negated) + at + print_parts(condition)


def _inner(condition: Condition, kind: FilterKind, reading: FilterReading) -> str:
    text = _printed(condition, kind, reading)
    return f"({text})" if isinstance(condition, AnyOf) else text


def _negation(*, is_negated: bool) -> str:
    return Sign.NOT_EQUAL.value if is_negated else ""


# --------------------------------------------------------------------------------------- examples

_CODES = AnyOf((Range("C10000", "C19999"), Pattern(("D", Wildcard.ANY_TEXT))))
_FIGURES = AnyOf((Range(Decimal(100), Decimal("249.5")), Comparison(Sign.GREATER, Decimal(500))))
_DAYS = Range(DateFormula.parse("-30D"), DayWord.TODAY)
_EXAMPLES: dict[FilterKind, Condition] = {
    FilterKind.TEXT: Pattern((Wildcard.ANY_TEXT, "oak", Wildcard.ANY_TEXT)),
    FilterKind.CODE: _CODES,
    FilterKind.NUMBER: _FIGURES,
    FilterKind.INTEGER: AnyOf((Range(10, 20), Comparison(Sign.GREATER, 50))),
    FilterKind.DATE: _DAYS,
    FilterKind.DATETIME: _DAYS,
    FilterKind.BOOLEAN: Comparison(Sign.EQUAL, value=True),
}


def example(kind: FilterKind, reading: FilterReading) -> str:
    """A filter that a user may type for a kind, in the user's way; choices give theirs."""
    return _printed(_EXAMPLES.get(kind) or _choice_example(reading), kind, reading)


def _choice_example(reading: FilterReading) -> Condition:
    named: list[Condition] = [Comparison(Sign.EQUAL, word) for word in list(reading.choices)[:2]]
    return joined(AnyOf, named) if named else Blank(is_negated=True)
