"""What the fact pane says beside the customer list and card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.models.values.keys import DocumentType
from desktop.services.contacts.queries import contacts_of_customer
from desktop.services.context import UserContext
from desktop.services.sales.customer_documents import (
    DocumentKind,
    PostedKind,
    document_counts,
)
from desktop.translation import N_
from desktop.views.pages.customer_block import customer_facts
from desktop.views.pages.customer_targets import BUYER, PAYER, documents_of
from desktop.views.pages.duplicate_banner import duplicate_facts
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.tables.columns import Kind, Target
from desktop.views.tables.list_spec import Session


def card_facts(
    session: Session, key: tuple[str | int, ...], context: UserContext
) -> Sequence[FactBlock]:
    """The blocks beside the customer card."""
    no = str(key[0])
    return (
        *customer_facts(session, no, context),
        *_documents(session, no),
        *_contacts(session, no),
        *duplicate_facts(session, no),
    )


_LISTS: Mapping[DocumentKind, tuple[str, str]] = {
    DocumentType.QUOTE: (N_("Quotes"), "sales_quotes"),
    DocumentType.BLANKET_ORDER: (N_("Blanket orders"), ""),
    DocumentType.ORDER: (N_("Orders"), "sales_orders"),
    DocumentType.INVOICE: (N_("Draft invoices"), "sales_invoices"),
    DocumentType.RETURN_ORDER: (N_("Return orders"), ""),
    DocumentType.CREDIT_MEMO: (N_("Credit memos"), ""),
    PostedKind.SHIPMENT: (N_("Posted shipments"), "posted_shipments"),
    PostedKind.INVOICE: (N_("Posted invoices"), "posted_invoices"),
}
"""The kinds of documents with the pages that list them."""


def _documents(session: Session, no: str) -> Sequence[FactBlock]:
    """How many documents a customer buys and pays; kinds that it has none of are left out."""
    counts = document_counts(session, no)
    return tuple(
        FactBlock(title=title, facts=facts)
        for title, facts in (
            (N_("Documents as sell-to"), _counted(counts.sell_to, no, BUYER)),
            (N_("Documents as bill-to"), _counted(counts.bill_to, no, PAYER)),
        )
        if facts
    )


def _counted(counts: Mapping[DocumentKind, int], no: str, who: str) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            label,
            counts[kind],
            Kind.INTEGER,
            target=documents_of(page, no, who) if page else None,
        )
        for kind, (label, page) in _LISTS.items()
        if counts.get(kind)
    )


def _contacts(session: Session, no: str) -> Sequence[FactBlock]:
    """The contact that a customer is, and its persons."""
    facts = tuple(
        Fact(row.name, row.job_title or row.phone, target=Target("contact_card", row.no))
        for row in contacts_of_customer(session, no)
    )
    return (FactBlock(title=N_("Contacts"), facts=facts),) if facts else ()


def list_facts(session: Session, key: str, context: UserContext) -> Sequence[FactBlock]:
    """The blocks beside the customer list."""
    return customer_facts(session, key, context)
