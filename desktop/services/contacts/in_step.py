"""A contact and its customer say the same of what they have in common (CU160, CU163)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from desktop.models.contact_words import RelationKind
from desktop.models.contacts import Contact, ContactBusinessRelation
from desktop.models.customers import Customer
from desktop.models.words import ContactType
from desktop.services.context import UserContext
from desktop.services.customers.match_keys import FACT_FIELDS, keep_card_keys
from desktop.services.customers.parties import Card
from desktop.services.papers.following import tell_of_change
from desktop.services.setup.change_log import log_change
from desktop.services.setup.record_engine import ref_of, stamp
from desktop.services.setup.record_rules import Record

COMMON_FIELDS = (
    "name",
    "name_2",
    "search_name",
    "address",
    "address_2",
    "post_code",
    "city",
    "county",
    "country_code",
    "phone",
    "mobile",
    "email",
    "home_page",
    "language_code",
    "currency_code",
    "salesperson_code",
    "registration_no",
    "vat_registration_no",
)
"""What is the same on a contact and its customer, under the same names (CU163)."""

COMPARED = frozenset(FACT_FIELDS)

INHERITED_FIELDS = (
    "address",
    "address_2",
    "post_code",
    "city",
    "county",
    "country_code",
    "phone",
    "home_page",
    "language_code",
    "currency_code",
    "salesperson_code",
)
"""What a person has from its company (CU160)."""


def contact_of_customer(session: Session, customer_no: str) -> Contact | None:
    """The contact that a customer belongs to."""
    return session.scalar(
        select(Contact)
        .join(ContactBusinessRelation, ContactBusinessRelation.contact_no == Contact.no)
        .where(
            ContactBusinessRelation.kind == RelationKind.CUSTOMER,
            ContactBusinessRelation.no == customer_no,
        )
    )


def customer_of_contact(session: Session, contact_no: str) -> Customer | None:
    """The customer that a contact is."""
    return session.scalar(
        select(Customer)
        .join(ContactBusinessRelation, ContactBusinessRelation.no == Customer.no)
        .where(
            ContactBusinessRelation.kind == RelationKind.CUSTOMER,
            ContactBusinessRelation.contact_no == contact_no,
        )
    )


def keep_contact_in_step(session: Session, customer: Customer, context: UserContext) -> None:
    """Write to the contact what was changed on its customer, and on to the contact's persons."""
    if not inspect(customer).persistent:
        return  # a new card gets its contact when its row is there
    changed = changed_fields(customer, COMMON_FIELDS)
    if not changed:
        return
    contact = contact_of_customer(session, customer.no)
    if contact is None:
        return
    copy_fields(session, customer, contact, changed, context)
    if "name" in changed:
        split_name(contact)
    tell_persons(session, contact, context)


def keep_others_in_step(session: Session, contact: Contact, context: UserContext) -> None:
    """Write to the customer and the persons what was changed on a contact."""
    if not inspect(contact).persistent:
        return
    changed = changed_fields(contact, COMMON_FIELDS)
    if changed:
        customer = customer_of_contact(session, contact.no)
        if customer is not None:
            copy_fields(session, contact, customer, changed, context)
    tell_persons(session, contact, context)


def tell_persons(session: Session, company: Contact, context: UserContext) -> None:
    """Persons whose field still equals what their company had take what it has now (CU160)."""
    changed = changed_fields(company, INHERITED_FIELDS)
    if not changed or company.type is not ContactType.COMPANY:
        return
    for person in session.scalars(select(Contact).where(Contact.company_no == company.no)):
        followed = [name for name, old in changed.items() if getattr(person, name) == old]
        copy_fields(session, company, person, followed, context)


def copy_fields(
    session: Session, source: Card, target: Card, names: Iterable[str], context: UserContext
) -> None:
    """Take values over from another card, as a change of their own: stamped, logged and told."""
    ref = ref_of(target.__tablename__, target)
    taken = []
    for name in names:
        old, new = getattr(target, name), getattr(source, name)
        if old != new:
            setattr(target, name, new)
            log_change(session, ref, name, (old, new), context)
            taken.append(name)
    if taken:
        if not COMPARED.isdisjoint(taken):
            keep_card_keys(session, target)
        stamp(target, context)
        tell_of_change(session, ref, taken, context)


def changed_fields(record: Record, names: Iterable[str]) -> Mapping[str, object]:
    """The fields of a record that are not written yet, with what they held before."""
    state = inspect(record)
    histories = {name: state.attrs[name].history for name in names}
    return {
        name: history.deleted[0] if history.deleted else None
        for name, history in histories.items()
        if history.has_changes()
    }


def inherit(person: Contact, company: Contact) -> None:
    """Fill what is blank on a person from its company (CU160)."""
    for name in INHERITED_FIELDS:
        if not getattr(person, name):
            setattr(person, name, getattr(company, name))


def split_name(contact: Contact) -> None:
    """A person's name in parts: the first word, the last one, and what stands between them."""
    if contact.type is ContactType.PERSON:
        for part, words in parts_of_name(contact.name).items():
            setattr(contact, part, words)


def parts_of_name(name: str) -> Mapping[str, str]:
    """The parts of a person's name, by the fields that keep them."""
    words = name.split()
    return {
        "first_name": words[0][:50] if len(words) > 1 else "",
        "middle_name": " ".join(words[1:-1])[:50],
        "surname": words[-1][:50] if words else "",
    }
