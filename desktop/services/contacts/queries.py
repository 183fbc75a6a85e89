"""What screens show about contacts: their time line, their persons, whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from desktop.models.contact_words import InteractionTemplate, RelationKind
from desktop.models.contacts import Contact, ContactBusinessRelation, Interaction
from desktop.models.customers import Customer
from desktop.services.contacts.interactions import last_interaction

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact beside another card."""

    no: str
    name: str
    job_title: str
    phone: str


@dataclass(frozen=True, slots=True)
class InteractionRow:
    """One entry of a time line."""

    entry_no: int
    date: date
    template: InteractionTemplate
    subject: str
    contact_name: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class ContactOverview:
    """What stands beside a contact's card; persons by name, interactions from the last one."""

    customer_no: str | None
    customer_name: str
    company_no: str | None
    company_name: str
    last_interaction: date | None
    persons: tuple[ContactRow, ...]
    interactions: tuple[InteractionRow, ...]


def contact_overview(session: Session, no: str) -> ContactOverview | None:
    """Everything beside a contact's card; None when the contact is gone."""
    contact = session.get(Contact, no)
    if contact is None:
        return None
    customer = _customer_of(session, contact)
    company = session.get(Contact, contact.company_no) if contact.company_no else None
    return ContactOverview(
        customer_no=customer.no if customer else None,
        customer_name=customer.name if customer else "",
        company_no=contact.company_no,
        company_name=company.name if company else "",
        last_interaction=last_interaction(session, no),
        persons=persons_of(session, no),
        interactions=time_line(session, no),
    )


def customer_no_of(session: Session, contact_no: str) -> str | None:
    """The customer that a contact is, or its company; None when neither is one."""
    contact = session.get(Contact, contact_no)
    customer = _customer_of(session, contact) if contact is not None else None
    return str(customer.no) if customer is not None else None


def _customer_of(session: Session, contact: Contact) -> Row[str, str] | None:
    return session.execute(
        select(Customer.no, Customer.name)
        .join(ContactBusinessRelation, ContactBusinessRelation.no == Customer.no)
        .where(
            ContactBusinessRelation.kind == RelationKind.CUSTOMER,
            ContactBusinessRelation.contact_no == (contact.company_no or contact.no),
        )
    ).one_or_none()


def contacts_of_customer(session: Session, customer_no: str) -> tuple[ContactRow, ...]:
    """The contact that a customer is, and its persons by name."""
    found = session.execute(
        select(Contact.no, Contact.name, Contact.job_title, Contact.phone)
        .join(ContactBusinessRelation, ContactBusinessRelation.contact_no == Contact.no)
        .where(
            ContactBusinessRelation.kind == RelationKind.CUSTOMER,
            ContactBusinessRelation.no == customer_no,
        )
    ).one_or_none()
    if found is None:
        return ()
    return (ContactRow(*found), *persons_of(session, found.no))


def persons_of(session: Session, company_no: str) -> tuple[ContactRow, ...]:
    """The persons of a company by name."""
    rows = session.execute(
        select(Contact.no, Contact.name, Contact.job_title, Contact.phone)
        .where(Contact.company_no == company_no)
        .order_by(Contact.name, Contact.no)
        .limit(MOST_SHOWN)
    )
    return tuple(ContactRow(*row) for row in rows)


def time_line(session: Session, no: str) -> tuple[InteractionRow, ...]:
    """The last interactions with a contact, or with the persons of a company."""
    rows = session.execute(
        select(
            Interaction.entry_no,
            Interaction.date,
            Interaction.template,
            Interaction.subject,
            Contact.name,
            Interaction.cancelled,
        )
        .join(Contact, Contact.no == Interaction.contact_no)
        .where(or_(Interaction.contact_no == no, Interaction.company_no == no))
        .order_by(Interaction.date.desc(), Interaction.entry_no.desc())
        .limit(MOST_SHOWN)
    )
    return tuple(InteractionRow(*row) for row in rows)
