"""The supplies of which something can be kept for a demand (PF44, PF47)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.promising import Reservation
from desktop.models.supply_words import SupplyType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.event_sources import SOURCES, SUPPLY, EventKind, EventSource
from desktop.services.items.stock import Scope
from desktop.services.reservations.keys import Supply

TYPES = {
    EventKind.SALES_RETURN: SupplyType.SALES_RETURN,
    EventKind.PURCHASE: SupplyType.PURCHASE,
    EventKind.ASSEMBLY_OUTPUT: SupplyType.ASSEMBLY_OUTPUT,
    EventKind.PLANNED_RECEIPT: SupplyType.REQUISITION,
}
ORDER = (
    SupplyType.INVENTORY,
    SupplyType.SALES_RETURN,
    SupplyType.PURCHASE,
    SupplyType.ASSEMBLY_OUTPUT,
    SupplyType.REQUISITION,
)
"""Which kind of supply is taken first (PF44); requisition lines only by a promise (PF42)."""

_SOURCES = {TYPES[source.kind]: source for source in SOURCES if source.kind in SUPPLY}
_NOTHING: ColumnElement[Any] = literal_column("0")


@dataclass(frozen=True, slots=True)
class Offer:
    """A supply as it stands, in base units; `day` is None for stock.

    `total` is all that it still brings, `reserved` what is kept of it for anybody. `posted_on`
    says when stock came. `party` is the vendor, the customer or the kit.
    """

    supply: Supply
    scope: Scope
    day: date | None
    total: Quantity
    reserved: Quantity
    posted_on: date | None = None
    party: str = ""

    @property
    def available(self) -> Quantity:
        """What of it is kept for nobody."""
        return max(self.total - self.reserved, ZERO)

    def comes_until(self, day: date, work_date: date) -> bool:
        """Whether it is there on a day; what has no date is expected today (PF3)."""
        return self.supply.is_stock or (self.day or work_date) <= day


def offers(session: Session, scope: Scope) -> list[Offer]:
    """What a scope has and expects, in the order in which it is taken (PF44): one statement.

    Neither earmarked stock nor supply of special orders is among it. Requisition lines come last;
    they are kept by promises only.
    """
    parts = [_stock(scope), *(_documents(kind, scope) for kind in ORDER[1:])]
    found = [_offer(row, scope) for row in session.execute(union_all(*parts))]
    return sorted(found, key=_place)


def find_offer(session: Session, supply: Supply) -> Offer | None:
    """One supply, or None when it brings nothing (more): one statement."""
    if supply.is_stock:
        scope, number = _stock_scope(), ItemLedgerEntry.entry_no == supply.entry_no
        statement = _stock_columns().add_columns(*scope).where(number)
    else:
        source = _SOURCES[supply.type]
        scope = (source.item, source.variant, source.location)
        statement = (
            _document_columns(supply.type, source)
            .add_columns(*scope)
            .where(source.document_no == supply.document_no, source.line_no == supply.line_no)
        )
    row = session.execute(statement).one_or_none()
    if row is None:
        return None
    *columns, item, variant, location = row
    return _offer(columns, Scope(item, variant or None, location or None))


def _place(offer: Offer) -> tuple[Any, ...]:
    """Stock that came first, then documents by kind, the latest date first (PF44)."""
    supply = offer.supply
    kind = ORDER.index(supply.type)
    if supply.is_stock:
        return kind, offer.posted_on or date.min, supply.entry_no
    latest = -(offer.day or date.min).toordinal()
    return kind, latest, supply.document_no, supply.line_no


def _offer(row: Sequence[Any], scope: Scope) -> Offer:
    kind, document_no, line_no, entry_no, day, total, reserved, party = row
    supply = Supply(SupplyType(kind), document_no or "", line_no or 0, entry_no or 0)
    if supply.is_stock:
        return Offer(supply, scope, None, total, reserved or ZERO, day, party or "")
    return Offer(supply, scope, day, total, reserved or ZERO, None, party or "")


# ------------------------------------------------------------------------------------ statements


def _is_in(scope: Scope, columns: tuple[Any, Any, Any]) -> ColumnElement[bool]:
    item, variant, location = columns
    return and_(
        item == scope.item_no,
        variant.is_not_distinct_from(scope.variant_code),
        location.is_not_distinct_from(scope.location_code),
    )


def _stock_scope() -> tuple[Any, Any, Any]:
    entry = ItemLedgerEntry
    return entry.item_no, entry.variant_code, entry.location_code


def _held(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    held = select(func.sum(Reservation.quantity)).where(condition)
    return held.correlate_except(Reservation).scalar_subquery()


def _kind(kind: SupplyType) -> ColumnElement[str]:
    return literal(kind.value, String)


def _stock_columns() -> Select[*tuple[Any, ...]]:
    entry = ItemLedgerEntry
    kept = _held(
        and_(
            Reservation.supply_type == SupplyType.INVENTORY,
            Reservation.item_ledger_entry_no == entry.entry_no,
        )
    )
    return select(
        _kind(SupplyType.INVENTORY),
        literal("", String),
        cast(_NOTHING, Integer),
        entry.entry_no,
        entry.posting_date,
        entry.remaining_quantity,
        kept,
        entry.description,
    ).where(
        entry.open.is_(True),
        entry.remaining_quantity > _NOTHING,
        entry.drop_shipment.is_(False),
        entry.earmarked_sales_no.is_(None),
    )


def _stock(scope: Scope) -> Select[*tuple[Any, ...]]:
    return _stock_columns().where(_is_in(scope, _stock_scope()))


def _document_columns(kind: SupplyType, source: EventSource) -> Select[*tuple[Any, ...]]:
    statement = select(
        _kind(kind),
        source.document_no,
        cast(source.line_no, Integer),
        cast(_NOTHING, Integer),
        source.day,
        source.quantity,
        _held(source.reservation),
        source.party,
    )
    return source.with_party(source.joined(statement)).where(
        source.is_open, source.quantity > _NOTHING
    )


def _documents(kind: SupplyType, scope: Scope) -> Select[*tuple[Any, ...]]:
    source = _SOURCES[kind]
    columns = (source.item, source.variant, source.location)
    return _document_columns(kind, source).where(_is_in(scope, columns))
