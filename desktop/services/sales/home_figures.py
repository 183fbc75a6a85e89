"""What home shows of sales: its short lists, its figures, its months; `home` reads them.

Apart from the reading, because the tables that are read take long to map, and home comes first.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.models.values.numbers import Amount
from desktop.services.list_query import ListQuery

LATE = ListQuery(view="late", order=(("late_since", False), ("no", False)))
DUE = ListQuery(
    view="open", filters={"due_date": "..t"}, order=(("due_date", False), ("no", False))
)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A document of a short list: whose it is, for how many days it has waited, how much it is.

    `key` is what its page is opened with. The amount is in the currency named; an order's
    includes VAT, an invoice's is what is still to be paid.
    """

    key: Any
    no: str
    name: str
    days: int
    amount: Amount
    currency_code: str | None


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """A figure of a calendar month, and that of the same month a year before."""

    first_day: date
    value: Decimal
    year_before: Decimal


def last_months(today: date, count: int) -> tuple[date, ...]:
    """The first days of the last `count` months, the month of `today` last."""
    first = today.year * 12 + today.month - count
    return tuple(date((first + n) // 12, (first + n) % 12 + 1, 1) for n in range(count))


def last_day(first: date) -> date:
    """The last day of the month that begins with `first`."""
    return first.replace(day=monthrange(first.year, first.month)[1])
