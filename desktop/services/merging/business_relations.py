"""Two customers who become one are one contact too (CU145)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.contact_words import RelationKind
from desktop.models.contacts import Contact, ContactBusinessRelation
from desktop.models.customers import Customer
from desktop.models.duplicate_words import PartyKind
from desktop.models.words import ContactType
from desktop.services.contacts.in_step import (
    COMMON_FIELDS,
    contact_of_customer,
    copy_fields,
    customer_of_contact,
    split_name,
    tell_persons,
)
from desktop.services.contacts.making import agree
from desktop.services.context import UserContext
from desktop.services.merging.choice import MergePair
from desktop.services.merging.conflicts import clashes
from desktop.services.merging.leaving import card_values, delete_merged
from desktop.services.merging.moves import Moves
from desktop.services.merging.taking_over import rebuild_keys, take_over
from desktop.services.setup.change_log import log_change
from desktop.services.setup.record_engine import stamp


def unite_contacts(session: Session, pair: MergePair, moves: Moves, context: UserContext) -> None:
    """Merge the duplicate's contact into the survivor's, where each has one.

    A contact that only the duplicate has goes to the survivor with everything else. A contact
    that is somebody's else too, as a vendor is, stays if the survivor's contact is one as well.
    """
    kept = contact_of_customer(session, pair.survivor)
    other = contact_of_customer(session, pair.duplicate)
    if kept is None or other is None:
        return
    _drop_relation(session, moves, other)
    both = MergePair(kept.no, other.no, PartyKind.CONTACT)
    if not _are_both_else(session, both):
        _merge(session, both, moves.of(both), context)


def tell_contact(session: Session, customer_no: str, context: UserContext) -> None:
    """The contact says what the customer says, also one that came from the duplicate (CU163)."""
    contact = contact_of_customer(session, customer_no)
    if contact is not None:
        customer = session.get_one(Customer, customer_no)
        copy_fields(session, customer, contact, COMMON_FIELDS, context)
        split_name(contact)
        tell_persons(session, contact, context)


def tell_customer(
    session: Session, contact_no: str, duplicate_name: str, context: UserContext
) -> None:
    """The customer says what its contact says; what the contact leaves blank it takes (CU163).

    Customers whose primary contact was the duplicate name the survivor.
    """
    contact = session.get_one(Contact, contact_no)
    customer = customer_of_contact(session, contact_no)
    if customer is not None:
        agree(session, contact, customer, context)
        session.flush()  # the keys are made of what is stored
        rebuild_keys(session, PartyKind.CUSTOMER, customer.no)
    named = select(Customer).where(
        Customer.primary_contact_no == contact_no, Customer.contact == duplicate_name
    )
    for each in session.scalars(named):
        ref = RecordRef("customer", (each.no,))
        log_change(session, ref, "contact", (each.contact, contact.name), context)
        each.contact = contact.name
        stamp(each, context)


def _drop_relation(session: Session, moves: Moves, contact: Contact) -> None:
    relation = session.get_one(ContactBusinessRelation, (contact.no, RelationKind.CUSTOMER))
    moves.log_row(
        relation.__tablename__,
        (relation.contact_no, relation.kind),
        card_values(relation),
    )
    session.delete(relation)
    session.flush()  # before the duplicate's rows are counted


def _are_both_else(session: Session, both: MergePair) -> bool:
    """Whether both contacts have another business relation of one kind."""
    statement = select(ContactBusinessRelation.kind)
    of = ContactBusinessRelation.contact_no
    kinds = [
        set(session.scalars(statement.where(of == no))) - {RelationKind.CUSTOMER}
        for no in (both.survivor, both.duplicate)
    ]
    return bool(kinds[0] & kinds[1])


def _merge(session: Session, both: MergePair, moves: Moves, context: UserContext) -> None:
    kept = session.get_one(Contact, both.survivor)
    other = session.get_one(Contact, both.duplicate)
    if other.type is ContactType.COMPANY:
        kept.type = ContactType.COMPANY  # its persons need a company
    session.flush()
    for clash in clashes(session, both):
        moves.remove(clash)
    take_over(session, both, moves, context)
    session.expire_all()
    if kept.company_no == kept.no:
        kept.company_no = None
    delete_merged(session, both, Contact, moves, context)
