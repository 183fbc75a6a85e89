"""The price of a line: today the card price, in the document's unit, currency and VAT mode.

Price lists find their way in here and nowhere else (CU85): whoever needs a price calls
`price_of_line`.
"""

from __future__ import annotations

import decimal
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.values.numbers import ZERO, Percent, Quantity, UnitPrice, round_to
from desktop.models.words import VatCalculationType
from desktop.services.currencies.exchange_rates import LCY_RATE, ExchangeRate
from desktop.services.sales.line_sources import CardPrice
from desktop.services.vat.calculation import HUNDRED, charged_pct

_EXACT = decimal.Context(prec=200, traps=[decimal.Inexact, decimal.InvalidOperation])
"""Factors are multiplied without rounding; the price is rounded once, at the end (CU86)."""

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """What a price is converted to: the document's VAT mode, currency and rounding.

    `precision` is the unit-amount precision of the document's currency.
    """

    precision: UnitPrice
    prices_including_vat: bool = False
    rate: ExchangeRate = LCY_RATE
    allow_line_disc: bool = True


@dataclass(frozen=True, slots=True)
class PricedLine:
    """What the price of a line depends on; `quantity` without sign."""

    quantity: Quantity
    qty_per_unit: Quantity = ONE
    vat_pct: Percent = ZERO
    vat_calculation_type: VatCalculationType = VatCalculationType.NORMAL
    allow_invoice_disc: bool = True

    @property
    def is_reverse_charge(self) -> bool:
        """Whether the buyer owes the VAT, so that no price contains any."""
        return self.vat_calculation_type is VatCalculationType.REVERSE_CHARGE


@dataclass(frozen=True, slots=True)
class FoundPrice:
    """The price and discount that a line gets unless the user typed his own (CU85, CU92)."""

    unit_price: UnitPrice
    line_discount_pct: Percent = ZERO
    allow_line_disc: bool = True
    allow_invoice_disc: bool = True
    price_list_code: str | None = None
    price_list_line_no: int | None = None


def price_of_line(card: CardPrice, line: PricedLine, terms: PriceTerms) -> FoundPrice:
    """The price of a line on a document: no list has one, so the card's (CU85)."""
    return FoundPrice(
        unit_price=converted_price(card, line, terms),
        allow_line_disc=terms.allow_line_disc,
        allow_invoice_disc=line.allow_invoice_disc,
    )


def converted_price(card: CardPrice, line: PricedLine, terms: PriceTerms) -> UnitPrice:
    """A price per base unit in local currency as the document states it (CU86–CU89).

    VAT, unit and currency are factors of one product, rounded once.
    """
    times, over = _vat_factors(card, line, terms)
    times = _EXACT.multiply(times, line.qty_per_unit)
    times = _EXACT.multiply(times, terms.rate.exchange_rate_amount)
    over = _EXACT.multiply(over, terms.rate.relational_amount)
    return round_to(card.unit_price, terms.precision, times=times, over=over)


def _vat_factors(card: CardPrice, line: PricedLine, terms: PriceTerms) -> tuple[Decimal, Decimal]:
    """What a price is multiplied with and divided by to reach the document's VAT mode (CU87)."""
    charged = charged_pct(line.vat_pct, line.vat_calculation_type)
    with_vat = HUNDRED + charged
    if card.includes_vat:
        contained = HUNDRED + (line.vat_pct if card.vat_pct is None else card.vat_pct)
        if terms.prices_including_vat and not line.is_reverse_charge:
            return with_vat, contained
        return HUNDRED, contained
    if terms.prices_including_vat and not line.is_reverse_charge:
        return with_vat, HUNDRED
    return ONE, ONE
