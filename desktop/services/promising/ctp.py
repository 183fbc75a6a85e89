"""The earliest date with new purchases and assemblies for what is short (PF32–PF37); pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.errors import InvariantBroken
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import ReplenishmentSystem
from desktop.services.availability.lead_times import SupplyTimes
from desktop.services.items.stock import Scope
from desktop.services.promising.atp import (
    first_date,
    linked_date,
    part_scope,
    short_on,
    unavailable_quantity,
)
from desktop.services.promising.lines import (
    Blocked,
    Component,
    ComponentNeed,
    LineToPromise,
    Method,
    Promise,
    Proposal,
    Source,
    Supplies,
)
from desktop.services.promising.searching import first_working_day, working_day
from desktop.services.promising.stocks import Change, Stocks


@dataclass(frozen=True, slots=True)
class _Found:
    """What must be got for a line to be shipped on a date."""

    proposals: tuple[Proposal, ...] = ()
    needs: tuple[ComponentNeed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Work:
    """Work that is to start on a date, at a location, with the items above it."""

    times: SupplyTimes
    starting: date
    location_code: str | None
    path: tuple[str, ...]


def capable_to_promise(stocks: Stocks, line: LineToPromise, supplies: Supplies) -> Promise:
    """When a line can be shipped at the earliest, and what must be got for it just in time.

    The line's own demand must have been taken out of `stocks`. What is proposed is written into
    them (supply and what it is made of), so that the next line counts on it. Without a date the
    answer names what holds it up, and nothing is written.
    """
    return _Attempt(stocks, line, supplies).promise()


class _Attempt:
    """The search for one line's date."""

    def __init__(self, stocks: Stocks, line: LineToPromise, supplies: Supplies) -> None:
        self._stocks = stocks
        self._line = line
        self._supplies = supplies
        self._end = stocks.look_ahead.end(line.start)
        self._blocked: Blocked | None = None

    def promise(self) -> Promise:
        """The answer."""
        line = self._line
        unavailable = unavailable_quantity(self._stocks, line)
        if line.source is not Source.STOCK and line.purchase is not None:
            return Promise(line.key, Method.CTP, linked_date(line))
        first = working_day(first_date(line), line.location)
        last = max(self._supplies.horizon, first)
        found = first_working_day(first, last, line.location, self._is_possible)
        if found is None:
            return Promise(line.key, Method.CTP, None, unavailable, blocked=self._blocked)
        got = self._found_on(found)
        if got is None:
            raise InvariantBroken(f"{line.key} was possible on {found} and is not any more")
        if not got.proposals and not got.needs:
            found = self._covered_on(found)
        return Promise(line.key, Method.CTP, found, unavailable, got.proposals, got.needs)

    def _covered_on(self, day: date) -> date:
        """Within a bucket the promise waits for the receipt that covers it, as ATP does (PF25)."""
        exact = self._stocks.of(self._line.scope).earliest(self._line.need, day, self._end)
        return day if exact is None else working_day(max(day, exact), self._line.location)

    def _is_possible(self, day: date) -> bool:
        mark = self._stocks.mark
        found = self._found_on(day)
        self._stocks.roll_back(mark)
        return found is not None

    def _found_on(self, day: date) -> _Found | None:
        """What must be got for a date, written into the stocks; None when it cannot be."""
        line = self._line
        if line.source is not Source.STOCK:
            proposal = self._bought(line.scope, line.quantity, day, line.source)
            return None if proposal is None else _Found((proposal,))
        short = short_on(self._stocks, line, day)
        proposal = self._got(line.scope, short, day, ()) if short > 0 else None
        if short > 0 and proposal is None:
            return None
        needs = self._needs_of_kit(day)
        if needs is None:
            return None
        return _Found(() if proposal is None else (proposal,), needs)

    def _needs_of_kit(self, day: date) -> tuple[ComponentNeed, ...] | None:
        """What the linked assembly order takes and must be got for it (PF36).

        The demand of the parts is not kept: it moves with the order, as the caller books it.
        """
        kit, scope = self._line.kit, self._line.scope
        if kit is None:
            return ()
        times = self._supplies.times_of(scope)
        starting = times.start_for(day).starting_date
        if starting < self._stocks.work_date:
            self._block((scope.item_no,), starting, self._stocks.work_date)
            return None
        work = _Work(times, starting, scope.location_code, (scope.item_no,))
        parts = [(part.component, part.quantity) for part in kit.parts]
        needs = self._needs(work, parts)
        if needs is None:
            return None
        for part, need in zip(kit.parts, needs, strict=True):
            taken_back = Change(part_scope(self._line, part), need.due_date, part.quantity)
            self._stocks.add(taken_back)
        return tuple(replace(need, part=part) for part, need in zip(kit.parts, needs, strict=True))

    def _got(
        self, scope: Scope, quantity: Quantity, due: date, above: tuple[str, ...]
    ) -> Proposal | None:
        """Supply(item, quantity, due) of PF33, written into the stocks; None when it fails."""
        times = self._supplies.times_of(scope)
        if times.replenishment is ReplenishmentSystem.PURCHASE:
            return self._bought(scope, quantity, due, Source.STOCK, above)
        return self._made(scope, quantity, due, above)

    def _bought(
        self,
        scope: Scope,
        quantity: Quantity,
        due: date,
        source: Source,
        above: tuple[str, ...] = (),
    ) -> Proposal | None:
        times = self._supplies.times_of(scope)
        if source is Source.DROP_SHIPMENT:
            times = times.for_drop_shipment()
        dates = times.order_for(due)
        if dates.order_date < self._supplies.promise_start:
            self._block((*above, scope.item_no), dates.order_date)
            return None
        if source is Source.STOCK:
            self._stocks.add(Change(scope, due, quantity))
        return Proposal(
            scope=scope,
            quantity=quantity,
            replenishment=ReplenishmentSystem.PURCHASE,
            order_date=dates.order_date,
            ending_date=dates.planned_receipt_date,
            due_date=due,
            source=source,
            vendor_no=times.vendor_no,
        )

    def _made(
        self, scope: Scope, quantity: Quantity, due: date, above: tuple[str, ...]
    ) -> Proposal | None:
        times = self._supplies.times_of(scope)
        dates = times.start_for(due)
        path = (*above, scope.item_no)
        if dates.starting_date < self._supplies.promise_start:
            self._block(path, dates.starting_date)
            return None
        mark = self._stocks.mark
        work = _Work(times, dates.starting_date, scope.location_code, path)
        components = self._supplies.bom.get(scope.item_no, ())
        needs = self._needs(work, [(each, each.needed_for(quantity)) for each in components])
        if needs is None:
            self._stocks.roll_back(mark)
            return None
        self._stocks.add(Change(scope, due, quantity))
        return Proposal(
            scope=scope,
            quantity=quantity,
            replenishment=ReplenishmentSystem.ASSEMBLY,
            order_date=dates.starting_date,
            ending_date=dates.ending_date,
            due_date=due,
            components=needs,
        )

    def _needs(
        self, work: _Work, parts: list[tuple[Component, Quantity]]
    ) -> tuple[ComponentNeed, ...] | None:
        """What work takes, each part written before the next is looked at; None when one fails.

        Only a critical part can fail. What is not critical is booked after the others: it can
        always be had, so it must not take anything from what cannot (PF33).
        """
        needs = [
            ComponentNeed(
                scope=component.at(work.location_code),
                quantity_per=component.quantity_per,
                quantity=quantity,
                due_date=work.times.component_due(work.starting, component.lead_time_offset),
                critical=component.critical,
            )
            for component, quantity in parts
        ]
        for place, need in enumerate(needs):
            if not need.critical:
                continue
            covered = self._covered(need, work.path)
            if covered is None:
                return None
            needs[place] = covered
        for need in needs:
            if not need.critical:
                self._stocks.add(Change(need.scope, need.due_date, -need.quantity))
        return tuple(needs)

    def _covered(self, need: ComponentNeed, path: tuple[str, ...]) -> ComponentNeed | None:
        """A part's need with the supply of what is short, both written; None when it fails."""
        there = self._stocks.of(need.scope).lowest_from(need.due_date, self._end)
        short = min(max(need.quantity - there, ZERO), need.quantity)
        if short > 0:
            supply = self._got(need.scope, short, need.due_date, path)
            if supply is None:
                return None
            need = replace(need, supplied_by=supply)
        self._stocks.add(Change(need.scope, need.due_date, -need.quantity))
        return need

    def _block(self, path: tuple[str, ...], needed: date, earliest: date | None = None) -> None:
        """Remember what fails; the last one tried before giving up is told (PF34)."""
        times = self._supplies.times_of(self._line.scope)
        start = working_day(earliest or self._supplies.promise_start, times.location)
        self._blocked = Blocked(path, start, needed)
