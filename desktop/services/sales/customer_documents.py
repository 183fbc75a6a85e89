"""How many documents a customer has, as the one who buys and as the one who pays (01 §4).

Shipments go to who buys; who pays is not counted for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop.models.posted import SalesInvoiceHeader, SalesShipmentHeader
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentType


class PostedKind(StrEnum):
    """What is issued from sales documents."""

    SHIPMENT = "shipment"
    INVOICE = "invoice"


DocumentKind = DocumentType | PostedKind


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """The numbers of documents by kind; drafts that are completed or converted do not count."""

    sell_to: Mapping[DocumentKind, int] = field(default_factory=dict)
    bill_to: Mapping[DocumentKind, int] = field(default_factory=dict)


def document_counts(session: Session, customer_no: str) -> DocumentCounts:
    """Count the documents of a customer; two statements."""
    sell_to: dict[DocumentKind, int] = {}
    bill_to: dict[DocumentKind, int] = {}
    buys = SalesHeader.sell_to_customer_no == customer_no
    pays = SalesHeader.bill_to_customer_no == customer_no
    drafts = session.execute(
        select(SalesHeader.document_type, func.count().filter(buys), func.count().filter(pays))
        .where(or_(buys, pays), SalesHeader.completed.is_(False), SalesHeader.converted.is_(False))
        .group_by(SalesHeader.document_type)
    )
    for kind, buying, paying in drafts:
        sell_to[kind], bill_to[kind] = buying, paying
    # Each by itself: together they would have to look at all documents.
    shipped, bought, paid = (
        select(func.count()).where(names == customer_no).scalar_subquery()
        for names in (
            SalesShipmentHeader.sell_to_customer_no,
            SalesInvoiceHeader.sell_to_customer_no,
            SalesInvoiceHeader.bill_to_customer_no,
        )
    )
    row = session.execute(select(shipped, bought, paid)).one()
    sell_to[PostedKind.SHIPMENT], sell_to[PostedKind.INVOICE], bill_to[PostedKind.INVOICE] = row
    return DocumentCounts(sell_to, bill_to)
