"""What a renumbering would do and what stands in its way, before anything is changed (CU5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.duplicate_words import PartyKind
from desktop.models.duplicates import FormerNo
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.words import JobQueueStatus
from desktop.services.contacts.campaigns import SERIES as CAMPAIGN_SERIES
from desktop.services.contacts.cards import SERIES as CONTACT_SERIES
from desktop.services.customers.cards import SERIES as CUSTOMER_SERIES
from desktop.services.items.cards import SERIES as ITEM_SERIES
from desktop.services.ledgers.chain import CHAINED
from desktop.services.numbering.cards import Setup
from desktop.services.numbering.number_series import check_typed_number
from desktop.services.renumbering.places import column_of, own_field, places
from desktop.services.renumbering.refusals import SealedInLedger, UsedInPosting, WasNumberOf
from desktop.services.setup.field_infos import field_info, key_fields, model_of, table_of
from desktop.services.setup.field_values import ValueChecker
from desktop.services.setup.record_engine import exists, normal_key, places_of
from desktop.services.setup.refusals import FieldMissing, RecordNotFound

SERIES: dict[str, tuple[Setup, str]] = {
    "customer": CUSTOMER_SERIES,
    "item": ITEM_SERIES,
    "contact": CONTACT_SERIES,
    "campaign": CAMPAIGN_SERIES,
}
"""The set-up and its field that name the series of a table's numbers."""

NOT_COUNTED = frozenset({"match_key", "duplicate_decision", "former_no"})
"""Tables that the program keeps: they follow and tell the user nothing."""

_UNDER_WAY = (JobQueueStatus.SCHEDULED, JobQueueStatus.POSTING)
_DOCUMENT_TABLES = ("sales_header", "sales_line")


@dataclass(frozen=True, slots=True)
class RenumberPlan:
    """What would follow if a record got another number: `counts` are records by table."""

    ref: RecordRef
    field: str
    old: str
    counts: tuple[tuple[str, int], ...]
    row_version: int

    @property
    def total(self) -> int:
        """How many records name this one."""
        return sum(count for _table, count in self.counts)


def renumber_plan(session: Session, table: str, key: tuple[Any, ...]) -> RenumberPlan:
    """What names a record, counted by table in one statement; raises RecordNotFound."""
    ref = RecordRef(table, normal_key(table, key))
    record = load(session, ref)
    named = [place for place in places(table) if place.table not in NOT_COUNTED]
    counts: Counter[str] = Counter()
    if named:
        parts = [
            sa.select(sa.literal(place.table).label("place"), sa.func.count().label("used"))
            .select_from(table_of(place.table))
            .where(*places_of(place, ref))
            for place in named
        ]
        for row in session.execute(sa.union_all(*parts)):
            counts[row.place] += row.used
    found = tuple(sorted((name, count) for name, count in counts.items() if count))
    version = getattr(record, "row_version", 0)
    return RenumberPlan(ref, own_field(table), str(ref.key[-1]), found, version)


def load(session: Session, ref: RecordRef) -> Any:  # noqa: ANN401  (a record of any table)
    """The record; raises RecordNotFound."""
    key = ref.key if len(ref.key) > 1 else ref.key[0]
    record = session.get(model_of(ref.table), key)
    if record is None:
        raise RecordNotFound(record=ref, table=ref.table, record_key=str(ref))
    return record


def lock_documents(session: Session, ref: RecordRef) -> None:
    """Lock the drafts that name a record; raises UsedInPosting when one is about to be posted.

    A posting under way holds its document: this waits until it has ended. One statement.
    """
    named = list(_named_in_documents(ref))
    if not named:
        return
    header = table_of(SalesHeader.__tablename__)
    rows = session.execute(
        sa.select(header.c.document_type, header.c.no, header.c.job_queue_status)
        .where(sa.or_(*named))
        .order_by(header.c.document_type, header.c.no)
        .with_for_update()
    ).all()
    for row in rows:
        if row.job_queue_status in _UNDER_WAY:
            raise UsedInPosting(
                record=RecordRef(header.name, (row.document_type, row.no)),
                document_type=row.document_type,
                no=row.no,
                table=ref.table,
                record_key=str(ref),
            )


def _named_in_documents(ref: RecordRef) -> Iterator[sa.ColumnElement[bool]]:
    """The conditions under which a draft names a record, in its header or in a line."""
    header, line = (table_of(model.__tablename__) for model in (SalesHeader, SalesLine))
    for place in places(ref.table):
        if place.table not in _DOCUMENT_TABLES:
            continue
        condition = sa.and_(*places_of(place, ref))
        if place.table == line.name:
            # Not a correlated one: each database looks the lines up once.
            keys = sa.select(line.c.document_type, line.c.document_no).where(condition)
            condition = sa.tuple_(header.c.document_type, header.c.no).in_(keys)
        yield condition


def new_key(session: Session, ref: RecordRef, record: Any, entered: object) -> RecordRef:  # noqa: ANN401  (a record of any table)
    """The record's name with the new number: valid, free, and one that may be typed.

    Raises the refusal of the field (CU1), FieldMissing, RecordExists, WasNumberOf, or
    TypedNumberNotAllowed where the record's series gives all numbers itself (CU19).
    """
    table, name = ref.table, own_field(ref.table)
    info = field_info(table, name)
    value = ValueChecker(ref).stored(table_of(table).columns[name], info, entered)
    if not value:
        raise FieldMissing(
            record=ref, field=name, entered_field=name, table=table, record_key=str(ref)
        )
    to = RecordRef(table, (*ref.key[:-1], str(value)))
    if to == ref:
        return to
    series = _series_of(session, table, record)
    if series:
        check_typed_number(session, series)
    if _is_taken(session, to):
        raise exists(to)
    _check_former(session, ref, to)
    return to


def _series_of(session: Session, table: str, record: Any) -> str | None:  # noqa: ANN401  (a record of any table)
    if table not in SERIES:
        return None
    setup, field = SERIES[table]
    series: str | None = record.no_series_code or getattr(session.get_one(setup, 1), field)
    return series


def _is_taken(session: Session, ref: RecordRef) -> bool:
    return session.execute(sa.select(sa.literal(1)).where(*is_record(ref))).first() is not None


def is_record(ref: RecordRef) -> list[sa.ColumnElement[bool]]:
    """The condition for the row of a record."""
    columns = table_of(ref.table).columns
    return [
        columns[name] == part for name, part in zip(key_fields(ref.table), ref.key, strict=True)
    ]


def _check_former(session: Session, ref: RecordRef, to: RecordRef) -> None:
    """Refuse a number by which somebody else is still found (CU147)."""
    if ref.table not in {kind.value for kind in PartyKind}:
        return
    other = session.scalar(
        sa.select(FormerNo.no)
        .where(
            FormerNo.party == PartyKind(ref.table),
            FormerNo.former_no == to.key[0],
            FormerNo.no != ref.key[0],
        )
        .limit(1)
    )
    if other is not None:
        name = own_field(ref.table)
        raise WasNumberOf(record=ref, field=name, entered_field=name, number=to.key[0], no=other)


def check_not_sealed(session: Session, ref: RecordRef) -> None:
    """Refuse what stands in entries under a hash: the chain of the registers would break (SD87)."""
    for place in places(ref.table):
        if column_of(place).name not in CHAINED.get(place.table, ()):
            continue
        found = sa.select(sa.literal(1)).select_from(table_of(place.table))
        if session.execute(found.where(*places_of(place, ref)).limit(1)).first() is not None:
            raise SealedInLedger(
                record=ref, table=ref.table, record_key=str(ref), ledger=place.table
            )
