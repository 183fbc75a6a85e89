"""What is refused when a record gets another number or code (CU5)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal, RefusalCode
from desktop.translation import N_


class WasNumberOf(FieldRefusal):
    """The new number finds another record, which had it before."""

    code = RefusalCode.RENUMBER_FORMER_NO
    text = N_("{entered_field} {number} was the number of {no} and still finds it. Choose another.")


class UsedInPosting(Refusal):
    """A document that names the record is being posted, or waits to be."""

    code = RefusalCode.RENUMBER_DOCUMENT_UNDER_WAY
    text = N_(
        "{document_type} {no} names {table} {record_key} and is waiting to be posted. Wait for it."
    )


class SealedInLedger(Refusal):
    """The code stands in entries whose hash covers it."""

    code = RefusalCode.RENUMBER_SEALED
    text = N_(
        "{table} {record_key} has entries in {ledger}, which are sealed with its number. "
        "Block it and make a new one."
    )
