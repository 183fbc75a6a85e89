"""Goods of a receipt go back to where they came from: the receipt is undone (PF61)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.ledger_words import ItemEntryType
from desktop.models.values.numbers import ZERO, Amount, Quantity, carry_round, round_to
from desktop.models.words import CostingMethod
from desktop.services.items.stock import Scope
from desktop.services.ledgers.application import Application
from desktop.services.ledgers.costing import Layer
from desktop.services.ledgers.item_entries import (
    ItemEntryPlanner,
    LineWords,
    Movement,
    item_row,
    value_row,
)
from desktop.services.ledgers.later_cost import Receipts
from desktop.services.ledgers.rows import Booking, add_row
from desktop.services.ledgers.stock import OutboundEntry


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What goes back of a receipt: a base quantity, and the words of its entry."""

    receipt_entry_no: int
    quantity: Quantity
    words: LineWords
    description: str = ""
    unit_of_measure_code: str | None = None
    qty_per_unit: Quantity = ZERO


def remaining_of(planner: ItemEntryPlanner, receipts: Receipts, receipt_entry_no: int) -> Quantity:
    """How much of a receipt still lies in stock."""
    layer = _layer(planner, receipts.entries[receipt_entry_no].scope, receipt_entry_no)
    return layer.remaining if layer is not None else ZERO


def give_back(
    planner: ItemEntryPlanner, receipts: Receipts, given: GivenBack, booking: Booking
) -> int:
    """Plan that goods which are not invoiced go back at what they were expected to cost.

    They must lie in stock still, see `remaining_of`. Nothing is posted to the G/L. Returns the
    provisional number of the item entry.
    """
    receipt = receipts.entries[given.receipt_entry_no]
    origin = receipts.origins[given.receipt_entry_no]
    precision = planner.terms.amount_precision
    waiting = receipt.quantity - receipt.invoiced
    cost = receipt.expected
    if given.quantity != waiting:
        cost = round_to(receipt.expected, precision, times=given.quantity, over=waiting)
    movement = Movement(
        scope=receipt.scope,
        quantity=-given.quantity,
        origin=origin,
        entry=booking,
        value=booking,
        words=given.words,
        description=given.description,
        unit_of_measure_code=given.unit_of_measure_code,
        qty_per_unit=given.qty_per_unit,
        applies_to_entry_no=given.receipt_entry_no,
    )
    entry_no = add_row(planner.rows.item, item_row(movement))
    row = value_row(booking, receipt.scope, origin)
    row["item_ledger_entry_no"] = entry_no
    row["valued_quantity"] = -given.quantity
    row["cost_amount_expected"] = -cost
    add_row(planner.rows.value, row)
    layer = _layer(planner, receipt.scope, given.receipt_entry_no)
    if layer is None:
        planner.rows.item[-1].update(remaining_quantity=ZERO, open=False)
        return entry_no
    layer.take(given.quantity, cost)
    taken = Application(entry_no, given.receipt_entry_no, given.quantity, cost)
    planner.apply([taken], booking)
    if not layer.remaining:
        _clear(planner, receipts, layer, entry_no, booking)
    planner.touch(receipt.scope.item_no)
    return entry_no


def _layer(planner: ItemEntryPlanner, scope: Scope, entry_no: int) -> Layer | None:
    layers = planner.book.scope(scope).layers
    return next((layer for layer in layers if layer.entry_no == entry_no), None)


def _clear(
    planner: ItemEntryPlanner, receipts: Receipts, layer: Layer, entry_no: int, booking: Booking
) -> None:
    """Find a place for the value that an emptied layer still has.

    Of an average item the pool keeps it; else those bear it who took goods of the receipt.
    """
    scope = receipts.entries[layer.entry_no].scope
    stock = planner.book.scope(scope)
    stock.layers = [each for each in stock.layers if each is not layer]
    rest = layer.value
    if not rest:
        return
    if stock.method is CostingMethod.AVERAGE and stock.layers:
        neighbour = stock.layers[0]
        neighbour.drawn -= rest
        layer.drawn += rest
        moved = [
            Application(entry_no, layer.entry_no, ZERO, rest),
            Application(entry_no, neighbour.entry_no, ZERO, -rest),
        ]
        planner.apply(moved, booking)
        return
    _bear(planner, receipts, layer, rest, booking)


def _bear(
    planner: ItemEntryPlanner, receipts: Receipts, layer: Layer, rest: Amount, booking: Booking
) -> None:
    taken = [
        (no, quantity)
        for no, quantity in receipts.taken.get(layer.entry_no, ())
        if receipts.entries[no].entry_type is not ItemEntryType.PURCHASE
    ]
    whole = sum((quantity for _no, quantity in taken), ZERO)
    quantities = [quantity for _no, quantity in taken]
    parts = carry_round(quantities, planner.terms.amount_precision, times=rest, over=whole)
    for (no, _quantity), part in zip(taken, parts, strict=True):
        planner.apply([Application(no, layer.entry_no, ZERO, part)], booking)
        entry = receipts.entries[no]
        outbound = planner.book.outbound.get(no) or OutboundEntry(
            entry.scope, -entry.quantity, -entry.invoiced, receipts.origins[no]
        )
        planner.adjust(no, outbound, part, booking)
    layer.drawn += rest
