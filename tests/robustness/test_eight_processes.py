"""Eight processes post and edit in one company: nothing is lost, nothing missing, nobody bothered.

The test takes ten seconds on each kind of database; KONTOR_EIGHT_SECONDS makes it longer.
"""

import logging
import multiprocessing
import os
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest
import sqlalchemy as sa

from desktop.models.customers import Customer
from desktop.services.database import Database
from desktop.services.jobs.worker import QueueWorker
from tests.databases import Databases
from tests.robustness import busy_clerk
from tests.robustness.books import faults, fill_with_open_orders, posted_numbers
from tests.robustness.busy_clerk import Day

logger = logging.getLogger(__name__)

PEOPLE = 8
SECONDS = float(os.environ.get("KONTOR_EIGHT_SECONDS", "10"))
PATIENCE_S = 120


@pytest.fixture
def company(databases: Databases) -> Iterator[Database]:
    """A company with goods in stock and orders to deliver from."""
    database = Database(databases.create(fill_with_open_orders))
    yield database
    database.close()


def days_of(company: Database) -> list[Day]:
    """Let everybody work at the same time; answers what each of them did."""
    office = multiprocessing.get_context("spawn")
    url = company.url.render_as_string(hide_password=False)
    lines = [office.Pipe() for _ in range(PEOPLE)]
    processes = [
        office.Process(
            target=busy_clerk.work_a_while, args=(url, seed, SECONDS, theirs), daemon=True
        )
        for seed, (_ours, theirs) in enumerate(lines)
    ]
    for process in processes:
        process.start()
    for say in ("ready", "go"):
        for ours, _theirs in lines:
            if say == "go":
                ours.send(say)
            else:
                assert ours.poll(PATIENCE_S), "a clerk does not come to work"
                ours.recv()
    days = []
    for ours, theirs in lines:
        assert ours.poll(SECONDS + PATIENCE_S), "a clerk does not come home"
        days.append(ours.recv())
        ours.close()
        theirs.close()
    for process in processes:
        process.join(PATIENCE_S)
    return days


def in_all(days: list[Day]) -> str:
    """The figures of the day."""
    done = sum((day.done for day in days), Counter[str]())
    longest = {name: max(day.longest_s.get(name, 0) for day in days) for name in sorted(done)}
    return (
        f"{sum(done.values())} acts, {sum(len(day.numbers) for day in days)} documents posted, "
        f"{sum(day.raises for day in days)} raises after {sum(day.conflicts for day in days)} "
        f"conflicts; longest: "
        + ", ".join(f"{name} {done[name]}x {took:.2f} s" for name, took in longest.items())
    )


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_eight_processes_lose_nothing_and_bother_nobody(company: Database) -> None:
    days = days_of(company)
    logger.warning("%s: %s", company.engine.dialect.name, in_all(days))
    assert [error for day in days for error in day.errors] == []
    numbers = [no for day in days for no in day.numbers]
    assert set(numbers) == posted_numbers(company)
    assert len(set(numbers)) == len(numbers)
    with company.read() as session:
        limit = session.scalar(sa.select(Customer.credit_limit_lcy).where(Customer.no == "C1"))
    assert limit == Decimal(sum(day.raises for day in days))
    rest = QueueWorker(company)
    while (result := rest.post_next()) is not None:
        assert result.posted is not None
    assert faults(company) == []
