"""Turning a list page's question into SQL: words, filter expressions, order and page.

An area gives its statement and a mapping of column names to SQL columns; what the user may
search, filter and sort by is exactly what that mapping has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement, SQLCoreOperations

from desktop.errors import FieldRefusal, RefusalCode
from desktop.models.columns import ExactDecimal
from desktop.models.values.dates import DateWords, parse_date_filter
from desktop.models.values.numbers import round_to
from desktop.services.list_query import ListQuery
from desktop.translation import N_

Statement = TypeVar("Statement", bound=sa.Select[Any])
Columns = Mapping[str, Any]

_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "<>": lambda column, value: column != value,
    ">=": lambda column, value: column >= value,
    "<=": lambda column, value: column <= value,
    ">": lambda column, value: column > value,
    "<": lambda column, value: column < value,
}
_SIGNED = re.compile(r"(?P<sign><>|>=|<=|>|<)(?P<value>.*)", re.DOTALL)
_YES = frozenset({"yes", "true", "1"})
_NO = frozenset({"no", "false", "0"})


class FilterNotUnderstood(FieldRefusal):
    """A filter expression means nothing for its column."""

    code = RefusalCode.LIST_FILTER
    text = N_(
        "{expression} is not a filter for {filtered_field}. "
        "Examples: A..B, >=100, <>X, A|B, *text*."
    )


def sum_or_zero(column: Any) -> Any:  # noqa: ANN401  (an exact column and a sum of it)
    """The sum of an exact column; 0 where there is nothing to add, so that 0 can be filtered."""
    nothing = 0 if isinstance(column.type, sa.Integer) else Decimal(0)
    return sa.func.coalesce(sa.func.sum(column), sa.literal(nothing, column.type))


def searched(search: str, *columns: SQLCoreOperations[Any]) -> list[ColumnElement[bool]]:
    """The conditions that every word of a search stands in one of the columns, ignoring case."""
    return [
        sa.or_(*(column.icontains(word, autoescape=True) for column in columns))
        for word in search.split()
    ]


def filtered(query: ListQuery, columns: Columns, today: date) -> list[ColumnElement[bool]]:
    """The conditions of a query's filters; raises FilterNotUnderstood."""
    return [
        filter_condition(name, columns[name], expression, today)
        for name, expression in query.filters.items()
        if name in columns and expression.strip()
    ]


def ordered(
    statement: Statement,
    order: Sequence[tuple[str, bool]],
    columns: Columns,
    key_names: Sequence[str],
) -> Statement:
    """The statement sorted as wanted; the key decides between equals, so that no row wanders.

    Blanks are the smallest values, on both databases.
    """
    wanted = [_sort_key(columns[name], down) for name, down in order if name in columns]
    sorting = {name for name, _down in order}
    rest = [columns[name] for name in key_names if name not in sorting]
    return statement.order_by(*wanted, *rest)


def _sort_key(column: Any, descending: bool) -> Any:  # noqa: ANN401, FBT001  (a column and its order)
    """Says where blanks go only where there can be any: PostgreSQL's indexes do without."""
    key = column.desc() if descending else column.asc()
    if not getattr(column, "nullable", True):
        return key
    return key.nulls_last() if descending else key.nulls_first()


def filter_condition(
    name: str, column: ColumnElement[Any], expression: str, today: date
) -> ColumnElement[bool]:
    """What one filter expression demands of a column: alternatives parted by `|`.

    Raises FilterNotUnderstood.
    """
    try:
        if isinstance(column.type, sa.Date) and not _SIGNED.match(expression.strip()):
            return _dates(column, expression, today)
        parts = [_part(column, part.strip(), today) for part in expression.split("|")]
    except (ValueError, InvalidOperation) as error:
        raise FilterNotUnderstood(field=name, filtered_field=name, expression=expression) from error
    return sa.or_(*parts)


def _dates(column: ColumnElement[Any], expression: str, today: date) -> ColumnElement[bool]:
    """Date words, formulas and ranges (CU14)."""
    conditions = []
    for first, last in parse_date_filter(expression, today, DateWords()):
        sides = [column >= first] if first is not None else []
        if last is not None:
            sides.append(column <= last)
        conditions.append(sa.and_(sa.true(), *sides))
    return sa.or_(*conditions)


def _part(column: ColumnElement[Any], part: str, today: date) -> ColumnElement[bool]:
    signed = _SIGNED.fullmatch(part)
    if signed is not None:
        value = _value(column, signed["value"].strip(), today)
        found: ColumnElement[bool] = _SIGNS[signed["sign"]](column, value)
        return found
    first, dots, last = part.partition("..")
    if dots:
        sides = [column >= _value(column, first.strip(), today)] if first.strip() else []
        if last.strip():
            sides.append(column <= _value(column, last.strip(), today))
        return sa.and_(sa.true(), *sides)
    is_text = isinstance(column.type, sa.String) and not isinstance(column.type, sa.Enum)
    if is_text and (part.startswith("@") or "*" in part):
        return _pattern(column, part)
    value = _value(column, part, today)
    return column.is_(None) if value is None else column == value


def _pattern(column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    """A text with `*` for anything; case is ignored."""
    pattern = part.removeprefix("@").replace("\\", "\\\\")
    pattern = pattern.replace("%", "\\%").replace("_", "\\_").replace("*", "%")
    return column.ilike(pattern, escape="\\")


def _value(column: ColumnElement[Any], text: str, today: date) -> Any:  # noqa: ANN401  (of the column's kind)
    if not text or text in {"''", '""'}:
        return None
    if isinstance(column.type, sa.Date):
        return parse_date_filter(text, today, DateWords())[0].first
    if isinstance(column.type, sa.Enum):
        return (column.type.enum_class or str)(text.lower())
    if isinstance(column.type, sa.Boolean):
        return _flag(text)
    if isinstance(column.type, ExactDecimal):
        return _figure(text, column.type.places)
    return int(text) if isinstance(column.type, sa.Integer) else text


def _figure(text: str, places: int) -> Decimal:
    figure = Decimal(text)
    if not figure.is_finite() or round_to(figure, Decimal(1).scaleb(-places)) != figure:
        raise ValueError(text)
    return figure


def _flag(text: str) -> bool:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    raise ValueError(text)
