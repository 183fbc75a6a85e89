"""What a user was told: the stored notifications, newest first (AO27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Text, delete, func, select, type_coerce, update
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.attachments import Notification
from desktop.models.words import NotificationKind
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.list_query import ListQuery
from desktop.services.list_source import TableSource
from desktop.services.papers.following import ABOUT_KEY, ABOUT_TABLE, FIELDS, WHO
from desktop.services.papers.owners import ref_of, words_for
from desktop.services.text_index import folded_condition
from desktop.translation import N_

UNREAD = "unread"
"""The view of the list that leaves out what was read."""

_SENTENCES: dict[NotificationKind, str] = {
    NotificationKind.CHANGED: N_("{who} changed {fields} of {table} {record_key}."),
    NotificationKind.DELETED: N_("{who} deleted {table} {record_key}."),
    NotificationKind.RELEASED: N_("{who} released {table} {record_key}."),
    NotificationKind.REOPENED: N_("{who} reopened {table} {record_key}."),
    NotificationKind.POSTED: N_("{who} posted {table} {record_key} as {documents}."),
    NotificationKind.NOT_POSTED: N_("{table} {record_key} was not posted: {reason}"),
    NotificationKind.RUN_FAILED: N_("{table} {record_key}: {reason}"),
}

_COLUMNS = {
    name: getattr(Notification, name)
    for name in ("id", "created_at", "kind", "owner_table", "owner_key", "parameters", "read_at")
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


def messages_for(session: Session, context: UserContext, most: int) -> Messages:
    """The newest messages of a user and how many are unread, in two statements."""
    rows = messages(context).rows(session, ListQuery(), most)
    return Messages(rows, unread_count(session, context.user))


def unread_count(session: Session, user: str) -> int:
    """How many messages a user has not read."""
    query = select(func.count()).where(_mine(user), Notification.read_at.is_(None))
    return session.execute(query).scalar_one()


def messages(context: UserContext) -> TableSource[MessageRow]:
    """The list of the user's messages, the newest first unless sorted otherwise.

    View: `unread`. The search looks for records and for who did it.
    """
    return TableSource(
        table=Notification,
        columns=_COLUMNS,
        key_names=("id",),
        make=_row,
        conditions=partial(_conditions, user=context.user),
        today=context.work_date,
        order=(("created_at", True), ("id", True)),
    )


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


def delete_messages(session: Session, context: UserContext, message_ids: Sequence[int]) -> None:
    """Take messages of this user away for good."""
    wanted = (_mine(context.user), Notification.id.in_(list(message_ids)))
    session.execute(delete(Notification).where(*wanted))
    report_changes(session, Notification.__tablename__)


def _mine(user: str) -> ColumnElement[bool]:
    return Notification.user == user


def _conditions(_session: Session, query: ListQuery, *, user: str) -> list[ColumnElement[bool]]:
    texts = (Notification.owner_key, type_coerce(Notification.parameters, Text))
    found = [_mine(user), *folded_condition(query.search, *texts)]
    return [*found, Notification.read_at.is_(None)] if query.view == UNREAD else found


def _row(message: Mapping[str, Any]) -> MessageRow:
    record = ref_of(message["owner_table"], message["owner_key"])
    kept, kind = message["parameters"], message["kind"]
    about = ref_of(kept[ABOUT_TABLE], kept[ABOUT_KEY]) if ABOUT_KEY in kept else record
    parameters: dict[str, object] = {**kept, **words_for(about)}
    if FIELDS in parameters:
        parameters[FIELDS] = kept[FIELDS].split(",")
    return MessageRow(
        message["id"],
        kind,
        Notice(
            f"notification.{kind}",
            _SENTENCES[kind],
            parameters,
            is_warning=False,
            record=record,
        ),
        None if kind is NotificationKind.DELETED else record,
        kept[WHO],
        message["created_at"],
        message["read_at"] is not None,
    )
