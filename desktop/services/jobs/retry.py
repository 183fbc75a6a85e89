"""Running a job again for exactly the documents that failed (CB253)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.job_words import BatchOutcome, Job
from desktop.models.jobs import BatchRun, BatchRunMessage
from desktop.models.values.keys import DocumentKey
from desktop.services.context import Progress, UserContext
from desktop.services.database import Database
from desktop.services.jobs import post_batch, re_promise, recurring_invoices
from desktop.services.jobs.batch import BatchPlan, BatchResult, run_batch
from desktop.services.jobs.refusals import NothingToRetry

PLANS: dict[Job, Callable[[Mapping[str, Any], UserContext], BatchPlan]] = {
    Job.POST_BATCH: lambda stored, context: post_batch.plan_of(
        post_batch.parameters_of(stored), context
    ),
    Job.CREATE_RECURRING_INVOICES: lambda stored, context: recurring_invoices.plan_of(
        recurring_invoices.parameters_of(stored), context
    ),
    Job.RE_PROMISE: lambda stored, context: re_promise.plan_of(
        re_promise.parameters_of(stored), context
    ),
}
"""How each job is planned from the parameters that a run has kept."""


def retry_failed(
    database: Database, run_no: int, context: UserContext, progress: Progress | None = None
) -> BatchResult:
    """Run the job of a run again, with its parameters, for the documents that failed.

    Raises NothingToRetry and what `run_batch` says.
    """
    plan = database.run_read(partial(_plan, run_no=run_no, context=context))
    return run_batch(database, plan, context, progress)


def _plan(session: Session, run_no: int, context: UserContext) -> BatchPlan:
    run = session.get(BatchRun, run_no)
    if run is None or run.job not in PLANS:
        raise _nothing_to_retry(run_no)
    stored = json.loads(run.parameters)
    plan = PLANS[run.job](stored, context)
    failed = _Failed(run_no, plan)
    if not failed.count(session):
        raise _nothing_to_retry(run_no)
    again = {**stored, "retry_of": run_no}
    return replace(plan, parameters=again, count=failed.count, keys=failed.keys)


def _nothing_to_retry(run_no: int) -> NothingToRetry:
    return NothingToRetry(record=RecordRef(BatchRun.__tablename__, (run_no,)), run_no=run_no)


@dataclass(frozen=True, slots=True)
class _Failed:
    """The documents of a run that failed."""

    run_no: int
    plan: BatchPlan

    def count(self, session: Session) -> int:
        """How many there are."""
        counted = select(func.count()).select_from(BatchRunMessage)
        return session.scalars(counted.where(*self._failures())).one()

    def keys(
        self, session: Session, after: DocumentKey | None, limit: int
    ) -> Sequence[DocumentKey]:
        """The next ones by number and what the job knows besides; a run has one type."""
        order = (BatchRunMessage.no, BatchRunMessage.source_key)
        statement = select(BatchRunMessage.document_type, *order).where(*self._failures())
        if after is not None:
            beyond = (after.no, self.plan.source_key(after))
            statement = statement.where(tuple_(*order) > beyond)
        return [
            self.plan.key_of(DocumentKey(kind, no), source_key)
            for kind, no, source_key in session.execute(statement.order_by(*order).limit(limit))
        ]

    def _failures(self) -> tuple[Any, ...]:
        failed = (
            BatchRunMessage.run_no == self.run_no,
            BatchRunMessage.outcome == BatchOutcome.ERROR,
        )
        if self.plan.has_source_keys:
            # Messages of former versions do not say what exactly has failed.
            return (*failed, BatchRunMessage.source_key != "")
        return failed
