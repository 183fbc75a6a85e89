"""Numbers of posted documents without gaps (SD76)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.changelog import ChangeLogEntry
from desktop.models.every_table import Base
from desktop.models.numbering import NumberSeriesLine
from desktop.models.setup import InventorySetup, SalesSetup
from desktop.models.vendors import PurchaseSetup
from desktop.services.numbering.sequence import number_parts
from desktop.translation import N_

GAP = N_("Number {no} of series {series} is missing in {table}.")
SHARED_GAP = N_("Number {no} of series {series} is missing: no posted document has it.")
BEYOND = N_("{table} {no} lies beyond the last number of its series {series}, {last_no_used}.")

POSTED_TABLES: dict[type[SalesSetup | PurchaseSetup | InventorySetup], dict[str, str]] = {
    SalesSetup: {
        "posted_shipment_nos": "sales_shipment_header",
        "posted_invoice_nos": "sales_invoice_header",
    },
    PurchaseSetup: {
        "posted_receipt_nos": "purchase_receipt_header",
        "posted_invoice_nos": "purchase_invoice_header",
    },
    InventorySetup: {"posted_assembly_nos": "posted_assembly_header"},
}
"""Which posted documents the series in each field of the set-ups number."""

READ_AT_ONCE = 10_000

Shape: TypeAlias = tuple[str, str]
Numbers: TypeAlias = dict[Shape, set[int]]
Line: TypeAlias = Row[int, str, str, int]


def number_findings(session: Session) -> Iterator[Notice]:
    """Gaps in the series of posted documents, and numbers that no series gave.

    Numbers that somebody skipped by moving Last No. Used forward are no gaps: the change log knows
    them. A series that also numbers drafts or cards has gaps by its nature, since these may be
    deleted; only numbers beyond its last one are reported then.
    """
    tables: dict[str, list[str]] = {}
    for kind, posted in POSTED_TABLES.items():
        setup = session.get(kind, 1)
        for field, table in posted.items():
            series = getattr(setup, field, None)
            if series:
                tables.setdefault(series, []).append(table)
    shared = _series_of_drafts(session)
    for series, numbered in tables.items():
        yield from _series_findings(session, series, numbered, gaps=series not in shared)


def _series_of_drafts(session: Session) -> set[str]:
    """The series that set-up names for documents and cards that can be deleted again."""
    found: set[str] = set()
    for kind in (SalesSetup, InventorySetup, PurchaseSetup):
        setup = session.get(kind, 1)
        names = (column.name for column in Base.metadata.tables[kind.__tablename__].columns)
        drafts = (name for name in names if name.endswith("_nos") and not _is_posted(name))
        found |= {getattr(setup, name) or "" for name in drafts if setup is not None}
    return found


def _is_posted(field: str) -> bool:
    return field.startswith("posted_")


def _series_findings(
    session: Session, series: str, tables: Sequence[str], *, gaps: bool
) -> Iterator[Notice]:
    lines = session.execute(
        select(
            NumberSeriesLine.line_no,
            NumberSeriesLine.starting_no,
            NumberSeriesLine.last_no_used,
            NumberSeriesLine.increment_by,
        ).where(NumberSeriesLine.series_code == series)
    ).all()
    by_table = {table: _numbers_by_shape(session, table) for table in tables}
    last: dict[Shape, Line] = {}
    for line in lines:
        if line.last_no_used:
            if gaps:
                skipped = _skipped_by_hand(session, series, line)
                yield from _gaps(line, by_table, series, skipped)
            shape = number_parts(line.starting_no).shape
            if shape not in last or _last(line) > _last(last[shape]):
                last[shape] = line
    for shape, line in last.items():
        yield from _beyond(line, by_table, series, shape)


def _beyond(
    line: Line, by_table: Mapping[str, Numbers], series: str, shape: Shape
) -> Iterator[Notice]:
    for table, numbers in by_table.items():
        for value in sorted(value for value in numbers.get(shape, ()) if value > _last(line)):
            no = number_parts(line.starting_no).with_value(value)
            figures = {"table": table, "series": series, "last_no_used": line.last_no_used}
            yield Notice("books.beyond", BEYOND, {**figures, "no": no})


def _skipped_by_hand(session: Session, series: str, line: Line) -> list[range]:
    """The numbers that nobody got because Last No. Used was moved past them, by the change log."""
    first = number_parts(line.starting_no)
    moves = session.execute(
        select(ChangeLogEntry.old_value, ChangeLogEntry.new_value)
        .where(
            ChangeLogEntry.table_name == NumberSeriesLine.__tablename__,
            ChangeLogEntry.field_name == "last_no_used",
            ChangeLogEntry.record_key == f"{series} {line.line_no}",
        )
        .order_by(ChangeLogEntry.id)
    )
    skipped = []
    for old, new in moves:
        to = number_parts(new)
        if to.shape == first.shape:
            begin = number_parts(old).value + 1 if old else first.value
            skipped.append(range(begin, to.value + 1))
    return skipped


def _numbers_by_shape(session: Session, table: str) -> Numbers:
    """The numbers that documents have, by the text around their digits."""
    found: Numbers = {}
    column = Base.metadata.tables[table].c.no
    for no in session.scalars(select(column).execution_options(yield_per=READ_AT_ONCE)):
        parts = number_parts(no)
        found.setdefault(parts.shape, set()).add(parts.value)
    return found


def _gaps(
    line: Line, by_table: Mapping[str, Numbers], series: str, skipped: Sequence[range]
) -> Iterator[Notice]:
    first = number_parts(line.starting_no)
    known: set[int] = set().union(*(each.get(first.shape, ()) for each in by_table.values()))
    for value in range(first.value, _last(line) + 1, line.increment_by):
        if value in known or any(value in numbers for numbers in skipped):
            continue
        figures = {"series": series, "no": first.with_value(value)}
        if len(by_table) > 1:
            yield Notice("books.gap", SHARED_GAP, figures)
        else:
            yield Notice("books.gap", GAP, {**figures, "table": next(iter(by_table))})


def _last(line: Line) -> int:
    return number_parts(line.last_no_used).value
