"""What holds for every document: parts add up, whatever the signs and the price mode."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.values.numbers import RoundingMode, round_to
from desktop.models.words import InvoiceDiscountCalculation, VatCalculationType
from desktop.services.sales.totals import DocumentTerms, DocumentTotals, LineInput, document_totals
from tests.services.sales.lines import numbered

CENT = Decimal("0.01")

quantities = st.decimals("-500", "500", places=2)
prices = st.decimals("0", "9999", places=5)
percentages = st.decimals("0", "100", places=5)


@st.composite
def a_random_line(draw: st.DrawFn) -> LineInput:
    vat = draw(st.sampled_from([0, 6, 12, 25]))
    reverse = draw(st.booleans())
    return LineInput(
        line_no=0,
        quantity=draw(quantities),
        unit_price=draw(prices),
        line_discount_pct=draw(percentages),
        is_comment=draw(st.sampled_from([False, False, False, True])),
        allow_invoice_disc=draw(st.sampled_from([True, True, False])),
        vat_identifier=f"{reverse}{vat}",
        vat_pct=Decimal(vat),
        vat_calculation_type=VatCalculationType.REVERSE_CHARGE
        if reverse
        else VatCalculationType.NORMAL,
    )


documents = st.lists(a_random_line(), max_size=12).map(numbered)


@st.composite
def random_terms(draw: st.DrawFn) -> DocumentTerms:
    return DocumentTerms(
        prices_including_vat=draw(st.booleans()),
        amount_precision=draw(st.sampled_from([CENT, Decimal("0.05"), Decimal(1)])),
        vat_rounding_type=draw(st.sampled_from(RoundingMode)),
        invoice_discount_calculation=InvoiceDiscountCalculation.PERCENT,
        invoice_discount_value=draw(percentages),
        invoice_rounding_precision=draw(st.sampled_from([None, Decimal(1), Decimal("0.5")])),
        invoice_rounding_type=draw(st.sampled_from(RoundingMode)),
    )


def discountable(lines: list[LineInput], totals: DocumentTotals) -> Decimal:
    allowed = {line.line_no for line in lines if line.allow_invoice_disc and not line.is_comment}
    return sum(
        (line.line_amount for line in totals.lines if line.line_no in allowed), start=Decimal(0)
    )


@given(documents, random_terms())
def test_lines_groups_and_totals_agree(lines: list[LineInput], terms: DocumentTerms) -> None:
    totals = document_totals(lines, terms)
    assert totals.gross - totals.line_discount == totals.subtotal
    assert totals.subtotal == sum(line.line_amount for line in totals.lines)
    assert totals.invoice_discount_amount == sum(line.inv_discount_amount for line in totals.lines)
    assert totals.total_excl_vat == sum(line.amount for line in totals.lines)
    assert totals.vat == sum(line.vat_amount for line in totals.lines)
    assert totals.total_excl_vat + totals.vat == totals.total_incl_vat
    agreed = totals.total_incl_vat if terms.prices_including_vat else totals.total_excl_vat
    assert totals.subtotal - totals.invoice_discount_amount == agreed


@given(documents, random_terms())
def test_a_percentage_is_that_of_the_discountable_total(
    lines: list[LineInput], terms: DocumentTerms
) -> None:
    totals = document_totals(lines, terms)
    base = discountable(lines, totals)
    assert totals.invoice_discount_amount == round_to(
        base, terms.amount_precision, times=terms.invoice_discount_value, over=100
    )


@given(documents, percentages, st.booleans())
def test_an_amount_is_given_to_the_cent(
    lines: list[LineInput], share: Decimal, including: bool
) -> None:
    undiscounted = document_totals(lines, DocumentTerms(prices_including_vat=including))
    value = round_to(discountable(lines, undiscounted), CENT, times=share, over=100)
    terms = DocumentTerms(
        prices_including_vat=including,
        invoice_discount_calculation=InvoiceDiscountCalculation.AMOUNT,
        invoice_discount_value=value,
    )
    assert document_totals(lines, terms).invoice_discount_amount == value


@given(documents, random_terms())
def test_the_amount_payable_is_a_round_one(lines: list[LineInput], terms: DocumentTerms) -> None:
    totals = document_totals(lines, terms)
    assert totals.payable == totals.total_incl_vat + totals.rounding
    if terms.invoice_rounding_precision is not None:
        assert totals.payable % terms.invoice_rounding_precision == 0
        assert abs(totals.rounding) < terms.invoice_rounding_precision


@given(documents, random_terms())
def test_the_order_in_which_lines_come_does_not_matter(
    lines: list[LineInput], terms: DocumentTerms
) -> None:
    assert document_totals(lines[::-1], terms) == document_totals(lines, terms)


@given(documents, random_terms())
def test_opposite_quantities_give_opposite_totals(
    lines: list[LineInput], terms: DocumentTerms
) -> None:
    opposite = [replace(line, quantity=-line.quantity) for line in lines]
    assert document_totals(opposite, terms).payable == -document_totals(lines, terms).payable


@given(documents, random_terms())
def test_no_zero_has_a_sign(lines: list[LineInput], terms: DocumentTerms) -> None:
    totals = document_totals(lines, terms)
    for line in totals.lines:
        figures = (line.gross, line.inv_discount_amount, line.vat_amount, line.amount)
        assert not any(figure.is_zero() and figure.is_signed() for figure in figures)
