"""Quotes to a contact that is no customer yet (SD64, CU161)."""

from __future__ import annotations

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from desktop.errors import (
    ConfirmationCode,
    FieldRefusal,
    NeedsConfirmation,
    RecordRef,
    RefusalCode,
)
from desktop.models.contacts import Contact
from desktop.models.sales import SalesHeader
from desktop.models.templates import CustomerTemplate
from desktop.models.values.keys import DocumentType
from desktop.services.contacts.becoming_customer import make_customer
from desktop.services.contacts.in_step import customer_of_contact
from desktop.services.contacts.making import holder_of, load_contact
from desktop.services.contacts.refusals import ContactPrivacyBlocked
from desktop.services.context import UserContext
from desktop.services.sales.buyers import is_to_contact
from desktop.services.sales.fields import BILL_TO_FIELDS, SELL_TO_FIELDS
from desktop.services.sales.header_parties import FROM_BILL_TO, enter_address, enter_sell_to
from desktop.services.sales.header_terms import put_currency, put_terms
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.propagation import confirm_rebuild, rebuild_lines
from desktop.services.setup.filling import is_blank
from desktop.services.setup.record_engine import RecordView
from desktop.services.setup.template_choice import templates_for
from desktop.translation import N_


class TemplateOnlyForContact(FieldRefusal):
    """A template stands for the customer that is not there yet, on quotes only (SD64)."""

    code = RefusalCode.SALES_TEMPLATE_ONLY_FOR_CONTACT
    text = N_(
        "A customer template can only be chosen on a quote without a customer. "
        "{document_type} {no} has one, or needs one."
    )


class CreateCustomer(NeedsConfirmation):
    """A quote to a contact goes on only with a customer (SD64)."""

    question = ConfirmationCode.CREATE_CUSTOMER
    text = N_("Contact {contact_no} of quote {no} is no customer yet. Create the customer?")


# ------------------------------------------------------------------------------------- the header


def enter_contact(document: Document, contact_no: str) -> None:
    """Say which contact a document is for; a quote without a customer is made to the contact.

    A contact that is a customer brings that customer; otherwise the only template there is
    says prices and terms. Raises RecordNotFound, ContactPrivacyBlocked or what choosing the
    customer raises.
    """
    header, session = document.header, document.session
    is_quote = document.type is DocumentType.QUOTE and header.sell_to_customer_no is None
    if not (is_quote and contact_no):
        enter_address(document, "sell_to_contact_no", contact_no)
        return
    contact = load_contact(session, contact_no)
    if contact.privacy_blocked:
        ref = RecordRef("contact", (contact.no,))
        raise ContactPrivacyBlocked(record=ref, no=contact.no)
    customer = customer_of_contact(session, holder_of(session, contact).no)
    if customer is not None:
        enter_sell_to(document, customer.no)
    else:
        _take_address(document, holder_of(session, contact))
        header.salesperson_code = contact.salesperson_code or header.salesperson_code
        header.language_code = contact.language_code
        _take_only_template(document)
    header.sell_to_contact_no = header.bill_to_contact_no = contact.no
    if contact.company_no is not None:
        header.sell_to_contact = header.bill_to_contact = contact.name


def enter_template(document: Document, template_code: str | None) -> None:
    """Take prices, VAT and terms from a template instead of a customer; lines are made anew.

    Raises TemplateOnlyForContact or RebuildLines.
    """
    header = document.header
    if document.type is not DocumentType.QUOTE or header.sell_to_customer_no is not None:
        raise TemplateOnlyForContact(
            record=document.ref,
            field="customer_template_code",
            document_type=document.type,
            no=header.no,
        )
    if not confirm_rebuild(document, "customer_template_code"):
        return
    header.customer_template_code = template_code
    template = document.session.get(CustomerTemplate, template_code or "")
    if template is None:
        return
    for name in FROM_BILL_TO:
        said = getattr(template, name, None)
        if not is_blank(said):
            setattr(header, name, said)
    for name in ("location_code", "shipment_method_code", "shipping_agent_code"):
        setattr(header, name, getattr(template, name))
    put_currency(document, getattr(template, "currency_code"))  # noqa: B009  (columns of the card)
    put_terms(document)
    rebuild_lines(document)


def _take_only_template(document: Document) -> None:
    templates = templates_for(document.session, "customer")
    if document.header.customer_template_code is None and len(templates) == 1:
        enter_template(document, templates[0].code)


def _take_address(document: Document, contact: Contact) -> None:
    header = document.header
    for prefix, fields in (("sell_to_", SELL_TO_FIELDS), ("bill_to_", BILL_TO_FIELDS)):
        for field in fields:
            name = field.removeprefix(prefix)
            if name not in {"contact_no", "contact"}:
                setattr(header, field, getattr(contact, name))
    # The address of delivery follows the buyer's.
    enter_address(document, "sell_to_name", contact.name)


# ----------------------------------------------------------------------------------- the customer


def ensure_customer(document: Document) -> bool:
    """Before a quote to a contact is released or converted, make the contact a customer.

    The user is asked; False says that the answer was No, and the command stops without a
    change. Raises CreateCustomer or what `make_customer` raises.
    """
    header = document.header
    if not is_to_contact(header):
        return True
    session, context = document.session, document.context
    contact = load_contact(session, header.sell_to_contact_no)
    known = customer_of_contact(session, holder_of(session, contact).no)
    if known is not None:
        put_customer(document, known.no)
        return True
    answer = context.answer(ConfirmationCode.CREATE_CUSTOMER)
    if answer is None:
        raise CreateCustomer(record=document.ref, contact_no=contact.no, no=header.no)
    if not answer:
        return False
    template = header.customer_template_code
    view = make_customer(session, contact.no, context, template_code=template)
    put_customer(document, str(view.key[0]))
    return True


def put_customer(document: Document, customer_no: str) -> None:
    """Write the new customer into a quote; prices, terms and texts stay as they were quoted."""
    header = document.header
    header.sell_to_customer_no = header.bill_to_customer_no = customer_no
    for line in document.lines:
        line.sell_to_customer_no = line.bill_to_customer_no = customer_no


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
        put_customer(load_document(session, header.key, context, for_update=True), str(view.key[0]))
    session.flush()  # a later command reads the quotes
    return view


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
