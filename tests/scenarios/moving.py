"""One engine for all scenarios of a kind of database, so that statements are compiled only once.

SQLAlchemy keeps compiled statements with the engine. A scenario wants a database of its own, not
an engine of its own: where the engine connects to moves on instead.
"""

from typing import Any

from sqlalchemy import Dialect, event
from sqlalchemy.engine import make_url

from desktop.services.database import Database


class MovingDatabase:
    """A Database that goes to another address for each scenario."""

    def __init__(self) -> None:
        self._database: Database | None = None
        self._address = ""

    def at(self, url: str) -> Database:
        """The database at an address; what was open at the last one is closed."""
        self._address = url
        if self._database is None:
            self._database = Database(url)
            event.listen(self._database.engine, "do_connect", self._redirect)
        self._database.close()
        return self._database

    def _redirect(
        self, dialect: Dialect, _record: object, arguments: list[Any], parameters: dict[str, Any]
    ) -> None:
        driver = f"{dialect.name}+{dialect.driver}"
        there, how = dialect.create_connect_args(make_url(self._address).set(drivername=driver))
        arguments[:] = there
        parameters.update(how)
