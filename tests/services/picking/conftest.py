"""The standard company with customer C1 and a series of picks, rolled back after each test."""

import pytest
from sqlalchemy.orm import Session

from tests.services.office import office, session
from tests.services.picking.walks import Warehouse

__all__ = ["office", "session"]


@pytest.fixture
def world(session: Session) -> Warehouse:
    """The company and what can be done in it."""
    return Warehouse(session)
