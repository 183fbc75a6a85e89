"""Papers as they were issued: the first print or sending keeps the bytes, later ones use them.

A later change of company, customer or set-up never alters an issued paper (AO64). The stamp
"Copy" on a reprint is laid over the pages by whoever prints and is never stored (AX31).
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.contact_words import SentDocument
from desktop.models.posted import DocumentArchive, SalesInvoiceHeader, SalesShipmentHeader
from desktop.services.contacts.interactions import log_sent_document
from desktop.services.context import UserContext
from desktop.services.reports.delivery_note import render_delivery_note
from desktop.services.reports.document_content import PaperFacts, PostedHeader, header_language
from desktop.services.reports.invoice_content import invoice_content
from desktop.services.reports.lawful_content import check_can_be_issued
from desktop.services.reports.refusals import DocumentNotFound, FileNotWritten
from desktop.services.reports.sales_invoice import render_invoice
from desktop.services.reports.shipment_content import shipment_content
from desktop.services.reports.usages import ARCHIVED, LAYOUT, LAYOUT_VERSION, DocumentUsage

logger = logging.getLogger(__name__)

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*\s]+')

_SENT: dict[DocumentUsage, SentDocument] = {
    DocumentUsage.INVOICE: SentDocument.POSTED_INVOICE,
    DocumentUsage.SHIPMENT: SentDocument.POSTED_SHIPMENT,
}

_HEADERS: dict[DocumentUsage, type[PostedHeader]] = {
    DocumentUsage.INVOICE: SalesInvoiceHeader,
    DocumentUsage.SHIPMENT: SalesShipmentHeader,
}


@dataclass(frozen=True, slots=True)
class ArchivedPdf:
    """A paper as it leaves the house.

    `copy_mark` is the word "Copy" in the reader's language when an invoice was printed before,
    else blank; it goes over the printed pages and is no part of `content`.
    """

    file_name: str
    content: bytes
    sha256: str
    copy_mark: str = ""


def issued_pdf(session: Session, usage: str, no: str, context: UserContext) -> ArchivedPdf:
    """The paper to print or send; the first call for an invoice renders and keeps it.

    A delivery note is not kept and is made anew each time. Locks the posted document, so that
    two first prints at once keep one paper. Raises DocumentNotFound, LogoUnreadable, and
    InvoiceContentMissing or SeveralRefusals when an invoice lacks what the law wants on it.
    """
    known = DocumentUsage(usage)
    header = _header(session, known, no, for_update=True)
    paper = _kept(session, known, no)
    if paper is None:
        paper = _made(session, known, no, is_issue=True)
        if known in ARCHIVED:
            _keep(session, known, no, paper, context)
    is_copy = known in ARCHIVED and header.no_printed > 0
    mark = header_language(session, header).localizer().gettext("Copy") if is_copy else ""
    return ArchivedPdf(paper.file_name, paper.content, paper.sha256, mark)


def preview_pdf(session: Session, usage: str, no: str) -> ArchivedPdf:
    """The paper to look at: the issued one, else as it would be issued now. Keeps nothing.

    Raises DocumentNotFound or LogoUnreadable; missing lawful content is no hindrance here.
    """
    known = DocumentUsage(usage)
    _header(session, known, no, for_update=False)
    return _kept(session, known, no) or _made(session, known, no, is_issue=False)


def count_print(session: Session, usage: str, no: str, context: UserContext) -> None:
    """Count a print or sending that really happened; a look at the paper is none (AO56).

    The contact that the paper went to keeps it as an interaction (CU165). Raises
    DocumentNotFound.
    """
    known = DocumentUsage(usage)
    table = _HEADERS[known]
    header = _header(session, known, no, for_update=True)
    log_sent_document(
        session,
        _SENT[known],
        no,
        context,
        customer_no=header.sell_to_customer_no,
        contact_no=header.sell_to_contact_no,
    )
    session.execute(
        update(table).where(table.no == no).values(no_printed=table.no_printed + 1),
        execution_options={"synchronize_session": "fetch"},
    )


def file_name(usage: DocumentUsage, no: str, customer_no: str) -> str:
    """The suggested name of the file, with what file systems refuse replaced (AO65)."""
    parts = (usage.value, no, customer_no)
    return "_".join(_UNSAFE.sub("-", part).strip("-.") for part in parts if part) + ".pdf"


def save_pdf(paper: ArchivedPdf, path: Path) -> None:
    """Write the paper to a file, byte for byte and without the copy mark.

    An existing file is replaced only when all of the new one is written. Raises FileNotWritten.
    """
    half = path.with_name(f"{path.name}.part")
    try:
        half.write_bytes(paper.content)
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise FileNotWritten(path=str(path), reason=reason) from error


# ------------------------------------------------------------------------------------- making


def _header(session: Session, usage: DocumentUsage, no: str, *, for_update: bool) -> PostedHeader:
    table = _HEADERS[usage]
    statement = select(table).where(table.no == no)
    header = session.scalar(statement.with_for_update() if for_update else statement)
    if not isinstance(header, PostedHeader):
        name = table.__tablename__
        raise DocumentNotFound(record=RecordRef(name, (no,)), table=name, no=no)
    return header


def _kept(session: Session, usage: DocumentUsage, no: str) -> ArchivedPdf | None:
    row = session.execute(
        select(DocumentArchive.file_name, DocumentArchive.content, DocumentArchive.sha256)
        .where(DocumentArchive.usage == usage, DocumentArchive.document_no == no)
        .order_by(DocumentArchive.id)
        .limit(1)
    ).one_or_none()
    return ArchivedPdf(row.file_name, row.content, row.sha256) if row else None


def _made(session: Session, usage: DocumentUsage, no: str, *, is_issue: bool) -> ArchivedPdf:
    paper, content = _MAKERS[usage](session, no, is_issue)
    party = paper.bill_to if usage is DocumentUsage.INVOICE else paper.sell_to
    name = file_name(usage, no, party.printed_no)
    return ArchivedPdf(name, content, hashlib.sha256(content).hexdigest())


def _keep(
    session: Session, usage: DocumentUsage, no: str, paper: ArchivedPdf, context: UserContext
) -> None:
    session.add(
        DocumentArchive(
            usage=usage.value,
            document_no=no,
            layout=LAYOUT,
            layout_version=LAYOUT_VERSION,
            file_name=paper.file_name,
            created_at=context.now(),
            sha256=paper.sha256,
            content=paper.content,
        )
    )
    logger.info("issued %s %s, sha256 %s", usage.value, no, paper.sha256)


def _invoice(session: Session, no: str, is_issue: bool) -> tuple[PaperFacts, bytes]:  # noqa: FBT001  (called through a table of makers)
    content = invoice_content(session, no)
    if is_issue:
        check_can_be_issued(content)
    return content.paper, render_invoice(content, content.paper.language.localizer())


def _shipment(session: Session, no: str, is_issue: bool) -> tuple[PaperFacts, bytes]:  # noqa: FBT001  (called through a table of makers)
    del is_issue
    content = shipment_content(session, no)
    return content.paper, render_delivery_note(content, content.paper.language.localizer())


_MAKERS: dict[DocumentUsage, Callable[[Session, str, bool], tuple[PaperFacts, bytes]]] = {
    DocumentUsage.INVOICE: _invoice,
    DocumentUsage.SHIPMENT: _shipment,
}
