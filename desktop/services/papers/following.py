"""Following records: who wants to know, and telling them in the transaction that changes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.attachments import Notification, RecordWatch
from desktop.models.words import NotificationKind
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.papers.owners import key_text, lock_owner, owned_by

WHO = "who"
FIELDS = "fields"
"""The parameter with the names of changed fields, with commas between them."""

DOCUMENTS = "documents"
"""The parameter with the numbers of posted documents."""

REASON = "reason"
"""The parameter that says why something was not done."""

ABOUT_TABLE = "about_table"
ABOUT_KEY = "about_key"
"""The parameters that name the record a message is about, where it opens another one."""


def follow(session: Session, owner: RecordRef, context: UserContext) -> None:
    """Tell this user from now on what others do with a record; raises OwnerMissing."""
    lock_owner(session, owner)
    if is_followed(session, owner, context.user):
        return
    session.add(
        RecordWatch(
            owner_table=owner.table,
            owner_key=key_text(owner),
            user=context.user,
            followed_since=context.now(),
        )
    )
    session.flush()  # a later command of the same transaction must find it so


def unfollow(session: Session, owner: RecordRef, context: UserContext) -> None:
    """Tell this user nothing about a record any more."""
    session.execute(
        delete(RecordWatch).where(owned_by(RecordWatch, owner), RecordWatch.user == context.user)
    )
    report_changes(session, RecordWatch.__tablename__)


def is_followed(session: Session, owner: RecordRef, user: str) -> bool:
    """Whether a user follows a record."""
    query = select(RecordWatch.user).where(owned_by(RecordWatch, owner), RecordWatch.user == user)
    return session.execute(query).first() is not None


def followers(session: Session, owner: RecordRef, *, besides: str = "") -> list[str]:
    """Who follows a record, in the order of names, one of them left out; one statement."""
    query = select(RecordWatch.user).where(owned_by(RecordWatch, owner)).order_by(RecordWatch.user)
    return [user for user in session.scalars(query) if user != besides]


def tell_of_change(
    session: Session, owner: RecordRef, fields: Iterable[str], context: UserContext
) -> None:
    """Tell who follows a record which fields were changed now.

    What the same person changed before, while nobody has read it, becomes one message with this.
    """
    users = followers(session, owner, besides=context.user)
    if not users:
        return
    unread = select(Notification).where(
        owned_by(Notification, owner),
        Notification.kind == NotificationKind.CHANGED,
        Notification.read_at.is_(None),
        Notification.user.in_(users),
    )
    known = {
        each.user: each for each in session.scalars(unread) if each.parameters[WHO] == context.user
    }
    for user in users:
        before = known.get(user)
        names = before.parameters[FIELDS].split(",") if before else []
        parameters = {WHO: context.user, FIELDS: ",".join(dict.fromkeys([*names, *fields]))}
        if before is not None:
            before.parameters, before.created_at = parameters, context.now()
        else:
            session.add(_message(user, NotificationKind.CHANGED, owner, parameters, context))
    session.flush()  # the next field of the same card adds to these


def tell(
    session: Session,
    users: Iterable[str],
    record: RecordRef,
    kind: NotificationKind,
    context: UserContext,
    *,
    documents: Sequence[str] = (),
    reason: str = "",
    opens: RecordRef | None = None,
) -> None:
    """Write one message to each user about what the user of the context did with a record.

    `documents` are the numbers of posted documents that came of it, `reason` says why nothing did.
    Where the record is gone,
    the message `opens` another one.
    """
    parameters = {WHO: context.user}
    if documents:
        parameters[DOCUMENTS] = ", ".join(documents)
    if reason:
        parameters[REASON] = reason
    if opens is not None:
        parameters |= {ABOUT_TABLE: record.table, ABOUT_KEY: key_text(record)}
    session.add_all([_message(user, kind, opens or record, parameters, context) for user in users])


def tell_followers(
    session: Session, owner: RecordRef, kind: NotificationKind, context: UserContext
) -> None:
    """Tell who follows a record what somebody else did with it; one statement when nobody does."""
    tell(session, followers(session, owner, besides=context.user), owner, kind, context)


def _message(
    user: str,
    kind: NotificationKind,
    record: RecordRef,
    parameters: dict[str, str],
    context: UserContext,
) -> Notification:
    return Notification(
        user=user,
        kind=kind,
        owner_table=record.table,
        owner_key=key_text(record),
        parameters=dict(parameters),
        created_at=context.now(),
    )
