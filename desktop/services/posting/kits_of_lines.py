"""Kits that are put together for the lines of an order as they are shipped (PF126)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.values.numbers import ZERO, Amount, Quantity, carry_round
from desktop.services.assembly.load import AssemblyDocument
from desktop.services.assembly.settling import put_to_assemble
from desktop.services.ledgers.item_entries import ItemEntryPlanner, Movement
from desktop.services.ledgers.rows import Booking, LedgerRows, PlannedNo, Row
from desktop.services.posting.adjustment_groups import adjustment_groups
from desktop.services.posting.assembly_plan import (
    PlannedAssembly,
    booking_of,
    named,
    no_account,
    put_together,
)
from desktop.services.posting.kit_ground import KitGround
from desktop.services.posting.posted_rows import Stamp
from desktop.services.sales.load import Document
from desktop.services.sales.quantities import Part


@dataclass(slots=True)
class PlannedKits:
    """What is put together within one posting, by the line that is shipped.

    `business_groups` by product group say which set-up the time in kits is charged by.
    """

    planned: dict[int, PlannedAssembly] = field(default_factory=dict)
    bookings: dict[int, Booking] = field(default_factory=dict)
    business_groups: dict[str, str] = field(default_factory=dict)

    @property
    def in_order(self) -> tuple[PlannedAssembly, ...]:
        """The posted assemblies, in the order of the lines."""
        return tuple(self.planned.values())

    @property
    def in_bookings(self) -> tuple[Booking, ...]:
        """Their bookings, in the same order."""
        return tuple(self.bookings.values())

    def ship(self, planner: ItemEntryPlanner, movement: Movement, line_no: int) -> int:
        """Plan what leaves with a line, its kits first; returns the first sale entry's number.

        The kits are put together just before, and the sale takes exactly them: at their cost,
        whatever else of the item is in stock or missing. The rest comes from stock.
        """
        planned = self.planned.get(line_no)
        if planned is None:
            return planner.move(movement)
        known = len(planner.refusals)
        group = planned.document.header.gen_prod_posting_group or ""
        put_together(planned, planner, self.bookings[line_no], self.business_groups.get(group, ""))
        planner.refusals[known:] = list(named(planner.refusals[known:], planned.document))
        base = planned.document.header.quantity_to_assemble_base
        kits, rest = split_movement(movement, base, planner.terms.amount_precision)
        entry_no = planner.move(
            replace(
                kits,
                applies_to_entry_no=planned.output_entry_no,
                takes_back=True,
                assemble_to_order=True,
            )
        )
        if rest is not None:
            planner.move(rest)
        return entry_no


def plan_kits(
    session: Session,
    ground: KitGround,
    shipped: Mapping[int, Part],
    rows: LedgerRows,
    *,
    stamp: Stamp,
    day: date,
) -> PlannedKits:
    """Begin the posted assemblies of the lines that are shipped, each a transaction of its own.

    `shipped` is what leaves of each line. Nothing is moved yet, see `PlannedKits.ship`.
    """
    kits = PlannedKits()
    documents = {
        line_no: document
        for line_no, document in sorted(ground.documents.items())
        # One of which nothing is put together differs from its line, which is refused.
        if line_no in shipped and document.header.quantity_to_assemble
    }
    if not documents:
        return kits
    groups = {document.header.gen_prod_posting_group for document in documents.values()}
    kits.business_groups = adjustment_groups(session, groups)
    for line_no, document in documents.items():
        _put_base(document, shipped[line_no])
        series = document.inventory.posted_assembly_nos or ""
        made = PlannedAssembly(document, PlannedNo(series), rows, stamp)
        rows.transactions += 1
        kits.planned[line_no] = made
        kits.bookings[line_no] = booking_of(made, day, transaction=rows.transactions)
    return kits


def link_rows(kits: PlannedKits, document: Document, shipment_no: PlannedNo) -> list[Row]:
    """Which line of which shipment each posted assembly is made for; numbers are to be drawn."""
    return [
        {
            "posted_assembly_no": made.no,
            "assembly_no": made.document.header.no,
            "order_no": document.header.no,
            "order_line_no": line_no,
            "shipment_no": shipment_no,
            "shipment_line_no": line_no,
            "quantity": made.header["quantity_base"],
        }
        for line_no, made in kits.planned.items()
    ]


def account_failures(kits: PlannedKits) -> Iterator[Refusal]:
    """Kits whose product group has no set-up to charge time by."""
    groups = {made.document.header.gen_prod_posting_group or "" for made in kits.planned.values()}
    for group in sorted(groups - kits.business_groups.keys()):
        yield no_account(group)


def _put_base(document: AssemblyDocument, shipped: Part) -> None:
    """Let the kits be as many base units as the line ships of them, where it ships nothing else.

    Both are rounded parts of the same quantity; the last part of either takes the rest (SD32).
    """
    header = document.header
    base = header.quantity_to_assemble_base
    is_all = header.quantity_to_assemble == shipped.quantity or base > shipped.base
    if is_all and base != shipped.base:
        put_to_assemble(document, Part(header.quantity_to_assemble, shipped.base))


def split_movement(
    movement: Movement, base: Quantity, precision: Amount
) -> tuple[Movement, Movement | None]:
    """Share a sale out: so much of its base quantity, and the rest; the first is invoiced first."""
    whole, invoiced = -movement.quantity, -movement.invoiced
    if base >= whole:
        return movement, None
    at_once = min(invoiced, base)
    now = (at_once, invoiced - at_once)
    waiting = (base - now[0], whole - base - now[1])
    actual = _shares(now, precision, movement.sales_actual)
    discount = _shares(now, precision, movement.discount)
    expected = _shares(waiting, precision, movement.sales_expected)
    first, second = (
        replace(
            movement,
            quantity=-quantity,
            invoiced=-now[at],
            sales_actual=actual[at],
            discount=discount[at],
            sales_expected=expected[at],
        )
        for at, quantity in enumerate((base, whole - base))
    )
    return first, second


def _shares(weights: Sequence[Quantity], precision: Amount, amount: Amount) -> list[Amount]:
    total = sum(weights, ZERO)
    if not total:
        return [ZERO for _ in weights]
    return carry_round(weights, precision, times=amount, over=total)
