"""Undoing a posted receipt, as far as it is not invoiced (PF61, CB90–CB94)."""

from __future__ import annotations

import logging
from datetime import date

from sqlalchemy import and_, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.ledger_words import EntryDocumentType, RegisterSource
from desktop.models.ledgers import ItemApplicationEntry
from desktop.models.posted import SalesShipmentLine
from desktop.models.promising import Reservation
from desktop.models.purchases import (
    PurchaseLine,
    PurchaseReceiptHeader,
    PurchaseReceiptLine,
)
from desktop.models.supply_words import SupplyType
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.ledgers.gl_entries import GlSource, check_balance
from desktop.services.ledgers.item_entries import ItemEntryPlanner, LineWords
from desktop.services.ledgers.register import draw_register, write_entries
from desktop.services.ledgers.rows import Booking, Row
from desktop.services.ledgers.taken_back import GivenBack, give_back, remaining_of
from desktop.services.posting.accounts import AccountFinder
from desktop.services.posting.claim_rows import add_cost_entries
from desktop.services.posting.corrections import correction_row
from desktop.services.posting.purchases.choice import PurchaseResult
from desktop.services.posting.purchases.refusals import (
    GoodsReserved,
    GoodsUsed,
    NothingToUndo,
)
from desktop.services.posting.purchases.taking_back import (
    TakenBack,
    load_entries,
    read_taken_back,
    run_updates,
    wanted_accounts,
    write_order,
)
from desktop.services.posting.reading import AnyRow
from desktop.services.posting.setups import load_setups
from desktop.services.posting.undo_shipment import undo_shipment
from desktop.services.purchases.line_quantities import put_quantities, quantities_of
from desktop.services.sales.quantities import FINEST, Part, after_posting

logger = logging.getLogger(__name__)

TABLE = PurchaseReceiptHeader.__tablename__
_LINES = Base.metadata.tables[PurchaseReceiptLine.__tablename__]
_CLOSE = (
    update(_LINES)
    .where(
        _LINES.c.document_no == bindparam("the_document"),
        _LINES.c.line_no == bindparam("the_line"),
    )
    .values(qty_received_not_invoiced=ZERO)
)


def undo_receipt(
    session: Session, no: str, context: UserContext, *, posting_date: date | None = None
) -> PurchaseResult:
    """Take back what of a posted receipt is not invoiced: the goods are to be received again.

    On the receipt's own day, or a given later one. What the vendor sent to a customer is undone
    with its shipment (PF73). Raises PostedPurchaseMissing, NothingToUndo, GoodsUsed, GoodsReserved,
    OtherSideInvoiced, OrderGone, PostingDateNotAllowed or SeveralRefusals of them; nothing is
    changed then.
    """
    undid_drops = _undo_drop_shipments(session, no, context, posting_date)
    back = read_taken_back(session, TABLE, no, context, posting_date)
    rows = [row for row in back.lines if row.qty_received_not_invoiced and not row.correction]
    if undid_drops and not rows:
        return PurchaseResult(receipt_no=no)
    if not rows:
        raise NothingToUndo(record=back.ref, no=no)
    load_entries(back, {row.item_rcpt_entry_no for row in rows if row.item_rcpt_entry_no})
    planner = back.planner()
    order_lines = {row.line_no: back.order_line(row) for row in rows}
    _check_goods(back, planner, rows)
    back.raise_collected()
    entries = _plan_entries(back, planner, rows)
    back.raise_collected()
    corrections = [_correction(back, row, entries.get(row.line_no)) for row in rows]
    touched = [_give_to_order(row, order_lines[row.line_no]) for row in rows]
    _write(back, rows, corrections)
    write_order(back, [line for line in touched if line is not None])
    logger.info("undid receipt %s", no)
    return PurchaseResult(receipt_no=no)


def _undo_drop_shipments(
    session: Session, no: str, context: UserContext, posting_date: date | None
) -> bool:
    """Undo the shipments of what a vendor sent to customers, which takes their receipt along."""
    shipped = SalesShipmentLine
    query = (
        select(shipped.document_no, shipped.line_no)
        .join(
            ItemApplicationEntry,
            and_(
                ItemApplicationEntry.outbound_entry_no == shipped.item_shpt_entry_no,
                ItemApplicationEntry.quantity != ZERO,
            ),
        )
        .join(_LINES, _LINES.c.item_rcpt_entry_no == ItemApplicationEntry.inbound_entry_no)
        .where(
            _LINES.c.document_no == no,
            _LINES.c.drop_shipment.is_(True),
            _LINES.c.correction.is_(False),
            (_LINES.c.qty_received_not_invoiced != ZERO) | (_LINES.c.quantity_invoiced != ZERO),
            shipped.correction.is_(False),
        )
        .order_by(shipped.document_no, shipped.line_no)
    )
    by_shipment: dict[str, list[int]] = {}
    for shipment_no, line_no in session.execute(query):
        by_shipment.setdefault(shipment_no, []).append(line_no)
    for shipment_no, line_nos in by_shipment.items():
        undo_shipment(session, shipment_no, context, posting_date=posting_date, line_nos=line_nos)
    return bool(by_shipment)


def _check_goods(back: TakenBack, planner: ItemEntryPlanner, rows: list[AnyRow]) -> None:
    """See that the goods still lie here, and that nobody counts on them."""
    for row in rows:
        names = {"record": back.ref, "no": back.no, "line_no": row.line_no}
        if not _is_stocked(back, row):
            continue
        quantity = _base_of(row)
        remaining = remaining_of(planner, back.receipts, row.item_rcpt_entry_no)
        if remaining < quantity:
            back.refusals.append(
                GoodsUsed(**names, quantity=quantity, item=row.no, remaining=remaining)
            )
    _check_reserved(back, rows)


def _check_reserved(back: TakenBack, rows: list[AnyRow]) -> None:
    by_entry = {row.item_rcpt_entry_no: row for row in rows if row.item_rcpt_entry_no}
    if not by_entry:
        return
    query = (
        select(
            Reservation.item_ledger_entry_no,
            func.min(Reservation.demand_document_no),
            func.sum(Reservation.quantity),
        )
        .where(
            Reservation.supply_type == SupplyType.INVENTORY,
            Reservation.item_ledger_entry_no.in_(sorted(by_entry)),
        )
        .group_by(Reservation.item_ledger_entry_no)
    )
    for entry_no, demand, quantity in back.session.execute(query):
        row = by_entry[entry_no]
        back.refusals.append(
            GoodsReserved(
                record=back.ref,
                no=back.no,
                line_no=row.line_no,
                item=row.no,
                quantity=quantity,
                demand_document_no=demand,
            )
        )


def _is_stocked(back: TakenBack, row: AnyRow) -> bool:
    item = back.stock.items.get(row.no or "") if row.type is LineType.ITEM else None
    return item is not None and item.is_stocked


def _base_of(row: AnyRow) -> Quantity:
    """The base quantity of what is not invoiced."""
    left: Quantity = row.qty_received_not_invoiced
    if left == row.quantity:
        whole: Quantity = row.quantity_base
        return whole
    return round_to(row.quantity_base, FINEST, times=left, over=row.quantity)


def _plan_entries(back: TakenBack, planner: ItemEntryPlanner, rows: list[AnyRow]) -> dict[int, int]:
    """Plan the item entries, and what the books need of them; by line_no."""
    booking = Booking(
        posting_date=back.posting_date,
        document_type=EntryDocumentType.RECEIPT,
        document_no=back.no,
        transaction=1,
        user=back.stamp.user,
        created_at=back.stamp.created_at,
        document_date=back.header.document_date,
        external_document_no=back.header.vendor_order_no,
    )
    entries = {}
    for row in rows:
        if row.item_rcpt_entry_no in back.receipts.entries:
            given = GivenBack(
                row.item_rcpt_entry_no,
                _base_of(row),
                LineWords(row.line_no, back.ref),
                row.description,
                row.unit_of_measure_code,
                row.qty_per_unit,
            )
            entries[row.line_no] = give_back(planner, back.receipts, given, booking)
    planner.finish()
    accounts = AccountFinder(load_setups(back.session, wanted_accounts(back)), back.refusals)
    add_cost_entries(back.rows, (booking,), accounts, GlSource(back.header.posting_description))
    check_balance(back.rows.gl, back.no)
    return entries


def _correction(back: TakenBack, row: AnyRow, entry_no: int | None) -> Row:
    part = Part(row.qty_received_not_invoiced, _base_of(row))
    entry = ("item_rcpt_entry_no", entry_no)
    return correction_row(row, back.lines, part, entry, "qty_received_not_invoiced")


def _give_to_order(row: AnyRow, line: PurchaseLine | None) -> PurchaseLine | None:
    """The order line waits for the goods again (CB93)."""
    if line is None:
        return None
    gone = Part(-row.qty_received_not_invoiced, -_base_of(row))
    moved = after_posting(quantities_of(line), shipped=gone, invoiced=Part(), ships_remainder=True)
    put_quantities(line, moved)
    return line


def _write(back: TakenBack, rows: list[AnyRow], corrections: list[Row]) -> None:
    session = back.session
    register = draw_register(session, back.rows)
    for row in corrections:
        if row["item_rcpt_entry_no"] is not None:
            row["item_rcpt_entry_no"] = register.entry_no(
                "item_ledger_entry", row["item_rcpt_entry_no"]
            )
    closed = [{"the_document": row.document_no, "the_line": row.line_no} for row in rows]
    run_updates(session, _CLOSE, closed, PurchaseReceiptLine.__tablename__)
    run_updates(session, insert(_LINES), corrections, PurchaseReceiptLine.__tablename__)
    write_entries(
        session,
        back.rows,
        register,
        {},
        source=RegisterSource.PURCHASE,
        user=back.stamp.user,
        created_at=back.stamp.created_at,
    )
