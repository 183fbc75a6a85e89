"""The invariants of stock and its value (SD101)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.items import Item
from desktop.models.ledgers import ItemApplicationEntry, ItemLedgerEntry, ValueEntry
from desktop.models.promising import Reservation
from desktop.models.supply_words import SupplyType
from desktop.models.values.numbers import ZERO
from desktop.models.words import ItemType
from desktop.translation import N_

REMAINING = N_(
    "Item entry {entry_no} should have {expected} left by its applications, but has {remaining}."
)
OPEN_FLAG = N_("Item entry {entry_no} has {remaining} left, but its field Open says otherwise.")
MIXED = N_("Item {item} at {location} is in stock and missing at the same time.")
WORTH = N_("Nothing of item {item} at {location} is left, but it is still worth {amount}.")
RESERVED = N_("Item entry {entry_no} has {remaining} left, but {reserved} of it are reserved.")
ACTUAL = N_("The cost of item {item} is {actual} by its entries, of which {posted} is in the G/L.")


def stock_findings(session: Session) -> Iterator[Notice]:
    """Entries and scopes that break an invariant."""
    yield from _entries(session)
    yield from _scopes(session)
    yield from _posted_costs(session)
    yield from _reserved(session)


def _reserved(session: Session) -> Iterator[Notice]:
    """Entries of which more is kept than there is (PF51)."""
    kept = func.sum(Reservation.quantity)
    query = (
        select(ItemLedgerEntry.entry_no, ItemLedgerEntry.remaining_quantity, kept)
        .join(Reservation, Reservation.item_ledger_entry_no == ItemLedgerEntry.entry_no)
        .where(Reservation.supply_type == SupplyType.INVENTORY)
        .group_by(ItemLedgerEntry.entry_no, ItemLedgerEntry.remaining_quantity)
        .having(kept > ItemLedgerEntry.remaining_quantity)
        .order_by(ItemLedgerEntry.entry_no)
    )
    for entry_no, remaining, reserved in session.execute(query):
        figures = {"entry_no": entry_no, "remaining": remaining, "reserved": reserved}
        yield Notice("books.reserved", RESERVED, figures)


def _entries(session: Session) -> Iterator[Notice]:
    """Remaining quantities that the applications do not explain; read in one pass."""
    taken = (
        select(func.sum(ItemApplicationEntry.quantity))
        .where(ItemApplicationEntry.inbound_entry_no == ItemLedgerEntry.entry_no)
        .scalar_subquery()
    )
    covered = (
        select(func.sum(ItemApplicationEntry.quantity))
        .where(ItemApplicationEntry.outbound_entry_no == ItemLedgerEntry.entry_no)
        .scalar_subquery()
    )
    expected = ItemLedgerEntry.quantity - func.coalesce(taken, ZERO) + func.coalesce(covered, ZERO)
    query = (
        select(
            ItemLedgerEntry.entry_no,
            ItemLedgerEntry.remaining_quantity,
            ItemLedgerEntry.open,
            expected.label("expected"),
        )
        .join(Item, Item.no == ItemLedgerEntry.item_no)
        .where(
            Item.type == ItemType.INVENTORY,
            or_(
                ItemLedgerEntry.remaining_quantity != expected,
                ItemLedgerEntry.open
                != case((ItemLedgerEntry.remaining_quantity == ZERO, False), else_=True),
            ),
        )
        .order_by(ItemLedgerEntry.entry_no)
    )
    for row in session.execute(query):
        figures = {"entry_no": row.entry_no, "remaining": row.remaining_quantity}
        if row.remaining_quantity != row.expected:
            figures["expected"] = row.expected
            yield Notice("books.remaining", REMAINING, figures)
        else:
            yield Notice("books.open", OPEN_FLAG, figures)


def _scopes(session: Session) -> Iterator[Notice]:
    """Scopes in stock and missing at once, and scopes without stock that are worth something."""
    place = (
        ItemLedgerEntry.item_no,
        ItemLedgerEntry.variant_code,
        ItemLedgerEntry.location_code,
    )
    remaining = ItemLedgerEntry.remaining_quantity
    is_free = ItemLedgerEntry.earmarked_sales_no.is_(None)
    query = (
        select(
            *place,
            func.sum(case((remaining > ZERO, remaining), else_=ZERO)).label("in_stock"),
            # What was bought for a sales line covers nobody else's shortage (PF103).
            func.sum(case((is_free & (remaining > ZERO), remaining), else_=ZERO)).label("free"),
            func.sum(case((remaining < ZERO, remaining), else_=ZERO)).label("missing"),
        )
        .join(Item, Item.no == ItemLedgerEntry.item_no)
        .where(Item.type == ItemType.INVENTORY)
        .group_by(*place)
    )
    worth = {
        (row.item_no, row.variant_code, row.location_code): row.worth
        for row in session.execute(
            select(
                ValueEntry.item_no,
                ValueEntry.variant_code,
                ValueEntry.location_code,
                func.sum(ValueEntry.cost_amount_expected + ValueEntry.cost_amount_actual).label(
                    "worth"
                ),
            ).group_by(ValueEntry.item_no, ValueEntry.variant_code, ValueEntry.location_code)
        )
    }
    for row in session.execute(query):
        names = {"item": row.item_no, "location": row.location_code or ""}
        if row.free and row.missing:
            yield Notice("books.mixed", MIXED, names)
        amount = worth.get((row.item_no, row.variant_code, row.location_code), ZERO)
        if amount and not row.in_stock and not row.missing:
            yield Notice("books.worth", WORTH, {**names, "amount": amount})


def _posted_costs(session: Session) -> Iterator[Notice]:
    """Items whose actual cost is not what was posted to the G/L."""
    actual, posted = (
        func.sum(ValueEntry.cost_amount_actual),
        func.sum(ValueEntry.cost_posted_to_gl),
    )
    query = (
        select(ValueEntry.item_no, actual, posted)
        .join(Item, Item.no == ValueEntry.item_no)
        .where(Item.type == ItemType.INVENTORY)
        .group_by(ValueEntry.item_no)
        .having(actual != posted)
    )
    for item_no, is_actual, is_posted in session.execute(query):
        figures = {"item": item_no, "actual": is_actual, "posted": is_posted}
        yield Notice("books.cost_not_posted", ACTUAL, figures)
