"""Exact numbers and the only two ways in which Kontor rounds them (SD1–SD4).

Amounts, prices, quantities and percentages are decimals from the keyboard to the paper. Whoever
must round calls `round_to`; whoever must round several figures that add up calls `carry_round`.
"""

import decimal
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

Amount: TypeAlias = Decimal
UnitPrice: TypeAlias = Decimal
Quantity: TypeAlias = Decimal
Percent: TypeAlias = Decimal

ZERO = Decimal(0)

# Nobody's context may change how money is rounded, so the arithmetic has its own. It is far wider
# than any figure and traps Inexact: a product that did not fit would raise, never be cut.
_EXACT = decimal.Context(
    prec=1000,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-decimal.MAX_EMAX,
    Emax=decimal.MAX_EMAX,
    traps=[
        decimal.InvalidOperation,
        decimal.DivisionByZero,
        decimal.Overflow,
        decimal.Underflow,
        decimal.Inexact,
    ],
)
_ONE = Decimal(1)
_TWO = Decimal(2)


class RoundingMode(StrEnum):
    """Which multiple of the precision is taken when a number lies between two."""

    NEAREST = "nearest"
    """The nearer one; half-way, the one further from zero (2.345 → 2.35, −2.345 → −2.35)."""
    UP = "up"
    """The one further from zero. Only VAT rounding and invoice rounding offer it."""
    DOWN = "down"
    """The one nearer to zero. Only VAT rounding and invoice rounding offer it."""


def round_to(
    value: Decimal | int,
    precision: Decimal | int,
    mode: RoundingMode = RoundingMode.NEAREST,
    *,
    times: Decimal | int = 1,
    over: Decimal | int = 1,
) -> Decimal:
    """R(value × times / over, precision): the multiple of `precision` that stands for the number.

    The precision is any positive step (0.01, 0.05, 1). The product is divided once and exactly, so
    a long quotient such as 10 × 33.33 / 100 never passes through a rounded number. Zero has no
    sign. The result has as many places as the precision.

    Raises TypeError for a float, ValueError for a precision that is not positive or a number that
    is not finite, ZeroDivisionError when `over` is zero.
    """
    dividend = _EXACT.multiply(value, times)
    if not dividend.is_finite() or precision <= 0:
        raise ValueError(f"Cannot round {value} × {times} / {over} to {precision}")
    divisor = _EXACT.multiply(over, precision)
    if not divisor:
        raise ZeroDivisionError(f"{value} × {times} is divided by zero")
    steps, rest = _EXACT.divmod(dividend, divisor)
    if rest and _is_further_step(rest, divisor, mode):
        away = _ONE if (dividend < 0) == (divisor < 0) else -_ONE
        steps = _EXACT.add(steps, away)
    # Adding zero turns −0 into 0 and 5E+1 into 50.
    return _EXACT.add(_EXACT.multiply(steps, precision), ZERO)


def _is_further_step(rest: Decimal, divisor: Decimal, mode: RoundingMode) -> bool:
    """Whether a remainder leads to the multiple that lies further from zero."""
    if mode is RoundingMode.NEAREST:
        return _EXACT.multiply(_TWO, rest.copy_abs()) >= divisor.copy_abs()
    return mode is RoundingMode.UP


def carry_round(
    parts: Iterable[Decimal | int],
    precision: Decimal | int,
    mode: RoundingMode = RoundingMode.NEAREST,
    *,
    times: Decimal | int = 1,
    over: Decimal | int = 1,
) -> list[Decimal]:
    """Rounded parts, in the order given, that add up to the rounded total (SD4).

    Part k is R(cumulated parts × times / over) less the same of the parts before it; what one part
    loses the next one gets. A zero part stays zero. To spread an amount over weights, give the
    weights as `parts`, the amount as `times` and the sum of the weights as `over`.

    Raises what `round_to` raises.
    """
    rounded: list[Decimal] = []
    total = before = ZERO
    for part in parts:
        total = _EXACT.add(total, part)
        now = round_to(total, precision, mode, times=times, over=over)
        rounded.append(_EXACT.subtract(now, before))
        before = now
    return rounded
