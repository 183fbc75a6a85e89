"""What belongs to a record beside its fields: files, links, notes; who follows it, who was told.

The owner is named by its table and its key as one text (`services.papers.owners.key_text`), so
that a record of any table may have all of these.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base
from desktop.models.columns import Flag, Memo, Text50, Text100, Text250, TextMapping
from desktop.models.words import ContentKind, NotificationKind


class OwnedPaper:
    """A file, a link or a note of a record.

    `deleted_at` marks what was taken away a moment ago and may still be put back. What is `kept`
    came to a posted document with its posting: it belongs to the books and is never taken away.
    """

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    owner_table: Mapped[Text50]
    owner_key: Mapped[Text250]
    added_by: Mapped[Text50]
    added_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    kept: Mapped[Flag]


class Attachment(OwnedPaper, Base):
    """A file of a record; its bytes stand apart, so that a list of files never reads them.

    A file of a customer or an item that `flows_to_sales` is added to the documents that name the
    card (SD108). What came so has the card in `flowed_from_table` and `flowed_from_key`, written as
    owners are; both are blank for a file that is the record's own.
    """

    __tablename__ = "attachment"
    __table_args__ = (Index(None, "owner_table", "owner_key"), Index(None, "content_id"))

    name: Mapped[Text250]
    content_id: Mapped[int] = mapped_column(ForeignKey("attachment_content.id"))
    flows_to_sales: Mapped[Flag]
    flowed_from_table: Mapped[Text50]
    flowed_from_key: Mapped[Text250]


class AttachmentContent(Base):
    """What a file holds. Copies of an attachment share it: it never changes."""

    __tablename__ = "attachment_content"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    media_type: Mapped[Text100]
    content_kind: Mapped[ContentKind]


class AttachmentPart(Base):
    """One piece of a file's bytes; the pieces stand one after the other, from 0 on."""

    __tablename__ = "attachment_part"

    content_id: Mapped[int] = mapped_column(
        ForeignKey("attachment_content.id", ondelete="CASCADE"), primary_key=True
    )
    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class RecordLink(OwnedPaper, Base):
    """The address of something that lies elsewhere and belongs to a record."""

    __tablename__ = "record_link"
    __table_args__ = (Index(None, "owner_table", "owner_key"),)

    url: Mapped[Memo]
    description: Mapped[Text250]


class RecordNote(OwnedPaper, Base):
    """What somebody wrote down about a record, for the house only."""

    __tablename__ = "record_note"
    __table_args__ = (Index(None, "owner_table", "owner_key"),)

    text: Mapped[Memo]
    changed_at: Mapped[datetime | None]


class RecordWatch(Base):
    """Somebody follows a record: what others do with it is told to this user."""

    __tablename__ = "record_watch"

    owner_table: Mapped[Text50] = mapped_column(primary_key=True)
    owner_key: Mapped[Text250] = mapped_column(primary_key=True)
    user: Mapped[Text50] = mapped_column(primary_key=True)
    followed_since: Mapped[datetime]


class Notification(Base):
    """A message to one user about a record (AO27).

    The sentence is made of `kind` and `parameters` when it is read, in the reader's language.
    `parameters` has who did it, and the names of changed fields with commas between them.
    """

    __tablename__ = "notification"
    __table_args__ = (
        Index(None, "user", "read_at"),
        Index(None, "owner_table", "owner_key"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user: Mapped[Text50]
    kind: Mapped[NotificationKind]
    owner_table: Mapped[Text50]
    owner_key: Mapped[Text250]
    parameters: Mapped[dict[str, str]] = mapped_column(TextMapping)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
