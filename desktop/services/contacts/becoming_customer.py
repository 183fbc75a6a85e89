"""Making a customer of a contact (CU161)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.contacts import Contact
from desktop.models.customers import Customer
from desktop.models.words import ContactType
from desktop.services.contacts.in_step import COMMON_FIELDS, copy_fields, tell_persons
from desktop.services.contacts.making import check_is_free, holder_of, join, load_contact
from desktop.services.contacts.refusals import ContactPrivacyBlocked
from desktop.services.context import UserContext
from desktop.services.customers.cards import CUSTOMER_RULES
from desktop.services.setup.filling import FillingEngine
from desktop.services.setup.record_engine import RecordView, ref_of
from desktop.services.setup.template_choice import chosen_filling

# The rules of customers alone: this customer has its contact already.
_ENGINE = FillingEngine(CUSTOMER_RULES, frozenset())


def make_customer(
    session: Session, contact_no: str, context: UserContext, *, template_code: str | None = None
) -> RecordView:
    """Make a customer of a contact, from a template and then the contact's own data (CU161).

    A person of a company makes the company a customer and is its primary contact; a person alone
    becomes a person customer. Raises ContactPrivacyBlocked, ContactIsCustomer, TemplateNotChosen,
    RecordNotFound or what the customer card refuses.
    """
    chosen = load_contact(session, contact_no)
    contact = holder_of(session, chosen)
    for each in (chosen, contact):
        if each.privacy_blocked:
            raise ContactPrivacyBlocked(record=ref_of("contact", each), no=each.no)
    check_is_free(session, contact)
    filling = chosen_filling(session, "customer", template_code)
    view = _ENGINE.add_filled(session, "customer", _said(contact, chosen), filling, context)
    customer = session.get_one(Customer, view.key[0])
    join(session, contact, customer)
    # What the template gave is said of the contact too: both stay in step.
    copy_fields(session, customer, contact, COMMON_FIELDS, context)
    tell_persons(session, contact, context)
    session.flush()  # a later command reads the relation
    return _ENGINE.read(session, "customer", view.key)


def _said(contact: Contact, chosen: Contact) -> dict[str, object]:
    """What the contact says of the new customer."""
    said: dict[str, object] = {
        name: getattr(contact, name) for name in COMMON_FIELDS if getattr(contact, name)
    }
    said["contact_type"] = contact.type
    if chosen.type is ContactType.PERSON:
        said |= {"primary_contact_no": chosen.no, "contact": chosen.name}
    return said
