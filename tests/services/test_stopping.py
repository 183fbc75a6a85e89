"""Stopping a long read: it ends its own statement and never another's."""

import threading
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.services.context import Cancelled
from desktop.services.database import Database
from desktop.services.stopping import StopSwitch

_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {most})"


@pytest.fixture
def session(trading_company: Database) -> Iterator[Session]:
    with trading_company.read() as session:
        yield session


def test_a_running_statement_is_ended(session: Session) -> None:
    stop = StopSwitch()
    forever = sa.text(f"{_NUMBERS.format(most=10**12)} SELECT count(*) FROM n")
    later = threading.Timer(0.1, stop.stop)
    later.start()
    with pytest.raises(Cancelled), stop.armed(session):
        session.execute(forever)
    later.join()


def test_one_that_was_stopped_before_it_began_ends_nobody_elses_statement(
    session: Session,
) -> None:
    stop = StopSwitch()
    stop.stop()
    with pytest.raises(Cancelled), stop.armed(session):
        pytest.fail("nobody wants this read")
    rows = session.execute(sa.text(f"{_NUMBERS.format(most=3)} SELECT i FROM n"))
    first = rows.fetchone()
    stop.stop()
    assert first == (1,)
    assert rows.fetchall() == [(2,), (3,)]


def test_one_that_has_been_read_ends_nobody_elses_statement(session: Session) -> None:
    stop = StopSwitch()
    with stop.armed(session):
        session.execute(sa.text("SELECT 1"))
    rows = session.execute(sa.text(f"{_NUMBERS.format(most=3)} SELECT i FROM n"))
    assert rows.fetchone() == (1,)
    stop.stop()
    assert rows.fetchall() == [(2,), (3,)]
