"""What a user was told: the stored notifications, newest first (AO27)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Text, func, select, type_coerce, update
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.attachments import Notification, NotificationKind
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.list_query import ListQuery
from desktop.services.list_statement import filtered, ordered, searched
from desktop.services.papers.following import ABOUT_KEY, ABOUT_TABLE, FIELDS, WHO
from desktop.services.papers.owners import ref_of, words_for
from desktop.translation import N_

UNREAD = "unread"
"""The view of the list that leaves out what was read."""

_SENTENCES: dict[NotificationKind, str] = {
    NotificationKind.CHANGED: N_("{who} changed {fields} of {table} {record_key}."),
    NotificationKind.DELETED: N_("{who} deleted {table} {record_key}."),
    NotificationKind.RELEASED: N_("{who} released {table} {record_key}."),
    NotificationKind.REOPENED: N_("{who} reopened {table} {record_key}."),
    NotificationKind.POSTED: N_("{who} posted {table} {record_key} as {documents}."),
}

_COLUMNS = {
    "id": Notification.id,
    "created_at": Notification.created_at,
    "kind": Notification.kind,
    "owner_key": Notification.owner_key,
}


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message: what happened as a Notice to be shown in the reader's language, and when.

    `record` is None when it is gone, so that nothing can be opened.
    """

    id: int
    kind: NotificationKind
    sentence: Notice
    record: RecordRef | None
    who: str
    created_at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class Messages:
    """What the bell shows: the newest messages, and how many of all are unread."""

    newest: tuple[MessageRow, ...]
    unread: int


def messages_for(session: Session, user: str, most: int) -> Messages:
    """The newest messages of a user and how many are unread, in two statements."""
    rows = session.scalars(_of(user).limit(most)).all()
    return Messages(tuple(_row(each) for each in rows), unread_count(session, user))


def unread_count(session: Session, user: str) -> int:
    """How many messages a user has not read."""
    query = select(func.count()).where(_mine(user), Notification.read_at.is_(None))
    return session.execute(query).scalar_one()


def message_rows(
    session: Session, query: ListQuery, context: UserContext
) -> tuple[MessageRow, ...]:
    """A page of the user's messages, the newest first unless sorted otherwise.

    View: `unread`. The search looks for records and for who did it. Raises FilterNotUnderstood.
    """
    wanted = query if query.order else replace(query, order=(("created_at", True),))
    statement = select(Notification).where(*_conditions(query, context))
    rows = session.scalars(ordered(statement, wanted, _COLUMNS))
    return tuple(_row(each) for each in rows)


def message_count(session: Session, query: ListQuery, context: UserContext) -> int:
    """How many messages `message_rows` would page through; raises FilterNotUnderstood."""
    return session.execute(
        select(func.count()).select_from(Notification).where(*_conditions(query, context))
    ).scalar_one()


def mark_read(
    session: Session, context: UserContext, message_ids: Sequence[int] | None = None
) -> None:
    """Take messages of this user as read; all of them when none are named."""
    statement = update(Notification).where(_mine(context.user), Notification.read_at.is_(None))
    if message_ids is not None:
        statement = statement.where(Notification.id.in_(list(message_ids)))
    session.execute(
        statement.values(read_at=context.now()).execution_options(synchronize_session=False)
    )
    report_changes(session, Notification.__tablename__)


def _of(user: str) -> Select[Notification]:
    return select(Notification).where(_mine(user)).order_by(Notification.id.desc())


def _mine(user: str) -> ColumnElement[bool]:
    return Notification.user == user


def _conditions(query: ListQuery, context: UserContext) -> list[ColumnElement[bool]]:
    found = [
        _mine(context.user),
        *searched(query.search, Notification.owner_key, type_coerce(Notification.parameters, Text)),
        *filtered(query, _COLUMNS, context.work_date),
    ]
    return [*found, Notification.read_at.is_(None)] if query.view == UNREAD else found


def _row(message: Notification) -> MessageRow:
    record = ref_of(message.owner_table, message.owner_key)
    kept = message.parameters
    about = ref_of(kept[ABOUT_TABLE], kept[ABOUT_KEY]) if ABOUT_KEY in kept else record
    parameters: dict[str, object] = {**kept, **words_for(about)}
    if FIELDS in parameters:
        parameters[FIELDS] = kept[FIELDS].split(",")
    return MessageRow(
        message.id,
        message.kind,
        Notice(
            f"notification.{message.kind}",
            _SENTENCES[message.kind],
            parameters,
            is_warning=False,
            record=record,
        ),
        None if message.kind is NotificationKind.DELETED else record,
        kept[WHO],
        message.created_at,
        message.read_at is not None,
    )
