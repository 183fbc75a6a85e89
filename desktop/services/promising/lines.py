"""What is asked for a sales line, and what can be answered: plain values (03 §3, §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.models.values.date_formula import DateFormula
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.models.words import ReplenishmentSystem
from desktop.services.availability.balance import Step
from desktop.services.availability.lead_times import SupplyTimes
from desktop.services.calendars.working_days import EVERY_DAY, Calendar
from desktop.services.items.stock import Scope
from desktop.services.promising.ranking import LineKey, Rank

FINEST = Quantity("0.00001")


class Method(StrEnum):
    """How the date of a line was found."""

    NONE = "none"
    ATP = "atp"
    CTP = "ctp"


class Source(StrEnum):
    """Where the goods of a line come from; only those from stock look at the balance (PF27)."""

    STOCK = "stock"
    DROP_SHIPMENT = "drop_shipment"
    SPECIAL_ORDER = "special_order"


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a kit: so much of its base unit for one of the kit, due before work begins.

    `lead_time_offset` counts back from the start of the work (PF15); the quantity is rounded to
    `precision`, that of the base unit (PF113). Only a critical part can hold up a promise (PF33).
    """

    item_no: str
    quantity_per: Quantity
    variant_code: str | None = None
    critical: bool = False
    lead_time_offset: DateFormula = field(default_factory=DateFormula)
    precision: Quantity = FINEST

    def needed_for(self, kits: Quantity) -> Quantity:
        """What so many kits take, in the part's base unit (PF113)."""
        return round_to(self.quantity_per * kits, self.precision)

    def at(self, location_code: str | None) -> Scope:
        """The scope from which the work takes it: the location of the kit."""
        return Scope(self.item_no, self.variant_code, location_code)


Bom = Mapping[str, tuple[Component, ...]]
"""The item components of each item that is put together, in the order of its lines."""


@dataclass(frozen=True, slots=True)
class Part:
    """An item component of the assembly order of a line, with all that is still needed of it.

    `assembly_no` and `line_no` name the line of that order.
    """

    component: Component
    quantity: Quantity
    assembly_no: str = ""
    line_no: int = 0


@dataclass(frozen=True, slots=True)
class Kit:
    """What is put together for a line: its parts with what is left to be consumed (PF27)."""

    quantity: Quantity
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Purchase:
    """The purchase line that a drop shipment or special order is linked to (PF27)."""

    expected_receipt_date: date | None
    is_received: bool = False


@dataclass(frozen=True, slots=True)
class LineToPromise:
    """A line to be promised; quantities in base units.

    `need` is outstanding − reserved, without the part that is put together for the line (`kit`).
    `start` is the first date that may be answered (S of PF21); `reserved_until` the latest supply
    date of the line's own reservations. `quantity` is all that is outstanding.
    """

    key: LineKey
    rank: Rank
    scope: Scope
    quantity: Quantity
    need: Quantity
    start: date
    original_shipment_date: date | None = None
    reserved_until: date | None = None
    location: Calendar = EVERY_DAY
    source: Source = Source.STOCK
    purchase: Purchase | None = None
    kit: Kit | None = None
    method: Method = Method.ATP

    @property
    def is_from_stock(self) -> bool:
        """Whether it is served from the balance of its scope."""
        return self.source is Source.STOCK


@dataclass(frozen=True, slots=True)
class Supplies:
    """How things can be got: times by scope, bills of materials, and the limits of a promise.

    `promise_start` is the first day to order or to start, `horizon` the last day that is promised
    (PF33, PF34).
    """

    promise_start: date
    horizon: date
    times: Mapping[Scope, SupplyTimes] = field(default_factory=dict)
    bom: Bom = field(default_factory=dict)

    def times_of(self, scope: Scope) -> SupplyTimes:
        """By which times and calendars a scope is supplied; at once when nothing is known."""
        return self.times.get(scope) or SupplyTimes()


@dataclass(frozen=True, slots=True)
class ComponentNeed:
    """What an assembly takes; `supplied_by` is what must be got for it.

    `part` is the line of the assembly order that wants it, None for a proposed assembly.
    """

    scope: Scope
    quantity_per: Quantity
    quantity: Quantity
    due_date: date
    critical: bool
    supplied_by: Proposal | None = None
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to buy or to put together, just in time for its due date (PF34).

    `order_date` is the day to order or to start, `ending_date` that of the planned receipt or of
    the end of the work. `vendor_no` is the usual vendor of what is bought, None when there is none.
    """

    scope: Scope
    quantity: Quantity
    replenishment: ReplenishmentSystem
    order_date: date
    ending_date: date
    due_date: date
    source: Source = Source.STOCK
    components: tuple[ComponentNeed, ...] = ()
    vendor_no: str | None = None


@dataclass(frozen=True, slots=True)
class Blocked:
    """What no promise can get past: the item, how it is reached, when it can be ordered (PF34).

    `needed_order_date` is when it would have to be ordered for the last date that is promised.
    """

    path: tuple[str, ...]
    earliest_order_date: date
    needed_order_date: date

    @property
    def item_no(self) -> str:
        """The item that cannot be got in time."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Promise:
    """The answer for a line; no date means that none can be promised.

    `profile` tells from which day on how much can be had, the line itself left out (PF29);
    `spare` is what the promise leaves of it on its date, None when it takes nothing of stock.
    """

    key: LineKey
    method: Method
    earliest_shipment_date: date | None
    unavailable_quantity: Quantity = ZERO
    proposals: tuple[Proposal, ...] = ()
    needs: tuple[ComponentNeed, ...] = ()
    blocked: Blocked | None = None
    profile: tuple[Step, ...] = ()
    spare: Quantity | None = None
