"""What is asked for the lines of orders: which method for which line, or a typed date (PF39)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop.services.promising.lines import Method
from desktop.services.promising.ranking import LineKey


@dataclass(frozen=True, slots=True)
class Choice:
    """How the date of a line is to be found.

    A typed `planned_delivery_date` is not searched but checked: the answer is the shipment date
    for it, or a later one when that cannot be kept.
    """

    method: Method
    as_soon_as_possible: bool = False
    planned_delivery_date: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines of which orders are asked for; `usual` for those that `lines` does not name.

    Lines without a choice are left out: they are demand like any other. What earlier promises
    proposed for the lines is withdrawn first (PF40), unless `keeps_proposals` says otherwise.
    """

    order_nos: frozenset[str]
    usual: Choice | None = None
    lines: Mapping[LineKey, Choice] = field(default_factory=dict)
    keeps_proposals: bool = False

    @classmethod
    def of_order(
        cls, order_no: str, choice: Choice, line_nos: Collection[int] | None = None
    ) -> Asked:
        """One method for all lines of an order, or for some by number."""
        if line_nos is None:
            return cls(frozenset({order_no}), choice)
        lines = {LineKey(order_no, line_no): choice for line_no in line_nos}
        return cls(frozenset({order_no}), lines=lines)

    def choice_of(self, key: LineKey) -> Choice | None:
        """How a line is asked for; None when it is not."""
        return self.lines.get(key, self.usual)

    def includes(self, key: LineKey) -> bool:
        """Whether a line is asked for."""
        return self.choice_of(key) is not None
