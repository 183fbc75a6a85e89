"""Foreign currencies and a rate for every month of the demo company's history."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.models.setup import CENT
from desktop.services.demo.clerk import Clerk
from desktop.services.standard_setup.regions import CURRENCIES

# currency, so many units of it are worth …, … so many öre in the first month
FIRST_RATES = (
    ("EUR", 1, 1121),
    ("USD", 1, 978),
    ("NOK", 100, 9610),
    ("DKK", 100, 15030),
    ("GBP", 1, 1312),
)

# By how many thousandths a rate stands above the first one, month after month.
DRIFT = (0, 4, 9, 6, 2, -3, -5, 1, 7, 12, 15, 11, 8, 5)

HUNDRED = Decimal(100)
THOUSAND = Decimal(1000)
MONTHS = 12


def first_of_month(day: date, months_later: int = 0) -> date:
    """The first day of the month of `day`, or of a month so much later (earlier if negative)."""
    month = day.year * MONTHS + day.month - 1 + months_later
    return date(month // MONTHS, month % MONTHS + 1, 1)


def add_currencies(clerk: Clerk, first: date) -> None:
    """Make the currencies, and their rates from the month of `first` on."""
    for code, name, number, symbol, position in CURRENCIES:
        clerk.add(
            "currency",
            code=code,
            description=name,
            iso_code=code,
            iso_numeric=number,
            symbol=symbol,
            symbol_position=position,
            unit_amount_precision=CENT,
            realized_gains_account="3960",
            realized_losses_account="7960",
        )
    for code, units, hundredths in FIRST_RATES:
        for month, thousandths in enumerate(DRIFT):
            worth = Decimal(hundredths) * (THOUSAND + thousandths) / THOUSAND / HUNDRED
            clerk.add(
                "currency_exchange_rate",
                currency_code=code,
                starting_date=first_of_month(first, month),
                exchange_rate_amount=Decimal(units),
                relational_amount=worth,
            )
