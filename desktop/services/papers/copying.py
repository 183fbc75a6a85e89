"""Papers that follow a document into what is made of it (SD108)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table, bindparam, exists, insert, literal, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.attachments import Attachment, RecordLink, RecordNote
from desktop.models.every_table import Base
from desktop.services.database import report_changes
from desktop.services.papers.owners import key_text, owned_by

_OWN_COLUMNS = frozenset({"id", "owner_table", "owner_key", "deleted_at", "kept"})


def copy_papers(
    session: Session,
    source: RecordRef,
    targets: Sequence[RecordRef],
    *,
    notes_to: Sequence[RecordRef] = (),
    kept: bool = False,
) -> None:
    """Copy the files and links of a record to others, and its notes to `notes_to`.

    One statement a table, however many there are; files share their content. `kept` marks the
    copies as part of the books. The source must be locked, or be of the same transaction.
    """
    for model, owners in (
        (Attachment, targets),
        (RecordLink, targets),
        (RecordNote, notes_to),
    ):
        if owners:
            _copy(session, Base.metadata.tables[model.__tablename__], source, owners, kept=kept)


def bring_links_back(session: Session, version: RecordRef, owner: RecordRef) -> None:
    """Give a document the links that a version of it had and that it has not any more."""
    table = Base.metadata.tables[RecordLink.__tablename__]
    twin = table.alias()
    there = exists().where(
        owned_by(twin, owner), twin.c.deleted_at.is_(None), twin.c.url == table.c.url
    )
    _copy(session, table, version, [owner], kept=False, without=there)


def _copy(
    session: Session,
    table: Table,
    source: RecordRef,
    targets: Sequence[RecordRef],
    *,
    kept: bool,
    without: ColumnElement[bool] | None = None,
) -> None:
    copied = [column for column in table.columns if column.name not in _OWN_COLUMNS]
    new_owner = (
        bindparam("to_table", type_=table.c.owner_table.type),
        bindparam("to_key", type_=table.c.owner_key.type),
    )
    found = (
        select(*new_owner, literal(kept), *copied)
        .where(owned_by(table, source), table.c.deleted_at.is_(None))
        .order_by(table.c.id)
    )
    if without is not None:
        found = found.where(~without)
    names = ["owner_table", "owner_key", "kept", *(column.name for column in copied)]
    rows = [{"to_table": target.table, "to_key": key_text(target)} for target in targets]
    session.connection().execute(insert(table).from_select(names, found), rows)
    report_changes(session, table.name)
