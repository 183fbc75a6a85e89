"""Batch runs: the list of them, and what one of them tells (CB253)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.errors import RecordRef
from desktop.models.job_words import BatchOutcome, Job, RunStatus
from desktop.models.labels import enum_label
from desktop.models.values.keys import DocumentType
from desktop.services.jobs.queries import (
    MessageRow,
    RunRow,
    created_documents,
    find_run,
    messages,
    runs,
)
from desktop.services.jobs.retry import retry_failed
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.jobs.record_list import OPEN, RecordList, open_current
from desktop.views.jobs.schedule_pages import SCHEDULES
from desktop.views.pages.post_batch import ask_and_post_numbers, run_long
from desktop.views.pages.record_pages import page_specs
from desktop.views.pages.run_printing import RunPrinting
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb, Pill
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction, View

GROUP = N_("Posting")

RUN_TONES = {
    RunStatus.RUNNING: Tone.INFO,
    RunStatus.FINISHED: Tone.OK,
    RunStatus.STOPPED: Tone.WARN,
    RunStatus.FAILED: Tone.DANGER,
}
OUTCOME_TONES = {
    BatchOutcome.OK: Tone.OK,
    BatchOutcome.SKIPPED: Tone.WARN,
    BatchOutcome.ERROR: Tone.DANGER,
}

RUN_COLUMNS = (
    Column("no", N_("No."), lambda row: row.no, Kind.LINK, width=72),
    Column("job", N_("Job"), lambda row: row.job, width=132),
    Column("started_at", N_("Started at"), lambda row: row.started_at, Kind.DATETIME),
    Column("finished_at", N_("Finished at"), lambda row: row.finished_at, Kind.DATETIME),
    Column("user", N_("User"), lambda row: row.user, Kind.CODE),
    Column(
        "status",
        N_("Status"),
        lambda row: row.status,
        Kind.STATUS,
        choices=tuple(RunStatus),
        pill=lambda row: RUN_TONES[row.status],
    ),
    Column("n_total", N_("Documents"), lambda row: row.n_total, Kind.INTEGER, width=96),
    Column("n_ok", N_("Done"), lambda row: row.n_ok, Kind.INTEGER),
    Column("n_skipped", N_("Skipped"), lambda row: row.n_skipped, Kind.INTEGER, width=96),
    Column(
        "n_error",
        N_("Failed"),
        lambda row: row.n_error,
        Kind.INTEGER,
        width=96,
        colour=lambda row: Tone.DANGER if row.n_error else None,
    ),
)


MESSAGE_COLUMNS = (
    Column("no", N_("No."), lambda row: row.no, Kind.LINK, width=104),
    Column("document_type", N_("Type"), lambda row: row.document_type, width=132),
    Column(
        "outcome",
        N_("Outcome"),
        lambda row: row.outcome,
        Kind.STATUS,
        choices=tuple(BatchOutcome),
        pill=lambda row: OUTCOME_TONES[row.outcome],
    ),
    Column("created_document_no", N_("Made"), lambda row: row.created_document_no, Kind.CODE),
    Column("text", N_("Message"), lambda row: row.text, width=560),
    Column("code", N_("Code"), lambda row: row.code, width=200, visible=False),
    Column("seq", N_("Sequence"), lambda row: row.seq, Kind.INTEGER, visible=False),
)

RETRY = ActionSpec(
    id="retry_failed", text=N_("Retry Failed"), icon="rotate-ccw", primary=True, group="run"
)
PRINT = ActionSpec(id="print_run", text=N_("Print…"), icon="printer", key=Key.PRINT, group="run")
POST_CREATED = ActionSpec(
    id="post_created", text=N_("Post Them…"), icon="layers", key=Key.POST, group="run"
)
OPEN_SCHEDULES = ActionSpec(id="batch_schedules", text=N_("Schedules"), icon="calendar-check")
MEND = ActionSpec(id="go_to_cause", text=N_("Go to Cause"), icon="flag", group="run")


class RunPage(RecordList):
    """One run: how it ended, and what came of each document.

    Enter opens what was made of a document, else the document itself.
    """

    def __init__(self, desk: Desk, run_no: int) -> None:
        self._run_no = run_no
        super().__init__(desk, message_list(desk, run_no), run_no)
        self.head.set_breadcrumb(
            [Crumb(_("Batch Runs"), "batch_runs"), Crumb(user_localizer().value(run_no))]
        )
        self._read_run()

    def reload(self) -> None:
        super().reload()
        self._read_run()

    def retry(self) -> None:
        """Run the job again for the documents that failed."""
        tasks = self.desk.tasks
        work = partial(retry_failed, tasks.database, self._run_no, self.desk.context)
        run_long(self, work, title=_("Running the failed documents again"))

    def print_documents(self) -> None:
        """Print what the run has posted."""
        RunPrinting(self, self._run_no).ask()

    def post_created(self) -> None:
        """Ask how to post the invoices that the run has made."""
        self.read(partial(created_documents, run_no=self._run_no), done=self._ask_to_post)

    def _ask_to_post(self, made: Sequence[RecordRef]) -> None:
        numbers = [str(ref.key[-1]) for ref in made if ref.table == "sales_header"]
        ask_and_post_numbers(self, DocumentType.INVOICE, numbers)

    def go_to_cause(self) -> None:
        """Open the record where the error of the row can be mended."""
        row: MessageRow | None = self.current_row()
        if row is not None and row.mend is not None:
            self.desk.navigation.open_record(row.mend, row.field_name)
        elif row is not None:
            self.open_current()

    def _read_run(self) -> None:
        work = partial(find_run, run_no=self._run_no, context=self.desk.context)
        self.read(work, done=self._show_run)

    def _show_run(self, run: RunRow | None) -> None:
        if run is None:
            self.notices.error(_("This batch run is not kept any more."))
            return
        self.set_title(
            _("Batch Run {no} · {job}").format(
                no=user_localizer().value(run.no), job=_(enum_label(run.job))
            )
        )
        self.head.set_pills(pills(run))
        self._allow(run)

    def _allow(self, run: RunRow) -> None:
        posts, has_made = run.job is Job.POST_BATCH, bool(run.n_ok)
        can_retry = bool(run.n_error) and run.status is not RunStatus.RUNNING
        self.commands.set_enabled(PRINT.id, posts and has_made, _("No document is posted."))
        self.commands.set_enabled(RETRY.id, can_retry, _("No document has failed."))
        self.commands.set_enabled(
            POST_CREATED.id, has_made and not posts, _("This run has made no invoices.")
        )


def pills(run: RunRow) -> list[Pill]:
    """How a run ended, in words: its status and the counts that are not 0."""
    counts = (
        (run.n_ok, "ok", ngettext("{count} done", "{count} done", run.n_ok)),
        (run.n_skipped, "warn", ngettext("{count} skipped", "{count} skipped", run.n_skipped)),
        (run.n_error, "danger", ngettext("{count} failed", "{count} failed", run.n_error)),
    )
    shown = [Pill(_(enum_label(run.status)), RUN_TONES[run.status].value)]
    integer = user_localizer().integer
    return shown + [
        Pill(text.format(count=integer(count)), tone) for count, tone, text in counts if count
    ]


def message_list(desk: Desk, run_no: int) -> ListSpec:
    """The declaration of what one run tells."""
    return ListSpec(
        name="batch_run",
        title=N_("Batch Run"),
        icon="layers",
        columns=MESSAGE_COLUMNS,
        source=lambda: messages(run_no, desk.context),
        key=lambda row: row.seq,
        tables=frozenset({"batch_run", "batch_run_message"}),
        order=(("seq", False),),
        views=(
            View("", N_("All documents")),
            View(BatchOutcome.ERROR, N_("Errors")),
            View(BatchOutcome.SKIPPED, N_("Skipped")),
            View(BatchOutcome.OK, N_("Done")),
        ),
        actions=(
            PageAction(RETRY, RunPage.retry),
            PageAction(MEND, RunPage.go_to_cause, Needs.ROW),
            PageAction(PRINT, RunPage.print_documents),
            PageAction(POST_CREATED, RunPage.post_created),
            PageAction(OPEN, open_current, Needs.ROW),
        ),
        empty=N_("This run has met no documents."),
    )


def run_list(desk: Desk) -> ListSpec:
    """The declaration of the list of runs."""
    return ListSpec(
        name="batch_runs",
        title=N_("Batch Runs"),
        icon="layers",
        columns=RUN_COLUMNS,
        source=lambda: runs(desk.context),
        key=lambda row: row.no,
        tables=frozenset({"batch_run"}),
        order=(("no", True),),
        views=(View("", N_("All runs")), View("errors", N_("With errors"))),
        open_page="batch_run",
        actions=(PageAction(OPEN_SCHEDULES, _open_schedules),),
        empty=N_("Nothing was run yet. Choose Post Batch in the list of orders or invoices."),
    )


def _open_schedules(page: ListPage) -> None:
    page.desk.navigation.open(SCHEDULES.list_name)


def _runs(desk: Desk, key: object) -> Page:
    return ListPage(desk, run_list(desk), key)


def _run(desk: Desk, key: object) -> Page:
    return RunPage(desk, int(str(key)))


def run_pages() -> tuple[PageSpec, ...]:
    """The list of runs, one run, and the schedules by which batches run."""
    return (
        *page_specs(SCHEDULES),
        PageSpec(
            name="batch_runs",
            title=N_("Batch Runs"),
            icon="layers",
            group=GROUP,
            factory=_runs,
            listed=run_list,
        ),
        PageSpec(
            name="batch_run",
            title=N_("Batch Run"),
            icon="layers",
            factory=_run,
            in_menu=False,
            table="batch_run",
        ),
    )
