"""Where a record is used: every table and field that names it, with how often (CU3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.services.setup.field_infos import table_of
from desktop.services.setup.record_engine import normal_key, places_of
from desktop.services.setup.references import VERSION_TABLES, Reference, references_to


@dataclass(frozen=True, slots=True)
class Usage:
    """`count` records of `table` name the record in `fields`.

    `where` are the fields and values that they have. Owned ones belong to the record and go with
    it; the others keep it from being deleted. Archived versions do not, and are left out.
    """

    table: str
    fields: tuple[str, ...]
    where: tuple[tuple[str, object], ...]
    count: int
    owned: bool


def where_used(session: Session, ref: RecordRef) -> tuple[Usage, ...]:
    """Everything that names a record, what keeps it from being deleted first.

    One statement, whatever the record is. Raises TableUnknown.
    """
    ref = RecordRef(ref.table, normal_key(ref.table, ref.key))
    references = [each for each in references_to(ref.table) if each.table not in VERSION_TABLES]
    if not references:
        return ()
    counts = sa.union_all(
        *(_count(at, reference, ref) for at, reference in enumerate(references))
    ).subquery()
    found = session.execute(sa.select(counts).where(counts.c.used > 0)).all()
    usages = [_usage(references[row.place], ref, row.used) for row in found]
    return tuple(sorted(usages, key=lambda each: (each.owned, each.table, each.fields)))


_KEPT_BY_PROGRAM = frozenset({"match_key", "duplicate_decision", "former_no"})
"""Tables of rows that nobody has entered."""


def goes_along(session: Session, ref: RecordRef) -> tuple[tuple[str, int], ...]:
    """The tables of what is deleted with a record, and how many rows of each (CU43)."""
    counts: Counter[str] = Counter()
    for usage in where_used(session, ref):
        if usage.owned and usage.table not in _KEPT_BY_PROGRAM:
            counts[usage.table] += usage.count
    return tuple(sorted(counts.items()))


def _count(at: int, reference: Reference, ref: RecordRef) -> sa.Select[int, int]:
    table = table_of(reference.table)
    number = sa.literal(at, sa.Integer).label("place")
    used = sa.func.count().label("used")
    return sa.select(number, used).select_from(table).where(*places_of(reference, ref))


def _usage(reference: Reference, ref: RecordRef, count: int) -> Usage:
    where: list[tuple[str, object]] = list(zip(reference.columns, ref.key, strict=True))
    if reference.only:
        where.append(reference.only)
    return Usage(reference.table, reference.columns, tuple(where), count, reference.owned)
