"""What forbids a posting, apart from the set-up (V1–V17)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal, RefusalCode
from desktop.translation import N_


class NotPostable(Refusal):
    """A document of this type is not posted itself."""

    code = RefusalCode.POSTING_NOT_POSTABLE
    text = N_("A {document_type} is not posted. Make an order or an invoice of it first.")


class HeaderFieldBlank(FieldRefusal):
    """A document lacks a customer or a date (V1)."""

    code = RefusalCode.POSTING_HEADER_FIELD_BLANK
    text = N_("{blank_field} of {document_type} {no} must be filled in before posting.")


class PostingDateNotAllowed(FieldRefusal):
    """The posting date lies outside the allowed dates (V2)."""

    code = RefusalCode.POSTING_DATE_NOT_ALLOWED
    text = N_(
        "Posting date {posting_date} of {document} is not allowed: the allowed dates are "
        "{allow_posting_from} to {allow_posting_to}. Change the posting date or the allowed dates."
    )


class ExternalDocumentNoMissing(FieldRefusal):
    """The customer's own number is demanded on invoices (V4)."""

    code = RefusalCode.POSTING_EXTERNAL_NO_MISSING
    text = N_("External Document No. of {document_type} {no} must be filled in to invoice it.")


class ExternalDocumentNoUsed(FieldRefusal):
    """The customer's own number came before (V4, SD17)."""

    code = RefusalCode.POSTING_EXTERNAL_NO_USED
    text = N_(
        "External Document No. {external_document_no} of {document_type} {no} is already used on "
        "{other_document}. Enter another number."
    )


class PrepaymentWaiting(Refusal):
    """The prepayment of a document is not paid yet (V5)."""

    code = RefusalCode.POSTING_PREPAYMENT_WAITING
    text = N_("{document_type} {no} waits for its prepayment. Post the payment or reopen it.")


class NothingToPost(Refusal):
    """Nothing is to be shipped or invoiced (V6, SD74)."""

    code = RefusalCode.POSTING_NOTHING_TO_POST
    text = N_("There is nothing to post on {document_type} {no}.")


class NotShippedYet(FieldRefusal):
    """An order is to be invoiced before it is shipped (SD71)."""

    code = RefusalCode.POSTING_NOT_SHIPPED_YET
    text = N_(
        "You cannot invoice order {order_no} line {line_no} before it is shipped. "
        "Ship it too, or make a sales invoice."
    )


class LineWithoutNumber(FieldRefusal):
    """A line has a quantity, but it does not say what is sold (V7)."""

    code = RefusalCode.POSTING_LINE_WITHOUT_NUMBER
    text = N_("Line {line_no} has a quantity of {quantity}, but its {blank_field} is blank.")


class CardMissing(FieldRefusal):
    """What a line sells is not there any more (V8)."""

    code = RefusalCode.POSTING_CARD_MISSING
    text = N_("Line {line_no}: there is no {line_type} {no}. Choose another number.")


class NotTakenWhole(FieldRefusal):
    """An invoice does not take all of a line (V10)."""

    code = RefusalCode.POSTING_NOT_TAKEN_WHOLE
    text = N_(
        "Line {line_no}, {no}, must be posted whole: Quantity is {quantity}, but {part_field} is "
        "{part}. Enter the quantity again."
    )


class DropShipmentNotOrdered(FieldRefusal):
    """A drop shipment cannot leave before it was bought (V12)."""

    code = RefusalCode.POSTING_DROP_SHIPMENT_NOT_ORDERED
    text = N_(
        "Line {line_no}, {no}, is a drop shipment without a purchase order. "
        "Link a purchase order first."
    )


class ShipmentLineInvoiced(FieldRefusal):
    """A line fetched from a shipment takes more than is left to invoice of it (V12)."""

    code = RefusalCode.POSTING_SHIPMENT_LINE_INVOICED
    text = N_(
        "Line {line_no}, {no}, takes {quantity} of shipment {shipment_no}, of which {left} is not "
        "invoiced yet. Lower the quantity or delete the line."
    )


class InvoiceBelowZero(Refusal):
    """An invoice would claim less than nothing (V13, SD56)."""

    code = RefusalCode.POSTING_INVOICE_BELOW_ZERO
    text = N_(
        "The invoice of {document_type} {no} would total {payable}. "
        "An invoice must not be below zero; use a credit memo."
    )


class PrecisionMissing(FieldRefusal):
    """Nobody said to what amounts are rounded (V14)."""

    code = RefusalCode.POSTING_PRECISION_MISSING
    text = N_("{blank_field} of {currency_code} must be greater than 0.")


class SalespersonBlocked(FieldRefusal):
    """The salesperson must not be used any more (V17)."""

    code = RefusalCode.POSTING_SALESPERSON_BLOCKED
    text = N_("Salesperson {salesperson_code} is blocked. Choose another salesperson.")


class PostedNumberUsed(Refusal):
    """The number that a series gives next belongs to a posted document already (SD76)."""

    code = RefusalCode.POSTING_NUMBER_USED
    text = N_(
        "Series {series} gives number {no}, but a posted document has it already. "
        "Move Last No. Used of the series forward."
    )
