"""An assembly document as it is shown, and what the last command changed of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.words import Status
from desktop.services.assembly.component_check import put_warnings
from desktop.services.assembly.editable import header_locks, line_locks
from desktop.services.assembly.line_reservations import follow_reservations, reserved_values
from desktop.services.assembly.load import (
    HEADER,
    LINE,
    AssemblyDocument,
    AssemblyKey,
    Kept,
    load_assembly,
)
from desktop.services.assembly.planning import date_notices
from desktop.services.assembly.settling import settle_cost
from desktop.services.assembly.writing import STAMPS, write_lines
from desktop.services.context import UserContext
from desktop.services.sales.differences import NO_DIFFERENCE, Difference
from desktop.services.sales.views import LineView
from desktop.services.setup.record_engine import stamp, values_of


@dataclass(frozen=True, slots=True)
class AssemblyView:
    """A document with its lines in the order of line_no.

    `header` has every column of the header, and `sales_order_no` and `sales_line_no` of the line
    that the kits are made for; lines also have `reserved_quantity` and `reserved_from_stock`, in
    their own unit. `is_open` is whether lines may be added, changed and deleted.
    """

    key: AssemblyKey
    row_version: int
    header: Mapping[str, object]
    lines: tuple[LineView, ...]
    notices: tuple[Notice, ...]
    editable: frozenset[str]
    locks: Mapping[str, Notice]
    is_open: bool = True
    difference: Difference = field(default=NO_DIFFERENCE)
    table: str = HEADER


def assembly_view(session: Session, key: AssemblyKey, context: UserContext) -> AssemblyView:
    """A document as it stands; raises AssemblyNotFound."""
    document = load_assembly(session, key, context)
    return shown(document, short=put_warnings(document))


def finish(document: AssemblyDocument) -> AssemblyView:
    """Write what a command changed of a document, and show it."""
    settle_cost(document)
    session = document.session
    done = difference_of(document)
    if done.header:
        stamp(document.header, document.context)
    session.flush()  # the versions that the next command names are known only then
    short = put_warnings(document)
    write_lines(document)
    follow_reservations(document, done)
    return shown(document, done, short=short)


def shown(
    document: AssemblyDocument,
    done: Difference = NO_DIFFERENCE,
    *,
    short: tuple[Notice, ...] = (),
) -> AssemblyView:
    """A document as it is in memory; `short` tells of components that will be missing."""
    header, link = document.header, document.link
    free, locks = header_locks(document)
    reserved = reserved_values(document)
    lines = []
    for line in document.lines:
        line_free, line_lock = line_locks(document, line)
        lines.append(
            LineView(
                line.line_no,
                line.row_version or 0,
                {**values_of(LINE, line), **reserved[line.line_no]},
                line_free,
                line_lock,
            )
        )
    return AssemblyView(
        key=document.key,
        row_version=header.row_version or 0,
        header={
            **values_of(HEADER, header),
            "sales_order_no": link.document_no if link else None,
            "sales_line_no": link.document_line_no if link else None,
        },
        lines=tuple(lines),
        notices=(*document.notices, *date_notices(document), *short),
        editable=free,
        locks=locks,
        is_open=header.status is Status.OPEN,
        difference=done,
    )


def difference_of(document: AssemblyDocument) -> Difference:
    """What the command has changed since it read the document."""
    now = {line.line_no: values_of(LINE, line) for line in document.lines}
    before = document.lines_before
    changes = {
        line_no: _changes(before[line_no], values)
        for line_no, values in now.items()
        if line_no in before
    }
    return Difference(
        entered=tuple(document.entered),
        header=_changes(document.before, values_of(HEADER, document.header)),
        lines={line_no: change for line_no, change in changes.items() if change},
        added={line_no: _kept(now[line_no]) for line_no in now if line_no not in before},
        removed={line_no: _kept(before[line_no]) for line_no in before if line_no not in now},
    )


def _changes(before: Kept, now: Kept) -> dict[str, tuple[object, object]]:
    return {
        name: (value, now[name])
        for name, value in before.items()
        if name not in STAMPS and now[name] != value
    }


def _kept(values: Kept) -> Kept:
    return {name: value for name, value in values.items() if name not in STAMPS}
