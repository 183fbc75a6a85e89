"""Finding purchase orders and posted receipts by number, vendor or the vendor's own number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop.models.purchases import PurchaseHeader, PurchaseReceiptHeader
from desktop.models.supply_words import PurchaseType
from desktop.services.text_index import folded_condition


@dataclass(frozen=True, slots=True)
class FoundPurchase:
    """A purchase order, or a posted receipt, that fits what was typed, with its day."""

    no: str
    name: str
    day: date | None


def find_purchase_orders(session: Session, text: str, limit: int) -> tuple[FoundPurchase, ...]:
    """Purchase orders, the newest first; one statement."""
    order = PurchaseHeader
    searched = (
        order.no,
        order.buy_from_vendor_no,
        order.buy_from_name,
        order.vendor_order_no,
        order.vendor_invoice_no,
    )
    found = select(order.no, order.buy_from_name, order.order_date).where(
        order.document_type == PurchaseType.ORDER, *folded_condition(text, *searched)
    )
    return _newest(session, found.order_by(order.no.desc()), limit)


def find_posted_receipts(session: Session, text: str, limit: int) -> tuple[FoundPurchase, ...]:
    """Posted purchase receipts, the newest first; one statement."""
    posted = PurchaseReceiptHeader
    searched = (
        posted.no,
        posted.buy_from_vendor_no,
        posted.buy_from_name,
        posted.order_no,
        posted.vendor_order_no,
    )
    found = select(posted.no, posted.buy_from_name, posted.posting_date).where(
        *folded_condition(text, *searched)
    )
    return _newest(session, found.order_by(posted.no.desc()), limit)


def _newest(
    session: Session, found: Select[str, str, date | None], limit: int
) -> tuple[FoundPurchase, ...]:
    return tuple(FoundPurchase(*row) for row in session.execute(found.limit(limit)))
