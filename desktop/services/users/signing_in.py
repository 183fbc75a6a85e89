"""Who sits before the screen, as the services know this person."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.users import UserSetup
from desktop.services.context import UserContext


def context_of(session: Session, user: str, work_date: date, language: str) -> UserContext:
    """The user's context, with the posting dates of this user's set-up if there is one."""
    # The table's own columns: a start, which asks nothing else here, has no mapping to configure.
    setup = UserSetup.__table__.c
    dates = session.execute(
        select(setup.allow_posting_from, setup.allow_posting_to).where(setup.user == user)
    ).one_or_none()
    return UserContext(
        user=user,
        work_date=work_date,
        language=language,
        allow_posting_from=dates.allow_posting_from if dates else None,
        allow_posting_to=dates.allow_posting_to if dates else None,
    )
