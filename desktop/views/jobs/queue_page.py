"""The posting queue: what waits, what could not be posted, and why (SD104)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from desktop.models.job_words import QueueState
from desktop.models.labels import enum_label
from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.jobs.queries import count_queue_errors, queue
from desktop.services.jobs.queue import remove_from_queue, retry
from desktop.translation import N_, _
from desktop.views.jobs.record_list import OPEN, RecordList, open_current
from desktop.views.jobs.run_pages import GROUP
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction, Session, View

TONES = {
    QueueState.SCHEDULED: Tone.INFO,
    QueueState.POSTING: Tone.INFO,
    QueueState.ERROR: Tone.DANGER,
}
RETRY = ActionSpec(id="retry", text=N_("Retry"), icon="rotate-ccw", primary=True, group="queue")
REMOVE = ActionSpec(
    id="remove_from_queue", text=N_("Remove from Queue"), icon="undo-2", group="queue"
)

COLUMNS = (
    Column("document_no", N_("No."), lambda row: row.document_no, Kind.LINK),
    Column("name", N_("Customer"), lambda row: row.name, width=200),
    Column(
        "state",
        N_("State"),
        lambda row: row.state,
        Kind.STATUS,
        choices=tuple(QueueState),
        pill=lambda row: TONES[row.state],
    ),
    Column("error_text", N_("Message"), lambda row: row.error_text, width=420),
    Column("user", N_("User"), lambda row: row.user, Kind.CODE),
    Column("created_at", N_("Scheduled at"), lambda row: row.created_at, Kind.DATETIME),
    Column("document_type", N_("Type"), lambda row: row.document_type, width=156),
    Column(
        "started_at", N_("Started at"), lambda row: row.started_at, Kind.DATETIME, visible=False
    ),
    Column("entry_no", N_("Entry No."), lambda row: row.entry_no, Kind.INTEGER, visible=False),
)

Command = Callable[[Session, DocumentKey, UserContext], object]


def _for_all(page: RecordList, command: Command, sentence: str) -> None:
    """Give a command for each selected document, each in a transaction of its own."""
    page.notices.clear()

    def give(keys: Sequence[DocumentKey]) -> None:
        for key in keys:
            work = partial(_one, command=command, key=key, context=page.desk.context)
            page.write(work, done=partial(_tell, page, sentence, key))

    page.selection.keys(give)


def _one(session: Session, *, command: Command, key: DocumentKey, context: UserContext) -> object:
    return command(session, key, context)


def _tell(page: RecordList, sentence: str, key: DocumentKey, _answer: object) -> None:
    page.notices.done(_(sentence).format(type=_(enum_label(key.type)), no=key.no))


def _retry(page: RecordList) -> None:
    _for_all(page, retry, N_("{type} {no} is scheduled again."))


def _remove(page: RecordList) -> None:
    _for_all(page, remove_from_queue, N_("{type} {no} is taken out of the queue."))


def queue_list(desk: Desk) -> ListSpec:
    """The declaration of the queue."""
    return ListSpec(
        name="job_queue",
        title=N_("Posting Queue"),
        icon="inbox",
        columns=COLUMNS,
        source=lambda: queue(desk.context),
        key=lambda row: row.document,
        tables=frozenset({"job_queue_entry", "sales_header"}),
        order=(("entry_no", False),),
        views=(
            View("", N_("All documents")),
            View("error", N_("Errors")),
            View("mine", N_("Scheduled by me")),
        ),
        actions=(
            PageAction(RETRY, _retry, Needs.SELECTION),
            PageAction(REMOVE, _remove, Needs.SELECTION),
            PageAction(OPEN, open_current, Needs.ROW),
        ),
        empty=N_("No document waits to be posted in the background."),
    )


def _queue(desk: Desk, key: object) -> Page:
    return RecordList(desk, queue_list(desk), key)


def queue_pages() -> tuple[PageSpec, ...]:
    """The queue, with the number of documents that could not be posted."""
    return (
        PageSpec(
            name="job_queue",
            title=N_("Posting Queue"),
            icon="inbox",
            group=GROUP,
            factory=_queue,
            listed=queue_list,
            count=count_queue_errors,
            counted=frozenset({"job_queue_entry", "sales_header"}),
        ),
    )
