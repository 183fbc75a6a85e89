"""Running batches by their schedule: each due time once, whoever is at work (SD103, CB255).

Taking a due time, setting the next one and beginning the run are one transaction: of two workers
one finds it done. From then on it is a batch run as if somebody had started it. A worker that is
told to stop ends its run after the current document and makes the schedule due again; one that is
killed leaves a run without a sign of life, which the next worker reports.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import and_, exists, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from desktop.errors import InvariantBroken, KontorError, RecordRef, Unavailable
from desktop.models.job_words import RunStatus
from desktop.models.jobs import BatchRun, BatchSchedule
from desktop.services.context import Progress, UserContext, utc_now
from desktop.services.database import Database, report_changes
from desktop.services.jobs.batch import BatchPlan, BatchResult, carry_out
from desktop.services.jobs.failures import failure_of
from desktop.services.jobs.refusals import JobAlreadyRunning, ScheduleNeverDue
from desktop.services.jobs.runs import STALE_AFTER, BegunRun, begin_run, end_stale_runs
from desktop.services.jobs.schedule_plan import next_time, plan_of_schedule
from desktop.services.setup.refusals import RecordNotFound
from desktop.services.users.signing_in import context_of
from desktop.translation import N_, localizer_for

logger = logging.getLogger(__name__)

SOME_FAILED = N_("Failed documents: {failed} of {total}.")
CUT_SHORT = N_("The run was cut short. What it had done stays; the next run does the rest.")

_SCHEDULES: Any = BatchSchedule.__table__


@dataclass(frozen=True, slots=True)
class ScheduledRun:
    """What came of a schedule that was due, to be told to `user`.

    `failure` says in the user's language what went wrong, blank when all is well; `run_no` and
    `result` are None when no run could begin, or when it never came to its end.
    """

    code: str
    user: str
    language: str
    run_no: int | None = None
    result: BatchResult | None = None
    failure: str = ""

    @property
    def record(self) -> RecordRef:
        """What shows what happened: the run, else the schedule."""
        if self.run_no is None:
            return self.schedule
        return RecordRef(BatchRun.__tablename__, (self.run_no,))

    @property
    def schedule(self) -> RecordRef:
        """The schedule."""
        return RecordRef(BatchSchedule.__tablename__, (self.code,))


NotifyRun = Callable[[Session, ScheduledRun], None]
"""Keeps a message for the user, in the transaction that notes the failure."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A due time that is this worker's: its run, and when the schedule is due after it."""

    code: str
    due_at: datetime
    next_at: datetime | None
    plan: BatchPlan
    run: BegunRun
    context: UserContext


class ScheduleRunner:
    """Runs the schedules that are due, one after the other, the longest overdue first.

    A job that somebody runs at this moment is waited for. The rights and dates of who set the
    schedule up hold as they are at that moment, on the day of the run.
    """

    def __init__(self, database: Database, *, notify: NotifyRun) -> None:
        self._database = database
        self._notify = notify
        self._due: str | None = None
        self._claim: _Claim | None = None

    def run_next(self, progress: Progress | None = None) -> ScheduledRun | None:
        """Run the next schedule, or report a run that was cut short; None when nothing is due.

        A time that was missed is made up for once, however often it was missed. Raises
        DatabaseAway and DatabaseBusy.
        """
        self._claim = None
        self._due, is_broken = self._database.run_read(_look)
        told = self._database.run_write(self._report_broken) if is_broken else None
        if told is not None:
            return told
        if self._due is None:
            return None
        try:
            self._claim = self._database.run_write(partial(self._begin, code=self._due))
        except (JobAlreadyRunning, Unavailable):
            # It stays due and is tried again in a moment.
            raise
        except KontorError as error:
            return self._not_begun(error)
        return None if self._claim is None else self._run(self._claim, progress)

    def give_up(self, error: Exception) -> ScheduledRun | None:
        """Report what the program could not foresee while it ran the last schedule."""
        defect = InvariantBroken(repr(error))
        if self._claim is None:
            return self._not_begun(defect)
        claim = self._claim
        text = failure_of(defect, claim.context).text
        return self._database.run_write(partial(self._report, claim=claim, text=text))

    def _begin(self, session: Session, code: str) -> _Claim | None:
        now = utc_now()
        schedule = _locked(session, BatchSchedule.code == code, _is_due(now))
        if schedule is None:
            return None
        context = _context(session, schedule, now)
        due_at = schedule.next_run_at or now
        next_at = next_time(session, schedule, context)
        plan = plan_of_schedule(schedule, context)
        run = begin_run(session, plan, context)
        _note(session, code, next_run_at=next_at, last_run_at=now, last_run_no=run.no)
        _note(session, code, last_error="", enabled=next_at is not None)
        return _Claim(code, due_at, next_at, plan, run, context)

    def _run(self, claim: _Claim, progress: Progress | None) -> ScheduledRun:
        result = carry_out(self._database, claim.plan, claim.run, claim.context, progress)
        if result.status is RunStatus.STOPPED:
            self._database.run_write(partial(_put_back, claim=claim))
        told = ScheduledRun(
            claim.code, claim.context.user, claim.context.language, claim.run.no, result
        )
        text = _failure_text(result, claim)
        if not text:
            return told
        report = self._database.run_write(
            partial(self._report, claim=claim, text=text, result=result)
        )
        return report or told

    def _report(
        self, session: Session, claim: _Claim, text: str, result: BatchResult | None = None
    ) -> ScheduledRun | None:
        """Keep what went wrong and tell who set the schedule up; None when that was done."""
        schedule = _locked(
            session,
            BatchSchedule.code == claim.code,
            BatchSchedule.last_run_no == claim.run.no,
            BatchSchedule.last_error == "",
        )
        if schedule is None:
            return None
        return self._tell(session, schedule, text, result)

    def _report_broken(self, session: Session) -> ScheduledRun | None:
        """Report a run that never came to its end, because its worker did not live to see it."""
        now = utc_now()
        end_stale_runs(session, now)
        schedule = _locked(session, _is_broken(now))
        if schedule is None:
            return None
        text = localizer_for(schedule.language_code).gettext(CUT_SHORT)
        return self._tell(session, schedule, text)

    def _tell(
        self,
        session: Session,
        schedule: BatchSchedule,
        text: str,
        result: BatchResult | None = None,
    ) -> ScheduledRun:
        _note(session, schedule.code, last_error=text)
        told = ScheduledRun(
            schedule.code,
            schedule.user,
            schedule.language_code,
            schedule.last_run_no,
            result,
            text,
        )
        self._notify(session, told)
        return told

    def _not_begun(self, error: KontorError) -> ScheduledRun | None:
        """Report that a schedule could not begin; it is due again at its next time."""
        if self._due is None:
            return None
        logger.warning("schedule %s could not begin: %s", self._due, error)
        work = partial(self._skip, code=self._due, error=error)
        return self._database.run_write(work)

    def _skip(self, session: Session, code: str, error: KontorError) -> ScheduledRun | None:
        now = utc_now()
        schedule = _locked(session, BatchSchedule.code == code, _is_due(now))
        if schedule is None:
            return None
        context = _context(session, schedule, now)
        next_at = next_time(session, schedule, context)
        _note(session, code, next_run_at=next_at, last_run_at=now, last_run_no=None)
        _note(session, code, enabled=next_at is not None)
        session.refresh(schedule)
        return self._tell(session, schedule, failure_of(error, context).text)


def run_schedule_now(
    database: Database, code: str, context: UserContext, progress: Progress | None = None
) -> BatchResult:
    """Run a schedule at once in the user's own name; when it is due stays as it is.

    Raises RecordNotFound, JobAlreadyRunning, FilterNotUnderstood and what `carry_out` says.
    """

    def begin(session: Session) -> tuple[BatchPlan, BegunRun]:
        schedule = _locked(session, BatchSchedule.code == code)
        if schedule is None:
            ref = RecordRef(BatchSchedule.__tablename__, (code,))
            raise RecordNotFound(record=ref, table=ref.table, record_key=code)
        plan = plan_of_schedule(schedule, context)
        run = begin_run(session, plan, context)
        _note(session, code, last_run_at=context.now(), last_run_no=run.no, last_error="")
        return plan, run

    plan, run = database.run_write(begin)
    return carry_out(database, plan, run, context, progress)


def _look(session: Session) -> tuple[str | None, bool]:
    """The schedule that is due the longest, and whether a run was cut short."""
    now = utc_now()
    due = select(BatchSchedule.code).where(_is_due(now)).order_by(BatchSchedule.next_run_at)
    is_broken = select(exists().where(_is_broken(now)))
    return session.scalar(due.limit(1)), bool(session.scalar(is_broken))


def _is_due(now: datetime) -> ColumnElement[bool]:
    """Enabled, its time has come, and nobody runs its job."""
    is_running = exists().where(
        BatchRun.job == BatchSchedule.job,
        BatchRun.status == RunStatus.RUNNING,
        BatchRun.heartbeat_at >= now - STALE_AFTER,
    )
    return and_(BatchSchedule.enabled.is_(True), BatchSchedule.next_run_at <= now, ~is_running)


def _is_broken(now: datetime) -> ColumnElement[bool]:
    """The last run failed as a whole or gives no sign of life, and nobody was told."""
    return and_(
        BatchSchedule.last_error == "",
        exists().where(
            BatchRun.no == BatchSchedule.last_run_no,
            or_(
                BatchRun.status == RunStatus.FAILED,
                and_(
                    BatchRun.status == RunStatus.RUNNING, BatchRun.heartbeat_at < now - STALE_AFTER
                ),
            ),
        ),
    )


def _locked(session: Session, *conditions: ColumnElement[bool]) -> BatchSchedule | None:
    """The schedule that fits, under lock; None when there is none or another worker has it."""
    return session.scalars(
        select(BatchSchedule)
        .where(*conditions)
        .order_by(BatchSchedule.code)
        .limit(1)
        .with_for_update(of=BatchSchedule, skip_locked=True)
        .execution_options(populate_existing=True)
    ).one_or_none()


def _note(session: Session, code: str, **values: object) -> None:
    """Keep how a schedule stands; who has its card open is not disturbed by a new version."""
    session.execute(update(_SCHEDULES).where(_SCHEDULES.c.code == code).values(**values))
    report_changes(session, BatchSchedule.__tablename__)


def _put_back(session: Session, claim: _Claim) -> None:
    """Make a schedule due again whose run was stopped, unless somebody has changed when it is."""
    same = _SCHEDULES.c.next_run_at == claim.next_at
    session.execute(
        update(_SCHEDULES)
        .where(_SCHEDULES.c.code == claim.code, _SCHEDULES.c.enabled.is_(True), same)
        .values(next_run_at=claim.due_at)
    )
    report_changes(session, BatchSchedule.__tablename__)


def _context(session: Session, schedule: BatchSchedule, now: datetime) -> UserContext:
    """Who set the schedule up, on the calendar day where the worker runs."""
    today = now.astimezone().date()
    return context_of(session, schedule.user, today, schedule.language_code)


def _failure_text(result: BatchResult, claim: _Claim) -> str:
    localizer = localizer_for(claim.context.language)
    texts = []
    if result.n_error:
        total = result.n_ok + result.n_skipped + result.n_error
        texts.append(
            localizer.gettext(SOME_FAILED).format(
                failed=localizer.integer(result.n_error), total=localizer.integer(total)
            )
        )
    if claim.next_at is None:
        never = ScheduleNeverDue(record=None, field="on_monday", code=claim.code)
        texts.append(localizer.refusal(never))
    return " ".join(texts)
