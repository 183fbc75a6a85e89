"""The block of home with the records that the user has opened or changed lately."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.errors import RecordRef
from desktop.models.values.keys import DocumentKey
from desktop.services.recent_records import still_there
from desktop.services.stopping import StopSwitch
from desktop.translation import _
from desktop.views.home.blocks import Card
from desktop.views.home.short_list import Line, ShortList
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.recents import Recent, Recents
from desktop.views.shell.theme import Text, set_text, theme

SHOWN = 8


@dataclass(frozen=True, slots=True)
class _Opened:
    """An entry with the record that its page shows."""

    recent: Recent
    record: RecordRef
    icon: str


class RecentBlock(Card):
    """The last eight records that are still there; Enter or a click opens one."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("Recent"))
        self._recents = page.desk.findChild(Recents)
        self._shown: Sequence[_Opened] = ()
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
        self.survey(partial(_existing, opened=list(self._opened())), self._show)

    def _opened(self) -> Iterator[_Opened]:
        if self._recents is None:
            return
        for recent in self._recents.entries():
            spec = self._recents.spec(recent)
            record = record_of(spec, recent.key)
            if record is not None:
                yield _Opened(recent, record, spec.icon)

    def _show(self, opened: Sequence[_Opened]) -> None:
        self._shown = opened
        self.list.show_lines([Line(one.recent.title, icon=one.icon) for one in opened])
        self.list.setVisible(bool(opened))
        self.empty.setVisible(not opened)

    def _open(self, position: int) -> None:
        recent = self._shown[position].recent
        self.page.desk.navigation.open(recent.page, recent.key)


def record_of(spec: PageSpec, key: object) -> RecordRef | None:
    """The record that a page shows under a key; None where the key is not one of a record."""
    if isinstance(key, DocumentKey):
        parts: tuple[Any, ...] = (str(key.type), key.no)
    else:
        parts = key if isinstance(key, tuple) else (key,)
    if not all(isinstance(part, str | int) for part in parts):
        return None
    return RecordRef(spec.table, parts)


def _existing(
    session: Any,  # noqa: ANN401  # the services' unit of work
    *,
    opened: Sequence[_Opened],
    stop: StopSwitch,
) -> Sequence[_Opened]:
    with stop.armed(session):
        there = still_there(session, [one.record for one in opened])
    return [one for one in opened if one.record in there][:SHOWN]
