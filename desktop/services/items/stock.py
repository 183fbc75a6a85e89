"""How much of an item is there, comes and goes; and whether a line would fall short (SD34).

All quantities are in the base unit. A *scope* is an item in a variant at a location.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, groupby
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from desktop.models.columns import QuantityType
from desktop.models.items import Item
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import ItemType, LineType


class Scope(NamedTuple):
    """Where stock is counted: item, variant, location; blank ones are scopes of their own."""

    item_no: str
    variant_code: str | None = None
    location_code: str | None = None


@dataclass(frozen=True, slots=True)
class StockEvent:
    """A quantity that is expected (+) or required (−) on a day, and by which document line."""

    day: date
    quantity: Quantity
    document_no: str = ""
    line_no: int = 0


@dataclass(frozen=True)
class StockOutlook:
    """What is on hand of a scope and what is to happen, in the order of days."""

    on_hand: Quantity = ZERO
    events: tuple[StockEvent, ...] = ()

    @cached_property
    def days(self) -> list[date]:
        """The day of each event."""
        return [event.day for event in self.events]

    @cached_property
    def required(self) -> list[Quantity]:
        """What must go until each event, it included; starts with nothing."""
        return _cumulated(-event.quantity for event in self.events)

    @cached_property
    def expected(self) -> list[Quantity]:
        """What comes until each event, it included; starts with nothing."""
        return _cumulated(event.quantity for event in self.events)

    @cached_property
    def best_later(self) -> list[Quantity]:
        """The highest balance at each event or after it."""
        balances = [
            self.on_hand + comes - goes
            for comes, goes in zip(self.expected, self.required, strict=True)
        ]
        return list(accumulate(reversed(balances), max))[::-1]


NO_STOCK = StockOutlook()


def _cumulated(quantities: Iterable[Quantity]) -> list[Quantity]:
    """Running sums of what is above zero, the rest counting nothing."""
    return list(accumulate((max(each, ZERO) for each in quantities), initial=ZERO))


@dataclass(frozen=True, slots=True)
class Availability:
    """The figures of an item on a day (PF1): what is there, must go, comes, and is left."""

    inventory: Quantity
    gross_requirement: Quantity
    scheduled_receipt: Quantity
    planned_receipt: Quantity
    projected_available_balance: Quantity


@dataclass(frozen=True, slots=True)
class Shortage:
    """A line that stock and receipts do not cover: by how much, and when it could be met."""

    on_hand: Quantity
    expected: Quantity
    required: Quantity
    short: Quantity
    earliest: date | None


def availability(stock: StockOutlook, day: date) -> Availability:
    """The figures of a scope on a day, that day included."""
    return _figures_after(stock, bisect_right(stock.days, day))


def _figures_after(stock: StockOutlook, happened: int) -> Availability:
    """The figures once so many events have happened."""
    required, expected = stock.required[happened], stock.expected[happened]
    return Availability(
        stock.on_hand, required, expected, ZERO, stock.on_hand + expected - required
    )


def shortage(
    stock: StockOutlook, quantity: Quantity, day: date, own_demand: Quantity = ZERO
) -> Shortage | None:
    """What is missing for a line of `quantity` on `day`; None when it is covered (SD34).

    `own_demand` is what `stock` requires for this very line on that day; it competes with
    others only. The earliest day is the first on which stock and receipts cover all demand until
    then and this line too.
    """
    happened = bisect_right(stock.days, day)
    figures = _figures_after(stock, happened)
    left = figures.projected_available_balance + own_demand - quantity
    if left >= 0:
        return None
    return Shortage(
        figures.inventory,
        figures.scheduled_receipt,
        figures.gross_requirement - own_demand,
        -left,
        _earliest(stock, quantity - own_demand, happened),
    )


def _earliest(stock: StockOutlook, quantity: Quantity, happened: int) -> date | None:
    """The first day after these events whose last balance reaches the quantity."""
    if stock.best_later[happened] < quantity:
        return None
    days = stock.days
    for after in range(happened + 1, len(days) + 1):
        is_end_of_day = after == len(days) or days[after] != days[after - 1]
        figures = _figures_after(stock, after)
        if is_end_of_day and figures.projected_available_balance >= quantity:
            return days[after - 1]
    return None


def stock_of_items(
    session: Session,
    item_nos: Collection[str],
    today: date,
    *,
    watched: ColumnElement[bool] | None = None,
    only_on_hand: bool = False,
) -> dict[Scope, StockOutlook]:
    """Stock and events of stocked items, by scope, in one statement.

    Overdue and undated events count today (PF3). Each item has at least its blank scope; other
    scopes in which nothing is and nothing happens are absent. `watched` is a further condition
    on items; `only_on_hand` leaves the events out.
    """
    if not item_nos:
        return {}
    condition = true() if watched is None else watched
    statement = _rows_of(sorted(item_nos), condition, with_events=not only_on_hand)
    rows = sorted(
        (
            (Scope(item, variant, location), day, quantity or ZERO, document, line)
            for item, variant, location, day, quantity, document, line in session.execute(statement)
        ),
        key=lambda row: (_sortable(row[0]), row[1] or today),
    )
    return {
        scope: _outlook(list(of_scope), today)
        for scope, of_scope in groupby(rows, key=lambda row: row[0])
    }


def _sortable(scope: Scope) -> tuple[str, str, str]:
    return scope.item_no, scope.variant_code or "", scope.location_code or ""


def _outlook(rows: Sequence[Any], today: date) -> StockOutlook:
    on_hand = sum((quantity for _scope, _day, quantity, no, _line in rows if no is None), ZERO)
    events = (
        StockEvent(max(day or today, today), quantity, no, line)
        for _scope, day, quantity, no, line in rows
        if no is not None
    )
    return StockOutlook(on_hand, tuple(sorted(events, key=lambda event: event.day)))


def availability_of_item(
    session: Session, item_no: str, day: date, today: date, location_code: str | None = None
) -> Availability:
    """The figures of an item on a day: at one location, or at all when none is named."""
    stock = stock_of_items(session, [item_no], today)
    wanted = [
        of_scope
        for scope, of_scope in stock.items()
        if location_code is None or scope.location_code == location_code
    ]
    return availability(_together(wanted), day)


def _together(stocks: Iterable[StockOutlook]) -> StockOutlook:
    known = list(stocks)
    events = sorted((event for each in known for event in each.events), key=lambda each: each.day)
    return StockOutlook(sum((each.on_hand for each in known), ZERO), tuple(events))


def _rows_of(
    item_nos: Collection[str], watched: ColumnElement[bool], *, with_events: bool
) -> CompoundSelect[*tuple[Any, ...]]:
    is_meant = and_(Item.no.in_(item_nos), Item.type == ItemType.INVENTORY, watched)
    parts = [_listed(is_meant), _on_hand(is_meant)]
    if with_events:
        parts += [
            _line_events(is_meant, DocumentType.ORDER),
            _line_events(is_meant, DocumentType.RETURN_ORDER),
        ]
    return union_all(*parts)


def _listed(is_meant: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Each item once with nothing, so that those without stock are known too."""
    return select(
        Item.no,
        cast(null(), String).label("variant_code"),
        cast(null(), String).label("location_code"),
        cast(null(), Date).label("day"),
        literal(ZERO, QuantityType()).label("quantity"),
        cast(null(), String).label("document_no"),
        literal(0).label("line_no"),
    ).where(is_meant)


def _on_hand(is_meant: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Open entries hold all stock there is, so the millions of closed ones are not read."""
    entry = ItemLedgerEntry
    return (
        select(
            entry.item_no,
            entry.variant_code,
            entry.location_code,
            cast(null(), Date),
            func.sum(entry.remaining_quantity),
            cast(null(), String),
            literal(0),
        )
        .join(Item, Item.no == entry.item_no)
        .where(is_meant, entry.open.is_(True))
        .group_by(entry.item_no, entry.variant_code, entry.location_code)
    )


def _line_events(
    is_meant: ColumnElement[bool], document_type: DocumentType
) -> Select[*tuple[Any, ...]]:
    """What orders take away and return orders bring back; drop shipments do neither."""
    outstanding: Any = SalesLine.outstanding_quantity_base
    return (
        select(
            SalesLine.no,
            SalesLine.variant_code,
            SalesLine.location_code,
            SalesLine.shipment_date,
            -outstanding if document_type is DocumentType.ORDER else outstanding,
            SalesLine.document_no,
            SalesLine.line_no,
        )
        .join(Item, Item.no == SalesLine.no)
        .where(
            is_meant,
            SalesLine.document_type == document_type,
            SalesLine.type == LineType.ITEM,
            SalesLine.drop_shipment.is_(False),
            SalesLine.outstanding_quantity_base > 0,
        )
    )
