"""Opening, making and backing up a company."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Select, exists, inspect, literal, select, table, union_all
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import Session

from desktop.errors import Refusal, RefusalCode
from desktop.models.company import CompanyInformation
from desktop.services import migrating
from desktop.services.context import NoProgress, Progress, utc_now
from desktop.services.database import (
    Database,
    DatabaseReadOnly,
    translated_errors,
    understood_sqlite,
)
from desktop.translation import N_

logger = logging.getLogger(__name__)

OUR_TABLE = "company_information"
"""The table by which a company is known."""

SINGLE_ROWS = (
    OUR_TABLE,
    "general_ledger_setup",
    "sales_setup",
    "inventory_setup",
    "purchase_setup",
    "order_promising_setup",
    "backup_setup",
    "ledger_counter",
)
"""The tables of a single row. By name: a start maps only the tables of its first page."""

OPENING_PATIENCE_S = 2
BACKUP_FOLDER = "backups"
STAMP_FORMAT = "%Y-%m-%d-%H%M%S"
PAGES_AT_ONCE = 1_000


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


class BackupFolderMissing(Refusal):
    """The folder for copies is not there and cannot be made."""

    code = RefusalCode.DATABASE_BACKUP_FOLDER
    text = N_(
        "No backup was made: the folder {folder} cannot be used ({reason}). "
        "Choose another folder in the backup schedule."
    )


class PlaceTaken(Refusal):
    """A new company would overwrite something."""

    code = RefusalCode.DATABASE_PLACE_TAKEN
    text = N_(
        "There is something at {place} already, so no company was made there. "
        "Choose another file name, or open the company that is there."
    )


def sqlite_url(path: Path) -> URL:
    """The address of a company file."""
    return URL.create("sqlite", database=str(path))


def url_of(place: str) -> str:
    """The address of a company named on the command line: a URL as it is, a path as a file."""
    if not place or "://" in place:
        return place
    return sqlite_url(Path(place).expanduser().resolve()).render_as_string()


def place_of(url: URL) -> str:
    """Where a company lies, as a user would say it; never with a password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return f"{url.host or 'localhost'}/{url.database}"


def place_if_there(url: str) -> str | None:
    """Where the company of an address lies; None when its file is gone.

    A server is not asked whether it still has its database.
    """
    parsed = make_url(url)
    path = _file_of(parsed)
    return None if path and not path.is_file() else place_of(parsed)


def create_company(url: str | URL, progress: Progress | None = None) -> Database:
    """Make an empty company: all tables, and one row in each single-row table.

    Raises PlaceTaken when there is anything at that place. Whatever fails on the way leaves
    no file behind.
    """
    url = make_url(url)
    path = _file_of(url)
    if path:
        _check_free(path)
        path.parent.mkdir(parents=True, exist_ok=True)
    database = Database(url)
    with ExitStack() as undoing:
        if path:
            undoing.callback(_remove_file, path)
        undoing.callback(database.close)
        _check_empty(database, place_of(url))
        _take_steps(database, progress or NoProgress())
        add_single_rows(database)
        undoing.pop_all()
    return database


def _file_of(url: URL) -> Path | None:
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def _check_free(path: Path) -> None:
    if path.is_dir() or (path.exists() and path.stat().st_size):
        raise PlaceTaken(place=str(path))


def _check_empty(database: Database, place: str) -> None:
    with translated_errors(), database.engine.connect() as connection:
        if inspect(connection).get_table_names():
            raise PlaceTaken(place=place)


def _remove_file(path: Path) -> None:
    for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        leftover.unlink(missing_ok=True)


def add_single_rows(database: Database) -> None:
    """Give each single-row table its row, where a making that was cut short left it empty."""
    with database.read() as session:
        is_whole = not _empty_ones(session)
    if is_whole:
        return
    from desktop.models.every_table import Base  # noqa: PLC0415  (not at each start)

    kinds = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    with database.write() as session:
        session.add_all([kinds[name](id=1) for name in _empty_ones(session)])


def _empty_ones(session: Session) -> Sequence[str]:
    return session.scalars(union_all(*map(_name_if_empty, SINGLE_ROWS))).all()


def _name_if_empty(name: str) -> Select[str]:
    return select(literal(name)).where(~exists().select_from(table(name)))


def open_company(url: str | URL, progress: Progress | None = None) -> Database:
    """Open an existing company and bring its tables to what this program knows.

    Raises CompanyMissing, CompanyNotOurs, CompanyNewer, CompanyLocked, DatabaseReadOnly or an
    Unavailable; the company is unchanged then. A SQLite file is backed up before a step.
    """
    url = make_url(url)
    place = place_of(url)
    path = _file_of(url)
    if path:
        # Before the engine touches the file: a file of somebody else's stays as it is.
        check_file(path)
    database = Database(url)
    with ExitStack() as undoing:
        undoing.callback(database.close)
        found = _examine(database, place)
        if found != migrating.newest_revision():
            back_up(database, f"before-{migrating.newest_revision()}")
            _take_steps(database, progress or NoProgress())
        add_single_rows(database)
        undoing.pop_all()
    logger.info("opened company at step %s", migrating.newest_revision())
    return database


@dataclass(frozen=True, slots=True)
class CompanyTitle:
    """How a company is called on the screen."""

    name: str
    is_demo: bool


def company_title(session: Session) -> CompanyTitle:
    """The company's own name, empty while it has none, and whether it is there to try things."""
    # The table's own columns: a start, which asks nothing else here, has no mapping to configure.
    company = CompanyInformation.__table__.c
    row = session.execute(select(company.name, company.is_demo).where(company.id == 1)).one()
    return CompanyTitle(row.name or "", is_demo=bool(row.is_demo))


def back_up(
    database: Database,
    reason: str,
    *,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Path | None:
    """Copy a company file into a folder (`backups` beside it), while it stays in use.

    Returns the copy's path; None on PostgreSQL, whose server makes its own backups. Raises
    DiskFull, BackupFolderMissing or Cancelled; no half copy stays.
    """
    if not database.is_sqlite:
        return None
    source = Path(str(database.url.database))
    folder = folder or source.parent / BACKUP_FOLDER
    target = folder / dated_name(source, reason)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BackupFolderMissing(folder=str(folder), reason=error.strerror or "") from error
    copy_file(source, target, progress)
    logger.info("backed up %s", reason)
    return target


def dated_name(source: Path, reason: str) -> str:
    """The name of a copy: the company's own, when it was made (UTC) and why."""
    stamp = utc_now().strftime(STAMP_FORMAT)
    return f"{source.stem}-{stamp}-{reason}{source.suffix}"


def copy_file(source: Path, target: Path, progress: Progress | None = None) -> None:
    """Copy a company file as it stands at one moment, by SQLite's own way; never over another.

    The copy appears under its name when it is complete. Raises what `back_up` raises.
    """
    progress = progress or NoProgress()

    def tell(_status: int, remaining: int, total: int) -> None:
        progress.check_cancelled()
        progress.step(total - remaining, total)

    half = target.with_name(f"{target.name}.part")
    half.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(half)) as copy:
            origin.backup(copy, pages=PAGES_AT_ONCE, progress=tell)
        if target.exists():
            raise PlaceTaken(place=str(target))
        half.replace(target)
    except sqlite3.Error as error:
        raise understood_sqlite(error) or error from error
    finally:
        half.unlink(missing_ok=True)


def _examine(database: Database, place: str) -> str:
    with translated_errors(), database.engine.connect() as connection:
        found = migrating.current_revision(connection)
        tables = set(inspect(connection).get_table_names())
    if found is None or OUR_TABLE not in tables:
        raise CompanyNotOurs(place=place)
    known = migrating.known_revisions()
    if found not in known:
        raise CompanyNewer(place=place, found=found, known=known[-1])
    return found


def check_file(path: Path) -> None:
    """See that a file is a company and can be written now; waits a moment, not half a minute.

    Raises CompanyMissing, CompanyNotOurs, CompanyLocked or DatabaseReadOnly; the file is not
    touched.
    """
    if not path.is_file():
        raise CompanyMissing(place=str(path))
    try:
        with closing(sqlite3.connect(path, timeout=OPENING_PATIENCE_S)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            ours = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (OUR_TABLE,)
            ).fetchone()
            connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        raise refusal_at_opening(error, str(path)) from error
    if ours is None:
        raise CompanyNotOurs(place=str(path))


def refusal_at_opening(error: sqlite3.Error, place: str) -> Exception:
    """What a driver's error at opening means to a user; the error itself when unexpected."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return CompanyLocked(place=place)
    if name == "SQLITE_NOTADB":
        return CompanyNotOurs(place=place)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return DatabaseReadOnly()
    return error


def _take_steps(database: Database, progress: Progress) -> None:
    progress.step(0, 1)
    # One transaction around all steps: Alembic would commit each one, and a failure in a later
    # step would leave a company between two versions.
    with translated_errors(), database.engine.begin() as connection:
        migrating.upgrade(connection)
    progress.step(1, 1)
