"""How numbers follow each other and which line of a series serves a date (CU15–CU18, CU22).

Plain values only: whoever draws a number reads the lines under lock, asks here and writes
back what was drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from desktop.services.numbering.refusals import (
    NoNumberForDate,
    NumbersFollowDates,
    NumberShapeDiffers,
    NumbersReversed,
    NumberTooLong,
    NumberWithoutDigits,
    SeriesExhausted,
)

LONGEST_NO = 20
EXAMPLE_NO = "SO00001"

_LAST_DIGITS = re.compile(r"(?P<before>.*?)(?P<digits>[0-9]+)(?P<after>[^0-9]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NumberParts:
    """A number taken apart at its last run of digits, the part that counts."""

    before: str
    digits: str
    after: str

    @property
    def value(self) -> int:
        """The number that the digits make; numbers of one shape are compared by it (CU16)."""
        return int(self.digits)

    @property
    def shape(self) -> tuple[str, str]:
        """The text around the digits; numbers of one line must share it."""
        return (self.before, self.after)

    def with_value(self, value: int) -> str:
        """The number with other digits, keeping leading zeros; the run may grow."""
        return f"{self.before}{value:0{len(self.digits)}d}{self.after}"


# Each number of a line and one that it must not come before.
_FOLLOWING = (
    ("ending_no", "starting_no"),
    ("warning_no", "starting_no"),
    ("ending_no", "warning_no"),
    ("ending_no", "last_no_used"),
)


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A line of a number series; blank texts are numbers not given or not yet used."""

    line_no: int
    starting_no: str
    starting_date: date | None = None
    ending_no: str = ""
    warning_no: str = ""
    increment_by: int = 1
    last_no_used: str = ""
    last_date_used: date | None = None


def number_parts(no: str, field: str = "no") -> NumberParts:
    """Take a number apart; raises NumberWithoutDigits."""
    found = _LAST_DIGITS.fullmatch(no)
    if found is None:
        raise NumberWithoutDigits(field=field, entered_field=field, no=no, example=EXAMPLE_NO)
    return NumberParts(**found.groupdict())


def incremented(no: str, by: int = 1) -> str:
    """The number that follows `no` (CU15).

    Raises NumberWithoutDigits, or NumberTooLong beyond 20 characters.
    """
    parts = number_parts(no)
    following = parts.with_value(parts.value + by)
    if len(following) > LONGEST_NO:
        raise NumberTooLong(no=no, longest=LONGEST_NO)
    return following


def check_shapes(line: SeriesLine) -> None:
    """Refuse a line whose numbers cannot be counted from one to the other (CU15, CU16).

    Raises NumberWithoutDigits, NumberShapeDiffers or NumbersReversed.
    """
    start = number_parts(line.starting_no, "starting_no")
    for field in ("ending_no", "warning_no", "last_no_used"):
        no = getattr(line, field)
        if no and number_parts(no, field).shape != start.shape:
            raise NumberShapeDiffers(
                field=field, entered_field=field, no=no, other_no=line.starting_no
            )
    for field, other_field in _FOLLOWING:
        _check_order(line, field, other_field)


def _check_order(line: SeriesLine, field: str, other_field: str) -> None:
    no, other_no = getattr(line, field), getattr(line, other_field)
    if no and other_no and number_parts(no).value < number_parts(other_no).value:
        raise NumbersReversed(
            field=field, entered_field=field, no=no, other_field=other_field, other_no=other_no
        )


def next_no(line: SeriesLine) -> str:
    """The number that the line gives next, whether or not it is still open (CU15)."""
    if not line.last_no_used:
        return line.starting_no
    return incremented(line.last_no_used, line.increment_by)


def is_open(line: SeriesLine) -> bool:
    """Whether the line has another number: up to its ending number, in 20 characters (CU17)."""
    try:
        following = next_no(line)
    except NumberTooLong:
        return False
    return not line.ending_no or (
        number_parts(following).value <= number_parts(line.ending_no).value
    )


def line_for_date(lines: Iterable[SeriesLine], on: date, series: str) -> SeriesLine:
    """The line that serves a date: the latest that has begun, the first open one of equals.

    A line that is used up never falls back on an earlier one (CU17). Raises NoNumberForDate or
    SeriesExhausted.
    """
    begun = [line for line in lines if _first_day(line) <= on]
    if not begun:
        raise NoNumberForDate(series=series, date=on)
    latest = max(_first_day(line) for line in begun)
    serving = sorted(
        (line for line in begun if _first_day(line) == latest), key=attrgetter("line_no")
    )
    for line in serving:
        if is_open(line):
            return line
    last = serving[-1]
    raise SeriesExhausted(series=series, ending_no=last.ending_no or last.last_no_used)


def _first_day(line: SeriesLine) -> date:
    return line.starting_date or date.min


def check_date_order(line: SeriesLine, on: date, series: str) -> None:
    """Refuse a date before the last one used, for a series with date order (CU18)."""
    if line.last_date_used is not None and on < line.last_date_used:
        raise NumbersFollowDates(series=series, last_date_used=line.last_date_used)


def numbers_left(line: SeriesLine, no: str) -> int | None:
    """How many numbers follow `no`, once the warning number is reached; else None (CU22).

    None also where the line has no ending number and so never runs out.
    """
    if not line.warning_no or not line.ending_no:
        return None
    value = number_parts(no).value
    if value < number_parts(line.warning_no).value:
        return None
    return max(0, number_parts(line.ending_no).value - value) // line.increment_by


def is_forward(line: SeriesLine, last_no_used: str) -> bool:
    """Whether a typed last number lies ahead of the one used, or is the same (CU23).

    The first typing on a line that was never used is always forward.
    """
    if not line.last_no_used:
        return True
    if not last_no_used:
        return False
    return number_parts(last_no_used).value >= number_parts(line.last_no_used).value
