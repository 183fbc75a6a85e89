"""Purchase orders and posted receipts are found by what a clerk knows of them."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from desktop.models.purchases import PurchaseHeader, PurchaseReceiptHeader
from desktop.models.supply_words import PurchaseType
from desktop.services.purchases.finding import find_posted_receipts, find_purchase_orders


@pytest.mark.parametrize("text", ["po7", "nordisk TRÄ", "tra nordisk", "their-9"])
def test_orders_by_number_vendor_and_the_vendors_number(session: Session, text: str) -> None:
    for no in ("PO7", "PO70"):
        session.add(
            PurchaseHeader(
                document_type=PurchaseType.ORDER,
                no=no,
                buy_from_name="Nordisk Trä AB",
                vendor_order_no="THEIR-9",
                order_date=date(2026, 3, 2),
            )
        )
    session.add(PurchaseHeader(document_type=PurchaseType.INVOICE, no="PO71"))
    session.add(PurchaseHeader(document_type=PurchaseType.ORDER, no="X1"))
    session.flush()
    assert [found.no for found in find_purchase_orders(session, text, 5)] == ["PO70", "PO7"]
    assert [found.no for found in find_purchase_orders(session, text, 1)] == ["PO70"]


def test_receipts_by_number_vendor_and_order(session: Session) -> None:
    posted = PurchaseReceiptHeader(no="PR1", buy_from_name="Nordisk Trä AB", order_no="PO7")
    posted.posting_date = date(2026, 3, 3)
    posted.created_at = datetime(2026, 3, 3, tzinfo=UTC)
    session.add(posted)
    session.flush()
    for text in ("pr1", "nordisk", "PO7"):
        assert [found.no for found in find_posted_receipts(session, text, 5)] == ["PR1"]
    assert find_posted_receipts(session, "no such", 5) == ()
