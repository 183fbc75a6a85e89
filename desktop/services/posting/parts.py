"""What a posting takes of each line of a document (SD66, SD70, SD71, V6, V10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop.errors import InvariantBroken, Refusal
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.models.words import LineType
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.reading import Ground
from desktop.services.posting.refusals import NothingToPost, NotShippedYet, NotTakenWhole
from desktop.services.posting.shipped_lines import InvoicedPart
from desktop.services.sales.editable import TAKEN_WHOLE
from desktop.services.sales.line_quantities import quantities_of
from desktop.services.sales.load import Document, line_name, line_ref
from desktop.services.sales.quantities import (
    FINEST,
    NOTHING,
    LineQuantities,
    LineUnit,
    Part,
    to_invoice_now,
    with_qty_to_invoice,
    with_qty_to_ship,
)


@dataclass(slots=True)
class PostedLine:
    """A line and what the posting takes of it.

    `earlier` is what the invoice takes of earlier shipments, `at_once` what it takes of the
    quantity that is shipped now; together they are `invoice`. `kits_left` are still to be put
    together for the line after the posting (PF123).
    """

    line: SalesLine
    quantities: LineQuantities
    unit: LineUnit
    ship: Part = NOTHING
    invoice: Part = NOTHING
    earlier: list[InvoicedPart] = field(default_factory=list)
    at_once: Part = NOTHING
    kits_left: Quantity = ZERO

    @property
    def is_posted(self) -> bool:
        """Whether anything of the line is posted."""
        return bool(self.ship.quantity or self.invoice.quantity)


@dataclass(slots=True)
class Parts:
    """The lines with a number in the order of line_no, and what is posted at all (SD74)."""

    lines: list[PostedLine]
    ships: bool
    invoices: bool
    writes_shipment: bool
    """An order's shipment, or that of an invoice with goods not shipped before (SD78)."""

    @property
    def posted(self) -> list[PostedLine]:
        """The lines of which something is posted."""
        return [line for line in self.lines if line.is_posted]

    @property
    def leaving(self) -> dict[int, Part]:
        """What leaves of each line, by line_no."""
        return {
            posted.line.line_no: posted.ship for posted in self.lines if posted.ship.quantity > 0
        }

    @property
    def shipped(self) -> dict[int, Quantity]:
        """What leaves of each line, by line_no, in the line's unit."""
        return {line_no: part.quantity for line_no, part in self.leaving.items()}


def parts_of(ground: Ground, choice: PostingChoice, refusals: list[Refusal]) -> Parts:
    """Decide what is shipped and invoiced; what forbids it is added to `refusals`."""
    document = ground.document
    lines = []
    for line in document.priced_lines:
        if not line.quantity:
            continue
        posted = PostedLine(line, quantities_of(line), ground.unit_of(line))
        try:
            if document.type in TAKEN_WHOLE:
                _take_whole(posted)
            else:
                _take_part(posted, choice)
        except Refusal as refusal:
            refusals.append(refusal)
        if posted.invoice.quantity:
            _share_out(posted, ground)
        posted.kits_left = ground.kits.left(line)
        if posted.ship.quantity:
            posted.kits_left -= line.quantity_to_assemble
        lines.append(posted)
    parts = Parts(
        lines,
        ships=any(line.ship.quantity for line in lines),
        invoices=any(line.invoice.quantity for line in lines),
        writes_shipment=any(
            line.ship.quantity
            and (document.type is DocumentType.ORDER or line.line.type is LineType.ITEM)
            for line in lines
        ),
    )
    if not (parts.ships or parts.invoices) and not refusals:
        refusals.extend(_nothing_to_post(document, lines, choice))
    return parts


def _take_whole(posted: PostedLine) -> None:
    """An invoice ships and invoices all of a line; one fetched from a shipment is shipped."""
    line, quantities = posted.line, posted.quantities
    for part_field, part in (
        ("qty_to_ship", quantities.to_ship),
        ("qty_to_invoice", quantities.to_invoice),
    ):
        is_shipped_already = part_field == "qty_to_ship" and line.shipment_no
        if part != quantities.whole and not is_shipped_already:
            raise NotTakenWhole(
                record=line_ref(line),
                field=part_field,
                line_no=line.line_no,
                no=line.no,
                quantity=line.quantity,
                part_field=part_field,
                part=part.quantity,
            )
    posted.ship = NOTHING if line.shipment_no else quantities.whole
    posted.invoice = quantities.whole


def _take_part(posted: PostedLine, choice: PostingChoice) -> None:
    quantities = _within_limits(posted)
    if choice.ship:
        posted.ship = quantities.to_ship
    if choice.invoice:
        posted.invoice = to_invoice_now(
            quantities, posted.unit, line_name(posted.line), ship=choice.ship
        )


def _within_limits(posted: PostedLine) -> LineQuantities:
    """The line's quantities; those to ship and to invoice are checked as when typed (SD30).

    A base quantity that does not fit its quantity is made anew (SD32).
    """
    quantities, unit = posted.quantities, posted.unit
    to_ship, to_invoice = quantities.to_ship, quantities.to_invoice
    if not _fits(to_ship, quantities.outstanding):
        changed = with_qty_to_ship(quantities, to_ship.quantity, unit, line_name(posted.line))
        quantities = replace(changed, to_invoice=to_invoice)
    if not _fits(to_invoice, quantities.invoiceable):
        quantities = with_qty_to_invoice(
            quantities, to_invoice.quantity, unit, line_name(posted.line)
        )
    return quantities


def _fits(part: Part, limit: Part) -> bool:
    return part in {limit, NOTHING} or (
        _is_less(part.quantity, limit.quantity) and _is_less(part.base, limit.base)
    )


def _is_less(part: Quantity, limit: Quantity) -> bool:
    """Whether a quantity is neither zero nor all of its limit, and goes the same way."""
    return 0 < part < limit or limit < part < 0


def _share_out(posted: PostedLine, ground: Ground) -> None:
    """Take the earlier shipments first, the oldest first; the rest is shipped now (SD93)."""
    posted.earlier = ground.shipped.take(posted.line.line_no, posted.invoice)
    at_once = posted.invoice
    for taken in posted.earlier:
        at_once = at_once.less(taken.part)
    ship, line = posted.ship, posted.line
    if at_once.quantity == ship.quantity:
        posted.at_once = ship
    elif not at_once.quantity or line.shipment_no:
        # A line fetched from a shipment that has less left is refused by its own check (V12).
        posted.at_once = NOTHING
    elif not _is_less(at_once.quantity, ship.quantity):
        raise InvariantBroken(
            f"{line.document_no} line {line.line_no}: {at_once.quantity} is to be invoiced that "
            "no posted shipment holds"
        )
    elif _is_less(at_once.base, ship.base):
        posted.at_once = at_once
    else:
        base = round_to(ship.base, FINEST, times=at_once.quantity, over=ship.quantity)
        posted.at_once = Part(at_once.quantity, base)


def _nothing_to_post(
    document: Document, lines: Sequence[PostedLine], choice: PostingChoice
) -> list[Refusal]:
    header = document.header
    refusals: list[Refusal] = [
        NothingToPost(record=document.ref, document_type=document.type, no=header.no)
    ]
    if document.type is DocumentType.ORDER and choice.invoice and not choice.ship:
        refusals.extend(
            NotShippedYet(
                record=line_ref(line.line),
                field="qty_to_invoice",
                order_no=header.no,
                line_no=line.line.line_no,
            )
            for line in lines
            if line.quantities.to_invoice.quantity
        )
    return refusals
