"""The vendor's side of a drop shipment that is undone (PF73)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.every_table import Base
from desktop.models.ledger_words import EntryDocumentType, ItemEntryType, SourceType
from desktop.models.ledgers import ItemApplicationEntry
from desktop.models.purchases import (
    PurchaseLine,
    PurchaseReceiptHeader,
    PurchaseReceiptLine,
)
from desktop.models.supply_words import PurchaseType
from desktop.models.values.numbers import ZERO
from desktop.services.context import UserContext
from desktop.services.ledgers.drop_shipments import Passed, send_through
from desktop.services.ledgers.item_entries import ItemEntryPlanner, LineWords, Movement
from desktop.services.ledgers.rows import LedgerRows
from desktop.services.ledgers.shipped_entries import ShippedEntry
from desktop.services.ledgers.stock import EntryOrigin
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.reading import AnyRow
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_quantities import put_quantities, quantities_of
from desktop.services.purchases.load import Purchase, load_purchase
from desktop.services.purchases.refusals import PurchaseMissing
from desktop.services.sales.quantities import Part, after_posting

_LINES = Base.metadata.tables[PurchaseReceiptLine.__tablename__]
_TABLE = PurchaseReceiptHeader.__tablename__


class Undoing(Protocol):
    """The shipment that is undone."""

    posting_date: date
    stamp: Stamp
    ledgers: LedgerRows


@dataclass(slots=True)
class OtherSide:
    """A line of a posted receipt, its lines, and the purchase order, when that is still there.

    `entry_no` is the provisional item entry that gives the goods back.
    """

    row: AnyRow
    lines: Sequence[AnyRow]
    purchase: Purchase | None
    entry_no: int = 0

    @property
    def order_line(self) -> PurchaseLine | None:
        """The line of the purchase order, None when it is gone."""
        lines = self.purchase.lines if self.purchase is not None else []
        return next((line for line in lines if line.line_no == self.row.order_line_no), None)

    def give_back(
        self,
        planner: ItemEntryPlanner,
        receipt: ShippedEntry,
        returned: Movement,
        undoing: Undoing,
    ) -> Passed:
        """Plan that what comes back from the customer goes back to the vendor at once."""
        row = self.row
        undoing.ledgers.transactions += 1
        booking = replace(
            returned.entry,
            document_type=EntryDocumentType.RECEIPT,
            document_no=row.document_no,
            transaction=undoing.ledgers.transactions,
            external_document_no="",
        )
        outbound = replace(
            returned,
            quantity=-returned.quantity,
            origin=_origin(row),
            entry=booking,
            value=booking,
            words=LineWords(row.line_no, RecordRef(_TABLE, (row.document_no,))),
            cost=None,
            sales_expected=ZERO,
            description=row.description,
            applies_from_entry_no=None,
            applies_to_entry_no=receipt.entry_no,
            takes_back=False,
            earmark=None,
        )
        passed = send_through(planner, replace(returned, cost=receipt.expected), outbound)
        self.entry_no = passed.outbound
        self._wait_again()
        return passed

    def _wait_again(self) -> None:
        """The order line waits for the goods again (CB93)."""
        line = self.order_line
        if line is not None:
            gone = Part(-self.row.quantity, -self.row.quantity_base)
            moved = after_posting(
                quantities_of(line), shipped=gone, invoiced=Part(), ships_remainder=True
            )
            put_quantities(line, moved)


def read_other_sides(
    session: Session, rows: Sequence[AnyRow], context: UserContext
) -> dict[int, OtherSide]:
    """The receipt lines of drop-shipped lines, by line_no of the shipment; orders are locked."""
    if not rows:
        return {}
    by_entry = {row.item_shpt_entry_no: row.line_no for row in rows}
    applied = {
        each.inbound_entry_no: by_entry[each.outbound_entry_no]
        for each in session.execute(
            select(
                ItemApplicationEntry.inbound_entry_no, ItemApplicationEntry.outbound_entry_no
            ).where(
                ItemApplicationEntry.outbound_entry_no.in_(sorted(by_entry)),
                ItemApplicationEntry.quantity != ZERO,
            )
        )
    }
    received = list(
        session.execute(select(_LINES).where(_LINES.c.item_rcpt_entry_no.in_(sorted(applied))))
    )
    documents = sorted({row.document_no for row in received})
    lines = list(session.execute(select(_LINES).where(_LINES.c.document_no.in_(documents))))
    desk = Session(session.connection(), autoflush=False, expire_on_commit=False)
    orders = {
        no: _purchase(desk, no, context)
        for no in sorted({row.order_no for row in received if row.order_no})
    }
    return {
        applied[row.item_rcpt_entry_no]: OtherSide(
            row,
            [each for each in lines if each.document_no == row.document_no],
            orders.get(row.order_no),
        )
        for row in received
    }


def _purchase(desk: Session, no: str, context: UserContext) -> Purchase | None:
    try:
        key = PurchaseKey(PurchaseType.ORDER, no)
        return load_purchase(desk, key, context, for_update=True)
    except PurchaseMissing:
        return None


def _origin(row: AnyRow) -> EntryOrigin:
    return EntryOrigin(
        ItemEntryType.PURCHASE,
        row.gen_bus_posting_group,
        row.gen_prod_posting_group,
        row.inventory_posting_group,
        row.line_no,
        row.order_no,
        row.order_line_no,
        SourceType.VENDOR,
        row.buy_from_vendor_no,
    )
