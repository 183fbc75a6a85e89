"""What is refused when duplicates are merged (CU140–CU144)."""

from __future__ import annotations

from desktop.errors import Refusal, RefusalCode
from desktop.translation import N_


class MergeConflicts(Refusal):
    """Records that both have under one key are still to be decided about (CU143)."""

    code = RefusalCode.MERGE_CONFLICTS
    text = N_("Resolve {count} conflicts first: {list}.")


class NoSuchConflict(Refusal):
    """A solution was given for something that is no conflict."""

    code = RefusalCode.MERGE_NO_SUCH_CONFLICT
    text = N_("{table} {record_key} is no conflict. Leave it out.")


class NotTickable(Refusal):
    """A field that the duplicate cannot give (CU141)."""

    code = RefusalCode.MERGE_NOT_TICKABLE
    text = N_("{entered_field} cannot be taken from the duplicate. Change it on the card.")


class CodeUnchanged(Refusal):
    """A record would be renamed to the code that it has."""

    code = RefusalCode.MERGE_CODE_UNCHANGED
    text = N_("{table} {record_key}: Change the code before renaming.")


class CodeChanged(Refusal):
    """A record would be removed although another code was typed for it."""

    code = RefusalCode.MERGE_CODE_CHANGED
    text = N_("{table} {record_key}: Undo the changed code before removing.")


class CodeTaken(Refusal):
    """The new code of a record is not free."""

    code = RefusalCode.MERGE_CODE_TAKEN
    text = N_("{table} {record_key} already exists. Choose another code.")


class NotRenamable(Refusal):
    """A record has no code of its own that could be changed."""

    code = RefusalCode.MERGE_NOT_RENAMABLE
    text = N_("{table} {record_key} has no code to change. Remove it instead.")


class DocumentUnderWay(Refusal):
    """A document of either party is being posted, or waits to be (CU144)."""

    code = RefusalCode.MERGE_DOCUMENT_UNDER_WAY
    text = N_(
        "{document_type} {no} of customer {customer_no} is waiting to be posted. Wait for it."
    )


class AccountsDiffer(Refusal):
    """Open entries of both stand on different receivables accounts (CU144)."""

    code = RefusalCode.MERGE_ACCOUNTS_DIFFER
    text = N_(
        "Customers {survivor} and {duplicate} both have open entries, and their Customer Posting "
        "Groups {group} and {other_group} have different receivables accounts. Settle the entries "
        "of one of them first."
    )


class BillsOther(Refusal):
    """One of the two is billed to the other (CU144)."""

    code = RefusalCode.MERGE_BILLS_OTHER
    text = N_(
        "Customer {no} is billed to customer {other_no}. Clear Bill-to Customer No. on the card "
        "of {no} first."
    )


class BillToWouldChain(Refusal):
    """Customers billed to the duplicate would be billed to one that is itself billed to another."""

    code = RefusalCode.MERGE_BILL_TO_CHAIN
    text = N_(
        "Customer {payee} is billed to {duplicate}, and {survivor} is itself billed to {other_no}. "
        "Clear one of them first."
    )


class SurvivorPrivacyBlocked(Refusal):
    """The record that stays must not be used any more (CU144)."""

    code = RefusalCode.MERGE_PRIVACY_BLOCKED
    text = N_("{party} {no} is blocked for privacy and cannot take over another record.")


class OtherType(Refusal):
    """A company and a person are not the same contact (CU140)."""

    code = RefusalCode.MERGE_OTHER_TYPE
    text = N_(
        "Contact {survivor} is of type {survivor_type} and contact {duplicate} of type "
        "{duplicate_type}. Choose two contacts of one type."
    )


class OwnPerson(Refusal):
    """A company and somebody who works there are not the same contact (CU140)."""

    code = RefusalCode.MERGE_OWN_PERSON
    text = N_("Contact {no} is a person of company {company_no}. Choose another contact.")


class BothRelated(Refusal):
    """Both contacts are customers, and a contact can be only one (CU144)."""

    code = RefusalCode.MERGE_BOTH_RELATED
    text = N_(
        "Contact {survivor} belongs to {relation} {no} and contact {duplicate} to {relation} "
        "{other_no}. Merge {other_no} into {no} instead: their contacts are merged along."
    )
