"""Quotes to a contact that is no customer yet (SD64, CU161)."""

from __future__ import annotations

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from desktop.models.contacts import Contact
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentType
from desktop.services.contacts.becoming_customer import make_customer
from desktop.services.contacts.making import holder_of, load_contact
from desktop.services.context import UserContext
from desktop.services.sales.load import load_document
from desktop.services.setup.record_engine import RecordView


def make_customer_of(
    session: Session, contact_no: str, context: UserContext, *, template_code: str | None = None
) -> RecordView:
    """Make a customer of a contact; the open quotes made to the contact get it (CU161).

    Raises as `make_customer` does.
    """
    view = make_customer(session, contact_no, context, template_code=template_code)
    company = holder_of(session, load_contact(session, contact_no))
    quotes: list[SalesHeader] = list(session.scalars(_quotes_to(company)))
    for header in quotes:
        give_customer(session, header, str(view.key[0]), context)
    return view


def give_customer(
    session: Session, header: SalesHeader, customer_no: str, context: UserContext
) -> None:
    """Write the new customer into a quote; prices, terms and texts stay as they were quoted."""
    document = load_document(session, header.key, context, for_update=True)
    header.sell_to_customer_no = header.bill_to_customer_no = customer_no
    for line in document.lines:
        line.sell_to_customer_no = line.bill_to_customer_no = customer_no
    header.bill_to_name = header.bill_to_name or header.sell_to_name
    session.flush()  # a later command reads the quote


def _quotes_to(company: Contact) -> Select[SalesHeader]:
    persons = select(Contact.no).where(
        or_(Contact.no == company.no, Contact.company_no == company.no)
    )
    return (
        select(SalesHeader)
        .where(
            SalesHeader.document_type == DocumentType.QUOTE,
            SalesHeader.sell_to_customer_no.is_(None),
            SalesHeader.sell_to_contact_no.in_(persons),
        )
        .order_by(SalesHeader.no)
    )
