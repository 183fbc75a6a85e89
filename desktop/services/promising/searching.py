"""The first working day on which something is possible, found by halving (PF30, PF34)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from desktop.services.calendars.working_days import Calendar, Direction, move


def working_day(day: date, calendar: Calendar, direction: Direction = Direction.FORWARD) -> date:
    """The day itself, or the next one in the direction, that is worked."""
    return move(day, 0, direction, calendar, (calendar,))


def first_working_day(
    first: date, last: date, calendar: Calendar, is_possible: Callable[[date], bool]
) -> date | None:
    """The first working day from `first` to `last` on which something is possible; None if none.

    What is possible on a day must be possible on every later one (PF30), so the number of days
    tried is the logarithm of the days between.
    """
    low = working_day(first, calendar)
    if low > last:
        return None
    if is_possible(low):
        return low
    high = working_day(last, calendar, Direction.BACKWARD)
    if high <= low or not is_possible(high):
        return None
    while (high - low).days > 1:
        middle = low + timedelta(days=(high - low).days // 2)
        tried = working_day(middle, calendar)
        if tried >= high or is_possible(tried):
            # No day between the middle and the one that was tried is worked.
            high = middle
        else:
            low = tried
    return working_day(high, calendar)
