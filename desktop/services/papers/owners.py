"""Which records may have papers, how their keys are written as one text, and locking them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any
from urllib.parse import quote, unquote

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken, RecordRef
from desktop.models.attachments import (
    Attachment,
    AttachmentContent,
    AttachmentPart,
    Notification,
    RecordLink,
    RecordNote,
    RecordWatch,
)
from desktop.models.every_table import Base
from desktop.models.ledgers import Booked
from desktop.models.posted import PostedStamp
from desktop.services.papers.refusals import OwnerMissing

TABLES_OF_OWNERS = tuple(
    model.__tablename__ for model in (Attachment, RecordLink, RecordNote, RecordWatch, Notification)
)
"""The tables whose rows name a record by `owner_table` and `owner_key`."""

NO_OWNERS = frozenset(
    {
        *TABLES_OF_OWNERS,
        AttachmentContent.__tablename__,
        AttachmentPart.__tablename__,
        "change_log_entry",
        "comment",
        "document_archive",
        "document_comment",
        "document_comment_archive",
        "duplicate_decision",
        "former_no",
        "ledger_counter",
        "match_key",
        "merge_log",
        "merge_log_row",
        "posting_request",
        "renumbering",
        "sales_header_archive",
        "sales_line_archive",
    }
)
"""Tables whose rows no user knows as a record of its own."""

_BLANKS_INSIDE = " %"


def can_own(table: str) -> bool:
    """Whether records of a table may have papers and followers."""
    return table in Base.metadata.tables and table not in NO_OWNERS


@cache
def is_append_only(table: str) -> bool:
    """Whether records of a table are facts: posted documents and ledger entries."""
    return any(
        getattr(mapper.local_table, "name", "") == table
        and issubclass(mapper.class_, (PostedStamp, Booked))
        for mapper in Base.registry.mappers
    )


def key_text(ref: RecordRef) -> str:
    """The key of a record as one text, as the change log writes it.

    Blanks inside a part of a key of several parts are written %20, so that no two keys are
    written alike and `ref_of` finds the parts again.
    """
    if len(ref.key) == 1:
        return str(ref.key[0])
    return " ".join(_escaped(str(part)) for part in ref.key)


def ref_of(table: str, text: str) -> RecordRef:
    """The record whose key was written by `key_text`; the inverse of it."""
    columns = list(Base.metadata.tables[table].primary_key.columns)
    if len(columns) == 1:
        return RecordRef(table, (_part(columns[0], text),))
    parts = [unquote(part) for part in text.split(" ")]
    return RecordRef(
        table, tuple(_part(column, part) for column, part in zip(columns, parts, strict=True))
    )


def words_for(ref: RecordRef) -> dict[str, Any]:
    """How messages name a record: `table` and `record_key`, such as "Sales Order" and "SO-1".

    Where the key begins with a kind of document, that takes the place of the table.
    """
    column = next(iter(Base.metadata.tables[ref.table].primary_key.columns))
    kinds: type[StrEnum] | None = getattr(column.type, "enum_class", None)
    if kinds is None or len(ref.key) == 1:
        return {"table": ref.table, "record_key": str(ref)}
    rest = " ".join(str(part) for part in ref.key[1:])
    return {"table": kinds(str(ref.key[0])), "record_key": rest}


def lock_owner(session: Session, ref: RecordRef) -> None:
    """See to it that the record is there and stays until the transaction ends.

    Editing it goes on beside this; posting and deleting it wait. Raises OwnerMissing.
    """
    if not can_own(ref.table):
        msg = f"records of {ref.table} have no papers"
        raise InvariantBroken(msg)
    table = Base.metadata.tables[ref.table]
    query = sa.select(sa.literal(1)).where(
        *(
            column == _typed(column, part)
            for column, part in zip(table.primary_key.columns, ref.key, strict=True)
        )
    )
    if not is_append_only(ref.table):
        # Facts cannot go, and nobody may lock them who has no right to change them.
        query = query.with_for_update(read=True, key_share=True)
    if session.execute(query.select_from(table)).first() is None:
        raise OwnerMissing(record=ref, **words_for(ref))


def owned_by(table: Any, ref: RecordRef) -> sa.ColumnElement[bool]:  # noqa: ANN401  (a table or its class)
    """The condition for rows that belong to a record."""
    columns = getattr(table, "c", table)
    return sa.and_(columns.owner_table == ref.table, columns.owner_key == key_text(ref))


def rename_owner(session: Session, old: RecordRef, new: RecordRef) -> frozenset[str]:
    """Let everything that belongs to a record follow its new key; returns the changed tables."""
    changed = set()
    for name in TABLES_OF_OWNERS:
        table = Base.metadata.tables[name]
        moved = session.execute(
            sa.update(table).where(owned_by(table, old)).values(owner_key=key_text(new))
        )
        if getattr(moved, "rowcount", 0):
            changed.add(name)
    if _rename_source(session, old, new):
        changed.add(Attachment.__tablename__)
    return frozenset(changed)


def _rename_source(session: Session, old: RecordRef, new: RecordRef) -> bool:
    """Files that flowed from a card go on naming it (SD108)."""
    table = Base.metadata.tables[Attachment.__tablename__]
    moved = session.execute(
        sa.update(table)
        .where(table.c.flowed_from_table == old.table, table.c.flowed_from_key == key_text(old))
        .values(flowed_from_key=key_text(new))
    )
    return bool(getattr(moved, "rowcount", 0))


def _escaped(part: str) -> str:
    return "".join(quote(sign) if sign in _BLANKS_INSIDE else sign for sign in part)


def _part(column: sa.Column[Any], text: str) -> Any:  # noqa: ANN401  (keys have dates in them too)
    return int(text) if isinstance(column.type, sa.Integer) else _typed(column, text)


def _typed(column: sa.Column[Any], part: str | int) -> object:
    """A part of a key as its column wants it; a date may be named by its text."""
    if isinstance(column.type, sa.Date) and isinstance(part, str):
        return date.fromisoformat(part)
    return part
