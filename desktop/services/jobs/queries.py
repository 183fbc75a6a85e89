"""Reading batch runs, their messages and the posting queue for lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.job_words import BatchOutcome, Job, QueueState, RunStatus
from desktop.models.jobs import BatchRun, BatchRunMessage, JobQueueEntry
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.jobs.failures import record_of
from desktop.services.jobs.runs import STALE_AFTER
from desktop.services.list_query import ListQuery
from desktop.services.list_source import TableSource
from desktop.services.sales.load import document_ref
from desktop.services.text_index import folded_condition

_RUN = ("no", "job", "user", "started_at", "finished_at", "n_total", "n_ok", "n_skipped", "n_error")
_MESSAGE = (
    "seq",
    "document_type",
    "no",
    "outcome",
    "code",
    "text",
    "record_table",
    "record_key",
    "field_name",
    "created_table",
    "created_document_no",
)
_ENTRY = (
    "entry_no",
    "document_type",
    "document_no",
    "user",
    "created_at",
    "started_at",
    "state",
    "error_text",
)


@dataclass(frozen=True, slots=True)
class RunRow:
    """A batch run; one without a sign of life for ten minutes counts as failed."""

    no: int
    job: Job
    user: str
    started_at: datetime
    finished_at: datetime | None
    n_total: int
    n_ok: int
    n_skipped: int
    n_error: int
    status: RunStatus


@dataclass(frozen=True, slots=True)
class MessageRow:
    """What came of one document of a run.

    `created` is what was made of it; `mend` and `field_name` say where an error can be mended.
    """

    seq: int
    document: DocumentKey
    outcome: BatchOutcome
    code: str
    text: str
    created: RecordRef | None
    mend: RecordRef | None
    field_name: str
    job: Job = Job.POST_BATCH

    @property
    def no(self) -> str:
        """The document's number."""
        return self.document.no

    @property
    def document_type(self) -> DocumentType:
        """Which kind of document it is."""
        return self.document.type

    @property
    def target(self) -> RecordRef:
        """The record to look at: what was made, else the document, or the customer it is for."""
        if self.created is None and self.job is Job.CREATE_RECURRING_INVOICES:
            return RecordRef("customer", (self.no,))
        return self.created or document_ref(self.document)

    @property
    def created_document_no(self) -> str:
        """The number of what was made."""
        return str(self.created.key[-1]) if self.created else ""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A document in the posting queue."""

    entry_no: int
    document: DocumentKey
    name: str
    user: str
    created_at: datetime
    started_at: datetime | None
    state: QueueState
    error_text: str

    @property
    def target(self) -> RecordRef:
        """The record to look at: the document."""
        return document_ref(self.document)

    @property
    def document_no(self) -> str:
        """The document's number."""
        return self.document.no

    @property
    def document_type(self) -> DocumentType:
        """Which kind of document it is."""
        return self.document.type


# ------------------------------------------------------------------------------------------ runs


def runs(context: UserContext) -> TableSource[RunRow]:
    """The list of batch runs, the newest first unless sorted otherwise.

    View `errors`: with failed documents, or failed itself. Searched is the user.
    """
    columns = _run_columns(context)
    return TableSource(
        table=BatchRun,
        columns=columns,
        key_names=("no",),
        make=lambda values: RunRow(**values),
        conditions=partial(_run_conditions, status=columns["status"]),
        today=context.work_date,
        order=(("no", True),),
    )


def find_run(session: Session, run_no: int, context: UserContext) -> RunRow | None:
    """One run; None when it is not kept any more."""
    statement = select(*_run_columns(context).values()).where(BatchRun.no == run_no)
    found = session.execute(statement).mappings().one_or_none()
    return None if found is None else RunRow(**found)


def _run_columns(context: UserContext) -> dict[str, Any]:
    is_gone = and_(
        BatchRun.status == RunStatus.RUNNING, BatchRun.heartbeat_at < context.now() - STALE_AFTER
    )
    status = case((is_gone, RunStatus.FAILED), else_=BatchRun.status)
    plain: dict[str, Any] = {name: getattr(BatchRun, name) for name in _RUN}
    return {**plain, "status": status.label("status")}


def _run_conditions(
    _session: Session, query: ListQuery, *, status: ColumnElement[Any]
) -> list[ColumnElement[bool]]:
    found = folded_condition(query.search, BatchRun.user)
    if query.view == "errors":
        found.append((BatchRun.n_error > 0) | (status == RunStatus.FAILED))
    return found


# -------------------------------------------------------------------------------------- messages


def messages(run_no: int, context: UserContext) -> TableSource[MessageRow]:
    """The list of what a run tells, in the order of the run unless sorted otherwise.

    Views: `error`, `skipped` and `ok`. Searched are number and text.
    """
    return TableSource(
        table=BatchRunMessage,
        columns={
            **{name: getattr(BatchRunMessage, name) for name in _MESSAGE},
            "job": BatchRun.job,
        },
        key_names=("seq",),
        make=_message,
        conditions=partial(_message_conditions, run_no=run_no),
        today=context.work_date,
        joins=lambda statement: statement.join(BatchRun, BatchRun.no == BatchRunMessage.run_no),
    )


def _message(values: Mapping[str, Any]) -> MessageRow:
    return MessageRow(
        seq=values["seq"],
        document=DocumentKey(values["document_type"], values["no"]),
        outcome=values["outcome"],
        code=values["code"],
        text=values["text"],
        created=_created(
            values["created_table"], values["document_type"], values["created_document_no"]
        ),
        mend=record_of(values["record_table"], values["record_key"]),
        field_name=values["field_name"],
        job=values["job"],
    )


def created_documents(session: Session, run_no: int) -> tuple[RecordRef, ...]:
    """What a run has made, in the order of the run."""
    statement = (
        select(
            BatchRunMessage.created_table,
            BatchRunMessage.document_type,
            BatchRunMessage.created_document_no,
        )
        .where(BatchRunMessage.run_no == run_no, BatchRunMessage.created_document_no.is_not(None))
        .order_by(BatchRunMessage.seq)
    )
    made = (_created(table, kind, no) for table, kind, no in session.execute(statement))
    return tuple(ref for ref in made if ref is not None)


def _created(table: str, kind: DocumentType, no: str | None) -> RecordRef | None:
    """What was made of a document: a posted one, or a draft of its type."""
    if not (table and no):
        return None
    is_draft = table == SalesHeader.__tablename__
    return RecordRef(table, (kind.value, no) if is_draft else (no,))


def _message_conditions(
    _session: Session, query: ListQuery, *, run_no: int
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [BatchRunMessage.run_no == run_no]
    if query.view in set(BatchOutcome):
        found.append(BatchRunMessage.outcome == BatchOutcome(query.view))
    return found + folded_condition(query.search, BatchRunMessage.no, BatchRunMessage.text)


# ----------------------------------------------------------------------------------------- queue


def queue(context: UserContext) -> TableSource[QueueRow]:
    """The posting queue, the oldest first unless sorted otherwise.

    Views: `error`, and `mine` for what the user scheduled. Searched are number, name and user.
    """
    return TableSource(
        table=JobQueueEntry,
        columns=_queue_columns(),
        key_names=("entry_no",),
        make=_queue_row,
        conditions=partial(_queue_conditions, user=context.user),
        today=context.work_date,
        joins=lambda statement: statement.join(SalesHeader, _is_of_document()),
    )


def _queue_row(values: Mapping[str, Any]) -> QueueRow:
    return QueueRow(
        entry_no=values["entry_no"],
        document=DocumentKey(values["document_type"], values["document_no"]),
        name=values["name"],
        user=values["user"],
        created_at=values["created_at"],
        started_at=values["started_at"],
        state=values["state"],
        error_text=values["error_text"],
    )


def count_queue_errors(session: Session) -> int:
    """How many documents could not be posted: the number beside the menu entry."""
    counted = select(func.count()).where(JobQueueEntry.state == QueueState.ERROR)
    return session.scalars(counted).one()


def _queue_columns() -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(JobQueueEntry, name) for name in _ENTRY}
    return {**plain, "name": SalesHeader.sell_to_name.label("name")}


def _is_of_document() -> ColumnElement[bool]:
    return and_(
        SalesHeader.document_type == JobQueueEntry.document_type,
        SalesHeader.no == JobQueueEntry.document_no,
    )


def _queue_conditions(
    _session: Session, query: ListQuery, *, user: str
) -> list[ColumnElement[bool]]:
    texts = (JobQueueEntry.document_no, SalesHeader.sell_to_name, JobQueueEntry.user)
    found = folded_condition(query.search, *texts)
    if query.view == "error":
        found.append(JobQueueEntry.state == QueueState.ERROR)
    if query.view == "mine":
        found.append(JobQueueEntry.user == user)
    return found
