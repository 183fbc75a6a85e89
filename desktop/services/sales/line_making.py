"""Making an empty line and taking lines out of a loaded document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sqlalchemy import delete
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from desktop.models.sales import SalesLine
from desktop.models.words import LineType
from desktop.services.database import report_changes
from desktop.services.sales.differences import line_values
from desktop.services.sales.load import Document
from desktop.services.setup.field_infos import table_of

_LINES = table_of(SalesLine.__tablename__)

_KEPT = frozenset(
    {
        "document_type",
        "document_no",
        "line_no",
        "type",
        "attached_to_line_no",
        "system_line",
        "row_version",
        "changed_by",
        "changed_at",
    }
)


def clear_line(line: SalesLine) -> None:
    """Put all of a line but its place and type back to the beginning (SD22)."""
    for name, default in _beginnings().items():
        setattr(line, name, default)


@cache
def _beginnings() -> dict[str, object]:
    """What each column of a line holds before anything is typed."""
    return {
        column.name: column.default.arg
        if isinstance(column.default, ScalarElementColumnDefault)
        else None
        for column in table_of(SalesLine.__tablename__).columns
        if column.name not in _KEPT
    }


def blank_line(
    document: Document, line_no: int, line_type: LineType, *, attached_to: int = 0
) -> SalesLine:
    """An empty line that is not part of the document yet."""
    line = SalesLine(document_type=document.type, document_no=document.header.no, line_no=line_no)
    clear_line(line)
    line.type = line_type
    line.attached_to_line_no = attached_to
    return line


def put_new_line(
    document: Document, line_no: int, line_type: LineType, *, attached_to: int = 0
) -> SalesLine:
    """Put an empty line with this free number into a loaded document."""
    line = blank_line(document, line_no, line_type, attached_to=attached_to)
    document.session.add(line)
    document.added.append(line)
    document.lines = sorted([*document.lines, line], key=lambda each: each.line_no)
    return line


def remove_lines(document: Document, lines: Iterable[SalesLine]) -> None:
    """Take lines and the texts attached to them out of a loaded document."""
    numbers = {line.line_no for line in lines}
    take_out(
        document,
        [
            each
            for each in document.lines
            if each.line_no in numbers or each.attached_to_line_no in numbers
        ],
    )


def remove_attached(document: Document, line: SalesLine) -> None:
    """Take the texts that are attached to a line out of a loaded document (CU59)."""
    attached = [each for each in document.lines if each.attached_to_line_no == line.line_no]
    if attached:
        take_out(document, attached)


def take_out(document: Document, gone: list[SalesLine]) -> None:
    """Take exactly these lines out of a loaded document, and note what they were."""
    texts: list[int] = []
    for each in gone:
        if each in document.session.new:
            document.session.expunge(each)
            document.added = [other for other in document.added if other is not each]
            continue
        document.removed[each.line_no] = line_values(each)
        if each.attached_to_line_no:
            texts.append(each.line_no)
            document.session.expunge(each)
        else:
            document.session.delete(each)
    _delete_texts(document, texts)
    left = set(map(id, document.lines)) - set(map(id, gone))
    document.lines = [each for each in document.lines if id(each) in left]


def _delete_texts(document: Document, line_nos: list[int]) -> None:
    """Delete attached texts in one statement, however many there are.

    The unit of work would delete them one by one, or rewrite those whose numbers are given again.
    """
    if not line_nos:
        return
    document.session.execute(
        delete(_LINES).where(
            _LINES.c.document_type == document.type,
            _LINES.c.document_no == document.header.no,
            _LINES.c.line_no.in_(line_nos),
        )
    )
    report_changes(document.session, SalesLine.__tablename__)
