"""The stored notifications of the user behind the bell."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from desktop.models.words import NotificationKind
from desktop.services.papers.messages import (
    MessageRow,
    delete_messages,
    mark_read,
    messages_for,
)
from desktop.translation import user_localizer
from desktop.views.shell.desk import Desk
from desktop.views.shell.notifications import Notification

PAGE = "notifications"
_MOST = 20
ICONS = {
    NotificationKind.CHANGED: "pencil",
    NotificationKind.DELETED: "trash-2",
    NotificationKind.RELEASED: "lock",
    NotificationKind.REOPENED: "lock-open",
    NotificationKind.POSTED: "stamp",
    NotificationKind.NOT_POSTED: "circle-alert",
    NotificationKind.RUN_FAILED: "circle-alert",
}


class StoredMessages:
    """What the bell shows of the database: the user's newest messages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def tables(self) -> frozenset[str]:
        """The tables whose changes mean that there may be others now."""
        return frozenset({"notification"})

    def read(self, session: Any) -> Sequence[Notification]:  # noqa: ANN401  (views know no session)
        """The newest ones, newest first."""
        found = messages_for(session, self._desk.context, _MOST)
        return [self._shown(row) for row in found.newest]

    def mark_seen(self, session: Any) -> None:  # noqa: ANN401  (views know no session)
        """The user has looked at all of them."""
        mark_read(session, self._desk.context)

    def dismiss(self, session: Any, keys: Sequence[object]) -> None:  # noqa: ANN401  (as above)
        """The user wants to see these no more."""
        delete_messages(session, self._desk.context, [int(str(key)) for key in keys])

    def _shown(self, row: MessageRow) -> Notification:
        return Notification(
            user_localizer().notice(row.sentence),
            ICONS[row.kind],
            "muted" if row.is_read else "accent",
            partial(self._open, row),
            at=row.created_at,
            key=row.id,
            is_new=not row.is_read,
        )

    def _open(self, row: MessageRow) -> None:
        if row.record is None:
            self._desk.navigation.open(PAGE)
        else:
            self._desk.navigation.open_record(row.record)
