"""Several people post at the same moment: each posting is whole, and no number is given twice."""

from collections.abc import Iterator
from functools import partial
from random import Random

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.ledgers import GlRegister
from desktop.models.values.keys import DocumentKey
from desktop.services.database import Database
from desktop.services.posting.choice import PostingChoice, PostingResult
from desktop.services.posting.post_sales import post
from tests.databases import Databases
from tests.robustness.books import (
    CONTEXT,
    ITEMS,
    an_order,
    faults,
    fill_with_trading_company,
    posted_numbers,
)
from tests.services.neighbours import in_thread

PEOPLE = 3
ORDERS_EACH = 4


@pytest.fixture
def company(databases: Databases) -> Iterator[Database]:
    """A company with goods in stock."""
    database = Database(databases.create(fill_with_trading_company))
    yield database
    database.close()


def post_all(company: Database, keys: list[DocumentKey], seed: int) -> None:
    """Ship and invoice orders in some order."""
    Random(seed).shuffle(keys)
    for key in keys:
        company.run_write(partial(post, key=key, choice=PostingChoice(), context=CONTEXT))


def orders(company: Database, count: int) -> list[DocumentKey]:
    """Orders for the same items, named in different orders."""
    made = []
    for number in range(count):
        lines = [(no, 2) for no in (ITEMS if number % 2 else reversed(ITEMS))]
        with company.write() as session:
            made.append(an_order(session, *lines))
    return made


def test_people_who_post_together_leave_whole_books(company: Database) -> None:
    work = [orders(company, ORDERS_EACH) for _ in range(PEOPLE)]
    with (
        in_thread(lambda: post_all(company, work[0], 1)),
        in_thread(lambda: post_all(company, work[1], 2)),
    ):
        post_all(company, work[2], 3)
    assert faults(company) == []
    assert len(posted_numbers(company)) == 2 * PEOPLE * ORDERS_EACH
    with company.read() as session:
        count = session.scalar(sa.select(sa.func.count()).select_from(GlRegister))
    assert count == PEOPLE * ORDERS_EACH + len(ITEMS)


def test_one_order_posted_by_two_people_is_posted_once(company: Database) -> None:
    [key] = orders(company, 1)
    results: list[PostingResult] = []

    def work(session: Session) -> PostingResult:
        return post(session, key, PostingChoice(), CONTEXT, posting_id="the same")

    def post_it() -> None:
        results.append(company.run_write(work))

    with in_thread(post_it):
        post_it()
    assert {(each.shipment_no, each.invoice_no) for each in results} == {("PS00001", "PI00001")}
    assert faults(company) == []
