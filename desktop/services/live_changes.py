"""What other programs commit to the company reaches the open pages of this one (design §6).

On PostgreSQL each commit announces its tables (NOTIFY, by `Database.write`), and a thread with a
connection of its own listens. Where no announcement comes through, because a pooler stands
between or they are switched off, the thread asks every few seconds whether anything was written.
On SQLite a thread asks the file every second whether another program has written to it.

Which rows changed is not told: a page reloads what it shows.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from time import monotonic
from typing import Any, Protocol

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from desktop.services.database import CHANNEL, Changes, Database

logger = logging.getLogger(__name__)

POLL_FILE_MS = 1000
POLL_SERVER_MS = 5000
LISTEN_MS = 500
"""How long one wait for an announcement lasts: stopping the thread takes no longer than this."""

TRIAL_MS = 2000
"""How long the listener waits for its own trial announcement."""

FIRST_PAUSE_MS = 1000
LONGEST_PAUSE_MS = 30_000
_TRIAL = "trial"
_WRITTEN = text("SELECT CAST(txid_snapshot_xmax(txid_current_snapshot()) AS text)")


class LiveChanges(Protocol):
    """Tells the database's subscribers what other programs commit, between start and stop."""

    def start(self) -> None:
        """Begin to listen or to ask."""

    def stop(self) -> None:
        """End the thread and give its connection back; returns when both is done."""


def live_changes(database: Database) -> LiveChanges:
    """The way that fits the database; it is not started yet."""
    return FileWatch(database) if database.is_sqlite else ServerWatch(database)


def every_table() -> Changes:
    """Something changed, nobody knows what."""
    # Asked by a thread that waits; the first page need not know all tables.
    from desktop.models.every_table import Base  # noqa: PLC0415

    return Changes(frozenset(Base.metadata.tables))


class FileWatch:
    """Asks a company's file whether another program has written to it.

    SQLite tells a connection that somebody else wrote, also another connection of this program.
    So each commit of this program looks before it commits, while nobody else can write, and
    forgets its own change afterwards.
    """

    def __init__(self, database: Database, pause_ms: int = POLL_FILE_MS) -> None:
        self._database = database
        self._pause_ms = pause_ms
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="live changes")
        self._file: sqlite3.Connection | None = None
        self._seen = 0

    def start(self) -> None:
        """Begin to ask."""
        self._file = sqlite3.connect(
            str(self._database.url.database), check_same_thread=False, isolation_level=None
        )
        self._seen = self._version()
        self._database.commit_watch = self
        self._thread.start()

    def stop(self) -> None:
        """End the thread and close the file."""
        self._database.commit_watch = None
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def before_commit(self) -> None:
        """See what others wrote before this program's own change hides it."""
        self.look()

    def committed(self) -> None:
        """What was written last was this program's own change."""
        with self._lock:
            self._seen = self._version()

    def look(self) -> None:
        """Ask once, and tell when somebody else has written."""
        with self._lock:
            version = self._version()
            is_news, self._seen = version != self._seen, version
        if is_news:
            self._database.tell(every_table())

    def _run(self) -> None:
        while not self._stopping.wait(self._pause_ms / 1000):
            self.look()

    def _version(self) -> int:
        """A number that changes when another connection commits; unchanged while none is known."""
        if self._file is None:
            return self._seen
        try:
            with closing(self._file.execute("PRAGMA data_version")) as answer:
                return int(answer.fetchone()[0])
        except sqlite3.Error as error:
            # Locked for a moment, or on a disk that went away: the commands of the user tell that.
            logger.info("the file does not say whether it was changed: %s", error)
            return self._seen


class ServerWatch:
    """Listens to what other programs announce on the server, or asks where nothing is heard."""

    def __init__(self, database: Database, poll_ms: int = POLL_SERVER_MS) -> None:
        self._database = database
        self._poll_ms = poll_ms
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="live changes")
        self._hears = False
        self._written = ""
        self.is_ready = threading.Event()
        """Set when from now on nothing is missed."""

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and its connection."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()

    @property
    def hears(self) -> bool:
        """Whether announcements come through; else the thread asks."""
        return self._hears

    def _run(self) -> None:
        pause = FIRST_PAUSE_MS
        # The driver's own errors come from waiting for announcements, past SQLAlchemy.
        driver: Any = self._database.engine.dialect.loaded_dbapi
        while not self._stopping.is_set():
            try:
                with self._connected() as connection:
                    self._begin(connection)
                    pause = FIRST_PAUSE_MS
                    self._follow(connection)
            except (DBAPIError, driver.Error) as error:
                logger.info("live changes wait %d ms for the server: %s", pause, error)
                self._stopping.wait(pause / 1000)
                pause = min(pause * 2, LONGEST_PAUSE_MS)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        url = self._database.engine.url
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()

    def _begin(self, connection: Connection) -> None:
        """Listen, try whether it works, and tell what may have been missed before."""
        was_connected = self.is_ready.is_set()
        self._hears = self._database.announces and self._is_heard(connection)
        self._written = self._last_written(connection)
        if was_connected:
            self._database.tell(every_table())
        self.is_ready.set()
        logger.info("live changes: %s", "listening" if self._hears else "asking")

    def _is_heard(self, connection: Connection) -> bool:
        """Whether an announcement of this very connection comes back to it."""
        trial = f"{self._database.identity} {_TRIAL}"
        connection.execute(text(f"LISTEN {CHANNEL}"))
        connection.execute(
            text("SELECT pg_notify(:channel, :message)"), {"channel": CHANNEL, "message": trial}
        )
        end = monotonic() + TRIAL_MS / 1000
        while not self._stopping.is_set() and monotonic() < end:
            for message in self._heard(connection):
                self._take(message)
                if message == trial:
                    return True
        return False

    def _follow(self, connection: Connection) -> None:
        asked = monotonic()
        while not self._stopping.is_set():
            if self._hears:
                for message in self._heard(connection):
                    self._take(message)
            elif not self._stopping.wait(LISTEN_MS / 1000) and (
                monotonic() - asked >= self._poll_ms / 1000
            ):
                asked = monotonic()
                self._ask(connection)

    def _heard(self, connection: Connection) -> list[str]:
        """The announcements of the next moment."""
        driver: Any = connection.connection.driver_connection
        return [note.payload for note in driver.notifies(timeout=LISTEN_MS / 1000, stop_after=1)]

    def _take(self, message: str) -> None:
        """Tell what another program announced; one's own commits were told already."""
        sender, _blank, tables = message.partition(" ")
        if sender == self._database.identity or tables == _TRIAL:
            return
        names = frozenset(tables.split(",")) if tables else every_table().tables
        self._database.tell(Changes(names))

    def _ask(self, connection: Connection) -> None:
        """Tell when anything was written since the last time, by whomever."""
        written = self._last_written(connection)
        if written != self._written:
            self._written = written
            self._database.tell(every_table())

    def _last_written(self, connection: Connection) -> str:
        """A number that every writing transaction of the server raises."""
        return str(connection.execute(_WRITTEN).scalar_one())
