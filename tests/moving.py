"""Engines that go from test to test, so that statements are compiled only once.

SQLAlchemy keeps compiled statements with the engine. A test wants a database of its own, not an
engine of its own: where the engine connects to moves on instead.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Dialect, Engine, event
from sqlalchemy.engine import make_url

from desktop.services.database import Database

_IDLE: dict[str, list["_MovingEngine"]] = defaultdict(list)
"""The engines of this process that no test uses, by kind of database."""


@contextmanager
def company_at(url: str) -> Iterator[Database]:
    """The company at an address, closed in the end; its engine then serves the next one."""
    idle = _IDLE[make_url(url).get_backend_name()]
    moving = idle.pop() if idle else _MovingEngine(url)
    database = moving.at(url)
    try:
        yield database
    finally:
        database.close()
        idle.append(moving)


class _MovingEngine:
    """An engine that goes to another address for each test."""

    def __init__(self, url: str) -> None:
        self._engine: Engine = Database(url).engine
        self._address = url
        event.listen(self._engine, "do_connect", self._redirect)

    def at(self, url: str) -> Database:
        """A company at an address. What is listened to on its engine ends with it."""
        self._address = url
        database = Database(url)
        database.engine = self._engine.execution_options()
        database.engine.url = database.url
        return database

    def _redirect(
        self, dialect: Dialect, _record: object, arguments: list[Any], parameters: dict[str, Any]
    ) -> None:
        driver = f"{dialect.name}+{dialect.driver}"
        there, how = dialect.create_connect_args(make_url(self._address).set(drivername=driver))
        arguments[:] = there
        parameters.update(how)
