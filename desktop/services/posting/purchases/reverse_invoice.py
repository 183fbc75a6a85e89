"""Reversing a posted purchase invoice of which nothing is paid (PF61)."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import date

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.ledger_words import (
    EntryDocumentType,
    ItemEntryType,
    RegisterSource,
    ValueEntryType,
)
from desktop.models.ledgers import GlEntry, ValueEntry, VatEntry
from desktop.models.purchases import (
    PurchaseInvoiceHeader,
    PurchaseLine,
    PurchaseReceiptLine,
)
from desktop.models.values.numbers import ZERO, Amount, Quantity, round_to
from desktop.models.vendor_ledger import VendorLedgerEntry
from desktop.services.context import UserContext
from desktop.services.ledgers.gl_entries import GlSource, check_balance
from desktop.services.ledgers.kit_costs import follow_kits
from desktop.services.ledgers.later_cost import InvoicedCost, invoice_receipt
from desktop.services.ledgers.register import draw_register, write_entries
from desktop.services.ledgers.rows import Booking, Row, add_row
from desktop.services.ledgers.vendor_entries import Debt, add_debt
from desktop.services.posting.accounts import AccountFinder
from desktop.services.posting.claim_rows import add_cost_entries
from desktop.services.posting.purchases.choice import PurchaseResult
from desktop.services.posting.purchases.refusals import AlreadyReversed, VendorEntryNotOpen
from desktop.services.posting.purchases.taking_back import (
    TakenBack,
    load_entries,
    read_taken_back,
    run_updates,
    wanted_accounts,
    write_order,
)
from desktop.services.posting.purchases.write import move_receipt_lines
from desktop.services.posting.reading import AnyRow
from desktop.services.posting.setups import load_setups
from desktop.services.purchases.line_quantities import put_quantities, quantities_of
from desktop.services.sales.quantities import FINEST, Part, after_posting

logger = logging.getLogger(__name__)

TABLE = PurchaseInvoiceHeader.__tablename__
_TABLES = Base.metadata.tables
_HEADERS = _TABLES[TABLE]
_ENTRIES = _TABLES[VendorLedgerEntry.__tablename__]
_RECEIPT_LINES = _TABLES[PurchaseReceiptLine.__tablename__]
_MARK = update(_HEADERS).where(_HEADERS.c.no == bindparam("the_no")).values(reversed=True)
_SETTLE = (
    update(_ENTRIES)
    .where(_ENTRIES.c.entry_no == bindparam("the_entry"))
    .values(remaining_amount=ZERO, remaining_amount_lcy=ZERO, open=False)
)


def reverse_purchase_invoice(
    session: Session, no: str, context: UserContext, *, posting_date: date | None = None
) -> PurchaseResult:
    """Take a posted purchase invoice back by mirror entries; its goods wait for another.

    On the invoice's own day, or a given later one. Raises PostedPurchaseMissing, AlreadyReversed,
    VendorEntryNotOpen, OrderGone, PostingDateNotAllowed or SeveralRefusals of them.
    """
    back = read_taken_back(session, TABLE, no, context, posting_date)
    if back.header.reversed:
        raise AlreadyReversed(record=back.ref, no=no)
    entry = _open_entry(back)
    values = _values_of_invoice(back, entry.register_no)
    receipt_lines = _receipt_lines(back, values)
    order_lines = {row.line_no: back.order_line(row) for row in back.lines if row.quantity}
    load_entries(back, {row.item_ledger_entry_no for row in values})
    back.raise_collected()
    booking = _booking(back)
    _mirror_costs(back, values, booking)
    _mirror_gl(back, booking, entry.register_no)
    _mirror_vat(back, booking, entry.register_no)
    _mirror_debt(back, entry, booking)
    back.raise_collected()
    check_balance(back.rows.gl, no)
    touched = [_give_to_order(row, order_lines[row.line_no]) for row in back.lines if row.quantity]
    _write(back, entry, receipt_lines)
    write_order(back, [line for line in touched if line is not None])
    logger.info("reversed purchase invoice %s", no)
    return PurchaseResult(invoice_no=no)


def _open_entry(back: TakenBack) -> AnyRow:
    query = select(_ENTRIES).where(_ENTRIES.c.entry_no == back.header.vendor_ledger_entry_no)
    entry: AnyRow = back.session.execute(query.with_for_update()).one()
    if entry.remaining_amount != entry.amount:
        back.refusals.append(
            VendorEntryNotOpen(
                record=back.ref, no=back.no, remaining=-entry.remaining_amount, amount=-entry.amount
            )
        )
    return entry


def _booking(back: TakenBack) -> Booking:
    return Booking(
        posting_date=back.posting_date,
        document_type=EntryDocumentType.INVOICE,
        document_no=back.no,
        transaction=1,
        user=back.stamp.user,
        created_at=back.stamp.created_at,
        document_date=back.header.document_date,
        external_document_no=back.header.vendor_invoice_no,
    )


def _values_of_invoice(back: TakenBack, register_no: int) -> list[AnyRow]:
    """What the invoice did to the cost of receipts: its own value entries, in their order."""
    query = (
        select(ValueEntry.__table__)
        .where(
            ValueEntry.document_no == back.no,
            ValueEntry.register_no == register_no,
            ValueEntry.entry_type == ValueEntryType.DIRECT_COST,
            ValueEntry.item_ledger_entry_type == ItemEntryType.PURCHASE,
        )
        .order_by(ValueEntry.entry_no)
    )
    return list(back.session.execute(query))


def _released(row: AnyRow) -> Amount:
    """What was expected of the goods before the invoice; they are expected to cost that again."""
    if row.valued_quantity == row.invoiced_quantity and row.cost_amount_expected:
        released: Amount = -row.cost_amount_expected
        return released
    # Received by the same posting: nothing was expected, so it cost what the invoice says.
    return row.cost_amount_actual  # type: ignore[no-any-return]  # an Amount


def _mirror_costs(back: TakenBack, values: list[AnyRow], booking: Booking) -> None:
    planner = back.planner()
    for row in values:
        part = InvoicedCost(-row.invoiced_quantity, -row.cost_amount_actual, -_released(row))
        invoice_receipt(planner, back.receipts, row.item_ledger_entry_no, part, booking)
    follow_kits(back.session, planner)
    planner.finish()


def _mirror_gl(back: TakenBack, booking: Booking, register_no: int) -> None:
    """Mirror what the invoice posted, apart from costs, whose mirrors follow what they do now.

    Only entries of costs have groups without saying which side of trade they belong to.
    """
    query = (
        select(GlEntry.__table__)
        .where(
            GlEntry.document_no == back.no,
            GlEntry.register_no == register_no,
            or_(GlEntry.gen_posting_type.is_not(None), GlEntry.gen_prod_posting_group.is_(None)),
        )
        .order_by(GlEntry.entry_no)
    )
    for entry in back.session.execute(query):
        _add_mirror(back.rows.gl, entry, booking, ("amount", "source_currency_amount"))
    accounts = AccountFinder(load_setups(back.session, wanted_accounts(back)), back.refusals)
    add_cost_entries(back.rows, (booking,), accounts, GlSource(back.header.posting_description))


def _mirror_vat(back: TakenBack, booking: Booking, register_no: int) -> None:
    query = (
        select(VatEntry.__table__)
        .where(VatEntry.document_no == back.no, VatEntry.register_no == register_no)
        .order_by(VatEntry.entry_no)
    )
    for entry in back.session.execute(query):
        _add_mirror(back.rows.vat, entry, booking, ("base", "amount"))


def _add_mirror(rows: list[Row], entry: AnyRow, booking: Booking, turned: tuple[str, ...]) -> None:
    """Plan an entry like another one, with the opposite amounts."""
    row: Row = {**dict(entry._mapping), **booking.columns()}  # noqa: SLF001  (the documented way to a mapping)
    for name in turned:
        row[name] = -row[name]
    add_row(rows, row)


def _mirror_debt(back: TakenBack, entry: AnyRow, booking: Booking) -> None:
    add_debt(
        back.rows,
        booking,
        Debt(
            vendor_no=entry.vendor_no,
            description=entry.description,
            posting_group=entry.vendor_posting_group,
            currency_code=entry.currency_code,
            currency_factor=entry.original_currency_factor,
            amount=-entry.amount,
            amount_lcy=-entry.amount_lcy,
            purchase_lcy=-entry.purchase_lcy,
            due_date=entry.due_date,
            is_settled=True,
        ),
    )


def _receipt_lines(back: TakenBack, values: list[AnyRow]) -> list[Row]:
    """How much of posted receipt lines waits for an invoice again, as parameters of an UPDATE.

    Goods by their item entries; of other lines those that came last.
    """
    invoiced: defaultdict[int, Quantity] = defaultdict(lambda: ZERO)
    for row in values:
        invoiced[row.item_ledger_entry_no] += row.invoiced_quantity
    rows, others = [], []
    for line in _candidates(back):
        base = invoiced.get(line.item_rcpt_entry_no or 0, ZERO)
        if base:
            quantity = round_to(line.quantity, FINEST, times=base, over=line.quantity_base)
            rows.append(_reopened(line, quantity))
        elif line.item_rcpt_entry_no is None:
            others.append(line)
    for row in back.lines:
        left = row.quantity
        for line in others:
            quantity = min(left, line.quantity_invoiced)
            if quantity and (row.no, row.type) == (line.no, line.type) and _belongs(row, line):
                rows.append(_reopened(line, quantity))
                left -= quantity
    return rows


def _candidates(back: TakenBack) -> list[AnyRow]:
    """The receipt lines that the invoice may have taken, the newest first."""
    order_no = back.header.order_no
    named = sorted({row.receipt_no for row in back.lines if row.receipt_no})
    place = _RECEIPT_LINES.c.document_no.in_(named)
    if order_no is not None:
        place = _RECEIPT_LINES.c.order_no == order_no
    query = (
        select(_RECEIPT_LINES)
        .where(place, _RECEIPT_LINES.c.correction.is_(False))
        .order_by(_RECEIPT_LINES.c.document_no.desc(), _RECEIPT_LINES.c.line_no)
    )
    return list(back.session.execute(query))


def _belongs(row: AnyRow, line: AnyRow) -> bool:
    """Whether a receipt line came from the same line as one of the invoice."""
    if row.order_no is not None:
        return bool(row.order_line_no == line.order_line_no)
    return bool((row.receipt_no, row.receipt_line_no) == (line.document_no, line.line_no))


def _reopened(line: AnyRow, quantity: Quantity) -> Row:
    return {
        "the_document": line.document_no,
        "the_line": line.line_no,
        "quantity_invoiced": line.quantity_invoiced - quantity,
        "qty_received_not_invoiced": line.qty_received_not_invoiced + quantity,
    }


def _give_to_order(row: AnyRow, line: PurchaseLine | None) -> PurchaseLine | None:
    """What was invoiced of the order line is to be invoiced again."""
    if line is None:
        return None
    moved = after_posting(
        quantities_of(line),
        shipped=Part(),
        invoiced=Part(-row.quantity, -row.quantity_base),
        ships_remainder=True,
    )
    put_quantities(line, moved)
    line.gross_invoiced -= row.gross_amount
    line.line_discount_invoiced -= row.line_discount_amount
    return line


def _write(back: TakenBack, entry: AnyRow, receipt_lines: list[Row]) -> None:
    session = back.session
    register = draw_register(session, back.rows)
    run_updates(session, _MARK, [{"the_no": back.no}], TABLE)
    run_updates(session, _SETTLE, [{"the_entry": entry.entry_no}], VendorLedgerEntry.__tablename__)
    move_receipt_lines(session, receipt_lines)
    write_entries(
        session,
        back.rows,
        register,
        {},
        source=RegisterSource.PURCHASE,
        user=back.stamp.user,
        created_at=back.stamp.created_at,
    )
