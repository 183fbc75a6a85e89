"""What a posting takes of each line of a purchase."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.errors import InvariantBroken, Refusal
from desktop.models.purchases import PurchaseLine
from desktop.models.supply_words import PurchaseType
from desktop.models.values.numbers import round_to
from desktop.models.words import LineType
from desktop.services.posting.purchases.choice import PurchaseChoice
from desktop.services.posting.purchases.reading import PurchaseGround
from desktop.services.posting.purchases.refusals import NothingToPostOfPurchase, NotReceivedYet
from desktop.services.posting.shipped_lines import InvoicedPart
from desktop.services.purchases.line_quantities import quantities_of
from desktop.services.purchases.load import line_name, line_ref
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
class BoughtLine:
    """A line and what the posting takes of it.

    `earlier` is what the invoice takes of earlier receipts, `at_once` what it takes of the
    quantity that is received now; together they are `invoice`.
    """

    line: PurchaseLine
    quantities: LineQuantities
    unit: LineUnit
    receive: Part = NOTHING
    invoice: Part = NOTHING
    earlier: list[InvoicedPart] = field(default_factory=list)
    at_once: Part = NOTHING

    @property
    def is_posted(self) -> bool:
        """Whether anything of the line is posted."""
        return bool(self.receive.quantity or self.invoice.quantity)


@dataclass(slots=True)
class PurchaseParts:
    """The lines with a quantity in the order of line_no, and what is posted at all."""

    lines: list[BoughtLine]
    receives: bool
    invoices: bool
    writes_receipt: bool
    """An order's receipt, or that of an invoice with goods."""

    @property
    def posted(self) -> list[BoughtLine]:
        """The lines of which something is posted."""
        return [line for line in self.lines if line.is_posted]


def parts_of(
    ground: PurchaseGround, choice: PurchaseChoice, refusals: list[Refusal]
) -> PurchaseParts:
    """Decide what is received and invoiced; what forbids it is added to `refusals`."""
    document = ground.document
    is_order = document.type is PurchaseType.ORDER
    lines = []
    for line in document.priced_lines:
        if not line.quantity:
            continue
        bought = BoughtLine(line, quantities_of(line), ground.unit_of(line))
        try:
            if is_order:
                _take_part(bought, choice)
            else:
                bought.receive = bought.invoice = bought.quantities.whole
        except Refusal as refusal:
            refusals.append(refusal)
        if bought.invoice.quantity:
            _share_out(bought, ground)
        lines.append(bought)
    receives = [line for line in lines if line.receive.quantity]
    parts = PurchaseParts(
        lines,
        receives=bool(receives),
        invoices=any(line.invoice.quantity for line in lines),
        writes_receipt=bool(receives)
        and (is_order or any(line.line.type is LineType.ITEM for line in receives)),
    )
    if not (parts.receives or parts.invoices) and not refusals:
        refusals.extend(_nothing(ground, lines, choice))
    return parts


def _take_part(bought: BoughtLine, choice: PurchaseChoice) -> None:
    """What the user typed, checked once more as when it was typed."""
    quantities, unit, name = bought.quantities, bought.unit, line_name(bought.line)
    to_receive, to_invoice = quantities.to_ship.quantity, quantities.to_invoice.quantity
    quantities = with_qty_to_ship(quantities, to_receive, unit, name)
    quantities = with_qty_to_invoice(quantities, to_invoice, unit, name)
    bought.quantities = quantities
    if choice.receive:
        bought.receive = quantities.to_ship
    if choice.invoice:
        bought.invoice = to_invoice_now(quantities, unit, name, ship=choice.receive)


def _share_out(bought: BoughtLine, ground: PurchaseGround) -> None:
    """Take the earlier receipts first, the oldest first; the rest is received now."""
    bought.earlier = ground.received.take(bought.line.line_no, bought.invoice)
    rest = bought.invoice
    for taken in bought.earlier:
        rest = rest.less(taken.part)
    receive = bought.receive
    if rest.quantity == receive.quantity:
        bought.at_once = receive
    elif not rest.quantity:
        bought.at_once = NOTHING
    elif rest.quantity > receive.quantity:
        raise InvariantBroken(
            f"{bought.line.document_no} line {bought.line.line_no}: {rest.quantity} is to be "
            "invoiced that no posted receipt holds"
        )
    elif 0 < rest.base < receive.base:
        bought.at_once = rest
    else:
        base = round_to(receive.base, FINEST, times=rest.quantity, over=receive.quantity)
        bought.at_once = Part(rest.quantity, base)


def _nothing(
    ground: PurchaseGround, lines: list[BoughtLine], choice: PurchaseChoice
) -> list[Refusal]:
    document = ground.document
    found: list[Refusal] = [NothingToPostOfPurchase(record=document.ref, **document.names)]
    if choice.invoice and not choice.receive:
        found.extend(
            NotReceivedYet(
                record=line_ref(each.line),
                field="qty_to_invoice",
                order_no=document.header.no,
                line_no=each.line.line_no,
            )
            for each in lines
            if each.quantities.to_invoice.quantity
        )
    return found
