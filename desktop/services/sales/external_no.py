"""The customer's own number of an order, and that it does not come twice (SD17)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.ledger_words import EntryDocumentType
from desktop.models.ledgers import CustLedgerEntry
from desktop.models.posted import SalesInvoiceHeader
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentType
from desktop.models.words import ExtDocNoCheck
from desktop.services.sales.load import Document
from desktop.translation import N_

DUPLICATE = N_(
    "External Document No. {external_document_no} of customer {customer_no} is already used on "
    "{other}."
)


def other_use(session: Session, header: SalesHeader) -> str | None:
    """The document that has the same external number already, None when there is none.

    Looked for among open documents of the same type and buyer, then among the buyer's ledger
    entries of the kind that this document will become. Earlier invoices of the same order do not
    count: an order that is invoiced in parts has one number.
    """
    if not header.external_document_no or header.sell_to_customer_no is None:
        return None
    draft = session.scalars(
        select(SalesHeader.no)
        .where(
            SalesHeader.document_type == header.document_type,
            SalesHeader.sell_to_customer_no == header.sell_to_customer_no,
            SalesHeader.external_document_no == header.external_document_no,
            SalesHeader.no != header.no,
            SalesHeader.completed.is_(False),
            SalesHeader.converted.is_(False),
        )
        .limit(1)
    ).one_or_none()
    return draft or _posted_use(session, header)


def _posted_use(session: Session, header: SalesHeader) -> str | None:
    becomes = (
        EntryDocumentType.CREDIT_MEMO
        if header.document_type.is_return
        else EntryDocumentType.INVOICE
    )
    of_buyer: ColumnElement[bool] = (
        CustLedgerEntry.sell_to_customer_no == header.sell_to_customer_no
    )
    query = select(CustLedgerEntry.document_no).where(
        CustLedgerEntry.external_document_no == header.external_document_no,
        CustLedgerEntry.document_type == becomes,
        of_buyer,
    )
    if header.document_type is DocumentType.ORDER:
        of_this_order = select(SalesInvoiceHeader.no).where(
            SalesInvoiceHeader.order_no == header.no
        )
        query = query.where(CustLedgerEntry.document_no.not_in(of_this_order))
    return session.scalars(query.limit(1)).one_or_none()


def warn_of_duplicate(document: Document) -> None:
    """Tell that the number was used before, when the set-up wants to hear it on entry."""
    if document.setups.sales.ext_doc_no_check is not ExtDocNoCheck.WARN:
        return
    other = other_use(document.session, document.header)
    if other is not None:
        document.notices.append(
            Notice(
                "external_document_no",
                DUPLICATE,
                {
                    "external_document_no": document.header.external_document_no,
                    "customer_no": document.header.sell_to_customer_no,
                    "other": other,
                },
                record=document.ref,
                field="external_document_no",
            )
        )
