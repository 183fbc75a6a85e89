"""Whose demand counts before whose: a given promise, then the earlier wish (PF22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from desktop.models.values.numbers import Quantity
from desktop.services.items.stock import Scope


class LineKey(NamedTuple):
    """A line of a sales order."""

    document_no: str
    line_no: int


class Rank(NamedTuple):
    """The place of a line among all wishes: the lower rank is served first."""

    requested_shipment_date: date
    order_date: date
    document_no: str
    line_no: int

    @classmethod
    def of(
        cls, key: LineKey, requested: date | None, order_date: date | None, work_date: date
    ) -> Rank:
        """The rank of a line; a line without a wish wants its goods on the work date (PF3)."""
        return cls(requested or work_date, order_date or date.min, *key)


@dataclass(frozen=True, slots=True)
class SalesDemand:
    """What a sales line takes of a scope: its free quantity, in base units and above zero.

    `is_promised` says that a promised delivery date is filled.
    """

    key: LineKey
    rank: Rank
    scope: Scope
    day: date | None
    quantity: Quantity
    is_promised: bool = False


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """What exists only for one line, and so does not count against it.

    A component of its linked assembly order (−), or supply (+) and components (−) that an earlier
    promise of the line proposed (PF22, PF40).
    """

    key: LineKey
    scope: Scope
    day: date | None
    quantity: Quantity
