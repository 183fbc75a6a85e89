"""What a record has beside its fields, for the screen; the bytes of files are never read here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, func, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.attachments import (
    Attachment,
    AttachmentContent,
    RecordLink,
    RecordNote,
    RecordWatch,
)
from desktop.models.words import ContentKind
from desktop.services.papers.flowing import SOURCES
from desktop.services.papers.kinds import may_open
from desktop.services.papers.links import may_follow, shown_address
from desktop.services.papers.owners import key_text, owned_by, ref_of


@dataclass(frozen=True, slots=True)
class FileRow:
    """An attached file; `size` in bytes. What may not be opened is only saved.

    Files of customers and items `may_flow` to sales documents, and `flows_to_sales` says whether
    this one does. `flowed_from` is the card that sent it to a document (SD108).
    """

    id: int
    name: str
    size: int
    content_kind: ContentKind
    added_by: str
    added_at: datetime
    kept: bool
    flows_to_sales: bool
    may_open: bool
    may_flow: bool
    flowed_from: RecordRef | None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link; `address` is how people write its `url`, the description may be blank."""

    id: int
    url: str
    address: str
    description: str
    added_by: str
    added_at: datetime
    kept: bool
    may_open: bool


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note and who wrote it; `changed_at` is None while nothing in it was changed."""

    id: int
    text: str
    added_by: str
    added_at: datetime
    changed_at: datetime | None
    kept: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class RecordPapers:
    """Files by name, links in the order of adding, notes with the newest first."""

    files: tuple[FileRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    is_followed: bool = False

    @property
    def count(self) -> int:
        """How many there are of all three."""
        return len(self.files) + len(self.links) + len(self.notes)


@dataclass(frozen=True, slots=True)
class PaperCounts:
    """How many files, links and notes a record has."""

    files: int
    links: int
    notes: int


def papers_of(session: Session, owner: RecordRef, user: str) -> RecordPapers:
    """Everything that a record has beside its fields, in four statements."""
    return RecordPapers(
        files=_files(session, owner),
        links=_links(session, owner),
        notes=_notes(session, owner, user),
        is_followed=session.get(RecordWatch, (*_owner_key(owner), user)) is not None,
    )


def paper_counts(session: Session, owner: RecordRef) -> PaperCounts:
    """How many of each a record has, in one statement."""
    counted = (
        select(func.count())
        .select_from(model)
        .where(owned_by(model, owner), model.deleted_at.is_(None))
        .scalar_subquery()
        for model in (Attachment, RecordLink, RecordNote)
    )
    files, links, notes = session.execute(select(*counted)).one()
    return PaperCounts(files, links, notes)


def _files(session: Session, owner: RecordRef) -> tuple[FileRow, ...]:
    query = (
        select(
            Attachment.id,
            Attachment.name,
            AttachmentContent.size,
            AttachmentContent.content_kind,
            Attachment.added_by,
            Attachment.added_at,
            Attachment.kept,
            Attachment.flows_to_sales,
            Attachment.flowed_from_table,
            Attachment.flowed_from_key,
        )
        .join(AttachmentContent, AttachmentContent.id == Attachment.content_id)
        .where(owned_by(Attachment, owner), Attachment.deleted_at.is_(None))
        .order_by(func.lower(Attachment.name), Attachment.id)
    )
    return tuple(_file(row, owner) for row in session.execute(query).mappings())


def _file(row: RowMapping, owner: RecordRef) -> FileRow:
    values = dict(row)
    table, key = values.pop("flowed_from_table"), values.pop("flowed_from_key")
    return FileRow(
        **values,
        may_open=may_open(row["name"], row["content_kind"]),
        may_flow=owner.table in SOURCES,
        flowed_from=ref_of(table, key) if table else None,
    )


def _links(session: Session, owner: RecordRef) -> tuple[LinkRow, ...]:
    query = (
        select(RecordLink)
        .where(owned_by(RecordLink, owner), RecordLink.deleted_at.is_(None))
        .order_by(RecordLink.id)
    )
    return tuple(
        LinkRow(
            link.id,
            link.url,
            shown_address(link.url),
            link.description,
            link.added_by,
            link.added_at,
            link.kept,
            may_follow(link.url),
        )
        for link in session.scalars(query)
    )


def _notes(session: Session, owner: RecordRef, user: str) -> tuple[NoteRow, ...]:
    query = (
        select(RecordNote)
        .where(owned_by(RecordNote, owner), RecordNote.deleted_at.is_(None))
        .order_by(RecordNote.id.desc())
    )
    return tuple(
        NoteRow(
            note.id,
            note.text,
            note.added_by,
            note.added_at,
            note.changed_at,
            note.kept,
            is_own=note.added_by == user,
        )
        for note in session.scalars(query)
    )


def _owner_key(owner: RecordRef) -> tuple[Any, ...]:
    return owner.table, key_text(owner)
