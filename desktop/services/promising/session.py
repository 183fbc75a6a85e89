"""Delivery dates for the lines of sales orders: read at once, calculated, nothing written (03 §5).

The number of statements does not depend on the number of lines, events or dates (PF31).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refusal, SeveralRefusals
from desktop.models.promising import OrderPromisingSetup
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.keys import DocumentKey
from desktop.models.values.numbers import ZERO
from desktop.services.availability.bom import Part, items_in, read_bom
from desktop.services.availability.events import ALL_KINDS, EventKind, Wanted, day_totals
from desktop.services.availability.figures import balances_of, look_ahead_of
from desktop.services.availability.stockout import overdue_of
from desktop.services.availability.supply_times import Supplied, supply_times
from desktop.services.context import Progress, UserContext
from desktop.services.items.stock import Scope
from desktop.services.promising.choices import Asked, Choice
from desktop.services.promising.dates import first_shipment_date, typed_delivery
from desktop.services.promising.lines import (
    FINEST,
    Bom,
    Component,
    Kit,
    LineToPromise,
    Method,
    Promise,
    Supplies,
)
from desktop.services.promising.own_supply import read_kits, read_proposals
from desktop.services.promising.ranking import LineKey, OwnEvent, SalesDemand
from desktop.services.promising.reading import (
    OpenLine,
    items_of_orders,
    open_lines_alone,
    open_sales,
)
from desktop.services.promising.shown import Overdue, PromisedLine, limits_of, shown
from desktop.services.promising.stocks import Change, Stocks
from desktop.services.promising.trial import Trial
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.release import line_field_refusals


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
    choice = Choice(Method.ATP, as_soon_as_possible=as_soon_as_possible)
    asked = Asked.of_order(key.no, choice, lines)
    check_scopes(load_document(session, key, context), asked)
    return answers(session, asked, context)


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
    choice = Choice(Method.CTP, as_soon_as_possible=as_soon_as_possible)
    asked = Asked.of_order(key.no, choice, lines)
    check_scopes(load_document(session, key, context), asked)
    return answers(session, asked, context)


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
    return answers(session, Asked(frozenset(order_nos), Choice(method)), context, progress)


@dataclass(frozen=True)
class Gathered:
    """Everything that was read for one calculation."""

    lines: list[OpenLine]
    others: list[SalesDemand]
    stocks: Stocks
    supplies: Supplies
    kits: Mapping[LineKey, Kit]
    own: list[OwnEvent]
    overdue: Overdue


def check_scopes(document: Document, asked: Asked) -> None:
    """Refuse lines without their mandatory location or variant: nobody knows what they take.

    Raises LineFieldMissing, or SeveralRefusals when there are many.
    """
    missing = [
        refusal
        for refusal in line_field_refusals(document)
        if refusal.field in _OF_SCOPE and asked.includes(_line_of(document, refusal))
    ]
    if len(missing) > 1:
        raise SeveralRefusals(missing, record=document.ref)
    if missing:
        raise missing[0]


def _line_of(document: Document, refusal: Refusal) -> LineKey:
    return LineKey(document.header.no, int(str(refusal.parameters["line_no"])))


_OF_SCOPE = ("variant_code", "location_code")


def answers(
    session: Session, asked: Asked, context: UserContext, progress: Progress | None = None
) -> tuple[PromisedLine, ...]:
    """The dates of all lines that are asked for, by order and line; nothing is written."""
    read = gather(session, asked, context)
    wanted = {line.key: line for line in read.lines if asked.includes(line.key)}
    questions = [question(line, read, asked, context.work_date) for line in wanted.values()]
    demands = [demand for line in read.lines if (demand := line.demand) is not None]
    demands += read.others
    # Of many orders nobody looks at profiles, which cost a look at every receipt.
    has_profiles = len(asked.order_nos) == 1
    trial = Trial(read.stocks, demands, read.supplies, read.own, has_profiles=has_profiles)
    promises = list(_told(trial.promises(questions), len(questions), progress))
    limits = limits_of(session, wanted, promises, read.overdue)
    told = (shown(wanted[each.key], each, limits, asked) for each in promises)
    return tuple(sorted(told, key=lambda line: (line.document_no, line.line_no)))


def _told(promises: Iterator[Promise], total: int, progress: Progress | None) -> Iterator[Promise]:
    for done, promise in enumerate(promises, start=1):
        if progress is not None:
            progress.check_cancelled()
            progress.step(done, total)
        yield promise


def gather(
    session: Session, asked: Asked, context: UserContext, *, with_others: bool = True
) -> Gathered:
    """All that the answers depend on, in a fixed number of statements.

    Without others, the lines of orders that are not asked about take nothing.

    What exists for the asked lines only, such as earlier proposals, is not in the stocks but in
    `own`; with `asked.keeps_proposals` these are supply like any other.
    """
    work_date = context.work_date
    look_ahead = look_ahead_of(session)
    asked_items = items_of_orders(session, asked.order_nos)
    bom_rows = read_bom(session, asked_items)
    item_nos = asked_items | set(items_in(bom_rows))
    bom = {parent: tuple(map(_component, parts)) for parent, parts in bom_rows.items()}
    kits, of_kits = read_kits(session, asked.order_nos, bom)
    proposed = [] if asked.keeps_proposals else read_proposals(session, asked.order_nos)
    own = [each for each in (*of_kits, *proposed) if asked.includes(each.key)]
    kinds = ALL_KINDS - {EventKind.SALES}
    counted = item_nos | {event.scope.item_no for event in own}
    read = open_sales if with_others else open_lines_alone
    sales = read(session, counted, asked.order_nos, work_date)
    rows = day_totals(session, Wanted.of_items(counted, kinds=kinds))
    stocks = Stocks(work_date, balances_of(rows, work_date, look_ahead), look_ahead)
    for event in own:
        # The trial counts it for its own line, so that it can be taken out for that line only.
        stocks.remove(Change(event.scope, event.day, event.quantity))
    supplies = _supplies(session, bom, sales.lines, work_date)
    overdue = Overdue(work_date, overdue_of(rows, work_date))
    return Gathered(sales.lines, sales.others, stocks, supplies, kits, own, overdue)


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


def question(line: OpenLine, read: Gathered, asked: Asked, work_date: date) -> LineToPromise:
    """What is asked for a line."""
    kit = read.kits.get(line.key)
    of_kit = ZERO if kit is None else kit.quantity
    choice = asked.choice_of(line.key) or Choice(Method.NONE)
    return LineToPromise(
        key=line.key,
        rank=line.rank,
        scope=line.scope,
        quantity=line.quantity,
        need=max(line.quantity - line.reserved - of_kit, ZERO),
        start=_start(line, choice, work_date),
        original_shipment_date=line.dates.shipment_date,
        reserved_until=line.reserved_until,
        location=line.terms.location,
        source=line.source,
        purchase=line.purchase,
        kit=kit,
        method=choice.method,
    )


def _start(line: OpenLine, choice: Choice, work_date: date) -> date:
    """S of PF21; a typed delivery date asks for the shipment that serves it (PF39)."""
    if choice.planned_delivery_date is not None:
        typed = typed_delivery(line.dates, choice.planned_delivery_date, line.terms)
        return max(typed.shipment_date or work_date, work_date)
    return first_shipment_date(
        line.requested_shipment_date,
        work_date,
        as_soon_as_possible=choice.as_soon_as_possible,
    )
