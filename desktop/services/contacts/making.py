"""Making a contact for a customer, and joining the two (CU162)."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken, RecordRef
from desktop.models.changelog import ChangeLogEntry
from desktop.models.contact_words import MemberKind, RelationKind
from desktop.models.contacts import Contact, ContactBusinessRelation
from desktop.models.customers import Customer
from desktop.models.setup import SalesSetup
from desktop.models.words import ContactType
from desktop.services.contacts.in_step import (
    COMMON_FIELDS,
    contact_of_customer,
    copy_fields,
    customer_of_contact,
    parts_of_name,
    split_name,
    tell_persons,
)
from desktop.services.contacts.refusals import ContactIsCustomer, CustomerHasContact
from desktop.services.context import UserContext
from desktop.services.customers.match_keys import copy_keys_to_contacts
from desktop.services.database import report_changes
from desktop.services.numbering.number_series import draw_numbers, series_named
from desktop.services.setup.change_log import added_entry
from desktop.services.setup.field_infos import table_of
from desktop.services.setup.record_engine import plain_defaults, ref_of
from desktop.services.setup.refusals import RecordNotFound

AT_ONCE = 500
"""So many contacts are made with one statement."""


def next_contact_nos(session: Session, context: UserContext, count: int) -> tuple[list[str], str]:
    """So many free numbers for contacts, and their series; raises SeriesNotSet."""
    setup = session.get_one(SalesSetup, 1)
    series = series_named(setup.contact_nos, setup="sales_setup", field="contact_nos")
    free: list[str] = []
    while len(free) < count:
        drawn = draw_numbers(session, series, context.work_date, count - len(free))
        taken = set(session.scalars(sa.select(Contact.no).where(Contact.no.in_(drawn))))
        free += [number for number in drawn if number not in taken]
    return free, series


def contact_for(session: Session, customer_no: str, context: UserContext) -> Contact:
    """The contact of a customer, made when there is none.

    Raises RecordNotFound or the refusals of the number series.
    """
    customer = load_customer(session, customer_no)
    found = contact_of_customer(session, customer.no)
    if found is None:
        add_contacts_for(session, [customer], context)
        session.flush()  # of whom a person is the primary contact
        found = contact_of_customer(session, customer.no)
    if found is None:
        message = f"customer {customer.no} got no contact"
        raise InvariantBroken(message)
    return found


def add_contacts_for(session: Session, customers: Sequence[Customer], context: UserContext) -> None:
    """Make the contacts of customers: companies, or persons who are the primary contacts.

    The customers stand in the database; that a person is the primary contact of one is written
    with the next flush, or now when the session does not hold the customer. Raises the refusals
    of the number series.
    """
    numbers, series = next_contact_nos(session, context, len(customers))
    pairs = list(zip(numbers, customers, strict=True))
    contacts = [_contact_of(no, series, customer, context) for no, customer in pairs]
    relations = [
        {"contact_no": no, "kind": RelationKind.CUSTOMER, "no": customer.no}
        for no, customer in pairs
    ]
    log = [added_entry(RecordRef("contact", (no,)), context) for no in numbers]
    # Without the ORM, which would look for each contact before and after writing it.
    for model, rows in (
        (Contact, contacts),
        (ContactBusinessRelation, relations),
        (ChangeLogEntry, log),
    ):
        session.execute(sa.insert(table_of(model.__tablename__)), rows)
        report_changes(session, model.__tablename__)
    copy_keys_to_contacts(session, {each.no: no for no, each in pairs})
    persons = [(no, each) for no, each in pairs if each.contact_type is ContactType.PERSON]
    for no, customer in persons:
        customer.primary_contact_no = no
    _write_persons(session, [(no, each) for no, each in persons if not inspect(each).persistent])


def _write_persons(session: Session, pairs: Sequence[tuple[str, Customer]]) -> None:
    """Write the primary contacts of customers that no flush will write: an import's new rows."""
    if not pairs:
        return
    table = table_of(Customer.__tablename__)
    statement = sa.update(table).where(table.c.no == sa.bindparam("customer_no"))
    session.execute(
        statement.values(primary_contact_no=sa.bindparam("person_no")),
        [{"customer_no": customer.no, "person_no": no} for no, customer in pairs],
    )
    report_changes(session, table.name)


def _contact_of(
    no: str, series: str, customer: Customer, context: UserContext
) -> dict[str, object]:
    """The values of a customer's contact."""
    parts = parts_of_name(customer.name) if customer.contact_type is ContactType.PERSON else {}
    return {
        **dict(plain_defaults("contact")),
        **{name: getattr(customer, name) for name in COMMON_FIELDS},
        **parts,
        "no": no,
        "no_series_code": series,
        "type": customer.contact_type,
        "created_by": context.user,
        "created_at": context.now(),
        "changed_by": context.user,
        "changed_at": context.now(),
    }


def add_missing_contacts(session: Session, context: UserContext) -> int:
    """Make a contact for each customer that has none, by number; gives how many (CU162).

    Customers blocked for privacy get none. Raises the refusals of the number series.
    """
    has_one = select(ContactBusinessRelation.no).where(
        ContactBusinessRelation.kind == RelationKind.CUSTOMER
    )
    customers = session.scalars(
        select(Customer)
        .where(Customer.no.not_in(has_one), Customer.privacy_blocked.is_(False))
        .order_by(Customer.no)
    ).all()
    for start in range(0, len(customers), AT_ONCE):
        add_contacts_for(session, customers[start : start + AT_ONCE], context)
    session.flush()  # of whom persons are the primary contacts
    return len(customers)


def link_contact(
    session: Session,
    customer_no: str,
    contact_no: str,
    context: UserContext,
    *,
    winner: MemberKind = MemberKind.CUSTOMER,
) -> Contact:
    """Say that a contact is a customer; what `winner` says of common fields holds for both.

    What the winner leaves blank comes from the other one. A person of a company stands for the
    company, and becomes the primary contact. Raises RecordNotFound, ContactIsCustomer or
    CustomerHasContact.
    """
    customer = load_customer(session, customer_no)
    chosen = load_contact(session, contact_no)
    contact = holder_of(session, chosen)
    check_can_join(session, contact, customer.no)
    first, second = (contact, customer) if winner is MemberKind.CONTACT else (customer, contact)
    agree(session, first, second, context)
    join(session, contact, customer)
    if chosen is not contact:
        customer.primary_contact_no, customer.contact = chosen.no, chosen.name
    session.flush()  # what a later command reads
    return contact


def agree(
    session: Session,
    first: Contact | Customer,
    second: Contact | Customer,
    context: UserContext,
) -> None:
    """Let two cards say the same: what the first says, and what only the second says."""
    filled = [name for name in COMMON_FIELDS if getattr(first, name)]
    copy_fields(session, first, second, filled, context)
    copy_fields(session, second, first, COMMON_FIELDS, context)
    for each in (first, second):
        if isinstance(each, Contact):
            split_name(each)
            tell_persons(session, each, context)


def join(session: Session, contact: Contact, customer: Customer) -> None:
    """Write that a contact is a customer; a person is its primary contact."""
    session.add(
        ContactBusinessRelation(contact_no=contact.no, kind=RelationKind.CUSTOMER, no=customer.no)
    )
    if contact.type is ContactType.PERSON:
        customer.primary_contact_no = contact.no


def holder_of(session: Session, contact: Contact) -> Contact:
    """Who has the business relations of a contact: its company, else it has them itself."""
    if contact.company_no is None:
        return contact
    return session.get_one(Contact, contact.company_no)


def check_is_free(session: Session, contact: Contact) -> None:
    """Refuse a contact that is a customer already."""
    customer = customer_of_contact(session, contact.no)
    if customer is not None:
        raise ContactIsCustomer(
            record=ref_of("customer", customer), no=contact.no, customer_no=customer.no
        )


def check_can_join(session: Session, contact: Contact, customer_no: str) -> None:
    """Refuse to join a contact and a customer one of whom has another one already."""
    check_is_free(session, contact)
    customer = load_customer(session, customer_no)
    known = contact_of_customer(session, customer.no)
    if known is not None:
        raise CustomerHasContact(
            record=ref_of("customer", customer), no=customer.no, contact_no=known.no
        )


def load_customer(session: Session, no: str) -> Customer:
    """A customer by number; raises RecordNotFound."""
    customer = session.get(Customer, no.strip().upper())
    if customer is None:
        raise RecordNotFound(table="customer", record_key=no)
    return customer


def load_contact(session: Session, no: str) -> Contact:
    """A contact by number; raises RecordNotFound."""
    contact = session.get(Contact, no.strip().upper())
    if contact is None:
        raise RecordNotFound(table="contact", record_key=no)
    return contact
