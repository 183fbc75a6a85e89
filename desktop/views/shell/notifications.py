"""Messages about work that went on in the background: the bell in the top bar."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from desktop.services.context import Cancelled
from desktop.translation import _
from desktop.views.shell.icons import icon
from desktop.views.shell.tasks import Task, Tasks
from desktop.views.shell.top_bar import TopBar

_KEPT = 20


@dataclass(frozen=True, slots=True)
class Notification:
    """A sentence in the user's language, and what a click on it opens."""

    text: str
    icon: str = "info"
    colour: str = "accent"
    open: Callable[[], object] | None = None


class Notifications(QObject):
    """The last twenty messages, newest first. Signals: `changed` when one came or all were read."""

    changed = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: list[Notification] = []
        self._unread = 0
        tasks.long_finished.connect(self._on_long_finished)

    def messages(self) -> list[Notification]:
        """The messages that are kept, newest first."""
        return list(self._known)

    @property
    def unread(self) -> int:
        """How many have come since the user looked."""
        return self._unread

    def add(self, notification: Notification) -> None:
        """Tell the user something when it suits."""
        self._known = [notification, *self._known][:_KEPT]
        self._unread += 1
        self.changed.emit()

    def take_over(self, other: "Notifications") -> None:
        """Go on with the messages of a window that goes away."""
        self._known, self._unread = other.messages(), other.unread
        self.changed.emit()

    def ring(self, top_bar: TopBar) -> None:
        """Show the messages behind the bell of the top bar."""
        menu = top_bar.bell.menu()
        menu.aboutToShow.connect(lambda: self.fill(menu))
        self.changed.connect(lambda: top_bar.set_unread(self._unread))

    def fill(self, menu: QMenu) -> None:
        """Put the messages into a menu; with that they count as read."""
        menu.clear()
        for one in self._known:
            action = menu.addAction(icon(one.icon, one.colour), one.text)
            if one.open is not None:
                action.triggered.connect(one.open)
        if not self._known:
            menu.addAction(_("No notifications")).setEnabled(False)
        self._unread = 0
        self.changed.emit()

    def _on_long_finished(self, task: Task) -> None:
        title = task.progress.title if task.progress else ""
        if task.error is None:
            text, look = _("{title}: finished").format(title=title), ("circle-check", "ok")
        elif isinstance(task.error, Cancelled):
            text, look = _("{title}: cancelled").format(title=title), ("ban", "muted")
        else:
            text, look = _("{title}: not finished").format(title=title), ("circle-alert", "danger")
        self.add(Notification(text, *look))
