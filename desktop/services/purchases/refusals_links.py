"""What is refused about buying for sales orders (PF65–PF67, PF100)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal
from desktop.supply_codes import TiedCode
from desktop.translation import N_


class DeliveryTied(FieldRefusal):
    """A drop shipment goes where its sales order says (PF66, PF67)."""

    code = TiedCode.PURCHASE_PARTIES_TIED
    text = N_(
        "{entered_field} of purchase order {no} is fixed: line {line_no} is tied to sales order "
        "{sales_order_no}. Delete that line first."
    )


class OnlyDropShipments(Refusal):
    """Goods for the customer and goods for us do not stand on one order (PF67)."""

    code = TiedCode.PURCHASE_ONLY_DROP_SHIPMENTS
    text = N_(
        "Purchase order {no} line {line_no}, item {item}, does not go to a customer: drop "
        "shipments stand on an order of their own. Make another purchase order."
    )


class LinkCustomerMissing(FieldRefusal):
    """Nobody knows to whom the vendor is to ship (PF65)."""

    code = TiedCode.LINK_CUSTOMER_MISSING
    text = N_(
        "Purchase order {no} must be delivered to a customer to take drop shipments of sales "
        "order {sales_order_no}. Fill in {entered_field}."
    )


class LinkDiffers(FieldRefusal):
    """Purchase and sales order name another customer, address code or location (PF65, PF100)."""

    code = TiedCode.LINK_DIFFERS
    text = N_(
        "{entered_field} is {ours} on purchase order {no}, but {theirs} on sales order "
        "{sales_order_no}. Choose the other sales order, or change the field."
    )


class LinkAddressDiffers(FieldRefusal):
    """The goods of two sales orders would go to different addresses (PF65)."""

    code = TiedCode.LINK_ADDRESS_DIFFERS
    text = N_(
        "Sales order {sales_order_no} is shipped to another address than purchase order {no}: "
        "{entered_field} is {theirs}, not {ours}. Make another purchase order."
    )


class LinkUnitChanged(FieldRefusal):
    """A unit of the item holds more or less than when the sales line was entered."""

    code = TiedCode.LINK_UNIT_CHANGED
    text = N_(
        "Sales order {sales_order_no} line {line_no} counts {unit} as {theirs}, but item {item} "
        "says {ours} now. Enter the unit on the sales line again."
    )


class SalesLineTaken(Refusal):
    """A sales line is bought once."""

    code = TiedCode.LINK_TAKEN
    text = N_(
        "Sales order {sales_order_no} line {line_no} is already on purchase order "
        "{purchase_order_no}."
    )


class NoDropShipmentToGet(Refusal):
    """A sales order has nothing that a vendor is still to ship."""

    code = TiedCode.LINK_NO_DROP_SHIPMENT
    text = N_(
        "Sales order {sales_order_no} has no open drop-shipment line without a purchase order."
    )


class NoSpecialOrderToGet(Refusal):
    """A sales order has nothing that is still to be bought for it at this location."""

    code = TiedCode.LINK_NO_SPECIAL_ORDER
    text = N_(
        "Sales order {sales_order_no} has no open special-order line without a purchase order "
        "for location {location}."
    )
