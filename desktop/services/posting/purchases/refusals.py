"""What forbids posting a purchase, or taking it back (PF59–PF61)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal
from desktop.supply_codes import PurchaseCode
from desktop.translation import N_


class VendorInvoiceNoMissing(FieldRefusal):
    """A vendor's invoice has a number of his own."""

    code = PurchaseCode.VENDOR_INVOICE_NO_MISSING
    text = N_(
        "Vendor Invoice No. of purchase {document_type} {no} must be filled in to invoice it."
    )


class VendorInvoiceNoUsed(FieldRefusal):
    """The same invoice would be posted twice."""

    code = PurchaseCode.VENDOR_INVOICE_NO_USED
    text = N_(
        "Invoice {vendor_invoice_no} of vendor {vendor_no} exists already on {other_document}. "
        "Enter another number."
    )


class NothingToPostOfPurchase(Refusal):
    """Nothing is to be received or invoiced."""

    code = PurchaseCode.NOTHING_TO_POST
    text = N_("There is nothing to post on {document_type} {no}.")


class NotReceivedYet(FieldRefusal):
    """More is to be invoiced than has come in (PF60)."""

    code = PurchaseCode.NOT_RECEIVED_YET
    text = N_(
        "You cannot invoice line {line_no} of purchase order {order_no} before it is received. "
        "Receive it too."
    )


class PurchaseBelowZero(Refusal):
    """An invoice would let the vendor owe us."""

    code = PurchaseCode.INVOICE_BELOW_ZERO
    text = N_(
        "The invoice of purchase {document_type} {no} would total {payable}, which is below zero. "
        "Check the costs of the lines."
    )


class VendorGroupBlank(FieldRefusal):
    """A document does not say which payables account its vendor has."""

    code = PurchaseCode.VENDOR_GROUP_BLANK
    text = N_("Purchase {document_type} {no}: {blank_field} must be filled in before posting.")


class PostedPurchaseMissing(Refusal):
    """There is no such posted document."""

    code = PurchaseCode.POSTED_MISSING
    text = N_("There is no {posted_table} {no}.")


class NothingToUndo(Refusal):
    """All of a receipt is invoiced or taken back already."""

    code = PurchaseCode.NOTHING_TO_UNDO
    text = N_("Receipt {no} has nothing to undo: all of it is invoiced or undone already.")


class GoodsUsed(Refusal):
    """Goods that would go back are not in stock any more."""

    code = PurchaseCode.GOODS_USED
    text = N_(
        "Receipt {no} line {line_no}: {quantity} of item {item} would go back, but only "
        "{remaining} of this receipt are left in stock."
    )


class GoodsReserved(Refusal):
    """Somebody counts on goods that would go back."""

    code = PurchaseCode.GOODS_RESERVED
    text = N_(
        "Receipt {no} line {line_no}: {quantity} of item {item} are reserved for "
        "{demand_document_no}. Cancel the reservation first."
    )


class OrderGone(Refusal):
    """The order that a receipt or invoice would be given back to is not there any more."""

    code = PurchaseCode.ORDER_GONE
    text = N_("{no} cannot be taken back: purchase order {order_no} line {line_no} is deleted.")


class AlreadyReversed(Refusal):
    """An invoice is taken back once."""

    code = PurchaseCode.ALREADY_REVERSED
    text = N_("Purchase invoice {no} is reversed already.")


class VendorEntryNotOpen(Refusal):
    """An invoice of which something is paid stays."""

    code = PurchaseCode.ENTRY_NOT_OPEN
    text = N_(
        "Purchase invoice {no} cannot be reversed: only {remaining} of {amount} are still open."
    )


class DateBeforePosted(FieldRefusal):
    """Something is taken back before it happened."""

    code = PurchaseCode.DATE_BEFORE_POSTED
    text = N_("{no} was posted on {posted_on}; it cannot be taken back on {posting_date} already.")
