"""Backups of a company file: making, listing, trying and thinning them out.

Only companies in files have them. On PostgreSQL the server makes its own, for all databases.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop.errors import KontorError, Refusal
from desktop.models.safekeeping import BackupSetup
from desktop.services.company import (
    BACKUP_FOLDER,
    STAMP_FORMAT,
    back_up,
    open_company,
    sqlite_url,
)
from desktop.services.context import Cancelled, NoProgress, Progress
from desktop.services.database import Database
from desktop.services.ledgers.verify_books import verify_books
from desktop.services.setup.rules import time_of_day
from desktop.settings import read_json, write_json

logger = logging.getLogger(__name__)

BY_HAND = "by-hand"
DAILY = "daily"
FEWEST_KEPT = 1
_STAMPED = re.compile(r"^(?P<stem>.+)-(?P<stamp>\d{4}-\d\d-\d\d-\d{6})-(?P<reason>[\w-]+)$")
_TEST_SUFFIX = ".test.json"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When backups are made, where they go and how many stay."""

    daily: bool
    hour: int
    minute: int
    folder: Path
    kept: int


@dataclass(frozen=True, slots=True)
class RestoreTest:
    """What a test restore found: whether the file is whole, and how the books in it stand.

    `problem` is blank when the copy could be opened; `findings` counts what the proof of the books
    had to say about it.
    """

    tested_at: datetime
    problem: str = ""
    findings: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether the copy can be relied on."""
        return not self.problem and not self.findings


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: `made_at` and `reason` are read from its name, `size` is in bytes."""

    path: Path
    made_at: datetime
    reason: str
    size: int
    company_name: str
    test: RestoreTest | None = None


def schedule_of(session: Session, company: Path) -> Schedule:
    """The company's schedule; the folder is beside it unless one was chosen."""
    setup = session.get_one(BackupSetup, 1)
    hour, minute = time_of_day(setup.backup_time) or (12, 0)
    folder = Path(setup.backup_folder) if setup.backup_folder else company.parent / BACKUP_FOLDER
    return Schedule(setup.daily_backup, hour, minute, folder, max(setup.backups_kept, FEWEST_KEPT))


def company_file(database: Database) -> Path | None:
    """The file of a company; None on PostgreSQL."""
    return Path(str(database.url.database)) if database.is_sqlite else None


# ----------------------------------------------------------------------------------------- making


def backup_now(
    database: Database, reason: str = BY_HAND, progress: Progress | None = None
) -> Backup | None:
    """Copy the company while it stays in use, and thin old copies out; None on PostgreSQL.

    Raises DiskFull, BackupFolderMissing or Cancelled; no half copy stays, and no old copy goes
    before the new one is there.
    """
    company = company_file(database)
    if company is None:
        return None
    with database.read() as session:
        schedule = schedule_of(session, company)
    path = back_up(database, reason, folder=schedule.folder, progress=progress)
    _thin_out(company, schedule)
    return _backup(path) if path else None


def is_due(schedule: Schedule, last: datetime | None, now: datetime) -> bool:
    """Whether the daily backup must be made: the last time of day has passed without one.

    `last` is when the newest copy was made. A computer that was off makes up for it.
    """
    if not schedule.daily:
        return False
    here = now.astimezone()
    planned = here.replace(hour=schedule.hour, minute=schedule.minute, second=0, microsecond=0)
    if planned > here:
        planned -= timedelta(days=1)
    return last is None or last < planned


def backup_if_due(
    database: Database, now: datetime, progress: Progress | None = None
) -> Backup | None:
    """Make the daily backup when it is due; None when it is not, or on PostgreSQL."""
    company = company_file(database)
    if company is None:
        return None
    with database.read() as session:
        schedule = schedule_of(session, company)
    newest = next(iter(_paths(company, schedule.folder)), None)
    if not is_due(schedule, _made_at(newest) if newest else None, now):
        return None
    return backup_now(database, DAILY, progress)


def _thin_out(company: Path, schedule: Schedule) -> None:
    """Delete the oldest copies beyond the number that stays; those before a migration stay."""
    plain = [path for path in _paths(company, schedule.folder) if _reason(path) in {BY_HAND, DAILY}]
    for path in plain[schedule.kept :]:
        for old in (path, _test_file(path)):
            try:
                old.unlink(missing_ok=True)
            except OSError:
                # An old copy that stays is better than a new one that is not made.
                logger.warning("old backup %s cannot be deleted", old.name)


# ---------------------------------------------------------------------------------------- listing


def backups_of(database: Database) -> tuple[Backup, ...]:
    """The copies of a company in its backup folder, the newest first; none on PostgreSQL."""
    company = company_file(database)
    if company is None:
        return ()
    with database.read() as session:
        folder = schedule_of(session, company).folder
    return backups_in(company, folder)


def backups_in(company: Path, folder: Path) -> tuple[Backup, ...]:
    """The copies of a company file in a folder, the newest first."""
    return tuple(_backup(path) for path in _paths(company, folder))


def _paths(company: Path, folder: Path) -> list[Path]:
    """The copies of this company, newest first."""
    found = (path for path in folder.glob(f"*{company.suffix}") if path.is_file())
    ours = [path for path in found if _is_copy_of(company, path)]
    return sorted(ours, key=lambda path: (_made_at(path), path.name), reverse=True)


def _is_copy_of(company: Path, path: Path) -> bool:
    parts = _STAMPED.match(path.stem)
    return parts is not None and parts["stem"] == company.stem


def _made_at(path: Path) -> datetime:
    parts = _STAMPED.match(path.stem)
    stamp = parts["stamp"] if parts else "1970-01-01-000000"
    return datetime.strptime(stamp, STAMP_FORMAT).replace(tzinfo=UTC)


def _reason(path: Path) -> str:
    parts = _STAMPED.match(path.stem)
    return parts["reason"] if parts else ""


def _backup(path: Path) -> Backup:
    return Backup(
        path=path,
        made_at=_made_at(path),
        reason=_reason(path),
        size=path.stat().st_size,
        company_name=_company_name(path),
        test=_test_of(path),
    )


def _company_name(path: Path) -> str:
    """The name that stands in a copy; blank when it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
            row = copy.execute("SELECT name FROM company_information").fetchone()
    except (sqlite3.Error, UnicodeError):
        return ""
    return str(row[0]) if row else ""


# ----------------------------------------------------------------------------------------- trying


def try_restore(
    path: Path, now: Callable[[], datetime], progress: Progress | None = None
) -> RestoreTest:
    """Put a copy back beside itself for a trial, open it and prove its books; keeps the result.

    The company and the copy are untouched. The trial needs as much room as the copy. What is wrong
    with the copy stands in the result; only Cancelled and a full disk are raised.
    """
    progress = progress or NoProgress()
    problem, findings = "", 0
    with TemporaryDirectory(prefix="kontor-", ignore_cleanup_errors=True) as folder:
        trial = Path(folder) / f"trial{path.suffix}"
        try:
            _copy_plainly(path, trial, progress)
            problem = integrity_problem(trial)
            if not problem:
                findings = _findings_in(trial, progress)
        except Cancelled:
            raise
        except Refusal as refusal:
            problem = str(refusal)
        except (OSError, sqlite3.Error, DBAPIError, KontorError, UnicodeError) as error:
            problem = str(error)
    result = RestoreTest(now(), problem, findings)
    _keep_test(path, result)
    logger.info("tested backup %s: %s findings, %s", path.name, findings, problem or "whole")
    return result


def integrity_problem(path: Path) -> str:
    """What SQLite finds wrong with a file, in its words; blank when it is whole."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            lines = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except (sqlite3.Error, UnicodeError) as error:  # a damaged name is no text any more
        return str(error)
    if lines != ["ok"]:
        return "; ".join(lines)
    return f"rows of {broken[0]} name records that are not there" if broken else ""


def _copy_plainly(source: Path, target: Path, progress: Progress) -> None:
    """Copy byte for byte: a damaged file must not be mended by the copying."""
    size, done = source.stat().st_size, 0
    with source.open("rb") as origin, target.open("wb") as copy:
        while block := origin.read(1 << 22):
            progress.check_cancelled()
            copy.write(block)
            done += len(block)
            progress.step(done, size)


def _findings_in(trial: Path, progress: Progress) -> int:
    database = open_company(sqlite_url(trial))
    try:
        with database.read() as session:
            return len(verify_books(session, progress).findings)
    finally:
        database.close()


def _test_file(path: Path) -> Path:
    return path.with_name(f"{path.name}{_TEST_SUFFIX}")


def _keep_test(path: Path, result: RestoreTest) -> None:
    values: dict[str, object] = {
        "tested_at": result.tested_at.isoformat(),
        "problem": result.problem,
        "findings": result.findings,
        "size": path.stat().st_size,
    }
    try:
        write_json(_test_file(path), values)
    except OSError:
        logger.warning("the result of the test of %s cannot be kept", path.name)


def _test_of(path: Path) -> RestoreTest | None:
    """The kept result of a test; none when the file is not the one that was tested."""
    stored = read_json(_test_file(path)) if _test_file(path).exists() else {}
    if stored.get("size") != path.stat().st_size:
        return None
    try:
        tested_at = datetime.fromisoformat(str(stored["tested_at"]))
        return RestoreTest(tested_at, str(stored["problem"]), int(str(stored["findings"])))
    except (KeyError, ValueError):
        return None
