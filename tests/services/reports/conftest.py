from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from desktop import paths
from desktop.models.every_table import Base
from desktop.translation import localizer_for
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


@pytest.fixture(autouse=True)
def _source_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Let papers speak the words of the source: what they say is tried here, not how.

    That a Swedish paper speaks Swedish is tried in `test_swedish_papers.py`.
    """
    monkeypatch.setattr(paths, "catalogs", lambda: tmp_path)
    localizer_for.cache_clear()
    yield
    localizer_for.cache_clear()
