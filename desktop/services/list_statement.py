"""Turning a list page's question into SQL: words, filter expressions, order and page.

An area gives its statement and a mapping of column names to SQL columns; what the user may
search, filter and sort by is exactly what that mapping has.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement, SQLCoreOperations

from desktop.services.list_filters import filter_condition
from desktop.services.list_query import ListQuery

Statement = TypeVar("Statement", bound=sa.Select[Any])
Columns = Mapping[str, Any]


def sum_or_zero(column: Any) -> Any:  # noqa: ANN401  (an exact column and a sum of it)
    """The sum of an exact column; 0 where there is nothing to add, so that 0 can be filtered."""
    return sa.func.coalesce(sa.func.sum(column), sa.literal(Decimal(0), column.type))


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


def ordered(statement: Statement, query: ListQuery, columns: Columns) -> Statement:
    """The statement sorted as wanted, one page of it; the first column decides between equals.

    Blanks are the smallest values, on both databases.
    """
    wanted = [
        columns[name].desc().nulls_last() if descending else columns[name].asc().nulls_first()
        for name, descending in query.order
        if name in columns
    ]
    last = next(iter(columns.values()))
    return statement.order_by(*wanted, last).limit(query.limit).offset(query.offset)
