"""What the set-up lacks for a posting: groups, matrices and accounts (V9)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal, RefusalCode
from desktop.translation import N_


class GroupBlank(FieldRefusal):
    """A line does not say to which group it belongs."""

    code = RefusalCode.POSTING_GROUP_BLANK
    text = N_("Line {line_no}, {no}: {blank_field} must be filled in before posting.")


class CustomerGroupBlank(FieldRefusal):
    """A document does not say which receivables account its customer has."""

    code = RefusalCode.POSTING_CUSTOMER_GROUP_BLANK
    text = N_("{document_type} {no}: {blank_field} must be filled in before posting.")


class SetupMissing(Refusal):
    """Nobody set up a pair of groups."""

    code = RefusalCode.POSTING_SETUP_MISSING
    text = N_(
        "There is no {setup_table} for {groups}, needed on line {line_no}. Add it to the set-up."
    )


class SetupBlocked(Refusal):
    """A pair of groups must not be used for posting."""

    code = RefusalCode.POSTING_SETUP_BLOCKED
    text = N_(
        "The {setup_table} for {groups}, needed on line {line_no}, is blocked. "
        "Unblock it or choose other groups."
    )


class AccountBlank(FieldRefusal):
    """The set-up does not name an account that the posting needs."""

    code = RefusalCode.POSTING_ACCOUNT_BLANK
    text = N_("{setup_table} {groups}: {account_field} must be filled in before posting.")


class AccountNotForPosting(FieldRefusal):
    """The set-up names an account that is blocked, or that carries no entries."""

    code = RefusalCode.POSTING_ACCOUNT_NOT_FOR_POSTING
    text = N_(
        "G/L account {account} in {account_field} of {setup_table} {groups} cannot be used because "
        "of its field {reason_field}. Choose another account or mend this one."
    )
