"""How many of a kit can be made on a date, and which part is the bottleneck (PF7).

Stock is shared: a part that is used twice, also on different levels, is given out once. The
formula of the rule is the case in which no part is used twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING

from sqlalchemy.orm import Session

from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.bom import Bom, Part, items_in, read_bom
from desktop.services.availability.events import DayTotals, Wanted, day_totals
from desktop.services.availability.figures import at_location, balances_of

Stock = Mapping[tuple[str, str | None], Quantity]
"""What is free of each item and variant, in base units; what is absent is not there."""


@dataclass(frozen=True, slots=True)
class Makeable:
    """How many can be made, and the path to the part that stops more: item numbers, from above."""

    quantity: Quantity
    bottleneck: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A part in the tree below a kit; `level` 1 stands directly under it, `place` counts rows.

    `available` is what is free of it, `able_to_make` how many more of it could be made (in whole
    units), `enough_for` for how many of its parent both suffice.
    """

    place: int
    level: int
    part: Part
    available: Quantity
    able_to_make: Quantity
    enough_for: Quantity
    is_bottleneck: bool


def able_to_make(bom: Bom, item_no: str, stock: Stock) -> Makeable:
    """The largest whole number of an item that can be made of what is free (PF7).

    An item without a bill of materials cannot be made.
    """
    parts = bom.get(item_no)
    if not parts:
        return Makeable(ZERO)
    most = min(_rough_limit(bom, part, stock, (item_no,)) for part in parts)
    low, high = ZERO, most
    while low < high:
        middle = (low + high + 1) // 2
        if _Attempt(bom, stock).make(item_no, middle) is None:
            low = middle
        else:
            high = middle - 1
    missing = _Attempt(bom, stock).make(item_no, low + 1)
    return Makeable(low, missing or ())


def levels(bom: Bom, item_no: str, stock: Stock) -> tuple[LevelRow, ...]:
    """The tree below an item, each part followed by its own parts."""
    found: list[LevelRow] = []
    bottleneck = able_to_make(bom, item_no, stock).bottleneck
    _add_levels(found, bom, (item_no,), stock, bottleneck)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class KitLevels:
    """What can be made of a kit on a date, and the tree below it."""

    made: Makeable
    rows: tuple[LevelRow, ...]


def kit_levels(
    session: Session, item_no: str, location_code: str | None, day: date, work_date: date
) -> KitLevels:
    """How many of a kit can be made on a date; two statements.

    At one location ("" is the blank one), or with the parts of all when none is named.
    """
    bom = read_bom(session, [item_no])
    rows = day_totals(session, Wanted.of_items(items_in(bom)))
    stock = free_of_parts(at_location(rows, location_code), day, work_date)
    return KitLevels(able_to_make(bom, item_no, stock), levels(bom, item_no, stock))


def free_of_parts(rows: Iterable[DayTotals], day: date, work_date: date) -> Stock:
    """What these events leave free of each item and variant on a date, never below zero."""
    free: dict[tuple[str, str | None], Quantity] = {}
    for scope, balance in balances_of(rows, work_date).items():
        key = (scope.item_no, scope.variant_code)
        free[key] = free.get(key, ZERO) + balance.on(day)
    return {key: max(ZERO, quantity) for key, quantity in free.items()}


class _Attempt:
    """Tries to make a number of something out of a copy of what is free."""

    def __init__(self, bom: Bom, stock: Stock) -> None:
        self._bom = bom
        self._left = dict(stock)

    def make(
        self, item_no: str, quantity: Quantity, above: tuple[str, ...] = ()
    ) -> tuple[str, ...] | None:
        """Take all parts; None when it can be done, else the path to the part that is missing."""
        path = (*above, item_no)
        for part in self._bom.get(item_no, ()):
            missing = self._take(part, part.quantity_per * quantity, path)
            if missing is not None:
                return missing
        return None

    def _take(self, part: Part, needed: Quantity, path: tuple[str, ...]) -> tuple[str, ...] | None:
        key = (part.item_no, part.variant_code)
        from_stock = min(self._left.get(key, ZERO), needed)
        self._left[key] = self._left.get(key, ZERO) - from_stock
        still = needed - from_stock
        if still <= 0:
            return None
        if part.item_no in path or part.item_no not in self._bom:
            return (*path[1:], part.item_no)
        whole = still.to_integral_value(ROUND_CEILING)
        missing = self.make(part.item_no, whole, path)
        self._left[key] += whole - still
        return missing


def _rough_limit(bom: Bom, part: Part, stock: Stock, above: tuple[str, ...]) -> Quantity:
    """For how many of its parent a part would suffice if nothing else used its stock."""
    there = stock.get((part.item_no, part.variant_code), ZERO) + _rough_made(
        bom, part.item_no, stock, above
    )
    return there // part.quantity_per


def _rough_made(bom: Bom, item_no: str, stock: Stock, above: tuple[str, ...]) -> Quantity:
    if item_no in above or item_no not in bom:
        return ZERO
    path = (*above, item_no)
    return min(_rough_limit(bom, part, stock, path) for part in bom[item_no])


def _add_levels(
    found: list[LevelRow],
    bom: Bom,
    path: tuple[str, ...],
    stock: Stock,
    bottleneck: tuple[str, ...],
) -> None:
    for part in bom.get(path[-1], ()):
        is_cycle = part.item_no in path
        made = ZERO if is_cycle else able_to_make(bom, part.item_no, stock).quantity
        available = stock.get((part.item_no, part.variant_code), ZERO)
        below = (*path[1:], part.item_no)
        found.append(
            LevelRow(
                place=len(found) + 1,
                level=len(path),
                part=part,
                available=available,
                able_to_make=made,
                enough_for=(available + made) // part.quantity_per,
                is_bottleneck=bottleneck[: len(below)] == below,
            )
        )
        if not is_cycle:
            _add_levels(found, bom, (*path, part.item_no), stock, bottleneck)
