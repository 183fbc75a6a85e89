"""The worked examples of 02 §4: lines, discounts, VAT, totals."""

from decimal import Decimal

import pytest

from desktop.models.values.numbers import RoundingMode
from desktop.models.words import InvoiceDiscountCalculation, VatCalculationType
from desktop.services.sales.refusals_totals import (
    InvoiceDiscountPctOutside,
    InvoiceDiscountTooLarge,
    NothingDiscountable,
)
from desktop.services.sales.totals import (
    DocumentTerms,
    DocumentTotals,
    LineFigures,
    LineInput,
    document_totals,
)
from tests.services.sales.lines import a_line, changed, figures, totals_of

CENT = Decimal("0.01")


def percent(pct: str, *, including: bool = False, precision: Decimal = CENT) -> DocumentTerms:
    return DocumentTerms(
        prices_including_vat=including,
        amount_precision=precision,
        invoice_discount_calculation=InvoiceDiscountCalculation.PERCENT,
        invoice_discount_value=Decimal(pct),
    )


def amount(value: str) -> DocumentTerms:
    return DocumentTerms(
        invoice_discount_calculation=InvoiceDiscountCalculation.AMOUNT,
        invoice_discount_value=Decimal(value),
    )


def mixed_lines() -> list[LineInput]:
    """The five lines of EX13."""
    return [
        a_line(12, "49.95", 25, line_discount_pct=Decimal(10)),
        a_line(5, "17.333", 12),
        a_line(1, "250", 25, allow_invoice_disc=False),
        a_line(40, "1.995", 12, line_discount_pct=Decimal("2.5")),
        a_line(3, "89.90", 6),
    ]


def lines_including_vat() -> list[LineInput]:
    """The four lines of EX16."""
    return [
        a_line(3, "19.99", 25),
        a_line(2, "7.50", 12),
        a_line(1, "149.00", 25, line_discount_pct=Decimal(15)),
        a_line(7, "0.99", 12),
    ]


def column(totals: DocumentTotals, name: str) -> list[Decimal]:
    return [getattr(line, name) for line in totals.lines]


def test_discount_is_taken_of_the_rounded_gross() -> None:
    line = totals_of(a_line(3, "33.33333", line_discount_pct=Decimal("12.345"))).lines[0]
    assert (line.gross, line.line_discount_amount, line.line_amount) == (
        Decimal("100.00"),
        Decimal("12.35"),
        Decimal("87.65"),
    )


def test_typed_discount_amount_is_kept() -> None:
    line = a_line(
        7, "12.34567", line_discount_pct=Decimal("5.78570"), kept_line_discount=Decimal("5.00")
    )
    assert totals_of(line).lines[0].line_amount == Decimal("81.42")


def test_discount_pct_applies_again_when_the_quantity_has_changed() -> None:
    line = totals_of(a_line(14, "12.34567", line_discount_pct=Decimal("5.78570"))).lines[0]
    assert (line.gross, line.line_discount_amount, line.line_amount) == (
        Decimal("172.84"),
        Decimal("10.00"),
        Decimal("162.84"),
    )


@pytest.mark.parametrize(
    ("lines", "vat", "total"),
    [
        ([a_line(1, "33.33")] * 3, "8.33 8.34 8.33", "124.99"),
        ([a_line(1, "0.05", 19)] * 10, "0.01 " * 10, "0.60"),
        ([a_line(4, "12.49"), a_line(-1, "12.49"), a_line(1, "0.01")], "12.49 -3.12 0", "46.85"),
    ],
)
def test_vat_is_carried_over_the_lines(lines: list[LineInput], vat: str, total: str) -> None:
    totals = totals_of(*lines)
    assert column(totals, "vat_amount") == figures(vat)
    assert totals.total_incl_vat == Decimal(total)


def test_mixed_rates_with_an_invoice_discount_percentage() -> None:
    totals = totals_of(*mixed_lines(), terms=percent("3.5"))
    assert column(totals, "line_amount") == figures("539.46 86.67 250 77.80 269.70")
    assert column(totals, "inv_discount_amount") == figures("18.88 3.03 0 2.73 9.44")
    assert column(totals, "amount") == figures("520.58 83.64 250 75.07 260.26")
    assert column(totals, "vat_amount") == figures("130.15 10.04 62.50 9.01 15.62")
    assert column(totals, "amount_including_vat") == figures("650.73 93.68 312.50 84.08 275.88")


def test_totals_of_mixed_rates() -> None:
    totals = totals_of(*mixed_lines(), terms=percent("3.5"))
    assert [
        totals.gross,
        totals.line_discount,
        totals.subtotal,
        totals.invoice_discount_amount,
        totals.invoice_discount_pct,
        totals.total_excl_vat,
        totals.vat,
        totals.total_incl_vat,
        totals.rounding,
        totals.payable,
    ] == figures("1285.57 61.94 1223.63 34.08 3.5 1189.55 227.32 1416.87 0 1416.87")


def test_vat_specification_of_mixed_rates() -> None:
    totals = totals_of(*mixed_lines(), terms=percent("3.5"))
    assert [
        [g.vat_pct, g.line_amount, g.discount_base, g.discount, g.base, g.vat_amount]
        for g in totals.vat_groups
    ] == [
        figures("25 789.46 539.46 18.88 770.58 192.65"),
        figures("12 164.47 164.47 5.76 158.71 19.05"),
        figures("6 269.70 269.70 9.44 260.26 15.62"),
    ]
    assert [g.amount_including_vat for g in totals.vat_groups] == figures("963.23 177.76 275.88")


def test_mixed_rates_with_an_invoice_discount_amount() -> None:
    totals = totals_of(*mixed_lines(), terms=amount("40.00"))
    assert column(totals, "inv_discount_amount") == figures("22.16 3.56 0 3.20 11.08")
    assert [g.vat_amount for g in totals.vat_groups] == figures("191.83 18.93 15.52")
    assert [totals.total_excl_vat, totals.vat, totals.total_incl_vat] == figures(
        "1183.63 226.28 1409.91"
    )
    assert totals.invoice_discount_pct == Decimal("4.10834")


@pytest.mark.parametrize(
    ("discount", "prices", "shares"),
    [
        ("10.00", "33.33 33.33 33.34", "3.33 3.34 3.33"),
        ("0.02", "1 1 1 1 1", "0 0.01 0 0.01 0"),
    ],
)
def test_the_remainder_of_an_amount_is_carried(discount: str, prices: str, shares: str) -> None:
    totals = totals_of(*(a_line(1, p) for p in prices.split()), terms=amount(discount))
    assert column(totals, "inv_discount_amount") == figures(shares)


def test_prices_including_vat() -> None:
    totals = totals_of(*lines_including_vat(), terms=DocumentTerms(prices_including_vat=True))
    assert column(totals, "amount_including_vat") == figures("59.97 15.00 126.65 6.93")
    assert column(totals, "vat_amount") == figures("11.99 1.61 25.33 0.74")
    assert [totals.total_incl_vat, totals.vat, totals.total_excl_vat] == figures(
        "208.55 39.67 168.88"
    )


def test_prices_including_vat_with_an_invoice_discount() -> None:
    totals = totals_of(*lines_including_vat(), terms=percent("2", including=True))
    assert column(totals, "inv_discount_amount") == figures("1.20 0.30 2.53 0.14")
    assert column(totals, "vat_amount") == figures("11.75 1.58 24.83 0.72")
    assert [totals.total_incl_vat, totals.vat, totals.total_excl_vat] == figures(
        "204.38 38.88 165.50"
    )


@pytest.mark.parametrize(
    ("gross", "rounding_type", "vat"),
    [
        ("25066.79", RoundingMode.NEAREST, "4002.26"),
        ("25066.79", RoundingMode.UP, "4002.27"),
        ("25066.78", RoundingMode.NEAREST, "4002.26"),
        ("25066.78", RoundingMode.DOWN, "4002.25"),
    ],
)
def test_vat_rounding_type(gross: str, rounding_type: RoundingMode, vat: str) -> None:
    terms = DocumentTerms(prices_including_vat=True, vat_rounding_type=rounding_type)
    assert totals_of(a_line(1, gross, 19), terms=terms).vat == Decimal(vat)


def test_mixed_signs_with_prices_including_vat() -> None:
    totals = totals_of(
        a_line(3000, "1.10", 7),
        a_line(-1, "1650", 7),
        terms=DocumentTerms(prices_including_vat=True),
    )
    assert column(totals, "vat_amount") == figures("215.89 -107.95")
    assert column(totals, "amount") == figures("3084.11 -1542.05")
    assert totals.vat_groups[0].vat_amount == Decimal("107.94")


@pytest.mark.parametrize(
    ("precision", "rounding_type", "payable", "rounding"),
    [
        ("1", RoundingMode.NEAREST, "987.00", "0.17"),
        ("0.05", RoundingMode.NEAREST, "986.85", "0.02"),
        ("0.10", RoundingMode.NEAREST, "986.80", "-0.03"),
        ("1", RoundingMode.DOWN, "986.00", "-0.83"),
    ],
)
def test_invoice_rounding(
    precision: str, rounding_type: RoundingMode, payable: str, rounding: str
) -> None:
    terms = DocumentTerms(
        invoice_rounding_precision=Decimal(precision), invoice_rounding_type=rounding_type
    )
    lines = [a_line(12, "49.95", line_discount_pct=Decimal(10)), a_line(1, "250")]
    totals = totals_of(*lines, terms=terms)
    assert totals.total_incl_vat == Decimal("986.83")
    assert (totals.payable, totals.rounding) == (Decimal(payable), Decimal(rounding))


@pytest.mark.parametrize("including", [False, True])
def test_reverse_charge_bears_no_vat_in_either_price_mode(including: bool) -> None:
    line = a_line(1, "125", vat_calculation_type=VatCalculationType.REVERSE_CHARGE)
    totals = totals_of(line, terms=DocumentTerms(prices_including_vat=including))
    assert [totals.total_excl_vat, totals.vat, totals.total_incl_vat] == figures("125 0 125")
    assert totals.vat_groups[0].vat_pct == Decimal(25)


def test_comments_have_no_amounts_and_leave_the_carry_alone() -> None:
    comment = a_line(5, "99", is_comment=True)
    totals = totals_of(a_line(1, "33.33"), comment, a_line(1, "33.33"), a_line(1, "33.33"))
    assert column(totals, "vat_amount") == figures("8.33 0 8.34 8.33")
    assert column(totals, "gross") == figures("33.33 0 33.33 33.33")
    assert len(totals.vat_groups) == 1


def test_the_order_of_line_no_decides_the_carry() -> None:
    lines = [changed(a_line(1, "33.33"), line_no=no) for no in (30000, 10000, 20000)]
    totals = document_totals(lines, DocumentTerms())
    assert column(totals, "line_no") == [10000, 20000, 30000]
    assert column(totals, "vat_amount") == figures("8.33 8.34 8.33")


def test_an_empty_document_is_zero() -> None:
    totals = totals_of(terms=percent("5"))
    assert not totals.lines
    assert not totals.vat_groups
    assert totals.payable == 0


def test_lines_of_two_rates_under_one_identifier_stay_apart() -> None:
    totals = totals_of(
        a_line(1, "100", 25, vat_identifier="S"), a_line(1, "100", 20, vat_identifier="S")
    )
    assert [g.vat_amount for g in totals.vat_groups] == figures("25 20")


def test_the_clause_of_a_group_comes_from_its_first_line_that_has_one() -> None:
    totals = totals_of(a_line(1, "1"), a_line(1, "1", vat_clause_code="ART44"))
    assert totals.vat_groups[0].vat_clause_code == "ART44"


def test_a_draft_may_total_below_zero() -> None:
    assert totals_of(a_line(-2, "10")).payable == Decimal("-25.00")


def test_amount_precision_of_the_currency_rules_every_figure() -> None:
    totals = totals_of(
        a_line(3, "33.4", line_discount_pct=Decimal(10)),
        terms=percent("5", precision=Decimal(1)),
    )
    line = totals.lines[0]
    assert [line.gross, line.line_discount_amount, line.inv_discount_amount] == figures("100 10 5")
    assert [line.amount, line.vat_amount, line.amount_including_vat] == figures("85 21 106")


# ------------------------------------------------------------------ lines that keep their share


def closed(quantity: int, price: str, share: str) -> LineInput:
    """A line that is invoiced to the end."""
    gross = quantity * Decimal(price)
    return a_line(
        quantity,
        price,
        quantity_invoiced=Decimal(quantity),
        invoiced=LineFigures(gross, Decimal(0), Decimal(share)),
    )


def test_a_closed_line_keeps_its_share_of_an_amount() -> None:
    totals = totals_of(
        closed(1, "100", "4.00"), a_line(1, "100"), a_line(1, "50"), terms=amount("10")
    )
    assert column(totals, "inv_discount_amount") == figures("4 4 2")
    assert totals.invoice_discount_amount == Decimal(10)


def test_a_closed_line_keeps_its_share_of_a_percentage() -> None:
    totals = totals_of(closed(1, "100", "4.00"), a_line(1, "100"), terms=percent("10"))
    assert column(totals, "inv_discount_amount") == figures("4 10")


def test_a_quantity_reduced_to_what_is_invoiced_closes_at_what_was_invoiced() -> None:
    line = a_line(
        3,
        "0.335",
        line_discount_pct=Decimal(50),
        quantity_invoiced=Decimal(3),
        invoiced=LineFigures(Decimal("1.00"), Decimal("0.10"), Decimal("0.05")),
    )
    totals = totals_of(line).lines[0]
    assert [totals.gross, totals.line_discount_amount, totals.inv_discount_amount] == figures(
        "1 0.10 0.05"
    )
    assert totals.amount == Decimal("0.85")


def test_a_line_of_nothing_is_not_closed() -> None:
    assert not a_line(0, "5").is_closed


def test_a_fetched_line_keeps_its_figures_and_share() -> None:
    fetched = a_line(
        1, "9", kept_gross=Decimal("8.99"), kept_inv_discount=Decimal("0.45"), line_no=10000
    )
    totals = totals_of(fetched, a_line(1, "10"), terms=percent("10"))
    assert column(totals, "gross") == figures("8.99 10")
    assert column(totals, "inv_discount_amount") == figures("0.45 1")


def test_shares_that_are_kept_stand_without_a_discount_on_the_document() -> None:
    fetched = a_line(1, "10", kept_inv_discount=Decimal("0.50"))
    totals = totals_of(fetched, a_line(1, "10"))
    assert column(totals, "inv_discount_amount") == figures("0.50 0")
    assert totals.invoice_discount_pct == Decimal("2.5")


# ------------------------------------------------------------------ refusals


@pytest.mark.parametrize("value", ["100.01", "-0.01", "-100"])
def test_an_amount_outside_the_discountable_total_is_refused(value: str) -> None:
    with pytest.raises(InvoiceDiscountTooLarge) as refusal:
        totals_of(a_line(1, "100"), terms=amount(value))
    assert refusal.value.parameters["largest"] == Decimal(100)
    assert refusal.value.parameters["smallest"] == 0


def test_the_limits_count_the_shares_that_are_kept() -> None:
    with pytest.raises(InvoiceDiscountTooLarge) as refusal:
        totals_of(closed(1, "100", "4"), a_line(1, "50"), terms=amount("55"))
    assert refusal.value.parameters["smallest"] == Decimal(4)
    assert refusal.value.parameters["largest"] == Decimal(54)


def test_a_negative_document_takes_a_negative_discount() -> None:
    assert totals_of(a_line(-1, "100"), terms=amount("-100")).payable == 0
    with pytest.raises(InvoiceDiscountTooLarge):
        totals_of(a_line(-1, "100"), terms=amount("1"))


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [a_line(1, "100", allow_invoice_disc=False)],
        [a_line(1, "100"), a_line(-1, "100")],
        [a_line(1, "100", is_comment=True)],
    ],
)
def test_an_amount_without_a_line_that_allows_it_is_refused(lines: list[LineInput]) -> None:
    with pytest.raises(NothingDiscountable) as refusal:
        totals_of(*lines, terms=amount("10"))
    assert refusal.value.field == "invoice_discount_value"


def test_an_amount_of_zero_needs_no_line() -> None:
    assert totals_of(terms=amount("0")).invoice_discount_pct == 0


@pytest.mark.parametrize("pct", ["-0.01", "100.01"])
def test_a_percentage_outside_0_to_100_is_refused(pct: str) -> None:
    with pytest.raises(InvoiceDiscountPctOutside):
        totals_of(a_line(1, "100"), terms=percent(pct))
