"""What is refused, and asked, when a quote is converted or a version is kept and brought back."""

from __future__ import annotations

from desktop.errors import (
    ConfirmationCode,
    FieldRefusal,
    NeedsConfirmation,
    Refusal,
    RefusalCode,
)
from desktop.translation import N_


class NotAQuote(Refusal):
    """Only a quote can be made into an order or invoice (SD65)."""

    code = RefusalCode.SALES_NOT_A_QUOTE
    text = N_("{document_type} {no} is no quote. Only a quote is made into an order or invoice.")


class QuoteWithoutCustomer(FieldRefusal):
    """A quote without a customer is converted (SD65)."""

    code = RefusalCode.SALES_QUOTE_WITHOUT_CUSTOMER
    text = N_("You must select a customer before you can convert a quote.")


class QuoteExpired(FieldRefusal):
    """An expired quote is not converted unless the user wants it all the same (SD65)."""

    code = RefusalCode.SALES_QUOTE_EXPIRED
    text = N_(
        "Quote {no} was valid until {valid_until} and was not converted. "
        "Give it another date in Quote Valid Until, or convert it all the same."
    )


class OrderOnlyLine(FieldRefusal):
    """A line that can only be delivered from an order stands on a quote for an invoice (SD65)."""

    code = RefusalCode.SALES_ORDER_ONLY_LINE
    text = N_(
        "Line {line_no}, {item}, is marked {entered_field} and can only be sold by an order. "
        "Make an order of the quote."
    )


class VersionMissing(Refusal):
    """A version is asked for that was never kept (SD107)."""

    code = RefusalCode.SALES_VERSION_MISSING
    text = N_("There is no version {version_no} of {document_type} {no}.")


class VersionPartlyPosted(Refusal):
    """A version cannot take the place of a document of which something is posted (SD107)."""

    code = RefusalCode.SALES_VERSION_PARTLY_POSTED
    text = N_(
        "{document_type} {no} is partly posted; version {version_no} cannot be restored. "
        "Change the document itself."
    )


class VersionNeedsOpen(Refusal):
    """A version takes the place of an open document only (SD107)."""

    code = RefusalCode.SALES_VERSION_NEEDS_OPEN
    text = N_(
        "The status of {document_type} {no} must be Open to restore version {version_no}; "
        "choose Reopen."
    )


class ConvertExpiredQuote(NeedsConfirmation):
    """The quote is no longer valid (SD65)."""

    question = ConfirmationCode.EXPIRED_QUOTE
    text = N_("Quote {no} was valid until {valid_until}. Convert it all the same?")


class KeepQuoteVersion(NeedsConfirmation):
    """The set-up asks each time whether a version of a quote is kept (SD65, SD107)."""

    question = ConfirmationCode.ARCHIVE_QUOTE
    safe_answer = True
    text = N_("Keep quote {no} as it stands in the archive?")
