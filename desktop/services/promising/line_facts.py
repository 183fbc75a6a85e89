"""The fact box of a sales line with the date that could be promised for it (PF8)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import ZERO
from desktop.services.availability.buckets import LookAhead
from desktop.services.availability.events import DayTotals, EventKind
from desktop.services.availability.figures import balances_of
from desktop.services.availability.line_facts import (
    AnyRow,
    LineFacts,
    facts_of,
    line_facts,
    line_statement,
)
from desktop.services.availability.stockout import overdue_of
from desktop.services.context import UserContext
from desktop.services.promising.atp import date_without_kit, spare_on
from desktop.services.promising.choices import Asked, Choice
from desktop.services.promising.dates import first_shipment_date
from desktop.services.promising.lines import LineToPromise, Method
from desktop.services.promising.ranking import SalesDemand
from desktop.services.promising.reading import OpenLine, line_among_others, with_promise_columns
from desktop.services.promising.session import answers
from desktop.services.promising.shown import Overdue, Receipts, relies_on_overdue
from desktop.services.promising.stocks import Change, Stocks
from desktop.services.promising.trial import change_of


@dataclass(frozen=True, slots=True)
class PromisedFacts:
    """The figures of a line; `overdue_document` is a late receipt that its date relies on."""

    facts: LineFacts
    overdue_document: str | None = None


def facts_of_line(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> PromisedFacts | None:
    """The figures of a line; an order's earliest date is the one that can be promised, by rank.

    Lines of other documents have no rank: theirs is the first date that harms nobody. None for
    lines without an item of type inventory. At most five statements, unless a kit is put together
    for the line, whose components are then looked at too.
    """
    if key.type is not DocumentType.ORDER:
        facts = line_facts(session, key, line_no, context.work_date)
        return None if facts is None else PromisedFacts(facts)
    row = session.execute(with_promise_columns(line_statement(key, line_no))).one_or_none()
    if row is None:
        return None
    facts, rows = facts_of(session, row, context.work_date)
    if row.quantity <= 0:
        return PromisedFacts(facts)
    if row[0].qty_to_assemble_to_order > 0:
        return _with_kit(session, key, line_no, facts, context)
    return _among_others(session, row, facts, rows, context.work_date)


def _with_kit(
    session: Session, key: DocumentKey, line_no: int, facts: LineFacts, context: UserContext
) -> PromisedFacts:
    asked = Asked.of_order(key.no, Choice(Method.ATP), [line_no])
    for line in answers(session, asked, context):
        earliest = replace(facts, earliest=line.earliest_shipment_date)
        return PromisedFacts(earliest, line.overdue_document)
    return PromisedFacts(facts)


def _among_others(
    session: Session, row: AnyRow, facts: LineFacts, rows: list[DayTotals], work_date: date
) -> PromisedFacts:
    """The date of a line that takes nothing but stock; what was proposed for it is supply."""
    sales = line_among_others(session, row, work_date)
    [line] = sales.lines
    of_scope = [
        each for each in rows if each.scope == line.scope and each.kind is not EventKind.SALES
    ]
    stocks = _stocks(of_scope, LookAhead.parse(row.period, row.bucket), work_date)
    for demand in sales.others:
        if _counts(demand, line):
            stocks.add(change_of(demand))
    asked = _question(line, row, work_date)
    day = date_without_kit(stocks, asked)
    if day is not None and asked.is_from_stock:
        stocks.add(Change(asked.scope, day, -asked.need))
    overdue = Overdue(work_date, overdue_of(of_scope, work_date))
    is_late = relies_on_overdue(spare_on(stocks, asked, day), line.scope, overdue)
    relied_on = Receipts.of(of_scope).last_until(line.scope, overdue.last_day) if is_late else None
    return PromisedFacts(replace(facts, earliest=day), relied_on)


def _stocks(rows: list[DayTotals], look_ahead: LookAhead, work_date: date) -> Stocks:
    return Stocks(work_date, balances_of(rows, work_date, look_ahead), look_ahead)


def _counts(demand: SalesDemand, line: OpenLine) -> bool:
    """PF22: a promise, and the wish that stands before."""
    return demand.scope == line.scope and (demand.is_promised or demand.rank < line.rank)


def _question(line: OpenLine, row: AnyRow, work_date: date) -> LineToPromise:
    """What is not reserved is looked for; the rest comes with its reservations."""
    return LineToPromise(
        key=line.key,
        rank=line.rank,
        scope=line.scope,
        quantity=line.quantity,
        need=max(line.free, ZERO),
        start=first_shipment_date(line.requested_shipment_date, work_date),
        original_shipment_date=line.dates.shipment_date,
        reserved_until=row.all_until,
        location=line.terms.location,
        source=line.source,
        purchase=line.purchase,
    )
