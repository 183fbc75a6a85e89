"""Deleting a purchase document that nothing came of (PF62)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.papers.removal import delete_papers
from desktop.services.purchases.editable import check_not_read_only
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_fields import check_may_delete
from desktop.services.purchases.load import load_purchase
from desktop.services.purchases.sales_links import clear_sales_links


def delete_purchase(session: Session, key: PurchaseKey, context: UserContext) -> None:
    """Delete a document with its lines and papers; its number is not used again.

    Sales lines that it was made for are to be ordered again. Raises ReceivedNotInvoiced or
    PurchaseReserved for the first such line, PurchaseCompleted or PurchasePending.
    """
    document = load_purchase(session, key, context, for_update=True)
    check_not_read_only(document.header)
    check_may_delete(document, document.lines)
    clear_sales_links(document, document.lines)
    delete_papers(session, document.ref.table, [document.ref])
    for line in document.lines:
        session.delete(line)
    session.delete(document.header)
    session.flush()  # so that a later command of the same transaction finds nothing
    report_changes(session, PurchaseHeader.__tablename__, PurchaseLine.__tablename__)
