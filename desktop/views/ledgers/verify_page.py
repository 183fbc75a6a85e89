"""Verify Books: prove that nothing was changed and that all ledgers agree, and print the proof."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.errors import Notice
from desktop.services.context import UserContext
from desktop.services.ledgers.verify_books import BooksReport, keep_check, verify_books
from desktop.services.ledgers.verify_remedies import LastCheck, last_check, record_of, remedy_of
from desktop.services.reports.archive import ArchivedPdf, save_pdf
from desktop.services.reports.books_report import books_report_pdf
from desktop.services.reports.refusals import FileNotWritten
from desktop.translation import N_, Localizer, _, ngettext, user_localizer
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.progress import WorkProgress
from desktop.views.shell.tasks import CompanyDatabase
from desktop.views.tables.columns import Column
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction

_VERIFY = ActionSpec(id="verify", text=N_("Verify Books"), icon="shield-check", primary=True)
_SAVE = ActionSpec(id="save_report", text=N_("Save Report as PDF…"), icon="download")
_OPEN = ActionSpec(id="open_record", text=N_("Open Record"), icon="external-link")


@dataclass(frozen=True, slots=True)
class _Proof:
    """A proof and its paper."""

    report: BooksReport
    pdf: bytes


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in the list; `position` tells it from the others."""

    position: int
    finding: Notice


COLUMNS = (
    Column(
        "finding",
        N_("Finding"),
        lambda row: user_localizer().notice(row.finding),
        width=520,
        sortable=False,
    ),
    Column(
        "remedy",
        N_("What to Do"),
        lambda row: _(remedy_of(row.finding)),
        width=640,
        sortable=False,
    ),
)


class VerifyPage(ListPage):
    """The findings of the last proof; the proof itself runs beside the work."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        self.findings: tuple[FindingRow, ...] = ()
        self._proof: _Proof | None = None
        super().__init__(desk, _spec(self), key)
        self._allow()
        self.read(last_check, done=self._on_last)

    def verify(self) -> None:
        """Prove the books in the background, with Cancel; keep when and with which seal."""
        work = partial(
            _prove,
            database=self.desk.tasks.database,
            context=self.desk.context,
            localizer=user_localizer(),
        )
        self.desk.tasks.long(
            work,
            title=_("Verify Books"),
            done=self._on_proved,
            refused=self.notices.show_only,
            owner=self,
        )

    def ask_save(self) -> None:
        """Let the user choose where the report goes."""
        dialog = QFileDialog(self, _("Save Report as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setMimeTypeFilters(["application/pdf"])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(_("Proof of the Books") + ".pdf")
        dialog.fileSelected.connect(self.save_as)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_as(self, path: str) -> None:
        """Write the report of the last proof to a file."""
        if self._proof is None:
            return
        try:
            save_pdf(ArchivedPdf(Path(path).name, self._proof.pdf, ""), Path(path))
        except FileNotWritten as refusal:
            self.notices.show_only(refusal)
            return
        self.notices.done(_("Saved as {path}.").format(path=path))

    def open_finding(self) -> None:
        """Open the card that the finding under the cursor speaks of."""
        row = self.current_row()
        record = record_of(row.finding) if isinstance(row, FindingRow) else None
        if record is None or not self.desk.navigation.open_record(record):
            self.notices.info(_("This finding leads to no card."))

    def _on_row_activated(self, position: int) -> None:
        del position
        self.open_finding()

    def _allow(self) -> None:
        why = _("Verify the books first.")
        self.commands.set_enabled("save_report", self._proof is not None, why)

    def _on_last(self, last: LastCheck | None) -> None:
        if last is None or self._proof is not None:
            return
        shown = user_localizer()
        text = _(
            "Last verified {time} by {user}: {registers} registers, {findings} findings. "
            "Seal {seal}"
        ).format(
            time=shown.datetime(last.checked_at),
            user=last.checked_by,
            registers=shown.integer(last.registers),
            findings=shown.integer(last.findings),
            seal=last.seal or "–",
        )
        self.notices.info(text)

    def _on_proved(self, proof: _Proof) -> None:
        self._proof = proof
        found = enumerate(proof.report.findings)
        self.findings = tuple(FindingRow(position, finding) for position, finding in found)
        self.reload()
        self._allow()
        self.notices.clear()
        shown = user_localizer().integer
        if proof.report.is_right:
            text = _("The books are right. {registers} registers were proved; seal {seal}").format(
                registers=shown(proof.report.registers), seal=proof.report.last_hash or "–"
            )
            self.notices.done(text)
        else:
            count = len(self.findings)
            text = ngettext("{count} fault was found.", "{count} faults were found.", count)
            self.notices.error(text.format(count=shown(count)))


def _prove(
    progress: WorkProgress,
    *,
    database: CompanyDatabase,
    context: UserContext,
    localizer: Localizer,
) -> _Proof:
    """Read everything in one transaction, then keep the result in another."""
    with database.read() as session:
        report = verify_books(session, progress)
        pdf = books_report_pdf(session, report, context, localizer)
    database.run_write(partial(keep_check, report=report, context=context))
    return _Proof(report, pdf)


def _spec(page: VerifyPage) -> ListSpec:
    return ListSpec(
        name="verify_books",
        title=N_("Verify Books"),
        icon="shield-check",
        columns=COLUMNS,
        source=computed(lambda _session: page.findings, COLUMNS, lambda row: row.position),
        key=lambda row: row.position,
        tables=frozenset(),
        actions=(
            PageAction(_VERIFY, VerifyPage.verify),
            PageAction(_SAVE, VerifyPage.ask_save),
            PageAction(_OPEN, VerifyPage.open_finding, Needs.ROW),
        ),
        empty=N_(
            "There are no findings to show. Verify Books proves all ledgers and the chain of "
            "registers."
        ),
    )


def _page(desk: Desk, key: object) -> Page:
    return VerifyPage(desk, key)


def verify_page() -> PageSpec:
    """The page for the navigation; it stands in the Setup hub and the search box."""
    return PageSpec(
        name="verify_books",
        title=N_("Verify Books"),
        icon="shield-check",
        factory=_page,
        in_menu=False,
    )
