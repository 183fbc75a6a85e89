"""The standard company with customer C1, in one transaction that is rolled back."""

import pytest
from sqlalchemy.orm import Session

from tests.builders.posting_world import PostingWorld
from tests.services.office import office, session

__all__ = ["office", "session"]


@pytest.fixture
def world(session: Session) -> PostingWorld:
    """The company and what can be done in it."""
    return PostingWorld(session)
