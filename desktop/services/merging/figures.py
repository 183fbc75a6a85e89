"""What must be the same before and after a merge (CU147)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.contacts import Contact, Interaction
from desktop.models.duplicate_words import PartyKind
from desktop.models.ledgers import CustLedgerEntry, DetailedCustLedgerEntry
from desktop.models.posted import SalesInvoiceHeader, SalesShipmentHeader
from desktop.models.sales import SalesHeader
from desktop.services.list_statement import sum_or_zero
from desktop.services.merging.choice import MergeFigures

_PARTIES = {
    PartyKind.CUSTOMER: ("sell_to_customer_no", "bill_to_customer_no"),
    PartyKind.CONTACT: ("sell_to_contact_no", "bill_to_contact_no"),
}
"""The columns of a document that name a party."""


def merge_figures(
    session: Session, numbers: Sequence[str], kind: PartyKind = PartyKind.CUSTOMER
) -> MergeFigures:
    """What some customers or contacts have together, in one statement.

    Of customers balance, sales, entries and documents; of contacts documents, interactions and
    persons.
    """
    posted = [
        sa.select(sa.func.count()).where(names_one_of(each, numbers, kind)).scalar_subquery()
        for each in (SalesInvoiceHeader, SalesShipmentHeader)
    ]
    documents = sa.select(sa.func.count()).where(names_one_of(SalesHeader, numbers, kind))
    own = _of_contacts(numbers) if kind is PartyKind.CONTACT else _of_customers(numbers)
    columns = {
        **own,
        "documents": documents.scalar_subquery(),
        "posted_documents": posted[0] + posted[1],
    }
    row = session.execute(sa.select(*(column.label(name) for name, column in columns.items())))
    return MergeFigures(**row.one()._asdict())


def _of_customers(numbers: Sequence[str]) -> dict[str, sa.ColumnElement[Any]]:
    entry, detail = CustLedgerEntry, DetailedCustLedgerEntry
    entries = entry.customer_no.in_(numbers)
    return {
        "balance_lcy": sa.select(sum_or_zero(detail.amount_lcy))
        .where(detail.customer_no.in_(numbers))
        .scalar_subquery(),
        "sales_lcy": sa.select(sum_or_zero(entry.sales_lcy)).where(entries).scalar_subquery(),
        "entries": sa.select(sa.func.count()).where(entries).scalar_subquery(),
        "open_entries": sa.select(sa.func.count()).where(entries, entry.open).scalar_subquery(),
    }


def _of_contacts(numbers: Sequence[str]) -> dict[str, sa.ColumnElement[Any]]:
    count = sa.func.count()
    said = sa.or_(Interaction.contact_no.in_(numbers), Interaction.company_no.in_(numbers))
    return {
        "interactions": sa.select(count).where(said).scalar_subquery(),
        "persons": sa.select(count).where(Contact.company_no.in_(numbers)).scalar_subquery(),
    }


def names_one_of(header: Any, numbers: Sequence[str], kind: PartyKind) -> sa.ColumnElement[bool]:  # noqa: ANN401  (any document's class)
    """Whether a document is sold or billed to one of some customers or contacts."""
    return sa.or_(*(getattr(header, name).in_(numbers) for name in _PARTIES[kind]))
