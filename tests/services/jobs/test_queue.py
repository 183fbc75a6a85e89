"""Posting in the background: scheduled, posted once, or back with the reason (SD104)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode, InvariantBroken, RecordRef, Refusal
from desktop.models.currencies import CurrencyExchangeRate
from desktop.models.finance import GeneralPostingSetup
from desktop.models.job_words import QueueState
from desktop.models.jobs import JobQueueEntry
from desktop.models.posted import PostingRequest, SalesInvoiceHeader
from desktop.models.sales import SalesHeader
from desktop.models.setup import SalesSetup
from desktop.models.users import UserSetup
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import JobQueueStatus, Status
from desktop.services.context import UserContext
from desktop.services.database import Database, DatabaseAway, DatabaseBusy
from desktop.services.jobs import worker as working
from desktop.services.jobs.messages import keep_message
from desktop.services.jobs.queue import (
    posts_in_background,
    remove_from_queue,
    retry,
    schedule,
)
from desktop.services.jobs.refusals import BeingPosted, NotInQueue
from desktop.services.jobs.worker import QueueResult, QueueWorker
from desktop.services.papers.messages import messages_for
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.posting.refusals import NotPostable, PrepaymentWaiting
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.line_fields import add_line, change_line, delete_line, move_line
from desktop.services.sales.recalculation import recalculate_prices
from desktop.services.sales.refusals import (
    DocumentMissing,
    DocumentScheduled,
    PendingApproval,
)
from desktop.services.sales.release import release, reopen
from desktop.services.sales.snapshot import document_view
from tests.builders.sales import a_document, put_header
from tests.services.jobs.conftest import Drafts


def scheduled(
    company: Database,
    key: DocumentKey,
    context: UserContext,
    choice: PostingChoice | None = None,
) -> None:
    """Put a document into the queue."""
    company.run_write(partial(schedule, key=key, choice=choice or PostingChoice(), context=context))


def status_of(company: Database, key: DocumentKey) -> JobQueueStatus:
    """Where a document stands."""
    with company.read() as session:
        return session.get_one(SalesHeader, (key.type, key.no)).job_queue_status


def entries(company: Database) -> list[JobQueueEntry]:
    """The queue, oldest first."""
    with company.read() as session:
        return list(session.scalars(select(JobQueueEntry).order_by(JobQueueEntry.entry_no)))


def set_up(company: Database, **values: object) -> None:
    """Change the sales set-up."""
    with company.write() as session:
        session.execute(update(SalesSetup).values(**values))


# ------------------------------------------------------------------------------------ in and out


def test_the_setup_says_whether_to_post_in_the_background(trading_company: Database) -> None:
    assert not trading_company.run_read(posts_in_background)
    set_up(trading_company, post_in_background=True)
    assert trading_company.run_read(posts_in_background)


def test_a_scheduled_document_can_only_be_read(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    [key] = drafts("A", kind=DocumentType.ORDER)
    commands: list[Callable[[Session], object]] = [
        lambda session: change_header(session, key, "your_reference", "X", context),
        lambda session: change_header(session, key, "posting_date", date(2026, 2, 1), context),
        lambda session: add_line(session, key, [("type", "comment")], context),
        lambda session: change_line(session, key, 10000, "description", "X", context),
        lambda session: change_line(session, key, 10000, "qty_to_ship", 0, context),
        lambda session: delete_line(session, key, 10000, context),
        lambda session: move_line(session, key, 10000, context, down=True),
        lambda session: delete_document(session, key, context),
        lambda session: release(session, key, context),
        lambda session: reopen(session, key, context),
        lambda session: recalculate_prices(session, key, context),
        lambda session: post(session, key, PostingChoice(), context),
        lambda session: schedule(session, key, PostingChoice(), context),
    ]
    scheduled(trading_company, key, context)
    assert status_of(trading_company, key) is JobQueueStatus.SCHEDULED
    with trading_company.read() as session:
        view = document_view(session, key, context)
    assert not view.editable
    assert not any(line.editable for line in view.lines)
    for command in commands:
        with pytest.raises(DocumentScheduled) as refused:
            trading_company.run_write(command)
        assert str(refused.value) == (
            f"order {key.no} is already scheduled; remove it from the queue first."
        )


def test_a_document_taken_out_of_the_queue_can_be_changed_again(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    [key] = drafts("A")
    scheduled(trading_company, key, context)
    view = trading_company.run_write(partial(remove_from_queue, key=key, context=context))
    assert "your_reference" in view.editable
    assert view.header["job_queue_status"] is JobQueueStatus.BLANK
    assert entries(trading_company) == []
    with pytest.raises(NotInQueue):
        trading_company.run_write(partial(remove_from_queue, key=key, context=context))


@pytest.mark.parametrize(
    ("state", "kind", "refusal"),
    [
        ({"status": Status.PENDING_APPROVAL}, DocumentType.INVOICE, PendingApproval),
        ({"status": Status.PENDING_PREPAYMENT}, DocumentType.ORDER, PrepaymentWaiting),
        ({}, DocumentType.QUOTE, NotPostable),
    ],
)
def test_what_cannot_be_posted_is_not_scheduled(
    trading_company: Database,
    context: UserContext,
    state: dict[str, object],
    kind: DocumentType,
    refusal: type[Refusal],
) -> None:
    key = a_document(trading_company, context, kind).adds(type="item", no="A", quantity=1).key
    if state:
        put_header(trading_company, key, state)
    with pytest.raises(refusal):
        scheduled(trading_company, key, context)
    assert entries(trading_company) == []


# -------------------------------------------------------------------------------------- posting


def test_documents_are_posted_in_the_order_of_the_queue(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    first, second = drafts("A", "A")
    for key in (second, first):
        scheduled(trading_company, key, context)
    worker = QueueWorker(trading_company)
    results = [worker.post_next() for _ in range(3)]
    assert [(each.key, each.posted) for each in results[:2] if each] == [
        (second, results[0].posted if results[0] else None),
        (first, results[1].posted if results[1] else None),
    ]
    assert results[2] is None
    assert entries(trading_company) == []
    with trading_company.read() as session:
        headers = session.scalars(select(SalesInvoiceHeader).order_by(SalesInvoiceHeader.no)).all()
    assert [(each.no, each.pre_assigned_no, each.user) for each in headers] == [
        ("PI00001", second.no, "ADMIN"),
        ("PI00002", first.no, "ADMIN"),
    ]


def test_an_order_that_stays_leaves_the_queue(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    [key] = drafts("A", kind=DocumentType.ORDER)
    scheduled(trading_company, key, context, PostingChoice(invoice=False))
    result = QueueWorker(trading_company).post_next()
    assert result is not None
    assert result.posted is not None
    assert (result.posted.shipment_no, result.posted.invoice_no) == ("PS00001", None)
    assert status_of(trading_company, key) is JobQueueStatus.BLANK


def test_the_posting_users_dates_hold_as_they_are_when_it_is_posted(
    trading_company: Database, drafts: Drafts
) -> None:
    [key] = drafts("A")
    lena = UserContext(user="LENA", work_date=date(2026, 1, 15))
    scheduled(trading_company, key, lena)
    with trading_company.write() as session:
        session.add(UserSetup(user="LENA", allow_posting_from=date(2026, 2, 1)))
    told: list[QueueResult] = []
    worker = QueueWorker(trading_company, notify=lambda _session, result: told.append(result))
    worker.post_next()
    [entry] = entries(trading_company)
    assert (entry.state, entry.error_code) == (QueueState.ERROR, "posting.date_not_allowed")
    assert (entry.record_table, entry.record_key) == ("user_setup", '["LENA"]')
    assert [(each.user, each.key, each.posted) for each in told] == [("LENA", key, None)]
    assert status_of(trading_company, key) is JobQueueStatus.ERROR


def test_a_failed_document_can_be_changed_and_tried_again(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    [key] = drafts("B")
    scheduled(trading_company, key, context)
    worker = QueueWorker(trading_company)
    worker.post_next()
    with trading_company.read() as session:
        view = document_view(session, key, context)
    assert "SERVICES" in str(view.header["job_queue_error"])
    assert "your_reference" in view.editable
    with trading_company.write() as session:
        session.execute(update(GeneralPostingSetup).values(blocked=False))
    trading_company.run_write(partial(retry, key=key, context=context))
    assert status_of(trading_company, key) is JobQueueStatus.SCHEDULED
    [entry] = entries(trading_company)
    assert (entry.error_code, entry.error_text, entry.record_table) == ("", "", "")
    result = worker.post_next()
    assert result is not None
    assert result.posted is not None


def test_a_failed_document_can_be_scheduled_by_posting_it_again(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    [key] = drafts("B")
    scheduled(trading_company, key, context)
    QueueWorker(trading_company).post_next()
    scheduled(trading_company, key, context)
    [entry] = entries(trading_company)
    assert entry.state is QueueState.SCHEDULED


def test_trying_again_what_is_scheduled_changes_nothing(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    [key] = drafts("A")
    scheduled(trading_company, key, context)
    [before] = entries(trading_company)
    other = UserContext(user="LENA", work_date=date(2026, 3, 1))
    trading_company.run_write(partial(retry, key=key, context=other))
    [after] = entries(trading_company)
    assert (after.user, after.created_at) == (before.user, before.created_at)
    missing = DocumentKey(DocumentType.INVOICE, "SI99999")
    with pytest.raises(DocumentMissing):
        trading_company.run_write(partial(retry, key=missing, context=context))


def test_deleting_a_failed_document_takes_it_out_of_the_queue(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    [key] = drafts("B")
    scheduled(trading_company, key, context)
    QueueWorker(trading_company).post_next()
    trading_company.run_write(partial(delete_document, key=key, context=context))
    assert entries(trading_company) == []


def test_questions_are_answered_as_when_scheduling_else_in_the_safe_way(
    trading_company: Database, context: UserContext
) -> None:
    with trading_company.write() as session:
        session.add(
            CurrencyExchangeRate(
                currency_code="EUR",
                starting_date=date(2026, 2, 1),
                exchange_rate_amount=1,
                relational_amount=20,
            )
        )
    rates = []
    for answer in (None, True):
        clerk = a_document(trading_company, context, DocumentType.INVOICE)
        clerk.enters("currency_code", "EUR").adds(type="item", no="A", quantity=1)
        question = ConfirmationCode.UPDATE_EXCHANGE_RATE
        asked = context if answer is None else context.with_answer(question, answer)
        choice = PostingChoice(posting_date=date(2026, 2, 3))
        scheduled(trading_company, clerk.key, asked, choice)
        QueueWorker(trading_company).post_next()
    with trading_company.read() as session:
        rates = list(
            session.scalars(
                select(SalesInvoiceHeader.relational_amount).order_by(SalesInvoiceHeader.no)
            )
        )
    assert [str(rate.normalize()) for rate in rates] == ["11.5", "2E+1"]


# ------------------------------------------------------------------------ workers that go away


class Switch:
    """Lets a worker stop at a chosen moment as if it had been switched off."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def off_while_posting(self) -> None:
        """The next posting loses the database before its transaction is kept."""

        def gone(*_arguments: object, **_named: object) -> None:
            raise DatabaseAway(DatabaseAway.text)

        self._patch.setattr(working, "post", gone)

    def on(self) -> None:
        """Post again as always."""
        self._patch.setattr(working, "post", post)


@pytest.fixture
def switch(monkeypatch: pytest.MonkeyPatch) -> Switch:
    """The worker's main switch."""
    return Switch(monkeypatch)


def age(company: Database, minutes: int) -> None:
    """Let the last sign of life of all workers be so old."""
    then = datetime.now(UTC) - timedelta(minutes=minutes)
    with company.write() as session:
        session.execute(update(JobQueueEntry).values(heartbeat_at=then))


def test_what_a_lost_worker_had_taken_is_posted_by_another_one_after_ten_minutes(
    trading_company: Database, context: UserContext, drafts: Drafts, switch: Switch
) -> None:
    [key] = drafts("A")
    scheduled(trading_company, key, context)
    switch.off_while_posting()
    with pytest.raises(DatabaseAway):
        QueueWorker(trading_company).post_next()
    switch.on()
    assert status_of(trading_company, key) is JobQueueStatus.POSTING
    other = QueueWorker(trading_company)
    assert other.post_next() is None
    with pytest.raises(BeingPosted):
        trading_company.run_write(partial(remove_from_queue, key=key, context=context))
    age(trading_company, 11)
    result = other.post_next()
    assert result is not None
    assert result.posted is not None
    assert entries(trading_company) == []


def test_what_a_lost_worker_had_taken_can_be_removed_after_ten_minutes(
    trading_company: Database, context: UserContext, drafts: Drafts, switch: Switch
) -> None:
    [key] = drafts("A")
    scheduled(trading_company, key, context)
    switch.off_while_posting()
    with pytest.raises(DatabaseAway):
        QueueWorker(trading_company).post_next()
    age(trading_company, 11)
    trading_company.run_write(partial(remove_from_queue, key=key, context=context))
    assert status_of(trading_company, key) is JobQueueStatus.BLANK


def test_a_worker_that_comes_back_late_does_not_post_what_another_took_over(
    trading_company: Database, context: UserContext, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    [key] = drafts("A")
    scheduled(trading_company, key, context)
    late, other = QueueWorker(trading_company), QueueWorker(trading_company)
    carry_out = late._carry_out  # noqa: SLF001  (the moment between taking and posting)

    def sleep_first(claim: object) -> QueueResult | None:
        age(trading_company, 11)
        assert other.post_next() is not None
        return carry_out(claim)  # type: ignore[arg-type]  # handed on as it comes

    monkeypatch.setattr(late, "_carry_out", sleep_first)
    assert late.post_next() is None
    with trading_company.read() as session:
        assert len(session.scalars(select(SalesInvoiceHeader)).all()) == 1


def test_a_busy_database_puts_the_document_back(
    trading_company: Database, context: UserContext, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    [key] = drafts("A")
    scheduled(trading_company, key, context)

    def busy(*_arguments: object, **_named: object) -> None:
        raise DatabaseBusy(DatabaseBusy.text)

    monkeypatch.setattr("desktop.services.database.FIRST_PAUSE", 0)
    monkeypatch.setattr(working, "post", busy)
    worker = QueueWorker(trading_company)
    with pytest.raises(DatabaseBusy):
        worker.post_next()
    assert status_of(trading_company, key) is JobQueueStatus.SCHEDULED
    monkeypatch.setattr(working, "post", post)
    assert worker.post_next() is not None


def test_a_defect_is_noted_and_the_queue_goes_on(
    trading_company: Database, context: UserContext, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in drafts("A", "A"):
        scheduled(trading_company, key, context)
    calls = iter([InvariantBroken("debit is not credit")])

    def broken_once(*arguments: object, **named: object) -> object:
        for error in calls:
            raise error
        return post(*arguments, **named)  # type: ignore[arg-type]  # handed on as they come

    monkeypatch.setattr(working, "post", broken_once)
    worker = QueueWorker(trading_company)
    results = [worker.post_next(), worker.post_next()]
    assert [bool(each and each.posted) for each in results] == [False, True]
    [entry] = entries(trading_company)
    assert (entry.error_code, "debit is not credit" in entry.error_text) == ("defect", True)


def test_the_id_of_a_posting_stays_through_every_attempt(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    [key] = drafts("B")
    scheduled(trading_company, key, context)
    [before] = entries(trading_company)
    worker = QueueWorker(trading_company)
    worker.post_next()
    with trading_company.write() as session:
        session.execute(update(GeneralPostingSetup).values(blocked=False))
    trading_company.run_write(partial(retry, key=key, context=context))
    worker.post_next()
    with trading_company.read() as session:
        [request] = session.scalars(select(PostingRequest))
    assert request.posting_id == before.posting_id


def test_an_idle_worker_asks_one_question_and_writes_nothing(trading_company: Database) -> None:
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(trading_company.engine, "before_cursor_execute", note)
    assert QueueWorker(trading_company).post_next() is None
    event.remove(trading_company.engine, "before_cursor_execute", note)
    assert [each.split()[0] for each in sent if each != "BEGIN"] == ["SELECT"]


def test_the_result_waits_behind_the_bell_of_who_is_not_told_at_once(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    lena = replace(context, user="LENA")
    bad, good = drafts("B", "A")
    for key in (bad, good):
        trading_company.run_write(partial(schedule, key=key, choice=PostingChoice(), context=lena))
    worker = QueueWorker(trading_company, notify=partial(keep_message, besides=context.user))
    while worker.post_next():
        pass
    with trading_company.read() as session:
        posted, refused = messages_for(session, lena, 9).newest
        assert messages_for(session, context, 9).newest == ()
    assert str(posted.sentence).endswith("as PS00001, PI00001.")
    assert posted.record == RecordRef("sales_invoice_header", ("PI00001",))
    assert "was not posted" in str(refused.sentence)
    assert refused.record == RecordRef("sales_header", ("invoice", bad.no))
