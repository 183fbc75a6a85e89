"""Batch runs as they are stored: begun, told about document by document, and ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.job_words import BatchOutcome, Job, RunStatus
from desktop.models.jobs import BatchRun, BatchRunMessage
from desktop.models.setup import SalesSetup
from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.jobs.failures import Failure
from desktop.services.jobs.refusals import JobAlreadyRunning

STALE_AFTER = timedelta(minutes=10)
"""Who has given no sign of life for so long is not there any more (CB254)."""

_RUNS = Base.metadata.tables[BatchRun.__tablename__]
_MESSAGES = Base.metadata.tables[BatchRunMessage.__tablename__]
_COUNTERS = {
    BatchOutcome.OK: _RUNS.c.n_ok,
    BatchOutcome.SKIPPED: _RUNS.c.n_skipped,
    BatchOutcome.ERROR: _RUNS.c.n_error,
}
_TELL = insert(_MESSAGES)
_COUNT = {
    outcome: update(_RUNS)
    .where(_RUNS.c.no == bindparam("the_run"))
    .values({counter: counter + 1, _RUNS.c.heartbeat_at: bindparam("the_time")})
    for outcome, counter in _COUNTERS.items()
}


@dataclass(frozen=True, slots=True)
class Message:
    """What came of one document of a run."""

    seq: int
    key: DocumentKey
    outcome: BatchOutcome
    code: str = ""
    text: str = ""
    failure: Failure | None = None
    created_table: str = ""
    created_document_no: str | None = None
    source_key: str = ""


@dataclass(frozen=True, slots=True)
class BegunRun:
    """A run that has its job's lock: its number, and how many documents it has found."""

    no: int
    total: int


class PlannedRun(Protocol):
    """What a run is begun with."""

    @property
    def job(self) -> Job:
        """What is done."""

    @property
    def parameters(self) -> Mapping[str, object]:
        """The resolved parameters."""

    def count(self, session: Session, /) -> int:
        """How many documents there are."""
        ...


def begin_run(session: Session, plan: PlannedRun, context: UserContext) -> BegunRun:
    """Take the lock of a job and store that it runs.

    A run without a sign of life for ten minutes is ended as failed first; runs older than the
    set-up says are deleted. Raises JobAlreadyRunning.
    """
    now = context.now()
    end_stale_runs(session, now)
    _forget_old_runs(session, now)
    running = running_run(session, plan.job)
    if running is not None:
        raise _already_running(running)
    run = BatchRun(
        job=plan.job,
        parameters=json.dumps(plan.parameters, ensure_ascii=False, sort_keys=True),
        user=context.user,
        started_at=now,
        heartbeat_at=now,
        n_total=plan.count(session),
    )
    session.add(run)
    try:
        # The number is needed, and who was a moment faster must be met here.
        session.flush()
    except IntegrityError as error:
        session.rollback()
        other = running_run(session, plan.job)
        if other is None:
            raise
        raise _already_running(other) from error
    return BegunRun(run.no, run.n_total)


def end_stale_runs(session: Session, now: datetime) -> None:
    """Mark as failed what has given no sign of life for ten minutes."""
    ended = session.execute(
        update(_RUNS)
        .where(_RUNS.c.status == RunStatus.RUNNING, _RUNS.c.heartbeat_at < now - STALE_AFTER)
        .values(status=RunStatus.FAILED, finished_at=_RUNS.c.heartbeat_at)
        .returning(_RUNS.c.no)
    )
    if ended.first() is not None:
        report_changes(session, BatchRun.__tablename__)


def _forget_old_runs(session: Session, now: datetime) -> None:
    days = session.scalars(select(SalesSetup.keep_batch_runs_days)).one_or_none()
    if days is not None and days > 0:
        oldest = now - timedelta(days=days)
        session.execute(
            delete(_RUNS).where(_RUNS.c.started_at < oldest, _RUNS.c.status != RunStatus.RUNNING)
        )


def running_run(session: Session, job: Job) -> BatchRun | None:
    """The run that has the lock of a job; None when nobody runs it."""
    return session.scalars(
        select(BatchRun).where(BatchRun.job == job, BatchRun.status == RunStatus.RUNNING)
    ).one_or_none()


def _already_running(run: BatchRun) -> JobAlreadyRunning:
    return JobAlreadyRunning(job=run.job, user=run.user, started_at=run.started_at)


def write_message(session: Session, run_no: int, message: Message, now: datetime) -> None:
    """Store what came of a document, count it, and give a sign of life; two statements."""
    connection = session.connection()
    failure = message.failure or Failure("", "")
    row = {
        "run_no": run_no,
        "seq": message.seq,
        "document_type": message.key.type,
        "no": message.key.no,
        "source_key": message.source_key,
        "outcome": message.outcome,
        "code": message.code,
        "text": message.text,
        "created_table": message.created_table,
        "created_document_no": message.created_document_no,
        **failure.columns,
    }
    connection.execute(_TELL, [row])
    connection.execute(_COUNT[message.outcome], {"the_run": run_no, "the_time": now})
    report_changes(session, BatchRun.__tablename__, BatchRunMessage.__tablename__)


def end_run(session: Session, run_no: int, status: RunStatus, now: datetime) -> None:
    """Store how a run ended and give its lock back."""
    session.execute(
        update(_RUNS)
        .where(_RUNS.c.no == run_no, _RUNS.c.status == RunStatus.RUNNING)
        .values(status=status, finished_at=now, heartbeat_at=now)
    )
    report_changes(session, BatchRun.__tablename__)
