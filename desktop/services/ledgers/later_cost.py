"""The cost of a receipt changes later: an invoice differs from it, or it is revalued (SD95)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from desktop.models.items import Item
from desktop.models.ledger_words import ItemEntryType, ValueEntryType
from desktop.models.ledgers import ItemApplicationEntry, ItemLedgerEntry, ValueEntry
from desktop.models.values.numbers import ZERO, Amount
from desktop.models.words import ItemType
from desktop.services.ledgers.application import Application
from desktop.services.ledgers.costing import later_cost_parts, share_invoiced
from desktop.services.ledgers.item_entries import ItemEntryPlanner, value_row
from desktop.services.ledgers.rows import Booking, Row, add_row
from desktop.services.ledgers.shipped_entries import ShippedEntry, load_shipped_entries
from desktop.services.ledgers.stock import (
    EntryOrigin,
    OutboundEntry,
    StockItem,
    extend_stock,
    origin_of,
)

_CONSUMED = aliased(ItemLedgerEntry)
_TAKEN = (
    select(ItemApplicationEntry.outbound_entry_no, ItemApplicationEntry.quantity)
    .where(
        ItemApplicationEntry.inbound_entry_no == bindparam("receipt"),
        ItemApplicationEntry.quantity != ZERO,
    )
    .order_by(ItemApplicationEntry.entry_no)
)
_FIRST_VALUES = (
    select(
        ValueEntry.item_ledger_entry_no,
        ValueEntry.gen_bus_posting_group,
        ValueEntry.gen_prod_posting_group,
        ValueEntry.inventory_posting_group,
        ValueEntry.document_line_no,
        ValueEntry.order_no,
        ValueEntry.order_line_no,
        ValueEntry.source_type,
        ValueEntry.source_no,
    )
    .where(
        ValueEntry.item_ledger_entry_no.in_(bindparam("entries", expanding=True)),
        ValueEntry.entry_type == ValueEntryType.DIRECT_COST,
    )
    .order_by(ValueEntry.entry_no.desc())
)
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


@dataclass(frozen=True, slots=True)
class _Known:
    """Item entries with their figures and their origins, by number."""

    entries: dict[int, ShippedEntry]
    origins: dict[int, EntryOrigin]


def change_receipt_cost(
    session: Session,
    planner: ItemEntryPlanner,
    receipt_entry_no: int,
    delta: Amount,
    booking: Booking,
    *,
    entry_type: ValueEntryType = ValueEntryType.ADJUSTMENT,
) -> None:
    """Plan that a receipt costs `delta` more (or less) than it did, and all that follows.

    Each application of the receipt bears its part as an adjustment of the outbound entry; the
    rest stays with the layer, and with it in the pool of an average item. The item is locked
    and its open entries are in the planner's book. Call `planner.finish()` afterwards.
    """
    if not delta:
        return
    precision = planner.terms.amount_precision
    taken = session.execute(_TAKEN, {"receipt": receipt_entry_no}).all()
    known = _load(session, {receipt_entry_no, *(row.outbound_entry_no for row in taken)})
    receipt = known.entries[receipt_entry_no]
    row = _receipt_value(planner, receipt, known.origins[receipt_entry_no], delta, booking)
    row["entry_type"] = entry_type
    add_row(planner.rows.value, row)
    quantities = [row.quantity for row in taken]
    parts = later_cost_parts(delta, quantities, receipt.quantity, precision)
    applications = [
        Application(row.outbound_entry_no, receipt_entry_no, ZERO, part)
        for row, part in zip(taken, parts, strict=True)
        if part
    ]
    planner.apply(applications, booking)
    borne: defaultdict[int, Amount] = defaultdict(lambda: ZERO)
    for application in applications:
        borne[application.outbound_entry_no] += application.cost
    for entry_no, amount in borne.items():
        planner.adjust(entry_no, _outbound(planner, known, entry_no), amount, booking)
    for layer in planner.book.scope(receipt.scope).layers:
        if layer.entry_no == receipt_entry_no:
            layer.cost += delta
            layer.drawn += sum(borne.values(), ZERO)
    planner.touch(receipt.scope.item_no)


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


def _load(session: Session, entry_nos: set[int]) -> _Known:
    entries = load_shipped_entries(session, entry_nos)
    # Read backwards, so that the first value entry of each item entry is what remains.
    origins = {
        row.item_ledger_entry_no: origin_of(entries[row.item_ledger_entry_no].entry_type, row)
        for row in session.execute(_FIRST_VALUES, {"entries": sorted(entry_nos)})
    }
    return _Known(entries, origins)


def _outbound(planner: ItemEntryPlanner, known: _Known, entry_no: int) -> OutboundEntry:
    waiting = planner.book.outbound.get(entry_no)
    if waiting is not None:
        return waiting
    entry = known.entries[entry_no]
    return OutboundEntry(entry.scope, -entry.quantity, -entry.invoiced, known.origins[entry_no])


def _receipt_value(
    planner: ItemEntryPlanner,
    receipt: ShippedEntry,
    origin: EntryOrigin,
    delta: Amount,
    booking: Booking,
) -> Row:
    """The receipt's own value entry: actual as far as the receipt is invoiced."""
    actual = share_invoiced(
        delta, receipt.invoiced, receipt.quantity, planner.terms.amount_precision
    )
    row = value_row(booking, receipt.scope, origin)
    row["item_ledger_entry_no"] = receipt.entry_no
    row["valued_quantity"] = receipt.quantity
    row["cost_amount_actual"] = row["cost_posted_to_gl"] = actual
    row["cost_amount_expected"] = delta - actual
    return row
