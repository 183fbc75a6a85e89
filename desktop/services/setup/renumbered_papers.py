"""Letting files, links, notes, followers and messages follow a record that gets another key.

A renumbering changes keys by foreign keys and by the registry of references. Papers name their
owner by its whole key as one text, so those of records whose key has the old one as a part (a
ship-to address of a customer) must be found by reading that text.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.services.database import report_changes
from desktop.services.papers.owners import TABLES_OF_OWNERS, can_own, ref_of, rename_owner
from desktop.services.setup.field_infos import key_fields, table_of
from desktop.services.setup.references import Reference, references_to


def renumber_papers(session: Session, old: RecordRef, new: RecordRef) -> None:
    """Move the papers of a record, and of all records whose keys contain its key, to the new key.

    Belongs to the transaction that renumbers; both keys are of one table.
    """
    report_changes(session, *rename_owner(session, old, new))
    for reference in filter(_is_part_of_key, references_to(old.table)):
        for owner in list(_owners_in(session, reference.table)):
            moved = _with_new_part(owner, reference, old, new)
            if moved is not None:
                report_changes(session, *rename_owner(session, owner, moved))


def _is_part_of_key(reference: Reference) -> bool:
    keys = set(key_fields(reference.table))
    conditions = {reference.only[0]} if reference.only else set()
    return can_own(reference.table) and {*reference.columns, *conditions} <= keys


def _owners_in(session: Session, table: str) -> Iterator[RecordRef]:
    """The records of a table that have papers, followers or messages."""
    found = sa.union(
        *(
            sa.select(source.c.owner_key).where(source.c.owner_table == table)
            for source in map(table_of, TABLES_OF_OWNERS)
        )
    )
    return (ref_of(table, text) for text in session.scalars(found))


def _with_new_part(
    owner: RecordRef, reference: Reference, old: RecordRef, new: RecordRef
) -> RecordRef | None:
    """The owner's key with the new parts in it; None when it does not have the old ones."""
    parts = dict(zip(key_fields(owner.table), owner.key, strict=True))
    if reference.only and str(parts[reference.only[0]]) != reference.only[1]:
        return None
    if tuple(parts[name] for name in reference.columns) != tuple(old.key):
        return None
    parts.update(zip(reference.columns, new.key, strict=True))
    return RecordRef(owner.table, tuple(parts.values()))
