"""Switching a document between prices with and without VAT (SD51)."""

from __future__ import annotations

from desktop.models.values.numbers import Amount, Percent, UnitPrice, round_to
from desktop.models.words import VatCalculationType
from desktop.services.vat.calculation import HUNDRED, charged_pct


def converted_price(
    unit_price: UnitPrice,
    vat_pct: Percent,
    calculation_type: VatCalculationType,
    *,
    including_vat: bool,
    precision: UnitPrice,
) -> UnitPrice:
    """A unit price after the switch to `including_vat`, in the precision of unit amounts.

    Under reverse charge no VAT is in the price and it stays.
    """
    with_vat = HUNDRED + charged_pct(vat_pct, calculation_type)
    if including_vat:
        return round_to(unit_price, precision, times=with_vat, over=HUNDRED)
    return round_to(unit_price, precision, times=HUNDRED, over=with_vat)


def converted_invoice_discount(
    amount: Amount,
    total_excl_vat: Amount,
    total_incl_vat: Amount,
    *,
    including_vat: bool,
    precision: Amount,
) -> Amount:
    """An invoice discount given as an amount, after the switch to `including_vat`.

    Both totals are those before the switch; when either is zero the amount stays as it is.
    """
    if not total_excl_vat or not total_incl_vat:
        return round_to(amount, precision)
    if including_vat:
        return round_to(amount, precision, times=total_incl_vat, over=total_excl_vat)
    return round_to(amount, precision, times=total_excl_vat, over=total_incl_vat)
