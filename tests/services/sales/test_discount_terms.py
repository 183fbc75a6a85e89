"""Which discount and charge a document earns: the examples of 01 §8, and what always holds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.words import VatCalculationType
from desktop.services.currencies.exchange_rates import LCY_RATE, ExchangeRate
from desktop.services.sales.discount_terms import (
    Bases,
    CurrencyTerms,
    Earned,
    TermsRow,
    charge_price,
    discount_bases,
    earned,
)
from desktop.services.sales.totals import DocumentTerms
from tests.services.sales.lines import a_line

CENT = Decimal("0.01")
LOCAL = CurrencyTerms("", LCY_RATE, CENT, CENT)
DOLLARS = CurrencyTerms("USD", ExchangeRate.from_factor(Decimal("1.25")), CENT, CENT)


def row(minimum: str, pct: str, charge: str, currency: str = "") -> TermsRow:
    return TermsRow(Decimal(minimum), Decimal(pct), Decimal(charge), currency)


TERMS = [row("1000", "5", "0"), row("0", "2", "5")]


def bases(charge: str, discount: str) -> Bases:
    return Bases(Decimal(charge), Decimal(discount))


@pytest.mark.parametrize(
    ("charge_base", "disc_base", "pct", "charge"),
    [
        ("1050", "900", "2", "0"),  # CUX19
        ("999.99", "999.99", "2", "5"),
        ("1000", "1000", "5", "0"),
        ("0", "0", "2", "5"),
        ("-0.01", "-0.01", "0", "0"),
    ],
)
def test_each_base_chooses_its_own_step(
    charge_base: str, disc_base: str, pct: str, charge: str
) -> None:
    found = earned(bases(charge_base, disc_base), TERMS, LOCAL)
    assert found == Earned(Decimal(pct), Decimal(charge))


def test_local_terms_count_for_a_currency_without_any() -> None:
    assert earned(bases("600", "600"), TERMS, DOLLARS) == Earned(Decimal(2), Decimal("6.25"))


def test_a_currency_with_terms_of_its_own_uses_no_others() -> None:
    terms = [*TERMS, row("1000", "3", "1", "USD")]
    assert earned(bases("600", "600"), terms, DOLLARS) == Earned()
    assert earned(bases("1000", "999"), terms, DOLLARS) == Earned(Decimal(0), Decimal(1))


def test_local_documents_ignore_terms_of_other_currencies() -> None:
    assert earned(bases("600", "600"), [row("0", "3", "1", "USD")], LOCAL) == Earned()


def test_the_vat_is_taken_out_of_each_group_by_itself() -> None:
    lines = [
        a_line(1, "0.99", 25),
        a_line(1, "0.99", 25),
        a_line(1, "0.99", 12, allow_invoice_disc=False),
    ]
    found = discount_bases(lines, DocumentTerms(prices_including_vat=True))
    assert found == bases("2.46", "1.58")


def test_under_reverse_charge_there_is_no_vat_to_take_out() -> None:
    line = a_line(1, "100", 25, vat_calculation_type=VatCalculationType.REVERSE_CHARGE)
    found = discount_bases([line], DocumentTerms(prices_including_vat=True))
    assert found == bases("100", "100")


@pytest.mark.parametrize(("including", "price"), [(False, "5"), (True, "6.25")])
def test_the_charge_has_the_vat_of_its_own_line(including: bool, price: str) -> None:
    found = charge_price(Decimal(5), Decimal(25), Decimal("0.00001"), including_vat=including)
    assert found == Decimal(price)


AMOUNTS = st.decimals(0, 9999, places=2)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, unique_by=lambda each: each[0]), AMOUNTS)
def test_the_step_that_holds_is_the_highest_one_reached(
    steps: list[tuple[Decimal, Decimal]], base: Decimal
) -> None:
    terms = [TermsRow(minimum, service_charge=charge) for minimum, charge in steps]
    reached = [each for each in sorted(steps) if each[0] <= base]
    found = earned(Bases(base, base), terms, LOCAL)
    assert found.service_charge == (reached[-1][1] if reached else 0)
