"""Posting a sales document (02 §8)."""

from __future__ import annotations

import logging

from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.posting.choice import PostingChoice, PostingResult
from desktop.services.posting.plan import plan
from desktop.services.posting.requests import first_result, remember
from desktop.services.posting.write import write

logger = logging.getLogger(__name__)


def post(
    session: Session,
    key: DocumentKey,
    choice: PostingChoice,
    context: UserContext,
    *,
    posting_id: str | None = None,
) -> PostingResult:
    """Post an order or invoice: ship, invoice or both; completely or not at all.

    An open document is released first. A repeated `posting_id` returns the first result and
    posts nothing. Raises DocumentMissing, NeedsConfirmation about the exchange rate of another
    posting date, or what forbids the posting: one refusal, or SeveralRefusals with all of them.
    """
    found = first_result(session, posting_id, key, context)
    if found is not None:
        return found
    try:
        planned = plan(session, key, choice, context, posting_id=posting_id or "")
    except Refusal as refusal:
        logger.warning("posting of %s refused: %s", key, refusal.code)
        raise
    result = write(session, planned)
    remember(session, posting_id, result)
    logger.info("posted %s: shipment %s, invoice %s", key, result.shipment_no, result.invoice_no)
    return result
