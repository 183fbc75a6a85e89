"""The frame of every page: head, thin progress bar, messages, body and fact pane."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar, Unpack

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Conflict, RecordRef, Refusal
from desktop.services.database import Changes
from desktop.translation import N_, _
from desktop.views.shell.actions import ActionRegistry, ActionSpec, Place
from desktop.views.shell.busy_bar import BAR_HEIGHT, BusyBar
from desktop.views.shell.desk import Desk
from desktop.views.shell.fact_slot import FactSlot
from desktop.views.shell.keys import Key
from desktop.views.shell.last_entry import LastEntry
from desktop.views.shell.mnemonics import Mnemonics
from desktop.views.shell.notices import Notices, Remedy
from desktop.views.shell.page_head import Crumb, PageHead
from desktop.views.shell.tasks import Lane, Options, Task
from desktop.views.shell.theme import set_look

T = TypeVar("T")

_REFRESH = ActionSpec(
    id="refresh",
    text=N_("Refresh"),
    icon="refresh-cw",
    key=Key.REFRESH,
    group="page",
    place=Place.MORE,
)


class Page(QWidget):
    """A page in the window: a list, a card, a document.

    A page sets its title, offers its commands in `commands` (and names those of its parts in
    `registries`), shows messages in `notices`, and
    puts its widgets into `set_body` and `set_fact_pane`. It overrides `reload`, `go_to_field`
    and, when something could be lost, `can_close`. `key` names the record it shows, None for a
    list; it is another one when a new record was made on the page. `last_entry` tells whether the
    page stays only to save. `watched_tables` are the tables whose changes make it
    reload. `fact_slot` holds the fact pane, None while there is none.

    Signals: `title_changed` with the text for the window, `key_changed` when the new record of the
    page has got its key, `closed` when it wants to go away.
    """

    watched_tables: frozenset[str] = frozenset()
    title_changed = Signal(str)
    key_changed = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, key: object = None, parent: QWidget | None = None) -> None:
        super().__init__(parent or desk.place)
        self.desk = desk
        self.key = key
        self.commands = ActionRegistry(self)
        self.registries = [self.commands]
        self.notices = Notices(self)
        self.mnemonics = Mnemonics(self)
        self.head = PageHead(self.commands, self)
        self._busy = BusyBar(desk.tasks, self)
        self._row = QHBoxLayout()
        self.fact_slot: FactSlot | None = None
        self._body: QWidget | None = None
        self._is_stale = False
        self.last_entry = LastEntry()
        self._build_frame()
        self._connect_frame()

    def take_key(self, key: object) -> None:
        """Show another record than before, or the new one that was made here."""
        if key != self.key:
            self.key = key
            self.key_changed.emit()

    @property
    def title(self) -> str:
        """The title that the page has now."""
        return self.head.title.whole()

    def set_title(self, text: str) -> None:
        """The title, in the user's language: the list's name, or "No. · name"."""
        self.head.set_title(text)
        self.setAccessibleName(text)
        self.title_changed.emit(text)

    def set_body(self, body: QWidget) -> None:
        """The content below the head."""
        self._body = body
        self._row.insertWidget(0, body, 1)
        self.assign_mnemonics()

    def set_fact_pane(self, pane: QWidget) -> None:
        """The facts about the current record, at the right; Alt+F2 shows and hides them."""
        self.fact_slot = FactSlot(pane, self.desk.state, type(self).__name__)
        self.head.add_corner(self.fact_slot.offer(self.commands))
        self._row.addWidget(self.fact_slot)
        self.fact_slot.fit()

    def assign_mnemonics(self) -> None:
        """Give out the Alt letters anew, after fields have been added to a page that is shown."""
        if self.isVisible():
            self.mnemonics.assign()

    def reload(self) -> None:
        """Read everything shown anew; the old content stays until the new one is there."""

    def can_close(self) -> bool:
        """Whether the page may go away now; a page that says no tells why in its notices."""
        return True

    def go_to_field(self, record: RecordRef | None, field: str) -> bool:
        """Put the cursor into a field of this page's record; False when it is not on the page."""
        del record, field
        return False

    def take_focus(self) -> None:
        """The page is shown for the first time: the cursor goes to the first thing of the body."""
        body = self._body.findChildren(QWidget) if self._body is not None else []
        first = (widget for widget in body if _can_take_focus(widget))
        next(first, self).setFocus(Qt.FocusReason.OtherFocusReason)

    def on_changes(self, changes: Changes) -> None:
        """Something was committed: reload when it concerns this page, at once or when shown."""
        if not self.watched_tables & changes.tables:
            return
        if self.isVisible():
            self.reload()
        else:
            self._is_stale = True

    def read(
        self,
        work: Callable[[Any], T],
        *,
        done: Callable[[T], object],
        lane: Lane = Lane.DATABASE,
        **options: Unpack[Options],
    ) -> Task:
        """Read in the background for this page; refusals go to its notices."""
        return self.desk.tasks.read(work, done=done, lane=lane, **_owned(self, options))

    def write(
        self, work: Callable[[Any], T], *, done: Callable[[T], object], **options: Unpack[Options]
    ) -> Task:
        """Give a command for this page: one transaction; refusals go to its notices."""
        return self.desk.tasks.write(work, done=done, **_owned(self, options))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fact_slot is not None:
            self.fact_slot.fit()
        self._busy.setGeometry(0, self.head.height() - BAR_HEIGHT, self.width(), BAR_HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.mnemonics.assign()
        if self._is_stale:
            self._is_stale = False
            self.reload()

    def _build_frame(self) -> None:
        set_look(self, "app")
        self.commands.add(_REFRESH, self.reload)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.notices.bar)
        column.addLayout(self._row, 1)

    def _connect_frame(self) -> None:
        self.head.crumb_clicked.connect(self._on_crumb)
        self.notices.field_wanted.connect(self._on_field_wanted)
        self.commands.changed.connect(self.assign_mnemonics)
        self.desk.tasks.data_changed.connect(self.on_changes)

    def _on_crumb(self, crumb: Crumb) -> None:
        self.desk.navigation.open(crumb.page, crumb.key)

    def _on_field_wanted(self, record: RecordRef | None, field: str) -> None:
        if not self.go_to_field(record, field) and record is not None:
            self.desk.navigation.open_record(record, field)


def _owned(page: Page, options: Options) -> Options:
    options.setdefault("owner", page)
    options.setdefault("refused", partial(_show_refusal, page))
    return options


def _show_refusal(page: Page, refusal: Refusal) -> None:
    is_stale = isinstance(refusal, Conflict)
    page.notices.show(refusal, Remedy(_("Reload"), page.reload) if is_stale else None)


def _can_take_focus(widget: QWidget) -> bool:
    by_tab = Qt.FocusPolicy.TabFocus
    return widget.focusPolicy() & by_tab == by_tab and widget.isVisible() and widget.isEnabled()
