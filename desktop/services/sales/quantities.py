"""Quantities of a line: shipped, invoiced and to be, in its unit and in the base unit.

SD24 and SD28–SD33, and what a posting takes of them (SD70–SD72). All functions return a new
value; a refused change leaves everything as it was. A negative quantity is goods that come
back on the same order: all its parts are negative too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.errors import FieldRefusal
from desktop.models.columns import AMOUNT_PLACES
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.services.sales.line_name import LineName, line_refusal
from desktop.services.sales.refusals_quantities import (
    BaseQuantityUsedUp,
    BaseQuantityZero,
    NoBaseQuantityLeft,
    QtyToInvoiceTooLarge,
    QtyToReceiveTooLarge,
    QtyToShipTooLarge,
    QtyWrongSign,
    QuantityAboveInvoiced,
    QuantityAboveShipped,
    QuantityBelowInvoiced,
    QuantityBelowShipped,
    QuantityNotMultiple,
)
from desktop.services.setup.field_values import largest_figure
from desktop.services.setup.refusals import ValueOutside

FINEST = Decimal("0.00001")


@dataclass(frozen=True, slots=True)
class LineUnit:
    """The unit of a line: how many base units it holds, and how fine both may be counted."""

    qty_per_unit: Quantity = Decimal(1)
    rounding_precision: Quantity = FINEST
    base_rounding_precision: Quantity = FINEST
    base_unit: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a line: in its unit and in the base unit."""

    quantity: Quantity = ZERO
    base: Quantity = ZERO

    def plus(self, other: Part) -> Part:
        """Both together."""
        return Part(self.quantity + other.quantity, self.base + other.base)

    def less(self, other: Part) -> Part:
        """What is left without the other."""
        return Part(self.quantity - other.quantity, self.base - other.base)


NOTHING = Part()


@dataclass(frozen=True, slots=True)
class LineQuantities:
    """All quantities of a line; the derived ones follow from the five kept (SD33)."""

    whole: Part = NOTHING
    shipped: Part = NOTHING
    invoiced: Part = NOTHING
    to_ship: Part = NOTHING
    to_invoice: Part = NOTHING

    @property
    def outstanding(self) -> Part:
        """What is still to be shipped."""
        return self.whole.less(self.shipped)

    @property
    def shipped_not_invoiced(self) -> Part:
        """What has been shipped and is still to be invoiced."""
        return self.shipped.less(self.invoiced)

    @property
    def invoiceable(self) -> Part:
        """The most that can be invoiced once what is to ship has been shipped (SD29, SD30)."""
        return self.shipped.plus(self.to_ship).less(self.invoiced)

    @property
    def is_completely_shipped(self) -> bool:
        """Whether a quantity was ordered and nothing of it is outstanding."""
        return self.whole.quantity != 0 and self.outstanding.quantity == 0


def base_quantity(
    quantity: Quantity, unit: LineUnit, name: LineName, *, field: str = "quantity"
) -> Quantity:
    """A quantity in the base unit (SD31).

    Raises QuantityNotMultiple when it is finer than its unit allows, BaseQuantityZero when
    nothing is left of it in the base unit, ValueOutside when it is more than can be kept.
    """
    precision = unit.rounding_precision
    if round_to(quantity, precision) != quantity:
        raise line_refusal(QuantityNotMultiple, name, field, quantity=quantity, precision=precision)
    base = round_to(quantity, unit.base_rounding_precision, times=unit.qty_per_unit)
    largest = largest_figure(AMOUNT_PLACES)
    if abs(base) > largest:
        raise line_refusal(ValueOutside, name, field, value=base, lowest=-largest, highest=largest)
    if quantity and not base:
        raise line_refusal(
            BaseQuantityZero, name, field, quantity=quantity, base_unit=unit.base_unit
        )
    return base


def part_of(quantity: Quantity, limit: Part, unit: LineUnit, name: LineName, *, field: str) -> Part:
    """A part of `limit` with its base quantity; the last part takes the rest (SD32).

    Raises BaseQuantityUsedUp when the part would leave a quantity without a base quantity,
    and what `base_quantity` raises.
    """
    if quantity == limit.quantity:
        return limit
    if not quantity:
        return NOTHING
    part = Part(quantity, base_quantity(quantity, unit, name, field=field))
    rest = limit.less(part)
    if not _is_share(rest.base, rest.quantity):
        raise line_refusal(
            BaseQuantityUsedUp,
            name,
            field,
            quantity=quantity,
            rest=rest.quantity,
            largest=limit.quantity,
            largest_base=limit.base,
            base_unit=unit.base_unit,
        )
    return part


def _is_share(value: Quantity, whole: Quantity) -> bool:
    """Whether the value is not zero and goes the same way as the whole."""
    return value != 0 and (value > 0) == (whole > 0)


def with_quantity(
    line: LineQuantities,
    quantity: Quantity,
    unit: LineUnit,
    name: LineName,
    *,
    ships_remainder: bool,
) -> LineQuantities:
    """The line with another quantity or unit; what is to ship and invoice starts anew.

    `ships_remainder`: whether all that is outstanding is to be shipped (SD28); always so on
    invoices. Raises the refusals of SD24 and SD31.
    """
    _check_not_below(line, quantity, name)
    whole = _whole(quantity, line.shipped, unit, name)
    return with_defaults(replace(line, whole=whole), ships_remainder=ships_remainder)


def _whole(quantity: Quantity, shipped: Part, unit: LineUnit, name: LineName) -> Part:
    if shipped.quantity and quantity == shipped.quantity:
        # Rounding the smaller quantity anew could leave a base quantity outstanding.
        return shipped
    whole = Part(quantity, base_quantity(quantity, unit, name))
    rest = whole.less(shipped)
    if rest.quantity and not _is_share(rest.base, rest.quantity):
        raise line_refusal(
            NoBaseQuantityLeft,
            name,
            "quantity",
            quantity=quantity,
            rest=rest.quantity,
            shipped=shipped.quantity,
            base_unit=unit.base_unit,
        )
    return whole


def _check_not_below(line: LineQuantities, quantity: Quantity, name: LineName) -> None:
    shipped, invoiced = line.shipped.quantity, line.invoiced.quantity
    if shipped and not _reaches(quantity, shipped):
        kind = QuantityBelowShipped if shipped > 0 else QuantityAboveShipped
        raise line_refusal(kind, name, "quantity", quantity=quantity, shipped=shipped)
    if invoiced and not _reaches(quantity, invoiced):
        below = QuantityBelowInvoiced if invoiced > 0 else QuantityAboveInvoiced
        raise line_refusal(below, name, "quantity", quantity=quantity, invoiced=invoiced)


def _reaches(quantity: Quantity, done: Quantity) -> bool:
    return quantity >= done if done > 0 else quantity <= done


def with_defaults(line: LineQuantities, *, ships_remainder: bool) -> LineQuantities:
    """The line with Qty. to Ship and Qty. to Invoice as they start (SD28, SD29)."""
    shipping = replace(line, to_ship=line.outstanding if ships_remainder else NOTHING)
    return replace(shipping, to_invoice=shipping.invoiceable)


def with_qty_to_ship(
    line: LineQuantities, quantity: Quantity, unit: LineUnit, name: LineName
) -> LineQuantities:
    """The line with another Qty. to Ship; Qty. to Invoice follows it (SD29, SD30, SD32)."""
    comes_in = name.is_return or name.is_purchase
    too_large = QtyToReceiveTooLarge if comes_in else QtyToShipTooLarge
    _check_limit(quantity, line.outstanding, too_large, name, name.part_field)
    to_ship = part_of(quantity, line.outstanding, unit, name, field=name.part_field)
    shipping = replace(line, to_ship=to_ship)
    return replace(shipping, to_invoice=shipping.invoiceable)


def with_qty_to_invoice(
    line: LineQuantities, quantity: Quantity, unit: LineUnit, name: LineName
) -> LineQuantities:
    """The line with another Qty. to Invoice (SD30, SD32)."""
    _check_limit(quantity, line.invoiceable, QtyToInvoiceTooLarge, name, "qty_to_invoice")
    to_invoice = part_of(quantity, line.invoiceable, unit, name, field="qty_to_invoice")
    return replace(line, to_invoice=to_invoice)


def _check_limit(
    quantity: Quantity, limit: Part, too_large: type[FieldRefusal], name: LineName, field: str
) -> None:
    largest = limit.quantity
    if quantity and largest and not _is_share(quantity, largest):
        raise line_refusal(QtyWrongSign, name, field, quantity=quantity, largest=largest)
    if abs(quantity) > abs(largest):
        raise line_refusal(too_large, name, field, quantity=quantity, largest=largest)


def to_invoice_now(line: LineQuantities, unit: LineUnit, name: LineName, *, ship: bool) -> Part:
    """What a posting with Invoice takes of the line (SD71).

    Without Ship only what has been shipped before can be taken; nothing is asked.
    """
    if ship:
        return line.to_invoice
    limit = line.shipped_not_invoiced
    wanted = line.to_invoice.quantity
    quantity = wanted if abs(wanted) < abs(limit.quantity) else limit.quantity
    return part_of(quantity, limit, unit, name, field="qty_to_invoice")


def after_posting(
    line: LineQuantities, *, shipped: Part, invoiced: Part, ships_remainder: bool
) -> LineQuantities:
    """The line after a posting took these parts; the to-fields start anew (SD72)."""
    posted = replace(
        line, shipped=line.shipped.plus(shipped), invoiced=line.invoiced.plus(invoiced)
    )
    return with_defaults(posted, ships_remainder=ships_remainder)


def is_shipped_complete(lines: Iterable[LineQuantities]) -> bool:
    """Whether a shipment takes all that is outstanding, or nothing at all (SD70).

    `lines`: the inventory item lines of the order without drop shipments.
    """
    known = tuple(lines)
    return all(line.to_ship.quantity == line.outstanding.quantity for line in known) or not any(
        line.to_ship.quantity for line in known
    )
