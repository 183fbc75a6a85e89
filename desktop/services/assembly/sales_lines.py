"""Kits that are put together for sales lines: their documents follow the lines (PF118–PF124)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.assembly import AssemblyHeader, AssemblyLine, AtoLink
from desktop.models.base import Base
from desktop.models.promising import Reservation
from desktop.models.sales import SalesLine
from desktop.models.supply_words import AssemblyType, Binding, DemandType, SupplyType
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import ZERO
from desktop.models.words import LineType, Status
from desktop.services.assembly.bom_lines import replace_by_bom
from desktop.services.assembly.component_check import short_lines
from desktop.services.assembly.documents import delete_loaded, new_assembly
from desktop.services.assembly.header_fields import enter_header_field, may_rebuild
from desktop.services.assembly.load import LINE, AssemblyDocument, AssemblyKey, load_assembly
from desktop.services.assembly.quantities import rounded
from desktop.services.assembly.refusals import AssemblyReleased, ReopenAssembly
from desktop.services.assembly.settling import count_as_done, put_to_assemble, settle_line
from desktop.services.assembly.views import AssemblyView, finish, shown
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.sales.line_assembly import MADE_FROM, assembled_of, left_to_assemble
from desktop.services.sales.line_fields import change_line
from desktop.services.sales.load import Document, line_ref, load_document
from desktop.services.sales.quantities import NOTHING
from desktop.services.setup.record_engine import values_of
from desktop.translation import N_

ONE = Decimal(1)
COMPONENTS_SHORT = N_("For the kits of item {no} there will be too little of {components}.")
KINDS = {
    DocumentType.QUOTE: AssemblyType.QUOTE,
    DocumentType.BLANKET_ORDER: AssemblyType.BLANKET_ORDER,
    DocumentType.ORDER: AssemblyType.ORDER,
}
"""The assembly document of each kind of sales document (PF118)."""

_RESERVATIONS = Base.metadata.tables[Reservation.__tablename__]
_RESERVED = (
    "item_no",
    "variant_code",
    "location_code",
    "quantity",
    "demand_type",
    "demand_document_no",
    "demand_line_no",
    "demand_date",
    "supply_type",
    "supply_document_no",
    "supply_line_no",
    "supply_date",
    "binding",
)
_OF_LINES = and_(
    _RESERVATIONS.c.demand_type == DemandType.SALES,
    _RESERVATIONS.c.demand_document_no == bindparam("the_order"),
    _RESERVATIONS.c.binding == Binding.ORDER_TO_ORDER,
    # What planning has bound to a line, to a purchase or to an assembly for stock, is not ours.
    _RESERVATIONS.c.supply_type == SupplyType.ASSEMBLY_OUTPUT,
    _RESERVATIONS.c.supply_document_no.in_(
        select(AtoLink.assembly_no).where(
            AtoLink.document_type == DocumentType.ORDER,
            AtoLink.document_no == bindparam("the_order"),
        )
    ),
)
_KEPT_FOR_LINES = (
    select(*(_RESERVATIONS.c[name] for name in _RESERVED))
    .where(_OF_LINES)
    .order_by(_RESERVATIONS.c.demand_line_no)
)
_RELEASE_LINES = delete(_RESERVATIONS).where(_OF_LINES)
_KEPT_APART = frozenset(
    {"document_type", "document_no", "line_no", "row_version", "changed_by", "changed_at"}
)


class Synced(NamedTuple):
    """What an assembly document has from its sales line (PF119)."""

    item_no: str | None
    variant_code: str | None
    location_code: str | None
    unit_of_measure_code: str | None
    quantity: Any
    due_date: Any
    posting_date: Any


class KitsOfLines:
    """Lets the assembly documents of sales lines follow them; plugged into sales."""

    def let_go(self, document: Document, line_nos: Iterable[int]) -> None:
        """Delete the documents of lines that go, with their links (PF118)."""
        gone = set(line_nos)
        for line_no, header in linked_headers(document.session, document.key).items():
            if line_no in gone:
                _delete(document, AssemblyKey(header.document_type, header.no))

    def follow(self, document: Document) -> None:
        """Make, change or delete the documents, as the lines say now.

        One statement finds them all; only those that differ are loaded. Raises the refusals and
        questions of assembly documents.
        """
        linked = linked_headers(document.session, document.key)
        for line in document.lines:
            header = linked.get(line.line_no)
            left = left_to_assemble(document, line) if line.type is LineType.ITEM else ZERO
            if header is None and left:
                _make(document, line)
            elif header is not None and not left:
                _delete(document, AssemblyKey(header.document_type, header.no))
            elif header is not None and _differs(document, line, header):
                key = AssemblyKey(header.document_type, header.no)
                _sync(document, line, key)
        keep_for_lines(document.session, document)

    def warnings(self, document: Document) -> Iterator[Notice]:
        """Tell of lines whose components will not all be there (PF122)."""
        company = document.setups.company
        work_date = document.context.work_date
        short = short_lines(document.session, document.key, work_date, company)
        for line in document.lines:
            missing = short.get(line.line_no)
            if missing:
                yield Notice(
                    "components_short",
                    COMPONENTS_SHORT,
                    {"no": line.no, "components": ", ".join(missing)},
                    record=line_ref(line),
                    field="qty_to_assemble_to_order",
                )

    def put_status(self, document: Document) -> None:
        """Release or reopen all documents with the sales document (PF120)."""
        wanted = Status.OPEN if document.header.status is Status.OPEN else Status.RELEASED
        for header in linked_headers(document.session, document.key).values():
            header.status = wanted


def assembly_order(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> AssemblyView:
    """The assembly document of a sales line; it is made for all of the line where there is none.

    Raises what entering Qty. to Assemble to Order raises.
    """
    header = linked_headers(session, key).get(line_no)
    if header is None:
        line = load_document(session, key, context).line(line_no)
        change_line(session, key, line_no, "qty_to_assemble_to_order", line.quantity, context)
        header = linked_headers(session, key)[line_no]
    found = AssemblyKey(header.document_type, header.no)
    return shown(load_assembly(session, found, context))


def made_for_line(session: Session, key: DocumentKey, line_no: int) -> AssemblyKey | None:
    """The assembly document of a sales line, None when nothing is put together for it."""
    header = linked_headers(session, key).get(line_no)
    return AssemblyKey(header.document_type, header.no) if header is not None else None


def linked_headers(session: Session, key: DocumentKey) -> dict[int, AssemblyHeader]:
    """The assembly headers of a sales document by the numbers of its lines; one statement."""
    rows = session.execute(
        select(AtoLink.document_line_no, AssemblyHeader)
        .join(
            AssemblyHeader,
            (AssemblyHeader.document_type == AtoLink.assembly_type)
            & (AssemblyHeader.no == AtoLink.assembly_no),
        )
        .where(AtoLink.document_type == key.type, AtoLink.document_no == key.no)
        .order_by(AtoLink.document_line_no)
    )
    return {row[0]: row[1] for row in rows}


def _wanted(document: Document, line: SalesLine) -> Synced:
    return Synced(
        line.no,
        line.variant_code,
        line.location_code,
        line.unit_of_measure_code,
        line.qty_to_assemble_to_order,
        line.shipment_date,
        document.header.posting_date if document.type is DocumentType.ORDER else None,
    )


def _of_header(header: AssemblyHeader) -> Synced:
    return Synced(*(getattr(header, name) for name in Synced._fields))


def _differs(document: Document, line: SalesLine, header: AssemblyHeader) -> bool:
    is_order = document.type is DocumentType.ORDER
    now = header.quantity_to_assemble
    return _of_header(header) != _wanted(document, line) or (
        is_order and now != line.quantity_to_assemble
    )


# ------------------------------------------------------------------------------- one document


def _make(document: Document, line: SalesLine) -> None:
    """Make the assembly document of a line, of the bill of materials or as a quote had it."""
    session, context = document.session, document.context
    made = new_assembly(session, context, KINDS[document.type])
    link = AtoLink(
        assembly_type=made.key.type,
        assembly_no=made.key.no,
        document_type=document.type,
        document_no=document.header.no,
        document_line_no=line.line_no,
    )
    session.add(link)
    made.link, made.for_sales = link, True
    quoted = _quoted(document, line)
    _enter(document, line, made)
    if quoted is not None:
        _take_lines(made, quoted)
        delete_link(session, quoted.key)
        delete_loaded(quoted)
    done = assembled_of(document, line)
    if done:
        count_as_done(made, rounded(done, made.unit, times=ONE))
    made.header.status = Status.OPEN if document.header.status is Status.OPEN else Status.RELEASED
    put_now(made, line)
    finish(made)


def _quoted(document: Document, line: SalesLine) -> AssemblyDocument | None:
    """What was put together for the same line of the quote that a document is made from."""
    quote = document.sources.get(MADE_FROM)
    if quote is None:
        return None
    header = linked_headers(document.session, quote).get(line.line_no)
    if header is None:
        return None
    key = AssemblyKey(header.document_type, header.no)
    return load_assembly(document.session, key, document.context, for_update=True)


def _take_lines(made: AssemblyDocument, quoted: AssemblyDocument) -> None:
    """Take the lines of a quote along as somebody has left them there (PF124)."""
    made.lines[:] = [_copied(made, line) for line in quoted.lines]
    made.cards = quoted.cards
    for line in made.lines:
        settle_line(made, line)


def _copied(made: AssemblyDocument, line: AssemblyLine) -> AssemblyLine:
    kept = {name: value for name, value in values_of(LINE, line).items() if name not in _KEPT_APART}
    return AssemblyLine(
        document_type=made.key.type, document_no=made.key.no, line_no=line.line_no, **kept
    )


def _sync(document: Document, line: SalesLine, key: AssemblyKey) -> None:
    """Let a document have what its line says (PF119); a released one is reopened after asking."""
    synced = load_assembly(document.session, key, document.context, for_update=True)
    synced.for_sales = True
    header = synced.header
    is_changed = _of_header(header) != _wanted(document, line)
    was_released = header.status is not Status.OPEN
    if is_changed and was_released and document.header.status is Status.OPEN:
        _reopen(synced)
    is_rebuilt = header.variant_code != line.variant_code and may_rebuild(synced, "variant_code")
    _enter(document, line, synced)
    if is_rebuilt:
        replace_by_bom(synced)
    put_now(synced, line)
    finish(synced)


def _reopen(synced: AssemblyDocument) -> None:
    """Reopen a released document if the user agrees; raises ReopenAssembly or AssemblyReleased."""
    answer = synced.context.answer(ReopenAssembly.question)
    if answer is None:
        raise ReopenAssembly(record=synced.ref, **synced.names)
    if not answer:
        field = "quantity"
        raise AssemblyReleased(record=synced.ref, field=field, entered_field=field, **synced.names)
    synced.header.status = Status.OPEN


def _enter(document: Document, line: SalesLine, made: AssemblyDocument) -> None:
    wanted = _wanted(document, line)._asdict()
    for field, value in wanted.items():
        if getattr(made.header, field) != value:
            enter_header_field(made, field, value)


def put_now(made: AssemblyDocument, line: SalesLine) -> None:
    """Put together what the line ships of it now (PF123)."""
    if not made.is_order:
        return
    now, left = line.quantity_to_assemble, made.left
    if now == left.quantity:
        put_to_assemble(made, left)
        return
    put_to_assemble(made, rounded(now, made.unit, times=ONE) if now else NOTHING)


def _delete(document: Document, key: AssemblyKey) -> None:
    session = document.session
    gone = load_assembly(session, key, document.context, for_update=True)
    delete_link(session, key)
    delete_loaded(gone)


def delete_link(session: Session, key: AssemblyKey) -> None:
    """Take away that an assembly document is made for a line, with what it kept for the line."""
    session.execute(
        delete(Reservation).where(
            Reservation.supply_type == SupplyType.ASSEMBLY_OUTPUT,
            Reservation.supply_document_no == key.no,
            Reservation.binding == Binding.ORDER_TO_ORDER,
        )
    )
    link = session.get(AtoLink, tuple(key))
    if link is not None:
        session.delete(link)
        session.flush()  # the line, or the document, that it names goes next


# -------------------------------------------------------------------------------- reservations


def keep_for_lines(session: Session, document: Document) -> None:
    """Keep what is still to be put together for its own line (PF121): orders only.

    What is kept as it should be stays untouched.
    """
    if document.type is not DocumentType.ORDER:
        return
    kept = [
        dict(zip(_RESERVED, row, strict=True))
        for row in session.execute(_KEPT_FOR_LINES, {"the_order": document.header.no})
    ]
    wanted = _reservations(session, document)
    if kept == wanted:
        return
    session.execute(_RELEASE_LINES, {"the_order": document.header.no})
    if wanted:
        stamp = {"user": document.context.user, "created_at": document.context.now()}
        session.connection().execute(insert(_RESERVATIONS), [{**row, **stamp} for row in wanted])
    report_changes(session, Reservation.__tablename__)


def _reservations(session: Session, document: Document) -> list[dict[str, object]]:
    """What should be kept, in the order of the lines."""
    lines = {line.line_no: line for line in document.lines}
    return [
        {
            "item_no": header.item_no,
            "variant_code": header.variant_code,
            "location_code": header.location_code,
            "quantity": header.remaining_quantity_base,
            "demand_type": DemandType.SALES,
            "demand_document_no": document.header.no,
            "demand_line_no": line_no,
            "demand_date": lines[line_no].shipment_date,
            "supply_type": SupplyType.ASSEMBLY_OUTPUT,
            "supply_document_no": header.no,
            "supply_line_no": 0,
            "supply_date": header.due_date,
            "binding": Binding.ORDER_TO_ORDER,
        }
        for line_no, header in linked_headers(session, document.key).items()
        if line_no in lines and header.remaining_quantity_base
    ]
