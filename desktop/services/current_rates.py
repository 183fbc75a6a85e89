"""The list of currencies with what each is worth on a day (CU24)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from desktop.models.currencies import Currency, CurrencyExchangeRate
from desktop.services.currencies.exchange_rates import ExchangeRate
from desktop.services.list_source import TableSource
from desktop.services.records import RecordRow, records

RATE, SINCE = "current_rate", "current_rate_since"
"""What a row knows besides its currency: LCY for one unit, and from when on."""

_PRECISION = Decimal("0.00001")


def currencies(today: date) -> TableSource[RecordRow]:
    """The currencies, each with the latest rate that has begun on a day; None without one."""
    listed = records("currency", today)
    pair = (CurrencyExchangeRate.exchange_rate_amount, CurrencyExchangeRate.relational_amount)
    return replace(
        listed,
        columns={
            **listed.columns,
            **{column.key: _latest(column, today) for column in pair},
            SINCE: _latest(CurrencyExchangeRate.starting_date, today),
        },
        make=_row,
    )


def _latest(column: InstrumentedAttribute[Any], today: date) -> sa.ScalarSelect[Any]:
    rate = CurrencyExchangeRate
    return (
        sa.select(column)
        .where(rate.currency_code == Currency.code, rate.starting_date <= today)
        .order_by(rate.starting_date.desc())
        .limit(1)
        .correlate(Currency)
        .scalar_subquery()
    )


def _row(values: Mapping[str, Any]) -> RecordRow:
    foreign, local = values["exchange_rate_amount"], values["relational_amount"]
    rate = ExchangeRate(foreign, local).to_lcy(Decimal(1), _PRECISION) if foreign else None
    return RecordRow((values["code"],), {**values, RATE: rate})
