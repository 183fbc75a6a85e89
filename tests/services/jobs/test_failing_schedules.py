"""What becomes of a schedule whose run fails, is cut short or cannot begin (SD103)."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from desktop.errors import RecordRef
from desktop.models.finance import GeneralPostingSetup
from desktop.models.job_words import RunStatus
from desktop.models.jobs import BatchRun
from desktop.models.words import NotificationKind
from desktop.services.context import Cancelled, NoProgress, UserContext
from desktop.services.database import Database
from desktop.services.jobs import post_batch
from desktop.services.jobs.messages import keep_message
from desktop.services.jobs.retry import retry_failed
from desktop.services.jobs.schedule_plan import WEEKDAY_FIELDS
from desktop.services.jobs.scheduled_runs import ScheduleRunner
from desktop.services.papers.messages import messages_for
from tests.services.jobs.conftest import Drafts
from tests.services.jobs.looking import runs
from tests.services.jobs.scheduling import (
    NOW,
    YESTERDAY,
    a_schedule,
    put,
    run_due,
    stored,
)


def told(
    company: Database, context: UserContext
) -> list[tuple[NotificationKind, RecordRef | None]]:
    with company.read() as session:
        newest = messages_for(session, context, 9).newest
        return [(each.kind, each.record) for each in newest]


def test_failures_are_kept_and_told_to_who_set_the_schedule_up(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    drafts("A", "B")
    a_schedule(trading_company, context, selection="filtered", document_type="invoice")
    put(trading_company, next_run_at=YESTERDAY)
    done = run_due(trading_company)
    assert done is not None
    assert done.failure == "Failed documents: 1 of 2."
    assert stored(trading_company).last_error == done.failure
    run = RecordRef("batch_run", (1,))
    assert told(trading_company, context) == [(NotificationKind.RUN_FAILED, run)]
    with trading_company.write() as session:
        session.execute(update(GeneralPostingSetup).values(blocked=False))
    assert retry_failed(trading_company, 1, context).n_ok == 1
    put(trading_company, next_run_at=YESTERDAY)
    assert run_due(trading_company) is not None
    assert stored(trading_company).last_error == ""
    assert len(told(trading_company, context)) == 1


def test_a_schedule_that_cannot_begin_is_told_and_due_at_its_next_time(
    trading_company: Database, context: UserContext
) -> None:
    a_schedule(trading_company, context, selection="filtered")
    put(trading_company, next_run_at=YESTERDAY, filter="colour=red")
    done = run_due(trading_company)
    assert done is not None
    assert (done.run_no, done.result) == (None, None)
    assert "colour=red" in done.failure
    kept = stored(trading_company)
    assert kept.next_run_at is not None
    assert kept.next_run_at > NOW
    schedule = RecordRef("batch_schedule", ("EVENING",))
    assert told(trading_company, context) == [(NotificationKind.RUN_FAILED, schedule)]
    assert run_due(trading_company) is None


def test_a_schedule_whose_calendar_has_no_days_any_more_is_switched_off(
    trading_company: Database, context: UserContext
) -> None:
    a_schedule(trading_company, context)
    for name in WEEKDAY_FIELDS:
        put(trading_company, **{name: False})
    put(trading_company, next_run_at=YESTERDAY)
    done = run_due(trading_company)
    assert done is not None
    assert "no day to run on" in done.failure
    assert stored(trading_company).enabled is False


def test_a_defect_is_told_and_does_not_come_again_at_once(
    trading_company: Database,
    context: UserContext,
    drafts: Drafts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drafts("A")
    a_schedule(trading_company, context, selection="filtered", document_type="invoice")
    runner = ScheduleRunner(trading_company, notify=keep_message)
    for target in ("post", "plan_of"):
        put(trading_company, next_run_at=YESTERDAY)

        def broken(*_arguments: object) -> object:
            raise ZeroDivisionError

        monkeypatch.setattr(post_batch, target, broken)
        with pytest.raises(ZeroDivisionError) as error:
            runner.run_next()
        given_up = runner.give_up(error.value)
        assert given_up is not None
        assert "ZeroDivisionError" in given_up.failure
        assert runner.run_next() is None
        monkeypatch.undo()
    assert runs(trading_company) == [RunStatus.FAILED]
    assert len(told(trading_company, context)) == 2


def test_a_run_whose_worker_died_is_told_once(
    trading_company: Database, context: UserContext
) -> None:
    a_schedule(trading_company, context)
    put(trading_company, next_run_at=YESTERDAY)
    assert run_due(trading_company) is not None
    silent = datetime.now(UTC) - timedelta(minutes=11)
    with trading_company.write() as session:
        session.execute(update(BatchRun).values(status=RunStatus.RUNNING, heartbeat_at=silent))
    done = run_due(trading_company)
    assert done is not None
    assert "cut short" in done.failure
    assert runs(trading_company) == [RunStatus.FAILED]
    assert run_due(trading_company) is None
    assert len(told(trading_company, context)) == 1


class Leaving(NoProgress):
    """A worker that is told to stop before the second document."""

    def __init__(self) -> None:
        self._seen = 0

    def check_cancelled(self) -> None:
        self._seen += 1
        if self._seen > 1:
            raise Cancelled


def test_a_worker_that_stops_leaves_the_rest_to_the_next(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    drafts("A", "A")
    a_schedule(trading_company, context, selection="filtered", document_type="invoice")
    put(trading_company, next_run_at=YESTERDAY)
    stopped = ScheduleRunner(trading_company, notify=keep_message).run_next(Leaving())
    assert stopped is not None
    assert stopped.result is not None
    assert (stopped.result.status, stopped.result.n_ok) == (RunStatus.STOPPED, 1)
    done = run_due(trading_company)
    assert done is not None
    assert done.result is not None
    assert done.result.n_ok == 1
    assert run_due(trading_company) is None
