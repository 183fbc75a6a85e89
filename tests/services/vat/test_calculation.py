"""VAT by groups, carried over their lines (SD52, SD53, SD81)."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.values.numbers import RoundingMode, round_to
from desktop.models.words import VatCalculationType
from desktop.services.vat.calculation import (
    VatLine,
    VatRate,
    VatTerms,
    charged_pct,
    document_vat,
)

CENT = Decimal("0.01")
EXCLUDING = VatTerms(prices_including_vat=False, amount_precision=CENT)
INCLUDING = VatTerms(prices_including_vat=True, amount_precision=CENT)
VAT25 = VatRate("VAT25", Decimal(25))
REVERSE = VatRate("EU25", Decimal(25), VatCalculationType.REVERSE_CHARGE)

rates = st.sampled_from(
    [VAT25, VatRate("VAT12", Decimal(12)), VatRate("VAT5", Decimal("5.5")), REVERSE]
)
amounts = st.decimals("-9999", "9999", places=2)
vat_lines = st.builds(VatLine, rates, amounts, discount=st.decimals("-99", "99", places=2))
vat_terms = st.builds(
    VatTerms,
    st.booleans(),
    st.sampled_from([CENT, Decimal("0.05"), Decimal("0.001"), Decimal(1)]),
    st.sampled_from(RoundingMode),
)


@given(st.lists(vat_lines, max_size=15), vat_terms)
def test_every_line_is_net_plus_vat(lines: list[VatLine], terms: VatTerms) -> None:
    for line, vat in zip(lines, document_vat(lines, terms).lines, strict=True):
        agreed = line.line_amount - line.discount
        assert vat.amount + vat.vat_amount == vat.amount_including_vat
        assert agreed == (vat.amount_including_vat if terms.prices_including_vat else vat.amount)


@given(st.lists(vat_lines, max_size=15), vat_terms)
def test_the_specification_is_base_times_rate_rounded_once(
    lines: list[VatLine], terms: VatTerms
) -> None:
    for group in document_vat(lines, terms).groups:
        pct = charged_pct(group.vat_pct, group.vat_calculation_type)
        base, over = (
            (group.amount_including_vat, 100 + pct)
            if terms.prices_including_vat
            else (group.base, 100)
        )
        assert group.vat_amount == round_to(
            base, terms.amount_precision, terms.rounding_type, times=pct, over=over
        )
        assert group.base + group.vat_amount == group.amount_including_vat
        assert group.line_amount - group.discount == base


@given(st.lists(vat_lines, max_size=15), vat_terms)
def test_groups_and_lines_add_up_to_the_same(lines: list[VatLine], terms: VatTerms) -> None:
    vat = document_vat(lines, terms)
    assert sum(line.vat_amount for line in vat.lines) == sum(g.vat_amount for g in vat.groups)
    assert sum(line.amount for line in vat.lines) == sum(g.base for g in vat.groups)


def test_groups_stand_in_the_order_of_their_first_lines() -> None:
    lines = [VatLine(rate, Decimal(1)) for rate in (REVERSE, VAT25, REVERSE)]
    groups = document_vat(lines, EXCLUDING).groups
    assert [group.vat_identifier for group in groups] == ["EU25", "VAT25"]


def test_the_buyer_owes_the_vat_under_reverse_charge() -> None:
    assert REVERSE.charged_pct == 0
    assert VAT25.charged_pct == 25
