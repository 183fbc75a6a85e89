"""Typed prices, discounts and line amounts (SD43–SD46)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import RecordRef
from desktop.services.sales.line_entry import (
    TypedDiscount,
    typed_discount_amount,
    typed_discount_pct,
    typed_line_amount,
    typed_unit_price,
)
from desktop.services.sales.line_name import LineName
from desktop.services.sales.refusals_totals import (
    LineAmountOutside,
    LineDiscountOutside,
    LineDiscountPctOutside,
    UnitPriceNegative,
)

CENT = Decimal("0.01")
UNIT = Decimal("0.00001")
LINE = LineName(20000, "A", "PCS", RecordRef("sales_line", ("order", "SO1", 20000)))

gross_amounts = st.decimals("-9999", "9999", places=2)


def test_typed_discount_amount_gives_its_percentage() -> None:
    typed = typed_discount_amount(Decimal("5.00"), Decimal("86.42"), CENT, LINE)
    assert typed == TypedDiscount(Decimal("5.78570"), Decimal("5.00"))


def test_typed_amount_is_rounded_first() -> None:
    typed = typed_discount_amount(Decimal("4.995"), Decimal("86.42"), CENT, LINE)
    assert typed.line_discount_amount == Decimal("5.00")


def test_typed_line_amount_is_the_discount_down_to_it() -> None:
    typed = typed_line_amount(Decimal("81.42"), Decimal("86.42"), CENT, LINE)
    assert typed == TypedDiscount(Decimal("5.78570"), Decimal("5.00"))


def test_a_line_of_nothing_takes_only_no_discount() -> None:
    assert typed_discount_amount(Decimal(0), Decimal(0), CENT, LINE) == TypedDiscount(
        Decimal(0), Decimal(0)
    )
    with pytest.raises(LineDiscountOutside):
        typed_discount_amount(CENT, Decimal(0), CENT, LINE)


@pytest.mark.parametrize(
    ("amount", "gross"), [("-0.01", "10"), ("10.01", "10"), ("0.01", "-10"), ("-10.01", "-10")]
)
def test_amounts_outside_the_line_are_refused(amount: str, gross: str) -> None:
    with pytest.raises(LineDiscountOutside) as discount:
        typed_discount_amount(Decimal(amount), Decimal(gross), CENT, LINE)
    with pytest.raises(LineAmountOutside) as line_amount:
        typed_line_amount(Decimal(amount), Decimal(gross), CENT, LINE)
    assert "on line 20000" in str(discount.value)
    assert "change the unit price" in str(line_amount.value)
    assert discount.value.record == LINE.record


@given(gross_amounts, st.integers(0, 100))
def test_discount_and_line_amount_are_two_ways_to_say_one_thing(gross: Decimal, pct: int) -> None:
    discount = (gross * pct / 100).quantize(CENT)
    one = typed_discount_amount(discount, gross, CENT, LINE)
    assert one == typed_line_amount(gross - discount, gross, CENT, LINE)
    assert 0 <= one.line_discount_pct <= 100


@pytest.mark.parametrize("pct", ["-0.00001", "100.00001"])
def test_percentages_outside_0_to_100_are_refused(pct: str) -> None:
    with pytest.raises(LineDiscountPctOutside, match="100"):
        typed_discount_pct(Decimal(pct), LINE)


def test_a_percentage_has_five_decimals() -> None:
    assert typed_discount_pct(Decimal("12.345675"), LINE) == Decimal("12.34568")


def test_a_price_is_rounded_to_the_unit_amount_precision() -> None:
    assert typed_unit_price(Decimal("1.234565"), UNIT, LINE) == Decimal("1.23457")
    with pytest.raises(UnitPriceNegative, match="line 20000"):
        typed_unit_price(Decimal("-0.01"), UNIT, LINE)
