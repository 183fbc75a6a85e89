"""A kit in the standard company, in one transaction that is rolled back."""

import pytest
from sqlalchemy.orm import Session

from tests.builders.kits import KitWorld
from tests.services.office import office, session

__all__ = ["office", "session"]


@pytest.fixture
def kits(session: Session) -> KitWorld:
    """Kit Z of 2 A, 1 B and half an hour's work, with a set-up of 10.00 (PX29)."""
    return KitWorld(session)
