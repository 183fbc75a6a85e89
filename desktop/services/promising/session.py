"""Delivery dates for the lines of sales orders: read at once, calculated, nothing written (03 §5).

The number of statements does not depend on the number of lines, events or dates (PF31).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import SeveralRefusals
from desktop.models.promising import OrderPromisingSetup
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.keys import DocumentKey
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.balance import Step
from desktop.services.availability.bom import Part, items_in, read_bom
from desktop.services.availability.event_sources import SUPPLY
from desktop.services.availability.events import (
    ALL_KINDS,
    Event,
    EventKind,
    Wanted,
    day_totals,
    documents,
)
from desktop.services.availability.figures import balances_of, in_unit, look_ahead_of
from desktop.services.availability.supply_times import Supplied, supply_times
from desktop.services.context import Progress, UserContext
from desktop.services.items.stock import Scope
from desktop.services.promising.dates import first_shipment_date, promised_dates
from desktop.services.promising.lines import (
    FINEST,
    Blocked,
    Bom,
    Component,
    Kit,
    LineToPromise,
    Method,
    Promise,
    Proposal,
    Supplies,
)
from desktop.services.promising.own_supply import read_kits, read_proposals
from desktop.services.promising.ranking import LineKey, OwnEvent
from desktop.services.promising.reading import OpenLine, items_of_orders, of_orders, open_lines
from desktop.services.promising.stocks import Change, Stocks
from desktop.services.promising.trial import Trial
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.release import line_field_refusals

LONGEST_WAIT = timedelta(days=14)
"""So long may goods that came lie behind closed days before they are shipped."""


@dataclass(frozen=True, slots=True)
class PromisedLine:
    """A line of the promising window; quantities in the line's unit (the data of 03 §3).

    `quantity` is outstanding, `required_quantity` what of it is not reserved.
    `limiting_document` is the supply for which the line waits; `profile` tells how much can be had
    from which day on (PF29).
    """

    document_no: str
    line_no: int
    scope: Scope
    unit: str
    quantity: Quantity
    required_quantity: Quantity
    requested_delivery_date: date | None
    requested_shipment_date: date | None
    original_shipment_date: date | None
    unavailable_quantity: Quantity
    earliest_shipment_date: date | None
    planned_shipment_date: date | None
    planned_delivery_date: date | None
    limiting_document: str | None
    method: Method
    proposals: tuple[Proposal, ...] = ()
    blocked: Blocked | None = None
    profile: tuple[Step, ...] = ()


def available_to_promise(
    session: Session,
    key: DocumentKey,
    context: UserContext,
    lines: Collection[int] | None = None,
    *,
    as_soon_as_possible: bool = False,
) -> tuple[PromisedLine, ...]:
    """When lines of an order (all, or some by number) can be shipped from what exists (PF20–PF29).

    Lines come in the order of the document. Nothing is written. Raises DocumentMissing, and
    LineFieldMissing (or SeveralRefusals) for a line without its mandatory location or variant.
    """
    asked = _Asked(frozenset({key.no}), lines, as_soon_as_possible)
    _check(load_document(session, key, context), asked)
    return tuple(_answers(session, asked, context, Method.ATP))


def capable_to_promise(
    session: Session,
    key: DocumentKey,
    context: UserContext,
    lines: Collection[int] | None = None,
    *,
    as_soon_as_possible: bool = False,
) -> tuple[PromisedLine, ...]:
    """The same with new purchases and assemblies for what is short (PF32–PF37).

    Raises PromiseOfCycle and PromiseTooDeep besides.
    """
    asked = _Asked(frozenset({key.no}), lines, as_soon_as_possible)
    _check(load_document(session, key, context), asked)
    return tuple(_answers(session, asked, context, Method.CTP))


def re_promise(
    session: Session,
    order_nos: Collection[str],
    context: UserContext,
    progress: Progress,
    method: Method = Method.ATP,
) -> tuple[PromisedLine, ...]:
    """The dates of all lines of many orders, by rank over one session (PF28, PF31).

    Nothing is written; `progress` is told of every line and may cancel.
    """
    return tuple(_answers(session, _Asked(frozenset(order_nos)), context, method, progress))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which lines of which orders."""

    order_nos: frozenset[str]
    line_nos: Collection[int] | None = None
    as_soon_as_possible: bool = False

    def includes(self, line_no: int) -> bool:
        return self.line_nos is None or line_no in self.line_nos


@dataclass(frozen=True)
class _Read:
    """Everything that was read for one calculation."""

    lines: list[OpenLine]
    stocks: Stocks
    supplies: Supplies
    kits: Mapping[LineKey, Kit]
    own: list[OwnEvent]


def _check(document: Document, asked: _Asked) -> None:
    """Without its mandatory location or variant nobody knows of what a line takes."""
    missing = [
        refusal
        for refusal in line_field_refusals(document)
        if refusal.field in _OF_SCOPE and asked.includes(int(str(refusal.parameters["line_no"])))
    ]
    if len(missing) > 1:
        raise SeveralRefusals(missing, record=document.ref)
    if missing:
        raise missing[0]


_OF_SCOPE = ("variant_code", "location_code")


def _answers(
    session: Session,
    asked: _Asked,
    context: UserContext,
    method: Method,
    progress: Progress | None = None,
) -> list[PromisedLine]:
    read = _read(session, asked, context)
    wanted = {
        line.key: line
        for line in of_orders(read.lines, asked.order_nos)
        if asked.includes(line.key.line_no)
    }
    questions = [_question(line, read, asked, context.work_date) for line in wanted.values()]
    demands = [demand for line in read.lines if (demand := line.demand) is not None]
    # Of many orders nobody looks at profiles, which cost a look at every receipt.
    has_profiles = len(asked.order_nos) == 1
    trial = Trial(read.stocks, demands, read.supplies, read.own, has_profiles=has_profiles)
    promises = list(_told(trial.promises(questions, method), len(questions), progress))
    limits = _limits(session, wanted, promises)
    shown = (_shown(wanted[each.key], each, limits.get(each.key)) for each in promises)
    return sorted(shown, key=lambda line: (line.document_no, line.line_no))


def _told(promises: Iterator[Promise], total: int, progress: Progress | None) -> Iterator[Promise]:
    for done, promise in enumerate(promises, start=1):
        if progress is not None:
            progress.check_cancelled()
            progress.step(done, total)
        yield promise


def _read(session: Session, asked: _Asked, context: UserContext) -> _Read:
    """All that the answers depend on, in a fixed number of statements."""
    work_date = context.work_date
    look_ahead = look_ahead_of(session)
    asked_items = items_of_orders(session, asked.order_nos)
    bom_rows = read_bom(session, asked_items)
    item_nos = asked_items | set(items_in(bom_rows))
    bom = {parent: tuple(map(_component, parts)) for parent, parts in bom_rows.items()}
    kits, of_kits = read_kits(session, asked.order_nos, bom)
    own = [
        each
        for each in (*of_kits, *read_proposals(session, asked.order_nos))
        if asked.includes(each.key.line_no)
    ]
    kinds = ALL_KINDS - {EventKind.SALES}
    counted = item_nos | {event.scope.item_no for event in own}
    lines = open_lines(session, counted, work_date)
    rows = day_totals(session, Wanted.of_items(counted, kinds=kinds))
    stocks = Stocks(work_date, balances_of(rows, work_date, look_ahead), look_ahead)
    for event in own:
        # The trial counts it for its own line, so that it can be taken out for that line only.
        stocks.remove(Change(event.scope, event.day, event.quantity))
    supplies = _supplies(session, bom, of_orders(lines, asked.order_nos), work_date)
    return _Read(lines, stocks, supplies, kits, own)


def _component(part: Part) -> Component:
    return Component(
        item_no=part.item_no,
        quantity_per=part.quantity_per,
        variant_code=part.variant_code,
        critical=part.critical,
        lead_time_offset=DateFormula.parse(part.lead_time_offset),
        precision=part.precision or FINEST,
    )


def _supplies(session: Session, bom: Bom, lines: Iterable[OpenLine], work_date: date) -> Supplies:
    offset, horizon = session.execute(
        select(OrderPromisingSetup.offset_time, OrderPromisingSetup.ctp_horizon)
    ).one()
    scopes = set(_scopes(bom, {line.scope for line in lines}))
    times = supply_times(session, [Supplied(scope) for scope in sorted(scopes, key=str)])
    start = DateFormula.parse(offset).apply(work_date)
    return Supplies(
        promise_start=start,
        horizon=DateFormula.parse(horizon).apply(start),
        times={supplied.scope: found for supplied, found in times.items()},
        bom=bom,
    )


def _scopes(bom: Bom, scopes: set[Scope]) -> set[Scope]:
    """The scopes and those of everything below them, at the same location."""
    found: set[Scope] = set()
    waiting = list(scopes)
    while waiting:
        scope = waiting.pop()
        if scope not in found:
            found.add(scope)
            waiting += [part.at(scope.location_code) for part in bom.get(scope.item_no, ())]
    return found


def _question(line: OpenLine, read: _Read, asked: _Asked, work_date: date) -> LineToPromise:
    kit = read.kits.get(line.key)
    of_kit = ZERO if kit is None else kit.quantity
    return LineToPromise(
        key=line.key,
        rank=line.rank,
        scope=line.scope,
        quantity=line.quantity,
        need=max(line.quantity - line.reserved - of_kit, ZERO),
        start=first_shipment_date(
            line.requested_shipment_date,
            work_date,
            as_soon_as_possible=asked.as_soon_as_possible,
        ),
        original_shipment_date=line.dates.shipment_date,
        reserved_until=line.reserved_until,
        location=line.terms.location,
        source=line.source,
        purchase=line.purchase,
        kit=kit,
    )


def _limits(
    session: Session, lines: Mapping[LineKey, OpenLine], promises: Iterable[Promise]
) -> dict[LineKey, str]:
    """The supply for which each delayed line waits: the last that comes until its date."""
    waiting = {
        each.key: each.earliest_shipment_date
        for each in promises
        if each.earliest_shipment_date is not None
        and each.unavailable_quantity > 0
        and not each.proposals
    }
    scopes = {lines[key].scope for key in waiting}
    if not waiting:
        return {}
    supply = documents(
        session,
        Wanted.of_scopes(scopes, kinds=SUPPLY),
        first=min(waiting.values()) - LONGEST_WAIT,
        last=max(waiting.values()),
    )
    of_scope: dict[Scope, list[Event]] = defaultdict(list)
    for event in supply:
        if event.due is not None:
            of_scope[event.scope].append(event)
    limits = {}
    for key, day in waiting.items():
        events = of_scope[lines[key].scope]
        # They come in the order of their dates.
        place = bisect_right(events, day, key=lambda event: event.due or date.min)
        if place:
            limits[key] = events[place - 1].document_no
    return limits


def _shown(line: OpenLine, promise: Promise, limit: str | None) -> PromisedLine:
    shipment = promise.earliest_shipment_date
    dates = None if shipment is None else promised_dates(line.dates, shipment, line.terms)
    return PromisedLine(
        document_no=line.key.document_no,
        line_no=line.key.line_no,
        scope=line.scope,
        unit=line.unit,
        quantity=in_unit(line.quantity, line.qty_per_unit),
        required_quantity=in_unit(line.quantity - line.reserved, line.qty_per_unit),
        requested_delivery_date=line.dates.requested_delivery_date,
        requested_shipment_date=line.requested_shipment_date,
        original_shipment_date=line.dates.shipment_date,
        unavailable_quantity=in_unit(promise.unavailable_quantity, line.qty_per_unit),
        earliest_shipment_date=shipment,
        planned_shipment_date=dates.planned_shipment_date if dates else None,
        planned_delivery_date=dates.planned_delivery_date if dates else None,
        limiting_document=limit,
        method=promise.method,
        proposals=(*promise.proposals, *_for_kit(promise)),
        blocked=promise.blocked,
        profile=tuple(
            Step(step.day, in_unit(step.quantity, line.qty_per_unit)) for step in promise.profile
        ),
    )


def _for_kit(promise: Promise) -> Iterator[Proposal]:
    """What must be got for the parts of the line's own assembly order (PF36)."""
    for need in promise.needs:
        if need.supplied_by is not None:
            yield need.supplied_by
