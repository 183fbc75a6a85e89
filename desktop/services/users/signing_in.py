"""Who sits before the screen, as the services know this person."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from desktop.models.users import UserSetup
from desktop.services.context import UserContext


def context_of(session: Session, user: str, work_date: date, language: str) -> UserContext:
    """The user's context, with the posting dates of this user's set-up if there is one."""
    setup = session.get(UserSetup, user)
    if setup is None:
        return UserContext(user=user, work_date=work_date, language=language)
    return UserContext(
        user=user,
        work_date=work_date,
        language=language,
        allow_posting_from=setup.allow_posting_from,
        allow_posting_to=setup.allow_posting_to,
    )
