"""What postings must know of reservations: of which stock, and for whom (PF46)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.promising import Reservation
from desktop.models.supply_words import SupplyType
from desktop.models.values.numbers import Quantity
from desktop.services.items.stock import Scope
from desktop.services.reservations.keys import Demand

_COLUMNS = (
    Reservation.item_no,
    Reservation.variant_code,
    Reservation.location_code,
    Reservation.supply_type,
    Reservation.item_ledger_entry_no,
    Reservation.quantity,
    Reservation.demand_type,
    Reservation.demand_document_no,
    Reservation.demand_line_no,
    Reservation.demand_component_no,
)


class KeptStock(NamedTuple):
    """So much of an item ledger entry is kept for a demand."""

    scope: Scope
    entry_no: int
    quantity: Quantity
    demand: Demand


@dataclass(frozen=True)
class ReservedItems:
    """All that is kept of some items: of stock, and which demands have anything at all."""

    stock: list[KeptStock] = field(default_factory=list)
    demands: frozenset[Demand] = frozenset()


def reserved_items(session: Session, item_nos: Collection[str]) -> ReservedItems:
    """What is kept of items, in one statement; the items are locked already."""
    if not item_nos:
        return ReservedItems()
    rows = list(_rows(session, item_nos))
    return ReservedItems(
        [kept for kept, is_stock in rows if is_stock], frozenset(kept.demand for kept, _s in rows)
    )


def _rows(session: Session, item_nos: Collection[str]) -> Iterator[tuple[KeptStock, bool]]:
    statement = select(*_COLUMNS).where(Reservation.item_no.in_(sorted(item_nos)))
    for item, variant, location, kind, entry_no, quantity, *demand in session.execute(statement):
        kept = KeptStock(Scope(item, variant, location), entry_no or 0, quantity, Demand(*demand))
        yield kept, kind is SupplyType.INVENTORY
