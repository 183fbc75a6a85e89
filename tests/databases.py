"""Databases for tests: each test gets its own, on SQLite and on PostgreSQL alike."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from fasteners import InterProcessLock

from tests.postgres_server import PostgresServer
from tests.reused_database import ReusedDatabase

Fill = Callable[[str], None]


class DatabaseKind(StrEnum):
    """The two kinds of database that a company may be kept in."""

    SQLITE = "sqlite"
    POSTGRES = "postgres"


class Databases(Protocol):
    """Makes databases of one kind; they disappear after the test."""

    kind: DatabaseKind

    def create(self, fill: Fill | None = None, over: Fill | None = None) -> str:
        """Make a database and give its address.

        It is empty, or as `fill` leaves it. `fill` must be a plain function of a module: it runs
        once a session, receives the address of a database that is empty or as `over` leaves it, and
        closes its connections.
        """
        ...

    def drop_all(self) -> None:
        """Remove what was created since the last call."""
        ...


class SqliteDatabases:
    """Databases in files of one folder; what they are copies of is shared with other processes."""

    kind = DatabaseKind.SQLITE

    def __init__(self, folder: Path, templates: Path | None = None) -> None:
        self._folder = folder
        self._templates = templates or folder / "templates"
        self._made: list[Path] = []
        self._count = 0

    def create(self, fill: Fill | None = None, over: Fill | None = None) -> str:
        """Make a file as `Databases.create` says; an empty one does not even exist yet."""
        path = self._next_path()
        self._made.append(path)
        if fill:
            self.copy(fill, path, over)
        return _address(path)

    def copy(self, fill: Fill, path: Path, over: Fill | None = None) -> str:
        """Make what `fill` makes at a place that is the caller's own; gives its address."""
        _copy(self._template(fill, over), path)
        return _address(path)

    def drop_all(self) -> None:
        """Remove the files, with the write-ahead log of a connection that is still open."""
        for path in self._made:
            for leftover in path.parent.glob(f"{path.name}*"):
                leftover.unlink()
        self._made.clear()

    def _template(self, fill: Fill, over: Fill | None = None) -> Path:
        path = self._templates / f"{name_of(fill)}.sqlite"
        if path.exists():
            return path
        self._templates.mkdir(parents=True, exist_ok=True)
        with InterProcessLock(path.with_suffix(".lock")):
            if not path.exists():
                self._filled(fill, over).replace(path)
        return path

    def _filled(self, fill: Fill, over: Fill | None) -> Path:
        path = self._next_path()
        if over:
            _copy(self._template(over), path)
        fill(_address(path))
        return path

    def _next_path(self) -> Path:
        self._count += 1
        return self._folder / f"company-{self._count}.sqlite"


class PostgresDatabases:
    """Databases on one server; a prepared one serves one test after the other."""

    kind = DatabaseKind.POSTGRES

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._made: list[str] = []
        self._lent: list[tuple[Fill, ReusedDatabase]] = []
        self._idle: dict[Fill, list[ReusedDatabase]] = defaultdict(list)

    def create(self, fill: Fill | None = None, over: Fill | None = None) -> str:
        """Make a database as `Databases.create` says."""
        if fill is None or not self._server.is_ours:
            template = self._server.template(fill, over) if fill else None
            url = self._server.create_database(template)
            self._made.append(url)
            return url
        while self._idle[fill]:
            known = self._idle[fill].pop()
            if known.bring_back():
                self._lent.append((fill, known))
                return known.url
            self._end(known)
        made = ReusedDatabase(self._server.create_database(self._server.template(fill, over)))
        self._lent.append((fill, made))
        return made.url

    def drop_all(self) -> None:
        """Drop the databases, also under the feet of an open connection."""
        for url in self._made:
            self._server.drop_database(url)
        self._made.clear()
        for fill, known in self._lent:
            self._idle[fill].append(known)
        self._lent.clear()

    def close(self) -> None:
        """Drop what was to serve further tests."""
        self.drop_all()
        for known in (each for idle in self._idle.values() for each in idle):
            self._end(known)
        self._idle.clear()

    def _end(self, known: ReusedDatabase) -> None:
        known.close()
        self._server.drop_database(known.url)


def name_of(fill: Fill) -> str:
    """What `fill` makes, by a name that is the same in every process."""
    return f"{fill.__module__}.{fill.__qualname__}"


def _copy(source: Path, target: Path) -> None:
    """Copy a database with what still stands in its write-ahead log, which a copied file lacks."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _address(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"
