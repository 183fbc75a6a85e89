"""What a typed price, discount or line amount means for a line (SD43–SD46)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.models.values.numbers import ZERO, Amount, Percent, UnitPrice, round_to
from desktop.services.sales.line_name import LineName, line_refusal
from desktop.services.sales.refusals_totals import (
    LineAmountOutside,
    LineDiscountOutside,
    LineDiscountPctOutside,
    UnitPriceNegative,
)
from desktop.services.vat.calculation import HUNDRED

PERCENT_PRECISION = Decimal("0.00001")


@dataclass(frozen=True, slots=True)
class TypedDiscount:
    """A discount typed as an amount: it is kept until quantity, price or percentage changes."""

    line_discount_pct: Percent
    line_discount_amount: Amount


def typed_unit_price(unit_price: UnitPrice, precision: UnitPrice, name: LineName) -> UnitPrice:
    """A typed price in the precision of unit amounts; raises UnitPriceNegative."""
    if unit_price < 0:
        raise line_refusal(UnitPriceNegative, name, "unit_price", unit_price=unit_price)
    return round_to(unit_price, precision)


def typed_discount_pct(pct: Percent, name: LineName) -> Percent:
    """A typed percentage, 5 decimals; raises LineDiscountPctOutside below 0 or above 100."""
    if not 0 <= pct <= HUNDRED:
        raise line_refusal(LineDiscountPctOutside, name, "line_discount_pct", pct=pct)
    return round_to(pct, PERCENT_PRECISION)


def typed_discount_amount(
    amount: Amount, gross: Amount, precision: Amount, name: LineName
) -> TypedDiscount:
    """A discount typed as an amount; raises LineDiscountOutside unless 0…gross, same sign."""
    discount = round_to(amount, precision)
    if not _lies_within(discount, gross):
        raise line_refusal(
            LineDiscountOutside, name, "line_discount_amount", amount=discount, gross=gross
        )
    return _discount_of(gross, discount)


def typed_line_amount(
    amount: Amount, gross: Amount, precision: Amount, name: LineName
) -> TypedDiscount:
    """A typed line amount is the discount down to it; raises LineAmountOutside above gross."""
    line_amount = round_to(amount, precision)
    if not _lies_within(line_amount, gross):
        raise line_refusal(LineAmountOutside, name, "line_amount", amount=line_amount, gross=gross)
    return _discount_of(gross, gross - line_amount)


def _lies_within(amount: Amount, gross: Amount) -> bool:
    return min(gross, ZERO) <= amount <= max(gross, ZERO)


def _discount_of(gross: Amount, discount: Amount) -> TypedDiscount:
    if not gross:
        return TypedDiscount(ZERO, ZERO)
    pct = round_to(discount, PERCENT_PRECISION, times=HUNDRED, over=gross)
    return TypedDiscount(pct, discount)
