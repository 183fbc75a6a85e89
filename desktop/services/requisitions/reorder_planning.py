"""Calculate reorder: what items by their reordering policies lack comes into the worksheet (PF53).

The number of statements does not depend on the number of items up to `AT_ONCE` of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from desktop.models.items import Item
from desktop.models.promising import STANDARD_WORKSHEET, ItemLocation, RequisitionLine
from desktop.models.supply_words import ReorderingPolicy, RequisitionOrigin
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.values.numbers import Quantity, round_to
from desktop.models.words import ItemType, ReplenishmentSystem
from desktop.services.availability.bom import Bom, read_bom
from desktop.services.availability.event_sources import EventKind
from desktop.services.availability.events import DayTotals, Wanted, day_totals
from desktop.services.availability.lead_times import SupplyTimes
from desktop.services.availability.supply_times import Supplied, supply_times
from desktop.services.context import UserContext
from desktop.services.items.stock import Scope
from desktop.services.requisitions.components import delete_proposals, put_components
from desktop.services.requisitions.filling import blank_line, mark_late, next_line_no, put_lines
from desktop.services.requisitions.reorder import Lots, Proposed, Reordering, Walk, low_levels
from desktop.services.requisitions.sales_lines import NewLines
from desktop.services.sales.quantities import FINEST

AT_ONCE = 500
"""Of so many items the events are read in one statement."""

PLACE_FIELDS = ("safety_stock", "reorder_point", "reorder_quantity", "maximum_inventory")


def reorder_planning(
    session: Session,
    context: UserContext,
    *,
    until: date | None = None,
    worksheet_name: str = STANDARD_WORKSHEET,
) -> NewLines:
    """Propose what is to be ordered until a day (None: whatever is known); nothing is accepted.

    What an earlier calculation proposed and nobody accepted goes.
    """
    is_planned = RequisitionLine.origin == RequisitionOrigin.REORDER_PLAN
    delete_proposals(session, worksheet_name, is_planned)
    items = _planned_items(session)
    if not items:
        return NewLines(worksheet_name)
    plan = _Plan(session, context, until, items)
    lines = list(plan.lines(worksheet_name))
    put_lines(session, lines, context)
    put_components(session, lines)
    return NewLines(worksheet_name, tuple(line.line_no for line in lines))


def _planned_items(session: Session) -> dict[str, Item]:
    found = session.scalars(
        select(Item)
        .where(
            Item.reordering_policy != ReorderingPolicy.NONE,
            Item.type == ItemType.INVENTORY,
            Item.blocked.is_(False),
        )
        .options(defer(Item.picture))
    )
    return {item.no: item for item in found}


class _Plan:
    """One calculation: kits before their parts, whose demand they add to (PF15)."""

    def __init__(
        self, session: Session, context: UserContext, until: date | None, items: Mapping[str, Item]
    ) -> None:
        self._session = session
        self._work_date = context.work_date
        self._until = until
        self._items = items
        self._bom: Bom = read_bom(session, items)
        self._places = _places(session, items)
        self._events = _events(session, list(items))
        scopes = self._scopes()
        self._times = supply_times(session, [Supplied(scope) for scope in scopes])
        self._walks = {scope: self._walk(scope) for scope in scopes}

    def lines(self, worksheet_name: str) -> Iterator[RequisitionLine]:
        """The proposals as lines of a worksheet."""
        line_no = next_line_no(self._session, worksheet_name)
        parts = {
            parent: [part.item_no for part in of_parent] for parent, of_parent in self._bom.items()
        }
        levels = low_levels(parts)
        for scope in sorted(self._walks, key=lambda each: (levels.get(each.item_no, 0), str(each))):
            for proposed in self._walks[scope].proposals(self._reordering(scope)):
                self._need_parts(scope, proposed)
                yield self._line(scope, proposed, worksheet_name, line_no)
                line_no += LINE_NO_STEP

    def _scopes(self) -> list[Scope]:
        """Where items lie, are wanted or have limits of their own; else the blank place."""
        found = {scope for scope, events in self._events.items() if _says_something(events)}
        found |= self._places.keys()
        known = {scope.item_no for scope in found}
        found |= {Scope(no) for no in self._items if no not in known}
        return sorted(
            (scope for scope in self._with_parts(found) if scope.item_no in self._items), key=str
        )

    def _with_parts(self, scopes: Iterable[Scope]) -> set[Scope]:
        """The scopes and those from which their kits are made, down to the last part."""
        reached: set[Scope] = set()
        waiting = list(scopes)
        while waiting:
            scope = waiting.pop()
            if scope not in reached:
                reached.add(scope)
                waiting += [
                    Scope(part.item_no, part.variant_code, scope.location_code)
                    for part in self._bom.get(scope.item_no, ())
                ]
        return reached

    def _walk(self, scope: Scope) -> Walk:
        walk = Walk(self._work_date, self._until, self._times[Supplied(scope)])
        for event in self._events.get(scope, ()):
            walk.add(event.due, _counted(event))
        return walk

    def _need_parts(self, scope: Scope, proposed: Proposed) -> None:
        """A proposed kit takes its parts when its work begins."""
        times: SupplyTimes = self._times[Supplied(scope)]
        if times.replenishment is not ReplenishmentSystem.ASSEMBLY:
            return
        starting = max(proposed.plan.order_date, self._work_date)
        for part in self._bom.get(scope.item_no, ()):
            walk = self._walks.get(Scope(part.item_no, part.variant_code, scope.location_code))
            if walk is not None:
                due = times.component_due(starting, DateFormula.parse(part.lead_time_offset))
                needed = round_to(part.quantity_per * proposed.quantity, part.precision or FINEST)
                walk.add(due, -needed)

    def _reordering(self, scope: Scope) -> Reordering:
        """The item's policy, with the limits of the place where it has its own."""
        item = self._items[scope.item_no]
        place = self._places.get(scope)
        limits: dict[str, Quantity] = {}
        for name in PLACE_FIELDS:
            own = getattr(place, name) if place is not None else None
            limits[name] = getattr(item, name) if own is None else own
        return Reordering(
            policy=item.reordering_policy,
            lots=Lots(item.minimum_order_quantity, item.order_multiple),
            **limits,
        )

    def _line(
        self, scope: Scope, proposed: Proposed, worksheet_name: str, line_no: int
    ) -> RequisitionLine:
        line = blank_line(worksheet_name, line_no)
        line.item_no, line.variant_code, line.location_code = scope
        line.unit_of_measure_code = self._items[scope.item_no].base_unit
        line.quantity = proposed.quantity
        line.replenishment_system = self._items[scope.item_no].replenishment_system
        line.origin = RequisitionOrigin.REORDER_PLAN
        plan = proposed.plan
        line.order_date, line.ending_date, line.due_date = (
            plan.order_date,
            plan.ending_date,
            plan.due_date,
        )
        mark_late(line, self._work_date)
        return line


def _counted(event: DayTotals) -> Quantity:
    """What moves the projected balance; stock that belongs to a special order is not there."""
    return event.free if event.kind is EventKind.EARMARK else event.quantity


def _says_something(events: Sequence[DayTotals]) -> bool:
    return any(event.quantity or event.reserved for event in events)


def _events(session: Session, item_nos: Sequence[str]) -> dict[Scope, list[DayTotals]]:
    found: dict[Scope, list[DayTotals]] = defaultdict(list)
    for start in range(0, len(item_nos), AT_ONCE):
        chunk = item_nos[start : start + AT_ONCE]
        for event in day_totals(session, Wanted.of_items(chunk)):
            found[event.scope].append(event)
    return found


def _places(session: Session, items: Mapping[str, Item]) -> dict[Scope, ItemLocation]:
    """The places that have limits of their own."""
    found = session.scalars(select(ItemLocation))
    return {
        Scope(each.item_no, each.variant_code or None, each.location_code or None): each
        for each in found
        if each.item_no in items and any(getattr(each, name) is not None for name in PLACE_FIELDS)
    }
