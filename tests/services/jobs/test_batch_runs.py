"""Batch runs: one at a time, stopped, failed, run again, and what they cost (CB251–CB254)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from desktop.models.finance import GeneralPostingSetup
from desktop.models.job_words import Job, RunStatus
from desktop.models.jobs import BatchRun
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import Cancelled, NoProgress, UserContext
from desktop.services.database import Database, DatabaseAway, DatabaseBusy
from desktop.services.jobs import batch as running
from desktop.services.jobs import post_batch as posting
from desktop.services.jobs import runs as storing
from desktop.services.jobs.batch import BatchPlan, Created, run_batch
from desktop.services.jobs.post_batch import (
    BatchParameters,
    parameters_of,
    post_documents,
)
from desktop.services.jobs.refusals import (
    JobAlreadyRunning,
    NothingToRetry,
)
from desktop.services.jobs.retry import retry_failed
from desktop.services.list_query import ListQuery
from desktop.services.posting.post_sales import post
from tests.builders.sales import a_document
from tests.services.jobs.conftest import Drafts
from tests.services.jobs.looking import INVOICES, LATER, invoices, messages, runs, the_run

# -------------------------------------------------------------------------- one run at a time


def somebodys_run(company: Database, sign_of_life: timedelta) -> None:
    """A run of somebody else that gave its last sign of life so long ago."""
    then = datetime.now(UTC) - sign_of_life
    with company.write() as session:
        session.add(
            BatchRun(
                job=Job.POST_BATCH,
                parameters="{}",
                user="LENA",
                started_at=then,
                heartbeat_at=then,
            )
        )


def test_the_same_job_does_not_run_twice_at_a_time(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    drafts("A")
    somebodys_run(trading_company, timedelta(minutes=9))
    with pytest.raises(JobAlreadyRunning) as refused:
        post_documents(trading_company, INVOICES, context)
    assert refused.value.parameters["user"] == "LENA"
    assert invoices(trading_company) == []


def test_who_begins_at_the_same_moment_meets_the_other_at_the_key(
    trading_company: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look for a running one finds none, as it does when both look before one is stored."""
    somebodys_run(trading_company, timedelta(minutes=1))
    look, first_looks = storing.running_run, iter([None])
    monkeypatch.setattr(
        storing, "running_run", lambda session, job: next(first_looks, look(session, job))
    )
    with pytest.raises(JobAlreadyRunning):
        post_documents(trading_company, INVOICES, context)


def test_a_run_without_a_sign_of_life_gives_way(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    drafts("A")
    somebodys_run(trading_company, timedelta(minutes=11))
    assert post_documents(trading_company, INVOICES, context).n_ok == 1
    assert runs(trading_company) == [RunStatus.FAILED, RunStatus.FINISHED]


def test_runs_are_forgotten_after_the_days_in_the_setup(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    drafts("A")
    run_no = post_documents(trading_company, INVOICES, context).run_no
    for days, left in ((91, 1), (89, 2)):
        with trading_company.write() as session:
            then = datetime.now(UTC) - timedelta(days=days)
            session.execute(update(BatchRun).values(started_at=then))
        post_documents(trading_company, INVOICES, context)
        assert len(runs(trading_company)) == left
    assert messages(trading_company, run_no) == []


# ------------------------------------------------------------------------ stopping and failing


class Stopper(NoProgress):
    """Presses Stop while the document of this position is being worked on."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.told: list[tuple[int, int, str]] = []

    def step(self, done: int, total: int, text: str = "") -> None:
        """Remember what was told."""
        self.told.append((done, total, text))

    def check_cancelled(self) -> None:
        """Stop before the document after that position."""
        if len(self.told) >= self.after:
            raise Cancelled


def test_stopping_ends_after_the_current_document(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    drafts("A", "A", "A")
    stopper = Stopper(after=2)
    result = post_documents(trading_company, INVOICES, context, stopper)
    assert (result.status, result.n_ok) == (RunStatus.STOPPED, 2)
    assert [(done, total) for done, total, _text in stopper.told] == [(0, 3), (1, 3)]
    assert "SI00002" in stopper.told[1][2]
    assert the_run(trading_company, result.run_no).status is RunStatus.STOPPED
    assert post_documents(trading_company, INVOICES, context).n_ok == 1


def test_a_lost_database_ends_the_run_and_what_is_done_stays(
    trading_company: Database,
    context: UserContext,
    drafts: Drafts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drafts("A", "A", "A")
    fails_at(monkeypatch, 2, DatabaseAway(DatabaseAway.text))
    with pytest.raises(DatabaseAway):
        post_documents(trading_company, INVOICES, context)
    assert runs(trading_company) == [RunStatus.FAILED]
    assert len(invoices(trading_company)) == 1
    monkeypatch.undo()
    assert post_documents(trading_company, INVOICES, context).n_ok == 2


def fails_at(monkeypatch: pytest.MonkeyPatch, position: int, error: Exception) -> None:
    """Let the posting of that document fail, after everything was written."""
    calls = iter(range(1, 1000))

    def failing(*arguments: object) -> object:
        made: object = post(*arguments)  # type: ignore[arg-type]  # handed on as they come
        if next(calls) == position:
            raise error
        return made

    monkeypatch.setattr(posting, "post", failing)


def test_a_database_that_stays_busy_fails_one_document_only(
    trading_company: Database,
    context: UserContext,
    drafts: Drafts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = drafts("A", "A")
    monkeypatch.setattr("desktop.services.database.ATTEMPTS", 1)
    fails_at(monkeypatch, 1, DatabaseBusy(DatabaseBusy.text))
    result = post_documents(trading_company, INVOICES, context)
    assert messages(trading_company, result.run_no) == [
        (first.no, "error", "unavailable"),
        (second.no, "ok", ""),
    ]


def test_a_defect_ends_the_run_as_failed(
    trading_company: Database,
    context: UserContext,
    drafts: Drafts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drafts("A")
    fails_at(monkeypatch, 1, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        post_documents(trading_company, INVOICES, context)
    assert runs(trading_company) == [RunStatus.FAILED]


# -------------------------------------------------------------------------------------- retrying


def test_only_what_failed_is_run_again(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    _good, bad = drafts("A", "B")
    first = post_documents(
        trading_company,
        BatchParameters(
            document_type=DocumentType.INVOICE, posting_date=LATER, replace_posting_date=True
        ),
        context,
    )
    drafts_after = a_document(trading_company, context, DocumentType.INVOICE)
    drafts_after.adds(type="item", no="A", quantity=1)
    with trading_company.write() as session:
        session.execute(update(GeneralPostingSetup).values(blocked=False))
    again = retry_failed(trading_company, first.run_no, context)
    assert messages(trading_company, again.run_no) == [(bad.no, "ok", "")]
    assert invoices(trading_company)[-1].posting_date == LATER
    with pytest.raises(NothingToRetry):
        retry_failed(trading_company, again.run_no, context)


def test_a_retry_can_be_retried(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    drafts("B", "B")
    result = post_documents(trading_company, INVOICES, context)
    for _ in range(2):
        result = retry_failed(trading_company, result.run_no, context)
    assert (result.n_error, the_run(trading_company, result.run_no).n_total) == (2, 2)


def test_a_run_that_is_not_there_cannot_be_retried(
    trading_company: Database, context: UserContext
) -> None:
    with pytest.raises(NothingToRetry):
        retry_failed(trading_company, 404, context)


def test_parameters_are_kept_whole() -> None:
    whole = BatchParameters(
        document_type=DocumentType.INVOICE,
        query=ListQuery(filters={"no": "A*"}, search="x", view="my_open"),
        numbers=("SI1", "SI2"),
        ship=False,
        posting_date=LATER,
        replace_posting_date=True,
        replace_document_date=True,
        calc_invoice_discount=True,
        print_documents=True,
    )
    assert parameters_of(whole.stored()) == whole


# ------------------------------------------------------------------------------ what it costs


@contextmanager
def statements(company: Database) -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(company.engine, "before_cursor_execute", note)
    yield sent
    event.remove(company.engine, "before_cursor_execute", note)


def many_keys(
    count: int, work: Callable[[Session, DocumentKey, UserContext], Created]
) -> BatchPlan:
    """A job for so many documents that nothing must know all at once."""

    def keys(_session: Session, after: DocumentKey | None, limit: int) -> list[DocumentKey]:
        start = int(after.no) + 1 if after else 0
        assert limit == running.CHUNK
        numbers = range(start, min(start + limit, count))
        return [DocumentKey(DocumentType.ORDER, f"{number:06d}") for number in numbers]

    return BatchPlan(
        job=Job.POST_BATCH, parameters={}, count=lambda _session: count, keys=keys, work=work
    )


def test_telling_costs_two_statements_a_document_whatever_their_number(
    trading_company: Database, context: UserContext
) -> None:
    sent = {}
    for count in (running.CHUNK, 2 * running.CHUNK):
        plan = many_keys(count, lambda *_arguments: Created())
        with statements(trading_company) as made:
            assert run_batch(trading_company, plan, context).n_ok == count
        sent[count] = sum(
            not statement.startswith(("BEGIN", "SELECT pg_notify")) for statement in made
        )
    assert sent[2 * running.CHUNK] - sent[running.CHUNK] == 2 * running.CHUNK


def test_posting_in_a_batch_costs_the_same_for_each_document(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    numbers = [key.no for key in drafts(*"AAAAAAA")]
    sent = []
    # The first one meets an item that has never been short of stock.
    for chosen in (numbers[:1], numbers[1:2], numbers[2:4], numbers[4:]):
        parameters = BatchParameters(document_type=DocumentType.INVOICE, numbers=tuple(chosen))
        with statements(trading_company) as made:
            assert post_documents(trading_company, parameters, context).n_ok == len(chosen)
        sent.append(len(made))
    assert sent[3] - sent[2] == sent[2] - sent[1]


def test_keys_are_read_a_chunk_at_a_time(
    trading_company: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch, drafts: Drafts
) -> None:
    monkeypatch.setattr(running, "CHUNK", 2)
    drafts("A", "B", "A", "A", "B")
    result = post_documents(trading_company, INVOICES, context)
    assert (result.n_ok, result.n_error) == (3, 2)
    again = retry_failed(trading_company, result.run_no, context)
    assert again.n_error == 2
