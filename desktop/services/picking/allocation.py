"""Who gets the goods when there is not enough for all (PF133); no database.

Goods are given in the order of shipment date, order date, order number and line. A line takes
what is kept for it first, then what nobody has a claim on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from desktop.models.values.numbers import ZERO, Quantity, RoundingMode, round_to
from desktop.services.items.stock import Scope
from desktop.services.sales.quantities import FINEST


class PartKey(NamedTuple):
    """A part of an order line: what comes from stock, or the kits made for the order."""

    order_no: str
    line_no: int
    is_kit: bool = False


class Rank(NamedTuple):
    """The place in the queue for goods; what has no date wants them at the work date."""

    shipment_date: date
    order_date: date
    order_no: str
    line_no: int


@dataclass(frozen=True, slots=True)
class Need:
    """What a part takes from one scope, in base units; `own` is kept there for this part alone.

    Goods that are not counted in stock are there without limit.
    """

    scope: Scope
    base: Quantity
    own: Quantity = ZERO
    is_unlimited: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an order line that is still to be picked: `quantity` of its unit.

    It is given in multiples of `step`; of a kit all needs are given in proportion.
    """

    key: PartKey
    rank: Rank
    quantity: Quantity
    needs: tuple[Need, ...]
    step: Quantity = FINEST


@dataclass(frozen=True, slots=True)
class Given:
    """What a part gets: a quantity of its unit, and of each need the base quantity."""

    quantity: Quantity = ZERO
    bases: tuple[Quantity, ...] = ()


NOTHING = Given()


@dataclass(slots=True)
class Allocation:
    """Who gets what, and the orders that are left out because they are shipped whole or not.

    For each of those `left_out` tells what it would have got when it was found short.
    """

    given: dict[PartKey, Given] = field(default_factory=dict)
    left_out: dict[str, dict[PartKey, Given]] = field(default_factory=dict)

    def of(self, key: PartKey) -> Given:
        """What a part gets."""
        return self.given.get(key, NOTHING)

    def would_get(self, key: PartKey) -> Given:
        """What a part gets, or would have got if its order could go in part."""
        return self.left_out.get(key.order_no, self.given).get(key, NOTHING)


def allocate(
    parts: Iterable[Part], free: Mapping[Scope, Quantity], complete: Collection[str] = frozenset()
) -> Allocation:
    """Give goods to parts; `free` is what nobody has a claim on, `complete` orders go whole.

    An order of `complete` whose parts cannot all be given in full gets nothing, and what it
    would have taken goes to those behind it.
    """
    queue = sorted(parts, key=lambda part: (part.rank, part.key.is_kit))
    left_out: dict[str, dict[PartKey, Given]] = {}
    while True:
        given = _give(queue, free, left_out)
        short = _first_short(queue, given, complete, left_out)
        if short is None:
            return Allocation(given, left_out)
        left_out[short] = {key: each for key, each in given.items() if key.order_no == short}


def _first_short(
    queue: Sequence[Part],
    given: Mapping[PartKey, Given],
    complete: Collection[str],
    left_out: Collection[str],
) -> str | None:
    for part in queue:
        order_no = part.key.order_no
        is_judged = order_no in complete and order_no not in left_out
        if is_judged and given[part.key].quantity != part.quantity:
            return order_no
    return None


def _give(
    queue: Sequence[Part], free: Mapping[Scope, Quantity], left_out: Collection[str]
) -> dict[PartKey, Given]:
    pools = defaultdict(lambda: ZERO, free)
    given: dict[PartKey, Given] = {}
    for part in queue:
        if part.key.order_no in left_out:
            continue
        quantity = coverable(part, pools)
        bases = tuple(_share(need.base, quantity, part.quantity) for need in part.needs)
        for need, base in zip(part.needs, bases, strict=True):
            if not need.is_unlimited:
                pools[need.scope] -= max(base - need.own, ZERO)
        given[part.key] = Given(quantity, bases)
    return given


def coverable(part: Part, free: Mapping[Scope, Quantity]) -> Quantity:
    """How much of a part what is free and its own covers, in its unit and whole steps."""
    wanted: defaultdict[Scope, Quantity] = defaultdict(lambda: ZERO)
    own: defaultdict[Scope, Quantity] = defaultdict(lambda: ZERO)
    for need in part.needs:
        if not need.is_unlimited:
            wanted[need.scope] += need.base
            own[need.scope] += min(need.own, need.base)
    quantity = part.quantity
    for scope, base in wanted.items():
        there = own[scope] + max(free.get(scope, ZERO), ZERO)
        if there < base:
            share = round_to(
                part.quantity, part.step, RoundingMode.DOWN, times=max(there, ZERO), over=base
            )
            quantity = min(quantity, share)
    return quantity


def _share(base: Quantity, quantity: Quantity, whole: Quantity) -> Quantity:
    """The base quantity of a share; all of it for the whole."""
    if quantity == whole:
        return base
    return round_to(base, FINEST, times=quantity, over=whole)
