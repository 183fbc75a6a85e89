"""Base calendars: which days are worked (02 §3)."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import Code10, FlagOn, Text100, part_of
from desktop.models.words import CalendarRecurrence, Weekday


class BaseCalendar(Versioned, Base):
    """A calendar; without entries every day is worked."""

    __tablename__ = "base_calendar"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    name: Mapped[Text100]


class BaseCalendarChange(Versioned, Base):
    """A day that is not worked, or is worked after all: one date, each year or each week."""

    __tablename__ = "base_calendar_change"

    base_calendar_code: Mapped[Code10] = part_of("base_calendar.code")
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recurrence: Mapped[CalendarRecurrence] = mapped_column(default=CalendarRecurrence.NONE)
    weekday: Mapped[Weekday | None]
    date: Mapped[date | None]
    nonworking: Mapped[FlagOn]
    description: Mapped[Text100]
