"""Quantities typed on a purchase line: they behave as those of a sales line do (SD24, SD28–SD33).

What is shipped on a sales line is received here; the arithmetic is the same.
"""

from __future__ import annotations

from desktop.models.purchases import PurchaseLine
from desktop.models.values.numbers import Quantity
from desktop.services.purchases.load import line_name
from desktop.services.purchases.refusals import PurchaseQuantityNegative, QuantityBelowReceived
from desktop.services.sales.line_name import line_refusal
from desktop.services.sales.quantities import (
    LineQuantities,
    LineUnit,
    Part,
    with_qty_to_invoice,
    with_qty_to_ship,
    with_quantity,
)


def quantities_of(line: PurchaseLine) -> LineQuantities:
    """The quantities of a stored line; received counts as shipped."""
    return LineQuantities(
        whole=Part(line.quantity, line.quantity_base),
        shipped=Part(line.quantity_received, line.quantity_received_base),
        invoiced=Part(line.quantity_invoiced, line.quantity_invoiced_base),
        to_ship=Part(line.qty_to_receive, line.qty_to_receive_base),
        to_invoice=Part(line.qty_to_invoice, line.qty_to_invoice_base),
    )


def put_quantities(line: PurchaseLine, quantities: LineQuantities) -> None:
    """Keep quantities, and those that follow from them, in the line's columns."""
    for name, part in (
        ("quantity", quantities.whole),
        ("qty_to_receive", quantities.to_ship),
        ("qty_to_invoice", quantities.to_invoice),
        ("quantity_received", quantities.shipped),
        ("quantity_invoiced", quantities.invoiced),
        ("outstanding_quantity", quantities.outstanding),
        ("qty_received_not_invoiced", quantities.shipped_not_invoiced),
    ):
        setattr(line, name, part.quantity)
        setattr(line, f"{name}_base", part.base)


def enter_quantity(line: PurchaseLine, quantity: Quantity, unit: LineUnit) -> None:
    """Take a typed quantity; all that is outstanding is to be received.

    Raises PurchaseQuantityNegative, QuantityBelowReceived or what the unit says.
    """
    name = line_name(line)
    if quantity < 0:
        raise line_refusal(PurchaseQuantityNegative, name, "quantity", quantity=quantity)
    if quantity < line.quantity_received:
        raise line_refusal(QuantityBelowReceived, name, "quantity", received=line.quantity_received)
    changed = with_quantity(quantities_of(line), quantity, unit, name, ships_remainder=True)
    put_quantities(line, changed)
    line.discount_amount_is_typed = False


def enter_qty_to_receive(line: PurchaseLine, quantity: Quantity, unit: LineUnit) -> None:
    """Take a typed Qty. to Receive; Qty. to Invoice follows."""
    put_quantities(line, with_qty_to_ship(quantities_of(line), quantity, unit, line_name(line)))


def enter_qty_to_invoice(line: PurchaseLine, quantity: Quantity, unit: LineUnit) -> None:
    """Take a typed Qty. to Invoice."""
    put_quantities(line, with_qty_to_invoice(quantities_of(line), quantity, unit, line_name(line)))
