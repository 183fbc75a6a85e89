"""What a posting does with the files, links and notes of a document, and whom it tells (SD108)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.posted import SalesInvoiceHeader, SalesShipmentHeader
from desktop.models.values.keys import DocumentType
from desktop.models.words import NotificationKind
from desktop.services.papers.copying import copy_papers
from desktop.services.papers.following import followers, tell
from desktop.services.papers.removal import delete_papers
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.reading import Ground


def take_papers_along(
    session: Session, ground: Ground, stamp: Stamp, result: PostingResult
) -> None:
    """Copy a document's papers to what was posted, and tell who follows the document.

    Files and links go to every posted document; notes where the set-up sends comments. Those of
    a posted invoice's draft go with it. Costs nothing where there are none.
    """
    document, terms = ground.document, ground.terms
    shipments = _posted(SalesShipmentHeader.__tablename__, result.shipment_no)
    invoices = _posted(SalesInvoiceHeader.__tablename__, result.invoice_no)
    if terms.has_papers:
        sales = document.setups.sales
        notes_to = [
            *(shipments if sales.copy_comments_to_shipment else ()),
            *(invoices if sales.copy_comments_to_invoice else ()),
        ]
        targets = [*shipments, *invoices]
        copy_papers(session, document.ref, targets, notes_to=notes_to, kept=True)
    users = followers(session, document.ref, besides=stamp.user) if terms.is_followed else []
    is_leaving = document.type is DocumentType.INVOICE
    if is_leaving and (terms.has_papers or terms.is_followed):
        delete_papers(session, document.ref.table, [document.ref])
    tell(
        session,
        users,
        document.ref,
        NotificationKind.POSTED,
        document.context,
        documents=[no for no in (result.shipment_no, result.invoice_no) if no],
        opens=invoices[0] if is_leaving and invoices else None,
    )


def _posted(table: str, no: str | None) -> list[RecordRef]:
    return [RecordRef(table, (no,))] if no else []
