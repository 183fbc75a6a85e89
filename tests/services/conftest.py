"""The standard company, for tests of documents and of what is read from them."""

from collections.abc import Iterator

import pytest

from desktop.services.database import Database
from tests.builders.company import fill_with_standard_company
from tests.builders.customers import a_customer
from tests.builders.items import an_item
from tests.databases import Databases


@pytest.fixture
def trading_company(databases: Databases) -> Iterator[Database]:
    """The standard company with customer C1 and item A at 100.00, cost 60.00."""
    database = Database(databases.create(fill_with_standard_company))
    with database.write() as session:
        a_customer(session, "C1")
        an_item(session, "A", unit_price="100", unit_cost="60")
    yield database
    database.close()
