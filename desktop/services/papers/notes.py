"""Notes of records: what the house writes down for itself, under the name of its author."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.attachments import RecordNote
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.papers.owners import key_text, lock_owner, ref_of
from desktop.services.papers.refusals import NoteTooLong, PaperFieldBlank
from desktop.services.papers.removal import check_own_note, load_paper

LONGEST_NOTE = 10_000


def add_note(session: Session, owner: RecordRef, text: str, context: UserContext) -> int:
    """Write a note about a record; returns the note's id.

    Raises OwnerMissing, PaperFieldBlank or NoteTooLong.
    """
    lock_owner(session, owner)
    note_id = session.scalars(
        insert(RecordNote).returning(RecordNote.id),
        {
            "owner_table": owner.table,
            "owner_key": key_text(owner),
            "text": _checked(owner, text),
            "added_by": context.user,
            "added_at": context.now(),
            "kept": False,
        },
    ).one()
    report_changes(session, RecordNote.__tablename__)
    return note_id


def change_note(session: Session, note_id: int, text: str, context: UserContext) -> None:
    """Write one's own note anew; the same text changes nothing.

    Raises PaperGone, KeptWithBooks, NoteOfAnother, PaperFieldBlank or NoteTooLong.
    """
    note = load_paper(session, RecordNote, note_id)
    check_own_note(note, context)
    wanted = _checked(ref_of(note.owner_table, note.owner_key), text)
    if wanted != note.text:
        note.text = wanted
        note.changed_at = context.now()
        session.flush()  # a later command of the same transaction must find it so


def _checked(owner: RecordRef, text: str) -> str:
    written = text.strip().replace("\r\n", "\n").replace("\x00", "")
    if not written:
        raise PaperFieldBlank(
            record=owner, field="text", entered_field="text", table=RecordNote.__tablename__
        )
    if len(written) > LONGEST_NOTE:
        raise NoteTooLong(record=owner, field="text", longest=LONGEST_NOTE, count=len(written))
    return written
