"""What a merge would do, before anybody says yes: fields, related records, conflicts (CU140–CU144).

Nothing is changed here. What forbids the merge is in the plan, so that the page can say so; `merge`
asks for it again under its locks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal
from desktop.models.customers import Customer, ShipToAddress
from desktop.models.finance import CustomerPostingGroup
from desktop.models.ledgers import CustLedgerEntry, DetailedCustLedgerEntry
from desktop.models.posted import SalesInvoiceHeader, SalesShipmentHeader
from desktop.models.sales import SalesHeader
from desktop.models.words import JobQueueStatus
from desktop.services.customers.duplicate_refusals import ChooseAnother, PartyGone
from desktop.services.list_statement import sum_or_zero
from desktop.services.merging.choice import (
    FieldDifference,
    MergeFigures,
    MergePair,
    MergePlan,
    RelatedRecords,
)
from desktop.services.merging.conflicts import clashes, conflict_of, differences_of
from desktop.services.merging.refusals import (
    AccountsDiffer,
    BillsOther,
    BillToWouldChain,
    DocumentUnderWay,
    SurvivorPrivacyBlocked,
)
from desktop.services.setup.field_infos import field_infos, table_of
from desktop.services.setup.record_engine import normal_key, places_of
from desktop.services.setup.references import Reference, references_to

NOT_RELATED = frozenset({"match_key", "duplicate_decision", "former_no"})
"""Tables of this very business: they follow by themselves and tell the user nothing."""

_UNDER_WAY = (JobQueueStatus.SCHEDULED, JobQueueStatus.POSTING)


def merge_plan(session: Session, pair: MergePair) -> MergePlan:
    """What a merge would do; raises ChooseAnother or PartyGone."""
    pair = normal_pair(pair)
    survivor, duplicate = load_pair(session, pair)
    found = clashes(session, pair)
    return MergePlan(
        pair=pair,
        survivor_name=survivor.name,
        duplicate_name=duplicate.name,
        fields=field_differences(survivor, duplicate),
        related=related_records(session, pair),
        conflicts=tuple(conflict_of(session, pair, each) for each in found if each.differences),
        obstacles=tuple(obstacles(session, survivor, duplicate)),
        figures=merge_figures(session, (pair.duplicate,)),
        survivor_figures=merge_figures(session, (pair.survivor,)),
        together=merge_figures(session, (pair.survivor, pair.duplicate)),
        addresses=session.scalar(
            sa.select(sa.func.count()).where(ShipToAddress.customer_no == pair.duplicate)
        )
        or 0,
    )


def normal_pair(pair: MergePair) -> MergePair:
    """Both numbers as they are stored; raises ChooseAnother when they are the same (CU140)."""
    [survivor], [duplicate] = (
        normal_key(pair.kind.value, (no,)) for no in (pair.survivor, pair.duplicate)
    )
    if survivor == duplicate or not duplicate:
        raise ChooseAnother(record=pair.survivor_ref, field="no")
    return MergePair(str(survivor), str(duplicate), pair.kind)


def load_pair(
    session: Session, pair: MergePair, *, for_update: bool = False
) -> tuple[Customer, Customer]:
    """Both records; raises PartyGone. Locked in the order of their numbers when it is asked for."""
    query = sa.select(Customer).where(Customer.no.in_((pair.survivor, pair.duplicate)))
    query = query.order_by(Customer.no)
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = {customer.no: customer for customer in session.scalars(query)}
    for ref in (pair.survivor_ref, pair.duplicate_ref):
        if ref.key[0] not in found:
            raise PartyGone(record=ref, party=pair.kind, no=ref.key[0])
    return found[pair.survivor], found[pair.duplicate]


def field_differences(survivor: Customer, duplicate: Customer) -> tuple[FieldDifference, ...]:
    """The fields that differ and may be ticked (CU141)."""
    table = survivor.__tablename__
    names = [info.name for info in field_infos(table)]
    kept, going = ({name: getattr(each, name) for name in names} for each in (survivor, duplicate))
    return differences_of(table, kept, going)


def related_records(session: Session, pair: MergePair) -> tuple[RelatedRecords, ...]:
    """Every use of the duplicate in the registry of references, with counts for both (CU142).

    One statement, whatever uses it.
    """
    references = [
        reference
        for reference in references_to(pair.kind.value)
        if reference.table not in NOT_RELATED
    ]
    parts = [
        _count(at, reference, ref, is_survivor=is_survivor)
        for at, reference in enumerate(references)
        for ref, is_survivor in ((pair.survivor_ref, True), (pair.duplicate_ref, False))
    ]
    counts: dict[tuple[int, bool], int] = {
        (row.place, bool(row.is_survivor)): row.used
        for row in session.execute(sa.union_all(*parts))
    }
    return tuple(
        RelatedRecords(each.table, each.columns, counts[at, True], counts[at, False])
        for at, each in enumerate(references)
        if counts[at, False]
    )


def _count(
    at: int, reference: Reference, ref: RecordRef, *, is_survivor: bool
) -> sa.Select[int, int, int]:
    return (
        sa.select(
            sa.literal(at, sa.Integer).label("place"),
            sa.literal(int(is_survivor), sa.Integer).label("is_survivor"),
            sa.func.count().label("used"),
        )
        .select_from(table_of(reference.table))
        .where(*places_of(reference, ref))
    )


# ---------------------------------------------------------------------------------- forbidden


def obstacles(session: Session, survivor: Customer, duplicate: Customer) -> Iterator[Refusal]:
    """Everything that forbids the merge, each with its cause (CU144)."""
    yield from _documents_under_way(session, survivor, duplicate)
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
    if survivor.privacy_blocked:
        yield SurvivorPrivacyBlocked(
            record=RecordRef("customer", (survivor.no,)), field="privacy_blocked", no=survivor.no
        )


def _documents_under_way(
    session: Session, survivor: Customer, duplicate: Customer
) -> Iterator[Refusal]:
    waiting = sa.select(SalesHeader).where(
        names_one_of(SalesHeader, (survivor.no, duplicate.no)),
        SalesHeader.job_queue_status.in_(_UNDER_WAY),
    )
    for header in session.scalars(waiting.order_by(SalesHeader.document_type, SalesHeader.no)):
        yield DocumentUnderWay(
            record=RecordRef("sales_header", (header.document_type, header.no)),
            document_type=header.document_type,
            no=header.no,
            customer_no=header.sell_to_customer_no,
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


# ------------------------------------------------------------------------------------- figures


def merge_figures(session: Session, numbers: Sequence[str]) -> MergeFigures:
    """Balance, sales, entries and documents of some customers together, in one statement."""
    entry, detail = CustLedgerEntry, DetailedCustLedgerEntry
    entries = entry.customer_no.in_(numbers)
    posted = [
        sa.select(sa.func.count()).where(names_one_of(each, numbers)).scalar_subquery()
        for each in (SalesInvoiceHeader, SalesShipmentHeader)
    ]
    row = session.execute(
        sa.select(
            sa.select(sum_or_zero(detail.amount_lcy))
            .where(detail.customer_no.in_(numbers))
            .scalar_subquery(),
            sa.select(sum_or_zero(entry.sales_lcy)).where(entries).scalar_subquery(),
            sa.select(sa.func.count()).where(entries).scalar_subquery(),
            sa.select(sa.func.count()).where(entries, entry.open).scalar_subquery(),
            sa.select(sa.func.count()).where(names_one_of(SalesHeader, numbers)).scalar_subquery(),
            posted[0] + posted[1],
        )
    ).one()
    return MergeFigures(*row)


def names_one_of(header: Any, numbers: Sequence[str]) -> sa.ColumnElement[bool]:  # noqa: ANN401  (any document's class)
    """Whether a document is sold or billed to one of some customers."""
    return sa.or_(header.sell_to_customer_no.in_(numbers), header.bill_to_customer_no.in_(numbers))
