"""The promise board: promises that cannot be kept any more, the worst first (Beyond of 03 §3)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from desktop.models.promising import RequisitionLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import Quantity
from desktop.models.words import LineType
from desktop.services.availability.figures import in_unit
from desktop.services.context import UserContext
from desktop.services.promising.choices import Asked, Choice
from desktop.services.promising.dates import promised_dates
from desktop.services.promising.lines import LineToPromise, Method, Promise, Source
from desktop.services.promising.ranking import LineKey
from desktop.services.promising.reading import OpenLine
from desktop.services.promising.searching import working_day
from desktop.services.promising.session import Gathered, gather, question
from desktop.services.promising.trial import Trial

AnyRow: TypeAlias = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPromise:
    """A line that cannot be shipped on its date any more; quantities in its unit.

    `missing` is what will not be there on the shipment date, `possible_shipment_date` when the
    line could be shipped now, None when that is not known; `days_late` is counted from one to the
    other.
    """

    order_no: str
    line_no: int
    customer_no: str
    customer_name: str
    item_no: str
    variant_code: str
    location_code: str
    description: str
    unit_code: str
    outstanding: Quantity
    missing: Quantity
    promised_delivery_date: date | None
    shipment_date: date
    possible_shipment_date: date | None
    possible_delivery_date: date | None

    @property
    def key(self) -> DocumentKey:
        """The order, to be opened."""
        return DocumentKey(DocumentType.ORDER, self.order_no)

    @property
    def days_late(self) -> int | None:
        """How many days later than promised it can be shipped."""
        if self.possible_shipment_date is None:
            return None
        return (self.possible_shipment_date - self.shipment_date).days


def broken_promises(session: Session, context: UserContext) -> tuple[BrokenPromise, ...]:
    """The promised lines that cannot be met on their dates, the worst first.

    Every promise is given its goods by rank, none before its own date: promises that can be kept
    together are all kept, whatever the order. Wishes that are not promised do not matter. The
    number of statements does not depend on the number of lines.
    """
    orders = {row.document_no: row for row in session.execute(_promised_orders())}
    if not orders:
        return ()
    asked = Asked(frozenset(orders), Choice(Method.ATP), keeps_proposals=True)
    read = gather(session, asked, context, with_others=False)
    bought = _bought(session)
    lines = {
        line.key: line
        for line in read.lines
        if line.key.document_no in orders
        and line.dates.promised_delivery_date is not None
        and not _is_to_be_bought(line, bought)
    }
    questions = {
        key: _question(line, read, asked, context.work_date) for key, line in lines.items()
    }
    trial = Trial(read.stocks, (), read.supplies, read.own)
    found = [
        _row(orders[promise.key.document_no], lines[promise.key], questions[promise.key], promise)
        for promise in trial.promises(questions.values())
        if _is_broken(questions[promise.key], promise)
    ]
    return tuple(sorted(found, key=_severity))


def _promised_orders() -> Any:  # noqa: ANN401  (a statement)
    """The orders with promised lines, and whose they are."""
    header, line = SalesHeader, SalesLine
    return (
        select(
            line.document_no,
            header.sell_to_customer_no.label("customer_no"),
            header.sell_to_name.label("customer_name"),
        )
        .join(header, line.header)
        .where(
            line.document_type == DocumentType.ORDER,
            line.type == LineType.ITEM,
            line.outstanding_quantity_base > 0,
            line.promised_delivery_date.is_not(None),
        )
        .distinct()
    )


def _bought(session: Session) -> set[LineKey]:
    """The lines for which something that does not come into stock is to be bought."""
    line = RequisitionLine
    rows = session.execute(
        select(line.sales_order_no, line.sales_order_line_no).where(
            line.sales_order_no.is_not(None), line.accept_action_message.is_(True)
        )
    )
    return {LineKey(no or "", line_no or 0) for no, line_no in rows}


def _is_to_be_bought(line: OpenLine, bought: Container[LineKey]) -> bool:
    return line.source is not Source.STOCK and line.purchase is None and line.key in bought


def _question(line: OpenLine, read: Gathered, asked: Asked, work_date: date) -> LineToPromise:
    """Can it be shipped on its own date? Goods that are kept for it are not asked for again."""
    made = question(line, read, asked, work_date)
    start = max(line.dates.shipment_date or work_date, work_date)
    return replace(made, need=min(made.need, line.free), start=start, original_shipment_date=start)


def _is_broken(asked: LineToPromise, promise: Promise) -> bool:
    day = promise.earliest_shipment_date
    return day is None or day > working_day(asked.start, asked.location)


def _row(order: AnyRow, line: OpenLine, asked: LineToPromise, promise: Promise) -> BrokenPromise:
    day = promise.earliest_shipment_date
    dates = None if day is None else promised_dates(line.dates, day, line.terms)
    is_from_stock = line.source is Source.STOCK
    missing = promise.unavailable_quantity if is_from_stock else line.quantity
    return BrokenPromise(
        order_no=line.key.document_no,
        line_no=line.key.line_no,
        customer_no=order.customer_no or "",
        customer_name=order.customer_name,
        item_no=line.scope.item_no,
        variant_code=line.scope.variant_code or "",
        location_code=line.scope.location_code or "",
        description=line.description,
        unit_code=line.unit,
        outstanding=in_unit(line.quantity, line.qty_per_unit),
        missing=in_unit(missing, line.qty_per_unit),
        promised_delivery_date=line.dates.promised_delivery_date,
        shipment_date=line.dates.shipment_date or asked.start,
        possible_shipment_date=day,
        possible_delivery_date=dates.planned_delivery_date if dates else None,
    )


def _severity(row: BrokenPromise) -> tuple[bool, int, date, str, int]:
    """Those without any date first, then the latest, then by what was promised."""
    days = row.days_late
    return (
        days is not None,
        -(days or 0),
        row.promised_delivery_date or date.max,
        row.order_no,
        row.line_no,
    )
