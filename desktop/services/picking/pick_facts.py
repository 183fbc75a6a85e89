"""What is to be picked, and what may be picked for it, in plain values.

Quantities named `base` are in the base unit, others in the line's unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.models.words import LineType, ShippingAdvice, Status
from desktop.services.items.stock import Scope
from desktop.services.picking.allocation import (
    Allocation,
    Need,
    Part,
    PartKey,
    Rank,
    allocate,
)
from desktop.services.picking.on_picks import OnPicks
from desktop.services.sales.quantities import FINEST

WHOLE_KITS = 1

Claim = tuple[str, int, Scope]
"""Whose goods they are: order, line, and where they lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What is written over the lines of an order."""

    no: str
    status: Status
    customer_no: str
    customer_name: str
    external_document_no: str
    your_reference: str
    shipment_date: date | None
    order_date: date | None
    shipping_advice: ShippingAdvice
    agent_code: str
    service_code: str
    location_code: str | None
    language_code: str | None
    assigned_user: str
    picking_lists_printed: int
    ship_to: tuple[str, ...]
    ship_to_country_code: str | None

    @property
    def is_complete(self) -> bool:
        """Whether the order is shipped whole or not at all."""
        return self.shipping_advice is ShippingAdvice.COMPLETE


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """What kits still take of an item: `quantity` of its unit for all of them."""

    item_no: str
    variant_code: str | None
    description: str
    unit_code: str
    qty_per_unit: Quantity
    location_code: str | None
    bin: str
    quantity: Quantity
    base: Quantity
    is_stocked: bool

    @property
    def scope(self) -> Scope:
        """Where its stock is counted."""
        return Scope(self.item_no, self.variant_code, self.location_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """Kits that are put together for the order line: so many, from these components."""

    assembly_no: str
    quantity: Quantity
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A line of an order; `is_goods` when something is fetched for it.

    `outstanding` and `outstanding_base` include what is made for the order. `is_meant` tells
    whether the filter wants the line.
    """

    order_no: str
    line_no: int
    attached_to: int
    type: LineType
    item_no: str
    variant_code: str | None
    description: str
    description_2: str
    unit_code: str
    qty_per_unit: Quantity
    step: Quantity
    location_code: str | None
    bin: str
    shipment_date: date | None
    outstanding: Quantity
    outstanding_base: Quantity
    qty_to_ship: Quantity
    is_goods: bool
    is_stocked: bool
    is_meant: bool
    special_order: bool
    drop_shipment: bool
    item_reference_no: str
    kit: Kit | None

    @property
    def scope(self) -> Scope:
        """Where its stock is counted."""
        return Scope(self.item_no, self.variant_code, self.location_code)

    @property
    def kit_quantity(self) -> Quantity:
        """How much of the outstanding quantity is made for the order."""
        return self.kit.quantity if self.kit else ZERO

    @property
    def from_stock(self) -> Quantity:
        """How much of the outstanding quantity comes from stock."""
        return self.outstanding - self.kit_quantity

    @property
    def from_stock_base(self) -> Quantity:
        """The same in base units."""
        return self.outstanding_base - round_to(self.kit_quantity, FINEST, times=self.qty_per_unit)


@dataclass(frozen=True)
class PickSource:
    """Orders with all their lines, and the stock of what is on them.

    `kept` is what reservations and earmarks keep for somebody, `on_picks` what is on picks.
    """

    orders: Mapping[str, OrderFacts]
    lines: tuple[SourceLine, ...]
    on_hand: Mapping[Scope, Quantity]
    kept: Mapping[Claim, Quantity]
    on_picks: OnPicks
    today: date

    @cached_property
    def free(self) -> dict[Scope, Quantity]:
        """What nobody has a claim on: on hand less what is kept or picked for anybody (PF133)."""
        free = dict(self.on_hand)
        for claim in {**self.kept, **self.on_picks.bases}:
            scope = claim[2]
            taken = max(self.kept.get(claim, ZERO), self.on_picks.bases.get(claim, ZERO))
            free[scope] = free.get(scope, ZERO) - taken
        return free

    def own(self, claim: Claim) -> Quantity:
        """What is kept for a claim and not on a pick yet."""
        return max(self.kept.get(claim, ZERO) - self.on_picks.bases.get(claim, ZERO), ZERO)

    @property
    def complete(self) -> set[str]:
        """The orders that are shipped whole or not at all."""
        return {order.no for order in self.orders.values() if order.is_complete}

    def lines_of(self, order_no: str) -> list[SourceLine]:
        """The lines of one order in their order."""
        return self._by_order.get(order_no, [])

    @cached_property
    def _by_order(self) -> dict[str, list[SourceLine]]:
        found: dict[str, list[SourceLine]] = {no: [] for no in self.orders}
        for line in self.lines:
            found[line.order_no].append(line)
        return found

    @cached_property
    def by_key(self) -> dict[tuple[str, int], SourceLine]:
        """The lines by order and number."""
        return {(line.order_no, line.line_no): line for line in self.lines}

    @cached_property
    def parts(self) -> list[Part]:
        """What is still to be picked, as allocation takes it."""
        return [part for line in self.lines if line.is_goods for part in self._parts(line)]

    def allocation(self) -> Allocation:
        """Who gets how much of what is there (PF133)."""
        return allocate(self.parts, self.free, self.complete)

    def _parts(self, line: SourceLine) -> Iterator[Part]:
        order = self.orders[line.order_no]
        rank = Rank(
            line.shipment_date or self.today,
            order.order_date or self.today,
            line.order_no,
            line.line_no,
        )
        key = PartKey(line.order_no, line.line_no)
        quantity = line.from_stock - self.on_picks.quantity(key)
        if quantity > 0:
            base = min(round_to(quantity, FINEST, times=line.qty_per_unit), line.from_stock_base)
            own = self.own((line.order_no, line.line_no, line.scope))
            need = Need(line.scope, base, own, is_unlimited=not line.is_stocked)
            yield Part(key, rank, quantity, (need,), line.step)
        if line.kit is not None:
            yield from self._kit_part(line, line.kit, rank)

    def _kit_part(self, line: SourceLine, kit: Kit, rank: Rank) -> Iterator[Part]:
        key = PartKey(line.order_no, line.line_no, is_kit=True)
        quantity = kit.quantity - self.on_picks.quantity(key)
        if quantity <= 0:
            return
        needs, spent = [], dict[Scope, Quantity]()
        for each in kit.components:
            base = round_to(each.base, FINEST, times=quantity, over=kit.quantity)
            left = self.own((line.order_no, line.line_no, each.scope)) - spent.get(each.scope, ZERO)
            own = min(max(left, ZERO), base)
            spent[each.scope] = spent.get(each.scope, ZERO) + own
            needs.append(Need(each.scope, base, own, is_unlimited=not each.is_stocked))
        step = line.step if line.step != FINEST else type(quantity)(WHOLE_KITS)
        yield Part(key, rank, quantity, tuple(needs), step)
