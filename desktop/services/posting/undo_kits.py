"""Kits that went out with a shipment are taken apart again when it is undone (PF128)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal
from desktop.models.assembly import (
    AssemblyHeader,
    AtoLink,
    PostedAssemblyHeader,
    PostedAtoLink,
)
from desktop.models.ledger_words import EntryDocumentType, ItemEntryType
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.sales import SalesLine
from desktop.models.supply_words import AssemblyType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import Status
from desktop.services.assembly.load import AssemblyKey, load_assembly
from desktop.services.assembly.planning import plan_for_due_date
from desktop.services.assembly.sales_lines import keep_for_lines, linked_headers, put_now
from desktop.services.assembly.views import finish
from desktop.services.context import UserContext
from desktop.services.ledgers.item_entries import ItemEntryPlanner, Movement
from desktop.services.ledgers.rows import Booking, LedgerRows
from desktop.services.ledgers.shipped_entries import ShippedEntry, load_shipped_entries
from desktop.services.posting.assembly_orders import give_back, order_for_undo
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.refusals_undo import KitsInvoiced
from desktop.services.posting.undo_assembly import (
    Undoing,
    item_nos_of,
    note_reversed,
    read_posted,
    take_apart,
    undoing_of,
)
from desktop.services.sales.load import Document

_OF_LINES = (
    select(
        ItemLedgerEntry.entry_no,
        ItemLedgerEntry.document_line_no,
        ItemLedgerEntry.assemble_to_order,
    )
    .where(
        ItemLedgerEntry.entry_type == ItemEntryType.SALE,
        ItemLedgerEntry.document_type == EntryDocumentType.SHIPMENT,
        ItemLedgerEntry.quantity < ZERO,
    )
    .order_by(ItemLedgerEntry.entry_no)
)


@dataclass(slots=True)
class KitsBack:
    """The kits of one line of a shipment: how they were sold, and how they were put together.

    `rest` is the sale of what came from stock. `undoing` is None for kits that are invoiced, which
    stay with the customer.
    """

    line_no: int
    sold: ShippedEntry
    rest: ShippedEntry | None
    undoing: Undoing | None = None

    @property
    def is_partly_invoiced(self) -> bool:
        """Whether some of the kits are invoiced, but not all: then they cannot be told apart."""
        return self.sold.invoiced not in {ZERO, self.sold.quantity}

    @property
    def item_nos(self) -> set[str]:
        """The items that taking them apart moves."""
        return item_nos_of(self.undoing) if self.undoing is not None else set()

    def entries(self) -> Iterator[tuple[ShippedEntry, Quantity]]:
        """The sale entries of which something is not invoiced, with how much, kits first."""
        for entry in (self.sold, self.rest):
            if entry is not None and entry.invoiced != entry.quantity:
                yield entry, entry.invoiced - entry.quantity

    def come_back(
        self, planner: ItemEntryPlanner, entry: ShippedEntry, movement: Movement, booking: Booking
    ) -> int:
        """Plan that the goods of an entry come back; kits are taken apart at once.

        Returns the provisional number of the entry that brings them back.
        """
        if entry is not self.sold or self.undoing is None:
            return planner.move(movement)
        kits = replace(movement, is_kept=True, assemble_to_order=True)
        entry_no = planner.move(kits)
        take_apart(self.undoing, planner, booking, kits_entry_no=entry_no)
        return entry_no


def read_kits_back(
    session: Session,
    shipment_no: str,
    line_nos: Collection[int],
    order: Document | None,
    by: tuple[UserContext, Stamp, LedgerRows],
) -> dict[int, KitsBack]:
    """Read the kits of lines of a shipment, and lock their orders or make them again.

    Two statements when there are none. Raises OrderChanged.
    """
    posted = session.execute(
        select(PostedAtoLink.shipment_line_no, PostedAtoLink.posted_assembly_no)
        .join(PostedAssemblyHeader, PostedAssemblyHeader.no == PostedAtoLink.posted_assembly_no)
        .where(
            PostedAtoLink.shipment_no == shipment_no,
            PostedAtoLink.shipment_line_no.in_(sorted(line_nos)),
            PostedAssemblyHeader.reversed.is_(False),
        )
        .order_by(PostedAtoLink.posted_assembly_no)
    ).all()
    if not posted:
        return {}
    entries = _entries_of(session, shipment_no, {row.shipment_line_no for row in posted})
    found = {line_no: KitsBack(line_no, *parts) for line_no, parts in entries.items()}
    linked = linked_headers(session, order.key) if order is not None else {}
    for line_no, posted_no in posted:
        back = found[line_no]
        if back.sold.invoiced or order is None:
            continue
        header = linked.get(line_no)
        back.undoing = _undoing(session, posted_no, header.no if header else None, by)
    return found


def _entries_of(
    session: Session, shipment_no: str, line_nos: Iterable[int]
) -> dict[int, tuple[ShippedEntry, ShippedEntry | None]]:
    """The sale of the kits and that of goods from stock, by line."""
    rows = session.execute(
        _OF_LINES.where(
            ItemLedgerEntry.document_no == shipment_no,
            ItemLedgerEntry.document_line_no.in_(sorted(line_nos)),
        )
    ).all()
    entries = load_shipped_entries(session, {row.entry_no for row in rows})
    by_line: defaultdict[int, dict[bool, ShippedEntry]] = defaultdict(dict)
    for row in rows:
        by_line[row.document_line_no or 0][row.assemble_to_order] = entries[row.entry_no]
    return {line_no: (parts[True], parts.get(False)) for line_no, parts in by_line.items()}


def _undoing(
    session: Session,
    posted_no: str,
    order_no: str | None,
    by: tuple[UserContext, Stamp, LedgerRows],
) -> Undoing:
    context, stamp, ledgers = by
    header, lines = read_posted(session, posted_no)
    order = order_for_undo(session, header, lines, context, asks=False, order_no=order_no)
    return undoing_of(session, context, (header, lines), order, (stamp, ledgers))


def kits_failures(shipment: RecordRef, kits: Iterable[KitsBack]) -> Iterator[Refusal]:
    """Kits of which the customer has some on an invoice (CB90, PF128)."""
    for back in kits:
        if back.is_partly_invoiced:
            yield KitsInvoiced(
                record=shipment,
                no=str(shipment),
                line_no=back.line_no,
                invoiced=-back.sold.invoiced,
                quantity=-back.sold.quantity,
            )


def restore_kit_orders(session: Session, order: Document | None, kits: Iterable[KitsBack]) -> None:
    """Let assembly orders have their kits again, made for their line as before."""
    for back in kits:
        undoing = back.undoing
        if undoing is None or undoing.order is None or order is None:
            continue
        note_reversed(undoing)
        header = undoing.order.header
        is_open = order.header.status is Status.OPEN
        header.status = Status.OPEN if is_open else Status.RELEASED
        give_back(undoing.order, undoing.header, undoing.lines)
        if undoing.order.link is None:
            session.add(
                AtoLink(
                    assembly_type=AssemblyType.ORDER,
                    assembly_no=header.no,
                    document_type=order.type,
                    document_no=order.header.no,
                    document_line_no=back.line_no,
                )
            )
            session.flush()  # what is linked is read below


def put_kits_to_assemble(session: Session, order: Document, lines: Iterable[SalesLine]) -> None:
    """Let what is put together next follow what lines of an order ship next (PF123)."""
    made = [line for line in lines if line.qty_to_assemble_to_order]
    headers = linked_headers(session, order.key) if made else {}
    for line in made:
        header = headers.get(line.line_no)
        left = header.remaining_quantity if header is not None else ZERO
        line.quantity_to_assemble = max(min(line.qty_to_ship, left), ZERO)


def _follows(header: AssemblyHeader, line: SalesLine) -> bool:
    """An order that is made again has the day of when it was made; its line may have another."""
    is_now = header.quantity_to_assemble == line.quantity_to_assemble
    return is_now and header.due_date == line.shipment_date


def follow_lines(session: Session, order: Document) -> None:
    """Let the assembly orders put together what their lines say, and keep that for them."""
    if not any(line.qty_to_assemble_to_order for line in order.lines):
        return
    lines = {line.line_no: line for line in order.lines}
    for line_no, header in linked_headers(session, order.key).items():
        line = lines.get(line_no)
        if line is None or _follows(header, line):
            continue
        key = AssemblyKey(header.document_type, header.no)
        document = load_assembly(session, key, order.context)
        if header.due_date != line.shipment_date:
            header.due_date = line.shipment_date
            plan_for_due_date(document)
        put_now(document, line)
        finish(document)
    keep_for_lines(session, order)
