"""What a quote, an order or a draft invoice says on paper, computed as on the screen (SD106).

Lines and sums are those of `sales.totals`; nothing is posted yet, so the VAT is what it would be
if everything were invoiced at once. The content has the form of an invoice, whose layout it shares.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import round_to
from desktop.models.words import LineType, Status
from desktop.services.context import UserContext
from desktop.services.reports.document_content import (
    DocumentSource,
    document_source,
    paper_facts,
)
from desktop.services.reports.invoice_content import (
    InvoiceContent,
    InvoiceLine,
    InvoiceMoney,
    VatGroup,
    content_line,
    decimals_of,
    document_terms,
    document_texts,
)
from desktop.services.reports.refusals import PaperOfAnotherType
from desktop.services.reports.setup_texts import SetupTexts, TextKind
from desktop.services.reports.usages import DocumentUsage
from desktop.services.sales.line_amounts import totals_of
from desktop.services.sales.load import Document, document_ref, load_document
from desktop.services.sales.totals import DocumentTotals

PAPERS: dict[DocumentUsage, frozenset[DocumentType]] = {
    DocumentUsage.QUOTE: frozenset({DocumentType.QUOTE}),
    DocumentUsage.ORDER_CONFIRMATION: frozenset({DocumentType.ORDER}),
    DocumentUsage.PROFORMA: frozenset({DocumentType.ORDER, DocumentType.INVOICE}),
}
"""The papers of drafts, and the documents that each is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftContent:
    """A draft in plain values: as an invoice, and what only a draft says.

    `delivery_date` is given when all lines have the same planned delivery date.
    """

    invoice: InvoiceContent
    document_type: DocumentType
    valid_until: date | None
    requested_delivery_date: date | None
    delivery_date: date | None
    quote_no: str
    shipping_agent: str
    is_released: bool


def draft_content(
    session: Session, usage: DocumentUsage, key: DocumentKey, context: UserContext
) -> DraftContent:
    """What the draft says, in at most 8 statements.

    Raises DocumentMissing, or PaperOfAnotherType when such documents have no paper of this use.
    """
    if key.type not in PAPERS[usage]:
        raise PaperOfAnotherType(record=document_ref(key), document_type=key.type, no=key.no)
    document = load_document(session, key, context)
    source = document_source(session, SalesHeader, key.no, SalesHeader.document_type == key.type)
    header = document.header
    texts = document_texts(session, source, document.lines)
    days = {line.planned_delivery_date for line in document.priced_lines}
    return DraftContent(
        invoice=_as_invoice(document, source, texts, usage),
        document_type=key.type,
        valid_until=header.quote_valid_until if key.type is DocumentType.QUOTE else None,
        requested_delivery_date=header.requested_delivery_date,
        delivery_date=next(iter(days)) if len(days) == 1 else None,
        quote_no=header.quote_no or "",
        shipping_agent=source.agent.name if source.agent else "",
        is_released=header.status is not Status.OPEN,
    )


def _as_invoice(
    document: Document, source: DocumentSource, texts: SetupTexts, usage: DocumentUsage
) -> InvoiceContent:
    totals = totals_of(document)
    return InvoiceContent(
        paper=paper_facts(source, usage),
        terms=document_terms(source, texts),
        money=_money(source, totals),
        lines=tuple(_line(line, source, texts) for line in document.lines),
        vat_groups=_vat_groups(document, source, texts, totals),
    )


def _money(source: DocumentSource, totals: DocumentTotals) -> InvoiceMoney:
    header: SalesHeader = source.header
    currency, ledger = source.currency, source.ledger
    lcy_decimals = decimals_of(ledger.amount_precision)
    return InvoiceMoney(
        currency_code=(currency.iso_code or currency.code) if currency else ledger.lcy_code,
        decimals=currency.decimals_shown if currency else lcy_decimals,
        lcy_code=ledger.lcy_code,
        lcy_decimals=lcy_decimals,
        is_foreign=currency is not None,
        exchange_rate_amount=header.exchange_rate_amount,
        relational_amount=header.relational_amount,
        prices_including_vat=header.prices_including_vat,
        subtotal=totals.subtotal,
        invoice_discount=totals.invoice_discount_amount,
        amount=totals.total_excl_vat,
        vat_amount=totals.vat,
        amount_including_vat=totals.total_incl_vat,
        rounding_amount=totals.rounding,
        amount_payable=totals.payable,
    )


def _line(line: SalesLine, source: DocumentSource, texts: SetupTexts) -> InvoiceLine:
    """A line of the draft; one that sells nothing yet is a text."""
    if line.is_priced and line.no is not None:
        return content_line(line, source, texts, supply_date=line.planned_delivery_date)
    return replace(content_line(line, source, texts, supply_date=None), type=LineType.COMMENT)


def _vat_groups(
    document: Document, source: DocumentSource, texts: SetupTexts, totals: DocumentTotals
) -> tuple[VatGroup, ...]:
    """The VAT specification of the draft; its VAT in LCY is at the document's rate."""
    first = {line.vat_identifier or "": line for line in reversed(document.priced_lines)}
    precision, rate = source.ledger.amount_precision, document.rate
    return tuple(
        VatGroup(
            vat_identifier=group.vat_identifier,
            vat_bus_posting_group=first[group.vat_identifier].vat_bus_posting_group or "",
            vat_prod_posting_group=first[group.vat_identifier].vat_prod_posting_group or "",
            vat_pct=group.vat_pct,
            calculation_type=group.vat_calculation_type,
            base=group.base,
            vat_amount=group.vat_amount,
            vat_lcy=round_to(
                group.vat_amount,
                precision,
                times=rate.relational_amount,
                over=rate.exchange_rate_amount,
            ),
            clause_code=group.vat_clause_code or "",
            clause=texts.text(TextKind.VAT_CLAUSE, group.vat_clause_code),
        )
        for group in totals.vat_groups
    )
