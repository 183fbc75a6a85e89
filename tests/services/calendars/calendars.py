"""Calendars of the worked examples."""

from datetime import date

from desktop.models.words import CalendarRecurrence, Weekday
from desktop.services.calendars.working_days import Calendar, CalendarChange


def day(text: str) -> date:
    return date.fromisoformat(text)


def closed_on(code: str, *weekdays: Weekday, dates: tuple[str, ...] = ()) -> Calendar:
    """A calendar that does not work on some weekdays and dates."""
    weekly = [
        CalendarChange(recurrence=CalendarRecurrence.WEEKLY, weekday=weekday)
        for weekday in weekdays
    ]
    once = [CalendarChange(date=day(text)) for text in dates]
    return Calendar.from_changes(code, [*weekly, *once])


MON_FRI = closed_on("MON-FRI", Weekday.SATURDAY, Weekday.SUNDAY)
MON_SAT = closed_on("MON-SAT", Weekday.SUNDAY)
EASTER = closed_on("EASTER", Weekday.SATURDAY, Weekday.SUNDAY, dates=("2026-04-03", "2026-04-06"))
CLOSED_WEDNESDAYS = closed_on("NO-WED", Weekday.WEDNESDAY)
