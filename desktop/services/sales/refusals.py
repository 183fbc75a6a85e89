"""What is refused about a sales document as a whole and about the fields of its header."""

from __future__ import annotations

from desktop.errors import (
    ConfirmationCode,
    FieldRefusal,
    NeedsConfirmation,
    Refusal,
    RefusalCode,
)
from desktop.translation import N_


class DocumentMissing(Refusal):
    """A document is asked for that is not there, or not any more."""

    code = RefusalCode.SALES_DOCUMENT_MISSING
    text = N_("There is no {document_type} {no}. It may have been posted or deleted.")


class ChangedSince(FieldRefusal):
    """A step cannot be undone, because somebody changed the same thing afterwards."""

    code = RefusalCode.SALES_CHANGED_SINCE
    text = N_(
        "{entered_field} of {no} was changed by {changed_by} after this step, so the step cannot "
        "be undone or repeated. Enter what should stand there instead."
    )


class SeveralCustomers(FieldRefusal):
    """What was typed fits several customers, and the user must choose (CU41)."""

    code = RefusalCode.SALES_SEVERAL_CUSTOMERS
    text = N_("{entered_field}: {value} fits several customers: {candidates}. Choose one of them.")


class FieldDerived(FieldRefusal):
    """A field is calculated and cannot be typed."""

    code = RefusalCode.SALES_FIELD_DERIVED
    text = N_("{entered_field} is kept by the program. Change what it follows from instead.")


class StatusNotOpen(FieldRefusal):
    """A field is frozen because the document was released (SD62)."""

    code = RefusalCode.SALES_STATUS_NOT_OPEN
    text = N_(
        "The status of {document_type} {no} must be Open to change {entered_field}; choose Reopen."
    )


class LinesFrozen(Refusal):
    """Lines can be added and deleted only while the document is open (SD62)."""

    code = RefusalCode.SALES_LINES_FROZEN
    text = N_(
        "The status of {document_type} {no} must be Open to add, move or delete lines; "
        "choose Reopen."
    )


class PendingApproval(Refusal):
    """A document waits for approval and must not change meanwhile (SD61, SD62)."""

    code = RefusalCode.SALES_PENDING_APPROVAL
    text = N_("{document_type} {no} is pending approval. Cancel the approval request first.")


class DocumentCompleted(Refusal):
    """A document is delivered and invoiced, or converted: it can only be read (SD72)."""

    code = RefusalCode.SALES_DOCUMENT_COMPLETED
    text = N_("{document_type} {no} is completed and can only be read. Make a new document.")


class DocumentScheduled(Refusal):
    """A document waits to be posted in the background (SD104)."""

    code = RefusalCode.SALES_DOCUMENT_SCHEDULED
    text = N_("{document_type} {no} is already scheduled; remove it from the queue first.")


class PartiesLocked(FieldRefusal):
    """Customer, currency or posting groups change after something was delivered (SD9, SD14)."""

    code = RefusalCode.SALES_PARTIES_LOCKED
    text = N_(
        "{entered_field} cannot be changed: {quantity_shipped} of line {line_no}, {item}, "
        "is already shipped. Make a new document for the rest."
    )


class SellToNeeded(FieldRefusal):
    """The customer is cleared while lines exist."""

    code = RefusalCode.SALES_SELL_TO_NEEDED
    text = N_("Remove the lines before clearing Customer No.")


class CustomerFirst(Refusal):
    """Something is entered or released that depends on the customer."""

    code = RefusalCode.SALES_CUSTOMER_FIRST
    text = N_("Choose the customer of {document_type} {no} first.")


class ShipToCodeNeeded(FieldRefusal):
    """An alternate address is wanted without saying which (SD10)."""

    code = RefusalCode.SALES_SHIP_TO_CODE_NEEDED
    text = N_("Choose a Ship-to Code to ship to another address of the customer.")


class LocalCurrencyRate(FieldRefusal):
    """A rate is typed on a document in local currency, whose rate is always 1 (SD57)."""

    code = RefusalCode.SALES_LOCAL_CURRENCY_RATE
    text = N_(
        "{document_type} {no} is in local currency, so it has no exchange rate. "
        "Choose a currency first."
    )


class RateNotPositive(FieldRefusal):
    """A typed exchange rate is zero or below (SD57)."""

    code = RefusalCode.SALES_RATE_NOT_POSITIVE
    text = N_("{entered_field} {value} must be greater than 0.")


class InvoiceDiscountCalculated(FieldRefusal):
    """The invoice discount follows from terms and is not typed (SD50)."""

    code = RefusalCode.SALES_INVOICE_DISCOUNT_CALCULATED
    text = N_(
        "{entered_field} follows the invoice discount terms. Switch off Calculate Invoice "
        "Discount on the page Sales Setup to type it."
    )


class NothingToRelease(Refusal):
    """A document without a line to deliver is released (SD61)."""

    code = RefusalCode.SALES_NOTHING_TO_RELEASE
    text = N_(
        "There is nothing to release on {document_type} {no}. Enter a line with a quantity first."
    )


class LineFieldMissing(FieldRefusal):
    """A line lacks what must be known before it is released (SD61)."""

    code = RefusalCode.SALES_LINE_FIELD_MISSING
    text = N_("Line {line_no}, item {item}: {missing_field} must be filled in.")


class ShippedNotInvoiced(Refusal):
    """A document or line is deleted although something delivered is not invoiced (SD18, SD36)."""

    code = RefusalCode.SALES_SHIPPED_NOT_INVOICED
    text = N_(
        "Line {line_no}, {item}, cannot be deleted: {quantity} of it is shipped and not yet "
        "invoiced. Invoice it first."
    )


class ReturnsNotInvoiced(Refusal):
    """A return is deleted although something received is not credited (SD18, SD36)."""

    code = RefusalCode.SALES_RETURNS_NOT_INVOICED
    text = N_(
        "Line {line_no}, {item}, cannot be deleted: {quantity} of it is received and not yet "
        "credited. Credit it first."
    )


class RebuildLines(NeedsConfirmation):
    """The lines were made for another customer, currency or posting group (SD14)."""

    question = ConfirmationCode.REBUILD_LINES
    text = N_(
        "Changing {entered_field} on {document_type} {no} creates the lines anew, with new "
        "prices, discounts, VAT and dates. Go on?"
    )


class UpdateLines(NeedsConfirmation):
    """A field of the header was changed that the lines have too (SD15)."""

    question = ConfirmationCode.UPDATE_LINES
    text = N_("{entered_field} of {document_type} {no} was changed. Update the lines too?")


class ConvertPrices(NeedsConfirmation):
    """Prices change between including and excluding VAT (SD51)."""

    question = ConfirmationCode.CONVERT_PRICES
    text = N_(
        "Prices Including VAT of {document_type} {no} was changed. Convert the unit prices, so "
        "that the totals stay, instead of keeping the figures?"
    )


class UpdateExchangeRate(NeedsConfirmation):
    """The posting date was moved to a day with another exchange rate (SD11)."""

    question = ConfirmationCode.UPDATE_EXCHANGE_RATE
    text = N_(
        "On {posting_date} the exchange rate of {currency_code} is {new_factor} instead of "
        "{old_factor}. Update the exchange rate of {document_type} {no}?"
    )
