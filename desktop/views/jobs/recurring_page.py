"""Create Recurring Invoices: what is asked, what would be made, and making it (CU121, CU122)."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.errors import Refusal
from desktop.services.jobs.batch import BatchResult
from desktop.services.jobs.recurring_invoices import (
    PreviewRow,
    RecurringParameters,
    check_parameters,
    create_invoices,
    preview_invoices,
)
from desktop.services.records import FieldInfo, FieldKind
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.fields.field import FieldTools
from desktop.views.fields.field_form import FieldForm
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.theme import set_look, theme
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.record_model import RecordModel
from desktop.views.tables.record_table import RecordTable

NAME = "recurring_invoices"
_SECTION, _KEPT = "recurring_invoices", "last"
_DATES = ("order_date", "posting_date")

_PREVIEW = ActionSpec(id="preview_recurring", text=N_("Preview"), icon="eye", framed=True)
_CREATE = ActionSpec(
    id="create_recurring", text=N_("Create Invoices"), icon="check", key=Key.NEW, primary=True
)

_INFOS = (
    FieldInfo(name="order_date", label=N_("Order Date"), kind=FieldKind.DATE),
    FieldInfo(name="posting_date", label=N_("Posting Date"), kind=FieldKind.DATE),
    FieldInfo(name="catch_up", label=N_("Catch Up"), kind=FieldKind.BOOLEAN),
    FieldInfo(name="code_filter", label=N_("Code Filter"), kind=FieldKind.TEXT, length=250),
    FieldInfo(name="customer_filter", label=N_("Customer Filter"), kind=FieldKind.TEXT, length=250),
    FieldInfo(name="create_again", label=N_("Create Again"), kind=FieldKind.BOOLEAN),
)

COLUMNS = (
    Column("customer_no", N_("Customer No."), lambda row: row.customer_no, Kind.CODE, width=104),
    Column("name", N_("Name"), lambda row: row.name, width=160),
    Column("code", N_("Code"), lambda row: row.code, Kind.CODE, width=96),
    Column("order_date", N_("Order Date"), lambda row: row.order_date, Kind.DATE),
    Column("amount", N_("Amount"), lambda row: row.amount, Kind.AMOUNT, width=100),
    Column(
        "amount_including_vat",
        N_("Amount Incl. VAT"),
        lambda row: row.amount_including_vat,
        Kind.AMOUNT,
        width=116,
    ),
    Column("currency_code", N_("Currency"), lambda row: row.currency_code, Kind.CODE, width=72),
    Column(
        "problem",
        N_("Not Created Because"),
        lambda row: row.problem,
        width=360,
        colour=lambda row: Tone.WARN if row.problem else None,
    ),
)


class RecurringInvoicesPage(Page):
    """Parameters above, the invoices that would be made below.

    What was entered last stands there again; both dates begin with the work date.
    """

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, key)
        self.form = self._build_form()
        self.table = self._build_table()
        self._build()
        self.commands.add_all(((_CREATE, self.create_invoices), (_PREVIEW, self.preview)))
        self.reload()

    def reload(self) -> None:
        """Look again at what is due."""
        self.preview()

    # ---------------------------------------------------------------------------------- commands

    def preview(self) -> None:
        """Show what the job would make now; nothing is kept of it."""
        parameters = self._entered()
        if parameters is not None:
            self.desk.tasks.long(
                partial(self._previewed, parameters),
                title=_("Looking for recurring invoices"),
                done=self._show,
                refused=self._tell,
                owner=self,
            )

    def create_invoices(self) -> None:
        """Make the invoices; the page of the run opens when it has ended."""
        parameters = self._entered()
        if parameters is None:
            return
        self._remember()
        self.desk.tasks.long(
            partial(self._created, parameters),
            title=_("Creating recurring invoices"),
            verb=_("Stop"),
            done=self._on_created,
            refused=self._tell,
            owner=self,
        )

    def take_focus(self) -> None:
        """Begin at the first field."""
        self.form.fields["order_date"].setFocus()

    # ------------------------------------------------------------------------------------ inside

    def _previewed(
        self,
        parameters: RecurringParameters,
        progress: Any,  # noqa: ANN401  (how far it is)
    ) -> tuple[PreviewRow, ...]:
        return preview_invoices(self.desk.tasks.database, parameters, self.desk.context, progress)

    def _created(
        self,
        parameters: RecurringParameters,
        progress: Any,  # noqa: ANN401  (how far it is)
    ) -> BatchResult:
        return create_invoices(self.desk.tasks.database, parameters, self.desk.context, progress)

    def _build_form(self) -> FieldForm:
        kept: dict[str, object] = self.desk.state.get(_SECTION, _KEPT, {})
        work_date = self.desk.context.work_date
        self._values: dict[str, Any] = {
            info.name: bool(kept.get(info.name))
            if info.kind is FieldKind.BOOLEAN
            else str(kept.get(info.name, ""))
            for info in _INFOS
        }
        self._values |= dict.fromkeys(_DATES, work_date)
        tools = FieldTools(lambda: self.desk.context.work_date, lambda *_nothing: None)
        form = FieldForm(_INFOS, tools)
        form.committed.connect(self._on_committed)
        for name, field in form.fields.items():
            field.show_value(self._values[name])
        return form

    def _build_table(self) -> RecordTable:
        model = RecordModel(COLUMNS, lambda row: (row.customer_no, row.code, row.order_date), self)
        table = RecordTable(model)
        table.setAccessibleName(_("Invoices to be created"))
        table.row_activated.connect(self._on_row_activated)
        return table

    def _build(self) -> None:
        self.set_title(_("Create Recurring Invoices"))
        body = QFrame()
        set_look(body, "app")
        column = QVBoxLayout(body)
        column.setContentsMargins(*(theme().px(side) for side in (12, 8, 12, 10)))
        column.setSpacing(theme().px(8))
        for part, stretch, side in ((self.form, 0, 12), (self.table, 1, 1)):
            card = QFrame()
            set_look(card, "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(*(theme().px(side) for _side in range(4)))
            inside.addWidget(part)
            column.addWidget(card, stretch)
        self.set_body(body)

    def _on_committed(self, name: str, value: object) -> None:
        self._values[name] = value
        self.form.fields[name].show_value(value)

    def _entered(self) -> RecurringParameters | None:
        """What stands in the form, if it can be run; what cannot be is marked at its field."""
        for field in self.form.fields.values():
            field.commit()
        wrong = [field for field in self.form.fields.values() if field.error]
        if wrong:
            wrong[0].setFocus()
            return None
        parameters = RecurringParameters(**self._values)
        try:
            check_parameters(parameters)
        except Refusal as refusal:
            self._tell(refusal)
            return None
        self.notices.clear()
        return parameters

    def _tell(self, refusal: Refusal) -> None:
        field = self.form.fields.get(getattr(refusal, "field", "") or "")
        if field is None:
            self.notices.show_only(refusal)
            return
        field.show_error(user_localizer().refusal(refusal))
        field.setFocus()

    def _remember(self) -> None:
        kept = {name: value for name, value in self._values.items() if name not in _DATES}
        self.desk.state.set(_SECTION, _KEPT, kept)

    def _show(self, rows: tuple[PreviewRow, ...]) -> None:
        self.table.records.show(rows)
        if rows:
            self.table.go_to(0)
        count = sum(1 for row in rows if not row.problem)
        text = ngettext(
            "{count} invoice will be created", "{count} invoices will be created", count
        )
        nothing = _("No recurring invoice is due.")
        said = text.format(count=user_localizer().integer(count)) if rows else nothing
        self.head.set_state(said)
        self.commands.set_enabled(_CREATE.id, bool(rows), nothing)

    def _on_row_activated(self, position: int) -> None:
        row = self.table.records.row(position)
        if row is not None:
            self.desk.navigation.open("customer_standard_code_card", (row.customer_no, row.code))

    def _on_created(self, result: BatchResult) -> None:
        if self.isVisible():
            self.desk.navigation.open("batch_run", result.run_no)
        self.preview()


def _page(desk: Desk, key: object) -> Page:
    return RecurringInvoicesPage(desk, key)


def recurring_page() -> PageSpec:
    """The page of the job."""
    return PageSpec(
        name=NAME,
        title=N_("Create Recurring Invoices"),
        menu_title=N_("Recurring"),
        icon="rotate-ccw",
        group=N_("Sales"),
        factory=_page,
    )
