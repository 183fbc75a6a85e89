"""The standard company, for tests of sales documents."""

import pytest

from desktop.services.database import Database


@pytest.fixture
def company(trading_company: Database) -> Database:
    """The standard company with customer C1 and item A at 100.00, cost 60.00."""
    return trading_company
