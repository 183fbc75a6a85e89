"""Messages about work that went on in the background: the bell in the top bar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from desktop.services.context import Cancelled
from desktop.translation import _
from desktop.views.shell.icons import icon
from desktop.views.shell.tasks import Task, Tasks
from desktop.views.shell.top_bar import TopBar

_KEPT = 20
_LONGEST = 110


@dataclass(frozen=True, slots=True)
class Notification:
    """A sentence in the user's language, and what a click on it opens."""

    text: str
    icon: str = "info"
    colour: str = "accent"
    open: Callable[[], object] | None = None


class Source(QObject):
    """Messages that are kept elsewhere. Signals: `changed` when others came or were read."""

    changed = Signal()

    @property
    def unread(self) -> int:
        """How many of them the user has not read."""
        return 0

    def messages(self) -> Sequence[Notification]:
        """The newest ones, newest first."""
        return ()

    def commands(self) -> Sequence[Notification]:
        """What can be done with them, for the foot of the menu."""
        return ()


class Notifications(QObject):
    """The last twenty messages, newest first. Signals: `changed` when one came or all were read."""

    changed = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: list[Notification] = []
        self._unread = 0
        self._sources: list[Source] = []
        tasks.long_finished.connect(self._on_long_finished)

    @property
    def unread(self) -> int:
        """How many have come since the user looked, those kept elsewhere with them."""
        return self._unread + sum(source.unread for source in self._sources)

    def add(self, notification: Notification) -> None:
        """Tell the user something when it suits."""
        self._known = [notification, *self._known][:_KEPT]
        self._unread += 1
        self.changed.emit()

    def add_source(self, source: Source) -> None:
        """Show messages that are kept elsewhere beside those of this session."""
        self._sources.append(source)
        source.changed.connect(self.changed)
        self.changed.emit()

    def ring(self, top_bar: TopBar) -> None:
        """Show the messages behind the bell of the top bar."""
        menu = top_bar.bell.menu()
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self.fill(menu))
        self.changed.connect(lambda: top_bar.set_unread(self.unread))

    def fill(self, menu: QMenu) -> None:
        """Put the messages into a menu; those of this session count as read with that."""
        menu.clear()
        for source in self._sources:
            _put_in(menu, source.messages())
        _put_in(menu, self._known)
        if menu.isEmpty():
            menu.addAction(_("No notifications")).setEnabled(False)
        for source in self._sources:
            menu.addSeparator()
            _put_in(menu, source.commands())
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


def _put_in(menu: QMenu, messages: Sequence[Notification]) -> None:
    for one in messages:
        text = one.text if len(one.text) <= _LONGEST else f"{one.text[: _LONGEST - 1]}…"
        action = menu.addAction(icon(one.icon, one.colour), text.replace("&", "&&"))
        if text != one.text:
            action.setToolTip(one.text)
        if one.open is not None:
            action.triggered.connect(lambda _checked=False, do=one.open: do())
