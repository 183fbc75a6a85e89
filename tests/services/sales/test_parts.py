"""Invoices in parts (SD66–SD69)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.words import InvoiceDiscountCalculation
from desktop.services.currencies.exchange_rates import LCY_RATE, ExchangeRate
from desktop.services.sales.parts import (
    NOTHING_OUTSTANDING,
    InvoicedSoFar,
    OutstandingAmounts,
    invoice_lines,
    invoice_terms,
    outstanding_amounts,
    part_of_line,
)
from desktop.services.sales.totals import (
    NO_FIGURES,
    DocumentTerms,
    DocumentTotals,
    LineFigures,
    LineInput,
    document_totals,
)
from tests.services.sales.lines import a_line, figures, numbered

CENT = Decimal("0.01")
FIVE_PERCENT = DocumentTerms(
    invoice_discount_calculation=InvoiceDiscountCalculation.PERCENT,
    invoice_discount_value=Decimal(5),
)


def invoice(
    lines: list[LineInput], terms: DocumentTerms, *quantities: int | Decimal
) -> tuple[DocumentTotals, list[LineInput]]:
    """The totals of one invoice, and the order's lines after it."""
    to_invoice = {line.line_no: Decimal(q) for line, q in zip(lines, quantities, strict=True)}
    taken = invoice_lines(lines, document_totals(lines, terms), to_invoice, terms.amount_precision)
    totals = document_totals(taken, invoice_terms(terms))
    parts = {line.line_no: line.figures for line in totals.lines}
    after = [
        replace(
            line,
            quantity_invoiced=line.quantity_invoiced + to_invoice[line.line_no],
            invoiced=line.invoiced.plus(parts.get(line.line_no, NO_FIGURES)),
        )
        for line in lines
    ]
    return totals, after


def row(totals: DocumentTotals, index: int) -> list[Decimal]:
    line = totals.lines[index]
    return [line.gross, line.line_discount_amount, line.inv_discount_amount, line.amount]


def two_lines() -> list[LineInput]:
    """The order of EX25."""
    return numbered([a_line(7, "14.29", line_discount_pct=Decimal("3.33")), a_line(3, "99.95")])


def test_parts_add_up_to_the_order() -> None:
    """EX25."""
    order = document_totals(two_lines(), FIVE_PERCENT)
    assert row(order, 0) == figures("100.03 3.33 4.84 91.86")
    assert row(order, 1) == figures("299.85 0 14.99 284.86")
    first, lines = invoice(two_lines(), FIVE_PERCENT, 2, 1)
    second, lines = invoice(lines, FIVE_PERCENT, 2, 0)
    third, lines = invoice(lines, FIVE_PERCENT, 3, 2)
    assert row(first, 0) == figures("28.58 0.95 1.38 26.25")
    assert row(first, 1) == figures("99.95 0 5.00 94.95")
    assert row(second, 0) == figures("28.58 0.95 1.39 26.24")
    assert len(second.lines) == 1
    assert row(third, 0) == figures("42.87 1.43 2.07 39.37")
    assert row(third, 1) == figures("199.90 0 9.99 189.91")
    assert [[t.total_excl_vat, t.vat, t.total_incl_vat] for t in (first, second, third, order)] == [
        figures("121.20 30.30 151.50"),
        figures("26.24 6.56 32.80"),
        figures("229.28 57.32 286.60"),
        figures("376.72 94.18 470.90"),
    ]


def test_what_is_invoiced_stays_on_the_order() -> None:
    lines = two_lines()
    for quantities in [(2, 1), (2, 0), (3, 2)]:
        _, lines = invoice(lines, FIVE_PERCENT, *quantities)
    assert all(line.is_closed for line in lines)
    assert document_totals(lines, FIVE_PERCENT).total_excl_vat == Decimal("376.72")


@pytest.mark.parametrize(
    ("line", "precision", "parts", "amounts"),
    [
        (a_line(10, "0.335", 0), "0.01", [3, 3, 4], "1.01 1.00 1.34"),
        (a_line(48, "6706996.8", 0), "1", [37, 11], "248158881 73776965"),
    ],
)
def test_the_cumulated_share_decides_each_part(
    line: LineInput, precision: str, parts: list[int], amounts: str
) -> None:
    """EX26."""
    terms = DocumentTerms(amount_precision=Decimal(precision))
    lines, nets = [line], []
    for quantity in parts:
        totals, lines = invoice(lines, terms, quantity)
        nets.append(totals.total_excl_vat)
    assert nets == figures(amounts)


def test_vat_of_each_invoice_is_right_alone() -> None:
    """EX27."""
    lines = [a_line(3, "3.30")]
    assert document_totals(lines, DocumentTerms()).vat == Decimal("2.48")
    for _ in range(3):
        totals, lines = invoice(lines, DocumentTerms(), 1)
        assert totals.vat == Decimal("0.83")


def test_a_changed_order_is_trued_up_by_the_next_part() -> None:
    first, lines = invoice([a_line(10, "10")], DocumentTerms(), 5)
    assert first.total_excl_vat == Decimal(50)
    second, _ = invoice(lines, FIVE_PERCENT, 5)
    assert second.total_excl_vat == Decimal(45)


def test_a_raised_quantity_goes_on_from_what_is_invoiced() -> None:
    _, lines = invoice([a_line(3, "0.335", 0)], DocumentTerms(), 1)
    raised = [replace(lines[0], quantity=Decimal(10))]
    second, raised = invoice(raised, DocumentTerms(), 2)
    third, _ = invoice(raised, DocumentTerms(), 7)
    assert [second.total_excl_vat, third.total_excl_vat] == figures("0.67 2.34")


def test_nothing_taken_is_nothing() -> None:
    whole = LineFigures(Decimal(10), Decimal(1), Decimal(1))
    assert part_of_line(whole, Decimal(0), Decimal(0), CENT) == NO_FIGURES


def test_the_last_part_takes_the_rest() -> None:
    invoiced = InvoicedSoFar(Decimal(2), LineFigures(Decimal(7), Decimal(1), Decimal(0)))
    whole = LineFigures(Decimal(10), Decimal(1), Decimal("0.50"))
    part = part_of_line(whole, Decimal(3), Decimal(1), CENT, invoiced)
    assert part == LineFigures(Decimal(3), Decimal(0), Decimal("0.50"))
    assert (part.line_amount, part.net) == (Decimal(3), Decimal("2.50"))


# ------------------------------------------------------------------ outstanding amounts


def test_outstanding_amounts_convert_the_rounded_figure() -> None:
    amounts = outstanding_amounts(
        Decimal("100.00"),
        Decimal(3),
        outstanding=Decimal(1),
        shipped_not_invoiced=Decimal(2),
        precision=CENT,
        rate=ExchangeRate(Decimal(1), Decimal("11.50")),
        lcy_precision=CENT,
    )
    assert amounts == OutstandingAmounts(*figures("33.33 383.30 66.67 766.71"))


def test_a_line_of_nothing_has_nothing_outstanding() -> None:
    amounts = outstanding_amounts(
        Decimal(0),
        Decimal(0),
        outstanding=Decimal(0),
        shipped_not_invoiced=Decimal(0),
        precision=CENT,
        rate=LCY_RATE,
        lcy_precision=CENT,
    )
    assert amounts == NOTHING_OUTSTANDING


# ------------------------------------------------------------------ properties

quantities = st.decimals("-60", "60", places=1).filter(bool)


@st.composite
def an_order(draw: st.DrawFn) -> list[LineInput]:
    return numbered(
        a_line(
            draw(quantities),
            draw(st.decimals("0", "500", places=5)),
            draw(st.sampled_from([0, 12, 25])),
            line_discount_pct=draw(st.decimals("0", "100", places=3)),
            allow_invoice_disc=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(1, 4)))
    )


@given(
    an_order(),
    st.lists(st.lists(st.integers(0, 10), min_size=4, max_size=4), max_size=5),
    st.booleans(),
    st.decimals("0", "100", places=2),
)
def test_any_split_adds_up_to_the_order(
    lines: list[LineInput], tenths: list[list[int]], including: bool, pct: Decimal
) -> None:
    terms = replace(FIVE_PERCENT, prices_including_vat=including, invoice_discount_value=pct)
    order = document_totals(lines, terms)
    agreed = LineFigures()
    for split in [*tenths, [10] * 4]:
        rest = [line.quantity - line.quantity_invoiced for line in lines]
        taken = [r * Decimal(t) / 10 for r, t in zip(rest, split[: len(rest)], strict=True)]
        invoiced, lines = invoice(lines, terms, *taken)
        for line in invoiced.lines:
            agreed = agreed.plus(line.figures)
    after = document_totals(lines, terms)
    assert agreed.gross == order.gross == after.gross
    assert agreed.line_discount_amount == order.line_discount
    assert agreed.inv_discount_amount == after.invoice_discount_amount
    # A line that closes leaves the carry of the percentage; the others then round anew (SD48).
    assert abs(after.invoice_discount_amount - order.invoice_discount_amount) <= len(lines) * CENT


@given(
    an_order(),
    st.lists(st.integers(0, 10), min_size=4, max_size=4),
    st.integers(0, 100),
)
def test_an_amount_discount_is_given_once_over_all_invoices(
    lines: list[LineInput], tenths: list[int], share: int
) -> None:
    undiscounted = document_totals(lines, DocumentTerms())
    base = sum((group.discount_base for group in undiscounted.vat_groups), Decimal(0))
    value = (base * share / 100).quantize(CENT)
    terms = replace(
        FIVE_PERCENT,
        invoice_discount_calculation=InvoiceDiscountCalculation.AMOUNT,
        invoice_discount_value=value,
    )
    first = [
        line.quantity * Decimal(t) / 10 for line, t in zip(lines, tenths[: len(lines)], strict=True)
    ]
    one, lines = invoice(lines, terms, *first)
    two, _ = invoice(lines, terms, *(line.quantity - line.quantity_invoiced for line in lines))
    assert one.invoice_discount_amount + two.invoice_discount_amount == value
