"""What is refused about attachments, links and notes."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal, RefusalCode
from desktop.translation import N_


class OwnerMissing(Refusal):
    """The record that something is to be added to is not there, or not any more."""

    code = RefusalCode.PAPERS_OWNER_MISSING
    text = N_("There is no {table} {record_key}. Go back to the list and choose another one.")


class PaperGone(Refusal):
    """Somebody else took the attachment, link or note away."""

    code = RefusalCode.PAPERS_GONE
    text = N_("This {table} is not there any more. Refresh the page to see what is.")


class PaperFieldBlank(FieldRefusal):
    """Something without which an attachment, link or note says nothing is blank."""

    code = RefusalCode.PAPERS_FIELD_BLANK
    text = N_("{table}: {entered_field} must be filled in.")


class AttachmentTooLarge(Refusal):
    """A file is larger than the company keeps."""

    code = RefusalCode.PAPERS_TOO_LARGE
    text = N_(
        "{name} has {size} MB, and an attachment has at most {limit} MB. Attach a smaller file, "
        "or raise Largest Attachment in Company Information."
    )


class AttachmentEmpty(Refusal):
    """A file holds nothing."""

    code = RefusalCode.PAPERS_EMPTY
    text = N_("{name} is empty, so it was not attached. Check the file and attach it again.")


class AttachmentTwice(Refusal):
    """The same content belongs to the record already."""

    code = RefusalCode.PAPERS_TWICE
    text = N_(
        "{name} was not attached: {table} {record_key} has the same file already, as {other}."
    )


class FileUnreadable(Refusal):
    """A file could not be read."""

    code = RefusalCode.PAPERS_UNREADABLE
    text = N_("{name} could not be read ({reason}). Check the file and attach it again.")


class FileChanging(Refusal):
    """Another program was writing a file while it was read."""

    code = RefusalCode.PAPERS_CHANGING
    text = N_("{name} was changed while it was read. Close it there, then attach it again.")


class AttachmentNotSaved(Refusal):
    """A file could not be written where the user wants it."""

    code = RefusalCode.PAPERS_NOT_SAVED
    text = N_("{name} could not be saved ({reason}). Choose another folder or file name.")


class KeptWithBooks(Refusal):
    """What came to a posted document with its posting stays as it is."""

    code = RefusalCode.PAPERS_KEPT
    text = N_(
        "This {table} came with the posting and belongs to the books, so it stays as it is. "
        "Add a note that says what is wrong with it."
    )


class LinkNotAllowed(FieldRefusal):
    """An address leads to something that a link must not start."""

    code = RefusalCode.PAPERS_LINK_NOT_ALLOWED
    text = N_(
        "{url} cannot be a link. Enter an address that begins with https://, http:// or mailto:, "
        "or a file on a server, such as \\\\server\\folder\\file."
    )


class NoteTooLong(FieldRefusal):
    """A note is longer than one note may be."""

    code = RefusalCode.PAPERS_NOTE_TOO_LONG
    text = N_(
        "A note has at most {longest} characters; this one has {count}. "
        "Shorten it, or attach it as a file."
    )


class NoteOfAnother(Refusal):
    """Only who wrote a note changes it or takes it away."""

    code = RefusalCode.PAPERS_NOTE_OF_ANOTHER
    text = N_(
        "{author} wrote this note, and nobody else changes or deletes it. "
        "Write a note of your own below it."
    )
