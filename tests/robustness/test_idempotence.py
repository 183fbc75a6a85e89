"""One posting id used twice at the same moment: one posting, two equal answers (SD105)."""

import multiprocessing
import threading
from collections.abc import Iterator
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

import pytest
import sqlalchemy as sa

from desktop.models.posted import PostingRequest, SalesShipmentHeader
from desktop.models.values.keys import DocumentKey
from desktop.services.database import Database
from desktop.services.posting.choice import PostingChoice, PostingResult
from desktop.services.posting.post_item_journal import post_item_journal
from desktop.services.posting.post_sales import post
from desktop.services.posting.refusals_journal import JournalEmpty
from desktop.services.records import add_record
from desktop.services.sales.line_fields import change_line
from tests.databases import Databases
from tests.robustness.books import CONTEXT, an_order, faults, fill_with_trading_company
from tests.services.neighbours import in_thread

CALLERS = 4
THE_ID = "the same"
PATIENCE_S = 60


@pytest.fixture
def company(databases: Databases) -> Iterator[Database]:
    """A company with goods in stock."""
    database = Database(databases.create(fill_with_trading_company))
    yield database
    database.close()


def an_order_in_parts(company: Database) -> DocumentKey:
    """An order of which any number of postings could each ship and invoice a part."""
    key = company.run_write(lambda session: an_order(session, ("A", 100)))
    company.run_write(lambda session: change_line(session, key, 10000, "qty_to_ship", 1, CONTEXT))
    return key


def posting(key: DocumentKey) -> Any:  # noqa: ANN401  (a partial of a service)
    """The call that everybody makes."""
    return partial(post, key=key, choice=PostingChoice(), context=CONTEXT, posting_id=THE_ID)


def shipments(company: Database) -> list[str]:
    """The numbers of all shipments."""
    with company.read() as session:
        return list(session.scalars(sa.select(SalesShipmentHeader.no)))


def test_callers_who_race_get_the_first_result(company: Database) -> None:
    key = an_order_in_parts(company)
    start, results = threading.Barrier(CALLERS), list[PostingResult]()

    def call() -> None:
        start.wait()
        results.append(company.run_write(posting(key)))

    with in_thread(call), in_thread(call), in_thread(call):
        call()
    assert [(each.shipment_no, each.invoice_no) for each in results] == CALLERS * [
        ("PS00001", "PI00001")
    ]
    assert shipments(company) == ["PS00001"]
    assert faults(company) == []


def call_from_elsewhere(url: str, key: DocumentKey, pipe: Connection) -> None:
    """Another process: connects, waits for the word, and posts."""
    database = Database(url)
    with database.read() as session:
        session.execute(sa.text("SELECT 1"))
    pipe.send("ready")
    pipe.recv()
    result = database.run_write(posting(key))
    pipe.send((result.shipment_no, result.invoice_no))
    database.close()


@pytest.mark.slow
def test_processes_that_race_get_the_first_result(company: Database) -> None:
    key = an_order_in_parts(company)
    office = multiprocessing.get_context("spawn")
    url = company.url.render_as_string(hide_password=False)
    lines = [office.Pipe() for _ in range(CALLERS)]
    processes = [
        office.Process(target=call_from_elsewhere, args=(url, key, theirs), daemon=True)
        for _ours, theirs in lines
    ]
    for process in processes:
        process.start()
    for ours, _theirs in lines:
        assert ours.poll(PATIENCE_S)
        ours.recv()
    for ours, _theirs in lines:
        ours.send("go")
    answers = []
    for ours, theirs in lines:
        assert ours.poll(PATIENCE_S)
        answers.append(ours.recv())
        ours.close()
        theirs.close()
    for process in processes:
        process.join(PATIENCE_S)
    assert answers == CALLERS * [("PS00001", "PI00001")]
    assert shipments(company) == ["PS00001"]


def test_the_second_waits_at_the_key_until_the_first_has_ended(company: Database) -> None:
    """The first has posted and not yet committed; the second must not look past it."""
    key = an_order_in_parts(company)
    results: list[PostingResult] = []

    def call() -> None:
        results.append(company.run_write(posting(key)))

    with company.write() as session:
        first = posting(key)(session)
        second = threading.Thread(target=call)
        second.start()
        second.join(0.3)
        assert second.is_alive()
        assert results == []
    second.join(PATIENCE_S)
    assert [each.shipment_no for each in results] == [first.shipment_no]
    assert shipments(company) == ["PS00001"]


def test_an_id_whose_first_call_failed_is_free_again(company: Database) -> None:
    work = partial(post_item_journal, batch="DEFAULT", context=CONTEXT, posting_id=THE_ID)
    with pytest.raises(JournalEmpty):
        company.run_write(work)
    with company.write() as session:
        add_record(session, "item_journal_line", {"item_no": "A", "quantity": 1}, CONTEXT)
    company.run_write(work)
    company.run_write(work)
    with company.read() as session:
        assert session.scalars(sa.select(PostingRequest.posting_id)).all() == [THE_ID]
