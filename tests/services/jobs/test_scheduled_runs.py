"""Batches by a schedule: due once, in the customer's way, missed times once (SD103, CB255)."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from desktop.models.job_words import Job, RunStatus
from desktop.models.jobs import BatchRun
from desktop.models.recurring import CustomerStandardCode, StandardSalesCode, StandardSalesLine
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import CombineShipments, LineType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.jobs import scheduled_runs
from desktop.services.jobs.messages import keep_message
from desktop.services.jobs.refusals import (
    BatchNothingChosen,
    JobAlreadyRunning,
    ScheduleNeverDue,
    ScheduleStandsStill,
)
from desktop.services.jobs.scheduled_runs import ScheduledRun, ScheduleRunner, run_schedule_now
from desktop.services.list_filters import FilterNotUnderstood
from desktop.services.posting.refusals import NotPostable
from desktop.services.records import (
    change_record,
    delete_record,
    read_record,
)
from desktop.services.setup.refusals import FieldLocked, NotATime, RecordInUse, RecordNotFound
from tests.builders.customers import a_customer
from tests.builders.sales import a_document, rows
from tests.services.jobs.conftest import Drafts
from tests.services.jobs.looking import invoices, messages, runs
from tests.services.jobs.scheduling import (
    NOW,
    YESTERDAY,
    a_schedule,
    chosen_by,
    put,
    run_due,
    stored,
)

# ------------------------------------------------------------------------------------- the record


def test_a_schedule_knows_when_it_runs_next_while_it_is_enabled(
    trading_company: Database, context: UserContext
) -> None:
    view = a_schedule(trading_company, context, enabled=False, run_time="7.05")
    assert (view.values["run_time"], view.values["next_run_at"]) == ("07:05", None)
    with trading_company.write() as session:
        view = change_record(session, "batch_schedule", ("EVENING",), ("enabled", True), context)
    following = view.values["next_run_at"]
    assert isinstance(following, datetime)
    assert NOW < following <= NOW + timedelta(days=2)
    assert (following.astimezone().hour, following.astimezone().minute) == (7, 5)
    lena = UserContext(user="LENA", work_date=context.work_date, language="sv")
    with trading_company.write() as session:
        change_record(session, "batch_schedule", ("EVENING",), ("run_time", "23:59"), lena)
    kept = stored(trading_company)
    assert (kept.user, kept.language_code) == ("LENA", "sv")
    assert kept.next_run_at is not None
    assert kept.next_run_at.astimezone().hour == 23


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"run_time": "25:00"}, NotATime, "run_time"),
        ({"recurrence": "CM"}, ScheduleStandsStill, "recurrence"),
        (
            {f"on_{day}day": False for day in ("mon", "tues", "wednes", "thurs", "fri")}
            | {"on_saturday": False, "on_sunday": False},
            ScheduleNeverDue,
            "on_monday",
        ),
        ({"filter": "colour=red"}, FilterNotUnderstood, "filter"),
        ({"filter": "amount>=many"}, FilterNotUnderstood, "filter"),
        (
            {"selection": "filtered", "document_type": "quote"},
            NotPostable,
            "document_type",
        ),
        ({"selection": "filtered", "invoice": False}, BatchNothingChosen, "ship"),
        (
            {"job": "create_recurring_invoices", "customer_filter": "(A"},
            FilterNotUnderstood,
            "customer_filter",
        ),
    ],
)
def test_a_schedule_that_could_not_run_is_refused(
    trading_company: Database,
    context: UserContext,
    values: dict[str, object],
    refusal: type[Exception],
    field: str,
) -> None:
    with pytest.raises(refusal) as refused:
        a_schedule(trading_company, context, **values)
    assert getattr(refused.value, "field", "") == field


def test_fields_of_the_other_job_and_of_the_program_are_not_typed(
    trading_company: Database, context: UserContext
) -> None:
    view = a_schedule(trading_company, context)
    assert {"filter", "enabled", "selection"} <= view.editable
    assert not {"catch_up", "ship", "user", "next_run_at", "last_error"} & view.editable
    with trading_company.write() as session, pytest.raises(FieldLocked):
        change_record(session, "batch_schedule", ("EVENING",), ("user", "LENA"), context)
    with trading_company.write() as session:
        change = ("job", "create_recurring_invoices")
        view = change_record(session, "batch_schedule", ("EVENING",), change, context)
    assert "catch_up" in view.editable
    assert not {"filter", "selection", "ship"} & view.editable


def test_the_card_tells_when_no_customer_has_chosen_the_schedule(
    trading_company: Database, context: UserContext
) -> None:
    [notice] = a_schedule(trading_company, context).notices
    assert notice.parameters == {"code": "EVENING"}
    chosen_by(trading_company, "C1")
    with trading_company.write() as session:
        change = ("description", "Every evening")
        view = change_record(session, "batch_schedule", ("EVENING",), change, context)
        assert view.notices == ()
        with pytest.raises(RecordInUse):
            delete_record(session, "batch_schedule", ("EVENING",), context)


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
