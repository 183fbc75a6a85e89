"""Why a paper cannot be made or may not leave the house."""

from desktop.errors import Refusal, RefusalCode
from desktop.translation import N_


class DocumentNotFound(Refusal):
    """There is no posted document with that number."""

    code = RefusalCode.REPORTS_DOCUMENT_NOT_FOUND
    text = N_("There is no {table} {no}. Refresh the list and choose a document from it.")


class InvoiceContentMissing(Refusal):
    """Directive 2006/112/EC demands something that the invoice does not say (AO57)."""

    code = RefusalCode.REPORTS_INVOICE_CONTENT_MISSING
    text = N_(
        "Article {article}: {missing_field} of {table} {no} is missing. "
        "Fill it in, or cancel the invoice and issue a right one."
    )


class NationalContentMissing(Refusal):
    """The law of the company's own country wants something that the paper does not say."""

    code = RefusalCode.REPORTS_NATIONAL_CONTENT_MISSING
    text = N_(
        "Invoices of a Swedish company must state it: {missing_field} of {table} {no} is missing. "
        "Fill it in."
    )


class PaperOfAnotherType(Refusal):
    """A paper is wanted of a document that has none of that kind."""

    code = RefusalCode.REPORTS_PAPER_OF_ANOTHER_TYPE
    text = N_("There is no such paper of {document_type} {no}. Choose another document.")


class LogoUnreadable(Refusal):
    """The picture on the company card is no image that can be printed."""

    code = RefusalCode.REPORTS_LOGO_UNREADABLE
    text = N_(
        "{table} {no} cannot be printed with layout {layout}: the logo of the company is no PNG "
        "or JPEG picture. Choose another picture on the company card."
    )


class FileNotWritten(Refusal):
    """The chosen place does not take the file."""

    code = RefusalCode.REPORTS_FILE_NOT_WRITTEN
    text = N_("{path} could not be written: {reason}. Choose another folder or name.")


class PrinterFailed(Refusal):
    """The printer took nothing, or stopped in the middle."""

    code = RefusalCode.REPORTS_PRINTER_FAILED
    text = N_(
        "{printer} did not print {document}. "
        "See whether it is switched on and connected, then print again."
    )
