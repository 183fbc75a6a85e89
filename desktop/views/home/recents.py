"""The records that a user has opened or changed lately, kept for each user and company."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.errors import RecordRef
from desktop.models.values.keys import DocumentKey
from desktop.services.recent_records import still_there
from desktop.services.stopping import StopSwitch
from desktop.translation import _
from desktop.views.home.arrangement import SECTION, kept_name
from desktop.views.home.blocks import Card
from desktop.views.home.short_list import Line, ShortList
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import Navigation, PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.theme import Text, set_text, theme

SHOWN = 8
_KEPT = 24
"""More than are shown: records that were deleted since are left out."""
_RECENT = "recent"
_PARTS = {"table", "key", "title", "icon"}
"""What is kept of a record."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A record that was opened, under the title that its page had last."""

    record: RecordRef
    title: str
    icon: str


class Recents(QObject):
    """Notes which records are opened. Signal `changed`."""

    changed = Signal()

    def __init__(self, desk: Desk, navigation: Navigation) -> None:
        super().__init__(desk)
        self._desk = desk
        self._navigation = navigation
        self._names: dict[Page, str] = {}
        navigation.current_changed.connect(self._on_current_changed)
        navigation.page_gone.connect(self._on_page_gone)

    def records(self) -> tuple[Recent, ...]:
        """The records, the last opened one first."""
        kept: list[Any] = self._desk.state.get(SECTION, kept_name(self._desk, _RECENT), [])
        return tuple(
            Recent(RecordRef(one["table"], tuple(one["key"])), one["title"], one["icon"])
            for one in kept
            if isinstance(one, dict) and one.keys() >= _PARTS
        )

    def _on_current_changed(self, page: Page) -> None:
        name, _key = self._navigation.current_place
        if not self._navigation.spec(name).table:
            return
        if page not in self._names:
            page.title_changed.connect(self._on_page_changed)
            page.key_changed.connect(self._on_page_changed)
        self._names[page] = name
        self._note(page)

    def _on_page_changed(self) -> None:
        page = self.sender()
        if isinstance(page, Page) and page is self._navigation.current:
            self._note(page)

    def _on_page_gone(self, page: Page) -> None:
        self._names.pop(page, None)

    def _note(self, page: Page) -> None:
        spec = self._navigation.spec(self._names[page])
        record = record_of(spec, page.key)
        if record is None or not page.title:
            return
        others = [one for one in self.records() if one.record != record]
        self._keep([Recent(record, page.title, spec.icon), *others][:_KEPT])

    def _keep(self, recents: Sequence[Recent]) -> None:
        kept = [
            {
                "table": one.record.table,
                "key": list(one.record.key),
                "title": one.title,
                "icon": one.icon,
            }
            for one in recents
        ]
        self._desk.state.set(SECTION, kept_name(self._desk, _RECENT), kept)
        self.changed.emit()


def record_of(spec: PageSpec, key: object) -> RecordRef | None:
    """The record that a page shows under a key; None for one that is still to be made."""
    if isinstance(key, DocumentKey):
        parts: tuple[Any, ...] = (str(key.type), key.no)
    else:
        parts = key if isinstance(key, tuple) else (key,)
    if not all(isinstance(part, str | int) for part in parts):
        return None
    return RecordRef(spec.table, parts)


class RecentBlock(Card):
    """The last eight records that are still there; Enter or a click opens one."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("Recent"))
        self._recents = page.desk.findChild(Recents)
        self._shown: Sequence[Recent] = ()
        self.list = ShortList(_("Recent"))
        self.list.chosen.connect(self._open)
        self.empty = QLabel(_("What you open stands here, so that you find it again."))
        self.empty.setWordWrap(True)
        set_text(self.empty, Text.BODY, "muted")
        self.column.addWidget(self.list)
        self.column.addWidget(self.empty)
        self.column.addStretch(1)
        self.setMinimumWidth(theme().px(220))

    def stops(self) -> Sequence[QWidget]:
        return (self.list,)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        known = self._recents.records() if self._recents is not None else ()
        self.survey(partial(_existing, recents=known), self._show)

    def _show(self, recents: Sequence[Recent]) -> None:
        self._shown = recents
        self.list.show_lines([Line(one.title, icon=one.icon) for one in recents])
        self.list.setVisible(bool(recents))
        self.empty.setVisible(not recents)

    def _open(self, position: int) -> None:
        self.page.desk.navigation.open_record(self._shown[position].record)


def _existing(
    session: Any,  # noqa: ANN401  # the services' unit of work
    *,
    recents: Sequence[Recent],
    stop: StopSwitch,
) -> Sequence[Recent]:
    with stop.armed(session):
        there = still_there(session, [one.record for one in recents])
    return [one for one in recents if one.record in there][:SHOWN]
