"""A posting that finds the disk full is refused, and nothing has changed."""

import sqlite3
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from desktop.services.database import Database, DiskFull
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from tests.contents import contents_of
from tests.databases import SqliteDatabases
from tests.robustness.books import CONTEXT, an_order, faults, fill_with_trading_company

LINES = 60
"""So many that they cannot all stand in what room the pages of the file have left."""


@pytest.fixture
def company(sqlite_databases: SqliteDatabases) -> Iterator[Database]:
    """A company with goods in stock."""
    database = Database(sqlite_databases.create(fill_with_trading_company))
    yield database
    database.close()


def fill_the_disk(company: Database, room: int = 0) -> None:
    """From now on the file may grow by so many pages only."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        [pages] = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + room}")

    sa.event.listen(company.engine, "connect", limit)
    company.engine.dispose()


@pytest.mark.parametrize("room", [0, 3, 8])
def test_posting_on_a_full_disk_is_refused_and_changes_nothing(
    company: Database, room: int
) -> None:
    key = company.run_write(lambda session: an_order(session, *[("A", 2), ("B", 1)] * (LINES // 2)))
    before = contents_of(company)
    fill_the_disk(company, room)
    with pytest.raises(DiskFull):
        company.run_write(lambda session: post(session, key, PostingChoice(), CONTEXT))
    assert contents_of(company) == before
    assert faults(company) == []


def test_the_same_posting_succeeds_once_there_is_room(company: Database) -> None:
    key = company.run_write(lambda session: an_order(session, *[("A", 2)] * LINES))
    url = company.url
    fill_the_disk(company)
    with pytest.raises(DiskFull):
        company.run_write(lambda session: post(session, key, PostingChoice(), CONTEXT))
    company.close()
    again = Database(url)
    result = again.run_write(lambda session: post(session, key, PostingChoice(), CONTEXT))
    assert (result.shipment_no, result.invoice_no) == ("PS00001", "PI00001")
    assert faults(again) == []
    again.close()
