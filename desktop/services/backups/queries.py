"""The copies of the open company as a list."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from desktop.services.backups.copies import Backup, backups_in, schedule_of


def company_of(session: Session) -> Path | None:
    """The file behind a session; None on PostgreSQL."""
    url = session.connection().engine.url
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def backups(session: Session) -> tuple[Backup, ...]:
    """The copies of the open company, the newest first; none on PostgreSQL."""
    company = company_of(session)
    return () if company is None else backups_in(company, schedule_of(session, company).folder)
