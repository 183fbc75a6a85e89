"""Warnings about a document as it stands: credit, overdue entries, stock (PF9, SD35, CU46, CU47).

They never interrupt: the command was done, and a warning disappears when it is no longer true.
"""

from __future__ import annotations

from desktop.errors import Notice
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Amount
from desktop.models.words import JobQueueStatus
from desktop.services.customers.credit import credit_figures, credit_notices
from desktop.services.sales.line_assembly import kit_notices
from desktop.services.sales.line_promises import unsupported_notices
from desktop.services.sales.load import Document
from desktop.services.sales.stock_notices import stock_notices
from desktop.translation import N_

CREDIT_TYPES = frozenset(
    {
        DocumentType.QUOTE,
        DocumentType.ORDER,
        DocumentType.BLANKET_ORDER,
        DocumentType.INVOICE,
    }
)
"""Return documents never warn (CU47)."""

NOT_IN_SUMS = frozenset({DocumentType.QUOTE, DocumentType.BLANKET_ORDER})
"""Documents whose amounts the stored sums leave out, so that they count as a change (CU45)."""

NOT_POSTED = "sales.not_posted"
NOT_POSTED_TEXT = N_("{document_type} {no} could not be posted in the background: {reason}")


def standing_notices(document: Document) -> tuple[Notice, ...]:
    """Everything that should be known about the document now."""
    if document.header.completed or document.header.converted:
        return ()
    return (
        *_failed_posting(document),
        *_credit(document),
        *stock_notices(document),
        *kit_notices(document),
        *unsupported_notices(document),
    )


def _failed_posting(document: Document) -> tuple[Notice, ...]:
    """Why the document could not be posted in the background (SD104)."""
    header = document.header
    if header.job_queue_status is not JobQueueStatus.ERROR:
        return ()
    parameters = {"document_type": document.type, "no": header.no, "reason": header.job_queue_error}
    return (Notice(NOT_POSTED, NOT_POSTED_TEXT, parameters, record=document.ref),)


def _credit(document: Document) -> tuple[Notice, ...]:
    customer_no = document.header.bill_to_customer_no
    if document.type not in CREDIT_TYPES or customer_no is None:
        return ()
    figures = credit_figures(document.session, customer_no, document.context.work_date)
    if figures is None:
        return ()
    return credit_notices(figures, document.setups.sales.credit_warnings, _change(document))


def _change(document: Document) -> Amount:
    """What the stored sums lack: a quote or blanket order is not in them."""
    if document.type not in NOT_IN_SUMS:
        return ZERO
    return sum((line.outstanding_amount_lcy for line in document.lines), ZERO)
