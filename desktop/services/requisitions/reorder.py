"""What the reorder plan proposes for one scope: a walk over its balance by date (PF53); pure.

The balance is the projected one: promises and reservations take part. All quantities are in the
base unit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from desktop.models.supply_words import ReorderingPolicy
from desktop.models.values.numbers import ZERO, Quantity, RoundingMode, round_to
from desktop.models.words import ReplenishmentSystem
from desktop.services.availability.lead_times import SupplyTimes

ONE = Quantity(1)


@dataclass(frozen=True, slots=True)
class Lots:
    """In which quantities a thing is ordered."""

    minimum_order_quantity: Quantity = ZERO
    order_multiple: Quantity = ZERO

    def sized(self, quantity: Quantity) -> Quantity:
        """A quantity, raised to the minimum and then up to a multiple."""
        least = max(quantity, self.minimum_order_quantity)
        if self.order_multiple <= 0:
            return least
        return round_to(least, self.order_multiple, RoundingMode.UP)


@dataclass(frozen=True, slots=True)
class Reordering:
    """When and how much of a scope is ordered."""

    policy: ReorderingPolicy
    safety_stock: Quantity = ZERO
    reorder_point: Quantity = ZERO
    reorder_quantity: Quantity = ZERO
    maximum_inventory: Quantity = ZERO
    lots: Lots = field(default_factory=Lots)


@dataclass(frozen=True, slots=True)
class SupplyPlan:
    """When something is ordered or started, comes in or is done, and can be used."""

    order_date: date
    ending_date: date
    due_date: date


@dataclass(frozen=True, slots=True)
class Proposed:
    """So much is to be ordered; what its order date misses is told where it is kept."""

    quantity: Quantity
    plan: SupplyPlan


def plan_until(times: SupplyTimes, due: date) -> SupplyPlan:
    """When to order or to start for a due date (PF13, PF15)."""
    if times.replenishment is ReplenishmentSystem.ASSEMBLY:
        made = times.start_for(due)
        return SupplyPlan(made.starting_date, made.ending_date, made.due_date)
    bought = times.order_for(due)
    return SupplyPlan(bought.order_date, bought.planned_receipt_date, bought.due_date)


def plan_from(times: SupplyTimes, day: date) -> SupplyPlan:
    """When what is ordered or started on a day is there (PF14, PF15)."""
    if times.replenishment is ReplenishmentSystem.ASSEMBLY:
        made = times.started_on(day)
        return SupplyPlan(made.starting_date, made.ending_date, made.due_date)
    bought = times.ordered_on(day)
    return SupplyPlan(bought.order_date, bought.planned_receipt_date, bought.due_date)


class Walk:
    """The balance of a scope by date, with what is proposed on the way."""

    def __init__(self, work_date: date, until: date | None, times: SupplyTimes) -> None:
        self._work_date = work_date
        self._until = until
        self._times = times
        self._net: dict[date, Quantity] = defaultdict(lambda: ZERO)
        self._receipts: dict[date, Quantity] = defaultdict(lambda: ZERO)
        self._net[work_date] = ZERO

    def add(self, day: date | None, quantity: Quantity) -> None:
        """Something is there (no day), comes or goes; overdue, it counts on the work date (PF3)."""
        counted = max(day or self._work_date, self._work_date)
        self._net[counted] += quantity
        if quantity > 0:
            self._receipts[counted] += quantity

    def proposals(self, reordering: Reordering) -> list[Proposed]:
        """What is to be ordered so that the policy holds until the last day."""
        if reordering.policy is ReorderingPolicy.LOT_FOR_LOT:
            return list(self._lot_for_lot(reordering))
        if reordering.policy in {ReorderingPolicy.FIXED_QTY, ReorderingPolicy.MAX_QTY}:
            return list(self._by_reorder_point(reordering))
        return []

    def _days(self) -> list[date]:
        return [day for day in sorted(self._net) if self._until is None or day <= self._until]

    def _lot_for_lot(self, reordering: Reordering) -> Iterator[Proposed]:
        balance = ZERO
        for day in self._days():
            balance += self._net[day]
            gap = reordering.safety_stock - balance
            if gap > 0:
                quantity = reordering.lots.sized(gap)
                balance += quantity
                yield Proposed(quantity, plan_until(self._times, day))

    def _by_reorder_point(self, reordering: Reordering) -> Iterator[Proposed]:
        """What is on its way when a new order would come counts as there.

        Else the plan would order again, day after day, what it has ordered already.
        """
        coming = _Coming(self._receipts)
        proposed, balance = ZERO, ZERO
        for day in self._days():
            balance += self._net[day]
            plan = plan_from(self._times, day)
            position = balance + proposed + coming.between(day, plan.due_date)
            quantity = _needed(reordering, position)
            if quantity > 0:
                yield Proposed(quantity, self._in_time(plan, day, balance + proposed))
                proposed += quantity

    def _in_time(self, plan: SupplyPlan, day: date, balance: Quantity) -> SupplyPlan:
        """Sooner, when the balance falls below zero before and that day can still be met."""
        short = next(self._short_days(day, balance), None)
        if short is None or short >= plan.due_date:
            return plan
        sooner = plan_until(self._times, short)
        return sooner if sooner.order_date >= self._work_date else plan

    def _short_days(self, day: date, balance: Quantity) -> Iterator[date]:
        """The days from this one on at whose end the balance is below zero."""
        for later in sorted(self._net):
            if later > day:
                balance += self._net[later]
            if later >= day and balance < 0:
                yield later


class _Coming:
    """How much comes in between two days."""

    def __init__(self, receipts: dict[date, Quantity]) -> None:
        self._days = sorted(receipts)
        self._sums = list(accumulate((receipts[day] for day in self._days), initial=ZERO))

    def between(self, after: date, until: date) -> Quantity:
        """After one day and until another."""
        first, last = bisect_right(self._days, after), bisect_right(self._days, until)
        return self._sums[max(first, last)] - self._sums[first]


def _needed(reordering: Reordering, position: Quantity) -> Quantity:
    """How much is ordered at a position; nothing above the reorder point."""
    short = reordering.reorder_point - position
    if short < 0:
        return ZERO
    if reordering.policy is ReorderingPolicy.MAX_QTY:
        wanted = reordering.maximum_inventory - position
    elif reordering.reorder_quantity > 0:
        # So many that the position is above the reorder point, not only at it.
        times = round_to(short, ONE, RoundingMode.DOWN, over=reordering.reorder_quantity) + ONE
        wanted = reordering.reorder_quantity * times
    else:
        return ZERO
    return reordering.lots.sized(wanted) if wanted > 0 else ZERO


def low_levels(bom: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """How deep below others each item is used at most: kits are planned before their parts.

    A bill of materials that contains itself is refused on entry (PF112); here it just ends.
    """
    levels: dict[str, int] = {}

    def sink(item_no: str, level: int, path: frozenset[str]) -> None:
        if item_no in path or levels.get(item_no, -1) >= level:
            return
        levels[item_no] = level
        for part in bom.get(item_no, ()):
            sink(part, level + 1, path | {item_no})

    for parent in bom:
        sink(parent, 0, frozenset())
    return levels
