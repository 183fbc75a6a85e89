"""What is refused, and asked, when a document is copied onto another (CB59–CB61)."""

from __future__ import annotations

from desktop.errors import (
    ConfirmationCode,
    FieldRefusal,
    NeedsConfirmation,
    Refusal,
    RefusalCode,
)
from desktop.translation import N_


class CopyOntoItself(Refusal):
    """A document is copied onto itself (CB59)."""

    code = RefusalCode.SALES_COPY_ONTO_ITSELF
    text = N_("{document_type} {no} cannot be copied onto itself. Choose another document.")


class DocNoMissing(FieldRefusal):
    """Nobody said which document is to be copied (CB59)."""

    code = RefusalCode.SALES_DOC_NO_MISSING
    text = N_("Choose the number of the document to copy.")


class CurrencyMismatch(FieldRefusal):
    """Prices are to be kept as they stand, but in another currency."""

    code = RefusalCode.SALES_CURRENCY_MISMATCH
    text = N_(
        "The prices of {source_type} {source_no} are in {currency}, those of {document_type} {no} "
        "in {document_currency}. Choose Recalculate Lines or Include Header."
    )


class PricesInclVatMismatch(FieldRefusal):
    """Prices are to be kept as they stand, but one document has them with VAT (CB56)."""

    code = RefusalCode.SALES_PRICES_INCL_VAT_MISMATCH
    text = N_(
        "Prices Including VAT is {including_vat} on {source_type} {source_no} and "
        "{document_including_vat} on {document_type} {no}. Choose Recalculate Lines or "
        "Include Header."
    )


class DeleteLines(NeedsConfirmation):
    """Copying with the header deletes the lines that are there (CB60)."""

    question = ConfirmationCode.DELETE_LINES
    text = N_(
        "Include Header deletes the lines of {document_type} {no} before those of {source_type} "
        "{source_no} are copied. Go on?"
    )
