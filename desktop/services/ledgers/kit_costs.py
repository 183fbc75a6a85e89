"""Kits bear what their components turn out to cost after they were put together (SD95, PF115)."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from desktop.models.items import Item
from desktop.models.ledger_words import ItemEntryType
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.values.numbers import ZERO
from desktop.models.words import ItemType
from desktop.services.ledgers.item_entries import ItemEntryPlanner
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
_KITS = (
    select(Item.no, Item.type, Item.costing_method, Item.unit_cost, Item.inventory_posting_group)
    .where(Item.no.in_(bindparam("nos", expanding=True)))
    .order_by(Item.no)
    .with_for_update()
)


def follow_kits(session: Session, planner: ItemEntryPlanner) -> None:
    """Let kits bear what their components turned out to cost, and all that follows (SD95).

    Call it when all movements are planned, before `planner.finish()`. A few statements for each
    kit concerned, none when there is no kit. Kits are locked when they are met.
    """
    while planner.consumption_changes:
        changes = planner.consumption_changes
        planner.consumption_changes = []
        entries = sorted({change.entry_no for change in changes if change.entry_no > 0})
        outputs = {row.consumption: row for row in session.execute(_OUTPUTS, {"entries": entries})}
        _know_kits(session, planner, {row.item_no for row in outputs.values()})
        for change in changes:
            output = outputs.get(change.entry_no)
            # What was taken back stands in the same document, but has no part in the kit.
            if output is not None:
                change_receipt_cost(
                    session, planner, output.entry_no, change.amount, change.booking
                )


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
