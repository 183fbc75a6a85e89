"""Kits bear what their components turn out to cost after they were put together (SD95, PF115)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from desktop.models.items import Item
from desktop.models.ledger_words import ItemEntryType
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.values.numbers import ZERO, Amount, Quantity
from desktop.models.words import ItemType
from desktop.services.ledgers.costing import later_cost_parts
from desktop.services.ledgers.item_entries import ItemEntryPlanner, OutboundChange
from desktop.services.ledgers.later_cost import change_receipt_cost
from desktop.services.ledgers.stock import StockItem, extend_stock

_CONSUMED = aliased(ItemLedgerEntry)
_OUTPUTS = (
    select(
        _CONSUMED.entry_no.label("consumption"), ItemLedgerEntry.entry_no, ItemLedgerEntry.item_no
    )
    .join(
        ItemLedgerEntry,
        (ItemLedgerEntry.document_no == _CONSUMED.document_no)
        & (ItemLedgerEntry.entry_type == ItemEntryType.ASSEMBLY_OUTPUT)
        & (ItemLedgerEntry.quantity > ZERO),
    )
    .where(_CONSUMED.entry_no.in_(bindparam("entries", expanding=True)))
)
_WENT = aliased(ItemLedgerEntry)
_CAME_BACK = (
    select(
        ItemLedgerEntry.applies_from_entry_no, ItemLedgerEntry.entry_no, ItemLedgerEntry.quantity
    )
    .join(
        _WENT,
        (ItemLedgerEntry.document_no == _WENT.document_no)
        & (ItemLedgerEntry.applies_from_entry_no == _WENT.entry_no)
        & (ItemLedgerEntry.quantity > ZERO),
    )
    .where(_WENT.entry_no.in_(bindparam("entries", expanding=True)))
    .order_by(ItemLedgerEntry.entry_no)
)
_KITS = (
    select(Item.no, Item.type, Item.costing_method, Item.unit_cost, Item.inventory_posting_group)
    .where(Item.no.in_(bindparam("nos", expanding=True)))
    .order_by(Item.no)
    .with_for_update()
)


def follow_kits(session: Session, planner: ItemEntryPlanner) -> None:
    """Let kits bear what their components turned out to cost, and all that follows (SD95).

    What came back because an entry was undone bears it too: it stands for the same goods. Call it
    when all movements are planned, before `planner.finish()`. A few statements for each kit
    concerned, none when nothing becomes dearer. Kits are locked when they are met.
    """
    while planner.outbound_changes:
        changes = [change for change in planner.outbound_changes if change.entry_no > 0]
        planner.outbound_changes = []
        _follow_outputs(session, planner, [each for each in changes if _is_consumption(each)])
        _follow_undone(session, planner, changes)


def _is_consumption(change: OutboundChange) -> bool:
    return change.outbound.origin.entry_type is ItemEntryType.ASSEMBLY_CONSUMPTION


def _follow_outputs(
    session: Session, planner: ItemEntryPlanner, changes: Sequence[OutboundChange]
) -> None:
    if not changes:
        return
    entries = sorted({change.entry_no for change in changes})
    outputs = {row.consumption: row for row in session.execute(_OUTPUTS, {"entries": entries})}
    _know_kits(session, planner, {row.item_no for row in outputs.values()})
    for change in changes:
        output = outputs.get(change.entry_no)
        # What was taken back stands in the same document, but has no part in the kit.
        if output is not None:
            change_receipt_cost(session, planner, output.entry_no, change.amount, change.booking)


def _follow_undone(
    session: Session, planner: ItemEntryPlanner, changes: Sequence[OutboundChange]
) -> None:
    """Let what came back of undone entries cost what left with them (CB92)."""
    if not changes:
        return
    entries = sorted({change.entry_no for change in changes})
    returned: defaultdict[int, list[tuple[int, Quantity]]] = defaultdict(list)
    for row in session.execute(_CAME_BACK, {"entries": entries}):
        returned[row.applies_from_entry_no].append((row.entry_no, row.quantity))
    for change in changes:
        back = returned.get(change.entry_no, [])
        for (entry_no, _quantity), part in zip(back, _parts(planner, change, back), strict=True):
            change_receipt_cost(session, planner, entry_no, part, change.booking)


def _parts(
    planner: ItemEntryPlanner, change: OutboundChange, back: list[tuple[int, Quantity]]
) -> list[Amount]:
    """What is invoiced stays with the customer; the rest came back."""
    kept = ZERO if _is_consumption(change) else change.outbound.invoiced
    quantities = [kept, *(quantity for _no, quantity in back)]
    whole, precision = change.outbound.quantity, planner.terms.amount_precision
    return later_cost_parts(change.amount, quantities, whole, precision)[1:]


def _know_kits(session: Session, planner: ItemEntryPlanner, nos: set[str]) -> None:
    missing = sorted(nos - planner.book.items.keys())
    if not missing:
        return
    found = {
        row.no: StockItem(
            row.no,
            row.type is ItemType.INVENTORY,
            row.costing_method,
            row.unit_cost,
            row.inventory_posting_group,
        )
        for row in session.execute(_KITS, {"nos": missing})
    }
    extend_stock(session, planner.book, found)
