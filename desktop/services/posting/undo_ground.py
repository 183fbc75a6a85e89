"""A posted shipment that is taken back, and what that depends on, under lock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.every_table import Base
from desktop.models.posted import SalesShipmentHeader, SalesShipmentLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.ledgers.rows import LedgerRows
from desktop.services.ledgers.shipped_entries import ShippedEntry
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.reading import AnyRow
from desktop.services.posting.refusals_undo import NothingOfShipmentToUndo, ShipmentMissing
from desktop.services.posting.tied_orders import lock_purchase_orders
from desktop.services.posting.undo_drop_receipts import OtherSide, read_other_sides
from desktop.services.posting.undo_kits import KitsBack, read_kits_back
from desktop.services.sales.load import Document, load_document

TABLE = SalesShipmentHeader.__tablename__
_HEADERS = Base.metadata.tables[TABLE]
_LINES = Base.metadata.tables[SalesShipmentLine.__tablename__]


@dataclass(slots=True)
class Undone:
    """A posted shipment that is taken back, with its order and its stock, under lock."""

    session: Session
    context: UserContext
    header: AnyRow
    lines: list[AnyRow]
    rows: list[AnyRow]
    order: Document | None
    posting_date: date
    stamp: Stamp
    ledger: GeneralLedgerSetup
    ledgers: LedgerRows = field(default_factory=LedgerRows)
    entries: dict[int, ShippedEntry] = field(default_factory=dict)
    others: dict[int, OtherSide] = field(default_factory=dict)
    kits: dict[int, KitsBack] = field(default_factory=dict)

    @property
    def no(self) -> str:
        """The number of the shipment."""
        return str(self.header.no)

    @property
    def ref(self) -> RecordRef:
        """How refusals name it."""
        return RecordRef(TABLE, (self.no,))

    def order_line(self, row: AnyRow) -> SalesLine | None:
        """The line of the order that a posted line came from."""
        lines = self.order.lines if self.order is not None else []
        return next((line for line in lines if line.line_no == row.order_line_no), None)


def read_undone(
    session: Session,
    no: str,
    context: UserContext,
    posting_date: date | None,
    line_nos: Collection[int] | None,
) -> Undone:
    """Lock and read a shipment, its order and the purchase orders of drop shipments.

    Raises ShipmentMissing or NothingOfShipmentToUndo.
    """
    header = session.execute(
        select(_HEADERS).where(_HEADERS.c.no == no).with_for_update()
    ).one_or_none()
    if header is None:
        raise ShipmentMissing(record=RecordRef(TABLE, (no,)), no=no)
    lines = list(
        session.execute(select(_LINES).where(_LINES.c.document_no == no).order_by(_LINES.c.line_no))
    )
    rows = [
        row
        for row in lines
        if row.quantity
        and not row.correction
        and (line_nos is None or row.line_no in line_nos)
        and (row.qty_shipped_not_invoiced or (row.drop_shipment and row.quantity_invoiced))
    ]
    if not rows:
        raise NothingOfShipmentToUndo(record=RecordRef(TABLE, (no,)), no=no)
    order = _order_of(session, header, context)
    undone = Undone(
        session,
        context,
        header,
        lines,
        rows,
        order,
        posting_date or header.posting_date,
        Stamp(context.user, context.now()),
        session.get_one(GeneralLedgerSetup, 1),
    )
    if order is not None:
        lock_purchase_orders(session, order)
    dropped = [row for row in rows if row.drop_shipment and row.item_shpt_entry_no]
    undone.others = read_other_sides(session, dropped, context)
    undone.kits = read_kits_back(
        session,
        undone.no,
        {row.line_no for row in rows},
        order,
        (context, undone.stamp, undone.ledgers),
    )
    return undone


def _order_of(session: Session, header: AnyRow, context: UserContext) -> Document | None:
    """Lock the order that the shipment came from, when it is still there."""
    if header.order_no is None or not session.get(
        SalesHeader, (DocumentType.ORDER, header.order_no)
    ):
        return None
    desk = Session(session.connection(), autoflush=False, expire_on_commit=False)
    key = DocumentKey(DocumentType.ORDER, header.order_no)
    return load_document(desk, key, context, for_update=True)
