"""Opening, making and backing up a company."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import URL, make_url

from desktop.errors import Refusal, RefusalCode
from desktop.models.ledgers import LedgerCounter
from desktop.models.setup import (
    CompanyInformation,
    GeneralLedgerSetup,
    InventorySetup,
    SalesSetup,
)
from desktop.services import migrating
from desktop.services.context import NoProgress, Progress
from desktop.services.database import Database, DatabaseReadOnly, translated_errors
from desktop.translation import N_

logger = logging.getLogger(__name__)

SINGLE_ROWS = (CompanyInformation, GeneralLedgerSetup, SalesSetup, InventorySetup, LedgerCounter)

OPENING_PATIENCE_S = 2


class CompanyMissing(Refusal):
    """There is no company where the user looked for one."""

    code = RefusalCode.DATABASE_MISSING
    text = N_("There is no company at {place}. Choose another file or make a new company.")


class CompanyNotOurs(Refusal):
    """The file or database holds something else."""

    code = RefusalCode.DATABASE_NOT_OURS
    text = N_(
        "{place} is not a Kontor company, so it was left as it is. "
        "Choose another file or make a new company."
    )


class CompanyNewer(Refusal):
    """A newer version of the program has worked with this company."""

    code = RefusalCode.DATABASE_NEWER
    text = N_(
        "{place} was made by a newer version of Kontor (step {found}; this version knows "
        "{known}). Install the newer version on this computer."
    )


class CompanyLocked(Refusal):
    """Another program keeps the file to itself."""

    code = RefusalCode.DATABASE_LOCKED
    text = N_("Another program is using {place}. Close it there, then open the company again.")


def sqlite_url(path: Path) -> URL:
    """The address of a company file."""
    return URL.create("sqlite", database=str(path))


def place_of(url: URL) -> str:
    """Where a company lies, as a user would say it; never with a password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return f"{url.host or 'localhost'}/{url.database}"


def create_company(url: str | URL, progress: Progress | None = None) -> Database:
    """Make an empty company: all tables, and one row in each single-row table."""
    url = make_url(url)
    if url.get_backend_name() == "sqlite":
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    database = Database(url)
    try:
        _take_steps(database, progress or NoProgress())
        with database.write() as session:
            session.add_all([kind(id=1) for kind in SINGLE_ROWS])
    except BaseException:
        database.close()
        raise
    return database


def open_company(url: str | URL, progress: Progress | None = None) -> Database:
    """Open an existing company and bring its tables to what this program knows.

    Raises CompanyMissing, CompanyNotOurs, CompanyNewer, CompanyLocked, DatabaseReadOnly or an
    Unavailable; the company is unchanged then. A SQLite file is backed up before a step.
    """
    url = make_url(url)
    place = place_of(url)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).is_file():
        raise CompanyMissing(place=place)
    database = Database(url)
    try:
        found = _examine(database, place)
        if found != migrating.newest_revision():
            back_up(database, f"before-{migrating.newest_revision()}")
            _take_steps(database, progress or NoProgress())
    except BaseException:
        database.close()
        raise
    logger.info("opened company at step %s", migrating.newest_revision())
    return database


def back_up(database: Database, reason: str) -> Path | None:
    """Copy a company file beside itself into `backups`, while it stays in use.

    Returns the copy's path; None on PostgreSQL, whose server makes its own backups.
    """
    if not database.is_sqlite:
        return None
    source = Path(str(database.url.database))
    folder = source.parent / "backups"
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S")
    target = folder / f"{source.stem}-{stamp}-{reason}{source.suffix}"
    with (
        closing(sqlite3.connect(source)) as origin,
        closing(sqlite3.connect(target)) as copy,
    ):
        origin.backup(copy)
    logger.info("backed up before %s", reason)
    return target


def _examine(database: Database, place: str) -> str:
    if database.is_sqlite:
        check_file(Path(str(database.url.database)))
    with translated_errors(), database.engine.connect() as connection:
        found = migrating.current_revision(connection)
        tables = set(inspect(connection).get_table_names())
    if found is None or "company_information" not in tables:
        raise CompanyNotOurs(place=place)
    known = migrating.known_revisions()
    if found not in known:
        raise CompanyNewer(place=place, found=found, known=known[-1])
    return found


def check_file(path: Path) -> None:
    """See that a company file can be read and written now; waits a moment, not half a minute.

    Raises CompanyNotOurs, CompanyLocked or DatabaseReadOnly.
    """
    try:
        with closing(sqlite3.connect(path, timeout=OPENING_PATIENCE_S)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        raise refusal_at_opening(error, str(path)) from error


def refusal_at_opening(error: sqlite3.Error, place: str) -> Exception:
    """What a driver's error at opening means to a user; the error itself when unexpected."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return CompanyLocked(place=place)
    if name == "SQLITE_NOTADB":
        return CompanyNotOurs(place=place)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return DatabaseReadOnly(place=place)
    return error


def _take_steps(database: Database, progress: Progress) -> None:
    progress.step(0, 1)
    with translated_errors(), database.engine.connect() as connection:
        migrating.upgrade(connection)
        connection.commit()
    progress.step(1, 1)
