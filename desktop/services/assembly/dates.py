"""When the work on a kit begins and ends, and when its components must be there (PF15).

Values in, values out; no session. All times are counted in working days of the location.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from desktop.models.values.date_formula import DateBeyondCalendarError, DateFormula
from desktop.services.calendars.refusals import BeyondCalendar, NegativeDuration
from desktop.services.calendars.working_days import EVERY_DAY, Calendar, Direction, move

NO_TIME = DateFormula()


@dataclass(frozen=True, slots=True)
class AssemblyTimes:
    """How long a kit takes, and how long it then takes until it is at hand."""

    location: Calendar = EVERY_DAY
    lead_time: DateFormula = NO_TIME
    inbound_handling_time: DateFormula = NO_TIME
    safety_lead_time: DateFormula = NO_TIME


class AssemblyDates(NamedTuple):
    """The day the work begins, the day it ends, and the day the kit is needed."""

    starting: date
    ending: date
    due: date


def planned_for(due: date, times: AssemblyTimes) -> AssemblyDates:
    """The latest days for a kit that is needed on a day, which stays as it is."""
    ending = _moved(due, _after(times), Direction.BACKWARD, times.location)
    starting = _moved(ending, _work(times), Direction.BACKWARD, times.location)
    return AssemblyDates(starting, ending, due)


def begun_on(starting: date, times: AssemblyTimes) -> AssemblyDates:
    """The days of a kit on which the work begins on a day, which stays as it is."""
    ending = _moved(starting, _work(times), Direction.FORWARD, times.location)
    due = _moved(ending, _after(times), Direction.FORWARD, times.location)
    return AssemblyDates(starting, ending, due)


def ended_on(ending: date, times: AssemblyTimes) -> AssemblyDates:
    """The days of a kit on which the work ends on a day, which stays as it is."""
    starting = _moved(ending, _work(times), Direction.BACKWARD, times.location)
    due = _moved(ending, _after(times), Direction.FORWARD, times.location)
    return AssemblyDates(starting, ending, due)


def component_due(starting: date, offset: DateFormula, location: Calendar) -> date:
    """The day a component must be there: so long before the work begins."""
    return _moved(starting, [("lead_time_offset", offset)], Direction.BACKWARD, location)


_Time = tuple[str, DateFormula]


def _work(times: AssemblyTimes) -> list[_Time]:
    return [("lead_time_calculation", times.lead_time)]


def _after(times: AssemblyTimes) -> list[_Time]:
    return [
        ("inbound_handling_time", times.inbound_handling_time),
        ("safety_lead_time", times.safety_lead_time),
    ]


def _moved(start: date, times: Sequence[_Time], direction: Direction, location: Calendar) -> date:
    days = sum(_days(field, time, start) for field, time in times)
    return move(start, days, direction, location, (location,))


def _days(field: str, time: DateFormula, start: date) -> int:
    """How many days a time means from a date (CU12); raises NegativeDuration."""
    try:
        days = time.days_from(start)
    except DateBeyondCalendarError as error:
        raise BeyondCalendar(field=field, date=start, duration=str(time)) from error
    if days < 0:
        raise NegativeDuration(field=field, entered_field=field, duration=str(time))
    return days
