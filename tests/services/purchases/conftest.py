"""The company of the scenarios with a vendor and items, in one transaction that is rolled back."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record
from tests.databases import DatabaseKind, SqliteDatabases
from tests.moving import company_at
from tests.postgres_server import PostgresServer
from tests.scenarios.standard_company import USER, WORK_DATE, fill_with_standard_company


@pytest.fixture
def buyer() -> UserContext:
    """Who buys."""
    return UserContext(user=USER, work_date=WORK_DATE)


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
    """The company; nothing that a test does in it is committed."""
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
def session(office: Database, buyer: UserContext) -> Iterator[Session]:
    """One transaction with vendor V1 and items A and B, rolled back at the end of the test."""
    groups = {"gen_bus_posting_group": "DOMESTIC", "vat_bus_posting_group": "DOMESTIC"}
    goods = {
        "base_unit": "PCS",
        "gen_prod_posting_group": "RETAIL",
        "vat_prod_posting_group": "VAT25",
        "inventory_posting_group": "RESALE",
    }
    with office.rehearse() as opened:
        vendor = {"no": "V1", "name": "Vendor", "vendor_posting_group": "DOMESTIC"}
        add_record(opened, "vendor", {**vendor, **groups}, buyer)
        for no in ("A", "B"):
            values = {"no": no, "description": no, "last_direct_cost": Decimal(7), **goods}
            add_record(opened, "item", values, buyer)
        opened.flush()
        yield opened
