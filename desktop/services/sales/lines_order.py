"""Where lines stand: numbers in steps of 10000, new ones between, and moving (SD20)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.sales import SalesLine
from desktop.models.values.keys import LINE_NO_STEP, DocumentKey
from desktop.services.database import report_changes
from desktop.services.sales.comments import ASIDE, renumber_comments
from desktop.services.sales.editable import keeps_place
from desktop.services.sales.line_reservations import renumber_reservations
from desktop.services.sales.load import Document, line_ref, load_lines
from desktop.services.sales.refusals_lines import LineKeepsPlace

_ROOM = 100
"""So many texts must find a place below a line that is put between two others (CU59)."""

_LINES = Base.metadata.tables[SalesLine.__tablename__]


def next_line_no(document: Document, before: int | None) -> int:
    """The number of a new line: behind the last one, or half-way in front of `before`.

    Where no number is left in between, the lines are numbered anew. Raises LineMissing, or
    LineKeepsPlace when a delivered line would have to be renumbered.
    """
    numbers = [line.line_no for line in document.lines]
    if before is None:
        return (numbers[-1] if numbers else 0) // LINE_NO_STEP * LINE_NO_STEP + LINE_NO_STEP
    position = document.lines.index(document.line(before))
    found = _between(document, position, _ROOM)
    if found is None and any(keeps_place(line) for line in document.lines):
        found = _between(document, position)  # delivered lines keep their numbers if they can
    if found is None:
        renumber(document, {no: i * LINE_NO_STEP for i, no in enumerate(numbers, start=1)})
        found = _between(document, position)
    return found or LINE_NO_STEP


def _between(document: Document, position: int, room: int = 0) -> int | None:
    """The number half-way between a line and the one before it, None when there is none.

    There must be `room` numbers to both sides of it.
    """
    following = document.lines[position].line_no
    previous = document.lines[position - 1].line_no if position else 0
    middle = (previous + following) // 2
    return middle if previous + room < middle < following - room else None


def swap_with_neighbour(document: Document, line: SalesLine, *, down: bool) -> None:
    """Let a line and its attached texts change places with the next line up or down.

    At the edge of the document nothing happens. Raises LineKeepsPlace.
    """
    blocks = _blocks(document)
    here = next(i for i, block in enumerate(blocks) if line in block)
    there = here + 1 if down else here - 1
    if not 0 <= there < len(blocks):
        return
    first, second = sorted((here, there))
    order = [*blocks[second], *blocks[first]]
    places = sorted(each.line_no for each in order)
    renumber(document, {each.line_no: no for each, no in zip(order, places, strict=True)})


def _blocks(document: Document) -> list[list[SalesLine]]:
    """The lines in groups that stay together: a line and the texts attached to it."""
    blocks: list[list[SalesLine]] = []
    for line in document.lines:
        if line.attached_to_line_no and blocks:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def renumber(document: Document, numbers: Mapping[int, int]) -> None:
    """Give lines other numbers, attached texts following; `document.lines` are read again.

    A delivered line, and one that a purchase line is tied to, keeps its number, because others name
    it by it: LineKeepsPlace.
    """
    for line in document.lines:
        if keeps_place(line) and numbers.get(line.line_no, line.line_no) != line.line_no:
            raise LineKeepsPlace(record=line_ref(line), line_no=line.line_no, no=line.no or "")
    moved = {old: new for old, new in numbers.items() if old != new}
    if moved:
        _write(document.session, document, moved)
        document.renumbered |= moved


def _write(session: Session, document: Document, moved: Mapping[int, int]) -> None:
    key: DocumentKey = document.key
    attached = {line.line_no: line.attached_to_line_no for line in document.lines}
    # A text that keeps its own number still follows the line that it is attached to.
    moved = {**{at: at for at, to in attached.items() if to in moved}, **moved}
    for line in document.lines:
        session.expunge(line)
    of_document = (_LINES.c.document_type == key.type, _LINES.c.document_no == key.no)
    connection = session.connection()
    connection.execute(
        update(_LINES)
        .where(*of_document, _LINES.c.line_no.in_(moved))
        .values(line_no=_LINES.c.line_no + ASIDE)
    )
    connection.execute(
        update(_LINES).where(*of_document, _LINES.c.line_no == bindparam("old") + ASIDE),
        [
            {
                "old": old,
                "line_no": new,
                "attached_to_line_no": moved.get(attached[old], attached[old]),
            }
            for old, new in moved.items()
        ],
    )
    report_changes(session, SalesLine.__tablename__)
    renumber_comments(session, key, moved)
    renumber_reservations(document, moved)
    document.lines = load_lines(session, key)
