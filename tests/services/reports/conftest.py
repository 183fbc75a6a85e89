from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from desktop.models.base import Base
from tests.services.reports.papers import a_company


@pytest.fixture
def session() -> Iterator[Session]:
    """A session on a company in memory, with a Swedish sender and nothing sold yet."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False) as opened:
        a_company(opened)
        opened.commit()
        yield opened
    engine.dispose()
