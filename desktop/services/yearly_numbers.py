"""The turn of the year for number series: each dated series gets a line for the new year (CU22)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.numbering import NumberSeriesLine
from desktop.models.values.keys import LINE_NO_STEP
from desktop.services.context import UserContext
from desktop.services.numbering.yearly import in_year
from desktop.services.records import add_record


@dataclass(frozen=True, slots=True)
class YearsBegun:
    """What the turn of the year did: first numbers of new lines, and series that were left out.

    `without_year` are series whose numbers do not name their year: their numbers must be typed.
    """

    first_nos: tuple[str, ...]
    without_year: tuple[str, ...]


def begin_years(session: Session, context: UserContext) -> YearsBegun:
    """Give each series with a line by date lines for this year and the next, where it has none.

    A new line begins on the same day of its year as the latest one, with the same numbers of the
    new year. Series whose lines have no date count on and are left alone.
    """
    first_nos: list[str] = []
    without_year: list[str] = []
    for latest, last_line_no in list(_latest_lines(session)):
        if latest.starting_date is None:
            continue
        wanted = [
            year
            for year in (context.work_date.year, context.work_date.year + 1)
            if year > latest.starting_date.year
        ]
        for count, year in enumerate(wanted, start=1):
            values = _values(latest, latest.starting_date, year)
            if values is None:
                without_year.append(latest.series_code)
                break
            line_no = last_line_no + count * LINE_NO_STEP
            key = {"series_code": latest.series_code, "line_no": line_no}
            add_record(session, NumberSeriesLine.__tablename__, {**key, **values}, context)
            first_nos.append(str(values["starting_no"]))
    return YearsBegun(tuple(first_nos), tuple(without_year))


def _latest_lines(session: Session) -> Iterator[tuple[NumberSeriesLine, int]]:
    """The line of each series that begins last, and the series' greatest line number."""
    lines = session.scalars(
        sa.select(NumberSeriesLine)
        .where(NumberSeriesLine.starting_date.is_not(None))
        .order_by(NumberSeriesLine.series_code, NumberSeriesLine.starting_date)
    )
    latest = {line.series_code: line for line in lines}
    code_of, line_no_of = NumberSeriesLine.series_code, NumberSeriesLine.line_no
    last = sa.select(code_of, sa.func.max(line_no_of)).group_by(code_of)
    greatest: dict[str, int] = {row[0]: row[1] for row in session.execute(last)}
    for code, line in latest.items():
        yield line, greatest[code]


def _values(line: NumberSeriesLine, begun: date, year: int) -> dict[str, object] | None:
    starting_no = in_year(line.starting_no, begun.year, year)
    if starting_no is None:
        return None
    others = {
        name: in_year(no, begun.year, year) or no
        for name in ("warning_no", "ending_no")
        if (no := getattr(line, name))
    }
    return {
        "starting_date": _same_day(begun, year),
        "starting_no": starting_no,
        **others,
        "increment_by": line.increment_by,
        "allow_gaps": line.allow_gaps,
    }


def _same_day(day: date, year: int) -> date:
    """The same day of another year; 29 February becomes the 28th where there is none."""
    last = calendar.monthrange(year, day.month)[1]
    return date(year, day.month, min(day.day, last))
