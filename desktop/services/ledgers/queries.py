"""Reading the item ledger: which entries settle which, and what stock is worth on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from desktop.models.items import Item
from desktop.models.ledger_words import ItemEntryType
from desktop.models.ledgers import ItemApplicationEntry, ItemLedgerEntry, ValueEntry
from desktop.models.values.numbers import ZERO, Amount, Quantity
from desktop.models.words import ItemType


@dataclass(frozen=True, slots=True)
class AppliedEntry:
    """An entry that took goods of another one, or gave them: how much, at which cost.

    The quantity is 0 where only cost moved (SD92, SD95).
    """

    entry_no: int
    entry_type: ItemEntryType
    posting_date: date
    document_no: str
    quantity: Quantity
    cost_amount: Amount


@dataclass(frozen=True, slots=True)
class ItemValue:
    """Quantity (base unit) and value (LCY, expected and actual) of an item."""

    item_no: str
    description: str
    quantity: Quantity
    value: Amount


def applied_entries(session: Session, entry_no: int) -> tuple[AppliedEntry, ...]:
    """What an item entry was applied to, in the order of application: a cost trace (SD90).

    For goods that left, the receipts that valued them; for a receipt, what took it.
    """
    other = aliased(ItemLedgerEntry)
    application = ItemApplicationEntry
    query = (
        select(
            other.entry_no,
            other.entry_type,
            other.posting_date,
            other.document_no,
            application.quantity,
            application.cost_amount,
        )
        .join(
            other,
            or_(
                (application.outbound_entry_no == entry_no)
                & (other.entry_no == application.inbound_entry_no),
                (application.inbound_entry_no == entry_no)
                & (other.entry_no == application.outbound_entry_no),
            ),
        )
        .where(
            or_(
                application.outbound_entry_no == entry_no,
                application.inbound_entry_no == entry_no,
            )
        )
        .order_by(application.entry_no)
    )
    return tuple(AppliedEntry(*row) for row in session.execute(query))


def inventory_values(session: Session, on: date) -> tuple[ItemValue, ...]:
    """What lies in stock at the end of a day by posting date, and what it is worth, by item.

    Corrections posted later count from their own posting date. Items without stock and value
    are left out.
    """
    quantities = (
        select(ItemLedgerEntry.item_no, func.sum(ItemLedgerEntry.quantity).label("quantity"))
        .where(ItemLedgerEntry.posting_date <= on)
        .group_by(ItemLedgerEntry.item_no)
        .subquery()
    )
    costs = (
        select(
            ValueEntry.item_no,
            func.sum(ValueEntry.cost_amount_expected + ValueEntry.cost_amount_actual).label(
                "value"
            ),
        )
        .where(ValueEntry.posting_date <= on)
        .group_by(ValueEntry.item_no)
        .subquery()
    )
    query = (
        select(Item.no, Item.description, quantities.c.quantity, costs.c.value)
        .join(quantities, quantities.c.item_no == Item.no)
        .join(costs, costs.c.item_no == Item.no)
        .where(
            Item.type == ItemType.INVENTORY,
            or_(quantities.c.quantity != ZERO, costs.c.value != ZERO),
        )
        .order_by(Item.no)
    )
    return tuple(ItemValue(*row) for row in session.execute(query))
