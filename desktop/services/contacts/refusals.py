"""What is refused about contacts, interactions and campaigns (01 §12)."""

from __future__ import annotations

from desktop.errors import (
    ConfirmationCode,
    FieldRefusal,
    NeedsConfirmation,
    Refusal,
    RefusalCode,
)
from desktop.translation import N_


class ContactIsCustomer(Refusal):
    """A contact can be only one customer (CU161)."""

    code = RefusalCode.CONTACT_IS_CUSTOMER
    text = N_("Contact {no} already belongs to customer {customer_no}. Open that customer instead.")


class CustomerHasContact(Refusal):
    """A customer can have only one contact of its own (CU162)."""

    code = RefusalCode.CONTACT_CUSTOMER_HAS_CONTACT
    text = N_(
        "Customer {no} already belongs to contact {contact_no}. "
        "Delete that business relation first, or open the contact."
    )


class ContactPrivacyBlocked(Refusal):
    """The contact's data must not be used any more (CU161)."""

    code = RefusalCode.CONTACT_PRIVACY_BLOCKED
    text = N_("Contact {no} is privacy-blocked. Choose another contact.")


class CompanyIsPerson(FieldRefusal):
    """A person belongs to a company, not to another person."""

    code = RefusalCode.CONTACT_NOT_A_COMPANY
    text = N_("Contact {company_no} is a person. Choose a company.")


class CompanyHasPersons(FieldRefusal):
    """A company with persons stays a company of its own."""

    code = RefusalCode.CONTACT_HAS_PERSONS
    text = N_("Contact {no} has persons, such as {person_no}, and must stay a company.")


class ContactOnOpenQuote(Refusal):
    """An open quote names the contact (CU164)."""

    code = RefusalCode.CONTACT_ON_OPEN_QUOTE
    text = N_("Contact {no} cannot be deleted: open quote {quote_no} is made to it.")


class InteractionPastItsDay(FieldRefusal):
    """What was said stands: it can only be cancelled (CU165)."""

    code = RefusalCode.INTERACTION_PAST_DAY
    text = N_(
        "Interaction {entry_no} was made on {date} and can no longer be edited. "
        "Cancel it and enter another one."
    )


class InteractionKept(Refusal):
    """An interaction is not deleted after its day (CU165)."""

    code = RefusalCode.INTERACTION_KEPT
    text = N_("Interaction {entry_no} was made on {date} and is kept. Cancel it instead.")


class MemberMissing(FieldRefusal):
    """A campaign's member is a customer or contact that is there."""

    code = RefusalCode.CAMPAIGN_MEMBER_MISSING
    text = N_("There is no {kind} {no}. Choose another one for campaign {campaign_no}.")


class CampaignWithoutPrices(NeedsConfirmation):
    """A campaign for which there is no price line is to be activated (CU169)."""

    question = ConfirmationCode.ACTIVATE_WITHOUT_PRICES
    safe_answer = True
    """Without prices an activated campaign changes nothing."""

    text = N_("There are no prices for campaign {no} yet. Activate it anyway?")
