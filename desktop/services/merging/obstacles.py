"""What forbids a merge, each with its cause (CU140, CU144)."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal
from desktop.models.contacts import Contact, ContactBusinessRelation
from desktop.models.customers import Customer
from desktop.models.finance import CustomerPostingGroup
from desktop.models.ledgers import CustLedgerEntry
from desktop.models.sales import SalesHeader
from desktop.models.words import JobQueueStatus
from desktop.services.merging.choice import MergePair
from desktop.services.merging.figures import names_one_of
from desktop.services.merging.refusals import (
    AccountsDiffer,
    BillsOther,
    BillToWouldChain,
    BothRelated,
    DocumentUnderWay,
    OtherType,
    OwnPerson,
    SurvivorPrivacyBlocked,
)

_UNDER_WAY = (JobQueueStatus.SCHEDULED, JobQueueStatus.POSTING)


def obstacles(
    session: Session, pair: MergePair, survivor: Customer | Contact, duplicate: Customer | Contact
) -> Iterator[Refusal]:
    """Everything that forbids the merge of two cards that were just read."""
    yield from _documents_under_way(session, pair)
    if isinstance(survivor, Customer) and isinstance(duplicate, Customer):
        yield from _of_customers(session, survivor, duplicate)
    if isinstance(survivor, Contact) and isinstance(duplicate, Contact):
        yield from _of_contacts(session, survivor, duplicate)
    if survivor.privacy_blocked:
        yield SurvivorPrivacyBlocked(
            record=pair.survivor_ref, field="privacy_blocked", party=pair.kind, no=pair.survivor
        )


def _of_customers(session: Session, survivor: Customer, duplicate: Customer) -> Iterator[Refusal]:
    yield from _different_accounts(session, survivor, duplicate)
    for one, other in ((survivor, duplicate), (duplicate, survivor)):
        if one.bill_to_customer_no == other.no:
            yield BillsOther(
                record=RecordRef("customer", (one.no,)),
                field="bill_to_customer_no",
                no=one.no,
                other_no=other.no,
            )
    yield from _chains(session, survivor, duplicate)


def _documents_under_way(session: Session, pair: MergePair) -> Iterator[Refusal]:
    waiting = sa.select(SalesHeader).where(
        names_one_of(SalesHeader, (pair.survivor, pair.duplicate), pair.kind),
        SalesHeader.job_queue_status.in_(_UNDER_WAY),
    )
    for header in session.scalars(waiting.order_by(SalesHeader.document_type, SalesHeader.no)):
        yield DocumentUnderWay(
            record=RecordRef("sales_header", (header.document_type, header.no)),
            document_type=header.document_type,
            no=header.no,
            customer_no=header.sell_to_customer_no or "",
        )


def _different_accounts(
    session: Session, survivor: Customer, duplicate: Customer
) -> Iterator[Refusal]:
    group, other_group = survivor.customer_posting_group, duplicate.customer_posting_group
    if group == other_group:
        return
    open_ = sa.select(CustLedgerEntry.customer_no).where(
        CustLedgerEntry.customer_no.in_((survivor.no, duplicate.no)), CustLedgerEntry.open
    )
    both_have = 2
    if len(set(session.scalars(open_.distinct()))) < both_have:
        return
    groups = (session.get(CustomerPostingGroup, each or "") for each in (group, other_group))
    accounts = [each.receivables_account if each else None for each in groups]
    if accounts[0] is None or accounts[0] != accounts[1]:
        yield AccountsDiffer(
            record=RecordRef("customer", (duplicate.no,)),
            field="customer_posting_group",
            survivor=survivor.no,
            duplicate=duplicate.no,
            group=group or "",
            other_group=other_group or "",
        )


def _chains(session: Session, survivor: Customer, duplicate: Customer) -> Iterator[Refusal]:
    """Who was billed to the duplicate will be billed to the survivor, which must pay itself."""
    other_no = survivor.bill_to_customer_no
    if not other_no or other_no == duplicate.no:
        return
    payee = session.scalar(
        sa.select(Customer.no)
        .where(Customer.bill_to_customer_no == duplicate.no, Customer.no != survivor.no)
        .order_by(Customer.no)
        .limit(1)
    )
    if payee is not None:
        yield BillToWouldChain(
            record=RecordRef("customer", (survivor.no,)),
            field="bill_to_customer_no",
            payee=payee,
            duplicate=duplicate.no,
            survivor=survivor.no,
            other_no=other_no,
        )


# ------------------------------------------------------------------------------------ contacts


def _of_contacts(session: Session, survivor: Contact, duplicate: Contact) -> Iterator[Refusal]:
    for person, company in ((survivor, duplicate), (duplicate, survivor)):
        if person.company_no == company.no:
            yield OwnPerson(
                record=RecordRef("contact", (person.no,)),
                field="company_no",
                no=person.no,
                company_no=company.no,
            )
            return
    if survivor.type is not duplicate.type:
        yield OtherType(
            record=RecordRef("contact", (duplicate.no,)),
            field="type",
            survivor=survivor.no,
            survivor_type=survivor.type,
            duplicate=duplicate.no,
            duplicate_type=duplicate.type,
        )
    yield from _both_related(session, survivor, duplicate)


def _both_related(session: Session, survivor: Contact, duplicate: Contact) -> Iterator[Refusal]:
    """A contact is one customer at most, so two that are one each stay two."""
    of = ContactBusinessRelation
    known = {
        (row.contact_no, row.kind): row.no
        for row in session.execute(
            sa.select(of.contact_no, of.kind, of.no)
            .where(of.contact_no.in_((survivor.no, duplicate.no)))
            .order_by(of.kind)
        )
    }
    for (contact_no, kind), no in known.items():
        if contact_no == duplicate.no and (survivor.no, kind) in known:
            yield BothRelated(
                record=RecordRef("contact_business_relation", (duplicate.no, kind)),
                survivor=survivor.no,
                duplicate=duplicate.no,
                relation=kind,
                no=known[survivor.no, kind],
                other_no=no,
            )
