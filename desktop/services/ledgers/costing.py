"""What goods cost: the formulas of FIFO, average and negative stock (SD91–SD95).

Values in, values out; no session. Quantities are positive base quantities, costs positive LCY
amounts when goods have a positive value. Costs run in the order of posting, never of dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop.models.values.numbers import (
    ZERO,
    Amount,
    Quantity,
    UnitPrice,
    carry_round,
    round_to,
)


class Earmark(NamedTuple):
    """The sales line that goods were bought for (PF103)."""

    order_no: str
    line_no: int


@dataclass(slots=True)
class Layer:
    """An inbound entry: what came in, and what is left of it in quantity and value.

    `cost` is the whole cost of the entry as known now, `drawn` what applications took of it. Of an
    entry with an `earmark` only its sales line may take what is `kept` (PF103).
    """

    entry_no: int
    quantity: Quantity
    remaining: Quantity
    cost: Amount
    drawn: Amount = ZERO
    earmark: Earmark | None = None
    kept: Quantity = ZERO

    def open_to(self, taker: Earmark | None) -> Quantity:
        """What goods for a sales line, or for something else, may take of the rest."""
        return self.remaining if taker == self.earmark else self.remaining - self.kept

    @property
    def value(self) -> Amount:
        """What is left of the cost."""
        return self.cost - self.drawn

    def cost_of(self, quantity: Quantity, precision: Amount) -> Amount:
        """What `quantity` of the rest costs; the last piece takes exactly the rest (SD91)."""
        if quantity == self.remaining:
            return self.value
        reached = self.quantity - self.remaining + quantity
        return round_to(self.cost, precision, times=reached, over=self.quantity) - self.drawn

    def leave_out(self, quantity: Quantity, cost: Amount) -> None:
        """Count what went back to the entry that is undone as no part of the layer (CB92)."""
        self.quantity -= quantity
        self.remaining -= quantity
        self.kept = min(self.kept, self.remaining)
        self.cost -= cost

    def take(self, quantity: Quantity, cost: Amount) -> None:
        """Lower the rest by what an application took; what is kept goes first."""
        self.remaining -= quantity
        self.kept = min(self.kept, self.remaining)
        self.drawn += cost


@dataclass(slots=True)
class Shortage:
    """An outbound entry that stock did not cover: what is still open and its provisional value.

    `quantity` was uncovered at first and valued at `provisional`; `remaining` of it is
    uncovered now (SD94).
    """

    entry_no: int
    quantity: Quantity
    remaining: Quantity
    provisional: Amount

    def released(self, covered: Quantity, precision: Amount) -> Amount:
        """The provisional value that covering the next `covered` sets free, by carry."""
        before = self.quantity - self.remaining
        return self._released_up_to(before + covered, precision) - self._released_up_to(
            before, precision
        )

    def value(self, precision: Amount) -> Amount:
        """The provisional value that is still waiting for a receipt."""
        reached = self.quantity - self.remaining
        return self.provisional - self._released_up_to(reached, precision)

    def _released_up_to(self, reached: Quantity, precision: Amount) -> Amount:
        if reached == self.quantity:
            return self.provisional
        return round_to(self.provisional, precision, times=reached, over=self.quantity)


def pool_cost(layers: Sequence[Layer], quantity: Quantity, precision: Amount) -> Amount:
    """What `quantity` costs at the average of everything in stock; all of it the whole (SD92)."""
    stock = sum((layer.remaining for layer in layers), ZERO)
    value = sum((layer.value for layer in layers), ZERO)
    if quantity == stock:
        return value
    return round_to(value, precision, times=quantity, over=stock)


def provisional_cost(quantity: Quantity, unit_cost: UnitPrice, precision: Amount) -> Amount:
    """What goods are valued at that are sold before they come in (SD94)."""
    return round_to(quantity, precision, times=unit_cost)


def share_invoiced(
    amount: Amount, invoiced: Quantity, quantity: Quantity, precision: Amount
) -> Amount:
    """The part of an entry's cost that is actual because its goods are invoiced (SD93, SD94)."""
    if invoiced == quantity:
        return amount
    return round_to(amount, precision, times=invoiced, over=quantity)


def later_cost_parts(
    delta: Amount, applied: Sequence[Quantity], quantity: Quantity, precision: Amount
) -> list[Amount]:
    """What each application of a receipt bears of a later change of its cost (SD95).

    `applied` are the quantities that were taken of the receipt, in entry order; what the parts
    leave of `delta` stays with the rest in stock.
    """
    return carry_round(applied, precision, times=delta, over=quantity)


def unit_cost(value: Amount, quantity: Quantity, precision: UnitPrice) -> UnitPrice:
    """The cost of one base unit in stock (SD96)."""
    return round_to(value, precision, over=quantity)
