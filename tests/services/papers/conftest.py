"""A company with customer C1, whose papers are tried; nothing is committed."""

import pytest
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.services.context import UserContext
from tests.builders.customers import a_customer
from tests.builders.posting_world import WORK_DATE, PostingWorld
from tests.services.office import office, session

__all__ = ["office", "session"]


@pytest.fixture
def world(session: Session) -> PostingWorld:
    """The company and what can be done in it, with customer C1."""
    return PostingWorld(session)


@pytest.fixture
def customer(session: Session) -> RecordRef:
    """Customer C7."""
    return RecordRef("customer", (a_customer(session, "C7").no,))


@pytest.fixture
def anna() -> UserContext:
    """Another user than ADMIN."""
    return UserContext("ANNA", WORK_DATE)
