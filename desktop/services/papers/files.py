"""Attaching files to records: adding, renaming, taking away and putting back, reading.

A file's bytes go to the database and come from it in pieces, so that the size of a file is never
the size of memory that it takes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import ColumnElement, and_, insert, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.attachments import Attachment, AttachmentContent, AttachmentPart
from desktop.models.company import CompanyInformation
from desktop.models.values.numbers import RoundingMode, round_to
from desktop.models.words import ContentKind
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.papers.kinds import Sniffer, media_type
from desktop.services.papers.names import clean_name, free_name
from desktop.services.papers.owners import key_text, lock_owner, owned_by, ref_of, words_for
from desktop.services.papers.refusals import (
    AttachmentEmpty,
    AttachmentNotSaved,
    AttachmentTooLarge,
    AttachmentTwice,
    FileChanging,
    FileUnreadable,
    PaperFieldBlank,
)
from desktop.services.papers.removal import load_paper, purge_removed

PIECE = 1024 * 1024
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Source:
    """A file to attach: its clean name, its size in bytes, and how its bytes are read."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a file turned out to be when it was read once."""

    size: int
    sha256: str
    kind: ContentKind


def add_file(session: Session, owner: RecordRef, path: Path, context: UserContext) -> int:
    """Attach a file of this computer to a record; returns the attachment's id.

    A second file of the same name gets a number after it. Raises OwnerMissing, FileUnreadable,
    FileChanging, AttachmentEmpty, AttachmentTooLarge or AttachmentTwice.
    """
    name = clean_name(path.name)
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(owner, name, error) from error
    source = _Source(_named(owner, name), size, lambda: path.open("rb"))
    return _add(session, owner, source, context)


def add_content(
    session: Session, owner: RecordRef, name: str, content: bytes, context: UserContext
) -> int:
    """Attach bytes that are no file yet, such as a picture of the clipboard; as `add_file`."""
    source = _Source(_named(owner, name), len(content), lambda: io.BytesIO(content))
    return _add(session, owner, source, context)


def rename_file(session: Session, attachment_id: int, name: str) -> str:
    """Give an attachment another name; returns it as it was taken.

    One that flowed from a card is the document's own from now on. Raises PaperGone,
    KeptWithBooks or PaperFieldBlank.
    """
    attachment = load_paper(session, Attachment, attachment_id)
    owner = ref_of(attachment.owner_table, attachment.owner_key)
    wanted = _named(owner, name)
    others = select(Attachment.name).where(_live(owner), Attachment.id != attachment_id)
    attachment.name = free_name(wanted, frozenset(session.scalars(others)))
    attachment.flowed_from_table = attachment.flowed_from_key = ""
    session.flush()  # a later command of the same transaction must find it so
    return attachment.name


def file_pieces(session: Session, attachment_id: int) -> Iterator[bytes]:
    """The bytes of an attachment, piece by piece; raises PaperGone."""
    attachment = load_paper(session, Attachment, attachment_id, to_change=False)
    part = 0
    query = select(AttachmentPart.content).where(AttachmentPart.content_id == attachment.content_id)
    while True:
        content = session.scalar(query.where(AttachmentPart.part == part))
        if content is None:
            return
        yield content
        part += 1


def save_file(session: Session, attachment_id: int, path: Path) -> Path:
    """Write an attachment to a file of this computer, in the place of one that is there.

    A file that could not be written whole is taken away again. Raises PaperGone or
    AttachmentNotSaved.
    """
    pieces = file_pieces(session, attachment_id)
    half = path.with_name(f"{path.name}.part")
    try:
        with half.open("wb") as file:
            for piece in pieces:
                file.write(piece)
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise AttachmentNotSaved(name=path.name, reason=error.strerror or str(error)) from error
    return path


def _add(session: Session, owner: RecordRef, source: _Source, context: UserContext) -> int:
    lock_owner(session, owner)
    _check_size(session, owner, source)
    measured = _measure(owner, source)
    _check_new(session, owner, source.name, measured)
    content_id = session.scalars(
        insert(AttachmentContent).returning(AttachmentContent.id),
        {
            "sha256": measured.sha256,
            "size": measured.size,
            "media_type": media_type(source.name, measured.kind),
            "content_kind": measured.kind,
        },
    ).one()
    _write_parts(session, owner, source, measured, content_id)
    names = frozenset(session.scalars(select(Attachment.name).where(_live(owner))))
    attachment_id = session.scalars(
        insert(Attachment).returning(Attachment.id),
        {
            "owner_table": owner.table,
            "owner_key": key_text(owner),
            "name": free_name(source.name, names),
            "content_id": content_id,
            "added_by": context.user,
            "added_at": context.now(),
            "kept": False,
        },
    ).one()
    purge_removed(session, context)
    report_changes(session, Attachment.__tablename__)
    return attachment_id


def _check_size(session: Session, owner: RecordRef, source: _Source) -> None:
    """Refuse what is empty or larger than the company keeps."""
    limit = session.scalars(select(CompanyInformation.attachment_limit_mb)).one()
    if not source.size:
        raise AttachmentEmpty(record=owner, name=source.name)
    if source.size > limit * MEGABYTE:
        size = round_to(Decimal(source.size), Decimal("0.1"), RoundingMode.UP, over=MEGABYTE)
        raise AttachmentTooLarge(record=owner, name=source.name, size=size, limit=limit)


def _measure(owner: RecordRef, source: _Source) -> _Measured:
    """Read a file once, to know its fingerprint and what it is before anything is written."""
    digest, sniffer, size = hashlib.sha256(), Sniffer(), 0
    with _readable(owner, source), source.open() as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            sniffer.look(piece)
            size += len(piece)
    if size != source.size:
        raise FileChanging(record=owner, name=source.name)
    return _Measured(size, digest.hexdigest(), sniffer.kind())


def _check_new(session: Session, owner: RecordRef, name: str, measured: _Measured) -> None:
    """Refuse to keep the same content twice with one record."""
    query = (
        select(Attachment.name)
        .join(AttachmentContent, AttachmentContent.id == Attachment.content_id)
        .where(_live(owner), AttachmentContent.sha256 == measured.sha256)
        .limit(1)
    )
    other = session.scalar(query)
    if other is not None:
        raise AttachmentTwice(record=owner, name=name, other=other, **words_for(owner))


def _write_parts(
    session: Session, owner: RecordRef, source: _Source, measured: _Measured, content_id: int
) -> None:
    """Write the bytes piece by piece; they must be those that were measured."""
    digest, part = hashlib.sha256(), 0
    statement = insert(AttachmentPart)
    with _readable(owner, source), source.open() as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            row = {"content_id": content_id, "part": part, "content": piece}
            session.execute(statement, row)
            part += 1
    if digest.hexdigest() != measured.sha256:
        raise FileChanging(record=owner, name=source.name)


@contextmanager
def _readable(owner: RecordRef, source: _Source) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unreadable(owner, source.name, error) from error


def _unreadable(owner: RecordRef, name: str, error: OSError) -> FileUnreadable:
    return FileUnreadable(record=owner, name=name, reason=error.strerror or str(error))


def _named(owner: RecordRef, name: str) -> str:
    """A clean name; raises PaperFieldBlank when nothing of it is left."""
    cleaned = clean_name(name)
    if not cleaned:
        raise PaperFieldBlank(
            record=owner, field="name", entered_field="name", table=Attachment.__tablename__
        )
    return cleaned


def _live(owner: RecordRef) -> ColumnElement[bool]:
    return and_(owned_by(Attachment, owner), Attachment.deleted_at.is_(None))
