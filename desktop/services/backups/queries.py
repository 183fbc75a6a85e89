"""The copies of the open company as a list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from desktop.services.backups.copies import Backup, backups_in, schedule_of
from desktop.services.list_query import ListQuery


def company_of(session: Session) -> Path | None:
    """The file behind a session; None on PostgreSQL."""
    url = session.connection().engine.url
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def backup_rows(session: Session, query: ListQuery) -> Sequence[Backup]:
    """A page of the copies that a search finds, the newest first."""
    return _found(session, query)[query.offset : query.offset + query.limit]


def count_backups(session: Session, query: ListQuery) -> int:
    """How many copies a search finds."""
    return len(_found(session, query))


def _found(session: Session, query: ListQuery) -> tuple[Backup, ...]:
    company = company_of(session)
    if company is None:
        return ()
    words = query.search.casefold().split()
    return tuple(
        backup
        for backup in backups_in(company, schedule_of(session, company).folder)
        if all(word in f"{backup.path.name} {backup.company_name}".casefold() for word in words)
    )
