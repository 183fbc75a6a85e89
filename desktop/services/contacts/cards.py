"""The rules of contacts, and what a customer owes to its contact (CU33, CU160–CU164)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import delete, func, inspect, or_, select, update
from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.contact_words import RelationKind
from desktop.models.contacts import Contact, ContactBusinessRelation, Interaction
from desktop.models.customers import Customer
from desktop.models.duplicate_words import PartyKind
from desktop.models.sales import SalesHeader
from desktop.models.setup import SalesSetup
from desktop.models.values.keys import DocumentType
from desktop.models.words import ContactType
from desktop.services.contacts.campaigns import CAMPAIGN_RULES
from desktop.services.contacts.in_step import (
    inherit,
    keep_contact_in_step,
    keep_others_in_step,
    split_name,
)
from desktop.services.contacts.interactions import INTERACTION_RULES
from desktop.services.contacts.making import (
    add_contacts_for,
    agree,
    check_can_join,
    holder_of,
    load_contact,
    load_customer,
)
from desktop.services.contacts.refusals import (
    CompanyHasPersons,
    CompanyIsPerson,
    ContactOnOpenQuote,
)
from desktop.services.context import UserContext
from desktop.services.customers.cards import (
    ADDRESS_FIRST,
    CUSTOMER_RULES,
    after_post_code,
    email,
    phone,
    vat_registration_no,
)
from desktop.services.customers.duplicates import lookalike_notices
from desktop.services.customers.match_keys import add_contact_keys, keep_contact_keys
from desktop.services.database import report_changes
from desktop.services.numbering.cards import chosen_series, number_card
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import RecordRule, RecordRules, RecordsRule
from desktop.services.setup.refusals import ReferenceMissing
from desktop.services.setup.rules import only_if_blank

SERIES = (SalesSetup, "contact_nos")


def new_contact(session: Session, contact: Contact, context: UserContext) -> None:
    """Give a new contact its number and its maker."""
    number_card(session, contact, SERIES, context)
    contact.created_by = context.user
    contact.created_at = context.now()


def company_no(session: Session, contact: Contact, value: object, _context: UserContext) -> object:
    """A person belongs to a company, and a company to none."""
    if not value:
        return value
    company = session.get(Contact, value)
    if company is None or company.type is ContactType.PERSON or company is contact:
        raise CompanyIsPerson(
            record=ref_of("contact", contact), field="company_no", company_no=value
        )
    _check_has_no_persons(session, contact, "company_no")
    return value


def contact_type(
    session: Session, contact: Contact, value: object, _context: UserContext
) -> object:
    """A company that has persons stays one."""
    if value is ContactType.PERSON:
        _check_has_no_persons(session, contact, "type")
    return value


def after_company_no(
    session: Session, contact: Contact, _old: object, _context: UserContext
) -> None:
    """Who belongs to a company is a person, and has what the company has (CU160)."""
    company = session.get(Contact, contact.company_no or "")
    if company is not None:
        _become_person(contact)
        inherit(contact, company)


def after_type(_session: Session, contact: Contact, _old: object, _context: UserContext) -> None:
    """A person's name has parts; a company belongs to nobody."""
    if contact.type is ContactType.COMPANY:
        contact.company_no = None
        contact.first_name = contact.middle_name = contact.surname = ""
    else:
        split_name(contact)


def after_name(session: Session, contact: Contact, old: object, context: UserContext) -> None:
    """The name is searched by, and has parts when it is a person's."""
    _search_name(session, contact, old, context)
    split_name(contact)


def after_part_of_name(
    session: Session, contact: Contact, _old: object, context: UserContext
) -> None:
    """The parts of a person's name make the name."""
    old = contact.name
    parts = (contact.first_name, contact.middle_name, contact.surname)
    contact.name = " ".join(part for part in parts if part)[:100]
    _search_name(session, contact, old, context)


def contact_notices(
    session: Session, contact: Contact, _context: UserContext
) -> tuple[Notice, ...]:
    """Whom the contact strikingly looks like (CU134)."""
    return lookalike_notices(session, contact.no, PartyKind.CONTACT)


def delete_contact(session: Session, contact: Contact, _context: UserContext) -> None:
    """A contact goes with what was said to it, and leaves its customer (CU163, CU164)."""
    quote = session.scalar(
        select(SalesHeader.no)
        .where(
            SalesHeader.document_type == DocumentType.QUOTE,
            SalesHeader.converted.is_(False),
            or_(
                SalesHeader.sell_to_contact_no == contact.no,
                SalesHeader.bill_to_contact_no == contact.no,
            ),
        )
        .order_by(SalesHeader.no)
        .limit(1)
    )
    if quote is not None:
        raise ContactOnOpenQuote(record=ref_of("contact", contact), no=contact.no, quote_no=quote)
    # Row by row, so that a customer that is open elsewhere is not overwritten.
    named = select(Customer).where(Customer.primary_contact_no == contact.no)
    for customer in session.scalars(named):
        customer.primary_contact_no = ""
    session.flush()  # before it is counted who refers to the contact
    session.execute(delete(Interaction).where(Interaction.contact_no == contact.no))
    session.execute(
        update(Interaction).where(Interaction.company_no == contact.no).values(company_no=None)
    )
    report_changes(session, Interaction.__tablename__)


def check_relation(
    session: Session, relation: ContactBusinessRelation, _context: UserContext
) -> None:
    """Who is joined is there and free on both sides; a person's company stands for the person."""
    if relation.kind is not RelationKind.CUSTOMER or inspect(relation).persistent:
        return
    contact = load_contact(session, relation.contact_no)
    relation.contact_no = holder_of(session, contact).no
    check_can_join(session, load_contact(session, relation.contact_no), relation.no)


def after_relation(
    session: Session, relation: ContactBusinessRelation, context: UserContext
) -> None:
    """From now on both say the same, and the customer speaks first (CU163)."""
    if relation.kind is RelationKind.CUSTOMER:
        contact = load_contact(session, relation.contact_no)
        agree(session, load_customer(session, relation.no), contact, context)


def primary_contact_no(
    session: Session, customer: Customer, value: object, _context: UserContext
) -> object:
    """The primary contact is one that is there."""
    no = str(value or "").strip().upper()
    if no and session.get(Contact, no) is None:
        raise ReferenceMissing(
            record=ref_of("customer", customer),
            field="primary_contact_no",
            entered_field="primary_contact_no",
            table="contact",
            text=no,
        )
    return no


def after_primary_contact_no(
    session: Session, customer: Customer, _old: object, _context: UserContext
) -> None:
    """Documents name the primary contact."""
    contact = session.get(Contact, customer.primary_contact_no or "")
    if contact is not None:
        customer.contact = contact.name


def contacts_for_new_customers(
    session: Session, customers: Sequence[Customer], context: UserContext
) -> None:
    """New customers get contacts, where the set-up wants it and numbers contacts (CU33)."""
    setup = session.get_one(SalesSetup, 1)
    if setup.create_contact_for_customer and setup.contact_nos:
        add_contacts_for(session, customers, context)


def _check_has_no_persons(session: Session, contact: Contact, field: str) -> None:
    if not inspect(contact).persistent:
        return
    first = session.scalar(select(func.min(Contact.no)).where(Contact.company_no == contact.no))
    if first is not None:
        raise CompanyHasPersons(
            record=ref_of("contact", contact), field=field, no=contact.no, person_no=first
        )


def _become_person(contact: Contact) -> None:
    if contact.type is not ContactType.PERSON:
        contact.type = ContactType.PERSON
        split_name(contact)


_search_name = only_if_blank("search_name", "name", str.upper)


def _one_after_the_other(*rules: RecordRule | None) -> RecordRule:
    """Several rules as one; those that a table does not have are left out."""
    wanted = [rule for rule in rules if rule is not None]

    def follow(session: Session, record: object, context: UserContext) -> None:
        for rule in wanted:
            rule(session, record, context)

    return follow


def _together(*rules: RecordsRule | None) -> RecordsRule:
    """The same of rules for several records."""
    wanted = [rule for rule in rules if rule is not None]

    def follow(session: Session, records: Sequence[Customer], context: UserContext) -> None:
        for rule in wanted:
            rule(session, records, context)

    return follow


def with_contacts(rules: RecordRules) -> RecordRules:
    """The rules of customers, with what follows for their contacts."""
    return replace(
        rules,
        fields={**rules.fields, "primary_contact_no": primary_contact_no},
        follow_ups={**rules.follow_ups, "primary_contact_no": after_primary_contact_no},
        added_together=_together(rules.added_together, contacts_for_new_customers),
        check=_one_after_the_other(rules.check, keep_contact_in_step),
    )


CONTACT_RULES: Mapping[str, RecordRules] = {
    "customer": with_contacts(CUSTOMER_RULES["customer"]),
    "contact": RecordRules(
        first=ADDRESS_FIRST,
        new=new_contact,
        check=_one_after_the_other(keep_contact_keys, keep_others_in_step),
        kept_beside=add_contact_keys,
        notices=contact_notices,
        deleting=delete_contact,
        fields={
            "no_series_code": chosen_series(SERIES),
            "company_no": company_no,
            "type": contact_type,
            "email": email,
            "phone": phone("phone"),
            "mobile": phone("mobile"),
            "vat_registration_no": vat_registration_no,
        },
        follow_ups={
            "company_no": after_company_no,
            "type": after_type,
            "name": after_name,
            "first_name": after_part_of_name,
            "middle_name": after_part_of_name,
            "surname": after_part_of_name,
            "post_code": after_post_code,
        },
    ),
    "contact_business_relation": RecordRules(
        check=check_relation,
        added=after_relation,
        locked=lambda _session, _relation: frozenset({"no"}),
    ),
    **INTERACTION_RULES,
    **CAMPAIGN_RULES,
}
"""The rules of contacts, interactions and campaigns, and of customers who have contacts."""
