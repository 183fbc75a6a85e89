"""Where stock is counted; what is there and what moves it stands in `services/availability`."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.values.numbers import ZERO, Quantity


class Scope(NamedTuple):
    """Where stock is counted: item, variant, location; blank ones are scopes of their own."""

    item_no: str
    variant_code: str | None = None
    location_code: str | None = None


def on_hand_in(session: Session, scope: Scope) -> Quantity:
    """What the books say lies in a scope, in the base unit; one statement."""
    entry = ItemLedgerEntry
    found = session.execute(
        select(func.sum(entry.quantity)).where(
            entry.item_no == scope.item_no,
            entry.variant_code.is_not_distinct_from(scope.variant_code),
            entry.location_code.is_not_distinct_from(scope.location_code),
            entry.drop_shipment.is_(False),
        )
    ).scalar()
    return ZERO if found is None else found
