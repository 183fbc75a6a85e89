"""A shared standard company, for tests that need no commit; a conftest imports what it wants.

office    the standard company, made once for a module on each kind of database
session   a session in it whose transaction is always rolled back
"""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from desktop.services.database import Database
from tests.builders.company import fill_with_standard_company
from tests.databases import DatabaseKind, SqliteDatabases
from tests.moving import company_at
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
        files: SqliteDatabases = request.getfixturevalue("sqlite_databases")
        place = tmp_path_factory.mktemp("office") / "office.sqlite"
        with company_at(files.copy(fill_with_standard_company, place)) as database:
            yield database
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.create_database(server.template(fill_with_standard_company))
    with company_at(url) as database:
        yield database
    server.drop_database(url)


@pytest.fixture
def session(office: Database) -> Iterator[Session]:
    """One transaction in the standard company, rolled back at the end of the test."""
    with office.rehearse() as opened:
        yield opened
