"""The work date of the examples, and a company of which every test sees an empty copy."""

from datetime import date

import pytest

from desktop.services.context import UserContext


@pytest.fixture
def context() -> UserContext:
    """The user ADMIN on the work date of all examples of reservations."""
    return UserContext(user="ADMIN", work_date=date(2026, 3, 2))
