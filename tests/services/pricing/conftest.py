"""The standard company, for tests of price lists."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from desktop.services.database import Database


@pytest.fixture
def company(trading_company: Database) -> Database:
    """The standard company with customer C1 and item A at 100.00, cost 60.00."""
    return trading_company


@pytest.fixture
def session(company: Database) -> Iterator[Session]:
    """A transaction in the company."""
    with company.write() as session:
        yield session
