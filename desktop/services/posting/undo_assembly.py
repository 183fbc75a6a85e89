"""Taking kits of a posted assembly apart again, at exactly what they cost (PF116)."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal
from desktop.models.assembly import PostedAssemblyHeader, PostedAssemblyLine
from desktop.models.ledger_words import ItemEntryType, RegisterSource, SourceType
from desktop.models.ledgers import ResourceLedgerEntry
from desktop.models.promising import Reservation
from desktop.models.setup import GeneralLedgerSetup, InventorySetup
from desktop.models.supply_words import BomLineType, ResourceEntryType, SupplyType
from desktop.models.values.numbers import ZERO
from desktop.services.assembly.load import AssemblyDocument
from desktop.services.context import UserContext
from desktop.services.database import report_changes, reported_notices
from desktop.services.items.stock import Scope
from desktop.services.ledgers.gl_entries import check_balance
from desktop.services.ledgers.item_entries import (
    CostTerms,
    ItemEntryPlanner,
    LineWords,
    Movement,
)
from desktop.services.ledgers.kit_costs import follow_kits
from desktop.services.ledgers.register import draw_register, write_entries
from desktop.services.ledgers.resource_entries import UsedTime, add_resource_usage
from desktop.services.ledgers.rows import Booking, LedgerRows
from desktop.services.ledgers.shipped_entries import ShippedEntry, load_shipped_entries
from desktop.services.ledgers.stock import EntryOrigin
from desktop.services.posting.adjustment_groups import adjustment_groups
from desktop.services.posting.allowed_dates import date_refusal
from desktop.services.posting.assembly_orders import give_back, order_for_undo
from desktop.services.posting.assembly_plan import add_entries_to_gl, raise_found
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.kept_stock import load_kept_stock
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.reading import lock_items, stock_items
from desktop.services.posting.refusals_assembly import (
    OutputReserved,
    OutputUsed,
    UndoneAlready,
    UndoTheShipment,
)

logger = logging.getLogger(__name__)

POSTED = PostedAssemblyHeader.__tablename__
POSTED_LINE = PostedAssemblyLine.__tablename__


@dataclass(slots=True)
class Undoing:
    """A posted assembly while it is undone; `entries` are its item entries by number."""

    session: Session
    context: UserContext
    header: PostedAssemblyHeader
    lines: Sequence[PostedAssemblyLine]
    order: AssemblyDocument | None
    entries: Mapping[int, ShippedEntry]
    stamp: Stamp
    ledger: GeneralLedgerSetup
    ledgers: LedgerRows

    @property
    def output(self) -> ShippedEntry:
        """The item entry of the kits."""
        return self.entries[self.header.item_output_entry_no or 0]

    @property
    def names(self) -> dict[str, Any]:
        """How refusals name it."""
        return {"no": self.header.no, "item": self.header.item_no}

    @property
    def ref(self) -> RecordRef:
        """The record as refusals name it."""
        return RecordRef(POSTED, (self.header.no,))


def undo_posted_assembly(session: Session, no: str, context: UserContext) -> PostingResult:
    """Undo a posted assembly: the kits go, the components come back, the order has them again.

    All entries mirror those of the assembly at exact cost, on its date and under its number. A
    deleted order is made again where the user wants it. Raises RecreateOrder, UndoneAlready,
    UndoTheShipment, OutputUsed, OutputReserved, OrderChanged or PostingDateNotAllowed.
    """
    undoing = _load(session, no, context)
    items = lock_items(session, item_nos_of(undoing))
    raise_found(list(_failures(undoing)), undoing.ref)
    setup = session.get_one(InventorySetup, 1)
    book = load_kept_stock(session, stock_items(items.values(), setup))
    ledger = undoing.ledger
    terms = CostTerms(ledger.amount_precision, ledger.unit_amount_precision)
    planner = ItemEntryPlanner(book, terms, undoing.ledgers)
    booking = _booking(undoing)
    planner.undoing = frozenset(undoing.entries)
    take_apart(undoing, planner, booking)
    planner.end_undoing(booking)
    follow_kits(session, planner)
    planner.finish()
    refusals: list[Refusal] = []
    add_entries_to_gl(session, undoing.ledgers, booking, refusals)
    raise_found([*refusals, *planner.refusals], undoing.ref)
    check_balance(undoing.ledgers.gl, f"undo of {no}")
    write_entries(
        session,
        undoing.ledgers,
        draw_register(session, undoing.ledgers),
        {},
        source=RegisterSource.ASSEMBLY,
        user=undoing.stamp.user,
        created_at=undoing.stamp.created_at,
    )
    note_reversed(undoing)
    if undoing.order is not None:
        give_back(undoing.order, undoing.header, undoing.lines)
    logger.info("undid posted assembly %s", no)
    return PostingResult(notices=reported_notices(session), assembly_no=no)


def _load(session: Session, no: str, context: UserContext) -> Undoing:
    """Lock the order, then read what was posted, which never changes but for its mark."""
    header, lines = read_posted(session, no)
    if header.assemble_to_order:
        raise UndoTheShipment(record=RecordRef(POSTED, (no,)), no=no)
    order = order_for_undo(session, header, lines, context)
    stamp = Stamp(context.user, context.now())
    return undoing_of(session, context, (header, lines), order, (stamp, LedgerRows()))


def read_posted(
    session: Session, no: str
) -> tuple[PostedAssemblyHeader, Sequence[PostedAssemblyLine]]:
    """Read a posted assembly with its lines; raises UndoneAlready for one that is taken apart."""
    header = session.get(PostedAssemblyHeader, no, populate_existing=True)
    if header is None or header.reversed:
        raise UndoneAlready(record=RecordRef(POSTED, (no,)), no=no)
    lines = session.scalars(
        select(PostedAssemblyLine)
        .where(PostedAssemblyLine.document_no == no)
        .order_by(PostedAssemblyLine.line_no)
    ).all()
    return header, lines


def undoing_of(
    session: Session,
    context: UserContext,
    posted: tuple[PostedAssemblyHeader, Sequence[PostedAssemblyLine]],
    order: AssemblyDocument | None,
    rows: tuple[Stamp, LedgerRows],
) -> Undoing:
    """What taking a posted assembly apart needs; `rows` are who does it, and where entries go."""
    header, lines = posted
    stamp, ledgers = rows
    named = [header.item_output_entry_no, *(line.item_entry_no for line in lines)]
    entries = load_shipped_entries(session, [number for number in named if number])
    ledger = session.get_one(GeneralLedgerSetup, 1)
    return Undoing(session, context, header, lines, order, entries, stamp, ledger, ledgers)


def item_nos_of(undoing: Undoing) -> set[str]:
    """The items that taking kits apart moves."""
    lines = [line.no for line in undoing.lines if line.type is BomLineType.ITEM]
    return {no for no in (undoing.header.item_no, *lines) if no}


def _failures(undoing: Undoing) -> Iterator[Refusal]:
    """Why the kits cannot be taken apart; read under the lock of the items."""
    session, header = undoing.session, undoing.header
    undoing.entries = {
        **undoing.entries,
        **load_shipped_entries(session, [undoing.output.entry_no]),
    }
    output = undoing.output
    if output.remaining != output.quantity:
        yield OutputUsed(
            record=undoing.ref,
            field="quantity",
            quantity=output.quantity,
            left=output.remaining,
            **undoing.names,
        )
    reserved = session.scalar(
        select(func.sum(Reservation.quantity)).where(
            Reservation.supply_type == SupplyType.INVENTORY,
            Reservation.item_ledger_entry_no == output.entry_no,
        )
    )
    if reserved:
        yield OutputReserved(
            record=undoing.ref, field="quantity", reserved=reserved, **undoing.names
        )
    day = header.posting_date or undoing.context.work_date
    refusal = date_refusal(day, undoing.ledger, undoing.context, document=header.no)
    if refusal is not None:
        yield refusal


def _booking(undoing: Undoing) -> Booking:
    header = undoing.header
    day = header.posting_date or undoing.context.work_date
    return Booking(
        posting_date=day,
        document_type=None,
        document_no=header.no,
        transaction=1,
        user=undoing.stamp.user,
        created_at=undoing.stamp.created_at,
        document_date=day,
    )


def take_apart(
    undoing: Undoing,
    planner: ItemEntryPlanner,
    booking: Booking,
    *,
    kits_entry_no: int | None = None,
) -> None:
    """Plan that the kits leave, and that everything in them comes back.

    The kits are those that the assembly brought in, or those that another entry brings back.
    """
    header = undoing.header
    group = header.gen_prod_posting_group or ""
    business = adjustment_groups(undoing.session, [group]).get(group)
    output = undoing.output
    planner.move(
        Movement(
            scope=output.scope,
            quantity=-output.quantity,
            origin=_origin(undoing, ItemEntryType.ASSEMBLY_OUTPUT, business, None),
            entry=booking,
            value=booking,
            words=LineWords(0, undoing.ref),
            invoiced=-output.quantity,
            description=header.description,
            unit_of_measure_code=header.unit_of_measure_code,
            qty_per_unit=header.qty_per_unit,
            applies_to_entry_no=output.entry_no if kits_entry_no is None else kits_entry_no,
            takes_back=True,
        )
    )
    times = _times(undoing)
    for line in undoing.lines:
        if line.type is BomLineType.ITEM and line.item_entry_no:
            planner.move(_component(undoing, line, business, booking))
        elif line.type is BomLineType.RESOURCE and line.line_no in times:
            add_resource_usage(undoing.ledgers.resource, booking, _given_back(times[line.line_no]))


def _component(
    undoing: Undoing, line: PostedAssemblyLine, business: str | None, booking: Booking
) -> Movement:
    entry = undoing.entries[line.item_entry_no or 0]
    quantity = -entry.quantity
    return Movement(
        scope=Scope(*entry.scope),
        quantity=quantity,
        origin=_origin(undoing, ItemEntryType.ASSEMBLY_CONSUMPTION, business, line),
        entry=booking,
        value=booking,
        words=LineWords(line.line_no, RecordRef(POSTED_LINE, (undoing.header.no, line.line_no))),
        invoiced=quantity,
        cost=-entry.cost,
        description=line.description,
        unit_of_measure_code=line.unit_of_measure_code,
        qty_per_unit=line.qty_per_unit,
        applies_from_entry_no=entry.entry_no,
        takes_back=True,
    )


def _origin(
    undoing: Undoing, kind: ItemEntryType, business: str | None, line: PostedAssemblyLine | None
) -> EntryOrigin:
    header = undoing.header
    inventory_group = (line or header).inventory_posting_group
    return EntryOrigin(
        kind,
        business,
        header.gen_prod_posting_group,
        inventory_group,
        line.line_no if line else None,
        header.order_no,
        line.order_line_no if line else None,
        SourceType.ITEM,
        header.item_no,
    )


def _times(undoing: Undoing) -> dict[int, ResourceLedgerEntry]:
    """The resource entries of the assembly, by the line that they came from."""
    found = undoing.session.scalars(
        select(ResourceLedgerEntry)
        .where(
            ResourceLedgerEntry.document_no == undoing.header.no,
            ResourceLedgerEntry.entry_type == ResourceEntryType.USAGE,
            ResourceLedgerEntry.quantity > ZERO,
        )
        .order_by(ResourceLedgerEntry.entry_no)
    )
    return {entry.order_line_no or 0: entry for entry in found}


def _given_back(entry: ResourceLedgerEntry) -> UsedTime:
    return UsedTime(
        resource_no=entry.resource_no,
        description=entry.description,
        unit_of_measure_code=entry.unit_of_measure_code,
        quantity=-entry.quantity,
        unit_cost=entry.unit_cost,
        total_cost=-entry.total_cost,
        gen_bus_posting_group=entry.gen_bus_posting_group,
        gen_prod_posting_group=entry.gen_prod_posting_group,
        order_no=entry.order_no,
        order_line_no=entry.order_line_no,
        item_no=entry.source_no,
    )


def note_reversed(undoing: Undoing) -> None:
    """Mark what was posted, unless somebody else has done so since."""
    done = undoing.session.execute(
        update(PostedAssemblyHeader)
        .where(
            PostedAssemblyHeader.no == undoing.header.no, PostedAssemblyHeader.reversed.is_(False)
        )
        .values(reversed=True)
        .returning(PostedAssemblyHeader.no)
    )
    if done.first() is None:
        raise UndoneAlready(record=undoing.ref, no=undoing.header.no)
    report_changes(undoing.session, POSTED)
