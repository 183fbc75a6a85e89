"""Numbers of posted documents without gaps (SD76)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.base import Base
from desktop.models.numbering import NumberSeriesLine
from desktop.models.setup import SalesSetup
from desktop.services.numbering.sequence import number_parts
from desktop.translation import N_

GAP = N_("Number {no} of series {series} is missing in {table}.")
BEYOND = N_("{table} {no} lies beyond the last number of its series {series}, {last_no_used}.")

POSTED_TABLES = {
    "posted_shipment_nos": "sales_shipment_header",
    "posted_invoice_nos": "sales_invoice_header",
}
"""Which posted documents the series in each field of the sales set-up number."""

READ_AT_ONCE = 10_000


def number_findings(session: Session) -> Iterator[Notice]:
    """Gaps in the series of posted documents, and numbers that no series gave."""
    setup = session.get(SalesSetup, 1)
    for field, table in POSTED_TABLES.items():
        series = getattr(setup, field, None)
        if series:
            yield from _series_findings(session, series, table)


def _series_findings(session: Session, series: str, table: str) -> Iterator[Notice]:
    lines = session.execute(
        select(
            NumberSeriesLine.starting_no,
            NumberSeriesLine.last_no_used,
            NumberSeriesLine.increment_by,
        ).where(NumberSeriesLine.series_code == series)
    ).all()
    by_shape = _numbers_by_shape(session, table)
    last: dict[tuple[str, str], Row[str, str, int]] = {}
    for line in lines:
        if line.last_no_used:
            yield from _gaps(line, by_shape, series, table)
            shape = number_parts(line.starting_no).shape
            if shape not in last or _last(line) > _last(last[shape]):
                last[shape] = line
    for shape, line in last.items():
        for value in sorted(value for value in by_shape.get(shape, ()) if value > _last(line)):
            no = number_parts(line.starting_no).with_value(value)
            figures = {"table": table, "series": series, "last_no_used": line.last_no_used}
            yield Notice("books.beyond", BEYOND, {**figures, "no": no})


def _numbers_by_shape(session: Session, table: str) -> dict[tuple[str, str], set[int]]:
    """The numbers that documents have, by the text around their digits."""
    found: dict[tuple[str, str], set[int]] = {}
    column = Base.metadata.tables[table].c.no
    for no in session.scalars(select(column).execution_options(yield_per=READ_AT_ONCE)):
        parts = number_parts(no)
        found.setdefault(parts.shape, set()).add(parts.value)
    return found


def _gaps(
    line: Row[str, str, int],
    by_shape: dict[tuple[str, str], set[int]],
    series: str,
    table: str,
) -> Iterator[Notice]:
    first = number_parts(line.starting_no)
    known = by_shape.get(first.shape, set())
    for value in range(first.value, _last(line) + 1, line.increment_by):
        if value not in known:
            figures = {"series": series, "table": table, "no": first.with_value(value)}
            yield Notice("books.gap", GAP, figures)


def _last(line: Row[str, str, int]) -> int:
    return number_parts(line.last_no_used).value
