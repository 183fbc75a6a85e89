"""Copy Document: which document, how, and what of it would come (CB59–CB61)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from desktop.errors import Refusal
from desktop.models.copy_words import CopySourceType
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.records import FieldInfo, FieldKind, LookupRow
from desktop.services.sales.copy_choices import copy_choices, version_choices
from desktop.services.sales.copy_document import (
    CopyOptions,
    CopyRehearsal,
    copy_document,
    rehearse_copy,
    usual_options,
)
from desktop.services.sales.copy_sources import CopyRequest, draft_type_of
from desktop.services.sales.snapshot import document_view
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.fields.field import FieldTools, LookupQuery
from desktop.views.fields.field_form import FieldForm
from desktop.views.pages.acts import Act
from desktop.views.pages.lookups import Lookups
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Question
from desktop.views.shell.tasks import Task
from desktop.views.shell.theme import Text, set_text, theme
from desktop.views.tables.list_spec import Session

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

COPY_DOCUMENT = ActionSpec(
    id="copy_document",
    text=N_("Copy Document…"),
    icon="copy",
    group="lines",
    place=Place.MORE,
    tooltip=N_("Takes lines, and if wanted the header, from another document"),
)

OFFERED = tuple(
    kind
    for kind in CopySourceType
    if draft_type_of(kind) in {None, DocumentType.QUOTE, DocumentType.ORDER, DocumentType.INVOICE}
)
"""What there are pages for; the services copy the other documents of sales as well."""

_TYPE, _NO, _VERSION = "document_type", "document_no", "version_no"
_HEADER, _ANEW = "include_header", "recalculate_lines"
_INFOS = (
    FieldInfo(
        name=_TYPE,
        label=N_("Copy From"),
        kind=FieldKind.CHOICE,
        choices=OFFERED,
        required=True,
    ),
    FieldInfo(
        name=_NO,
        label=N_("Document No."),
        kind=FieldKind.LOOKUP,
        length=20,
        lookup=_NO,
        required=True,
    ),
    FieldInfo(
        name=_VERSION, label=N_("Version"), kind=FieldKind.LOOKUP, length=10, lookup=_VERSION
    ),
    FieldInfo(name=_HEADER, label=N_("Include Header"), kind=FieldKind.BOOLEAN),
    FieldInfo(name=_ANEW, label=N_("Recalculate Lines"), kind=FieldKind.BOOLEAN),
)
_WIDTH = 560
_OUTCOME_HEIGHT = 200


class CopyDialog(Question):
    """Asks for a CopyRequest; below the fields stands what the service says would come of it.

    `outcome` says that in words; `left_out` lists the lines that cannot be copied, with the reason.
    """

    def __init__(self, page: DocumentPage) -> None:
        title = _("Copy Document to {document}").format(document=page.view.key.no)
        super().__init__(page, title)
        self._page = page
        self._values: dict[str, Any] = {}
        self._task: Task | None = None
        self._wants_copy = False
        self.form = self._build_form()
        self.add(self.form)
        self.outcome, self.left_out = QLabel(), QListWidget()
        self.add(self._build_outcome())
        self.copy_button = self.add_button(_("Copy Document"), default=True)
        self.copy_button.clicked.disconnect()
        self.copy_button.clicked.connect(self._on_copy)
        self.add_cancel()
        self._on_committed(_TYPE, CopySourceType(page.view.key.type.value))
        self.form.fields[_NO].setFocus()

    # -- what it is made of

    def _build_form(self) -> FieldForm:
        context = self._page.desk.context
        queries: dict[str, LookupQuery] = {
            _NO: partial(_find_documents, context=context),
            _VERSION: _find_versions,
        }
        lookups = Lookups(self._page, lambda: self._values, queries)
        tools = FieldTools(lambda: context.work_date, lookups, lookup_all=lookups.all)
        form = FieldForm(_INFOS, tools)
        form.set_wide(False)
        form.committed.connect(self._on_committed)
        for field in form.fields.values():
            field.error_changed.connect(self._fit)
        return form

    def _build_outcome(self) -> QWidget:
        """Always as high as it may become: the list of a look-up hangs over it."""
        self.outcome.setWordWrap(True)
        self.left_out.setAccessibleName(_("Lines that are not copied"))
        self.left_out.setWordWrap(True)
        self.left_out.hide()
        area = QWidget()
        area.setMinimumWidth(theme().px(_WIDTH))
        area.setFixedHeight(theme().px(_OUTCOME_HEIGHT))
        box = QVBoxLayout(area)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.outcome)
        box.addWidget(self.left_out, 1)
        box.addStretch()
        return area

    # -- what is typed

    def _on_committed(self, name: str, value: object) -> None:
        self._values[name] = value
        self.form.fields[name].show_value(value)
        if name == _TYPE:
            self._take_type(CopySourceType(str(value)))
        elif name == _NO:
            self._put(_VERSION, None)
        elif name == _HEADER:
            self._values.pop(_ANEW, None)
            self._show_options(usual_options(self._kind, include_header=bool(value)))
        self._rehearse()

    def _take_type(self, kind: CopySourceType) -> None:
        """Another kind of document begins anew: numbers of one kind are none of another."""
        for name in (_NO, _VERSION):
            self._put(name, None)
        for name in (_HEADER, _ANEW):
            self._values.pop(name, None)
        header = self._page.view.header
        if not (header["sell_to_customer_no"] or header["sell_to_contact_no"]):
            self._values[_HEADER] = True  # nobody is sold to yet
        self._show_options(usual_options(kind, include_header=bool(self._values.get(_HEADER))))
        # Arranging the form anew would take the keyboard out of the field that has it.
        version = self.form.fields[_VERSION]
        for part in (version.label(), version):
            part.setVisible(kind.is_archived)
        self._fit()

    def _put(self, name: str, value: object) -> None:
        self._values[name] = value
        self.form.fields[name].show_value(value)

    def _show_options(self, options: CopyOptions) -> None:
        self.form.fields[_HEADER].show_value(options.include_header)
        self.form.fields[_ANEW].show_value(options.recalculate_lines)
        self.form.fields[_ANEW].set_editable(
            not options.always_recalculates, _("A posted shipment has no prices to keep.")
        )

    @property
    def _kind(self) -> CopySourceType:
        return CopySourceType(str(self._values[_TYPE]))

    def _request(self) -> CopyRequest:
        version = str(self._values.get(_VERSION) or "")
        return CopyRequest(
            self._kind,
            str(self._values.get(_NO) or ""),
            int(version) if version.isdecimal() else None,
            self._values.get(_HEADER),
            self._values.get(_ANEW),
        )

    # -- what would come of it

    def _rehearse(self) -> None:
        """Ask the service; the newest question wins. Without a number there is nothing to ask."""
        if self._task is not None:
            self._task.drop()
        self._task = None
        self._show_result("")
        if not self._values.get(_NO) and not self._wants_copy:
            self._show_result(_("Choose a document, and see here what would come of it."))
            return
        self._task = self._page.desk.tasks.rehearse(
            partial(
                rehearse_copy,
                key=self._page.view.key,
                request=self._request(),
                context=self._page.desk.context,
            ),
            done=self._on_rehearsed,
            refused=self._on_refused,
            owner=self,
        )

    def _on_rehearsed(self, found: CopyRehearsal) -> None:
        self._task = None
        self._show_options(found.options)
        self._show_result(_words(found), found)
        if self._wants_copy:
            self._finish(partial(_copy, self._page, self._request()))

    def _on_refused(self, refusal: Refusal) -> None:
        self._task, self._wants_copy = None, False
        self._show_result(user_localizer().refusal(refusal), is_wrong=True)

    def _show_result(
        self, text: str, found: CopyRehearsal | None = None, *, is_wrong: bool = False
    ) -> None:
        set_text(self.outcome, Text.BODY, "danger" if is_wrong else "muted")
        self.outcome.setText(text)
        reasons = (
            [user_localizer().refusal(each.refusal) for each in found.skipped] if found else []
        )
        self.left_out.clear()
        self.left_out.addItems(reasons)
        self.left_out.setVisible(bool(reasons))

    def _fit(self) -> None:
        QTimer.singleShot(0, self, self.adjustSize)

    def _on_copy(self) -> None:
        """Copy what is shown; what is still being typed is looked up and shown before."""
        self._wants_copy = True
        for field in self.form.fields.values():
            field.commit()
        if not self.form.fields[_NO].has_draft() and self._task is None:
            self._rehearse()


def _find_documents(
    session: Session, text: str, values: Mapping[str, object], *, context: UserContext
) -> Sequence[LookupRow]:
    """The documents of the chosen kind: number, customer, date and amount."""
    localizer = user_localizer()
    found = copy_choices(session, CopySourceType(str(values[_TYPE])), text, context)
    return [
        LookupRow(
            each.no,
            each.sell_to_name,
            " · ".join(
                part
                for part in (
                    localizer.date(each.date) if each.date else "",
                    localizer.amount(each.amount) if each.amount is not None else "",
                    each.currency_code or "",
                )
                if part
            ),
        )
        for each in found
    ]


def _find_versions(
    session: Session, text: str, values: Mapping[str, object]
) -> Sequence[LookupRow]:
    """The versions of the chosen document: number, why and when it was kept."""
    localizer = user_localizer()
    found = version_choices(session, CopySourceType(str(values[_TYPE])), str(values[_NO] or ""))
    return [
        LookupRow(
            str(each.version_no),
            each.reason or localizer.choice(each.cause),
            localizer.date(each.archived_at.astimezone().date()),
        )
        for each in found
        if text in str(each.version_no)
    ]


def _words(found: CopyRehearsal) -> str:
    """What would come, in sentences."""
    localizer = user_localizer()
    document = " · ".join(part for part in (found.source_no, found.sell_to_name) if part)
    comes = ngettext(
        "{count} line comes from {document}.", "{count} lines come from {document}.", found.copied
    ).format(count=localizer.integer(found.copied), document=document)
    total = _("The document will come to {amount} {currency}.").format(
        amount=localizer.amount(found.amount_including_vat), currency=found.currency_code
    )
    sentences = [comes, total]
    if found.deleted:
        sentences.insert(
            0,
            ngettext(
                "The {count} line that is there is deleted first.",
                "The {count} lines that are there are deleted first.",
                found.deleted,
            ).format(count=localizer.integer(found.deleted)),
        )
    if found.skipped:
        count = len(found.skipped)
        sentences.append(
            ngettext(
                "{count} line cannot be copied:", "{count} lines cannot be copied:", count
            ).format(count=localizer.integer(count))
        )
    return " ".join(sentences)


def _copy(page: DocumentPage, request: CopyRequest) -> None:
    page.run(copy_document, request, done=partial(_on_copied, page))


def _on_copied(page: DocumentPage, view: DocumentView) -> None:
    page.editor.note(Act.COPY_DOCUMENT, "", None, view)
    page.editor.take_changed(view)
    count = len(view.difference.added)
    if count:
        text = ngettext("{count} line was copied.", "{count} lines were copied.", count)
        page.notices.info(text.format(count=user_localizer().integer(count)))


def ask_copy(page: DocumentPage) -> None:
    """Ask which document is to be copied onto the page's; an untouched one is made first."""
    if page.editor.is_new:
        page.run(document_view, done=partial(_ask_on_new, page))
    else:
        CopyDialog(page).open()


def _ask_on_new(page: DocumentPage, view: DocumentView) -> None:
    page.editor.take_changed(view)
    CopyDialog(page).open()
