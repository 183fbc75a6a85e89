"""Deleting a document that nobody is waiting for (SD18)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.archive_words import ArchiveCause
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DocumentKey
from desktop.models.words import NotificationKind
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.papers.following import followers, tell
from desktop.services.papers.removal import delete_papers
from desktop.services.sales.catalog_lines import catalog_values, let_items_go
from desktop.services.sales.comments import delete_comments
from desktop.services.sales.editable import check_not_read_only
from desktop.services.sales.line_assembly import area_of_kits, concerns_kits
from desktop.services.sales.line_fields import check_may_delete
from desktop.services.sales.line_promises import remove_proposals
from desktop.services.sales.line_reservations import release_reservations
from desktop.services.sales.load import load_document
from desktop.services.sales.on_picks import check_not_on_pick
from desktop.services.sales.purchase_ties import let_purchases_go
from desktop.services.sales.versions import is_kept_when_deleted, keep_version


def delete_document(session: Session, key: DocumentKey, context: UserContext) -> None:
    """Delete a document with its lines, comments and papers; its number is not used again.

    A version is kept first where the set-up wants it. Who follows the document is told. Raises
    ShippedNotInvoiced or ReturnsNotInvoiced for the first line that is delivered and not
    invoiced, LineLinked, LineOnPick, DocumentCompleted, DocumentScheduled or PendingApproval, and
    KeepQuoteVersion where the set-up asks.
    """
    document = load_document(session, key, context, for_update=True)
    check_not_read_only(document.header)
    for line in document.lines:
        check_may_delete(line)
    check_not_on_pick(session, document.lines)
    let_purchases_go(session, document.lines)
    if is_kept_when_deleted(document):
        keep_version(session, key, ArchiveCause.DELETION, context)
    delete_comments(session, key)
    users = followers(session, document.ref, besides=context.user)
    delete_papers(session, document.ref.table, [document.ref])
    if document.has_proposals:
        remove_proposals(session, key.no)
    if concerns_kits(document):
        area_of_kits().let_go(document, [line.line_no for line in document.lines])
    release_reservations(document)
    of_catalog = catalog_values(document.lines)
    for line in document.lines:
        session.delete(line)
    session.delete(document.header)
    session.flush()  # so that a later command of the same transaction finds nothing
    let_items_go(document, of_catalog)
    tell(session, users, document.ref, NotificationKind.DELETED, context)
    report_changes(session, SalesHeader.__tablename__, SalesLine.__tablename__)
