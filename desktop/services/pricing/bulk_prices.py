"""New prices from old ones: converted, multiplied, rounded by a method (CU74). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop.models.values.numbers import (
    ZERO,
    Amount,
    Percent,
    RoundingMode,
    UnitPrice,
    round_to,
)
from desktop.services.currencies.exchange_rates import ExchangeRate
from desktop.services.pricing.values import EXACT
from desktop.services.vat.calculation import HUNDRED

PCT_PRECISION = Decimal("0.01")


class RoundingStep(NamedTuple):
    """How a method rounds prices from `minimum_amount` on."""

    minimum_amount: Amount
    amount_before: Amount
    precision: Amount
    rounding_type: RoundingMode
    amount_after: Amount


def converted(
    price: UnitPrice, rate: ExchangeRate, new_rate: ExchangeRate, precision: Amount
) -> UnitPrice:
    """A price from one currency in another, rounded once to the other's amounts.

    Between equal currencies it stays as it is.
    """
    if rate == new_rate:
        return price
    return round_to(
        price,
        precision,
        times=EXACT.multiply(rate.relational_amount, new_rate.exchange_rate_amount),
        over=EXACT.multiply(rate.exchange_rate_amount, new_rate.relational_amount),
    )


def adjusted(
    price: UnitPrice, factor: Decimal, steps: Sequence[RoundingStep], precision: Amount
) -> UnitPrice:
    """A converted price times a factor, rounded by the method's steps, else to amounts."""
    return rounded(EXACT.multiply(price, factor), steps, precision)


def rounded(price: Decimal, steps: Sequence[RoundingStep], precision: Amount) -> UnitPrice:
    """A price rounded by the step with the highest minimum at or below it, never below zero."""
    fitting = [step for step in steps if step.minimum_amount <= price]
    if not fitting:
        return round_to(price, precision)
    step = max(fitting, key=lambda each: each.minimum_amount)
    whole = round_to(EXACT.add(price, step.amount_before), step.precision, step.rounding_type)
    return max(whole + step.amount_after, ZERO)


def change_pct(old: UnitPrice | None, new: UnitPrice) -> Percent | None:
    """By how many percent a price changes, two decimals; None without an old price."""
    if not old:
        return None
    return round_to(new - old, PCT_PRECISION, times=HUNDRED, over=old)
