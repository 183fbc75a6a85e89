"""Undoing a posted shipment, as far as it is not invoiced (CB90–CB94).

A drop shipment is undone on both sides at once, the vendor's receipt with it (PF73).
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refusal, SeveralRefusals
from desktop.models.ledger_words import EntryDocumentType, ItemEntryType, SourceType
from desktop.models.sales import SalesLine
from desktop.models.setup import InventorySetup
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.items.stock import Scope
from desktop.services.ledgers.costing import Earmark
from desktop.services.ledgers.gl_entries import GlSource, check_balance
from desktop.services.ledgers.item_entries import (
    CostTerms,
    ItemEntryPlanner,
    LineWords,
    Movement,
)
from desktop.services.ledgers.kit_costs import follow_kits
from desktop.services.ledgers.rows import Booking
from desktop.services.ledgers.shipped_entries import ShippedEntry, load_shipped_entries
from desktop.services.ledgers.stock import EntryOrigin, StockBook, load_stock
from desktop.services.posting.accounts import AccountFinder
from desktop.services.posting.allowed_dates import date_refusal
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.claim_rows import add_cost_entries
from desktop.services.posting.kept_stock import reserve_waiting
from desktop.services.posting.purchases.refusals import DateBeforePosted
from desktop.services.posting.reading import AnyRow, lock_items, stock_items
from desktop.services.posting.refusals_undo import (
    OnDraftInvoice,
    OtherSideInvoiced,
    ShipmentOrderGone,
)
from desktop.services.posting.setups import WantedSetups, load_setups, want_costs
from desktop.services.posting.undo_ground import Undone, read_undone
from desktop.services.posting.undo_kits import KitsBack, kits_failures
from desktop.services.posting.undo_writing import Correction, write_undone
from desktop.services.sales.line_quantities import put_quantities, quantities_of, ships_remainder
from desktop.services.sales.quantities import FINEST, Part, after_posting
from desktop.translation import _

logger = logging.getLogger(__name__)


def undo_shipment(
    session: Session,
    no: str,
    context: UserContext,
    *,
    posting_date: date | None = None,
    line_nos: Collection[int] | None = None,
) -> PostingResult:
    """Take back what of a posted shipment, or of some of its lines, is not invoiced.

    On the shipment's own day, or a given later one. What was a drop shipment is given back to the
    vendor in the same transaction; lines that are always reserved get of what is back. Raises
    ShipmentMissing, NothingOfShipmentToUndo, ShipmentOrderGone, OnDraftInvoice, OtherSideInvoiced,
    PostingDateNotAllowed, DateBeforePosted or SeveralRefusals of them; nothing is changed then.
    """
    undone = read_undone(session, no, context, posting_date, line_nos)
    _raise(undone, list(_failures(undone, is_given=posting_date is not None)))
    book = _stock(undone)
    planner = ItemEntryPlanner(
        book,
        CostTerms(undone.ledger.amount_precision, undone.ledger.unit_amount_precision),
        undone.ledgers,
    )
    planner.undoing = _entries_of(undone)
    corrections = [_give_back(undone, planner, row) for row in undone.rows]
    planner.end_undoing(_booking(undone))
    follow_kits(session, planner)
    planner.finish()
    _add_to_gl(undone, planner)
    _raise(undone, planner.refusals)
    write_undone(undone, corrections)
    back = [row for row in undone.ledgers.item if row["quantity"] > 0]
    reserve_waiting(session, back, context)
    logger.info("undid shipment %s", no)
    return PostingResult(shipment_no=no)


def _entries_of(undone: Undone) -> frozenset[int]:
    """The item entries that are taken back, those of what went into kits among them."""
    made = [kits.undoing.entries for kits in undone.kits.values() if kits.undoing is not None]
    return frozenset(undone.entries).union(*made)


def _add_to_gl(undone: Undone, planner: ItemEntryPlanner) -> None:
    """What comes back may settle what others were short of: that is in the books (SD94)."""
    wanted = WantedSetups()
    want_costs(wanted, undone.ledgers.value)
    accounts = AccountFinder(load_setups(undone.session, wanted), planner.refusals)
    header = undone.header
    source = GlSource(header.posting_description, SourceType.CUSTOMER, header.sell_to_customer_no)
    add_cost_entries(undone.ledgers, (_booking(undone),), accounts, source)
    taken_apart = [
        _booking_of_kits(undone, kits) for kits in undone.kits.values() if kits.undoing is not None
    ]
    add_cost_entries(undone.ledgers, tuple(taken_apart), accounts, GlSource(_("Assembly")))
    check_balance(undone.ledgers.gl, undone.no)


def _booking(undone: Undone) -> Booking:
    return Booking(
        posting_date=undone.posting_date,
        document_type=EntryDocumentType.SHIPMENT,
        document_no=undone.no,
        transaction=1,
        user=undone.stamp.user,
        created_at=undone.stamp.created_at,
        document_date=undone.header.document_date,
        external_document_no=undone.header.external_document_no,
    )


def _failures(undone: Undone, *, is_given: bool) -> Iterator[Refusal]:
    """Everything that forbids to take the shipment back (CB §4)."""
    header, record = undone.header, undone.ref
    refusal = date_refusal(undone.posting_date, undone.ledger, undone.context, document=undone.no)
    if refusal is not None:
        yield refusal
    if is_given and undone.posting_date < header.posting_date:
        yield DateBeforePosted(
            record=record,
            field="posting_date",
            no=undone.no,
            posted_on=header.posting_date,
            posting_date=undone.posting_date,
        )
    for row in undone.rows:
        if undone.order_line(row) is None:
            yield ShipmentOrderGone(
                record=record,
                no=undone.no,
                order_no=row.order_no or header.pre_assigned_no or "",
                line_no=row.order_line_no or row.line_no,
            )
        yield from _invoiced(undone, row)
    yield from kits_failures(record, undone.kits.values())
    yield from _on_drafts(undone)


def _invoiced(undone: Undone, row: AnyRow) -> Iterator[Refusal]:
    """A drop shipment of which one side is invoiced stays on both (PF73)."""
    other = undone.others.get(row.line_no)
    if not row.drop_shipment:
        return
    invoiced = row.quantity_invoiced
    other_no = undone.no
    if not invoiced and other is not None:
        invoiced, other_no = other.row.quantity_invoiced, str(other.row.document_no)
    if invoiced:
        yield OtherSideInvoiced(
            record=undone.ref,
            no=undone.no,
            line_no=row.line_no,
            quantity=invoiced,
            other_no=other_no,
        )


def _on_drafts(undone: Undone) -> Iterator[Refusal]:
    query = (
        select(SalesLine.document_type, SalesLine.document_no, SalesLine.shipment_line_no)
        .where(
            SalesLine.shipment_no == undone.no,
            SalesLine.shipment_line_no.in_([row.line_no for row in undone.rows]),
        )
        .order_by(SalesLine.document_no, SalesLine.line_no)
    )
    for draft in undone.session.execute(query):
        yield OnDraftInvoice(
            record=undone.ref,
            no=undone.no,
            line_no=draft.shipment_line_no,
            draft_type=draft.document_type,
            draft_no=draft.document_no,
        )


def _raise(undone: Undone, refusals: Sequence[Refusal]) -> None:
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise SeveralRefusals(refusals, record=undone.ref)


def _stock(undone: Undone) -> StockBook:
    """Lock the items, and read the stock and the entries that are taken back."""
    session = undone.session
    nos = {row.no for row in undone.rows if row.type is LineType.ITEM}
    items = lock_items(session, nos.union(*(kits.item_nos for kits in undone.kits.values())))
    wanted = {row.item_shpt_entry_no for row in undone.rows if row.item_shpt_entry_no}
    wanted |= {other.row.item_rcpt_entry_no for other in undone.others.values()}
    undone.entries = load_shipped_entries(session, wanted)
    return load_stock(session, stock_items(items.values(), session.get_one(InventorySetup, 1)))


def _give_back(undone: Undone, planner: ItemEntryPlanner, row: AnyRow) -> Correction:
    """Plan the entry that brings a line back, and let its order wait for the goods again (CB93)."""
    part = Part(row.qty_shipped_not_invoiced, _base_of(row))
    line = undone.order_line(row)
    if line is not None and undone.order is not None:
        moved = after_posting(
            quantities_of(line),
            shipped=Part(-part.quantity, -part.base),
            invoiced=Part(),
            ships_remainder=ships_remainder(undone.order),
        )
        put_quantities(line, moved)
    kits = undone.kits.get(row.line_no)
    if kits is not None:
        return Correction(row, part, _kits_back(undone, planner, row, kits), line)
    entry = undone.entries.get(row.item_shpt_entry_no or 0)
    if entry is None:
        return Correction(row, part, None, line)
    movement = _movement(undone, row, part, entry)
    if movement.earmark is not None and line is not None:
        planner.book.wanted[movement.earmark] = line.outstanding_quantity_base
    other = undone.others.get(row.line_no)
    if other is not None:
        receipt = undone.entries[other.row.item_rcpt_entry_no]
        passed = other.give_back(planner, receipt, movement, undone)
        return Correction(row, part, passed.inbound, line)
    return Correction(row, part, planner.move(movement), line)


def _kits_back(undone: Undone, planner: ItemEntryPlanner, row: AnyRow, kits: KitsBack) -> int:
    """Plan that kits of a line come back and are taken apart, and that the rest comes back."""
    made = []
    for entry, base in list(kits.entries()):
        movement = _movement(undone, row, Part(base=base), entry)
        made.append(kits.come_back(planner, entry, movement, _booking_of_kits(undone, kits)))
    return made[0]


def _booking_of_kits(undone: Undone, kits: KitsBack) -> Booking:
    """The entries of taking kits apart stand under the number of their assembly."""
    booking = _booking(undone)
    if kits.undoing is None:
        return booking
    transaction = 2 + sorted(undone.kits).index(kits.line_no)
    undone.ledgers.transactions = max(undone.ledgers.transactions, transaction)
    return replace(
        booking,
        document_type=None,
        document_no=kits.undoing.header.no,
        transaction=transaction,
        external_document_no="",
    )


def _movement(undone: Undone, row: AnyRow, part: Part, entry: ShippedEntry) -> Movement:
    """The goods come back at what they were expected to cost; nothing is sold of them (CB92)."""
    precision = undone.ledger.amount_precision
    waiting = entry.quantity - entry.invoiced
    cost, sales = (
        expected
        if -part.base == waiting
        else round_to(expected, precision, times=-part.base, over=waiting)
        for expected in (entry.expected, entry.sales_expected)
    )
    mark = Earmark(row.order_no or "", row.order_line_no or 0) if row.special_order else None
    booking = _booking(undone)
    return Movement(
        scope=Scope(row.no, row.variant_code, row.location_code),
        quantity=part.base,
        origin=_origin(row),
        entry=booking,
        value=booking,
        words=LineWords(row.line_no, undone.ref),
        cost=-cost,
        sales_expected=-sales,
        description=row.description,
        unit_of_measure_code=row.unit_of_measure_code,
        qty_per_unit=row.qty_per_unit,
        applies_from_entry_no=entry.entry_no,
        takes_back=True,
        earmark=mark,
    )


def _origin(row: AnyRow) -> EntryOrigin:
    return EntryOrigin(
        ItemEntryType.SALE,
        row.gen_bus_posting_group,
        row.gen_prod_posting_group,
        row.inventory_posting_group,
        row.line_no,
        row.order_no,
        row.order_line_no,
        SourceType.CUSTOMER,
        row.sell_to_customer_no,
    )


def _base_of(row: AnyRow) -> Quantity:
    """The base quantity of what is not invoiced."""
    left: Quantity = row.qty_shipped_not_invoiced
    if left == row.quantity:
        whole: Quantity = row.quantity_base
        return whole
    if not left:
        return ZERO
    return round_to(row.quantity_base, FINEST, times=left, over=row.quantity)
