"""What is refused on vendors and purchase documents (03 §8)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal
from desktop.supply_codes import PurchaseCode
from desktop.translation import N_


class VendorBlocked(FieldRefusal):
    """Nothing is bought from a blocked vendor."""

    code = PurchaseCode.VENDOR_BLOCKED
    text = N_("Vendor {no} is blocked ({blocked}). Choose another vendor or unblock it.")


class VendorGroupWithOpenEntries(FieldRefusal):
    """Open entries keep their payables account."""

    code = PurchaseCode.VENDOR_GROUP_WITH_OPEN_ENTRIES
    text = N_(
        "Vendor Posting Group of vendor {no} cannot change: {count} vendor ledger entries are open."
    )


class PurchaseMissing(Refusal):
    """The document is not there any more."""

    code = PurchaseCode.DOCUMENT_MISSING
    text = N_("There is no purchase {document_type} {no} any more.")


class PurchaseLineMissing(Refusal):
    """The line is not there any more."""

    code = PurchaseCode.LINE_MISSING
    text = N_("Purchase {document_type} {no} has no line {line_no} any more.")


class VendorFirst(FieldRefusal):
    """Something is entered or released that depends on the vendor."""

    code = PurchaseCode.VENDOR_FIRST
    text = N_("Choose the vendor of {document_type} {no} first.")


class VendorNeeded(FieldRefusal):
    """The vendor is cleared while lines exist."""

    code = PurchaseCode.VENDOR_NEEDED
    text = N_("Remove the lines of {document_type} {no} before clearing the vendor.")


class PurchaseNotOpen(FieldRefusal):
    """A field is frozen because the document was released."""

    code = PurchaseCode.STATUS_NOT_OPEN
    text = N_(
        "The status of purchase {document_type} {no} must be Open to change {entered_field}; "
        "choose Reopen."
    )


class PurchaseLinesFrozen(Refusal):
    """Lines can be added and deleted only while the document is open."""

    code = PurchaseCode.LINES_FROZEN
    text = N_(
        "The status of purchase {document_type} {no} must be Open to add, move or delete lines; "
        "choose Reopen."
    )


class PurchaseCompleted(Refusal):
    """A document is received and invoiced: it can only be read."""

    code = PurchaseCode.DOCUMENT_COMPLETED
    text = N_(
        "Purchase {document_type} {no} is completed and can only be read. Make a new document."
    )


class PurchasePending(Refusal):
    """A document waits for approval and must not change meanwhile."""

    code = PurchaseCode.PENDING_APPROVAL
    text = N_("Purchase {document_type} {no} is pending approval. Cancel the request first.")


class NothingToOrder(Refusal):
    """A document without any quantity is released."""

    code = PurchaseCode.NOTHING_TO_RELEASE
    text = N_("Purchase {document_type} {no} has no line with a quantity. Add a line first.")


class PurchaseTypeFirst(FieldRefusal):
    """A comment line has only texts."""

    code = PurchaseCode.TYPE_FIRST
    text = N_("Line {line_no} is a text. Choose its type before entering {entered_field}.")


class PurchaseNumberFirst(FieldRefusal):
    """A line does not say yet what is bought."""

    code = PurchaseCode.NUMBER_FIRST
    text = N_("Enter No. on line {line_no} before {entered_field}.")


class TypeNotBought(FieldRefusal):
    """Resources are our own: nobody sells them to us."""

    code = PurchaseCode.TYPE_NOT_BOUGHT
    text = N_(
        "Line {line_no}: a {line_type} cannot be bought. Choose an item, a G/L account or a text."
    )


class NotForThisLine(FieldRefusal):
    """A field that only lines of type item have."""

    code = PurchaseCode.NOT_FOR_THIS_TYPE
    text = N_("{entered_field} on line {line_no} is only for items.")


class PurchaseFollowsQuantity(FieldRefusal):
    """A purchase invoice is received and invoiced whole."""

    code = PurchaseCode.FOLLOWS_QUANTITY
    text = N_("{entered_field} on line {line_no} follows Quantity: an invoice is posted whole.")


class PurchaseLineStarted(FieldRefusal):
    """Something of the line has come in or was invoiced."""

    code = PurchaseCode.LINE_STARTED
    text = N_(
        "{entered_field} of line {line_no}, {no}, cannot change: {received} are received and "
        "{invoiced} invoiced. Add a new line for the rest."
    )


class VendorLocked(FieldRefusal):
    """Vendor, currency or groups change after something came in."""

    code = PurchaseCode.PARTIES_LOCKED
    text = N_(
        "{entered_field} cannot be changed: {quantity_received} of line {line_no}, {no}, is "
        "already received. Make a new document for the rest."
    )


class TiedToSalesOrder(FieldRefusal):
    """A line was bought for a sales order and keeps what both sides share (PF66)."""

    code = PurchaseCode.LINE_LINKED
    text = N_(
        "Line {line_no} is tied to sales order {sales_order_no} line {sales_order_line_no}; "
        "{entered_field} is fixed."
    )


class PurchaseReserved(Refusal):
    """Somebody counts on what the line brings (PF62)."""

    code = PurchaseCode.LINE_RESERVED
    text = N_(
        "Line {line_no}, {no}, cannot be deleted: {quantity} of it are reserved for "
        "{demand_document_no}. Cancel the reservation first."
    )


class ReceivedNotInvoiced(Refusal):
    """Goods have come in whose invoice is awaited (PF62)."""

    code = PurchaseCode.RECEIVED_NOT_INVOICED
    text = N_(
        "Line {line_no}, {no}, cannot be deleted: {quantity} are received and not invoiced yet. "
        "Post the invoice or undo the receipt first."
    )


class PurchaseQuantityNegative(FieldRefusal):
    """Goods do not go back to the vendor by a purchase order."""

    code = PurchaseCode.QUANTITY_NEGATIVE
    text = N_("Quantity {quantity} on line {line_no}, {no}, must not be negative.")


class QuantityBelowReceived(FieldRefusal):
    """A quantity is lowered below what has come in already."""

    code = PurchaseCode.QUANTITY_BELOW_RECEIVED
    text = N_(
        "Quantity must not be less than Quantity Received ({received}) on line {line_no}, "
        "item {no}."
    )


class CostNegative(FieldRefusal):
    """An item costs something or nothing."""

    code = PurchaseCode.COST_NEGATIVE
    text = N_("Direct Unit Cost {direct_unit_cost} on line {line_no}, {no}, must not be negative.")


class ItemNotBought(FieldRefusal):
    """A blocked item is not bought."""

    code = PurchaseCode.ITEM_BLOCKED
    text = N_("Line {line_no}: item {no} is blocked ({reason}). Choose another item.")


class PurchaseLocalRate(FieldRefusal):
    """A document in local currency has no exchange rate."""

    code = PurchaseCode.LOCAL_CURRENCY_RATE
    text = N_("Purchase {document_type} {no} is in local currency and has no exchange rate.")


class ItemWithoutVendor(FieldRefusal):
    """What is short is to be bought, and nobody is known who sells it (PF10)."""

    code = PurchaseCode.ITEM_WITHOUT_VENDOR
    text = N_("Item {no} has no vendor. Enter one on the item card to create a purchase order.")


class NothingShort(Refusal):
    """There is nothing to buy for a line any more (PF10)."""

    code = PurchaseCode.NOTHING_SHORT
    text = N_("Line {line_no}, item {no}, is not short of anything any more.")
