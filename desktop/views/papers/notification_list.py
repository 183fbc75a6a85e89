"""The page of all notifications of the user."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.models.labels import enum_label
from desktop.models.words import NotificationKind
from desktop.services.papers.messages import (
    UNREAD,
    MessageRow,
    mark_read,
    messages,
)
from desktop.translation import N_, _, user_localizer
from desktop.views.papers.stored_messages import ICONS, PAGE
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction, View

_OPEN = ActionSpec(id="open_record", text=N_("Open Record"), icon="external-link", primary=True)
_READ = ActionSpec(id="mark_read", text=N_("Mark as Read"), icon="check")
_READ_ALL = ActionSpec(id="mark_all_read", text=N_("Mark All as Read"), icon="circle-check")


def _state(row: MessageRow) -> str:
    return "" if row.is_read else _("New")


def _sentence(row: MessageRow) -> str:
    return user_localizer().notice(row.sentence)


COLUMNS = (
    Column("created_at", N_("Time"), lambda row: row.created_at, Kind.DATETIME),
    Column(
        "kind",
        N_("Kind"),
        lambda row: _(enum_label(row.kind)),
        width=120,
        choices=tuple(NotificationKind),
        icon=lambda row: ICONS[row.kind],
    ),
    Column("sentence", N_("What Happened"), _sentence, Kind.LINK, width=520, sortable=False),
    Column(
        "is_read",
        N_("State"),
        _state,
        Kind.STATUS,
        width=100,
        sortable=False,
        pill=lambda _row: Tone.INFO,
    ),
)


class NotificationPage(ListPage):
    """A row leads to the record that it tells of, and is read with that."""

    def open_current(self) -> None:
        row = self.current_row()
        if isinstance(row, MessageRow):
            self._open(row)

    def mark(self, rows: Sequence[MessageRow] | None) -> None:
        """Take messages as read, all of them for None."""
        ids = None if rows is None else [row.id for row in rows]
        work = partial(mark_read, context=self.desk.context, message_ids=ids)
        self.write(work, done=_nothing)

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if isinstance(row, MessageRow):
            self._open(row)

    def _open(self, row: MessageRow) -> None:
        if not row.is_read:
            self.mark([row])
        if row.record is None:
            self.notices.info(_("The record is gone, so there is nothing to open."))
        else:
            self.desk.navigation.open_record(row.record)


def _mark_selected(page: NotificationPage) -> None:
    page.selection.rows(page.mark)


def _mark_all(page: NotificationPage) -> None:
    page.mark(None)


def notification_list(desk: Desk) -> ListSpec:
    """The declaration of the list."""
    return ListSpec(
        name=PAGE,
        title=N_("Notifications"),
        icon="bell",
        columns=COLUMNS,
        source=lambda: messages(desk.context),
        key=lambda row: row.id,
        tables=frozenset({"notification"}),
        views=(View("all", N_("All")), View(UNREAD, N_("Unread"))),
        order=(("created_at", True),),
        actions=(
            PageAction(_OPEN, NotificationPage.open_current, Needs.ROW),
            PageAction(_READ, _mark_selected, Needs.SELECTION),
            PageAction(_READ_ALL, _mark_all),
        ),
        empty=N_("Nobody has told you anything. Follow a card or a document to hear of changes."),
    )


def _page(desk: Desk, key: object) -> Page:
    return NotificationPage(desk, notification_list(desk), key)


def notification_pages() -> tuple[PageSpec, ...]:
    """The list of notifications, at the foot of the menu's bell and in the search."""
    return (
        PageSpec(
            name=PAGE,
            title=N_("Notifications"),
            icon="bell",
            factory=_page,
            in_menu=False,
            listed=notification_list,
        ),
    )


def _nothing(_answer: object) -> None:
    """The list is loaded anew by the change itself."""
