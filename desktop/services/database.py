"""The company's database: the only place where a transaction begins and ends."""

from __future__ import annotations

import logging
import random
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.exc import StaleDataError

from desktop.errors import Conflict, Notice, RecordRef, Refusal, RefusalCode, Unavailable
from desktop.models.values.folding import fold
from desktop.translation import N_

logger = logging.getLogger(__name__)

T = TypeVar("T")

ATTEMPTS = 5
FIRST_PAUSE = 0.02
BUSY_TIMEOUT_MS = 30_000
CHANNEL = "kontor_changes"
MOST_ANNOUNCED = 7900
_ANNOUNCE = text("SELECT pg_notify(:channel, :message)")
PATIENCE = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
"""Seconds (the user timeout: milliseconds) until a server behind a pulled cable counts as away.

Left to the operating system, that takes a quarter of an hour. The company's address may say more.
"""
RETRIED_STATES = frozenset({"40001", "40P01", "55P03"})
LOST_STATES = frozenset({"57P01", "57P02", "57P03", "08000", "08003", "08006", "08001"})


class DiskFull(Refusal):
    """The disk that holds the company has no room left."""

    code = RefusalCode.DISK_FULL
    text = N_("The disk is full, so nothing was saved. Make room on the disk and try again.")


class DatabaseReadOnly(Refusal):
    """The company's file may not be written to."""

    code = RefusalCode.DATABASE_READ_ONLY
    text = N_(
        "The company file may only be read, so nothing was saved. "
        "Allow writing to the file and its folder, then open the company again."
    )


class ServerRefuses(Refusal):
    """The database server answers, and does not let this computer in."""

    code = RefusalCode.DATABASE_REFUSES
    text = N_(
        "The database server does not open the company: {reason}. "
        "Check the address of the company, your name and your password."
    )


REFUSED_STATES: dict[str, type[Refusal]] = {"53100": DiskFull, "25006": DatabaseReadOnly}


class DatabaseBusy(Unavailable):
    """Others kept the database busy for too long; the same call may succeed later."""

    text: ClassVar[str] = N_("The database is busy. Try again in a moment.")


class DatabaseAway(Unavailable):
    """The database does not answer."""

    text: ClassVar[str] = N_("The database does not answer. Check the network and try again.")


@dataclass(frozen=True, slots=True)
class Changes:
    """What one committed transaction changed, so that open screens can refresh."""

    tables: frozenset[str]


class CommitWatch(Protocol):
    """Somebody who must know around each commit of this program which one it is."""

    def before_commit(self) -> None:
        """A transaction that changed something is about to commit; it holds its locks."""

    def committed(self) -> None:
        """It has committed."""


class Database:
    """One company: an engine and the three ways to work with it.

    On PostgreSQL each commit tells the other programs which tables it changed, unless `announces`
    is False; `services.live_changes` hears them. `identity` is how they know whose commit it was.
    """

    def __init__(self, url: str | URL) -> None:
        self.url = make_url(url)
        self.engine = make_engine(self.url)
        self.identity = uuid4().hex
        self.announces = self.engine.dialect.name == "postgresql"
        self.commit_watch: CommitWatch | None = None
        self._listeners: list[Callable[[Changes], None]] = []
        self._lock = threading.Lock()

    @property
    def is_sqlite(self) -> bool:
        """Whether the company is a file on this computer."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads; whatever it did is rolled back."""
        with translated_errors(), self._session(writing=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: committed at the end, or rolled back whole when anything fails."""
        with translated_errors(), self._session(writing=True) as session:
            yield session
            session.flush()
            changes = Changes(frozenset(session.info["changed_tables"]))
            self._before_commit(session, changes)
            session.commit()
        if changes.tables:
            self._after_commit(changes)

    @contextmanager
    def rehearse(self) -> Iterator[Session]:
        """A transaction that is always rolled back, for previews."""
        with translated_errors(), self._session(writing=True) as session:
            yield session

    def run_read(self, work: Callable[[Session], T]) -> T:
        """Call `work` with a reading session."""
        with self.read() as session:
            return work(session)

    def run_write(self, work: Callable[[Session], T]) -> T:
        """Call `work` in one transaction, again when a neighbour got in the way.

        Serialization failures, deadlocks and lock time-outs are retried a few times with
        growing, random pauses; `work` must therefore have no effect outside the database.
        """
        for attempt in range(1, ATTEMPTS):
            try:
                with self.write() as session:
                    return work(session)
            except DatabaseBusy:
                pause = FIRST_PAUSE * 2**attempt * (0.5 + random.random())  # noqa: S311  (jitter)
                logger.info("attempt %s met a busy database, next in %.3f s", attempt, pause)
                sleep(pause)
        with self.write() as session:
            return work(session)

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call `listener` after each commit, on the committing thread; returns the way out.

        What other programs committed is told the same way while `services.live_changes` runs.
        """
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def _before_commit(self, session: Session, changes: Changes) -> None:
        """Announce the changed tables in the transaction itself: they are heard when it counts."""
        if not changes.tables:
            return
        if self.announces:
            message = f"{self.identity} {','.join(sorted(changes.tables))}"
            # The server takes no longer message; a blank one stands for all tables.
            told = message if len(message) < MOST_ANNOUNCED else f"{self.identity} "
            session.connection().execute(_ANNOUNCE, {"channel": CHANNEL, "message": told})
        if self.commit_watch is not None:
            self.commit_watch.before_commit()

    def _after_commit(self, changes: Changes) -> None:
        if self.commit_watch is not None:
            self.commit_watch.committed()
        self.tell(changes)

    def tell(self, changes: Changes) -> None:
        """Let everybody who subscribed know of a commit, this program's or another's."""
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener(changes)

    @contextmanager
    def _session(self, *, writing: bool) -> Iterator[Session]:
        connection = self.engine.connect().execution_options(kontor_writing=writing)
        session = Session(bind=connection, expire_on_commit=False, autoflush=False)
        session.info["changed_tables"] = set()
        try:
            yield session
        except StaleDataError as error:
            raise conflict_of(session, error) from error
        finally:
            session.close()
            connection.close()


def report_changes(session: Session, *tables: str) -> None:
    """Tell which tables a Core statement changed; the ORM's flushes report themselves."""
    session.info.setdefault("changed_tables", set()).update(tables)


def report_notice(session: Session, notice: Notice) -> None:
    """Keep a remark that the result of the running command is to carry."""
    session.info.setdefault("notices", []).append(notice)


def reported_notices(session: Session) -> tuple[Notice, ...]:
    """The remarks of the running command so far; they are given once."""
    notices: list[Notice] = session.info.pop("notices", [])
    return tuple(notices)


@dataclass(frozen=True, slots=True)
class _Held:
    """A row as a session holds it while it writes it back."""

    kind: type[Any]
    key: tuple[str | int, ...]
    row_version: int | None

    @property
    def ref(self) -> RecordRef:
        return RecordRef(self.kind.__tablename__, self.key)


@event.listens_for(Session, "before_flush")
def _remember_versions(session: Session, _context: UOWTransaction, _only: object) -> None:
    # Rows are written in the order of their tables' foreign keys, so all tables must be known.
    import desktop.models.every_table  # noqa: F401, PLC0415

    # A failed flush forgets everything: who lost a race must be known before it.
    session.info["held"] = [_held(record) for record in (*session.dirty, *session.deleted)]


def _held(record: Any) -> _Held:  # noqa: ANN401  (a row of any table)
    state = inspect(record)
    return _Held(type(record), tuple(state.identity or ()), getattr(record, "row_version", None))


@event.listens_for(Session, "after_flush")
def _collect_changes(session: Session, _context: UOWTransaction) -> None:
    touched = session.info.setdefault("changed_tables", set())
    for record in (*session.new, *session.dirty, *session.deleted):
        touched.add(record.__tablename__)


def conflict_of(session: Session, error: StaleDataError) -> Conflict:
    """Who changed, or deleted, the record that this session wanted to change too."""
    held: list[_Held] = session.info.get("held", [])
    session.rollback()
    for row in held:
        current = session.get(row.kind, row.key)
        if current is None or getattr(current, "row_version", None) != row.row_version:
            changed_by = getattr(current, "changed_by", "") or _last_in_log(session, row.ref)
            table = row.ref.table
            return Conflict(
                record=row.ref, table=table, record_key=str(row.ref), changed_by=changed_by
            )
    raise error


def _last_in_log(session: Session, ref: RecordRef) -> str:
    """Who last touched a record that is gone; `?` when nobody kept a log of it."""
    # Mapping a table takes long, and a start meets no conflict.
    from desktop.models.changelog import ChangeLogEntry  # noqa: PLC0415

    query = (
        select(ChangeLogEntry.user)
        .where(ChangeLogEntry.table_name == ref.table, ChangeLogEntry.record_key == str(ref))
        .order_by(ChangeLogEntry.id.desc())
        .limit(1)
    )
    return session.execute(query).scalar() or "?"


def make_engine(url: URL) -> Engine:
    """An engine with the settings that keep money safe on the database at hand."""
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={name: value for name, value in PATIENCE.items() if name not in url.query},
    )


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions by itself: a deferred BEGIN fails under
    # contention whatever the time-out says, so `_begin_sqlite` says which kind it wants.
    connection.isolation_level = None
    # SQLite's own lower() knows only A to Z: Å and Ö would be told from å and ö.
    connection.create_function("lower", 1, _lower, deterministic=True)
    # The triggers that keep the text index call it; PostgreSQL has a function of that name.
    connection.create_function("fold", 1, _fold, deterministic=True)
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "cache_size=-65536",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _lower(text: Any) -> Any:  # noqa: ANN401  (SQLite hands over any kind of value)
    return text.lower() if isinstance(text, str) else text


def _fold(text: Any) -> Any:  # noqa: ANN401  (SQLite hands over any kind of value)
    return fold(text) if isinstance(text, str) else text


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("kontor_writing", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn the drivers' errors that a user can do something about into our own."""
    try:
        yield
    except DBAPIError as error:
        raise understood(error) from error


def understood(error: DBAPIError) -> Exception:
    """What a driver's error means to a user; the error itself when it is a defect of ours."""
    original: Any = error.orig
    if isinstance(original, sqlite3.Error):
        return understood_sqlite(original) or error
    state = getattr(original, "sqlstate", None)
    if state is None and isinstance(error, OperationalError):
        return _not_connected(str(original))
    if error.connection_invalidated or state in LOST_STATES:
        return DatabaseAway(DatabaseAway.text)
    if state in RETRIED_STATES:
        return DatabaseBusy(DatabaseBusy.text)
    refusal = REFUSED_STATES.get(state or "")
    return refusal() if refusal else error


def _not_connected(message: str) -> Exception:
    """A driver that never got a connection has no state, only the server's words or none."""
    _, marker, reason = message.partition("FATAL:")
    if marker:
        return ServerRefuses(reason=" ".join(reason.split()))
    return DatabaseAway(DatabaseAway.text)


def understood_sqlite(original: sqlite3.Error) -> Exception | None:
    """What an error of SQLite means to a user; None when it is a defect of ours."""
    name = getattr(original, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DatabaseBusy(DatabaseBusy.text)
    if name in {"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"}:
        return DiskFull()
    if name.startswith("SQLITE_READONLY"):
        return DatabaseReadOnly()
    if name.startswith("SQLITE_CANTOPEN"):
        return DatabaseAway(DatabaseAway.text)
    return None
