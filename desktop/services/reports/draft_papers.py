"""Making and issuing the papers of drafts: quote, order confirmation, proforma invoice (SD106).

A draft changes, so its paper is made anew each time and not kept as a file. What was sent is kept
as a version of the document, where the set-up wants it.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import update
from sqlalchemy.orm import Session

from desktop.models.archive_words import ArchiveCause
from desktop.models.contact_words import SentDocument
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey
from desktop.services.contacts.interactions import log_sent_document
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.reports.archive import ArchivedPdf, file_name
from desktop.services.reports.draft_content import draft_content
from desktop.services.reports.sales_drafts import render_draft
from desktop.services.reports.usages import DocumentUsage
from desktop.services.sales.load import load_document
from desktop.services.sales.versions import keep_version


def draft_pdf(
    session: Session, usage: DocumentUsage, key: DocumentKey, context: UserContext
) -> ArchivedPdf:
    """The paper of a draft as it stands, in the customer's language, at any status.

    Raises DocumentMissing, PaperOfAnotherType or LogoUnreadable.
    """
    content = draft_content(session, usage, key, context)
    paper = content.invoice.paper
    pdf = render_draft(content, paper.language.localizer())
    name = file_name(usage, key.no, paper.sell_to.customer_no)
    return ArchivedPdf(name, pdf, hashlib.sha256(pdf).hexdigest())


def count_draft_print(
    session: Session, usage: DocumentUsage, key: DocumentKey, context: UserContext
) -> int | None:
    """Count a print or sending of a draft that really happened, and keep what was sent.

    Returns the number of the version that was kept, None where the set-up keeps none. A proforma
    invoice is no word of ours that binds: it is neither counted nor kept. The contact that a paper
    went to keeps it as an interaction (CU165). Raises DocumentMissing.
    """
    document = load_document(session, key, context, for_update=True)
    version = None
    if usage is not DocumentUsage.PROFORMA:
        _count(session, key)
        if document.setups.sales.archive_on_send:
            version = keep_version(session, key, ArchiveCause.SENDING, context)
    header = document.header
    log_sent_document(
        session,
        SentDocument(key.type),
        key.no,
        context,
        customer_no=header.sell_to_customer_no,
        contact_no=header.sell_to_contact_no,
        version=version or 0,
        campaign_no=header.campaign_no,
    )
    return version


def _count(session: Session, key: DocumentKey) -> None:
    session.execute(
        update(SalesHeader)
        .where(SalesHeader.document_type == key.type, SalesHeader.no == key.no)
        .values(no_printed=SalesHeader.no_printed + 1),
        execution_options={"synchronize_session": "fetch"},
    )
    report_changes(session, SalesHeader.__tablename__)
