"""Currencies and their exchange rates (01 §3, SD57)."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    Code10,
    Code20,
    Flag,
    QuantityColumn,
    RateColumn,
    Text10,
    Text100,
    key_of,
    part_of,
)
from desktop.models.setup import CENT, UNIT_AMOUNT
from desktop.models.values.numbers import RoundingMode
from desktop.models.words import SymbolPosition


class Currency(Versioned, Base):
    """A foreign currency with its precisions; the local currency is the blank code."""

    __tablename__ = "currency"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    iso_code: Mapped[Text10]
    iso_numeric: Mapped[Text10]
    symbol: Mapped[Text10]
    symbol_position: Mapped[SymbolPosition] = mapped_column(default=SymbolPosition.BEFORE)
    amount_precision: Mapped[QuantityColumn] = mapped_column(default=CENT)
    unit_amount_precision: Mapped[QuantityColumn] = mapped_column(default=UNIT_AMOUNT)
    decimals_shown: Mapped[int] = mapped_column(default=2)
    invoice_rounding_precision: Mapped[QuantityColumn] = mapped_column(default=CENT)
    invoice_rounding_type: Mapped[RoundingMode] = mapped_column(default=RoundingMode.NEAREST)
    vat_rounding_type: Mapped[RoundingMode] = mapped_column(default=RoundingMode.NEAREST)
    appln_rounding_precision: Mapped[QuantityColumn]
    realized_gains_account: Mapped[Code20 | None] = key_of("gl_account.no")
    realized_losses_account: Mapped[Code20 | None] = key_of("gl_account.no")
    inactive: Mapped[Flag]


class CurrencyExchangeRate(Versioned, Base):
    """So many units of a currency are worth so many of the local one, from a date on."""

    __tablename__ = "currency_exchange_rate"
    __table_args__ = (
        CheckConstraint("exchange_rate_amount > 0", name="exchange_rate_amount_positive"),
        CheckConstraint("relational_amount > 0", name="relational_amount_positive"),
    )

    currency_code: Mapped[Code10] = part_of("currency.code")
    starting_date: Mapped[date] = mapped_column(primary_key=True)
    exchange_rate_amount: Mapped[RateColumn] = mapped_column()
    relational_amount: Mapped[RateColumn] = mapped_column()
