"""What a merge would do, before anybody says yes: fields, related records, conflicts (CU140–CU144).

Nothing is changed here. What forbids the merge is in the plan, so that the page can say so; `merge`
asks for it again under its locks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.customers import ShipToAddress
from desktop.models.duplicate_words import PartyKind
from desktop.services.customers.duplicate_refusals import ChooseAnother, PartyGone
from desktop.services.customers.parties import CARDS, Card
from desktop.services.merging.choice import (
    FieldDifference,
    MergePair,
    MergePlan,
    RelatedRecords,
)
from desktop.services.merging.conflicts import clashes, conflict_of, differences_of
from desktop.services.merging.figures import merge_figures
from desktop.services.merging.obstacles import obstacles
from desktop.services.setup.field_infos import field_infos, table_of
from desktop.services.setup.record_engine import normal_key, places_of
from desktop.services.setup.references import Reference, references_to

NOT_RELATED = frozenset({"match_key", "duplicate_decision", "former_no"})
"""Tables of this very business: they follow by themselves and tell the user nothing."""

PARTS_OF_NAME = frozenset({"first_name", "middle_name", "surname"})
"""They make a person's name, which is taken or left as one."""


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
        obstacles=tuple(obstacles(session, pair, survivor, duplicate)),
        figures=merge_figures(session, (pair.duplicate,), pair.kind),
        survivor_figures=merge_figures(session, (pair.survivor,), pair.kind),
        together=merge_figures(session, (pair.survivor, pair.duplicate), pair.kind),
        addresses=_addresses(session, pair),
    )


def _addresses(session: Session, pair: MergePair) -> int:
    if pair.kind is not PartyKind.CUSTOMER:
        return 0
    addresses = sa.select(sa.func.count()).where(ShipToAddress.customer_no == pair.duplicate)
    return session.scalar(addresses) or 0


def normal_pair(pair: MergePair) -> MergePair:
    """Both numbers as they are stored; raises ChooseAnother when they are the same (CU140)."""
    [survivor], [duplicate] = (
        normal_key(pair.kind.value, (no,)) for no in (pair.survivor, pair.duplicate)
    )
    if survivor == duplicate or not duplicate:
        raise ChooseAnother(record=pair.survivor_ref, field="no")
    return MergePair(str(survivor), str(duplicate), pair.kind)


def load_pair(session: Session, pair: MergePair, *, for_update: bool = False) -> tuple[Card, Card]:
    """Both records; raises PartyGone. Locked in the order of their numbers when it is asked for."""
    card: Any = CARDS[pair.kind]
    query = sa.select(card).where(card.no.in_((pair.survivor, pair.duplicate))).order_by(card.no)
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = {record.no: record for record in session.scalars(query)}
    for ref in (pair.survivor_ref, pair.duplicate_ref):
        if ref.key[0] not in found:
            raise PartyGone(record=ref, party=pair.kind, no=ref.key[0])
    return found[pair.survivor], found[pair.duplicate]


def field_differences(survivor: Card, duplicate: Card) -> tuple[FieldDifference, ...]:
    """The fields that differ and may be ticked (CU141)."""
    table = survivor.__tablename__
    names = [info.name for info in field_infos(table)]
    kept, going = ({name: getattr(each, name) for name in names} for each in (survivor, duplicate))
    found = differences_of(table, kept, going)
    if survivor.name == duplicate.name:
        return found
    return tuple(
        replace(each, ticked=False) if each.name in PARTS_OF_NAME else each for each in found
    )


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
