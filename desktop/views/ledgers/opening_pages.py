"""Opening entries of customers: imported or typed, looked at in a preview, posted together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from desktop.errors import FieldRefusal
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.post_opening import (
    OpeningChoice,
    check_choice,
    post_opening_entries,
)
from desktop.services.records import FieldInfo, FieldKind
from desktop.translation import N_, _, user_localizer
from desktop.views.fields.field import FieldTools
from desktop.views.fields.field_form import FieldForm
from desktop.views.pages.field_groups import Group
from desktop.views.pages.lookups import Lookups
from desktop.views.pages.posting_preview import PreviewKey
from desktop.views.pages.record_pages import RecordPages, page_specs
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.dialogs import Question
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import PageAction

POST = ActionSpec(id="post_opening", text=N_("Post…"), icon="check", key=Key.POST)
PREVIEW = ActionSpec(id="preview_opening", text=N_("Preview Posting"), icon="eye")

_SECTION, _KEPT = "opening_entries", "account"
_DATE, _ACCOUNT = "posting_date", "balancing_account_no"
_INFOS = (
    FieldInfo(name=_DATE, label=N_("Posting Date"), kind=FieldKind.DATE, required=True),
    FieldInfo(
        name=_ACCOUNT,
        label=N_("Opening Balance Account"),
        kind=FieldKind.LOOKUP,
        lookup="gl_account",
        required=True,
    ),
)


class OpeningDialog(Question):
    """Asks for the day of taking over and the account against which everything is posted.

    The account of last time stands there again. What is missing is marked at its field.
    """

    def __init__(self, page: ListPage, verb: str, done: Callable[[OpeningChoice], object]) -> None:
        text = _(
            "Each entry becomes one of the customer ledger, against this account. There is no sale "
            "and no VAT."
        )
        super().__init__(page, _("Opening entries of customers"), text)
        self._page = page
        self._done = done
        state = page.desk.state
        self._values: dict[str, Any] = {
            _DATE: page.desk.context.work_date,
            _ACCOUNT: state.get(_SECTION, _KEPT, "") or None,
        }
        self.form = self._build_form()
        self.add(self.form)
        go = self.add_button(verb, default=True)
        go.clicked.disconnect()
        go.clicked.connect(self._on_go)
        self.add_cancel()
        self.form.fields[_DATE].editor.setFocus()

    def _build_form(self) -> FieldForm:
        desk = self._page.desk
        lookups = Lookups(self._page, lambda: self._values, {})
        tools = FieldTools(lambda: desk.context.work_date, lookups, lookup_all=lookups.all)
        form = FieldForm(_INFOS, tools)
        form.set_wide(False)
        form.committed.connect(self._on_committed)
        for name, field in form.fields.items():
            field.error_changed.connect(self._fit)
            field.show_value(self._values[name])
        return form

    def _on_committed(self, name: str, value: object) -> None:
        self._values[name] = value
        self.form.fields[name].show_value(value)

    def _fit(self) -> None:
        QTimer.singleShot(0, self, self.adjustSize)

    def _on_go(self) -> None:
        for field in self.form.fields.values():
            field.commit()
        wrong = [field for field in self.form.fields.values() if field.error]
        if wrong:
            wrong[0].setFocus()
            return
        choice = OpeningChoice(self._values[_DATE], self._values[_ACCOUNT])
        try:
            check_choice(choice)
        except FieldRefusal as refusal:
            field = self.form.fields[refusal.field or _ACCOUNT]
            field.show_error(user_localizer().refusal(refusal))
            field.setFocus()
            return
        self._page.desk.state.set(_SECTION, _KEPT, choice.balancing_account_no)
        self._finish(partial(self._done, choice))


def _ask_preview(page: ListPage) -> None:
    def show(choice: OpeningChoice) -> None:
        page.desk.navigation.open("posting_preview", PreviewKey(choice))

    OpeningDialog(page, _("Preview"), show).open()


def _ask(page: ListPage) -> None:
    OpeningDialog(page, _("Post"), partial(_post, page)).open()


def _post(page: ListPage, choice: OpeningChoice) -> None:
    context = page.desk.context
    page.write(
        lambda session: post_opening_entries(session, choice, context),
        done=partial(_posted, page),
        busy=_("Posting the opening entries…"),
    )


def _posted(page: ListPage, _result: PostingResult) -> None:
    page.notices.clear()
    page.notices.done(_("The opening entries are posted."))
    page.reload()


OPENING = RecordPages(
    table="opening_balance_line",
    title=N_("Opening Customer Entries"),
    record=N_("Opening Customer Entry"),
    name_field="document_no",
    icon="users",
    empty=N_(
        "What customers owe when you begin stands here until it is posted. Type the entries, or "
        "import them from a spreadsheet."
    ),
    columns=(
        "customer_no",
        "document_type",
        "document_no",
        "document_date",
        "due_date",
        "currency_code",
        "amount",
        "remaining_amount",
        "description",
    ),
    groups=(
        Group(
            N_("General"),
            (
                "customer_no",
                "document_type",
                "document_no",
                "document_date",
                "due_date",
                "amount",
                "remaining_amount",
                "currency_code",
                "remaining_amount_lcy",
                "description",
            ),
            ("external_document_no",),
        ),
    ),
    list_actions=(PageAction(POST, _ask), PageAction(PREVIEW, _ask_preview)),
)


def opening_pages() -> tuple[PageSpec, ...]:
    """The list and the card of opening entries."""
    return page_specs(OPENING)
