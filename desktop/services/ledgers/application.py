"""Which outbound entry takes which inbound one, and what that costs (SD90–SD94).

A scope is an item in a variant at a location. Its stock is a list of layers, oldest first, or
a list of shortages, oldest first: goods never wait in stock while others are missing.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.models.values.numbers import ZERO, Amount, Quantity, UnitPrice, round_to
from desktop.models.words import CostingMethod
from desktop.services.ledgers.claims import Claims
from desktop.services.ledgers.costing import (
    Earmark,
    Layer,
    Shortage,
    pool_cost,
    provisional_cost,
)


class Application(NamedTuple):
    """A quantity that an outbound entry took of an inbound one, at a cost.

    The quantity is 0 where only value moves: the average of a pool draws on a neighbouring
    layer, or a receipt's cost changed later (SD92, SD95).
    """

    outbound_entry_no: int
    inbound_entry_no: int
    quantity: Quantity
    cost: Amount


class Coverage(NamedTuple):
    """An application that settles a shortage, and what its cost differs from the provisional."""

    application: Application
    adjustment: Amount


class Drawing(NamedTuple):
    """What leaving the stock cost: the applications, and what stock did not cover."""

    applications: list[Application]
    cost: Amount
    uncovered: Quantity


def _undo(layer: Layer, short: Shortage, precision: Amount) -> Coverage:
    """Settle what an undone entry lacks; what is left of the goods keeps what they did cost."""
    take = min(layer.remaining, short.remaining)
    proportional, released = layer.cost_of(take, precision), short.released(take, precision)
    cost = released if released <= layer.cost else proportional
    layer.leave_out(take, cost)
    short.remaining -= take
    return Coverage(Application(short.entry_no, layer.entry_no, take, cost), cost - released)


@dataclass(slots=True)
class ScopeStock:
    """The stock of one scope while a posting is planned; changes as movements are applied."""

    method: CostingMethod = CostingMethod.FIFO
    layers: list[Layer] = field(default_factory=list)
    shortages: list[Shortage] = field(default_factory=list)
    claims: Claims = field(default_factory=Claims)

    @property
    def available(self) -> Quantity:
        """What lies in stock; 0 while goods are missing."""
        return sum((layer.remaining for layer in self.layers), ZERO)

    def available_to(self, taker: Earmark | None) -> Quantity:
        """What of it goods for a sales line, or for something else, may take (PF103)."""
        return sum((layer.open_to(taker) for layer in self.layers), ZERO)

    @property
    def quantity(self) -> Quantity:
        """Stock less what is missing."""
        return self.available - sum((short.remaining for short in self.shortages), ZERO)

    def value(self, precision: Amount) -> Amount:
        """What the stock is worth; below zero while goods are missing."""
        missing = sum((short.value(precision) for short in self.shortages), ZERO)
        return sum((layer.value for layer in self.layers), ZERO) - missing

    def draw(
        self,
        entry_no: int,
        quantity: Quantity,
        unit_cost: UnitPrice,
        precision: Amount,
        *,
        fixed: Layer | None = None,
        owner: Hashable = None,
        taker: Earmark | None = None,
    ) -> Drawing:
        """Take goods out: `fixed` first if given, then the oldest layers; the rest is missing.

        What was bought for the sales line `taker` goes before others, at its own cost (PF103), then
        what is kept for `owner`; what is kept for others stays (PF46). The cost includes the
        provisional value of what is missing, at `unit_cost`.
        """
        takes = self._takes(quantity, fixed, owner, taker)
        taken = sum((take for _layer, take in takes), ZERO)
        costs = self._costs(takes, precision)
        applications = [
            Application(entry_no, layer.entry_no, take, cost)
            for (layer, take), cost in zip(takes, costs, strict=True)
        ]
        for (layer, take), cost in zip(takes, costs, strict=True):
            if layer.earmark is not None and layer.earmark == taker:
                layer.kept = max(layer.kept - take, ZERO)
            layer.take(take, cost)
        self.layers = [layer for layer in self.layers if layer.remaining]
        cost = sum(costs, ZERO)
        uncovered = quantity - taken
        if uncovered:
            provisional = provisional_cost(uncovered, unit_cost, precision)
            self.shortages.append(Shortage(entry_no, uncovered, uncovered, provisional))
            cost += provisional
        return Drawing(applications, cost, uncovered)

    def take_back(self, entry_no: int, layer: Layer) -> Drawing:
        """Take out all of an inbound entry that nothing was taken of, at exactly its cost.

        Where the average of a pool has moved the value of the layer, a neighbour bears the
        difference with quantity 0; without one the pool is empty and its whole value goes.
        """
        taken, value = layer.remaining, layer.value
        applications = [Application(entry_no, layer.entry_no, taken, value)]
        layer.take(taken, value)
        self.layers = [each for each in self.layers if each is not layer]
        difference = layer.cost - value
        if difference and self.layers:
            neighbour = self.layers[0]
            neighbour.take(ZERO, difference)
            applications.append(Application(entry_no, neighbour.entry_no, ZERO, difference))
            value += difference
        return Drawing(applications, value, ZERO)

    def receive(
        self,
        layer: Layer,
        precision: Amount,
        *,
        undone_entry_no: int | None = None,
        spared: Collection[int] = (),
    ) -> list[Coverage]:
        """Put goods in: what is not kept settles shortages first, the oldest first (SD94).

        Goods that come back because an entry is undone are no longer missing there, whatever else
        is: that comes before all, at exactly what it was valued at (CB92).
        `spared` are entries that are undone next.
        """
        undone = [short for short in self.shortages if short.entry_no == undone_entry_no]
        covered = [_undo(layer, short, precision) for short in undone]
        self.shortages = [short for short in self.shortages if short.remaining]
        for short in self.shortages:
            if short.entry_no in spared:
                continue
            take = min(layer.open_to(None), short.remaining)
            if not take:
                break
            cost = layer.cost_of(take, precision)
            released = short.released(take, precision)
            layer.take(take, cost)
            short.remaining -= take
            application = Application(short.entry_no, layer.entry_no, take, cost)
            covered.append(Coverage(application, cost - released))
        self.shortages = [short for short in self.shortages if short.remaining]
        if layer.remaining:
            self.layers.append(layer)
        return covered

    def _takes(
        self, quantity: Quantity, fixed: Layer | None, owner: Hashable, taker: Earmark | None
    ) -> list[tuple[Layer, Quantity]]:
        order = [] if fixed is None else [(fixed, fixed.remaining)]
        kept = dict[int, Quantity]()
        if taker is not None:
            order += [(each, each.kept) for each in self.layers if each.earmark == taker]
        if self.claims.by_entry:
            own, kept = self.claims.own(owner), self.claims.of_others(owner)
            order += [(each, own[each.entry_no]) for each in self.layers if each.entry_no in own]
        order += [(layer, layer.remaining) for layer in self.layers if layer is not fixed]
        takes = dict[int, tuple[Layer, Quantity]]()
        left = quantity
        for layer, most in order:
            if not left:
                break
            before = takes[layer.entry_no][1] if layer.entry_no in takes else ZERO
            free = layer.open_to(taker) - kept.get(layer.entry_no, ZERO) - before
            take = min(left, most, max(free, ZERO))
            if take:
                takes[layer.entry_no] = (layer, before + take)
                left -= take
        return list(takes.values())

    def _costs(self, takes: list[tuple[Layer, Quantity]], precision: Amount) -> list[Amount]:
        """What is taken of each layer costs; `takes` grows where a neighbour bears a balance.

        Goods that were bought for a sales line are outside the pool of an average item.
        """
        if self.method is not CostingMethod.AVERAGE or not takes:
            return [layer.cost_of(take, precision) for layer, take in takes]
        own = [(layer, take) for layer, take in takes if layer.kept]
        pooled = [(layer, take) for layer, take in takes if not layer.kept]
        costs = [layer.cost_of(take, precision) for layer, take in own]
        if pooled:
            taken = sum((take for _layer, take in pooled), ZERO)
            costs += self._average_costs(pooled, taken, precision)
        takes[:] = [*own, *pooled]
        return costs

    def _average_costs(
        self, takes: list[tuple[Layer, Quantity]], taken: Quantity, precision: Amount
    ) -> list[Amount]:
        """Spread the average cost so that the layers left always hold the value of the pool.

        A layer that is used up gives exactly its rest, the last one the balance; one in between of
        which something stays, because it is kept for others, gives the average. When nothing of the
        touched layers is left, a neighbour bears the balance with quantity 0; therefore the value
        of the pool is the sum of its open layers and no history needs to be read.
        """
        takes.sort(key=lambda each: each[1] != each[0].remaining)  # what is used up comes first
        pool = [layer for layer in self.layers if not layer.kept]
        balance = pool_cost(pool, taken, precision)
        if all(take == layer.remaining for layer, take in takes):
            touched = {id(layer) for layer, _take in takes}
            rest = next((layer for layer in pool if id(layer) not in touched), None)
            used_up = sum((layer.value for layer, _take in takes), ZERO)
            if rest is not None and used_up != balance:
                takes.append((rest, ZERO))
        costs = [
            layer.value
            if take == layer.remaining
            else round_to(balance, precision, times=take, over=taken)
            for layer, take in takes[:-1]
        ]
        costs.append(balance - sum(costs, ZERO))
        return costs
