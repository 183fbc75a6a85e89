"""Drawing numbers from a series, inside the transaction that uses them (CU15–CU23, SD76)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.base import Base
from desktop.models.numbering import NumberSeries, NumberSeriesLine
from desktop.services.database import report_changes, report_notice
from desktop.services.numbering.refusals import (
    NumberMustBeTyped,
    SeriesMissing,
    SeriesNotSet,
    TypedNumberNotAllowed,
)
from desktop.services.numbering.sequence import (
    SeriesLine,
    check_date_order,
    is_open,
    line_for_date,
    next_no,
    numbers_left,
)
from desktop.translation import N_

# Built once, and without the ORM: a posting asks four times, and building or mapping costs more
# than the database does.
_SERIES = Base.metadata.tables[NumberSeries.__tablename__]
_SERIES_LINE = Base.metadata.tables[NumberSeriesLine.__tablename__]
_LINES = (
    select(
        _SERIES.c.date_order,
        _SERIES.c.default_nos,
        _SERIES_LINE.c.line_no,
        _SERIES_LINE.c.starting_no,
        _SERIES_LINE.c.starting_date,
        _SERIES_LINE.c.ending_no,
        _SERIES_LINE.c.warning_no,
        _SERIES_LINE.c.increment_by,
        _SERIES_LINE.c.last_no_used,
        _SERIES_LINE.c.last_date_used,
    )
    .join_from(_SERIES, _SERIES_LINE, _SERIES_LINE.c.series_code == _SERIES.c.code)
    .where(_SERIES.c.code == bindparam("series"))
    .order_by(_SERIES_LINE.c.line_no)
)
# The lock must be on the rows that hold the last number: PostgreSQL reads again only what it
# had to wait for, so a lock on the series would give the same number twice.
_LOCKED_LINES = _LINES.with_for_update(of=_SERIES_LINE)
_KEEP_LAST = (
    update(_SERIES_LINE)
    .where(
        _SERIES_LINE.c.series_code == bindparam("series"),
        _SERIES_LINE.c.line_no == bindparam("number_line"),
    )
    .values(last_no_used=bindparam("number"), last_date_used=bindparam("day"))
)


def series_named(series: str | None, *, setup: str, field: str) -> str:
    """The series that a set-up field names; raises SeriesNotSet when it is blank."""
    if not series:
        raise SeriesNotSet(
            record=RecordRef(setup, (1,)), field=field, setup_table=setup, entered_field=field
        )
    return series


def draw_number(session: Session, series: str, on: date) -> str:
    """The next number of a series for a card or a draft document; `on` is the work date.

    Raises SeriesMissing, NumberMustBeTyped, NoNumberForDate, SeriesExhausted or
    NumbersFollowDates.
    """
    [number] = draw_numbers(session, series, on, 1)
    return number


def draw_numbers(session: Session, series: str, on: date, count: int) -> list[str]:
    """The next so many numbers of a series, as drawn one by one; two statements for all of them.

    Raises what `draw_number` raises, also when the series ends among them.
    """
    return _draw(session, series, on, automatic=True, count=count)


def draw_posted_number(session: Session, series: str, posting_date: date) -> str:
    """The next number of a posted document; its line stays locked until the commit.

    Call it last in a posting: a rollback gives the number back, so the series has no gap.
    """
    [number] = _draw(session, series, posting_date, automatic=False)
    return number


def check_number_available(session: Session, series: str, on: date) -> None:
    """Refuse what `draw_posted_number` would refuse, without drawing (V15)."""
    _read(session, series, automatic=False, locking=False).line_for(on)


def line_is_open(session: Session, series: str, line_no: int) -> bool:
    """Whether a line of a series has another number to give (CU17)."""
    line = _read(session, series, automatic=False, locking=False).lines.get(line_no)
    return line is not None and is_open(line)


def check_typed_number(session: Session, series: str) -> None:
    """Refuse a typed number when the series gives all numbers itself (CU19)."""
    found = session.get(NumberSeries, series)
    if found is not None and not found.manual_nos:
        raise TypedNumberNotAllowed(
            record=RecordRef("number_series", (series,)), field="no", series=series
        )


def _draw(session: Session, series: str, on: date, *, automatic: bool, count: int = 1) -> list[str]:
    found = _read(session, series, automatic=automatic, locking=True)
    numbers, used = [], set()
    for _ in range(count):
        line = found.line_for(on)
        number = next_no(line)
        day = max(on, line.last_date_used or on)
        found.lines[line.line_no] = replace(line, last_no_used=number, last_date_used=day)
        numbers.append(number)
        used.add(line.line_no)
    for line_no in sorted(used):
        _keep_last(session, series, found.lines[line_no])
    report_changes(session, "number_series_line")
    return numbers


def _keep_last(session: Session, series: str, line: SeriesLine) -> None:
    """Store what was drawn of a line, and tell when few numbers are left."""
    session.connection().execute(
        _KEEP_LAST,
        {
            "series": series,
            "number_line": line.line_no,
            "number": line.last_no_used,
            "day": line.last_date_used,
        },
    )
    left = numbers_left(line, line.last_no_used)
    if left is not None:
        report_notice(session, few_left(series, line, left))


def few_left(series: str, line: SeriesLine, left: int) -> Notice:
    """The warning that a series runs out (CU22); the result of the command carries it."""
    return Notice(
        "number.few_left",
        N_(
            "Numbers left in series {series} up to {ending_no}: {count}. "
            "Raise the ending number or add a line to the series."
        ),
        {"series": series, "ending_no": line.ending_no, "count": left},
        record=RecordRef("number_series_line", (series, line.line_no)),
        field="ending_no",
    )


@dataclass(frozen=True, slots=True)
class _Series:
    """A series while numbers are drawn from it: its lines by their number, as they stand now."""

    code: str
    has_date_order: bool
    lines: dict[int, SeriesLine]

    def line_for(self, on: date) -> SeriesLine:
        """The line that gives the next number for a date."""
        line = line_for_date(self.lines.values(), on, self.code)
        if self.has_date_order:
            check_date_order(line, on, self.code)
        return line


def _read(session: Session, series: str, *, automatic: bool, locking: bool) -> _Series:
    lines_of = _LOCKED_LINES if locking else _LINES
    rows = session.connection().execute(lines_of, {"series": series}).all()
    default_nos = rows[0].default_nos if rows else _gives_numbers(session, series)
    if automatic and not default_nos:
        raise NumberMustBeTyped(
            record=RecordRef("number_series", (series,)), field="no", series=series
        )
    lines = {
        row.line_no: SeriesLine(
            line_no=row.line_no,
            starting_no=row.starting_no,
            starting_date=row.starting_date,
            ending_no=row.ending_no,
            warning_no=row.warning_no,
            increment_by=row.increment_by,
            last_no_used=row.last_no_used,
            last_date_used=row.last_date_used,
        )
        for row in rows
        if row.starting_no
    }
    return _Series(series, bool(rows and rows[0].date_order), lines)


def _gives_numbers(session: Session, series: str) -> bool:
    found = session.get(NumberSeries, series)
    if found is None:
        raise SeriesMissing(record=RecordRef("number_series", (series,)), series=series)
    return found.default_nos
