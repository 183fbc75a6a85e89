"""Recalculating a purchase document with the arithmetic of sales, costs excluding VAT (PF58)."""

from __future__ import annotations

from desktop.models.base import Base
from desktop.models.purchases import PurchaseLine
from desktop.models.values.numbers import Amount, UnitPrice, round_to
from desktop.services.derived_amounts import DerivedAmounts
from desktop.services.purchases.load import Purchase
from desktop.services.purchases.sales_links import write_cost_to_sales
from desktop.services.sales.totals import (
    DocumentTerms,
    DocumentTotals,
    LineFigures,
    LineInput,
    LineTotals,
    document_totals,
)
from desktop.services.vat.calculation import HUNDRED

DERIVED_AMOUNTS = (
    "gross_amount",
    "line_discount_amount",
    "line_amount",
    "amount",
    "vat_amount",
    "amount_including_vat",
    "unit_cost_lcy",
)

_WRITING = DerivedAmounts(Base.metadata.tables[PurchaseLine.__tablename__], DERIVED_AMOUNTS)


def line_input(line: PurchaseLine) -> LineInput:
    """A stored line as the calculation sees it."""
    return LineInput(
        line_no=line.line_no,
        quantity=line.quantity,
        unit_price=line.direct_unit_cost,
        line_discount_pct=line.line_discount_pct,
        is_comment=not line.is_priced or line.no is None,
        vat_identifier=line.vat_identifier or "",
        vat_pct=line.vat_pct,
        vat_calculation_type=line.vat_calculation_type,
        kept_line_discount=line.line_discount_amount if line.discount_amount_is_typed else None,
        quantity_invoiced=line.quantity_invoiced,
        invoiced=LineFigures(line.gross_invoiced, line.line_discount_invoiced),
    )


def document_terms(document: Purchase) -> DocumentTerms:
    """What currency and set-up say about the document's amounts; invoices are not rounded."""
    rounding = document.currency or document.setups.ledger
    return DocumentTerms(
        amount_precision=rounding.amount_precision,
        vat_rounding_type=rounding.vat_rounding_type,
    )


def totals_of(document: Purchase) -> DocumentTotals:
    """The document's totals as its lines stand."""
    return document_totals([line_input(line) for line in document.lines], document_terms(document))


def recalculate(document: Purchase) -> DocumentTotals:
    """Calculate the document anew and keep the results in its lines."""
    totals = totals_of(document)
    by_line_no = {line.line_no: line for line in totals.lines}
    for line in document.lines:
        for name, amount in derived_amounts(document, line, by_line_no[line.line_no]).items():
            if getattr(line, name) != amount:
                setattr(line, name, amount)
    return totals


def derived_amounts(
    document: Purchase, line: PurchaseLine, totals: LineTotals
) -> dict[str, Amount]:
    """The amounts of a line that follow from the calculation, by column."""
    return {
        "gross_amount": totals.gross,
        "line_discount_amount": totals.line_discount_amount,
        "line_amount": totals.line_amount,
        "amount": totals.amount,
        "vat_amount": totals.vat_amount,
        "amount_including_vat": totals.amount_including_vat,
        "unit_cost_lcy": _unit_cost(document, line, totals),
    }


def _unit_cost(document: Purchase, line: PurchaseLine, totals: LineTotals) -> UnitPrice:
    """What one unit of the line costs in LCY after its discount (PF59)."""
    rate, precision = document.rate, document.setups.ledger.unit_amount_precision
    if not line.is_priced:
        return line.unit_cost_lcy
    if line.discount_amount_is_typed and line.quantity:
        return round_to(
            totals.line_amount,
            precision,
            times=rate.relational_amount,
            over=rate.exchange_rate_amount * line.quantity,
        )
    return round_to(
        line.direct_unit_cost,
        precision,
        times=(HUNDRED - line.line_discount_pct) * rate.relational_amount,
        over=HUNDRED * rate.exchange_rate_amount,
    )


def save(document: Purchase) -> None:
    """Write header and lines; a changed unit cost goes to the sales lines that are bought for."""
    write_cost_to_sales(document)
    _WRITING.save(document.session, document.header, document.lines, document.context)
