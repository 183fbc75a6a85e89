"""Recalculating a document after a change and writing what came out, in two statements.

The amounts of all lines follow from each other: a share of the invoice discount or a cent of
VAT moves to another line. So the whole document is calculated, and only what differs is written.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.models.base import Base
from desktop.models.columns import AMOUNT_PLACES
from desktop.models.sales import SalesLine
from desktop.models.values.numbers import ZERO, Amount
from desktop.services.derived_amounts import DerivedAmounts
from desktop.services.sales.line_name import line_refusal
from desktop.services.sales.load import Document, line_name
from desktop.services.sales.parts import outstanding_amounts
from desktop.services.sales.totals import (
    DocumentTerms,
    DocumentTotals,
    LineFigures,
    LineInput,
    LineTotals,
    document_totals,
)
from desktop.services.setup.field_values import largest_figure
from desktop.services.setup.refusals import ValueOutside

DERIVED_AMOUNTS = (
    "gross_amount",
    "line_discount_amount",
    "line_amount",
    "inv_discount_amount",
    "amount",
    "vat_amount",
    "amount_including_vat",
    "outstanding_amount",
    "outstanding_amount_lcy",
    "shipped_not_invoiced",
    "shipped_not_invoiced_lcy",
)

_WRITING = DerivedAmounts(Base.metadata.tables[SalesLine.__tablename__], DERIVED_AMOUNTS)


def line_input(line: SalesLine) -> LineInput:
    """A stored line as the calculation sees it.

    A discount that was typed as an amount stands as it is (SD46).
    """
    return LineInput(
        line_no=line.line_no,
        quantity=line.quantity,
        unit_price=line.unit_price,
        line_discount_pct=line.line_discount_pct,
        is_comment=not line.is_priced or line.no is None,
        allow_invoice_disc=line.allow_invoice_disc,
        vat_identifier=line.vat_identifier or "",
        vat_pct=line.vat_pct,
        vat_calculation_type=line.vat_calculation_type,
        vat_clause_code=line.vat_clause_code,
        kept_line_discount=line.line_discount_amount if line.discount_amount_is_typed else None,
        quantity_invoiced=line.quantity_invoiced,
        invoiced=LineFigures(
            line.gross_invoiced, line.line_discount_invoiced, line.inv_discount_invoiced
        ),
    )


def document_terms(document: Document) -> DocumentTerms:
    """What header, currency and set-up say about the document's amounts."""
    header, ledger = document.header, document.setups.ledger
    rounding = document.currency or ledger
    is_rounded = document.setups.sales.invoice_rounding
    return DocumentTerms(
        prices_including_vat=header.prices_including_vat,
        amount_precision=rounding.amount_precision,
        vat_rounding_type=rounding.vat_rounding_type,
        invoice_discount_calculation=header.invoice_discount_calculation,
        invoice_discount_value=header.invoice_discount_value,
        invoice_rounding_precision=rounding.invoice_rounding_precision if is_rounded else None,
        invoice_rounding_type=rounding.invoice_rounding_type,
    )


def totals_of(document: Document) -> DocumentTotals:
    """The document's totals as its lines and header stand."""
    return document_totals([line_input(line) for line in document.lines], document_terms(document))


def recalculate(document: Document) -> DocumentTotals:
    """Calculate the document anew and keep the results in its lines.

    Raises the refusals of `document_totals`, or ValueOutside.
    """
    totals = totals_of(document)
    by_line_no = {line.line_no: line for line in totals.lines}
    _refuse_what_cannot_be_kept(document, by_line_no)
    for line in document.lines:
        _keep(document, line, by_line_no[line.line_no])
    document.totals = totals
    return totals


def _refuse_what_cannot_be_kept(document: Document, totals: Mapping[int, LineTotals]) -> None:
    """Refuse the line with which the document's amounts become too large for the ledgers."""
    largest = largest_figure(AMOUNT_PLACES)
    lcy_precision = document.setups.ledger.amount_precision
    reached = ZERO
    for line in document.lines:
        amounts = totals[line.line_no]
        reached += abs(amounts.gross) + abs(amounts.vat_amount)
        if max(reached, document.rate.to_lcy(reached, lcy_precision)) > largest:
            raise line_refusal(
                ValueOutside,
                line_name(line),
                "line_amount",
                value=amounts.line_amount,
                lowest=-largest,
                highest=largest,
            )


def _keep(document: Document, line: SalesLine, totals: LineTotals) -> None:
    for name, amount in derived_amounts(document, line, totals).items():
        if getattr(line, name) != amount:
            setattr(line, name, amount)


def derived_amounts(document: Document, line: SalesLine, totals: LineTotals) -> dict[str, Amount]:
    """The amounts of a line that follow from the calculation, by column (SD54, SD69)."""
    open_amounts = outstanding_amounts(
        totals.amount_including_vat,
        line.quantity,
        outstanding=line.outstanding_quantity,
        shipped_not_invoiced=line.qty_shipped_not_invoiced,
        precision=document.amount_precision,
        rate=document.rate,
        lcy_precision=document.setups.ledger.amount_precision,
    )
    return {
        "gross_amount": totals.gross,
        "line_discount_amount": totals.line_discount_amount,
        "line_amount": totals.line_amount,
        "inv_discount_amount": totals.inv_discount_amount,
        "amount": totals.amount,
        "vat_amount": totals.vat_amount,
        "amount_including_vat": totals.amount_including_vat,
        "outstanding_amount": open_amounts.outstanding_amount,
        "outstanding_amount_lcy": open_amounts.outstanding_amount_lcy,
        "shipped_not_invoiced": open_amounts.shipped_not_invoiced,
        "shipped_not_invoiced_lcy": open_amounts.shipped_not_invoiced_lcy,
    }


def save(document: Document) -> None:
    """Write header and lines, in two statements at the most."""
    _WRITING.save(document.session, document.header, document.lines, document.context)
