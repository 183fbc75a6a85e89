"""Turning a list page's question into SQL: filter expressions, order and sums.

An area gives its statement and a mapping of column names to SQL columns; what the user may
filter and sort by is exactly what that mapping has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from desktop.services.list_filters import filter_condition
from desktop.services.list_query import ListQuery

Statement = TypeVar("Statement", bound=sa.Select[Any])
Columns = Mapping[str, Any]


def sum_or_zero(column: Any) -> Any:  # noqa: ANN401  (an exact column and a sum of it)
    """The sum of an exact column; 0 where there is nothing to add, so that 0 can be filtered."""
    nothing = 0 if isinstance(column.type, sa.Integer) else Decimal(0)
    return sa.func.coalesce(sa.func.sum(column), sa.literal(nothing, column.type))


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
