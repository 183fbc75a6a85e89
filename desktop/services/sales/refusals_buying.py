"""What is refused about sales lines that are bought for their order (PF64, PF66, PF100, PF101)."""

from __future__ import annotations

from desktop.errors import ConfirmationCode, FieldRefusal, NeedsConfirmation
from desktop.supply_codes import TiedCode
from desktop.translation import N_


class LineTied(FieldRefusal):
    """Both sides of a linked line say the same, so neither changes it alone (PF66)."""

    code = TiedCode.SALES_LINE_TIED
    text = N_(
        "Line {line_no} is tied to purchase order {purchase_order_no} line "
        "{purchase_order_line_no}; {entered_field} is fixed. Delete the purchase line first."
    )


class PartiesTied(FieldRefusal):
    """A purchase order delivers to this customer and address already (PF66)."""

    code = TiedCode.SALES_PARTIES_TIED
    text = N_(
        "{entered_field} of order {no} is fixed: line {line_no} is tied to purchase order "
        "{purchase_order_no}. Delete the purchase line first."
    )


class NotBoughtNow(FieldRefusal):
    """A line that is put together for its order is not bought for it too (PF64, PF100)."""

    code = TiedCode.SALES_NOT_BOUGHT_NOW
    text = N_(
        "Line {line_no}, {no}, cannot be a drop shipment or a special order: {blocking_field} is "
        "{value}. Clear that field first."
    )


class ServiceNotDropped(FieldRefusal):
    """A vendor delivers goods, of stock or not; a service is none (PF64)."""

    code = TiedCode.SALES_SERVICE_NOT_DROPPED
    text = N_(
        "Line {line_no}, {no}, cannot be a drop shipment: the item is a service. Choose another "
        "item or purchasing code."
    )


class ReservedNotBought(FieldRefusal):
    """A line that has goods reserved does not wait for others (PF64, PF100)."""

    code = TiedCode.SALES_RESERVED_NOT_BOUGHT
    text = N_(
        "Line {line_no}, {no}, cannot be a drop shipment or a special order: {quantity} are "
        "reserved for it. Cancel the reservation first."
    )


class NeverReserved(FieldRefusal):
    """What is bought for a line is its own without any reservation (PF45)."""

    code = TiedCode.SALES_NEVER_RESERVED
    text = N_(
        "Reserve on line {line_no}, {no}, is always Never: the line is a drop shipment or a "
        "special order."
    )


class MoveOtherSide(NeedsConfirmation):
    """A date of one side of a drop shipment has moved (PF66)."""

    question = ConfirmationCode.MOVE_OTHER_SIDE
    text = N_("Line {line_no} is tied to {other_side}. Move its date to {date} too?")
