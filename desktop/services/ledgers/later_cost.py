"""The cost of a receipt changes later: an invoice differs from it, or it is revalued (SD95)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from desktop.models.ledger_words import ItemEntryType, ValueEntryType
from desktop.models.ledgers import ItemApplicationEntry, ItemLedgerEntry, ValueEntry
from desktop.models.values.numbers import ZERO, Amount, Quantity, round_to
from desktop.services.ledgers.application import Application
from desktop.services.ledgers.costing import later_cost_parts, share_invoiced
from desktop.services.ledgers.item_entries import ItemEntryPlanner, value_row
from desktop.services.ledgers.rows import Booking, Row, add_row
from desktop.services.ledgers.shipped_entries import ShippedEntry, load_shipped_entries
from desktop.services.ledgers.stock import EntryOrigin, EntryState, OutboundEntry, origin_of

_TAKEN = (
    select(
        ItemApplicationEntry.inbound_entry_no,
        ItemApplicationEntry.outbound_entry_no,
        ItemApplicationEntry.quantity,
        ItemLedgerEntry.applies_from_entry_no,
    )
    .join(ItemLedgerEntry, ItemLedgerEntry.entry_no == ItemApplicationEntry.inbound_entry_no)
    .where(
        ItemApplicationEntry.inbound_entry_no.in_(bindparam("receipts", expanding=True)),
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


@dataclass(frozen=True, slots=True)
class Receipts:
    """Receipts in the ledger, with what was taken of them and where it all comes from.

    `entries` and `origins` by number, the entries that took goods among them; `taken` are the
    outbound entry and quantity of each application of a receipt, in entry order. `gone_back` is
    what of goods that came back settled the entry that they had left with.
    """

    entries: dict[int, ShippedEntry] = field(default_factory=dict)
    origins: dict[int, EntryOrigin] = field(default_factory=dict)
    taken: dict[int, list[tuple[int, Quantity]]] = field(default_factory=dict)
    gone_back: dict[int, Quantity] = field(default_factory=dict)


def load_receipts(session: Session, entry_nos: Collection[int]) -> Receipts:
    """Read receipts with all that a change of their cost depends on, in three statements."""
    if not entry_nos:
        return Receipts()
    taken: defaultdict[int, list[tuple[int, Quantity]]] = defaultdict(list)
    gone_back: defaultdict[int, Quantity] = defaultdict(lambda: ZERO)
    for row in session.execute(_TAKEN, {"receipts": sorted(entry_nos)}):
        if row.outbound_entry_no == row.applies_from_entry_no:
            gone_back[row.inbound_entry_no] += row.quantity
            continue
        taken[row.inbound_entry_no].append((row.outbound_entry_no, row.quantity))
    wanted = {*entry_nos, *(no for each in taken.values() for no, _quantity in each)}
    entries = load_shipped_entries(session, wanted)
    # Read backwards, so that the first value entry of each item entry is what remains.
    origins = {
        row.item_ledger_entry_no: origin_of(entries[row.item_ledger_entry_no].entry_type, row)
        for row in session.execute(_FIRST_VALUES, {"entries": sorted(wanted)})
    }
    return Receipts(entries, origins, dict(taken), dict(gone_back))


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
    receipts = load_receipts(session, {receipt_entry_no})
    receipt = receipts.entries[receipt_entry_no]
    row = _receipt_value(planner, receipt, receipts.origins[receipt_entry_no], delta, booking)
    row["entry_type"] = entry_type
    add_row(planner.rows.value, row)
    spread(planner, receipts, receipt_entry_no, delta, booking)


def invoice_receipt(
    planner: ItemEntryPlanner,
    receipts: Receipts,
    receipt_entry_no: int,
    part: InvoicedCost,
    booking: Booking,
) -> None:
    """Plan that some of a receipt is invoiced: what was expected of it gives way (PF60).

    What the invoice differs by is borne as SD95 says. Quantity and cost of a reversed invoice are
    negative, and what it had released is expected again.
    """
    receipt, precision = receipts.entries[receipt_entry_no], planner.terms.amount_precision
    waiting = receipt.quantity - receipt.invoiced
    released = part.released
    if released is None:
        released = receipt.expected
        if part.quantity != waiting:
            released = round_to(receipt.expected, precision, times=part.quantity, over=waiting)
    is_stocked = planner.book.items[receipt.scope.item_no].is_stocked
    row = value_row(booking, receipt.scope, receipts.origins[receipt_entry_no])
    row["item_ledger_entry_no"] = receipt_entry_no
    row["valued_quantity"] = row["invoiced_quantity"] = part.quantity
    row["cost_amount_actual"] = part.cost
    row["cost_amount_expected"] = -released
    row["cost_posted_to_gl"] = part.cost if is_stocked else ZERO
    add_row(planner.rows.value, row)
    receipt.invoiced += part.quantity
    receipt.expected -= released
    receipt.actual += part.cost
    state = planner.book.states.setdefault(
        receipt_entry_no, EntryState(receipt.remaining, receipt.invoiced)
    )
    state.invoiced = receipt.invoiced
    state.is_changed = True
    if is_stocked and part.cost != released:
        spread(planner, receipts, receipt_entry_no, part.cost - released, booking)


@dataclass(frozen=True, slots=True)
class InvoicedCost:
    """What an invoice takes of a receipt: base quantity and cost in LCY.

    `released` is what was expected of it, in proportion when None.
    """

    quantity: Quantity
    cost: Amount
    released: Amount | None = None


def spread(
    planner: ItemEntryPlanner,
    receipts: Receipts,
    receipt_entry_no: int,
    delta: Amount,
    booking: Booking,
) -> None:
    """Let each application of a receipt bear its part of a later cost (SD95).

    What was given back to the vendor bears nothing: it is not there any more. Nor does what settled
    the entry that goods came back from.
    """
    receipt = receipts.entries[receipt_entry_no]
    given_back = receipts.gone_back.get(receipt_entry_no, ZERO)
    taken = []
    for outbound_entry_no, quantity in receipts.taken.get(receipt_entry_no, ()):
        if receipts.entries[outbound_entry_no].entry_type is ItemEntryType.PURCHASE:
            given_back += quantity
        else:
            taken.append((outbound_entry_no, quantity))
    quantities = [quantity for _no, quantity in taken]
    parts = later_cost_parts(
        delta, quantities, receipt.quantity - given_back, planner.terms.amount_precision
    )
    applications = [
        Application(outbound_entry_no, receipt_entry_no, ZERO, part)
        for (outbound_entry_no, _quantity), part in zip(taken, parts, strict=True)
        if part
    ]
    planner.apply(applications, booking)
    borne: defaultdict[int, Amount] = defaultdict(lambda: ZERO)
    for application in applications:
        borne[application.outbound_entry_no] += application.cost
    for entry_no, amount in borne.items():
        planner.adjust(entry_no, _outbound(planner, receipts, entry_no), amount, booking)
    for layer in planner.book.scope(receipt.scope).layers:
        if layer.entry_no == receipt_entry_no:
            layer.cost += delta
            layer.drawn += sum(borne.values(), ZERO)
    planner.touch(receipt.scope.item_no)


def _outbound(planner: ItemEntryPlanner, receipts: Receipts, entry_no: int) -> OutboundEntry:
    waiting = planner.book.outbound.get(entry_no)
    if waiting is not None:
        return waiting
    entry = receipts.entries[entry_no]
    return OutboundEntry(entry.scope, -entry.quantity, -entry.invoiced, receipts.origins[entry_no])


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
