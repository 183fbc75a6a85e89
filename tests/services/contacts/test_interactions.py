"""Printed papers stand in the time line of their contact (CU165); members of campaigns (CU79)."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode
from desktop.models.contact_words import InteractionTemplate, MemberKind, SentDocument
from desktop.models.contacts import CampaignMember, Interaction
from desktop.services.contacts.campaigns import campaigns_of
from desktop.services.contacts.interactions import log_sent_document
from desktop.services.contacts.making import contact_for
from desktop.services.contacts.refusals import CampaignWithoutPrices
from desktop.services.context import UserContext
from desktop.services.records import add_record, change_record
from desktop.services.reports.archive import count_print
from tests.builders.customers import a_customer
from tests.services.reports.papers import an_invoice

SPRING = date(2026, 4, 1)


@pytest.fixture
def contact_no(session: Session, context: UserContext) -> str:
    """The contact of customer C1."""
    customer = a_customer(session)
    return contact_for(session, customer.no, context).no


def test_a_printed_invoice_is_logged_on_the_customers_contact(
    session: Session, context: UserContext
) -> None:
    customer = a_customer(session)
    no = an_invoice(session, customer=customer)
    contact = contact_for(session, customer.no, context)
    count_print(session, "invoice", no, context)
    [logged] = session.scalars(select(Interaction))
    assert (logged.contact_no, logged.template) == (contact.no, InteractionTemplate.DOCUMENT_SENT)
    assert (logged.document_type, logged.document_no) == (SentDocument.POSTED_INVOICE, no)
    assert no in logged.subject


def test_without_a_contact_nothing_is_logged(session: Session, context: UserContext) -> None:
    a_customer(session)
    logged = log_sent_document(session, SentDocument.ORDER, "SO1", context, customer_no="C1")
    assert logged is None
    assert session.scalars(select(Interaction)).all() == []


def test_the_documents_own_contact_comes_first(
    session: Session, context: UserContext, contact_no: str
) -> None:
    person = {"no": "P1", "name": "Bo Ek", "company_no": contact_no}
    add_record(session, "contact", person, context)
    sent = SentDocument.QUOTE
    log_sent_document(session, sent, "SQ1", context, customer_no="C1", contact_no="P1", version=2)
    log_sent_document(session, sent, "SQ1", context, customer_no="C1", contact_no="GONE")
    first, second = session.scalars(select(Interaction).order_by(Interaction.entry_no))
    assert (first.contact_no, first.company_no, first.document_version) == ("P1", contact_no, 2)
    assert second.contact_no == contact_no


@pytest.mark.parametrize(
    ("activated", "day", "expected"),
    [
        (True, SPRING, ("SPRING",)),
        (False, SPRING, ()),
        (True, date(2026, 2, 28), ()),
        (True, date(2026, 3, 1), ("SPRING",)),
        (True, date(2026, 6, 1), ()),
    ],
)
def test_a_campaign_holds_for_members_while_activated_and_inside_its_dates(
    session: Session,
    context: UserContext,
    contact_no: str,
    activated: bool,
    day: date,
    expected: tuple[str, ...],
) -> None:
    campaign = {
        "no": "SPRING",
        "starting_date": date(2026, 3, 1),
        "ending_date": date(2026, 5, 31),
        "activated": activated,
    }
    add_record(session, "campaign", campaign, context)
    session.add(CampaignMember(campaign_no="SPRING", kind=MemberKind.CONTACT, no=contact_no))
    session.flush()
    assert tuple(session.scalars(campaigns_of("C1", day))) == expected


def test_a_customers_own_campaigns_come_before_its_contacts(
    session: Session, context: UserContext, contact_no: str
) -> None:
    for no, kind, member in (
        ("OWN", MemberKind.CUSTOMER, "C1"),
        ("OTHER", MemberKind.CONTACT, contact_no),
    ):
        add_record(session, "campaign", {"no": no, "activated": True}, context)
        session.add(CampaignMember(campaign_no=no, kind=kind, no=member))
    session.flush()
    assert tuple(session.scalars(campaigns_of("C1", SPRING))) == ("OWN",)


def test_a_campaign_without_prices_is_activated_only_when_the_user_says_so(
    session: Session, context: UserContext
) -> None:
    key = add_record(session, "campaign", {"no": "CA1"}, context).key
    with pytest.raises(CampaignWithoutPrices) as question:
        change_record(session, "campaign", key, ("activated", True), context)
    assert question.value.parameters["no"] == "CA1"
    sure = context.with_answer(ConfirmationCode.ACTIVATE_WITHOUT_PRICES, True)
    view = change_record(session, "campaign", key, ("activated", True), sure)
    assert view.values["activated"] is True
