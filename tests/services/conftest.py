"""The standard company: one that is shared and never changed, and one for each test.

office            the standard company, made once for a module on each kind of database
session           a session in it whose transaction is always rolled back
trading_company   a standard company of the test's own, with customer C1 and item A
"""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from desktop.services.database import Database
from tests.builders.company import fill_with_standard_company
from tests.builders.customers import a_customer
from tests.builders.items import an_item
from tests.databases import DatabaseKind, Databases
from tests.postgres_server import PostgresServer


@pytest.fixture(
    scope="module",
    params=[
        DatabaseKind.SQLITE,
        pytest.param(DatabaseKind.POSTGRES, marks=pytest.mark.postgres),
    ],
)
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """The standard company; nothing that a test does in it is committed."""
    if request.param is DatabaseKind.SQLITE:
        url = f"sqlite:///{(tmp_path_factory.mktemp('office') / 'office.sqlite').as_posix()}"
        fill_with_standard_company(url)
        database = Database(url)
        yield database
        database.close()
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.create_database(server.template(fill_with_standard_company))
    database = Database(url)
    yield database
    database.close()
    server.drop_database(url)


@pytest.fixture
def session(office: Database) -> Iterator[Session]:
    """One transaction in the standard company, rolled back at the end of the test."""
    with office.rehearse() as opened:
        yield opened


@pytest.fixture
def trading_company(databases: Databases) -> Iterator[Database]:
    """The standard company with customer C1 and item A at 100.00, cost 60.00."""
    database = Database(databases.create(fill_with_standard_company))
    with database.write() as opened:
        a_customer(opened, "C1")
        an_item(opened, "A", unit_price="100", unit_cost="60")
    yield database
    database.close()
