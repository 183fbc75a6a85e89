"""The exchange rate of a currency on a day (SD57, CU24)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.currencies import CurrencyExchangeRate
from desktop.services.sales.currency import LCY_RATE, ExchangeRate
from desktop.services.sales.refusals_totals import ExchangeRateMissing


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
