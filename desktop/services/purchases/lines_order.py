"""Where purchase lines stand: numbers in steps of 10000, new ones between, and moving."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, update

from desktop.models.base import Base
from desktop.models.purchases import PurchaseLine
from desktop.models.values.keys import LINE_NO_STEP
from desktop.services.database import report_changes
from desktop.services.purchases.editable import is_started
from desktop.services.purchases.line_making import next_line_no
from desktop.services.purchases.line_reservations import renumber_reservations
from desktop.services.purchases.load import Purchase, line_ref, load_lines
from desktop.services.sales.comments import ASIDE
from desktop.services.sales.refusals_lines import LineKeepsPlace

_LINES = Base.metadata.tables[PurchaseLine.__tablename__]


def free_line_no(document: Purchase, before: int | None) -> int:
    """The number of a new line; where none is left in between, the lines are numbered anew."""
    found = next_line_no(document, before)
    if found is not None:
        return found
    at = [line.line_no for line in document.lines].index(before or 0)
    numbers = [line.line_no for line in document.lines]
    renumber(document, {no: i * LINE_NO_STEP for i, no in enumerate(numbers, start=1)})
    return next_line_no(document, document.lines[at].line_no) or LINE_NO_STEP


def swap_with_neighbour(document: Purchase, line: PurchaseLine, *, down: bool) -> None:
    """Let a line change places with the next one up or down; at the edge nothing happens."""
    here = document.lines.index(line)
    there = here + 1 if down else here - 1
    if 0 <= there < len(document.lines):
        other = document.lines[there]
        renumber(document, {line.line_no: other.line_no, other.line_no: line.line_no})


def renumber(document: Purchase, numbers: Mapping[int, int]) -> None:
    """Give lines other numbers; `document.lines` are read again.

    A received line, and one that is bought for a sales line, keeps its number, because others name
    it by it: LineKeepsPlace.
    """
    moved = {old: new for old, new in numbers.items() if old != new}
    for line in document.lines:
        is_named = line.sales_order_no or line.special_order_sales_no
        if line.line_no in moved and (is_started(line) or is_named):
            raise LineKeepsPlace(record=line_ref(line), line_no=line.line_no, no=line.no or "")
    if not moved:
        return
    session = document.session
    for line in document.lines:
        session.expunge(line)
    of_document = (
        _LINES.c.document_type == document.type,
        _LINES.c.document_no == document.header.no,
    )
    connection = session.connection()
    connection.execute(
        update(_LINES)
        .where(*of_document, _LINES.c.line_no.in_(moved))
        .values(line_no=_LINES.c.line_no + ASIDE)
    )
    connection.execute(
        update(_LINES).where(*of_document, _LINES.c.line_no == bindparam("old") + ASIDE),
        [{"old": old, "line_no": new} for old, new in moved.items()],
    )
    report_changes(session, PurchaseLine.__tablename__)
    renumber_reservations(document, moved)
    document.renumbered |= moved
    document.lines = load_lines(session, document.key)
