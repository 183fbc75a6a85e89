"""Filters of lists in SQL: from the stored text of a filter to the condition on a column.

The rows found are those for which `filter_matching.matches` says yes; it tells the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from desktop.errors import FieldRefusal, RefusalCode
from desktop.models.columns import LARGEST_STORED, CodeType, ExactDecimal, UtcDateTime
from desktop.models.values.filter_expression import (
    AllOf,
    AnyOf,
    Blank,
    Comparison,
    Condition,
    Pattern,
    Range,
    Sign,
    Wildcard,
    example,
)
from desktop.models.values.filter_matching import Span, Spans
from desktop.models.values.filter_parsing import parse_filter
from desktop.models.values.filter_reading import FilterKind, canonical_reading
from desktop.models.values.numbers import RoundingMode, round_to
from desktop.translation import N_

_ESCAPE = "/"
_ESCAPED = str.maketrans({sign: _ESCAPE + sign for sign in (_ESCAPE, "%", "_")})
_LIKE = {Wildcard.ANY_TEXT: "%", Wildcard.ANY_CHARACTER: "_"}


class FilterNotUnderstood(FieldRefusal):
    """A filter expression means nothing for its column."""

    code = RefusalCode.LIST_FILTER
    text = N_("{expression} is not a filter for {filtered_field}. Type for example {example}.")


def filter_condition(
    name: str,
    column: ColumnElement[Any],
    expression: str,
    today: date,
    *,
    fiscal_year_start_month: int = 1,
) -> ColumnElement[bool]:
    """What a stored filter demands of a column, for a WHERE; the column's type says how it reads.

    Moving days and accounting periods count from `today`. Raises FilterNotUnderstood, which calls
    the column by its `name`.
    """
    filtered = _described(column)
    reading = canonical_reading(today, filtered.choices)
    try:
        found = parse_filter(expression, filtered.kind, reading)
        spans = Spans(filtered.kind, today, fiscal_year_start_month)
        return _Compiler(filtered, spans).condition(found.condition)
    except ValueError as error:
        raise FilterNotUnderstood(
            field=name,
            filtered_field=name,
            expression=expression,
            example=example(filtered.kind, reading),
        ) from error


# ------------------------------------------------------------------------------ what a column is


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a list and what its filters compare."""

    sql: ColumnElement[Any]
    kind: FilterKind
    choices: tuple[str, ...] = ()


_KINDS: tuple[tuple[type[Any], FilterKind], ...] = (
    (sa.Boolean, FilterKind.BOOLEAN),
    (ExactDecimal, FilterKind.NUMBER),
    (sa.Integer, FilterKind.INTEGER),
    (sa.Date, FilterKind.DATE),
    (UtcDateTime, FilterKind.DATETIME),
    (CodeType, FilterKind.CODE),
    (sa.String, FilterKind.TEXT),
)


def _described(column: ColumnElement[Any]) -> _Column:
    """A column with its kind; what is of no kind is compared as the text that it is stored as."""
    choices = _choices(column)
    if choices:
        return _Column(column, FilterKind.CHOICE, choices)
    kind = next((kind for type_, kind in _KINDS if isinstance(column.type, type_)), None)
    if kind is None:
        return _Column(sa.cast(column, sa.String), FilterKind.TEXT)
    return _Column(column, kind)


def _choices(column: ColumnElement[Any]) -> tuple[str, ...]:
    """The words of a column that has one of a closed set: of an enum, or of a CASE of words."""
    if isinstance(column.type, sa.Enum):
        return tuple(column.type.enums)
    plain = column.element if isinstance(column, sa.Label) else column
    if not isinstance(plain, sa.Case):
        return ()
    results = [result for _, result in plain.whens]
    results += [] if plain.else_ is None else [plain.else_]
    words = [getattr(result, "value", None) for result in results]
    return tuple(map(str, words)) if all(isinstance(word, str) for word in words) else ()


# ------------------------------------------------------------------------------------ conditions


class _Compiler:
    """Turns the conditions of one filter into SQL."""

    def __init__(self, column: _Column, spans: Spans) -> None:
        self._column = column.sql
        self._kind = column.kind
        self._spans = spans

    def condition(self, condition: Condition) -> ColumnElement[bool]:
        """The SQL of a condition. Raises ValueError for a day out of the calendar."""
        match condition:
            case AnyOf(parts):
                return sa.or_(*map(self.condition, parts))
            case AllOf(parts):
                return sa.and_(*map(self.condition, parts))
            case Blank(is_negated):
                return sa.not_(self._is_blank()) if is_negated else self._is_blank()
            case Pattern():
                return self._pattern(condition)
            case Comparison(Sign.NOT_EQUAL):
                return self._outside(self._span(condition))
            case _:
                return self._inside(self._span(condition))

    def _is_blank(self) -> ColumnElement[bool]:
        is_null = self._column.is_(None)
        return sa.or_(is_null, self._column == "") if self._kind.is_text else is_null

    def _pattern(self, pattern: Pattern) -> ColumnElement[bool]:
        like = "".join(
            _LIKE[part] if isinstance(part, Wildcard) else part.translate(_ESCAPED)
            for part in pattern.parts
        )
        is_like = self._column.ilike(like, escape=_ESCAPE)
        if pattern.is_negated:
            return sa.or_(self._is_blank(), sa.not_(is_like))
        return sa.and_(self._column != "", is_like)

    def _span(self, term: Comparison | Range) -> Span | None:
        """The stored values that a term names; None when nothing stored can be among them.

        Raises ValueError for a value with more places than any row has.
        """
        span = self._spans.of(term)
        if self._kind not in {FilterKind.NUMBER, FilterKind.INTEGER}:
            return span
        step = Decimal(1).scaleb(-getattr(self._column.type, "places", 0))
        if isinstance(term, Comparison) and term.sign.is_equality:
            _check_places(span.low, step)
        return _stored(span, step)

    def _inside(self, span: Span | None) -> ColumnElement[bool]:
        if span is None:
            return sa.false()
        if span.is_one_value:
            is_equal: ColumnElement[bool] = self._column == self._bound(span.low)
            return is_equal
        ordered = _by_code_point(self._column) if self._kind.is_text else self._column
        sides: list[ColumnElement[bool]] = []
        if span.low is not None:
            low = self._bound(span.low)
            sides.append(ordered >= low if span.has_low else ordered > low)
        elif self._kind.is_text:
            sides.append(self._column != "")
        if span.high is not None:
            high = self._bound(span.high)
            sides.append(ordered <= high if span.has_high else ordered < high)
        return sa.and_(*sides) if sides else self._column.is_not(None)

    def _outside(self, span: Span | None) -> ColumnElement[bool]:
        if span is None:
            return sa.true()
        if span.is_one_value:
            return self._column.is_distinct_from(self._bound(span.low))
        return sa.or_(self._column.is_(None), sa.not_(self._inside(span)))

    def _bound(self, value: Any) -> Any:  # noqa: ANN401  (of the column's kind)
        """A value as the column's type takes it."""
        if self._kind is FilterKind.INTEGER:
            # The column may be narrower than the number.
            return sa.literal(int(value), sa.BigInteger())
        if self._kind is FilterKind.CHOICE:
            word = getattr(self._column.type, "enum_class", None) or str
            return word(value)
        return value


def _check_places(number: Decimal | int, step: Decimal) -> None:
    if round_to(number, step) != number:
        raise ValueError(f"{number} is no multiple of {step}")


def _stored(span: Span, step: Decimal) -> Span | None:
    """The figures in a span that are multiples of a step; None when none can be stored.

    More than 0.000001 is 0.00001 or more where there are five places.
    """
    largest = step * LARGEST_STORED
    low = None if span.low is None else _least(span.low, step, is_included=span.has_low)
    high = None if span.high is None else _most(span.high, step, is_included=span.has_high)
    if low is not None and low > (largest if high is None else min(high, largest)):
        return None
    if high is not None and high < -largest:
        return None
    return Span(
        low if low is None or low > -largest else None,
        high if high is None or high < largest else None,
    )


def _least(number: Decimal | int, step: Decimal, *, is_included: bool) -> Decimal:
    """The least multiple of a step that is more than a number, or equal to it if included."""
    beyond = step * LARGEST_STORED * 2
    value = max(min(Decimal(number), beyond), beyond.copy_negate())
    found = round_to(value, step, RoundingMode.DOWN)
    return found + step if found < value or (found == value and not is_included) else found


def _most(number: Decimal | int, step: Decimal, *, is_included: bool) -> Decimal:
    """The greatest multiple of a step that is less than a number, or equal to it if included."""
    mirrored = Decimal(number).copy_negate()
    return _least(mirrored, step, is_included=is_included).copy_negate()


class _CodePoints(FunctionElement[str]):
    """A text that is ordered by its characters' numbers, as SQLite and Python do it."""

    type = sa.String()
    inherit_cache = True


def _by_code_point(column: ColumnElement[Any]) -> ColumnElement[str]:
    return _CodePoints(column)


@compiles(_CodePoints)
def _in_own_order(element: _CodePoints, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return compiler.process(element.clauses, **options)


@compiles(_CodePoints, "postgresql")
def _in_order_c(element: _CodePoints, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f'({compiler.process(element.clauses, **options)}) COLLATE "C"'
