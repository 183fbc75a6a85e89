"""Assembly documents as a whole: made, released, reopened, deleted, brought back (PF112–PF120)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.assembly import AssemblyHeader, AssemblyLine
from desktop.models.base import Base
from desktop.models.setup import GeneralLedgerSetup, InventorySetup
from desktop.models.supply_words import AssemblyType, BomLineType
from desktop.models.values.numbers import ZERO
from desktop.models.words import NotificationKind, Status
from desktop.services.assembly.cards import Cards
from desktop.services.assembly.editable import check_lines
from desktop.services.assembly.header_fields import enter_header_field
from desktop.services.assembly.line_reservations import release_reservations
from desktop.services.assembly.load import (
    HEADER,
    LINE,
    AssemblyDocument,
    AssemblyKey,
    load_assembly,
)
from desktop.services.assembly.refusals import (
    AssemblyFieldBlank,
    AssemblyForSalesLine,
    AssemblyNothingToRelease,
    AssemblyQuantityOutside,
)
from desktop.services.assembly.settling import settle_header, settle_line
from desktop.services.assembly.views import AssemblyView, finish, shown
from desktop.services.assembly.writing import STAMPS, write_lines
from desktop.services.context import UserContext
from desktop.services.numbering.cards import SeriesChoice, check_chosen, series_choices
from desktop.services.numbering.number_series import draw_number, series_named
from desktop.services.papers.following import followers, tell
from desktop.services.papers.removal import delete_papers
from desktop.services.sales.differences import Changes, Difference
from desktop.services.setup.record_engine import apply_defaults, stamp
from desktop.services.setup.record_queries import neighbour

SERIES_FIELDS = {
    AssemblyType.QUOTE: "assembly_quote_nos",
    AssemblyType.BLANKET_ORDER: "blanket_assembly_order_nos",
    AssemblyType.ORDER: "assembly_order_nos",
}
"""Where the set-up of stock names the series of each kind of document."""


def create_assembly(
    session: Session,
    context: UserContext,
    kind: AssemblyType = AssemblyType.ORDER,
    item_no: str | None = None,
    *,
    series: str | None = None,
) -> AssemblyView:
    """Make a document of one kit, or of none yet; its lines are the bill of materials.

    Raises the refusals of the number series and of choosing the item.
    """
    document = new_assembly(session, context, kind, series=series)
    if item_no is not None:
        enter_header_field(document, "item_no", item_no)
        enter_header_field(document, "quantity", 1)
    return finish(document)


def new_assembly(
    session: Session,
    context: UserContext,
    kind: AssemblyType = AssemblyType.ORDER,
    *,
    series: str | None = None,
) -> AssemblyDocument:
    """A blank document with a number, due today."""
    setup = session.get_one(InventorySetup, 1)
    field = SERIES_FIELDS[kind]
    if series is not None:
        check_chosen(session, series, getattr(setup, field))
    named = series_named(
        series or getattr(setup, field), setup=InventorySetup.__tablename__, field=field
    )
    number = draw_number(session, named, context.work_date)
    while session.get(AssemblyHeader, (kind, number)) is not None:
        number = draw_number(session, named, context.work_date)
    document = _blank(session, context, kind, number)
    document.header.no_series_code = named
    stamp(document.header, context)
    session.add(document.header)
    session.flush()  # lines refer to it
    return document


def blank_assembly(
    session: Session, context: UserContext, kind: AssemblyType = AssemblyType.ORDER
) -> AssemblyView:
    """A document as a new one begins, without a number and not kept anywhere."""
    return shown(_blank(session, context, kind, ""))


def _blank(
    session: Session, context: UserContext, kind: AssemblyType, number: str
) -> AssemblyDocument:
    header = AssemblyHeader(document_type=kind, no=number)
    apply_defaults(header)
    day = context.work_date
    header.due_date = header.starting_date = header.ending_date = day
    header.posting_date = day if kind is AssemblyType.ORDER else None
    return AssemblyDocument(
        session,
        context,
        header,
        [],
        Cards(session),
        session.get_one(InventorySetup, 1),
        session.get_one(GeneralLedgerSetup, 1),
    )


def assembly_series(
    session: Session, kind: AssemblyType = AssemblyType.ORDER
) -> tuple[SeriesChoice, ...]:
    """The series that a new document's number may be drawn from; none without a choice (CU21)."""
    return series_choices(session, InventorySetup, SERIES_FIELDS[kind])


def next_assembly(session: Session, key: AssemblyKey, step: int) -> AssemblyKey | None:
    """The document of the same kind before (-1) or after (1) another, by number."""
    found = neighbour(session, HEADER, tuple(key), step)
    if found is None or found[0] != key.type:
        return None
    return AssemblyKey(key.type, str(found[1]))


# --------------------------------------------------------------------------------------- status


def release_assembly(session: Session, key: AssemblyKey, context: UserContext) -> AssemblyView:
    """Release a document, so that the work can begin; a released one stays as it is.

    Raises AssemblyFieldBlank or AssemblyNothingToRelease.
    """
    document = load_assembly(session, key, context, for_update=True)
    release_loaded(document)
    return finish(document)


def release_loaded(document: AssemblyDocument) -> None:
    """Release a loaded document."""
    header = document.header
    if header.status is not Status.OPEN:
        return
    needed = [("item_no", header.item_no), ("quantity", header.quantity)]
    if document.inventory.location_mandatory:
        needed.append(("location_code", header.location_code))
    for field, value in needed:
        if not value:
            raise AssemblyFieldBlank(
                record=document.ref, field=field, blank_field=field, **document.names
            )
    if not any(line.no and line.quantity for line in document.lines):
        raise AssemblyNothingToRelease(record=document.ref, **document.names)
    header.status = Status.RELEASED


def reopen_assembly(session: Session, key: AssemblyKey, context: UserContext) -> AssemblyView:
    """Open a released document for changes again; an open one stays as it is."""
    document = load_assembly(session, key, context, for_update=True)
    document.header.status = Status.OPEN
    return finish(document)


# ------------------------------------------------------------------------------------- deletion


def delete_assembly(session: Session, key: AssemblyKey, context: UserContext) -> None:
    """Delete a document with its lines; what was put together stays posted.

    Raises AssemblyForSalesLine for one that a sales line has made (PF120).
    """
    document = load_assembly(session, key, context, for_update=True)
    link = document.link
    if link is not None:
        raise AssemblyForSalesLine(
            record=document.ref,
            field="no",
            entered_field="qty_to_assemble_to_order",
            order_no=link.document_no,
            line_no=link.document_line_no,
            **document.names,
        )
    delete_loaded(document)


def delete_loaded(document: AssemblyDocument) -> None:
    """Delete a loaded document with its lines and papers; who follows it is told."""
    session, ref = document.session, document.ref
    release_reservations(document)
    users = followers(session, ref, besides=document.context.user)
    delete_papers(session, ref.table, [ref])
    remove(document)
    tell(session, users, ref, NotificationKind.DELETED, document.context)


def remove(document: AssemblyDocument) -> None:
    """Take a document with its lines out of the database, and nothing else."""
    document.lines.clear()
    write_lines(document)  # the lines must be gone before their header
    document.session.delete(document.header)
    document.session.flush()  # so that a later command of the same transaction finds nothing


# ----------------------------------------------------------------------------------------- undo


def restore_assembly(
    session: Session, key: AssemblyKey, done: Difference, context: UserContext
) -> AssemblyView:
    """Bring back what stood before `done`; it can be undone again.

    Only what that command changed comes back. What was put together meanwhile stays so.
    """
    document = load_assembly(session, key, context, for_update=True)
    wanted = done.reversed()
    check_lines(document)
    document.lines[:] = [line for line in document.lines if line.line_no not in wanted.removed]
    _restore_lines(document, wanted.added)
    _put(document.header, wanted.header, HEADER)
    for line in document.lines:
        _put(line, wanted.lines.get(line.line_no, {}), LINE)
    _keep_what_is_done(document)
    document.entered.extend(wanted.entered)
    return finish(document)


def _restore_lines(document: AssemblyDocument, added: Mapping[int, Mapping[str, object]]) -> None:
    known = {line.line_no for line in document.lines}
    for line_no, values in added.items():
        if line_no in known:
            continue
        line = AssemblyLine(**dict(values))
        document.lines.append(line)
    document.lines.sort(key=lambda line: line.line_no)
    document.cards.read(*_numbers(document.lines))


def _numbers(lines: Iterable[AssemblyLine]) -> tuple[set[str], set[str]]:
    named = [(line.type, line.no) for line in lines if line.no]
    return (
        {no for kind, no in named if kind is BomLineType.ITEM},
        {no for kind, no in named if kind is BomLineType.RESOURCE},
    )


def _put(record: Base, changes: Changes, table: str) -> None:
    """Write old values back; what postings move is theirs."""
    moved = {HEADER: _MOVED, LINE: _CONSUMED}[table] | STAMPS
    for name, (_now, value) in changes.items():
        if name not in moved:
            setattr(record, name, value)


_MOVED = frozenset(
    {
        "status",
        "assembled_quantity",
        "assembled_quantity_base",
        "remaining_quantity",
        "remaining_quantity_base",
        "last_posting_no",
    }
)
_CONSUMED = frozenset({"consumed", "consumed_base", "remaining", "remaining_base"})


def _keep_what_is_done(document: AssemblyDocument) -> None:
    """Let what is left follow from what was put together meanwhile."""
    header = document.header
    if header.quantity < header.assembled_quantity:
        raise AssemblyQuantityOutside(
            record=RecordRef(HEADER, tuple(document.key)),
            field="quantity",
            entered_field="quantity",
            smallest=header.assembled_quantity,
            largest=header.assembled_quantity,
            **document.names,
        )
    to_assemble = (header.quantity_to_assemble, header.quantity_to_assemble_base)
    consumed = {
        line.line_no: (line.quantity_to_consume, line.quantity_to_consume_base)
        for line in document.lines
    }
    settle_header(document)
    if to_assemble[0] <= header.remaining_quantity:
        header.quantity_to_assemble, header.quantity_to_assemble_base = to_assemble
    for line in document.lines:
        settle_line(document, line)
        if ZERO <= consumed[line.line_no][0] <= line.remaining:
            line.quantity_to_consume, line.quantity_to_consume_base = consumed[line.line_no]
