"""Batches by a schedule: due once, in the customer's way, missed times once (SD103, CB255)."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from desktop.errors import RecordRef
from desktop.models.customers import Customer
from desktop.models.finance import GeneralPostingSetup
from desktop.models.job_words import Job, RunStatus
from desktop.models.jobs import BatchRun
from desktop.models.recurring import CustomerStandardCode, StandardSalesCode, StandardSalesLine
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import CombineShipments, LineType, NotificationKind
from desktop.services.context import Cancelled, NoProgress, UserContext
from desktop.services.database import Database
from desktop.services.jobs import post_batch, scheduled_runs
from desktop.services.jobs.messages import keep_message
from desktop.services.jobs.post_batch import BatchParameters, post_documents
from desktop.services.jobs.refusals import (
    JobAlreadyRunning,
)
from desktop.services.jobs.retry import retry_failed
from desktop.services.jobs.schedule_plan import WEEKDAY_FIELDS
from desktop.services.jobs.scheduled_runs import ScheduledRun, ScheduleRunner, run_schedule_now
from desktop.services.papers.messages import messages_for
from desktop.services.records import (
    read_record,
)
from desktop.services.setup.refusals import RecordNotFound
from tests.builders.customers import a_customer
from tests.builders.sales import a_document, rows
from tests.services.jobs.conftest import Drafts
from tests.services.jobs.looking import invoices, messages, runs
from tests.services.jobs.schedules import (
    NOW,
    YESTERDAY,
    a_schedule,
    chosen_by,
    put,
    run_due,
    stored,
)


@pytest.fixture
def shipped(trading_company: Database, context: UserContext) -> Callable[..., DocumentKey]:
    """Makes an order of a customer of which one piece is shipped."""

    def make(customer: str, **header: object) -> DocumentKey:
        with trading_company.write() as session:
            if session.get(Customer, customer) is None:
                a_customer(session, customer)
        clerk = a_document(trading_company, context, DocumentType.ORDER, customer)
        for name, value in header.items():
            clerk.enters(name, value)
        key = clerk.adds(type="item", no="A", quantity=3).changes(1, "qty_to_ship", 1).key
        parameters = BatchParameters(numbers=(key.no,), invoice=False)
        assert post_documents(trading_company, parameters, context).n_ok == 1
        return key

    return make


# --------------------------------------------------------------------------- what is invoiced


def test_what_was_shipped_is_invoiced_by_the_customers_preference(
    trading_company: Database, context: UserContext, shipped: Callable[..., DocumentKey]
) -> None:
    a_schedule(trading_company, context)
    a_schedule(trading_company, context, code="MONTHLY", recurrence="D31")
    mine, other, by_hand = shipped("C1"), shipped("C2"), shipped("C3")
    a_document(trading_company, context, DocumentType.ORDER).adds(type="item", no="A", quantity=1)
    chosen_by(trading_company, "C1")
    chosen_by(trading_company, "C2", code="MONTHLY")
    put(trading_company, next_run_at=YESTERDAY)
    done = run_due(trading_company)
    assert done is not None
    assert (done.code, done.user, done.failure) == ("EVENING", "ADMIN", "")
    assert done.run_no is not None
    assert messages(trading_company, done.run_no) == [(mine.no, "ok", "")]
    [invoice] = invoices(trading_company)
    today = datetime.now().astimezone().date()
    assert (invoice.order_no, invoice.posting_date) == (mine.no, today)
    with trading_company.read() as session:
        assert session.get_one(SalesHeader, (other.type, other.no)).completed is False
        assert session.get_one(SalesHeader, (by_hand.type, by_hand.no)).completed is False


def test_who_pays_decides_and_not_who_orders(
    trading_company: Database, context: UserContext, shipped: Callable[..., DocumentKey]
) -> None:
    a_schedule(trading_company, context)
    with trading_company.write() as session:
        a_customer(session, "PAYER", invoice_schedule_code="EVENING")
    key = shipped("C1", bill_to_customer_no="PAYER")
    put(trading_company, next_run_at=YESTERDAY)
    done = run_due(trading_company)
    assert done is not None
    assert done.run_no is not None
    assert messages(trading_company, done.run_no) == [(key.no, "ok", "")]


def test_an_order_that_combines_its_shipments_is_skipped(
    trading_company: Database, context: UserContext, shipped: Callable[..., DocumentKey]
) -> None:
    a_schedule(trading_company, context)
    key = shipped("C1", combine_shipments=CombineShipments.PER_BILL_TO)
    chosen_by(trading_company, "C1")
    put(trading_company, next_run_at=YESTERDAY)
    done = run_due(trading_company)
    assert done is not None
    assert done.run_no is not None
    assert messages(trading_company, done.run_no) == [
        (key.no, "skipped", "jobs.shipments_combined")
    ]
    assert (done.failure, invoices(trading_company)) == ("", [])


def test_the_filter_finds_what_is_posted(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    first, second = drafts("A", "A")
    a_schedule(
        trading_company,
        context,
        selection="filtered",
        document_type="invoice",
        filter=f"no={second.no}",
        posting_date_formula="D31",
    )
    put(trading_company, next_run_at=YESTERDAY)
    assert run_due(trading_company) is not None
    [invoice] = invoices(trading_company)
    assert invoice.pre_assigned_no == second.no
    assert invoice.posting_date is not None
    assert invoice.posting_date.day in {28, 29, 30, 31}
    assert first.no not in {each.pre_assigned_no for each in invoices(trading_company)}


def test_recurring_invoices_are_made_by_schedule(
    trading_company: Database, context: UserContext
) -> None:
    with rows(trading_company) as session:
        session.add(StandardSalesCode(code="RENT"))
        session.flush()
        session.add(
            StandardSalesLine(
                code="RENT", line_no=10000, type=LineType.ITEM, no="A", quantity=Decimal(1)
            )
        )
        session.add(CustomerStandardCode(customer_no="C1", code="RENT"))
    a_schedule(trading_company, context, job="create_recurring_invoices", order_date_formula="1D")
    put(trading_company, next_run_at=YESTERDAY)
    done = run_due(trading_company)
    assert done is not None
    assert done.result is not None
    assert done.result.n_ok == 1
    with trading_company.read() as session:
        draft = session.scalars(select(SalesHeader)).one()
    today = datetime.now().astimezone().date()
    assert (draft.order_date, draft.posting_date) == (today + timedelta(days=1), today)


# ------------------------------------------------------------------------------- once, and next


def test_a_missed_time_is_made_up_for_once(trading_company: Database, context: UserContext) -> None:
    a_schedule(trading_company, context)
    put(trading_company, next_run_at=NOW - timedelta(days=9))
    assert run_due(trading_company) is not None
    assert run_due(trading_company) is None
    assert runs(trading_company) == [RunStatus.FINISHED]
    kept = stored(trading_company)
    assert kept.next_run_at is not None
    assert kept.last_run_at is not None
    assert kept.next_run_at > NOW
    assert (kept.last_run_no, kept.last_error) == (1, "")


def test_what_is_not_due_or_not_enabled_does_not_run(
    trading_company: Database, context: UserContext
) -> None:
    a_schedule(trading_company, context)
    assert run_due(trading_company) is None
    put(trading_company, next_run_at=YESTERDAY, enabled=False)
    assert run_due(trading_company) is None
    assert runs(trading_company) == []


def test_two_workers_at_once_run_a_due_time_once(
    trading_company: Database, context: UserContext
) -> None:
    a_schedule(trading_company, context)
    for _ in range(3):
        put(trading_company, next_run_at=YESTERDAY)
        before = len(runs(trading_company))
        start = threading.Barrier(3)
        found: list[ScheduledRun | None] = []

        def work(start: threading.Barrier, found: list[ScheduledRun | None]) -> None:
            runner = ScheduleRunner(trading_company, notify=keep_message)
            start.wait()
            try:
                found.append(runner.run_next())
            except JobAlreadyRunning:
                found.append(None)

        threads = [threading.Thread(target=work, args=(start, found)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len([each for each in found if each is not None]) == 1
        assert len(runs(trading_company)) == before + 1


def test_who_looked_before_the_other_began_finds_it_taken(
    trading_company: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_schedule(trading_company, context)
    put(trading_company, next_run_at=YESTERDAY)
    slow = ScheduleRunner(trading_company, notify=keep_message)
    assert run_due(trading_company) is not None
    monkeypatch.setattr(scheduled_runs, "_look", lambda _session: ("EVENING", False))
    assert slow.run_next() is None
    assert len(runs(trading_company)) == 1


def test_a_job_that_somebody_runs_is_waited_for(
    trading_company: Database, context: UserContext
) -> None:
    a_schedule(trading_company, context)
    put(trading_company, next_run_at=YESTERDAY)
    with trading_company.write() as session:
        now = datetime.now(UTC)
        run = BatchRun(job=Job.POST_BATCH, parameters="{}", user="X", started_at=now)
        run.heartbeat_at = now
        session.add(run)
    assert run_due(trading_company) is None
    with trading_company.write() as session:
        session.execute(update(BatchRun).values(status=RunStatus.FINISHED))
    assert run_due(trading_company) is not None


# --------------------------------------------------------------------------------- what goes wrong


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


# ------------------------------------------------------------------------------------ by hand


def test_running_now_leaves_the_next_time_as_it_is(
    trading_company: Database, context: UserContext, shipped: Callable[..., DocumentKey]
) -> None:
    before = a_schedule(trading_company, context, enabled=False)
    key = shipped("C1")
    chosen_by(trading_company, "C1")
    lena = UserContext(user="LENA", work_date=context.work_date)
    result = run_schedule_now(trading_company, "EVENING", lena)
    assert messages(trading_company, result.run_no) == [(key.no, "ok", "")]
    with trading_company.read() as session:
        view = read_record(session, "batch_schedule", ("EVENING",))
        assert session.get_one(BatchRun, result.run_no).user == "LENA"
    assert (view.values["next_run_at"], view.values["last_run_no"]) == (None, result.run_no)
    assert view.row_version == before.row_version
    with pytest.raises(RecordNotFound):
        run_schedule_now(trading_company, "GONE", context)
