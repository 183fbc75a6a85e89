"""Writing the lines of an assembly document: one statement for any number of them.

The lines of a loaded document are values in memory. What became of them since they were read is
found by comparing, so that a line that is made anew under its old number is a changed one.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, bindparam, delete, insert, update

from desktop.models.assembly import AssemblyLine
from desktop.models.base import Base
from desktop.services.assembly.load import LINE, AssemblyDocument, Kept
from desktop.services.database import report_changes
from desktop.services.setup.record_engine import stamp, values_of

STAMPS = frozenset({"row_version", "changed_by", "changed_at"})
_KEY = ("document_type", "document_no", "line_no")
_LINES = Base.metadata.tables[LINE]
_KEPT = tuple(column.name for column in _LINES.columns if column.name not in _KEY)
_THIS = and_(*(_LINES.c[name] == bindparam(f"the_{name}") for name in _KEY))
_UPDATE = update(_LINES).where(_THIS).values({name: bindparam(name) for name in _KEPT})
_INSERT = insert(_LINES)
_DELETE = delete(_LINES).where(_THIS)


def write_lines(document: AssemblyDocument) -> None:
    """Write what is new, changed or gone of the lines since they were read."""
    before = document.lines_before
    now = {line.line_no: line for line in document.lines}
    gone = [line_no for line_no in before if line_no not in now]
    changed = [
        line
        for line_no, line in now.items()
        if line_no in before and _differs(line, before[line_no])
    ]
    new = [line for line_no, line in now.items() if line_no not in before]
    for line in changed:
        line.row_version = int(str(before[line.line_no]["row_version"])) + 1
    for line in new:
        line.row_version = 1
    for line in (*changed, *new):
        stamp(line, document.context)
    _write(document, gone, changed, new)


def _differs(line: AssemblyLine, before: Kept) -> bool:
    now = values_of(LINE, line)
    return any(now[name] != value for name, value in before.items() if name not in STAMPS)


def _write(
    document: AssemblyDocument,
    gone: Iterable[int],
    changed: Iterable[AssemblyLine],
    new: Iterable[AssemblyLine],
) -> None:
    kind, no = document.key
    key = {"the_document_type": kind, "the_document_no": no}
    work = [
        (_DELETE, [{**key, "the_line_no": line_no} for line_no in gone]),
        (_UPDATE, [{**key, "the_line_no": line.line_no, **_values(line)} for line in changed]),
        (_INSERT, [values_of(LINE, line) for line in new]),
    ]
    connection = document.session.connection()
    for statement, rows in work:
        if rows:
            connection.execute(statement, rows)
            report_changes(document.session, LINE)


def _values(line: AssemblyLine) -> dict[str, object]:
    return {name: value for name, value in values_of(LINE, line).items() if name in _KEPT}
