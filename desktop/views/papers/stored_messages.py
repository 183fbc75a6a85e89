"""The stored notifications of the user behind the bell: kept up to date without being asked."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop.errors import Unavailable
from desktop.models.attachments import NotificationKind
from desktop.services.database import Changes
from desktop.services.papers.messages import MessageRow, Messages, mark_read, messages_for
from desktop.translation import _, user_localizer
from desktop.views.shell.desk import Desk
from desktop.views.shell.notifications import Notification, Source
from desktop.views.shell.tasks import Task

PAGE = "notifications"
POLL_MS = 30_000
_MOST = 10
_TABLE = "notification"
ICONS = {
    NotificationKind.CHANGED: "pencil",
    NotificationKind.DELETED: "trash-2",
    NotificationKind.RELEASED: "lock",
    NotificationKind.REOPENED: "lock-open",
    NotificationKind.POSTED: "stamp",
    NotificationKind.NOT_POSTED: "circle-alert",
}


class StoredMessages(Source):
    """Reads them at once, after each commit of this program, and every 30 seconds for others'."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self._held = Messages((), 0)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.refresh)
        desk.tasks.data_changed.connect(self._on_changes)
        self._timer.start()
        self.refresh()

    @property
    def unread(self) -> int:
        return self._held.unread

    def messages(self) -> Sequence[Notification]:
        return [self._shown(row) for row in self._held.newest]

    def commands(self) -> Sequence[Notification]:
        shown = [Notification(_("All Notifications"), "list", "text", self._open_page)]
        if self._held.unread:
            shown.append(Notification(_("Mark All as Read"), "check", "text", self.read_all))
        return shown

    def stop(self) -> None:
        """Ask no more: the company is being closed."""
        self._timer.stop()

    def refresh(self) -> None:
        """Read them anew; while a reading is under way it answers for this one too."""
        if self._task is None:
            work = partial(messages_for, context=self._desk.context, most=_MOST)
            self._task = self._desk.tasks.read(
                work, done=self._take, owner=self, unavailable=self._on_unavailable
            )

    def read_all(self) -> None:
        """Take all messages as read."""
        work = partial(mark_read, context=self._desk.context)
        self._desk.tasks.write(work, done=_nothing, owner=self)

    def open(self, row: MessageRow) -> None:
        """Show the record of a message, which is read with that."""
        if not row.is_read:
            work = partial(mark_read, context=self._desk.context, message_ids=[row.id])
            self._desk.tasks.write(work, done=_nothing, owner=self)
        if row.record is not None:
            self._desk.navigation.open_record(row.record)

    def _shown(self, row: MessageRow) -> Notification:
        text = user_localizer().notice(row.sentence)
        tone = "muted" if row.is_read else "accent"
        return Notification(text, ICONS[row.kind], tone, partial(self.open, row))

    def _open_page(self) -> None:
        self._desk.navigation.open(PAGE)

    def _on_changes(self, changes: Changes) -> None:
        if _TABLE in changes.tables:
            self.refresh()

    def _take(self, found: Messages) -> None:
        self._task = None
        if found != self._held:
            self._held = found
            self.changed.emit()

    def _on_unavailable(self, _error: Unavailable, _retry: Callable[[], None]) -> None:
        self._task = None  # the next turn tries again


def _nothing(_answer: object) -> None:
    """The change itself makes the messages to be read anew."""
