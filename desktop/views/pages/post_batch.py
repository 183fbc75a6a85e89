"""Post Batch: its parameters, asked from a list of orders or invoices, and its run (SD103)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QRadioButton

from desktop.errors import FieldRefusal, Refusal
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.jobs.batch import BatchResult
from desktop.services.jobs.post_batch import BatchParameters, check_parameters, post_documents
from desktop.services.list_query import ListQuery
from desktop.services.records import FieldInfo, FieldKind
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.fields.field import FieldTools
from desktop.views.fields.field_form import FieldForm
from desktop.views.pages.run_printing import RunPrinting
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Question
from desktop.views.tables.list_selection import MOST_ROWS

if TYPE_CHECKING:
    from desktop.views.shell.desk import Desk
    from desktop.views.tables.list_page import ListPage

POST_BATCH = ActionSpec(
    id="post_batch", text=N_("Post Batch…"), icon="layers", group="post", place=Place.MORE
)

_SECTION = "post_batch"
_ORDER_TICKS = (("ship", N_("Ship")), ("invoice", N_("Invoice")))
_DATE = "posting_date"
_REPLACING = (
    ("replace_posting_date", N_("Replace Posting Date")),
    ("replace_document_date", N_("Replace Document Date")),
)
_LAST_TICKS = (
    ("calc_invoice_discount", N_("Recalculate Invoice Discount")),
    ("print_documents", N_("Print Afterwards")),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Documents that may be posted: certain numbers, or all of a list's query."""

    text: str
    query: ListQuery
    numbers: tuple[str, ...] | None = None


class PostBatchDialog(Question):
    """Asks what to post of which documents; what was ticked last is ticked again.

    A parameter that cannot be is marked at its field, and the dialog stays.
    """

    def __init__(
        self,
        page: ListPage,
        document_type: DocumentType,
        offers: Sequence[Offer],
        done: Callable[[BatchParameters], object],
    ) -> None:
        text = _("Each document is posted for itself, by number. One that fails stays as it is.")
        super().__init__(page, _(_TITLES[document_type]), text)
        self._desk: Desk = page.desk
        self._type = document_type
        self._offers = offers
        self._done = done
        self._values: dict[str, object] = {}
        self._group = QButtonGroup(self)
        self._build_offers()
        self.form = self._build_form()
        self.add(self.form)
        post = self.add_button(_("Post"), default=True)
        post.clicked.disconnect()
        post.clicked.connect(self._on_post)
        self.add_cancel()
        self._group.button(0).setFocus()

    def _build_offers(self) -> None:
        for at, offer in enumerate(self._offers):
            radio = QRadioButton(offer.text)
            radio.setChecked(at == 0)
            self._group.addButton(radio, at)
            self.add(radio)

    def _build_form(self) -> FieldForm:
        kept: dict[str, object] = self._desk.state.get(_SECTION, self._type.value, {})
        tools = FieldTools(lambda: self._desk.context.work_date, lambda *_nothing: None)
        form = FieldForm(_infos(self._type), tools)
        form.set_wide(False)
        form.committed.connect(self._on_committed)
        for field in form.fields.values():
            field.error_changed.connect(self._fit)
        for name, field in form.fields.items():
            known = kept.get(name, name in {"ship", "invoice"})
            self._values[name] = None if name == _DATE else bool(known)
            field.show_value(self._values[name])
        return form

    def _on_committed(self, name: str, value: object) -> None:
        self._values[name] = value
        self.form.fields[name].show_value(value)
        if any(name == replacing for replacing, _label in _REPLACING):
            self.form.fields[_DATE].clear_error()

    def _fit(self) -> None:
        """Make room for what is told at a field."""
        QTimer.singleShot(0, self, self.adjustSize)

    def _on_post(self) -> None:
        for field in self.form.fields.values():
            field.commit()
        wrong = [field for field in self.form.fields.values() if field.error]
        if wrong:
            wrong[0].setFocus()
            return
        parameters = self._parameters()
        try:
            check_parameters(parameters)
        except FieldRefusal as refusal:
            field = self.form.fields[refusal.field or _DATE]
            field.show_error(user_localizer().refusal(refusal))
            field.setFocus()
            return
        self._remember()
        self._finish(partial(self._done, parameters))

    def _parameters(self) -> BatchParameters:
        offer = self._offers[self._group.checkedId()]
        values: dict[str, Any] = dict(self._values)
        return BatchParameters(
            document_type=self._type, query=offer.query, numbers=offer.numbers, **values
        )

    def _remember(self) -> None:
        ticks = {name: value for name, value in self._values.items() if name != _DATE}
        self._desk.state.set(_SECTION, self._type.value, ticks)


_TITLES = {
    DocumentType.ORDER: N_("Post Sales Orders"),
    DocumentType.INVOICE: N_("Post Sales Invoices"),
}
_BUSY = {
    DocumentType.ORDER: N_("Posting sales orders"),
    DocumentType.INVOICE: N_("Posting sales invoices"),
}


def _infos(document_type: DocumentType) -> list[FieldInfo]:
    ticks = _ORDER_TICKS if document_type is DocumentType.ORDER else ()
    return [
        *(_tick(*named) for named in ticks),
        *(_tick(*named) for named in _REPLACING),
        FieldInfo(name=_DATE, label=N_("Posting Date"), kind=FieldKind.DATE),
        *(_tick(*named) for named in _LAST_TICKS),
    ]


def _tick(name: str, label: str) -> FieldInfo:
    return FieldInfo(name=name, label=label, kind=FieldKind.BOOLEAN)


def ask_and_post_batch(page: ListPage, document_type: DocumentType) -> None:
    """Ask for the parameters, for the selected rows or the whole list, and run Post Batch."""

    def ask(keys: Sequence[DocumentKey]) -> None:
        numbers = tuple(key.no for key in keys)
        PostBatchDialog(page, document_type, _offers(page, numbers), partial(_run, page)).open()

    if page.table.selected_count() > MOST_ROWS:
        ask(())
    else:
        page.selection.keys(ask)


def ask_and_post_numbers(
    page: ListPage, document_type: DocumentType, numbers: Sequence[str]
) -> None:
    """Ask for the parameters and run Post Batch for certain documents."""
    text = ngettext("{count} document", "{count} documents", len(numbers))
    shown = text.format(count=user_localizer().integer(len(numbers)))
    offer = Offer(shown, ListQuery(), tuple(numbers))
    PostBatchDialog(page, document_type, [offer], partial(_run, page)).open()


def _offers(page: ListPage, numbers: tuple[str, ...]) -> list[Offer]:
    """Several selected rows come first; a single one is only where the cursor happens to be."""
    query = page.filter.query
    found = page.loader.found
    whole = (
        _("All documents that the list shows")
        if found is None
        else ngettext(
            "The {count} document that the list shows",
            "All {count} documents that the list shows",
            found,
        ).format(count=user_localizer().integer(found))
    )
    offers = [Offer(whole, query)]
    if numbers:
        text = ngettext(
            "The {count} selected document", "The {count} selected documents", len(numbers)
        )
        selected = Offer(text.format(count=len(numbers)), ListQuery(), numbers)
        offers.insert(0 if len(numbers) > 1 else 1, selected)
    return offers


def _run(page: ListPage, parameters: BatchParameters) -> None:
    tasks = page.desk.tasks
    run_long(
        page,
        partial(post_documents, tasks.database, parameters, page.desk.context),
        title=_(_BUSY[parameters.document_type]),
        prints=parameters.print_documents,
    )


def run_long(
    page: ListPage, work: Callable[..., BatchResult], *, title: str, prints: bool = False
) -> None:
    """Run a batch in the background, with Stop; its page opens when the user still waits here."""
    page.desk.tasks.long(
        work,
        title=title,
        verb=_("Stop"),
        done=partial(_show, page, prints),
        owner=page,
        refused=partial(_refuse, page),
    )


def _show(page: ListPage, prints: bool, result: BatchResult) -> None:
    waits_here = page.isVisible()
    if prints and result.n_ok:
        RunPrinting(page, result.run_no).ask()
    if waits_here:
        page.desk.navigation.open("batch_run", result.run_no)


def _refuse(page: ListPage, refusal: Refusal) -> None:
    page.notices.show_only(refusal)
