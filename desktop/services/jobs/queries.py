"""Reading batch runs, their messages and the posting queue for lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.jobs import (
    BatchOutcome,
    BatchRun,
    BatchRunMessage,
    Job,
    JobQueueEntry,
    QueueState,
    RunStatus,
)
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.jobs.failures import record_of
from desktop.services.jobs.runs import STALE_AFTER
from desktop.services.list_query import ListQuery
from desktop.services.list_statement import filtered, ordered, searched
from desktop.services.sales.load import document_ref

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
        """The record to look at: what was made, else the document."""
        return self.created or document_ref(self.document)

    @property
    def created_document_no(self) -> str:
        """The number of what was made."""
        return str(self.created.key[0]) if self.created else ""


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


def run_rows(session: Session, query: ListQuery, context: UserContext) -> tuple[RunRow, ...]:
    """A page of the batch runs, the newest first unless sorted otherwise.

    View `errors`: with failed documents, or failed itself. Searched is the user.
    """
    columns = _run_columns(context)
    conditions = _run_conditions(query, context)
    statement = select(*columns.values()).where(*conditions)
    if not query.order:
        statement = statement.order_by(BatchRun.no.desc())
    return tuple(
        RunRow(**row) for row in session.execute(ordered(statement, query, columns)).mappings()
    )


def count_runs(session: Session, query: ListQuery, context: UserContext) -> int:
    """How many runs the list has in all."""
    counted = select(func.count()).select_from(BatchRun)
    return session.scalars(counted.where(*_run_conditions(query, context))).one()


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


def _run_conditions(query: ListQuery, context: UserContext) -> list[ColumnElement[bool]]:
    columns = _run_columns(context)
    found = searched(query.search, BatchRun.user)
    if query.view == "errors":
        found.append((BatchRun.n_error > 0) | (columns["status"] == RunStatus.FAILED))
    return [*found, *filtered(query, columns, context.work_date)]


# -------------------------------------------------------------------------------------- messages


def message_rows(session: Session, run_no: int, query: ListQuery) -> tuple[MessageRow, ...]:
    """A page of what a run tells, in the order of the run unless sorted otherwise.

    Views: `error`, `skipped` and `ok`. Searched are number and text.
    """
    columns: dict[str, Any] = {name: getattr(BatchRunMessage, name) for name in _MESSAGE}
    statement = select(*columns.values()).where(*_message_conditions(run_no, query))
    rows = session.execute(ordered(statement, query, columns)).mappings()
    return tuple(
        MessageRow(
            seq=row["seq"],
            document=DocumentKey(row["document_type"], row["no"]),
            outcome=row["outcome"],
            code=row["code"],
            text=row["text"],
            created=_created(row["created_table"], row["created_document_no"]),
            mend=record_of(row["record_table"], row["record_key"]),
            field_name=row["field_name"],
        )
        for row in rows
    )


def count_messages(session: Session, run_no: int, query: ListQuery) -> int:
    """How many documents a run tells of."""
    counted = select(func.count()).select_from(BatchRunMessage)
    return session.scalars(counted.where(*_message_conditions(run_no, query))).one()


def created_documents(session: Session, run_no: int) -> tuple[RecordRef, ...]:
    """What a run has made, in the order of the run."""
    statement = (
        select(BatchRunMessage.created_table, BatchRunMessage.created_document_no)
        .where(BatchRunMessage.run_no == run_no, BatchRunMessage.created_document_no.is_not(None))
        .order_by(BatchRunMessage.seq)
    )
    return tuple(RecordRef(table, (str(no),)) for table, no in session.execute(statement))


def _created(table: str, no: str | None) -> RecordRef | None:
    return RecordRef(table, (no,)) if table and no else None


def _message_conditions(run_no: int, query: ListQuery) -> list[ColumnElement[bool]]:
    columns: dict[str, Any] = {name: getattr(BatchRunMessage, name) for name in _MESSAGE}
    found: list[ColumnElement[bool]] = [BatchRunMessage.run_no == run_no]
    if query.view in set(BatchOutcome):
        found.append(BatchRunMessage.outcome == BatchOutcome(query.view))
    found += searched(query.search, BatchRunMessage.no, BatchRunMessage.text)
    return [*found, *filtered(query, columns, date.min)]


# ----------------------------------------------------------------------------------------- queue


def queue_rows(session: Session, query: ListQuery, context: UserContext) -> tuple[QueueRow, ...]:
    """A page of the posting queue, the oldest first unless sorted otherwise.

    Views: `error`, and `mine` for what the user scheduled. Searched are number, name and user.
    """
    columns = _queue_columns()
    statement = (
        select(*columns.values())
        .join(SalesHeader, _is_of_document())
        .where(*_queue_conditions(query, context))
    )
    return tuple(
        QueueRow(
            entry_no=row["entry_no"],
            document=DocumentKey(row["document_type"], row["document_no"]),
            name=row["name"],
            user=row["user"],
            created_at=row["created_at"],
            started_at=row["started_at"],
            state=row["state"],
            error_text=row["error_text"],
        )
        for row in session.execute(ordered(statement, query, columns)).mappings()
    )


def count_queue(session: Session, query: ListQuery, context: UserContext) -> int:
    """How many documents are in the queue."""
    counted = select(func.count()).select_from(JobQueueEntry).join(SalesHeader, _is_of_document())
    return session.scalars(counted.where(*_queue_conditions(query, context))).one()


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


def _queue_conditions(query: ListQuery, context: UserContext) -> list[ColumnElement[bool]]:
    found = searched(
        query.search, JobQueueEntry.document_no, SalesHeader.sell_to_name, JobQueueEntry.user
    )
    if query.view == "error":
        found.append(JobQueueEntry.state == QueueState.ERROR)
    if query.view == "mine":
        found.append(JobQueueEntry.user == context.user)
    return [*found, *filtered(query, _queue_columns(), context.work_date)]
