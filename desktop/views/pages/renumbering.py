"""Change No.…: another number or code for the record of a card; what follows is told before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.errors import Refusal
from desktop.models.labels import table_label
from desktop.services.records import RecordView, field_info, key_fields, renumber_record
from desktop.services.renumbering.plan import RenumberPlan, renumber_plan
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.pages.command_queue import Command, Work
from desktop.views.pages.paper_dialogs import EntryDialog
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.theme import Text, set_text

if TYPE_CHECKING:
    from desktop.views.pages.card_page import CardPage

_NAME = "renumber"
CHANGE_NO = ActionSpec(
    id=_NAME, text=N_("Change No.…"), icon="hash", place=Place.MORE, group="record"
)
CHANGE_CODE = ActionSpec(
    id=_NAME, text=N_("Change Code…"), icon="hash", place=Place.MORE, group="record"
)
_MOST_TABLES = 8


def renumber_spec(table: str) -> ActionSpec:
    """The command under the name of what the table's records are called by."""
    return CHANGE_NO if key_fields(table)[-1] == "no" else CHANGE_CODE


class RenumberDialog(EntryDialog):
    """The old number, what names the record, and the field for the new number."""

    def __init__(self, page: CardPage, plan: RenumberPlan) -> None:
        self._page = page
        self._plan = plan
        is_number = plan.field == "no"
        title = (
            _("Change the number of {table} {no}")
            if is_number
            else _("Change the code of {table} {no}")
        )
        table = _(table_label(plan.ref.table))
        super().__init__(
            page,
            title.format(table=table, no=plan.ref),
            _("Change Number") if is_number else _("Change Code"),
        )
        self.line = self.add_line(_("New number") if is_number else _("New code"), plan.old)
        self.line.setMaxLength(field_info(plan.ref.table, plan.field).length or 20)
        self.line.selectAll()
        self._add_counts()

    def submit(self) -> None:
        """Send the new number after what is still under way; a refusal leaves the dialog open."""
        self._page.editor.send(
            Command(
                work=partial(self._work, self.line.text()),
                done=self._on_done,
                refused=self.show_refusal,
                given_up=self._page.reload,
            )
        )

    def show_refusal(self, refusal: Refusal) -> None:
        """Say what is wrong, and go back to the field."""
        super().show_refusal(refusal)
        self.line.setFocus()
        self.line.selectAll()

    def _work(self, number: str) -> Work:
        record = self._page.record
        return partial(
            renumber_record,
            table=self._plan.ref.table,
            key=self._plan.ref.key,
            number=number,
            context=self._page.desk.context,
            row_version=record.row_version if record else None,
        )

    def _on_done(self, view: RecordView) -> None:
        self.accept()
        self._page.editor.take_changed(view)

    def _add_counts(self) -> None:
        counts = self._plan.counts
        if not counts:
            self._add_words(_("Nothing names this record yet."))
            return
        total = self._plan.total
        self._add_words(
            ngettext(
                "{count} record names it and follows:",
                "{count} records name it and follow:",
                total,
            ).format(count=user_localizer().integer(total))
        )
        largest = sorted(counts, key=lambda each: -each[1])
        integer = user_localizer().integer
        shown = [
            f"{_(table_label(table))}: {integer(count)}" for table, count in largest[:_MOST_TABLES]
        ]
        rest = sum(count for _table, count in largest[_MOST_TABLES:])
        if rest:
            shown.append(_("Others: {count}").format(count=integer(rest)))
        self._add_words("\n".join(shown))

    def _add_words(self, text: str) -> None:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        set_text(label, Text.SMALL, "muted")
        self.add(label)


def ask_new_number(page: CardPage) -> None:
    """Read what names the record, then ask for its new number."""
    key = page.record_key
    if key is not None:
        work = partial(renumber_plan, table=page.spec.table, key=key)
        page.read(work, done=partial(_ask, page))


def _ask(page: CardPage, plan: RenumberPlan) -> None:
    dialog = RenumberDialog(page, plan)
    dialog.ask(dialog.submit)
