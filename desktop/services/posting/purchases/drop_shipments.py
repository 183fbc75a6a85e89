"""The shipments that sales orders get because a purchase order is received (PF69).

The mirror of `drop_receipts`: the purchase order is the one that is posted. The sales orders are
locked already, see `reading.read_ground`; their other lines are not touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.ledger_words import EntryDocumentType
from desktop.models.purchases import PurchaseLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import Status
from desktop.services.context import UserContext
from desktop.services.ledgers.item_entries import ItemEntryPlanner, Movement
from desktop.services.ledgers.rows import Booking, LedgerRows, PlannedNo, Row
from desktop.services.posting.checks_header import header_failures, state_failures
from desktop.services.posting.checks_lines import line_failures
from desktop.services.posting.drafts import move_on
from desktop.services.posting.parts import Parts, PostedLine
from desktop.services.posting.planned import PlannedDocument, planned_no
from desktop.services.posting.posted_rows import (
    SHIPMENT_TABLE,
    Stamp,
    comment_rows,
    shipment_header_row,
    shipment_line_rows,
)
from desktop.services.posting.purchases.parts import BoughtLine, PurchaseParts
from desktop.services.posting.purchases.reading import PurchaseGround
from desktop.services.posting.reading import Ground, read_other_side
from desktop.services.posting.refusals_ties import AboveOtherSide, OtherSideGone
from desktop.services.posting.stock_movements import Bookings, LineMover
from desktop.services.purchases.load import line_ref
from desktop.services.sales.header_terms import enter_posting_date
from desktop.services.sales.line_amounts import recalculate, totals_of
from desktop.services.sales.line_quantities import quantities_of
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.refusals import DocumentMissing
from desktop.services.sales.totals import DocumentTotals


@dataclass(slots=True)
class DropShipment:
    """The shipment of one sales order; `received` are its lines by those of the purchase order."""

    ground: Ground
    parts: Parts
    received: dict[int, PostedLine] = field(default_factory=dict)
    totals: DocumentTotals | None = None
    mover: LineMover | None = None
    document: PlannedDocument | None = None
    draft_lines: list[Row] = field(default_factory=list)

    @property
    def order(self) -> Document:
        """The sales order."""
        return self.ground.document


class DropShipments:
    """All shipments of one posting of a purchase order."""

    def __init__(
        self, session: Session, ground: PurchaseGround, context: UserContext, stamp: Stamp
    ) -> None:
        self._session = session
        self._ground = ground
        self._context = context
        self._stamp = stamp
        self._shipments: list[DropShipment] = []

    def prepare(self, parts: PurchaseParts) -> list[Refusal]:
        """Read the sales orders of what is received; returns what forbids to ship them."""
        wanted: dict[str, list[BoughtLine]] = {}
        for bought in parts.lines:
            if bought.line.sales_order_no and bought.receive.quantity:
                wanted.setdefault(bought.line.sales_order_no, []).append(bought)
        return [
            refusal
            for no, lines in sorted(wanted.items())
            for refusal in self._prepare_order(no, lines)
        ]

    def _prepare_order(self, no: str, lines: list[BoughtLine]) -> Iterator[Refusal]:
        own, key = self._ground.document, DocumentKey(DocumentType.ORDER, no)
        try:
            document = load_document(own.session, key, self._context)
        except DocumentMissing:
            yield from (_gone(bought) for bought in lines)
            return
        if own.header.posting_date not in {None, document.header.posting_date}:
            enter_posting_date(document, own.header.posting_date)
        ground = read_other_side(self._session, document, self._ground)
        shipment = DropShipment(ground, _all_lines(ground))
        for bought in lines:
            refusal = _ship(shipment, bought)
            if refusal is not None:
                yield refusal
        yield from state_failures(document)
        yield from header_failures(self._session, ground, shipment.parts, self._context)
        yield from line_failures(ground, shipment.parts)
        is_open = document.header.status is Status.OPEN
        shipment.totals = recalculate(document) if is_open else totals_of(document)
        self._shipments.append(shipment)

    def book(self, rows: LedgerRows, planner: ItemEntryPlanner) -> None:
        """Give each shipment a transaction of its own, behind those of the purchase order."""
        for shipment in self._shipments:
            rows.transactions += 1
            header = shipment.order.header
            booking = Booking(
                # A blank date was refused before.
                posting_date=header.posting_date or self._context.work_date,
                document_type=EntryDocumentType.SHIPMENT,
                document_no=PlannedNo(shipment.order.setups.sales.posted_shipment_nos or ""),
                transaction=rows.transactions,
                user=self._stamp.user,
                created_at=self._stamp.created_at,
                document_date=header.document_date,
                external_document_no=header.external_document_no,
            )
            shipment.mover = LineMover(shipment.ground, planner, Bookings(booking, booking), {}, {})

    def send(self, line: PurchaseLine, movement: Movement) -> int | None:
        """Plan that what comes in with a line leaves at once; the entry of what came in."""
        for shipment in self._shipments:
            posted, mover = shipment.received.get(line.line_no), shipment.mover
            if posted is not None and mover is not None and shipment.totals is not None:
                line_no = posted.line.line_no
                whole = {each.line_no: each for each in shipment.totals.lines}
                mover.coming = {line_no: movement}
                mover.ship(posted, None, whole[line_no])
                return mover.received[line_no]
        return None

    def planned(self) -> list[DropShipment]:
        """Copy the sales orders into posted shipments, then move them on."""
        for shipment in self._shipments:
            if shipment.mover is not None and shipment.totals is not None:
                no = planned_no(shipment.mover.bookings.shipment)
                self._plan_document(shipment, no, shipment.mover.entries, shipment.totals)
        return self._shipments

    def _plan_document(
        self, shipment: DropShipment, no: PlannedNo, entries: dict[int, int], whole: DocumentTotals
    ) -> None:
        document = shipment.order
        lines = shipment_line_rows(document, shipment.parts.posted, no, entries)
        header = shipment_header_row(document, no, self._stamp)
        shipment.document = PlannedDocument(no, header, lines)
        if document.setups.sales.copy_comments_to_shipment:
            comments = comment_rows(shipment.ground, no, SHIPMENT_TABLE, lines)
            shipment.document.comments = comments
        shipment.draft_lines = move_on(document, shipment.parts, None, whole, is_other_side=True)


def _all_lines(ground: Ground) -> Parts:
    """The lines of a sales order, of which nothing is shipped yet."""
    lines = [
        PostedLine(line, quantities_of(line), ground.unit_of(line))
        for line in ground.document.priced_lines
        if line.quantity
    ]
    return Parts(lines, ships=True, invoices=False, writes_shipment=True)


def _ship(shipment: DropShipment, bought: BoughtLine) -> Refusal | None:
    """Let the sales line of a purchase line be shipped by what is received."""
    line = bought.line
    posted = next((each for each in shipment.parts.lines if _is_tied(each, line)), None)
    if posted is None:
        return _gone(bought)
    outstanding = posted.quantities.outstanding
    if bought.receive.quantity > outstanding.quantity:
        return AboveOtherSide(
            record=line_ref(line),
            field="qty_to_receive",
            line_no=line.line_no,
            no=line.no or "",
            quantity=bought.receive.quantity,
            outstanding=outstanding.quantity,
            other_side=line.sales_order_no or "",
            other_line_no=posted.line.line_no,
        )
    posted.ship = bought.receive
    shipment.received[line.line_no] = posted
    return None


def _is_tied(posted: PostedLine, bought: PurchaseLine) -> bool:
    line = posted.line
    return (
        line.line_no == bought.sales_order_line_no
        and line.purchase_order_no == bought.document_no
        and line.purchase_order_line_no == bought.line_no
    )


def _gone(bought: BoughtLine) -> OtherSideGone:
    line = bought.line
    return OtherSideGone(
        record=line_ref(line),
        field="drop_shipment",
        line_no=line.line_no,
        no=line.no or "",
        other_side=line.sales_order_no or "",
        other_line_no=line.sales_order_line_no or 0,
    )
