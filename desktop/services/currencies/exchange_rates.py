"""The exchange rate of a currency on a day: one exact division on a pair (SD57, CU24)."""

from __future__ import annotations

import decimal
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.currencies import CurrencyExchangeRate
from desktop.models.values.numbers import Amount, round_to
from desktop.services.currencies.refusals import ExchangeRateMissing

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


def rate_on(session: Session, currency_code: str | None, day: date) -> ExchangeRate:
    """The latest rate that has begun on a day; 1 for local currency.

    Raises ExchangeRateMissing.
    """
    if currency_code is None:
        return LCY_RATE
    found = session.scalars(
        select(CurrencyExchangeRate)
        .where(
            CurrencyExchangeRate.currency_code == currency_code,
            CurrencyExchangeRate.starting_date <= day,
        )
        .order_by(CurrencyExchangeRate.starting_date.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise ExchangeRateMissing(
            record=RecordRef("currency", (currency_code,)),
            field="currency_code",
            currency_code=currency_code,
            date=day,
        )
    return ExchangeRate(found.exchange_rate_amount, found.relational_amount)
