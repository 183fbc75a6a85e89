"""Taking attachments, links and notes away, putting them back, and what goes with a record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.attachments import (
    Attachment,
    AttachmentContent,
    Notification,
    OwnedPaper,
    RecordLink,
    RecordNote,
    RecordWatch,
)
from desktop.models.every_table import Base
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.papers.owners import key_text
from desktop.services.papers.refusals import KeptWithBooks, NoteOfAnother, PaperGone

UNDO_TIME = timedelta(hours=1)
"""How long what was taken away can be put back; the screen offers it for seconds."""

P = TypeVar("P", bound=OwnedPaper)


class PaperKind(StrEnum):
    """What a record may have beside its fields; the value is the name of the table."""

    ATTACHMENT = "attachment"
    LINK = "record_link"
    NOTE = "record_note"


_MODELS: dict[PaperKind, type[Any]] = {
    PaperKind.ATTACHMENT: Attachment,
    PaperKind.LINK: RecordLink,
    PaperKind.NOTE: RecordNote,
}


def load_paper(session: Session, model: type[P], paper_id: int, *, to_change: bool = True) -> P:
    """An attachment, a link or a note; raises PaperGone.

    One that is to be changed must not belong to the books: raises KeptWithBooks.
    """
    found = session.get(model, paper_id)
    if found is None or found.deleted_at is not None:
        raise _gone(model)
    if to_change and found.kept:
        raise KeptWithBooks(table=_name(model))
    return found


def remove_paper(session: Session, kind: PaperKind, paper_id: int, context: UserContext) -> None:
    """Take something away from its record; `put_back` undoes it within the hour.

    Raises PaperGone, KeptWithBooks, or NoteOfAnother: only its author takes a note away.
    """
    paper = load_paper(session, _MODELS[kind], paper_id)
    if kind is PaperKind.NOTE:
        check_own_note(paper, context)
    paper.deleted_at = context.now()
    session.flush()  # a later command of the same transaction must find it so
    purge_removed(session, context)


def put_back(session: Session, kind: PaperKind, paper_id: int) -> None:
    """Undo `remove_paper`; raises PaperGone when it is too late or the record went as well."""
    paper = session.get(_MODELS[kind], paper_id)
    if paper is None:
        raise _gone(_MODELS[kind])
    paper.deleted_at = None
    session.flush()  # a later command of the same transaction must find it so


def check_own_note(note: RecordNote, context: UserContext) -> None:
    """Refuse to change or take away what somebody else wrote."""
    if note.added_by != context.user:
        raise NoteOfAnother(author=note.added_by)


def purge_removed(session: Session, context: UserContext) -> None:
    """Really delete what was taken away so long ago that nobody can put it back."""
    past = context.now() - UNDO_TIME
    for model in _MODELS.values():
        _delete_where(session, model, model.deleted_at < past)


def delete_papers(session: Session, table: str, owners: Iterable[RecordRef]) -> None:
    """Delete everything that belongs to records which are going, and what was told about them.

    The owners are of one table; they must go in the same transaction.
    """
    keys = [key_text(owner) for owner in owners]
    models: tuple[type[Any], ...] = (*_MODELS.values(), RecordWatch, Notification)
    for model in models if keys else ():
        _delete_where(session, model, (model.owner_table == table) & model.owner_key.in_(keys))


def _delete_where(session: Session, model: type[Any], condition: Any) -> None:  # noqa: ANN401
    table = Base.metadata.tables[model.__tablename__]
    statement = delete(table).where(condition)
    if model is not Attachment:
        if getattr(session.execute(statement), "rowcount", 0):
            report_changes(session, table.name)
        return
    gone = list(session.scalars(statement.returning(table.c.content_id)))
    if gone:
        _delete_unused(session, gone)
        report_changes(session, table.name)


def _delete_unused(session: Session, content_ids: Iterable[int]) -> None:
    """Delete what no attachment shares any more; its pieces go with it."""
    content = Base.metadata.tables[AttachmentContent.__tablename__]
    session.execute(
        delete(content).where(
            content.c.id.in_(sorted(set(content_ids))),
            ~exists(select(Attachment.id).where(Attachment.content_id == content.c.id)),
        )
    )


def _gone(model: type[OwnedPaper]) -> PaperGone:
    return PaperGone(table=_name(model))


def _name(model: type[Any]) -> str:
    return str(model.__tablename__)
