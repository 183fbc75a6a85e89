"""The worker of the posting queue: as a thread, as a process, and without Qt."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, update

from desktop import worker as program
from desktop.models.finance import GeneralPostingSetup
from desktop.models.job_words import Job
from desktop.models.jobs import BatchSchedule, JobQueueEntry
from desktop.models.posted import SalesInvoiceHeader
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.database import Changes, Database, DatabaseAway
from desktop.services.jobs import scheduled_runs
from desktop.services.jobs import worker as working
from desktop.services.jobs.messages import Result
from desktop.services.jobs.queue import schedule
from desktop.services.jobs.refusals import JobAlreadyRunning
from desktop.services.jobs.scheduled_runs import ScheduledRun
from desktop.services.jobs.worker import QueueResult
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.records import add_record
from desktop.settings import Settings
from desktop.worker import ExitCode, Worker, WorkerThread, main
from tests.builders.company import fill_with_standard_company
from tests.builders.customers import a_customer
from tests.builders.items import an_item
from tests.builders.sales import a_document
from tests.databases import Databases, SqliteDatabases

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 60

WITHOUT_QT = """
import sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
from desktop.worker import main
sys.exit(main(sys.argv[1:]))
"""


def fill(url: str) -> None:
    """Make a company with a customer and an item."""
    fill_with_standard_company(url)
    with closing(Database(url)) as database, database.write() as session:
        a_customer(session, "C1")
        an_item(session, "A", unit_price="100", unit_cost="60")


@pytest.fixture
def office(databases: Databases) -> Iterator[Database]:
    """A trading company on each kind of database."""
    database = Database(databases.create(fill))
    yield database
    database.close()


@pytest.fixture
def file(sqlite_databases: SqliteDatabases) -> Iterator[Database]:
    """A trading company in a file."""
    database = Database(sqlite_databases.create(fill))
    yield database
    database.close()


def a_scheduled_invoice(company: Database, context: UserContext) -> DocumentKey:
    """A draft of one item that waits to be posted."""
    clerk = a_document(company, context, DocumentType.INVOICE)
    key = clerk.adds(type="item", no="A", quantity=1).key
    company.run_write(partial(schedule, key=key, choice=PostingChoice(), context=context))
    return key


def posted(company: Database) -> int:
    """How many invoices are posted."""
    with company.read() as session:
        return len(session.scalars(select(SalesInvoiceHeader.no)).all())


def block(company: Database, *, blocked: bool) -> None:
    """Let every posting fail, or none."""
    with company.write() as session:
        session.execute(update(GeneralPostingSetup).values(blocked=blocked))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The worker in a process that has no Qt."""
    command = [sys.executable, "-W", "error", "-c", WITHOUT_QT, *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )


def address(company: Database) -> str:
    """The URL of a company."""
    return company.url.render_as_string(hide_password=False)


# ------------------------------------------------------------------------------ as a process


def test_one_round_posts_everything_without_qt(office: Database, context: UserContext) -> None:
    for _ in range(2):
        a_scheduled_invoice(office, context)
    done = run("--company", address(office), "--once")
    assert (done.returncode, posted(office)) == (ExitCode.FINE, 2), done.stderr
    assert "posted invoice SI00001 for ADMIN: PI00001" in done.stderr
    assert done.stdout == ""


def test_the_exit_code_tells_of_documents_that_failed(
    office: Database, context: UserContext
) -> None:
    a_scheduled_invoice(office, context)
    block(office, blocked=True)
    assert run("--company", address(office), "--once").returncode == ExitCode.SOME_FAILED


def test_the_exit_code_tells_of_a_company_that_is_not_there(tmp_path: Path) -> None:
    done = run("--company", str(tmp_path / "nowhere.kontor"), "--once")
    assert done.returncode == ExitCode.FAILED
    assert "There is no company" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_company_the_worker_says_what_to_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "load_settings", Settings)
    with pytest.raises(SystemExit) as ended:
        main(["--once"])
    assert ended.value.code == ExitCode.FAILED
    assert "--company" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to be polite with")
def test_a_worker_works_until_it_is_told_to_stop(file: Database, context: UserContext) -> None:
    command = [sys.executable, "-c", WITHOUT_QT, "--company", address(file)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        a_scheduled_invoice(file, context)
        for line in process.stderr:
            if "posted invoice" in line:
                break
        process.send_signal(signal.SIGTERM)
        process.stderr.read()
        assert process.wait(PATIENCE_S) == ExitCode.FINE
    assert posted(file) == 1


# -------------------------------------------------------------------------------- as a thread


def wait_for(company: Database, table: str, done: Callable[[], bool]) -> None:
    """Wait until a commit to a table has made something true."""
    changed = threading.Event()

    def note(changes: Changes) -> None:
        if table in changes.tables:
            changed.set()

    unsubscribe = company.subscribe(note)
    while not done():
        assert changed.wait(PATIENCE_S)
        changed.clear()
    unsubscribe()


def test_what_is_scheduled_wakes_the_thread_at_once(
    office: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "PAUSE_S", 10 * PATIENCE_S)
    told: list[Result] = []
    thread = WorkerThread(office, tell=told.append)
    thread.start()
    key = a_scheduled_invoice(office, context)
    wait_for(office, "sales_invoice_header", lambda: posted(office) == 1)
    thread.stop()
    [result] = told
    assert isinstance(result, QueueResult)
    assert (result.key, result.user) == (key, "ADMIN")


def test_a_database_that_is_away_does_not_end_the_worker(
    file: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "PAUSE_S", 0)
    a_scheduled_invoice(file, context)
    real, failures = working.QueueWorker.post_next, iter([DatabaseAway(DatabaseAway.text)])

    def away_once(queue: working.QueueWorker) -> QueueResult | None:
        for error in failures:
            raise error
        return real(queue)

    monkeypatch.setattr(working.QueueWorker, "post_next", away_once)
    thread = WorkerThread(file)
    thread.start()
    wait_for(file, "sales_invoice_header", lambda: posted(file) == 1)
    thread.stop()


def test_a_defect_is_noted_on_the_document_and_the_others_are_posted(
    file: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_scheduled_invoice(file, context)
    a_scheduled_invoice(file, context)
    failures = iter([ZeroDivisionError("by accident")])

    def broken_once(*arguments: object, **named: object) -> object:
        for error in failures:
            raise error
        return post(*arguments, **named)  # type: ignore[arg-type]  # handed on as they come

    monkeypatch.setattr(working, "post", broken_once)
    worker = Worker(file)
    worker.work_off()
    worker.stop()
    with file.read() as session:
        [entry] = session.scalars(select(JobQueueEntry))
    assert (entry.error_code, "by accident" in entry.error_text) == ("defect", True)
    assert (worker.n_failed, posted(file)) == (1, 1)


def a_due_schedule(company: Database, context: UserContext) -> None:
    """A schedule whose time has come, that posts all invoices."""
    fields = {"code": "NIGHT", "selection": "filtered", "document_type": "invoice", "enabled": True}
    with company.write() as session:
        add_record(session, "batch_schedule", fields, context)
    with company.write() as session:
        due = datetime.now(UTC) - timedelta(minutes=1)
        session.execute(update(BatchSchedule).values(next_run_at=due))


def test_the_worker_runs_what_is_due(office: Database, context: UserContext) -> None:
    clerk = a_document(office, context, DocumentType.INVOICE)
    clerk.adds(type="item", no="A", quantity=1)
    a_due_schedule(office, context)
    told: list[Result] = []
    worker = Worker(office, tell=told.append)
    worker.work_off()
    worker.stop()
    assert (posted(office), worker.n_failed) == (1, 0)
    assert [type(each) for each in told] == [ScheduledRun]


def test_a_schedule_with_a_defect_does_not_end_the_worker(
    office: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_due_schedule(office, context)

    def broken(*_arguments: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(scheduled_runs, "plan_of_schedule", broken)
    worker = Worker(office)
    worker.work_off()
    worker.stop()
    assert worker.n_failed == 1


def test_a_job_that_began_a_moment_before_is_tried_again_later(
    office: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_due_schedule(office, context)

    def taken(*_arguments: object) -> object:
        raise JobAlreadyRunning(job=Job.POST_BATCH, user="LENA", started_at=datetime.now(UTC))

    monkeypatch.setattr(scheduled_runs, "begin_run", taken)
    worker = Worker(office)
    worker.work_off()
    monkeypatch.undo()
    worker.work_off()
    worker.stop()
    with office.read() as session:
        assert session.get_one(BatchSchedule, "NIGHT").last_run_no == 1
