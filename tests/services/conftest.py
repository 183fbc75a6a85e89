"""The standard company: one that is shared and never changed, and one for each test.

office            the standard company, made once for a module on each kind of database
session           a session in it whose transaction is always rolled back
trading_company   a standard company of the test's own, with customer C1 and item A
"""

from collections.abc import Iterator

import pytest

from desktop.services.database import Database
from tests.builders.company import fill_with_standard_company
from tests.builders.customers import a_customer
from tests.builders.items import an_item
from tests.databases import Databases
from tests.moving import company_at
from tests.services.office import office, session

__all__ = ["office", "session", "trading_company"]


@pytest.fixture
def trading_company(databases: Databases) -> Iterator[Database]:
    """The standard company with customer C1 and item A at 100.00, cost 60.00."""
    with company_at(databases.create(fill_with_trading_company)) as database:
        yield database


def fill_with_trading_company(url: str) -> None:
    """Make a standard company with a customer and an item at an address."""
    fill_with_standard_company(url)
    database = Database(url)
    with database.write() as opened:
        a_customer(opened, "C1")
        an_item(opened, "A", unit_price="100", unit_cost="60")
    database.close()
