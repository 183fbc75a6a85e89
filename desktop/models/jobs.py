"""Work done for many documents or behind the user's back: batch runs and the posting queue."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    Code10,
    Code20,
    Flag,
    FlagOn,
    Formula,
    Memo,
    Text10,
    Text50,
    Text100,
    Text250,
    TextMapping,
    key_of,
)
from desktop.models.job_words import (
    BatchOutcome,
    DocumentSelection,
    Job,
    QueueState,
    RunStatus,
)
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
    `source_key` is what the job knows the document by besides its number; empty for most jobs.
    """

    __tablename__ = "batch_run_message"
    __table_args__ = (Index(None, "run_no", "outcome", "seq"),)

    run_no: Mapped[int] = mapped_column(
        ForeignKey("batch_run.no", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_type: Mapped[DocumentType]
    no: Mapped[Code20]
    source_key: Mapped[Text100]
    outcome: Mapped[BatchOutcome]
    code: Mapped[Text50]
    text: Mapped[Memo]
    record_table: Mapped[Text50]
    record_key: Mapped[Memo]
    field_name: Mapped[Text50]
    created_table: Mapped[Text50]
    created_document_no: Mapped[Code20 | None]


class BatchSchedule(Versioned, Base):
    """A job that the worker runs by itself: what is done, and when (SD103, CB255).

    It is due at `run_time` (hours and minutes of the clock where the worker runs) on days that
    `recurrence` leads to from `starting_date` on, each moved forward to the next ticked weekday
    that is worked in the calendar; a blank recurrence means every such day. `next_run_at` is
    when; None unless `enabled`. It runs in the name of `user`, who set it up last.

    `ship` to `calc_invoice_discount` are for posting, the last four formulas and filters for
    recurring invoices; formulas are counted from the day of the run. `last_error` tells what went
    wrong in the last run, in the user's language.
    """

    __tablename__ = "batch_schedule"
    __table_args__ = (Index(None, "next_run_at"),)

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    job: Mapped[Job] = mapped_column(default=Job.POST_BATCH)
    enabled: Mapped[Flag]
    starting_date: Mapped[date | None]
    run_time: Mapped[str] = mapped_column(String(10), default="18:00")
    recurrence: Mapped[Formula]
    on_monday: Mapped[FlagOn]
    on_tuesday: Mapped[FlagOn]
    on_wednesday: Mapped[FlagOn]
    on_thursday: Mapped[FlagOn]
    on_friday: Mapped[FlagOn]
    on_saturday: Mapped[Flag]
    on_sunday: Mapped[Flag]
    base_calendar_code: Mapped[Code10 | None] = key_of("base_calendar.code")
    document_type: Mapped[DocumentType] = mapped_column(default=DocumentType.ORDER)
    selection: Mapped[DocumentSelection] = mapped_column(
        default=DocumentSelection.SHIPPED_NOT_INVOICED
    )
    filter: Mapped[Text250]
    ship: Mapped[Flag]
    invoice: Mapped[FlagOn]
    replace_posting_date: Mapped[FlagOn]
    replace_document_date: Mapped[FlagOn]
    posting_date_formula: Mapped[Formula]
    calc_invoice_discount: Mapped[Flag]
    order_date_formula: Mapped[Formula]
    code_filter: Mapped[Text250]
    customer_filter: Mapped[Text250]
    catch_up: Mapped[Flag]
    user: Mapped[Text50]
    language_code: Mapped[Text10]
    next_run_at: Mapped[datetime | None]
    last_run_at: Mapped[datetime | None]
    last_run_no: Mapped[int | None] = mapped_column(
        ForeignKey("batch_run.no", ondelete="SET NULL"), index=False
    )
    last_error: Mapped[Memo]


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
