"""What is refused on the customer card and what belongs to it (01 §4)."""

from __future__ import annotations

from desktop.errors import ConfirmationCode, FieldRefusal, NeedsConfirmation, RefusalCode
from desktop.translation import N_


class BillToItself(FieldRefusal):
    """A customer would be billed to itself."""

    code = RefusalCode.CUSTOMER_BILL_TO_ITSELF
    text = N_("Bill-to Customer {no} is the customer itself. Leave the field blank instead.")


class BillToChain(FieldRefusal):
    """A bill-to customer is itself billed to a third one (CU34)."""

    code = RefusalCode.CUSTOMER_BILL_TO_CHAIN
    text = N_("Bill-to Customer {no} is itself billed to {other_no}. Choose {other_no}.")


class BillToOfOthers(FieldRefusal):
    """A customer that others are billed to would be billed to a third one (CU34)."""

    code = RefusalCode.CUSTOMER_BILL_TO_OF_OTHERS
    text = N_(
        "Customer {other_no} is billed to customer {no}, so {no} must pay for itself. "
        "Leave the field blank."
    )


class VatNoFormat(FieldRefusal):
    """A VAT number looks like none of its country (CU36)."""

    code = RefusalCode.CUSTOMER_VAT_NO_FORMAT
    text = N_("VAT Registration No. {vat_no} does not fit {country}. Formats: {formats}.")


class GlnLength(FieldRefusal):
    """A GLN does not have 13 digits."""

    code = RefusalCode.CUSTOMER_GLN_LENGTH
    text = N_("GLN {gln} must have 13 digits. Type all of them.")


class GlnCheckDigit(FieldRefusal):
    """The last digit of a GLN does not fit the others (CU37)."""

    code = RefusalCode.CUSTOMER_GLN_CHECK_DIGIT
    text = N_("GLN {gln}: check digit must be {digit}. Compare it with the customer's paper.")


class EmailMalformed(FieldRefusal):
    """An e-mail address has not the form local@domain (CU37)."""

    code = RefusalCode.CUSTOMER_EMAIL
    text = N_("{address} is not an e-mail address. Type it as name@company.com.")


class PhoneMalformed(FieldRefusal):
    """A phone number has letters (CU37)."""

    code = RefusalCode.CUSTOMER_PHONE
    text = N_("{phone} is not a phone number. Use digits, blanks and + - ( ) / only.")


class ServiceOfOtherAgent(FieldRefusal):
    """A service does not belong to the chosen shipping agent (CU35)."""

    code = RefusalCode.CUSTOMER_SERVICE_OF_OTHER_AGENT
    text = N_("Service {service} does not belong to shipping agent {agent}. Choose one that does.")


class GroupWithOpenEntries(FieldRefusal):
    """The receivables account of open entries would no longer be the customer's (CU39)."""

    code = RefusalCode.CUSTOMER_GROUP_WITH_OPEN_ENTRIES
    text = N_(
        "Customer {no} has {count} open entries, so the Customer Posting Group stays. "
        "Settle the entries first."
    )


class IbanDoubtful(NeedsConfirmation):
    """An IBAN fails its own check; the user may know better (CU37)."""

    code = RefusalCode.CUSTOMER_IBAN
    question = ConfirmationCode.USE_IBAN_ANYWAY
    text = N_("IBAN {iban} fails its check digits. Use it anyway?")


class PrivacyWouldEnd(NeedsConfirmation):
    """Lifting the block of a customer blocked for privacy (CU38)."""

    code = RefusalCode.CUSTOMER_CLEAR_PRIVACY
    question = ConfirmationCode.CLEAR_PRIVACY_BLOCKED
    text = N_("Customer {no} is blocked for privacy. Clear Privacy Blocked too?")
