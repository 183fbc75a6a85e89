"""The standard company, numbering contacts, in one transaction that is rolled back."""

import pytest
from sqlalchemy.orm import Session

from desktop.services.context import UserContext
from desktop.services.records import add_record, change_record
from tests.services.office import office, session

__all__ = ["office", "session"]


@pytest.fixture(autouse=True)
def _contact_numbers(session: Session, context: UserContext) -> None:
    add_record(session, "number_series", {"code": "CT"}, context)
    line = {"series_code": "CT", "starting_no": "CT00001"}
    add_record(session, "number_series_line", line, context)
    change_record(session, "sales_setup", (1,), ("contact_nos", "CT"), context)
