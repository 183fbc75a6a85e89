"""A price of a card or a list as a document states it: VAT, unit, currency (CU86–CU89)."""

from __future__ import annotations

from decimal import Decimal

from desktop.models.values.numbers import Percent, UnitPrice, round_to
from desktop.services.pricing.values import EXACT, ONE, ListPrice, PricedLine, PriceTerms
from desktop.services.vat.calculation import HUNDRED, charged_pct


def converted_card_price(line: PricedLine, terms: PriceTerms) -> UnitPrice:
    """The card price, which is per base unit and in local currency."""
    card = line.card
    times, over = _vat_factors(line, terms, includes_vat=card.includes_vat, contained=card.vat_pct)
    times = EXACT.multiply(times, line.qty_per_unit)
    return _in_currency(card.unit_price, times, over, terms)


def converted_list_price(price: ListPrice, line: PricedLine, terms: PriceTerms) -> UnitPrice:
    """A list's price: per base unit when it names no unit, local when it names no currency."""
    includes_vat = price.price_includes_vat
    contained = price.contained_vat_pct if includes_vat else None
    times, over = _vat_factors(line, terms, includes_vat=includes_vat, contained=contained)
    if price.unit_code is None:
        times = EXACT.multiply(times, line.qty_per_unit)
    if price.currency_code is not None:
        return round_to(price.unit_price, terms.precision, times=times, over=over)
    return _in_currency(price.unit_price, times, over, terms)


def _in_currency(
    unit_price: UnitPrice, times: Decimal, over: Decimal, terms: PriceTerms
) -> UnitPrice:
    return round_to(
        unit_price,
        terms.precision,
        times=EXACT.multiply(times, terms.rate.exchange_rate_amount),
        over=EXACT.multiply(over, terms.rate.relational_amount),
    )


def _vat_factors(
    line: PricedLine, terms: PriceTerms, *, includes_vat: bool, contained: Percent | None
) -> tuple[Decimal, Decimal]:
    """What a price is multiplied with and divided by to reach the document's VAT mode (CU87).

    `contained` is the rate within the price; without one it is the line's own.
    """
    with_vat = HUNDRED + charged_pct(line.vat_pct, line.vat_calculation_type)
    charges = terms.prices_including_vat and not line.is_reverse_charge
    if includes_vat:
        within = HUNDRED + (line.vat_pct if contained is None else contained)
        return (with_vat, within) if charges else (HUNDRED, within)
    return (with_vat, HUNDRED) if charges else (ONE, ONE)
