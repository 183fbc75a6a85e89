"""Quantities typed on a line, kept in its columns (SD24, SD28–SD33, SD70)."""

from __future__ import annotations

from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import Quantity
from desktop.models.words import DefaultQuantityToShip, LineType, ShippingAdvice
from desktop.services.sales.editable import TAKEN_WHOLE
from desktop.services.sales.line_assembly import follow_quantity
from desktop.services.sales.line_prices import look_up_price
from desktop.services.sales.line_sources import LineSource
from desktop.services.sales.load import Document, line_name, line_ref
from desktop.services.sales.quantities import (
    LineQuantities,
    LineUnit,
    Part,
    with_defaults,
    with_qty_to_invoice,
    with_qty_to_ship,
    with_quantity,
)
from desktop.services.sales.refusals_quantities import MustShipComplete


def quantities_of(line: SalesLine) -> LineQuantities:
    """The quantities of a stored line."""
    return LineQuantities(
        whole=Part(line.quantity, line.quantity_base),
        shipped=Part(line.quantity_shipped, line.quantity_shipped_base),
        invoiced=Part(line.quantity_invoiced, line.quantity_invoiced_base),
        to_ship=Part(line.qty_to_ship, line.qty_to_ship_base),
        to_invoice=Part(line.qty_to_invoice, line.qty_to_invoice_base),
    )


def put_quantities(line: SalesLine, quantities: LineQuantities) -> None:
    """Keep quantities, and those that follow from them, in the line's columns."""
    outstanding, waiting = quantities.outstanding, quantities.shipped_not_invoiced
    line.quantity, line.quantity_base = quantities.whole.quantity, quantities.whole.base
    line.qty_to_ship = quantities.to_ship.quantity
    line.qty_to_ship_base = quantities.to_ship.base
    line.qty_to_invoice = quantities.to_invoice.quantity
    line.qty_to_invoice_base = quantities.to_invoice.base
    line.quantity_shipped = quantities.shipped.quantity
    line.quantity_shipped_base = quantities.shipped.base
    line.quantity_invoiced = quantities.invoiced.quantity
    line.quantity_invoiced_base = quantities.invoiced.base
    line.outstanding_quantity = outstanding.quantity
    line.outstanding_quantity_base = outstanding.base
    line.qty_shipped_not_invoiced = waiting.quantity
    line.qty_shipped_not_invoiced_base = waiting.base
    line.completely_shipped = quantities.is_completely_shipped


def ships_remainder(document: Document) -> bool:
    """Whether all that is outstanding is to be shipped unless somebody says less (SD28)."""
    if document.type in TAKEN_WHOLE:
        return True
    default = document.setups.sales.default_quantity_to_ship
    return default is DefaultQuantityToShip.REMAINDER


def enter_quantity(
    document: Document, line: SalesLine, quantity: Quantity, source: LineSource
) -> None:
    """Take a typed quantity; parts start anew and the price is looked up again (SD24, SD25)."""
    changed = with_quantity(
        quantities_of(line),
        quantity,
        source.unit,
        line_name(line),
        ships_remainder=ships_remainder(document),
    )
    before = line.quantity
    put_quantities(line, changed)
    follow_quantity(document, line, before, assembles_to_order=source.assembles_to_order)
    line.discount_amount_is_typed = False
    look_up_price(document, line, source)


def enter_qty_to_ship(
    document: Document, line: SalesLine, quantity: Quantity, unit: LineUnit
) -> None:
    """Take a typed Qty. to Ship; Qty. to Invoice follows (SD29, SD30).

    Raises MustShipComplete when the customer wants all or nothing (SD70).
    """
    changed = with_qty_to_ship(quantities_of(line), quantity, unit, line_name(line))
    is_part = changed.to_ship.quantity not in {0, changed.outstanding.quantity}
    if is_part and must_ship_complete(document, line):
        raise MustShipComplete(
            record=line_ref(line), field="qty_to_ship", order_no=document.header.no
        )
    put_quantities(line, changed)


def enter_qty_to_invoice(line: SalesLine, quantity: Quantity, unit: LineUnit) -> None:
    """Take a typed Qty. to Invoice (SD30)."""
    put_quantities(line, with_qty_to_invoice(quantities_of(line), quantity, unit, line_name(line)))


def must_ship_complete(document: Document, line: SalesLine) -> bool:
    """Whether a line is shipped in full or not at all (SD70): stocked items of such an order."""
    return (
        document.type is DocumentType.ORDER
        and document.header.shipping_advice is ShippingAdvice.COMPLETE
        and line.type is LineType.ITEM
        and line.inventory_posting_group is not None
        and not line.drop_shipment
    )


def ship_complete_lines(document: Document) -> None:
    """After the advice became complete, ship all of what was to be shipped in part (SD70)."""
    for line in document.lines:
        is_part = line.qty_to_ship not in {0, line.outstanding_quantity}
        if is_part and must_ship_complete(document, line):
            put_quantities(line, with_defaults(quantities_of(line), ships_remainder=True))
