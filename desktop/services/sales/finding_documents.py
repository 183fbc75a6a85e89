"""Finding draft and posted documents by number, customer or the customer's own number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.posted import SalesInvoiceHeader, SalesShipmentHeader
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DocumentType
from desktop.services.text_index import text_condition


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document that fits what was typed; `amount` includes VAT, in its own currency."""

    type: DocumentType
    no: str
    name: str
    amount: Decimal
    currency_code: str


def find_draft_documents(session: Session, text: str, limit: int) -> tuple[FoundDocument, ...]:
    """Documents being worked on, the newest first."""
    amount = (
        select(func.coalesce(func.sum(SalesLine.amount_including_vat), Decimal(0)))
        .where(
            SalesLine.document_type == SalesHeader.document_type,
            SalesLine.document_no == SalesHeader.no,
        )
        .scalar_subquery()
    )
    statement = (
        select(
            SalesHeader.document_type,
            SalesHeader.no,
            SalesHeader.sell_to_name,
            amount,
            SalesHeader.currency_code,
        )
        .where(*text_condition(session, "sales_header", text))
        .order_by(SalesHeader.no.desc())
        .limit(limit)
    )
    return tuple(_found(*row) for row in session.execute(statement))


def find_posted_invoices(session: Session, text: str, limit: int) -> tuple[FoundDocument, ...]:
    """Posted invoices, the newest first."""
    statement = (
        select(
            SalesInvoiceHeader.no,
            SalesInvoiceHeader.sell_to_name,
            SalesInvoiceHeader.amount_payable,
            SalesInvoiceHeader.currency_code,
        )
        .where(*text_condition(session, "sales_invoice_header", text))
        .order_by(SalesInvoiceHeader.no.desc())
        .limit(limit)
    )
    return tuple(_found(DocumentType.INVOICE, *row) for row in session.execute(statement))


@dataclass(frozen=True, slots=True)
class FoundShipment:
    """A posted shipment that fits what was typed."""

    no: str
    name: str
    posting_date: date | None


def find_posted_shipments(session: Session, text: str, limit: int) -> tuple[FoundShipment, ...]:
    """Posted shipments, the newest first."""
    statement = (
        select(
            SalesShipmentHeader.no,
            SalesShipmentHeader.sell_to_name,
            SalesShipmentHeader.posting_date,
        )
        .where(*text_condition(session, "sales_shipment_header", text))
        .order_by(SalesShipmentHeader.no.desc())
        .limit(limit)
    )
    return tuple(FoundShipment(*row) for row in session.execute(statement))


def _found(
    document_type: DocumentType, no: str, name: str, amount: Decimal, currency_code: str | None
) -> FoundDocument:
    return FoundDocument(document_type, no, name, amount, currency_code or "")
