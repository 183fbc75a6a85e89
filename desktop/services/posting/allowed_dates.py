"""The dates that may be posted to: the user's own, else the company's (V2)."""

from __future__ import annotations

from datetime import date

from desktop.errors import RecordRef
from desktop.models.setup import GeneralLedgerSetup
from desktop.services.context import UserContext
from desktop.services.posting.refusals import PostingDateNotAllowed
from desktop.translation import _


def date_refusal(
    posting_date: date, ledger: GeneralLedgerSetup, context: UserContext, *, document: str
) -> PostingDateNotAllowed | None:
    """Why a date must not be posted to, None when it may; a blank end is open.

    The refusal points at the record whose dates decided: the user's or the company's.
    """
    first, last = context.allow_posting_from, context.allow_posting_to
    record = RecordRef("user_setup", (context.user,))
    if first is None and last is None:
        first, last = ledger.allow_posting_from, ledger.allow_posting_to
        record = RecordRef("general_ledger_setup", (1,))
    is_early = first is not None and posting_date < first
    if not is_early and (last is None or posting_date <= last):
        return None
    return PostingDateNotAllowed(
        record=record,
        field="allow_posting_from" if is_early else "allow_posting_to",
        posting_date=posting_date,
        document=document,
        allow_posting_from=first or _("any date"),
        allow_posting_to=last or _("any date"),
    )
