"""What forbids posting the item journal (SD97)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal, RefusalCode
from desktop.translation import N_


class JournalEmpty(Refusal):
    """There is no line to post."""

    code = RefusalCode.POSTING_JOURNAL_EMPTY
    text = N_("There is nothing to post in item journal {batch}. Enter a line first.")


class JournalFieldBlank(FieldRefusal):
    """A journal line lacks what a posting must know."""

    code = RefusalCode.POSTING_JOURNAL_FIELD_BLANK
    text = N_("Journal line {line_no}: {blank_field} must be filled in before posting.")


class AdjustmentAccountMissing(FieldRefusal):
    """No general posting setup says against which account stock is adjusted."""

    code = RefusalCode.POSTING_ADJUSTMENT_ACCOUNT_MISSING
    text = N_(
        "No general posting setup of product group {gen_prod_posting_group} has an "
        "{account_field}, needed on journal line {line_no}. Fill it in."
    )
