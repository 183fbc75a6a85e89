"""The receipts that purchase orders get because a sales order ships drop shipments (PF68).

The sales order is the one that is posted; each purchase order is received by the same quantity in
the same transaction. Its header is locked with the sales order's, see `reading.read_ground`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.ledger_words import EntryDocumentType
from desktop.models.purchases import PurchaseLine
from desktop.models.supply_words import PurchaseType
from desktop.models.values.numbers import UnitPrice, round_to
from desktop.services.context import UserContext
from desktop.services.ledgers.item_entries import CostTerms, Movement
from desktop.services.ledgers.rows import Booking, LedgerRows, PlannedNo, Row
from desktop.services.posting.parts import Parts, PostedLine
from desktop.services.posting.planned import PlannedDocument, planned_no
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.purchases.checks import (
    header_failures,
    line_failures,
    state_failures,
)
from desktop.services.posting.purchases.drafts import move_on
from desktop.services.posting.purchases.entries import PurchaseBookings, receipt_movement
from desktop.services.posting.purchases.parts import BoughtLine, PurchaseParts
from desktop.services.posting.purchases.posted_rows import header_row, receipt_line_rows
from desktop.services.posting.purchases.reading import PurchaseGround
from desktop.services.posting.reading import Ground
from desktop.services.posting.refusals_ties import AboveOtherSide, OtherSideGone
from desktop.services.purchases.amounts import recalculate
from desktop.services.purchases.header_fields import enter_posting_date
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_quantities import quantities_of
from desktop.services.purchases.load import Purchase, load_purchase
from desktop.services.purchases.refusals import PurchaseMissing
from desktop.services.sales.load import line_ref


@dataclass(slots=True)
class DropReceipt:
    """The receipt of one purchase order; `shipped` are its lines by those of the sales order."""

    ground: PurchaseGround
    parts: PurchaseParts
    shipped: dict[int, BoughtLine] = field(default_factory=dict)
    document: PlannedDocument | None = None
    draft_lines: list[Row] = field(default_factory=list)
    last_costs: dict[str, UnitPrice] = field(default_factory=dict)
    bookings: PurchaseBookings | None = None

    @property
    def purchase(self) -> Purchase:
        """The purchase order."""
        return self.ground.document


class DropReceipts:
    """All receipts of one posting; `entries` are what came in, by the line of the sales order."""

    def __init__(
        self, session: Session, ground: Ground, context: UserContext, stamp: Stamp
    ) -> None:
        self.entries: Mapping[int, int] = {}
        self._session = session
        self._ground = ground
        self._context = context
        self._stamp = stamp
        self._receipts: list[DropReceipt] = []

    def prepare(self, parts: Parts) -> list[Refusal]:
        """Read the purchase orders of what is shipped; returns what forbids to receive them."""
        wanted: dict[str, list[PostedLine]] = {}
        for posted in parts.lines:
            line = posted.line
            if line.drop_shipment and line.purchase_order_no and posted.ship.quantity:
                wanted.setdefault(line.purchase_order_no, []).append(posted)
        return [
            refusal
            for no, lines in sorted(wanted.items())
            for refusal in self._prepare_order(no, lines)
        ]

    def _prepare_order(self, no: str, lines: list[PostedLine]) -> Iterator[Refusal]:
        ground, header = self._ground, self._ground.document.header
        key = PurchaseKey(PurchaseType.ORDER, no)
        try:
            document = load_purchase(ground.document.session, key, self._context)
        except PurchaseMissing:
            yield from (_gone(posted) for posted in lines)
            return
        if header.posting_date not in {None, document.header.posting_date}:
            enter_posting_date(document, header.posting_date)
        bought = PurchaseGround(
            document,
            document.vendor,  # type: ignore[arg-type]  # as a row of its number and block
            None,
            ground.items,
            ground.stock,
            ground.units,
            ground.variants,
        )
        receipt = DropReceipt(bought, _all_lines(bought))
        for posted in lines:
            refusal = _receive(receipt, posted)
            if refusal is not None:
                yield refusal
        yield from state_failures(document)
        yield from header_failures(self._session, bought, receipt.parts, self._context)
        yield from line_failures(bought, receipt.parts)
        recalculate(document)
        self._receipts.append(receipt)

    def book(self, rows: LedgerRows) -> None:
        """Give each receipt a transaction of its own, behind those of the sales order."""
        for receipt in self._receipts:
            rows.transactions += 1
            header = receipt.purchase.header
            booking = Booking(
                # A blank date was refused before.
                posting_date=header.posting_date or self._context.work_date,
                document_type=EntryDocumentType.RECEIPT,
                document_no=PlannedNo(receipt.purchase.setups.purchase.posted_receipt_nos or ""),
                transaction=rows.transactions,
                user=self._stamp.user,
                created_at=self._stamp.created_at,
                document_date=header.document_date,
                external_document_no=header.vendor_order_no,
            )
            receipt.bookings = PurchaseBookings(booking, booking)

    def coming(self, terms: CostTerms) -> dict[int, Movement]:
        """What the vendors send for the lines of the sales order, by line_no."""
        return {
            line_no: receipt_movement(receipt.purchase, bought, receipt.bookings, terms)
            for receipt in self._receipts
            if receipt.bookings is not None
            for line_no, bought in receipt.shipped.items()
        }

    def planned(self) -> list[DropReceipt]:
        """Copy the purchase orders into posted receipts, then move them on."""
        for receipt in self._receipts:
            if receipt.bookings is not None:
                self._plan_document(receipt, planned_no(receipt.bookings.receipt))
        return self._receipts

    def _plan_document(self, receipt: DropReceipt, no: PlannedNo) -> None:
        document = receipt.purchase
        entries = {
            bought.line.line_no: self.entries[line_no]
            for line_no, bought in receipt.shipped.items()
        }
        receipt.document = PlannedDocument(
            no,
            header_row(document, no, self._stamp),
            receipt_line_rows(document, receipt.parts.posted, no, entries),
        )
        precision = document.setups.ledger.unit_amount_precision
        receipt.last_costs = {
            bought.line.no or "": round_to(
                bought.line.unit_cost_lcy, precision, over=bought.line.qty_per_unit
            )
            for bought in receipt.shipped.values()
        }
        receipt.draft_lines = move_on(document, receipt.parts, None, is_other_side=True)


def _all_lines(ground: PurchaseGround) -> PurchaseParts:
    """The lines of a purchase order, of which nothing is received yet."""
    lines = [
        BoughtLine(line, quantities_of(line), ground.unit_of(line))
        for line in ground.document.priced_lines
        if line.quantity
    ]
    return PurchaseParts(lines, receives=True, invoices=False, writes_receipt=True)


def _receive(receipt: DropReceipt, posted: PostedLine) -> Refusal | None:
    """Let the purchase line of a sales line be received by what is shipped."""
    line = posted.line
    bought = next(
        (each for each in receipt.parts.lines if _is_tied(each.line, posted)),
        None,
    )
    if bought is None:
        return _gone(posted)
    outstanding = bought.quantities.outstanding
    if posted.ship.quantity > outstanding.quantity:
        return AboveOtherSide(
            record=line_ref(line),
            field="qty_to_ship",
            line_no=line.line_no,
            no=line.no or "",
            quantity=posted.ship.quantity,
            outstanding=outstanding.quantity,
            other_side=line.purchase_order_no or "",
            other_line_no=bought.line.line_no,
        )
    bought.receive = posted.ship
    receipt.shipped[line.line_no] = bought
    return None


def _is_tied(bought: PurchaseLine, posted: PostedLine) -> bool:
    line = posted.line
    return (
        bought.line_no == line.purchase_order_line_no
        and bought.sales_order_no == line.document_no
        and bought.sales_order_line_no == line.line_no
    )


def _gone(posted: PostedLine) -> OtherSideGone:
    line = posted.line
    return OtherSideGone(
        record=line_ref(line),
        field="drop_shipment",
        line_no=line.line_no,
        no=line.no or "",
        other_side=line.purchase_order_no or "",
        other_line_no=line.purchase_order_line_no or 0,
    )
