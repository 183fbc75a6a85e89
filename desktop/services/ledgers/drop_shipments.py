"""Goods that go from the vendor to the customer: they cancel out in the moment (PF68–PF70)."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from desktop.models.values.numbers import ZERO
from desktop.services.ledgers.application import Application
from desktop.services.ledgers.item_entries import (
    ItemEntryPlanner,
    Movement,
    application_row,
    item_row,
)
from desktop.services.ledgers.rows import add_row


class Passed(NamedTuple):
    """The provisional numbers of the two entries."""

    inbound: int
    outbound: int


def send_through(planner: ItemEntryPlanner, inbound: Movement, outbound: Movement) -> Passed:
    """Plan what comes in and leaves at once, bound to each other at the cost of what comes in.

    Neither entry is part of any stock: no layer, no average, no unit cost of the item.
    """
    cost = inbound.cost if inbound.cost is not None else ZERO
    numbers = Passed(_closed_entry(planner, inbound), _closed_entry(planner, outbound))
    applied = Application(numbers.outbound, numbers.inbound, inbound.quantity, cost)
    add_row(planner.rows.application, application_row(applied, inbound.entry))
    is_posted = planner.book.items[inbound.scope.item_no].is_stocked
    planner.add_value(numbers.inbound, inbound, cost, is_posted=is_posted)
    planner.add_value(numbers.outbound, outbound, -cost, is_posted=is_posted)
    return numbers


def _closed_entry(planner: ItemEntryPlanner, movement: Movement) -> int:
    row = item_row(replace(movement, drop_shipment=True))
    row.update(remaining_quantity=ZERO, open=False)
    return add_row(planner.rows.item, row)
