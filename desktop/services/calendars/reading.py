"""Reading base calendars with their entries."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.calendars import BaseCalendarChange
from desktop.services.calendars.working_days import Calendar, CalendarChange


def read_calendars(session: Session, codes: Iterable[str | None]) -> dict[str | None, Calendar]:
    """The calendars with these codes, blank ones left out; at most one statement."""
    wanted = sorted(code for code in codes if code is not None)
    if not wanted:
        return {}
    changes: dict[str | None, list[CalendarChange]] = {code: [] for code in wanted}
    for change in session.scalars(
        select(BaseCalendarChange)
        .where(BaseCalendarChange.base_calendar_code.in_(wanted))
        .order_by(BaseCalendarChange.base_calendar_code, BaseCalendarChange.line_no)
    ):
        changes[change.base_calendar_code].append(
            CalendarChange(
                change.nonworking,
                change.recurrence,
                change.weekday,
                change.date,
                change.description,
            )
        )
    return {code: Calendar.from_changes(code or "", of) for code, of in changes.items()}
