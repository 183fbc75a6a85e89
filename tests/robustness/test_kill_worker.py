"""Workers of the posting queue are killed at any instant: every document is posted once (SD104)."""

import multiprocessing
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from random import Random

import pytest
import sqlalchemy as sa

from desktop.models.jobs import JobQueueEntry
from desktop.models.posted import SalesInvoiceHeader, SalesShipmentHeader
from desktop.services.database import Database
from desktop.services.jobs.worker import QueueWorker
from tests.databases import Databases
from tests.robustness import queue_clerk
from tests.robustness.books import faults, fill_with_trading_company

DOCUMENTS = 60
KILLS = 10
LONGEST_LIFE_S = 0.06
PATIENCE_S = 60


@pytest.fixture
def company(databases: Databases) -> Iterator[Database]:
    """A company with goods in stock."""
    database = Database(databases.create(fill_with_trading_company))
    yield database
    database.close()


def killed_after_a_while(company: Database, dice: Random) -> None:
    """Let a worker post its first document, and switch it off at a random moment of the next."""
    office = multiprocessing.get_context("spawn")
    hears, tells = office.Pipe(duplex=False)
    url = company.url.render_as_string(hide_password=False)
    process = office.Process(
        target=queue_clerk.post_until_switched_off, args=(url, tells), daemon=True
    )
    process.start()
    tells.close()
    with closing(hears):
        assert hears.poll(PATIENCE_S), "the worker does not work"
        assert hears.recv()
        process.join(dice.uniform(0, LONGEST_LIFE_S))
        process.kill()
        process.join()
        drain(hears)


def drain(hears: Connection) -> None:
    """Hear what was told before the end."""
    while True:
        try:
            hears.recv()
        except (EOFError, OSError):
            return


def ten_minutes_pass(company: Database) -> None:
    """Whoever was killed has given no sign of life for ten minutes."""
    with company.write() as session:
        then = datetime.now(UTC) - timedelta(minutes=11)
        session.execute(sa.update(JobQueueEntry).values(heartbeat_at=then))


def times_posted(company: Database) -> list[Counter[str]]:
    """How often each order was delivered, and how often invoiced."""
    with company.read() as session:
        return [
            Counter(no or "" for no in session.scalars(sa.select(header.order_no)))
            for header in (SalesShipmentHeader, SalesInvoiceHeader)
        ]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_at_any_instant_workers_post_every_document_once(company: Database) -> None:
    keys = queue_clerk.a_queue(company, DOCUMENTS)
    dice = Random(104)
    for _ in range(KILLS):
        if not queue_clerk.left_in_queue(company):
            break  # A fast machine posts them all before the last kill.
        killed_after_a_while(company, dice)
        ten_minutes_pass(company)
    last = QueueWorker(company)
    while last.post_next() is not None:
        ten_minutes_pass(company)
    once = Counter(key.no for key in keys)
    assert times_posted(company) == [once, once]
    assert queue_clerk.left_in_queue(company) == []
    assert faults(company) == []
