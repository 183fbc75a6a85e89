"""Doubts about the numbers on a customer's card, and who looks like the customer (CU36, CU134)."""

from __future__ import annotations

from sqlalchemy import exists, literal, select, union_all
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.contact_words import RelationKind
from desktop.models.contacts import Contact, ContactBusinessRelation
from desktop.models.customers import Customer
from desktop.services.context import UserContext
from desktop.services.customers import party_numbers
from desktop.services.customers.duplicates import lookalike_notices
from desktop.services.setup.record_engine import ref_of
from desktop.translation import N_

MOST_TWINS = 10


def card_notices(session: Session, customer: Customer, _context: UserContext) -> tuple[Notice, ...]:
    """Doubts about the numbers of the card, and customers that look like it (CU36, CU134)."""
    ref = ref_of("customer", customer)
    return (*_doubts(session, customer, ref), *lookalike_notices(session, customer.no))


def _doubts(session: Session, customer: Customer, ref: RecordRef) -> list[Notice]:
    doubts = []
    vat_no = customer.vat_registration_no
    if vat_no and not party_numbers.is_plausible_vat_no(vat_no):
        doubts.append(
            Notice(
                "customer.vat_no_doubtful",
                N_("The check digits of VAT Registration No. {vat_no} are wrong. Compare it."),
                {"vat_no": vat_no},
                record=ref,
                field="vat_registration_no",
            )
        )
    number = customer.registration_no
    country = customer.country_code or ""
    if number and not party_numbers.is_plausible_registration_no(number, country):
        doubts.append(
            Notice(
                "customer.registration_no_doubtful",
                N_("The check digit of Registration No. {number} is wrong. Compare it."),
                {"number": number},
                record=ref,
                field="registration_no",
            )
        )
    if vat_no:
        doubts += _twins(session, customer, ref)
    return doubts


def _twins(session: Session, customer: Customer, ref: RecordRef) -> list[Notice]:
    """Who else has the VAT number: customers first, then contacts that are no customer's."""
    is_customers = exists().where(
        ContactBusinessRelation.contact_no == Contact.no,
        ContactBusinessRelation.kind == RelationKind.CUSTOMER,
    )
    same = session.execute(
        union_all(
            select(literal(0).label("place"), Customer.no).where(
                Customer.vat_registration_no == customer.vat_registration_no,
                Customer.no != customer.no,
            ),
            select(literal(1), Contact.no).where(
                Contact.vat_registration_no == customer.vat_registration_no,
                Contact.company_no.is_(None),
                ~is_customers,
            ),
        )
        .order_by("place", "no")
        .limit(MOST_TWINS)
    ).all()
    if not same:
        return []
    return [
        Notice(
            "customer.vat_no_twins",
            N_("VAT Registration No. {vat_no} also stands on: {customers}."),
            {
                "vat_no": customer.vat_registration_no,
                "customers": ", ".join(no for _place, no in same),
            },
            record=ref,
            field="vat_registration_no",
        )
    ]
