"""Local and foreign currency: one exact division on the pair of an exchange rate (SD57, SD58)."""

from __future__ import annotations

import decimal
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.values.numbers import ZERO, Amount, carry_round, round_to

_SHOWN = decimal.Context(prec=28, rounding=decimal.ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """So many units of the foreign currency cost so many of the local one (LCY).

    The pair is kept because its quotient is seldom exact: 100 EUR = 1,073.00 SEK is the pair
    (100, 1073). Both must be above zero, else ValueError.
    """

    exchange_rate_amount: Decimal
    relational_amount: Decimal

    def __post_init__(self) -> None:
        if self.exchange_rate_amount <= 0 or self.relational_amount <= 0:
            raise ValueError(f"{self} is not an exchange rate")

    @classmethod
    def from_factor(cls, factor: Decimal) -> ExchangeRate:
        """The rate that a user typed as units of foreign currency per 1 LCY."""
        return cls(factor, Decimal(1))

    @property
    def factor(self) -> Decimal:
        """Units of foreign currency per 1 LCY, 28 significant digits; only to be shown."""
        return _SHOWN.divide(self.exchange_rate_amount, self.relational_amount)

    def to_lcy(self, amount: Amount, precision: Amount) -> Amount:
        """A foreign amount in LCY, rounded once to the precision of the LCY."""
        return round_to(
            amount, precision, times=self.relational_amount, over=self.exchange_rate_amount
        )

    def to_fcy(self, amount: Amount, precision: Amount) -> Amount:
        """An LCY amount in the foreign currency, rounded once to that currency's precision."""
        return round_to(
            amount, precision, times=self.exchange_rate_amount, over=self.relational_amount
        )


LCY_RATE = ExchangeRate(Decimal(1), Decimal(1))
"""The rate of a document in local currency."""


def lcy_of_groups(amounts: Sequence[Amount], rate: ExchangeRate, precision: Amount) -> list[Amount]:
    """The G/L groups of a document in LCY, adding up to the amount payable in LCY (SD58).

    `amounts` in the order of SD58: VAT groups by their first line, sales groups, line
    discounts, invoice discounts, each by first line, then the rounding; all with the sign that
    makes their sum the amount payable (discounts that are debited are negative). A group of 0
    gets 0.
    """
    return carry_round(
        amounts, precision, times=rate.relational_amount, over=rate.exchange_rate_amount
    )


def lcy_of_lines(
    amounts: Sequence[Amount], group_lcy: Amount, rate: ExchangeRate, precision: Amount
) -> list[Amount]:
    """The lines of one G/L group in LCY; they add up to what the group was given (SD58).

    The carry of the whole document may have moved a cent into or out of the group; it goes
    to the group's last line.
    """
    parts = lcy_of_groups(amounts, rate, precision)
    if parts:
        parts[-1] += group_lcy - sum(parts, ZERO)
    return parts
