"""Work done for many documents or behind the user's back: batch runs and the posting queue."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base
from desktop.models.columns import (
    Code20,
    Flag,
    Memo,
    Text10,
    Text50,
    Text100,
    TextMapping,
)
from desktop.models.job_words import BatchOutcome, Job, QueueState, RunStatus
from desktop.models.values.keys import DocumentKey, DocumentType


class BatchRun(Base):
    """One run of a job; while it is running, this row is the lock of its job (CB254).

    `heartbeat_at` moves with each document. `parameters` is JSON with every parameter resolved.
    `n_total` is how many documents were found at the start.
    """

    __tablename__ = "batch_run"
    __table_args__ = (
        Index(
            "uq_batch_run_running_job",
            "job",
            unique=True,
            sqlite_where=text("status = 'running'"),
            postgresql_where=text("status = 'running'"),
        ),
        Index(None, "started_at"),
    )

    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    job: Mapped[Job]
    parameters: Mapped[Memo]
    user: Mapped[Text50]
    started_at: Mapped[datetime]
    heartbeat_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    status: Mapped[RunStatus] = mapped_column(default=RunStatus.RUNNING)
    n_total: Mapped[int] = mapped_column(default=0)
    n_ok: Mapped[int] = mapped_column(default=0)
    n_skipped: Mapped[int] = mapped_column(default=0)
    n_error: Mapped[int] = mapped_column(default=0)
    error_text: Mapped[Memo]


class BatchRunMessage(Base):
    """What came of one document of a run; `text` is in the language of who started it.

    `record_table`, `record_key` (JSON) and `field_name` say where to jump to mend an error.
    """

    __tablename__ = "batch_run_message"
    __table_args__ = (Index(None, "run_no", "outcome", "seq"),)

    run_no: Mapped[int] = mapped_column(
        ForeignKey("batch_run.no", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_type: Mapped[DocumentType]
    no: Mapped[Code20]
    outcome: Mapped[BatchOutcome]
    code: Mapped[Text50]
    text: Mapped[Memo]
    record_table: Mapped[Text50]
    record_key: Mapped[Memo]
    field_name: Mapped[Text50]
    created_table: Mapped[Text50]
    created_document_no: Mapped[Code20 | None]


class JobQueueEntry(Base):
    """A document that is to be posted in the background, and what its user chose (SD104).

    `answers` are the user's answers to questions, by their codes. The entry keeps its
    `posting_id` through every attempt, so the document is posted once (SD105). `worker_id` names
    who is posting it; the claim is stale when `heartbeat_at` is more than ten minutes ago.
    """

    __tablename__ = "job_queue_entry"
    __table_args__ = (
        ForeignKeyConstraint(
            ["document_type", "document_no"],
            ["sales_header.document_type", "sales_header.no"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        Index("uq_job_queue_entry_document", "document_type", "document_no", unique=True),
        Index(None, "state", "entry_no"),
    )

    entry_no: Mapped[int] = mapped_column(Integer, primary_key=True)
    document_type: Mapped[DocumentType]
    document_no: Mapped[Code20]
    ship: Mapped[Flag]
    invoice: Mapped[Flag]
    posting_date: Mapped[date | None]
    posting_id: Mapped[str] = mapped_column(String(50), unique=True)
    user: Mapped[Text50]
    work_date: Mapped[date]
    language_code: Mapped[Text10]
    answers: Mapped[dict[str, str]] = mapped_column(TextMapping)
    state: Mapped[QueueState] = mapped_column(default=QueueState.SCHEDULED)
    error_code: Mapped[Text50]
    error_text: Mapped[Memo]
    record_table: Mapped[Text50]
    record_key: Mapped[Memo]
    field_name: Mapped[Text50]
    worker_id: Mapped[Text100]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    heartbeat_at: Mapped[datetime | None]

    @property
    def document_key(self) -> DocumentKey:
        """The document's name."""
        return DocumentKey(self.document_type, self.document_no)
