"""Deleting expired quotes up to a date, from the list of quotes (SD65)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from desktop.services.context import UserContext
from desktop.services.records import FieldInfo, FieldKind
from desktop.services.sales.quote_lists import (
    ExpiredDeleted,
    count_expired,
    delete_expired_quotes,
)
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.fields.field import FieldTools
from desktop.views.fields.field_form import FieldForm
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Question
from desktop.views.tables.list_spec import Session

if TYPE_CHECKING:
    from desktop.views.tables.list_page import ListPage

DELETE_EXPIRED = ActionSpec(
    id="delete_expired",
    text=N_("Delete Expired…"),
    icon="trash-2",
    group="clean_up",
    place=Place.MORE,
)
_DATE = "valid_before"


class ExpiredDialog(Question):
    """Asks up to which date expired quotes go, and says how many that are."""

    def __init__(self, page: ListPage, done: Callable[[date], object]) -> None:
        super().__init__(
            page,
            _("Delete Expired Quotes"),
            _(
                "Quotes whose last day lies before this date and that were not converted are "
                "deleted. Converted ones stay and count in the win rate."
            ),
        )
        self._page = page
        self._done = done
        self._day = page.desk.context.work_date
        self._count = QLabel()
        self._count.setAccessibleName(_("Number of quotes"))
        info = FieldInfo(name=_DATE, label=N_("Valid Before"), kind=FieldKind.DATE, required=True)
        tools = FieldTools(lambda: page.desk.context.work_date, lambda *_nothing: None)
        self.form = FieldForm([info], tools)
        self.form.set_wide(False)
        self.form.committed.connect(self._on_committed)
        self.form.fields[_DATE].show_value(self._day)
        self.add(self.form)
        self.add(self._count)
        delete = self.add_button(_("Delete"))
        delete.clicked.disconnect()
        delete.clicked.connect(self._on_delete)
        self.add_cancel()
        self._read_count()

    def _on_committed(self, _name: str, value: object) -> None:
        if isinstance(value, date):
            self._day = value
        self.form.fields[_DATE].show_value(self._day)
        self._read_count()

    def _read_count(self) -> None:
        work = partial(_counted, valid_before=self._day)
        self._page.desk.tasks.read(work, done=self._show_count, owner=self)

    def _show_count(self, count: int) -> None:
        text = ngettext("{count} quote is deleted.", "{count} quotes are deleted.", count)
        self._count.setText(text.format(count=user_localizer().integer(count)))

    def _on_delete(self) -> None:
        self.form.fields[_DATE].commit()
        if not self.form.fields[_DATE].error:
            self._finish(partial(self._done, self._day))


def ask_delete_expired(page: ListPage) -> ExpiredDialog:
    """Ask for the date, and delete."""
    dialog = ExpiredDialog(page, partial(_delete, page))
    dialog.open()
    return dialog


def _delete(page: ListPage, day: date) -> None:
    page.notices.clear()
    work = partial(_deleted, valid_before=day, context=page.desk.context)
    page.write(work, done=partial(_tell, page), busy=_("Deleting expired quotes…"))


def _tell(page: ListPage, result: ExpiredDeleted) -> None:
    text = ngettext("{count} quote was deleted.", "{count} quotes were deleted.", result.deleted)
    page.notices.done(text.format(count=user_localizer().integer(result.deleted)))
    for refusal in result.kept:
        page.notices.show(refusal)


def _counted(session: Session, *, valid_before: date) -> int:
    return count_expired(session, valid_before)


def _deleted(session: Session, *, valid_before: date, context: UserContext) -> ExpiredDeleted:
    return delete_expired_quotes(session, context, valid_before=valid_before)
