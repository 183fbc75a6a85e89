"""What is refused about the quantities of a line (SD24, SD30–SD32, SD70)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal, RefusalCode
from desktop.translation import N_


class QtyToShipTooLarge(FieldRefusal):
    """More is to be shipped than is outstanding (SD30)."""

    code = RefusalCode.SALES_QTY_TO_SHIP_TOO_LARGE
    text = N_("You cannot ship more than {largest} {unit} on line {line_no}, item {no}.")


class QtyToReceiveTooLarge(FieldRefusal):
    """More is to come back than is outstanding (SD30)."""

    code = RefusalCode.SALES_QTY_TO_RECEIVE_TOO_LARGE
    text = N_("You cannot receive more than {largest} {unit} on line {line_no}, item {no}.")


class QtyToInvoiceTooLarge(FieldRefusal):
    """More is to be invoiced than is shipped or being shipped (SD30)."""

    code = RefusalCode.SALES_QTY_TO_INVOICE_TOO_LARGE
    text = N_("You cannot invoice more than {largest} {unit} on line {line_no}, item {no}.")


class QtyWrongSign(FieldRefusal):
    """A part of a quantity goes the other way than the whole (SD30)."""

    code = RefusalCode.SALES_QTY_WRONG_SIGN
    text = N_(
        "{entered_field} {quantity} must have the same sign as the quantity on line {line_no}, "
        "item {no}. Enter {largest} {unit} or less."
    )


class QuantityBelowShipped(FieldRefusal):
    """A quantity is lowered below what has left already (SD24)."""

    code = RefusalCode.SALES_QUANTITY_BELOW_SHIPPED
    text = N_(
        "Quantity must not be less than Quantity Shipped ({shipped}) on line {line_no}, item {no}."
    )


class QuantityAboveShipped(FieldRefusal):
    """A negative quantity is raised above what has come back already (SD24)."""

    code = RefusalCode.SALES_QUANTITY_ABOVE_SHIPPED
    text = N_(
        "Quantity must not be more than Quantity Shipped ({shipped}) on line {line_no}, item {no}."
    )


class QuantityBelowInvoiced(FieldRefusal):
    """A quantity is lowered below what has been invoiced already (SD24)."""

    code = RefusalCode.SALES_QUANTITY_BELOW_INVOICED
    text = N_(
        "Quantity must not be less than Quantity Invoiced ({invoiced}) on line {line_no}, "
        "item {no}."
    )


class QuantityAboveInvoiced(FieldRefusal):
    """A negative quantity is raised above what has been invoiced already (SD24)."""

    code = RefusalCode.SALES_QUANTITY_ABOVE_INVOICED
    text = N_(
        "Quantity must not be more than Quantity Invoiced ({invoiced}) on line {line_no}, "
        "item {no}."
    )


class BaseQuantityZero(FieldRefusal):
    """A quantity is so small that nothing of it is left in the base unit (SD31)."""

    code = RefusalCode.SALES_BASE_QUANTITY_ZERO
    text = N_(
        "The rounding precision of unit {base_unit} turns {entered_field} {quantity} into 0 "
        "on line {line_no}, item {no}. Enter a larger quantity."
    )


class QuantityNotMultiple(FieldRefusal):
    """A quantity is finer than its unit allows (SD31)."""

    code = RefusalCode.SALES_QUANTITY_NOT_MULTIPLE
    text = N_(
        "{entered_field} {quantity} on line {line_no}, item {no}, must be a multiple of "
        "{precision}, the rounding precision of unit {unit}."
    )


class BaseQuantityUsedUp(FieldRefusal):
    """A part would take the whole base quantity while a rest of the quantity remains (SD32)."""

    code = RefusalCode.SALES_BASE_QUANTITY_USED_UP
    text = N_(
        "{entered_field} {quantity} {unit} on line {line_no}, item {no}, would use up all "
        "{largest_base} {base_unit} while {rest} {unit} remain. "
        "Enter a smaller quantity or all {largest}."
    )


class NoBaseQuantityLeft(FieldRefusal):
    """What a new quantity leaves to ship is nothing in the base unit (SD32)."""

    code = RefusalCode.SALES_NO_BASE_QUANTITY_LEFT
    text = N_(
        "Quantity {quantity} on line {line_no}, item {no}, leaves {rest} {unit} after the "
        "{shipped} shipped, which is 0 {base_unit}. Enter {shipped} or a larger quantity."
    )


class MustShipComplete(Refusal):
    """An order that its customer wants whole would be shipped in part (SD70)."""

    code = RefusalCode.SALES_MUST_SHIP_COMPLETE
    text = N_(
        "Order {order_no} must be shipped complete; set Shipping Advice to Partial to ship now."
    )
