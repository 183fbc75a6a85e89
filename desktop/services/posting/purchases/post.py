"""Posting a purchase order or invoice, and showing what it would write (PF59, PF60)."""

from __future__ import annotations

import logging

from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.purchases import (
    PurchaseInvoiceHeader,
    PurchaseInvoiceLine,
    PurchaseReceiptHeader,
    PurchaseReceiptLine,
)
from desktop.services.context import UserContext
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.preview import (
    PostingPreview,
    tables_of,
    tables_of_document,
    tables_of_shipments,
)
from desktop.services.posting.purchases.choice import PurchaseChoice, PurchaseResult
from desktop.services.posting.purchases.plan import plan
from desktop.services.posting.purchases.write import write
from desktop.services.posting.requests import first_result, remember
from desktop.services.purchases.keys import PurchaseKey

logger = logging.getLogger(__name__)


def post_purchase(
    session: Session,
    key: PurchaseKey,
    choice: PurchaseChoice,
    context: UserContext,
    *,
    posting_id: str | None = None,
) -> PurchaseResult:
    """Post an order or invoice: receive, invoice or both; completely or not at all.

    A repeated `posting_id` returns the first result and posts nothing. Raises PurchaseMissing,
    UpdateExchangeRate, or what forbids the posting: one refusal, or SeveralRefusals with all.
    """
    found = first_result(session, posting_id, key, context)
    if found is not None:
        return PurchaseResult(found.shipment_no, found.invoice_no)
    try:
        planned = plan(session, key, choice, context, posting_id=posting_id or "")
    except Refusal as refusal:
        logger.warning("posting of purchase %s refused: %s", key, refusal.code)
        raise
    result = write(session, planned)
    remember(session, posting_id, PostingResult(result.receipt_no, result.invoice_no))
    logger.info("posted %s: receipt %s, invoice %s", key, result.receipt_no, result.invoice_no)
    return result


def preview_purchase(
    session: Session, key: PurchaseKey, choice: PurchaseChoice, context: UserContext
) -> PostingPreview:
    """Show the entries that posting would make, by the same plan and with the same checks."""
    planned = plan(session, key, choice, context)
    receipt = (PurchaseReceiptHeader.__tablename__, PurchaseReceiptLine.__tablename__)
    invoice = (PurchaseInvoiceHeader.__tablename__, PurchaseInvoiceLine.__tablename__)
    return PostingPreview(
        (
            *tables_of(planned.ledgers),
            *tables_of_document(planned.receipt, *receipt),
            *tables_of_document(planned.invoice, *invoice),
            *tables_of_shipments([each.document for each in planned.shipments]),
        )
    )
