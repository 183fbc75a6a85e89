"""Putting a backup in the place of the present company, which is set aside and never lost."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from desktop.errors import Refusal, RefusalCode
from desktop.services import migrating
from desktop.services.backups.copies import integrity_problem
from desktop.services.company import (
    OPENING_PATIENCE_S,
    CompanyLocked,
    CompanyMissing,
    CompanyNewer,
    CompanyNotOurs,
    dated_name,
    open_company,
    refusal_at_opening,
    sqlite_url,
)
from desktop.services.context import NoProgress, Progress
from desktop.services.database import Database
from desktop.translation import N_

logger = logging.getLogger(__name__)

BEFORE_RESTORE = "before-restore"
_COMPANIONS = ("-wal", "-shm")


class BackupDamaged(Refusal):
    """The copy is not whole, so it does not take the place of anything."""

    code = RefusalCode.DATABASE_BACKUP_DAMAGED
    text = N_("{place} is damaged ({reason}), so nothing was changed. Choose an older backup.")


def restore(backup: Path, company: Path, progress: Progress | None = None) -> Path | None:
    """Put a copy of a backup where a company lies; nobody may have the company open.

    The present file is set aside under a dated name in its folder, which is returned; None when
    there was no file. The backup stays. Raises CompanyMissing, CompanyNotOurs, CompanyNewer,
    BackupDamaged, CompanyLocked or an OSError; the company is as it was then.
    """
    progress = progress or NoProgress()
    check_backup(backup)
    fresh = company.with_name(f"{company.name}.restoring")
    company.parent.mkdir(parents=True, exist_ok=True)
    try:
        progress.step(0, 3)
        shutil.copyfile(backup, fresh)
        problem = integrity_problem(fresh)
        if problem:
            raise BackupDamaged(place=str(backup), reason=problem)
        progress.check_cancelled()
        progress.step(1, 3)
        aside = _set_aside(company)
        fresh.replace(company)
        progress.step(3, 3)
    finally:
        for leftover in (fresh, *(Path(f"{fresh}{end}") for end in _COMPANIONS)):
            leftover.unlink(missing_ok=True)
    logger.info("restored %s, set aside %s", backup.name, aside.name if aside else "nothing")
    return aside


def restore_and_open(backup: Path, company: Path, progress: Progress) -> Database:
    """Restore, then open the company, which brings it to what this program knows."""
    restore(backup, company, progress)
    return open_company(sqlite_url(company), progress)


def file_at(place: str) -> Path | None:
    """The company file that an address or a path names; None for a server, or nothing."""
    if not place:
        return None
    if "://" not in place:
        return Path(place).expanduser().resolve()
    url = make_url(place)
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def check_backup(backup: Path) -> None:
    """Refuse what is no copy of a company, or one of a newer program; the file is not touched."""
    if not backup.is_file():
        raise CompanyMissing(place=str(backup))
    address = f"{backup.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            connection.execute("SELECT name FROM company_information").fetchone()
    except sqlite3.OperationalError as error:
        if "decode" in str(error):  # the table is there, and its text is not whole
            raise BackupDamaged(place=str(backup), reason=str(error)) from error
        raise CompanyNotOurs(place=str(backup)) from error
    except (sqlite3.DatabaseError, UnicodeError) as error:  # a damaged name is no text any more
        raise BackupDamaged(place=str(backup), reason=str(error)) from error
    known = migrating.known_revisions()
    if found is None or found[0] not in known:
        name = found[0] if found else "?"
        raise CompanyNewer(place=str(backup), found=name, known=known[-1])


def _set_aside(company: Path) -> Path | None:
    """Move the present file to a dated name, whole or damaged; None when there is none."""
    if not company.exists():
        return None
    aside = company.with_name(dated_name(company, BEFORE_RESTORE))
    try:
        _leave_wal(company)
    except sqlite3.DatabaseError as error:
        refusal = refusal_at_opening(error, str(company))
        if isinstance(refusal, CompanyLocked):
            raise refusal from error
        # What SQLite cannot read is kept as it is, with the files beside it.
        logger.warning("the present company cannot be read: %s", error)
    for end in ("", *_COMPANIONS):
        part = Path(f"{company}{end}")
        if part.exists():
            part.replace(Path(f"{aside}{end}"))
    return aside


def _leave_wal(company: Path) -> None:
    """Bring everything that was written into the one file; refused while somebody has it open."""
    with closing(sqlite3.connect(company, timeout=OPENING_PATIENCE_S)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
