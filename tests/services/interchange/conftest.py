from collections.abc import Iterator

import pytest

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record
from tests.databases import Databases, SqliteDatabases
from tests.moving import company_at
from tests.scenarios.standard_company import USER, WORK_DATE, fill_with_standard_company


@pytest.fixture
def office(databases: Databases) -> Iterator[Database]:
    """The standard company with its codes; the test runs once for each kind of database."""
    with company_at(databases.create(fill_with_standard_company)) as database:
        yield database


@pytest.fixture(scope="module")
def codes(sqlite_databases: SqliteDatabases) -> Iterator[Database]:
    """The same company for tests that only plan, with a country XX that knows its VAT numbers."""
    database = Database(sqlite_databases.create(fill_with_standard_company))
    context = UserContext(user=USER, work_date=WORK_DATE)
    values = {"country_code": "XX", "line_no": 10000, "format": "XX####"}
    with database.write() as session:
        add_record(session, "country_region", {"code": "XX"}, context)
        add_record(session, "vat_registration_format", values, context)
    yield database
    database.close()
