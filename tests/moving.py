"""One engine for the companies of many tests, so that statements are compiled only once.

SQLAlchemy keeps compiled statements with the engine. A test wants a database of its own, not an
engine of its own: where the engine connects to moves on instead.
"""

from typing import Any

from sqlalchemy import Dialect, Engine, event
from sqlalchemy.engine import make_url

from desktop.services.database import Database


class MovingEngine:
    """An engine that goes to another address for each test."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._address = ""

    def at(self, url: str) -> Database:
        """A company at an address, with listeners of its own; the last one is closed."""
        self._address = url
        database = Database(url)
        if self._engine is None:
            self._engine = database.engine
            event.listen(self._engine, "do_connect", self._redirect)
        self._engine.dispose()
        # What a test listens to on this engine ends with it; connections and statements are shared.
        database.engine = self._engine.execution_options()
        return database

    def _redirect(
        self, dialect: Dialect, _record: object, arguments: list[Any], parameters: dict[str, Any]
    ) -> None:
        driver = f"{dialect.name}+{dialect.driver}"
        there, how = dialect.create_connect_args(make_url(self._address).set(drivername=driver))
        arguments[:] = there
        parameters.update(how)
