"""What is refused about a line and what it sells (SD20–SD36, CU55–CU58)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal, RefusalCode
from desktop.translation import N_


class LineMissing(Refusal):
    """A line is asked for that is not there, or not any more."""

    code = RefusalCode.SALES_LINE_MISSING
    text = N_("{document_type} {no} has no line {line_no}. It may have been deleted.")


class TypeFirst(FieldRefusal):
    """A line without type gets more than a text (SD20)."""

    code = RefusalCode.SALES_TYPE_FIRST
    text = N_(
        "Line {line_no} is a text line, so it has no {entered_field}. Choose another type first."
    )


class NumberFirst(FieldRefusal):
    """A line gets quantities or amounts before it is said what is sold."""

    code = RefusalCode.SALES_NUMBER_FIRST
    text = N_("Choose the number on line {line_no} before entering {entered_field}.")


class NotForThisType(FieldRefusal):
    """A field that only items have is entered on another line."""

    code = RefusalCode.SALES_NOT_FOR_THIS_TYPE
    text = N_("{entered_field} is only for items; line {line_no}, {no}, is none.")


class LineStarted(FieldRefusal):
    """What is sold is changed after some of it was delivered or invoiced (SD22)."""

    code = RefusalCode.SALES_LINE_STARTED
    text = N_(
        "{entered_field} of line {line_no}, {no}, cannot be changed: {shipped} is already "
        "shipped. Add a line instead."
    )


class LineInvoiced(FieldRefusal):
    """Price or groups are changed after some of the line was invoiced (SD26)."""

    code = RefusalCode.SALES_LINE_INVOICED
    text = N_(
        "{entered_field} of line {line_no}, {no}, cannot be changed: {invoiced} is already "
        "invoiced. Reduce the quantity to {shipped} and add a line for the rest."
    )


class ServiceChargeLine(FieldRefusal):
    """The service charge is entered into, which follows the invoice discount terms (CU103)."""

    code = RefusalCode.SALES_SERVICE_CHARGE_LINE
    text = N_(
        "{entered_field} of line {line_no} cannot be entered: the service charge follows the "
        "invoice discount terms. Delete the line if this document has none."
    )


class LocationLocked(FieldRefusal):
    """The location is changed while something shipped from it is not invoiced (SD27)."""

    code = RefusalCode.SALES_LOCATION_LOCKED
    text = N_(
        "Location of line {line_no}, {no}, cannot be changed: {quantity} is shipped and not yet "
        "invoiced. Invoice it first."
    )


class FollowsQuantity(FieldRefusal):
    """A part is entered on a document that is always taken whole (SD28)."""

    code = RefusalCode.SALES_FOLLOWS_QUANTITY
    text = N_(
        "{entered_field} on line {line_no}, {no}, is always the whole quantity on this document. "
        "Change the quantity, or use an order to deliver in parts."
    )


class ItemUnknown(FieldRefusal):
    """A number, barcode or description finds nothing (SD21)."""

    code = RefusalCode.SALES_ITEM_UNKNOWN
    text = N_(
        "Nothing is found for {value} on line {line_no}. Choose from the list or create it first."
    )


class SeveralFound(FieldRefusal):
    """What was typed finds several, and the user must choose (SD21, CU57)."""

    code = RefusalCode.SALES_SEVERAL_FOUND
    text = N_("{value} on line {line_no} fits several: {candidates}. Choose one of them.")


class ItemReferenceUnknown(FieldRefusal):
    """A reference number is known neither for the customer nor as a barcode (CU57)."""

    code = RefusalCode.SALES_ITEM_REFERENCE_UNKNOWN
    text = N_("{value} is not known for customer {customer_no}. Enter another reference number.")


class ItemBlocked(FieldRefusal):
    """An item must not be used any more (SD23, CU55)."""

    code = RefusalCode.SALES_ITEM_BLOCKED
    text = N_("Item {no} is blocked: {reason}. Choose another item for line {line_no}.")


class ItemSalesBlocked(FieldRefusal):
    """An item must not be sold (SD23, CU55)."""

    code = RefusalCode.SALES_ITEM_SALES_BLOCKED
    text = N_("Item {no} is blocked for sales. Choose another item for line {line_no}.")


class VariantBlocked(FieldRefusal):
    """A variant must not be used or sold (SD23, CU55)."""

    code = RefusalCode.SALES_VARIANT_BLOCKED
    text = N_("Variant {variant_code} of item {no} is blocked. Choose another for line {line_no}.")


class VariantUnknown(FieldRefusal):
    """An item does not come in this variant."""

    code = RefusalCode.SALES_VARIANT_UNKNOWN
    text = N_("Item {no} on line {line_no} has no variant {variant_code}. Choose one of its own.")


class UnitUnknown(FieldRefusal):
    """An item or resource is not counted in this unit."""

    code = RefusalCode.SALES_UNIT_UNKNOWN
    text = N_("{no} on line {line_no} has no unit {unit_code}. Choose one of its own units.")


class ResourceBlocked(FieldRefusal):
    """A resource must not be used any more (SD23)."""

    code = RefusalCode.SALES_RESOURCE_BLOCKED
    text = N_("Resource {no} is blocked. Choose another resource for line {line_no}.")


class AccountNotUsable(FieldRefusal):
    """An account cannot stand on a line: blocked, a heading, or without direct posting (SD23)."""

    code = RefusalCode.SALES_ACCOUNT_NOT_USABLE
    text = N_(
        "G/L account {no} cannot stand on line {line_no} because of its field {reason_field}. "
        "Choose another account."
    )


class VatSetupMissing(FieldRefusal):
    """Nobody said which VAT a pair of groups bears (02 §4)."""

    code = RefusalCode.SALES_VAT_SETUP_MISSING
    text = N_(
        "There is no VAT posting setup for {vat_bus_posting_group} and {vat_prod_posting_group}, "
        "needed on line {line_no}, {no}. Add it on the page VAT Posting Setup."
    )


class NoExtendedTexts(FieldRefusal):
    """There is no extended text for what a line sells on this document (CU59)."""

    code = RefusalCode.SALES_NO_EXTENDED_TEXTS
    text = N_(
        "{no} on line {line_no} has no extended text for a {document_type} on {date} in its "
        "language. Write one on the card of {no}."
    )


class NoRoomForTexts(FieldRefusal):
    """More texts belong below a line than there are numbers before the next (CU59)."""

    code = RefusalCode.SALES_NO_ROOM_FOR_TEXTS
    text = N_(
        "There is no room for the {count} texts of {no} below line {line_no}. "
        "Delete the line and add it at the end of the document."
    )


class NoSubstitute(FieldRefusal):
    """An item is chosen that no substitution offers for the line's item (CU60)."""

    code = RefusalCode.SALES_NO_SUBSTITUTE
    text = N_(
        "{substitute_no} is no substitute for item {no} on line {line_no}. "
        "Enter it among the substitutes on the item card first."
    )


class LinePurchasedBothWays(FieldRefusal):
    """A line would be sent by the vendor and bought for the order at once (CU63)."""

    code = RefusalCode.SALES_PURCHASED_BOTH_WAYS
    text = N_(
        "Line {line_no}, {no}, cannot be both a drop shipment and a special order. "
        "Clear one before you choose the other."
    )


class LineLinked(Refusal):
    """A line is bought for its customer and cannot be deleted (SD36)."""

    code = RefusalCode.SALES_LINE_LINKED
    text = N_(
        "Line {line_no}, {no}, is linked to purchase order {purchase_order_no}. "
        "Remove the link there first."
    )


class LineKeepsPlace(Refusal):
    """A line that has been delivered in part is moved, but posted lines name it by its number."""

    code = RefusalCode.SALES_LINE_KEEPS_PLACE
    text = N_(
        "Line {line_no}, {no}, keeps its place because some of it is already shipped. "
        "Move the other lines around it."
    )
