"""What makes an item more or less on which day: one query over stock and all documents (PF1–PF4).

`day_totals` gives the events of items or scopes grouped by scope, date and kind, each with the part
of it that is reserved; `documents` gives the single documents behind such a figure. Both take one
statement, however many scopes and events there are. All quantities are in the base unit.

Signs: supply is positive, demand negative, and `reserved` has the sign of its quantity, so that
`free` is what is not reserved on both sides (PF2, trap 10).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Date,
    Integer,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from desktop.models.assembly import AtoLink
from desktop.models.columns import AMOUNT_PLACES, QuantityType
from desktop.models.items import Item
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.promising import Reservation
from desktop.models.sales import SalesLine
from desktop.models.supply_words import AssemblyType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import ItemType
from desktop.services.availability.event_sources import (
    SOURCES,
    STOCK,
    AnySelect,
    EventKind,
    EventSource,
)
from desktop.services.items.stock import Scope

__all__ = ["DayTotals", "Event", "EventKind", "Scope", "Wanted", "day_totals", "documents"]

ALL_KINDS = frozenset(EventKind)


@dataclass(frozen=True, slots=True)
class DayTotals:
    """What one kind of event moves in a scope on a date.

    `due` is the date of the documents, None for stock and for undated ones; what counts is
    `day_of(due)` of a balance: never before the work date (PF3). `line_no` is set for the lines of
    the order that was asked for apart, None for everything else. `last_document` is the highest
    number among the documents, empty for stock.
    """

    scope: Scope
    kind: EventKind
    due: date | None
    quantity: Quantity
    reserved: Quantity = ZERO
    line_no: int | None = None
    last_document: str = field(default="", compare=False)

    @property
    def free(self) -> Quantity:
        """What is neither reserved nor earmarked (PF2)."""
        return self.quantity - self.reserved


@dataclass(frozen=True, slots=True)
class Event:
    """One document line that brings (+) or takes (−); `party` is the customer, vendor or kit."""

    scope: Scope
    kind: EventKind
    due: date | None
    quantity: Quantity
    reserved: Quantity
    document_no: str
    line_no: int
    party: str

    @property
    def free(self) -> Quantity:
        """What is not reserved (PF2)."""
        return self.quantity - self.reserved


@dataclass(frozen=True)
class Wanted:
    """Whose events are asked for: items, or some scopes of them only.

    `kinds` are the kinds of event; `watched` is a further condition on items; the lines of the
    sales order `apart` (and the components of kits made for them) are told apart by `line_no`,
    so that a line's own demand can be taken out with its own date (trap 1).
    """

    item_nos: Collection[str]
    scopes: frozenset[Scope] | None = None
    kinds: frozenset[EventKind] = ALL_KINDS
    watched: ColumnElement[bool] = field(default_factory=true)
    apart: str | None = None

    @classmethod
    def of_items(cls, item_nos: Iterable[str], **more: Any) -> Wanted:  # noqa: ANN401  (its own fields)
        """All scopes of these items."""
        return cls(sorted(set(item_nos)), **more)

    @classmethod
    def of_scopes(cls, scopes: Iterable[Scope], **more: Any) -> Wanted:  # noqa: ANN401  (its own fields)
        """These scopes and no others."""
        found = frozenset(scopes)
        return cls(sorted({scope.item_no for scope in found}), found, **more)

    def includes(self, scope: Scope) -> bool:
        """Whether a scope was asked for."""
        return self.scopes is None or scope in self.scopes


def day_totals(session: Session, wanted: Wanted) -> list[DayTotals]:
    """The events by scope, date and kind in one statement; only items of type inventory have any.

    An item without stock and events still has its blank scope with nothing on hand.
    """
    if not wanted.item_nos:
        return []
    found: dict[tuple[Any, ...], list[Any]] = {}
    for item, variant, location, kind, due, line_no, quantity, reserved, last in session.execute(
        union_all(*_totals_parts(wanted))
    ):
        scope = Scope(item, variant or None, location or None)
        if wanted.includes(scope):
            sums = found.setdefault((scope, EventKind(kind), due, line_no), [ZERO, ZERO, ""])
            sums[0] += quantity or ZERO
            sums[1] += reserved or ZERO
            sums[2] = max(sums[2], last or "")
    return [
        DayTotals(scope, kind, due, quantity, reserved, line_no, last)
        for (scope, kind, due, line_no), (quantity, reserved, last) in found.items()
    ]


def documents(
    session: Session,
    wanted: Wanted,
    *,
    first: date | None = None,
    last: date | None = None,
    limit: int | None = None,
) -> list[Event]:
    """The documents behind figures, in the order of dates, undated ones first; one statement.

    `first` and `last` bound the date, both included; undated ones are left out by `first` only.
    Stock is not among them: its documents are the item ledger entries.
    """
    sources = [source for source in SOURCES if source.kind in wanted.kinds]
    if not wanted.item_nos or not sources:
        return []
    events = union_all(
        *(_document_part(source, wanted, first, last) for source in sources)
    ).subquery()
    statement = select(events).order_by(
        events.c.due.is_not(None),
        events.c.due,
        events.c.kind,
        events.c.document_no,
        events.c.line_no,
    )
    rows = (
        (Scope(item, variant or None, location or None), EventKind(kind), *rest)
        for item, variant, location, kind, *rest in session.execute(statement.limit(limit))
    )
    return [Event(*row) for row in rows if wanted.includes(row[0])]


def _totals_parts(wanted: Wanted) -> list[AnySelect]:
    parts = []
    if wanted.kinds & STOCK:
        parts += [_listed(wanted), _on_hand(wanted), _reserved_stock(wanted), _earmarked(wanted)]
    for source in SOURCES:
        if source.kind in wanted.kinds:
            parts += [_moved(source, wanted), _reserved(source, wanted)]
    return parts


_NO_DATE = cast(null(), Date)
_NO_LINE = cast(null(), Integer)
# Grouped by its name: its parameters would make the same expression a different one.
_OWN_LINE: ColumnClause[Any] = literal_column("own_line_no")
_NOTHING = literal(ZERO, QuantityType(AMOUNT_PLACES))
_NO_DOCUMENT = cast(null(), String)


def _kind(kind: EventKind) -> ColumnElement[str]:
    return literal(kind.value, String)


def _is_meant(wanted: Wanted, item: Any, variant: Any, location: Any) -> ColumnElement[bool]:  # noqa: ANN401  (columns)
    """The items asked for that are kept in stock, and about where; scopes are checked later."""
    meant = and_(item.in_(wanted.item_nos), Item.type == ItemType.INVENTORY, wanted.watched)
    if wanted.scopes is None:
        return meant
    variants = {scope.variant_code or "" for scope in wanted.scopes}
    locations = {scope.location_code or "" for scope in wanted.scopes}
    return and_(
        meant,
        func.coalesce(variant, "").in_(sorted(variants)),
        func.coalesce(location, "").in_(sorted(locations)),
    )


def _listed(wanted: Wanted) -> AnySelect:
    """Each item once with nothing, so that those without stock are known too."""
    blank = cast(null(), String)
    return select(
        Item.no.label("item"),
        blank.label("variant"),
        blank.label("location"),
        _kind(EventKind.INVENTORY).label("kind"),
        _NO_DATE.label("due"),
        _NO_LINE.label("line_no"),
        _NOTHING.label("quantity"),
        _NOTHING.label("reserved"),
        _NO_DOCUMENT.label("last_document"),
    ).where(Item.no.in_(wanted.item_nos), Item.type == ItemType.INVENTORY, wanted.watched)


def _on_hand(wanted: Wanted) -> AnySelect:
    """Open entries hold all stock there is, so the millions of closed ones are not read."""
    entry = ItemLedgerEntry
    scope = (entry.item_no, entry.variant_code, entry.location_code)
    return (
        select(
            *scope,
            _kind(EventKind.INVENTORY),
            _NO_DATE,
            _NO_LINE,
            func.sum(entry.remaining_quantity),
            _NOTHING,
            _NO_DOCUMENT,
        )
        .join(Item, Item.no == entry.item_no)
        .where(_is_meant(wanted, *scope), entry.open.is_(True), entry.drop_shipment.is_(False))
        .group_by(*scope)
    )


def _reserved_stock(wanted: Wanted) -> AnySelect:
    held = Reservation
    scope = (held.item_no, held.variant_code, held.location_code)
    return (
        select(
            *scope,
            _kind(EventKind.INVENTORY),
            _NO_DATE,
            _NO_LINE,
            _NOTHING,
            func.sum(held.quantity),
            _NO_DOCUMENT,
        )
        .join(Item, Item.no == held.item_no)
        .where(_is_meant(wanted, *scope), held.supply_type == SupplyType.INVENTORY)
        .group_by(*scope)
    )


def _earmarked(wanted: Wanted) -> AnySelect:
    """What was bought for a sales line, as far as the line still wants it (PF103, PF104)."""
    entry = ItemLedgerEntry
    scope = (entry.item_no, entry.variant_code, entry.location_code)
    held = (
        select(
            *scope,
            func.sum(entry.remaining_quantity).label("held"),
            func.max(func.coalesce(SalesLine.outstanding_quantity_base, _NOTHING)).label("wanted"),
        )
        .join(Item, Item.no == entry.item_no)
        .outerjoin(
            SalesLine,
            and_(
                SalesLine.document_type == DocumentType.ORDER,
                SalesLine.document_no == entry.earmarked_sales_no,
                SalesLine.line_no == entry.earmarked_sales_line_no,
                SalesLine.no == entry.item_no,
            ),
        )
        .where(
            _is_meant(wanted, *scope),
            entry.open.is_(True),
            entry.drop_shipment.is_(False),
            entry.earmarked_sales_no.is_not(None),
        )
        .group_by(*scope, entry.earmarked_sales_no, entry.earmarked_sales_line_no)
        .subquery()
    )
    kept = case((held.c.held < held.c.wanted, held.c.held), else_=held.c.wanted)
    return select(
        held.c.item_no,
        held.c.variant_code,
        held.c.location_code,
        _kind(EventKind.EARMARK),
        _NO_DATE,
        _NO_LINE,
        _NOTHING,
        kept,
        _NO_DOCUMENT,
    )


def _own_line(source: EventSource, wanted: Wanted) -> ColumnElement[Any]:
    """The number of the sales line to which an event belongs; only of the order asked apart."""
    if wanted.apart is None:
        return _NO_LINE
    if source.kind is EventKind.SALES:
        return case((source.document_no == wanted.apart, source.line_no), else_=_NO_LINE)
    if source.kind is EventKind.ASSEMBLY_COMPONENT:
        return (
            select(AtoLink.document_line_no)
            .where(
                AtoLink.assembly_type == AssemblyType.ORDER,
                AtoLink.assembly_no == source.document_no,
                AtoLink.document_type == DocumentType.ORDER,
                AtoLink.document_no == wanted.apart,
            )
            .scalar_subquery()
        )
    return _NO_LINE


def _moved(source: EventSource, wanted: Wanted) -> AnySelect:
    scope = (source.item, source.variant, source.location)
    own = _own_line(source, wanted)
    moved = func.sum(source.quantity)
    statement = select(
        *scope,
        _kind(source.kind),
        source.day,
        own.label(_OWN_LINE.name),
        -moved if source.is_demand else moved,
        _NOTHING,
        func.max(source.document_no),
    )
    statement = source.joined(statement.join(Item, Item.no == source.item))
    return statement.where(_is_meant(wanted, *scope), source.is_open).group_by(
        *scope, source.day, _OWN_LINE
    )


def _reserved(source: EventSource, wanted: Wanted) -> AnySelect:
    """The reserved part of the same events, read from the reservations, which are fewer."""
    scope = (source.item, source.variant, source.location)
    own = _own_line(source, wanted)
    held = func.sum(Reservation.quantity)
    statement = select(
        *scope,
        _kind(source.kind),
        source.day,
        own.label(_OWN_LINE.name),
        _NOTHING,
        -held if source.is_demand else held,
        _NO_DOCUMENT,
    )
    statement = source.joined(
        statement.join(Item, Item.no == source.item).join(Reservation, source.reservation)
    )
    return statement.where(
        Reservation.item_no.in_(wanted.item_nos), _is_meant(wanted, *scope), source.is_open
    ).group_by(*scope, source.day, _OWN_LINE)


def _document_part(
    source: EventSource, wanted: Wanted, first: date | None, last: date | None
) -> AnySelect:
    scope = (source.item, source.variant, source.location)
    held = (
        select(func.coalesce(func.sum(Reservation.quantity), _NOTHING))
        .where(source.reservation)
        .scalar_subquery()
    )
    quantity: Any = source.quantity
    statement = select(
        source.item.label("item"),
        source.variant.label("variant"),
        source.location.label("location"),
        _kind(source.kind).label("kind"),
        source.day.label("due"),
        (-quantity if source.is_demand else quantity).label("quantity"),
        (-held if source.is_demand else held).label("reserved"),
        source.document_no.label("document_no"),
        source.line_no.label("line_no"),
        source.party.label("party"),
    )
    joined = source.with_party(source.joined(statement.join(Item, Item.no == source.item)))
    found = joined.where(_is_meant(wanted, *scope), source.is_open)
    if first is not None:
        found = found.where(source.day >= first)
    if last is not None:
        found = found.where(source.day.is_(None) | (source.day <= last))
    return found
