"""What forbids an opening entry of a customer, or posting them."""

from __future__ import annotations

from desktop.batch_codes import BatchCode
from desktop.errors import FieldRefusal, Refusal
from desktop.translation import N_


class OpeningEmpty(Refusal):
    """There is no opening entry to post."""

    code = BatchCode.POSTING_OPENING_EMPTY
    text = N_("There are no opening entries to post. Import them or enter one first.")


class OpeningFieldBlank(FieldRefusal):
    """An entry or its customer lacks what must be known."""

    code = BatchCode.POSTING_OPENING_BLANK
    text = N_("{table} {record_key}: {blank_field} must be filled in before posting.")


class OpeningChoiceMissing(FieldRefusal):
    """The posting lacks its date or its account."""

    code = BatchCode.POSTING_OPENING_CHOICE
    text = N_("Fill in {blank_field}: all opening entries are posted with it.")


class OpeningAccountNotUsable(FieldRefusal):
    """The account of the opening balance would upset the books."""

    code = BatchCode.POSTING_OPENING_ACCOUNT
    text = N_(
        "Opening balances cannot be posted against account {account}, which holds what customers "
        "owe or what stock is worth. Choose the account of the opening balance."
    )


class OpeningTypeNotOwed(FieldRefusal):
    """A shipment or return is nothing that a customer owes."""

    code = BatchCode.POSTING_OPENING_TYPE
    text = N_("{document_type} is nothing that a customer owes. Choose Invoice or Credit Memo.")


class OpeningSign(FieldRefusal):
    """An amount has the sign of another kind of document."""

    code = BatchCode.POSTING_OPENING_SIGN
    text = N_(
        "Amount {amount} has the wrong sign for {document_type} {document_no}: what the customer "
        "owes is positive, a credit memo or a payment negative."
    )


class OpeningRemaining(FieldRefusal):
    """More is open than there was, or nothing, or with another sign."""

    code = BatchCode.POSTING_OPENING_REMAINING
    text = N_(
        "{entered_field} of {document_no} cannot be {remaining}. Enter what is still open of "
        "{amount}, or leave it blank when all of it is; leave out what is paid."
    )


class OpeningTooPrecise(FieldRefusal):
    """An amount has more decimals than its currency."""

    code = BatchCode.POSTING_OPENING_PRECISION
    text = N_("{entered_field} {amount} has more decimals than the currency, which knows {cent}.")


class OpeningPosted(FieldRefusal):
    """The document is in the customer's ledger already."""

    code = BatchCode.POSTING_OPENING_POSTED
    text = N_(
        "{document_type} {document_no} of customer {no} is in the customer ledger already, posted "
        "on {posting_date}. Leave it out."
    )
