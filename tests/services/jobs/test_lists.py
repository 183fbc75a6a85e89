"""Lists of runs, messages and the queue: what they find, in one statement each (CB253)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event, update

from desktop.errors import RecordRef
from desktop.models.job_words import Job, RunStatus
from desktop.models.jobs import BatchRun
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.jobs.post_batch import BatchParameters, post_documents
from desktop.services.jobs.queries import (
    count_queue_errors,
    created_documents,
    find_run,
    messages,
    queue,
    runs,
)
from desktop.services.jobs.queue import schedule
from desktop.services.jobs.worker import QueueWorker
from desktop.services.list_query import ListQuery
from desktop.services.list_source import TableSource
from desktop.services.posting.choice import PostingChoice
from tests.listing import listed
from tests.services.jobs.conftest import Drafts
from tests.services.jobs.looking import INVOICES


@contextmanager
def one_statement(company: Database) -> Iterator[None]:
    """Fail when not exactly one statement is sent."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(company.engine, "before_cursor_execute", note)
    yield
    event.remove(company.engine, "before_cursor_execute", note)
    assert len([each for each in sent if each != "BEGIN"]) == 1, sent


def asked(company: Database, work: Callable[..., Any]) -> Any:  # noqa: ANN401  (any rows)
    """The answer of a query, which takes one statement."""
    with one_statement(company):
        return company.run_read(work)


def rows_of(company: Database, source: TableSource[Any], query: ListQuery | None = None) -> Any:  # noqa: ANN401
    """The rows of a list, which take one statement; keys and count agree with them."""
    rows = asked(company, partial(source.rows, query=query or ListQuery()))
    with company.read() as session:
        assert listed(session, source, query) == rows
    return rows


def test_messages_lead_to_what_was_made_and_to_what_is_wrong(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    _good, bad = drafts("A", "B")
    run_no = post_documents(trading_company, INVOICES, context).run_no
    rows = rows_of(trading_company, messages(run_no, context))
    assert [row.target for row in rows] == [
        RecordRef("sales_invoice_header", ("PI00001",)),
        RecordRef("sales_header", ("invoice", bad.no)),
    ]
    assert rows[1].mend == RecordRef("general_posting_setup", ("DOMESTIC", "SERVICES"))
    assert [row.created_document_no for row in rows] == ["PI00001", ""]
    made = asked(trading_company, partial(created_documents, run_no=run_no))
    assert made == (RecordRef("sales_invoice_header", ("PI00001",)),)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (ListQuery(), 2),
        (ListQuery(view="error"), 1),
        (ListQuery(view="ok"), 1),
        (ListQuery(view="skipped"), 0),
        (ListQuery(search="services"), 1),
        (ListQuery(filters={"outcome": "error"}), 1),
        (ListQuery(order=(("text", True),)), 2),
    ],
)
def test_messages_are_found(
    trading_company: Database,
    context: UserContext,
    drafts: Drafts,
    query: ListQuery,
    count: int,
) -> None:
    drafts("A", "B")
    run_no = post_documents(trading_company, INVOICES, context).run_no
    assert len(rows_of(trading_company, messages(run_no, context), query)) == count


def test_runs_are_listed_the_newest_first_and_silent_ones_as_failed(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    drafts("B")
    for numbers in ((), ("SI00001",)):
        parameters = BatchParameters(document_type=DocumentType.INVOICE, numbers=numbers)
        post_documents(trading_company, parameters, context)
    then = datetime.now(UTC) - timedelta(minutes=11)
    with trading_company.write() as session:
        run = BatchRun(
            job=Job.POST_BATCH, parameters="{}", user="LENA", started_at=then, heartbeat_at=then
        )
        session.add(run)
    rows = rows_of(trading_company, runs(context))
    assert [(row.no, row.status, row.n_error) for row in rows] == [
        (3, RunStatus.FAILED, 0),
        (2, RunStatus.FINISHED, 1),
        (1, RunStatus.FINISHED, 0),
    ]
    for query, count in (
        (ListQuery(view="errors"), 2),
        (ListQuery(search="lena"), 1),
        (ListQuery(filters={"status": "failed"}, order=(("no", False),)), 1),
    ):
        assert len(rows_of(trading_company, runs(context), query)) == count
    assert asked(trading_company, partial(find_run, run_no=2, context=context)) == rows[1]
    assert asked(trading_company, partial(find_run, run_no=4, context=context)) is None
    with trading_company.write() as session:
        session.execute(update(BatchRun).values(heartbeat_at=datetime.now(UTC)))
    rows = rows_of(trading_company, runs(context))
    assert rows[0].status is RunStatus.RUNNING


def test_the_queue_is_listed_the_oldest_first(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    lena = UserContext(user="LENA", work_date=context.work_date)
    bad, good = drafts("B", "A")
    for key, user in ((bad, lena), (good, context)):
        work = partial(schedule, key=key, choice=PostingChoice(), context=user)
        trading_company.run_write(work)
        if key == bad:
            QueueWorker(trading_company).post_next()
    rows = rows_of(trading_company, queue(context))
    assert [(row.document, row.user, bool(row.error_text)) for row in rows] == [
        (bad, "LENA", True),
        (good, "ADMIN", False),
    ]
    assert rows[0].target == RecordRef("sales_header", ("invoice", bad.no))
    for query in (ListQuery(view="error"), ListQuery(view="mine"), ListQuery(search="lena")):
        assert len(rows_of(trading_company, queue(context), query)) == 1
    assert asked(trading_company, count_queue_errors) == 1
