"""Delivering and billing an order in parts that add up to what was agreed (SD66–SD69)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.models.values.numbers import ZERO, Amount, Quantity, round_to
from desktop.models.words import InvoiceDiscountCalculation
from desktop.services.currencies.exchange_rates import ExchangeRate
from desktop.services.sales.totals import (
    NO_FIGURES,
    DocumentTerms,
    DocumentTotals,
    LineFigures,
    LineInput,
)


@dataclass(frozen=True, slots=True)
class InvoicedSoFar:
    """What earlier invoices took of a line."""

    quantity: Quantity = ZERO
    figures: LineFigures = NO_FIGURES


NOT_INVOICED = InvoicedSoFar()


@dataclass(frozen=True, slots=True)
class OutstandingAmounts:
    """What a line still has to deliver and to invoice, including VAT (SD69).

    Each figure is rounded by itself: for the credit limit and lists, never for posting.
    """

    outstanding_amount: Amount = ZERO
    outstanding_amount_lcy: Amount = ZERO
    shipped_not_invoiced: Amount = ZERO
    shipped_not_invoiced_lcy: Amount = ZERO


NOTHING_OUTSTANDING = OutstandingAmounts()


def part_of_line(
    whole: LineFigures,
    quantity: Quantity,
    part: Quantity,
    precision: Amount,
    invoiced: InvoicedSoFar = NOT_INVOICED,
) -> LineFigures:
    """The figures of an invoice that takes `part` of a line of `quantity` (SD66).

    Gross, line discount and invoice discount are the cumulated share less what earlier
    invoices took; the last part takes exactly the rest. The net parts therefore add up to the
    order's net to the cent, in any split, and a changed order is trued up by its next part.
    """
    reached = invoiced.quantity + part
    done = invoiced.figures
    if not part:
        return NO_FIGURES
    if reached == quantity:
        share = whole
    else:
        share = LineFigures(
            round_to(whole.gross, precision, times=reached, over=quantity),
            round_to(whole.line_discount_amount, precision, times=reached, over=quantity),
            round_to(whole.inv_discount_amount, precision, times=reached, over=quantity),
        )
    return share.less(done)


def invoice_lines(
    lines: Sequence[LineInput],
    totals: DocumentTotals,
    to_invoice: Mapping[int, Quantity],
    precision: Amount,
) -> list[LineInput]:
    """The lines of the invoice that takes these quantities of an order (SD66, SD67).

    `totals` are those of the whole order, `to_invoice` the quantity by line_no; a line that is
    not in it, or with 0, is not on the invoice. The lines bring their figures along, so
    `document_totals(…, invoice_terms(terms))` computes the VAT of this invoice alone.
    """
    figures = {line.line_no: line.figures for line in totals.lines}
    parts = []
    for line in lines:
        quantity = to_invoice.get(line.line_no, ZERO)
        if not quantity:
            continue
        part = part_of_line(
            figures[line.line_no],
            line.quantity,
            quantity,
            precision,
            InvoicedSoFar(line.quantity_invoiced, line.invoiced),
        )
        parts.append(_invoice_line(line, quantity, part))
    return parts


def _invoice_line(line: LineInput, quantity: Quantity, part: LineFigures) -> LineInput:
    return replace(
        line,
        quantity=quantity,
        kept_gross=part.gross,
        kept_line_discount=part.line_discount_amount,
        kept_inv_discount=part.inv_discount_amount,
        quantity_invoiced=ZERO,
        invoiced=NO_FIGURES,
    )


def invoice_terms(terms: DocumentTerms) -> DocumentTerms:
    """The order's terms for one of its invoices, whose lines bring their discount along."""
    return replace(
        terms,
        invoice_discount_calculation=InvoiceDiscountCalculation.NONE,
        invoice_discount_value=ZERO,
    )


def outstanding_amounts(
    amount_including_vat: Amount,
    quantity: Quantity,
    *,
    outstanding: Quantity,
    shipped_not_invoiced: Quantity,
    precision: Amount,
    rate: ExchangeRate,
    lcy_precision: Amount,
) -> OutstandingAmounts:
    """What a line of `quantity` still has to deliver and to invoice, in both currencies (SD69)."""
    if not quantity:
        return NOTHING_OUTSTANDING
    to_deliver = round_to(amount_including_vat, precision, times=outstanding, over=quantity)
    to_invoice = round_to(
        amount_including_vat, precision, times=shipped_not_invoiced, over=quantity
    )
    return OutstandingAmounts(
        to_deliver,
        rate.to_lcy(to_deliver, lcy_precision),
        to_invoice,
        rate.to_lcy(to_invoice, lcy_precision),
    )
