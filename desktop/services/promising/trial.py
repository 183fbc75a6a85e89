"""Promising lines one after the other over one copy of what comes and goes (PF22, PF28); pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from desktop.models.values.numbers import Quantity
from desktop.services.promising.atp import available_to_promise, part_scope, profile_of
from desktop.services.promising.bom_check import BomCheck
from desktop.services.promising.ctp import capable_to_promise
from desktop.services.promising.lines import LineToPromise, Method, Promise, Supplies
from desktop.services.promising.ranking import LineKey, OwnEvent, Rank, SalesDemand
from desktop.services.promising.stocks import Change, Stocks


class Trial:
    """Promises lines in the order of their ranks; nothing but memory is changed.

    `stocks` hold all supply and all demand that is not of sales lines, without what `own` names;
    `demands` are those of sales lines, also of those that are to be promised. Takes
    O((events + lines) log days) steps; with `has_profiles` each line costs a look at every
    receipt. Serves for one run: the stocks are used up.
    """

    def __init__(
        self,
        stocks: Stocks,
        demands: Iterable[SalesDemand],
        supplies: Supplies,
        own: Iterable[OwnEvent] = (),
        *,
        has_profiles: bool = False,
    ) -> None:
        self._has_profiles = has_profiles
        self._stocks = stocks
        self._supplies = supplies
        self._bom_check = BomCheck(supplies.bom)
        self._settled: set[LineKey] = set()
        self._counted: dict[LineKey, list[Change]] = defaultdict(list)
        self._waiting = sorted(
            (each for each in demands if not self._counts_at_once(each)),
            key=lambda demand: demand.rank,
            reverse=True,
        )
        for event in own:
            self._count(event.key, Change(event.scope, event.day, event.quantity))

    def promises(self, lines: Iterable[LineToPromise]) -> Iterator[Promise]:
        """The answers, in the order of the ranks."""
        for line in sorted(lines, key=lambda line: line.rank):
            yield self._promise(line)

    def _counts_at_once(self, demand: SalesDemand) -> bool:
        if demand.is_promised:
            self._count(demand.key, _change_of(demand))
        return demand.is_promised

    def _promise(self, line: LineToPromise) -> Promise:
        self._count_until(line.rank)
        before = self._counted.pop(line.key, [])
        for change in before:
            self._stocks.remove(change)
        profile = profile_of(self._stocks, line) if self._has_profiles else ()
        promise = replace(self._answer(line), profile=profile)
        if promise.earliest_shipment_date is None:
            after = before
        else:
            after = self._taken(line, promise.earliest_shipment_date)
            # Its wish is answered: it must not count a second time on its old date.
            self._settled.add(line.key)
        for change in after:
            self._count(line.key, change)
        return replace(promise, spare=self._spare(line, promise))

    def _spare(self, line: LineToPromise, promise: Promise) -> Quantity | None:
        """What is still left on the promised date; None when the line takes nothing of stock."""
        day = promise.earliest_shipment_date
        if day is None or line.need <= 0 or not line.is_from_stock:
            return None
        return self._stocks.of(line.scope).lowest_from(day, self._stocks.look_ahead.end(line.start))

    def _answer(self, line: LineToPromise) -> Promise:
        if line.method is Method.CTP:
            self._bom_check.check(line.scope.item_no)
            return capable_to_promise(self._stocks, line, self._supplies)
        return available_to_promise(self._stocks, line, self._supplies.times_of(line.scope))

    def _count_until(self, rank: Rank) -> None:
        """From now on every wish of a lower rank counts (PF22)."""
        while self._waiting and self._waiting[-1].rank < rank:
            demand = self._waiting.pop()
            if demand.key not in self._settled:
                self._count(demand.key, _change_of(demand))

    def _count(self, key: LineKey, change: Change) -> None:
        self._stocks.add(change)
        self._counted[key].append(change)

    def _taken(self, line: LineToPromise, day: date) -> list[Change]:
        """What a promised line takes: its need, and the parts of what is put together for it."""
        taken = (
            [Change(line.scope, day, -line.need)] if line.need > 0 and line.is_from_stock else []
        )
        if line.kit is not None:
            times = self._supplies.times_of(line.scope)
            starting = times.start_for(day).starting_date
            for part in line.kit.parts:
                due = times.component_due(starting, part.component.lead_time_offset)
                taken.append(Change(part_scope(line, part), due, -part.quantity))
        return taken


def _change_of(demand: SalesDemand) -> Change:
    return Change(demand.scope, demand.day, -demand.quantity)
