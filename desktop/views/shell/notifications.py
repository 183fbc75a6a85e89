"""Messages about work that went on in the background: the bell in the top bar counts them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from desktop.services.context import Cancelled, utc_now
from desktop.services.database import Changes
from desktop.translation import _
from desktop.views.shell.tasks import Task, Tasks

_KEPT = 50


@dataclass(frozen=True, slots=True)
class Notification:
    """A sentence in the user's language, and what a click on it opens.

    `at` is when it came (UTC). `key` names one that is stored, for its source; `is_new` until
    the user has looked.
    """

    text: str
    icon: str = "info"
    colour: str = "accent"
    open: Callable[[], object] | None = None
    at: datetime = field(default_factory=utc_now, compare=False)
    key: object = None
    is_new: bool = field(default=True, compare=False)


class NotificationSource(Protocol):
    """Where notifications are stored, so that they outlast the program; see `plug`.

    All three receive a session on the database thread.
    """

    @property
    def tables(self) -> frozenset[str]:
        """The tables whose changes mean that there may be others now."""
        ...

    def read(self, session: Any) -> Sequence[Notification]:  # noqa: ANN401  (views know no session)
        """The user's stored notifications, each with its key."""
        ...

    def mark_seen(self, session: Any) -> None:  # noqa: ANN401  (views know no session)
        """The user has looked at all of them."""

    def dismiss(self, session: Any, keys: Sequence[object]) -> None:  # noqa: ANN401  (as above)
        """The user wants to see these no more."""


class Notifications(QObject):
    """The messages of this run of the program and the stored ones, newest first.

    Signals: `changed` when one came or went, or all were looked at.
    """

    changed = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._passing: list[Notification] = []
        self._stored: list[Notification] = []
        self._source: NotificationSource | None = None
        tasks.long_finished.connect(self._on_long_finished)
        tasks.data_changed.connect(self._on_data_changed)

    @property
    def unread(self) -> int:
        """How many have come since the user looked."""
        return sum(one.is_new for one in self.messages())

    def messages(self) -> list[Notification]:
        """All that are kept, newest first."""
        return sorted([*self._passing, *self._stored], key=lambda one: one.at, reverse=True)

    def add(self, notification: Notification) -> None:
        """Tell the user something when it suits; it is kept until the program ends."""
        self._passing = [notification, *self._passing][:_KEPT]
        self.changed.emit()

    def plug(self, source: NotificationSource) -> None:
        """Show the stored notifications of a source too."""
        self._source = source
        self._read_stored()

    def take_over(self, other: "Notifications") -> None:
        """Go on with the passing messages of a window that goes away."""
        self._passing = [one for one in other.messages() if one.key is None]
        self.changed.emit()

    def mark_seen(self) -> None:
        """The user has looked at all of them."""
        if not self.unread:
            return
        has_stored = any(one.is_new for one in self._stored)
        self._passing = [replace(one, is_new=False) for one in self._passing]
        self._stored = [replace(one, is_new=False) for one in self._stored]
        self.changed.emit()
        if self._source is not None and has_stored:
            self._tasks.write(self._source.mark_seen, done=self._ignore)

    def dismiss(self, *unwanted: Notification) -> None:
        """Take messages away for good."""
        self._passing = [one for one in self._passing if not _is_one_of(one, unwanted)]
        self._stored = [one for one in self._stored if not _is_one_of(one, unwanted)]
        self.changed.emit()
        keys = tuple(one.key for one in unwanted if one.key is not None)
        if self._source is not None and keys:
            self._tasks.write(partial(self._source.dismiss, keys=keys), done=self._ignore)

    def _read_stored(self) -> None:
        if self._source is not None:
            self._tasks.read(self._source.read, done=self._take_stored)

    def _take_stored(self, stored: Sequence[Notification]) -> None:
        self._stored = list(stored)
        self.changed.emit()

    def _ignore(self, _result: object) -> None:
        """What was stored comes back as a change."""

    def _on_data_changed(self, changes: Changes) -> None:
        if self._source is not None and self._source.tables & changes.tables:
            self._read_stored()

    def _on_long_finished(self, task: Task) -> None:
        title = task.progress.title if task.progress else ""
        if task.error is None:
            text, look = _("{title}: finished").format(title=title), ("circle-check", "ok")
        elif isinstance(task.error, Cancelled):
            text, look = _("{title}: cancelled").format(title=title), ("ban", "muted")
        else:
            text, look = _("{title}: not finished").format(title=title), ("circle-alert", "danger")
        self.add(Notification(text, *look))


def _is_one_of(one: Notification, several: Sequence[Notification]) -> bool:
    """Whether it is one of these; of two with the same sentence each is itself."""
    return any(one == other and one.at == other.at for other in several)
