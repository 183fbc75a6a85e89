"""The amounts of a document in local currency, adding up to what it is worth (SD58)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.models.values.numbers import ZERO, Amount, carry_round
from desktop.services.currencies.exchange_rates import ExchangeRate


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
