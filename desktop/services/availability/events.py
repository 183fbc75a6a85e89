"""What makes an item more or less on which day: one query over stock and all documents (PF1–PF4).

`day_totals` gives the events of items or scopes grouped by scope, date and kind, each with the part
of it that is reserved; `documents` gives the single documents behind such a figure. Both take one
statement, however many scopes and events there are. All quantities are in the base unit.

Documents are shown with their warnings after every change of a line, so the long statements are
built once for each shape of question and take what is asked as parameters.

Signs: supply is positive, demand negative, and `reserved` has the sign of its quantity, so that
`free` is what is not reserved on both sides (PF2, trap 10).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    null,
    select,
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
from desktop.models.words import DefaultYesNo, ItemType
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

    `kinds` are the kinds of event; `warnings` leaves out items whose stockout warning is none of
    these; the lines of the sales order `apart` (and the components of kits made for them) are told
    apart by `line_no`, so that a line's own demand can be taken out with its own date (trap 1).
    """

    item_nos: Collection[str]
    scopes: frozenset[Scope] | None = None
    kinds: frozenset[EventKind] = ALL_KINDS
    warnings: frozenset[DefaultYesNo] | None = None
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
        _totals_statement(_Shape.of(wanted)), _values(wanted)
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
    if not wanted.item_nos or wanted.kinds <= STOCK:
        return []
    statement = _documents_statement(_Shape.of(wanted), first is not None, last is not None)
    values = _values(wanted) | {"first": first, "last": last}
    rows = (
        (Scope(item, variant or None, location or None), EventKind(kind), *rest)
        for item, variant, location, kind, *rest in session.execute(statement.limit(limit), values)
    )
    return [Event(*row) for row in rows if wanted.includes(row[0])]


@dataclass(frozen=True)
class _Shape:
    """What a statement depends on; everything else that is asked is a parameter of it."""

    kinds: frozenset[EventKind]
    has_scopes: bool
    has_warnings: bool
    has_apart: bool

    @classmethod
    def of(cls, wanted: Wanted) -> _Shape:
        return cls(
            kinds=wanted.kinds,
            has_scopes=wanted.scopes is not None,
            has_warnings=wanted.warnings is not None,
            has_apart=wanted.apart is not None,
        )


_ITEM_NOS: Any = bindparam("item_nos", expanding=True)
_WARNINGS: Any = bindparam("warnings", expanding=True)
_VARIANTS: Any = bindparam("variants", expanding=True)
_LOCATIONS: Any = bindparam("locations", expanding=True)
_APART: Any = bindparam("apart", type_=String)


def _values(wanted: Wanted) -> dict[str, object]:
    """The parameters of a question."""
    scopes = wanted.scopes or frozenset()
    return {
        "item_nos": wanted.item_nos,
        "warnings": sorted(wanted.warnings or ()),
        "variants": sorted({scope.variant_code or "" for scope in scopes}),
        "locations": sorted({scope.location_code or "" for scope in scopes}),
        "apart": wanted.apart,
    }


@cache
def _totals_statement(shape: _Shape) -> CompoundSelect[*tuple[Any, ...]]:
    parts = []
    if shape.kinds & STOCK:
        parts += [_listed(shape), _on_hand(shape), _reserved_stock(shape), _earmarked(shape)]
    for source in SOURCES:
        if source.kind in shape.kinds:
            parts += [_moved(source, shape), _reserved(source, shape)]
    return union_all(*parts)


@cache
def _documents_statement(shape: _Shape, has_first: bool, has_last: bool) -> AnySelect:  # noqa: FBT001  (a key)
    events = union_all(
        *(
            _document_part(source, shape, has_first, has_last)
            for source in SOURCES
            if source.kind in shape.kinds
        )
    ).subquery()
    return select(events).order_by(
        events.c.due.is_not(None),
        events.c.due,
        events.c.kind,
        events.c.document_no,
        events.c.line_no,
    )


_NO_DATE = cast(null(), Date)
_NO_LINE = cast(null(), Integer)
# Grouped by its name: its parameters would make the same expression a different one.
_OWN_LINE: ColumnClause[Any] = literal_column("own_line_no")
_NOTHING = literal(ZERO, QuantityType(AMOUNT_PLACES))
_NO_DOCUMENT = cast(null(), String)


def _kind(kind: EventKind) -> ColumnElement[str]:
    return literal(kind.value, String)


def _is_meant(shape: _Shape, item: Any, variant: Any, location: Any) -> ColumnElement[bool]:  # noqa: ANN401  (columns)
    """The items asked for that are kept in stock, and about where; scopes are checked later."""
    meant = and_(item.in_(_ITEM_NOS), *_is_kept(shape))
    if not shape.has_scopes:
        return meant
    return and_(
        meant,
        func.coalesce(variant, "").in_(_VARIANTS),
        func.coalesce(location, "").in_(_LOCATIONS),
    )


def _is_kept(shape: _Shape) -> Iterator[ColumnElement[bool]]:
    """The conditions on the items themselves."""
    yield Item.type == ItemType.INVENTORY
    if shape.has_warnings:
        yield Item.stockout_warning.in_(_WARNINGS)


def _listed(shape: _Shape) -> AnySelect:
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
    ).where(Item.no.in_(_ITEM_NOS), *_is_kept(shape))


def _on_hand(shape: _Shape) -> AnySelect:
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
        .where(_is_meant(shape, *scope), entry.open.is_(True), entry.drop_shipment.is_(False))
        .group_by(*scope)
    )


def _reserved_stock(shape: _Shape) -> AnySelect:
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
        .where(_is_meant(shape, *scope), held.supply_type == SupplyType.INVENTORY)
        .group_by(*scope)
    )


def _earmarked(shape: _Shape) -> AnySelect:
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
            _is_meant(shape, *scope),
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


def _own_line(source: EventSource, shape: _Shape) -> ColumnElement[Any]:
    """The number of the sales line to which an event belongs; only of the order asked apart."""
    if not shape.has_apart:
        return _NO_LINE
    if source.kind is EventKind.SALES:
        return case((source.document_no == _APART, source.line_no), else_=_NO_LINE)
    if source.kind is EventKind.ASSEMBLY_COMPONENT:
        return (
            select(AtoLink.document_line_no)
            .where(
                AtoLink.assembly_type == AssemblyType.ORDER,
                AtoLink.assembly_no == source.document_no,
                AtoLink.document_type == DocumentType.ORDER,
                AtoLink.document_no == _APART,
            )
            .scalar_subquery()
        )
    return _NO_LINE


def _moved(source: EventSource, shape: _Shape) -> AnySelect:
    scope = (source.item, source.variant, source.location)
    own = _own_line(source, shape)
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
    return statement.where(_is_meant(shape, *scope), source.is_open).group_by(
        *scope, source.day, _OWN_LINE
    )


def _reserved(source: EventSource, shape: _Shape) -> AnySelect:
    """The reserved part of the same events, read from the reservations, which are fewer."""
    scope = (source.item, source.variant, source.location)
    own = _own_line(source, shape)
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
        Reservation.item_no.in_(_ITEM_NOS), _is_meant(shape, *scope), source.is_open
    ).group_by(*scope, source.day, _OWN_LINE)


def _document_part(
    source: EventSource,
    shape: _Shape,
    has_first: bool,  # noqa: FBT001  (of the key of a statement)
    has_last: bool,  # noqa: FBT001
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
    found = joined.where(_is_meant(shape, *scope), source.is_open)
    if has_first:
        found = found.where(source.day >= bindparam("first", type_=Date))
    if has_last:
        found = found.where(source.day.is_(None) | (source.day <= bindparam("last", type_=Date)))
    return found
