"""Which invoice discount and service charge a document earns by its size (CU100–CU102).

Pure: rows of terms and the lines go in, a percentage and a charge come out. The service charge
line takes part in nothing here, so it cannot change its own base.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from desktop.models.values.numbers import ZERO, Amount, Percent, UnitPrice, round_to
from desktop.services.currencies.exchange_rates import ExchangeRate
from desktop.services.sales.totals import DocumentTerms, LineInput, line_figures
from desktop.services.vat.calculation import HUNDRED, charged_pct


@dataclass(frozen=True, slots=True)
class TermsRow:
    """A step of the terms: what holds from `minimum_amount` on, in `currency_code`.

    A blank currency is the local one.
    """

    minimum_amount: Amount
    discount_pct: Percent = ZERO
    service_charge: Amount = ZERO
    currency_code: str = ""


@dataclass(frozen=True, slots=True)
class Bases:
    """What the steps are chosen by: amounts excluding VAT, in the document's currency (CU100)."""

    charge: Amount = ZERO
    discount: Amount = ZERO


@dataclass(frozen=True, slots=True)
class CurrencyTerms:
    """The document's currency, blank for the local one, with its rate and both precisions."""

    code: str
    rate: ExchangeRate
    precision: Amount
    lcy_precision: Amount


@dataclass(frozen=True, slots=True)
class Earned:
    """The discount percentage, and the charge excluding VAT in the document's currency."""

    discount_pct: Percent = ZERO
    service_charge: Amount = ZERO


NOTHING_EARNED = Earned()


def discount_bases(lines: Iterable[LineInput], terms: DocumentTerms) -> Bases:
    """Both bases of a document (CU100); `lines` without its service charge line.

    With prices including VAT the VAT is taken out group by group, rounded once in each.
    """
    charge: dict[str, Amount] = {}
    discount: dict[str, Amount] = {}
    rates: dict[str, Percent] = {}
    for line in lines:
        amount = line_figures(line, terms.amount_precision).line_amount
        group = line.vat_identifier
        rates[group] = charged_pct(line.vat_pct, line.vat_calculation_type)
        charge[group] = charge.get(group, ZERO) + amount
        if line.allow_invoice_disc:
            discount[group] = discount.get(group, ZERO) + amount
    return Bases(_without_vat(charge, rates, terms), _without_vat(discount, rates, terms))


def _without_vat(
    sums: dict[str, Amount], rates: dict[str, Percent], terms: DocumentTerms
) -> Amount:
    if not terms.prices_including_vat:
        return sum(sums.values(), ZERO)
    nets = (
        round_to(amount, terms.amount_precision, times=HUNDRED, over=HUNDRED + rates[group])
        for group, amount in sums.items()
    )
    return sum(nets, ZERO)


def earned(bases: Bases, rows: Sequence[TermsRow], currency: CurrencyTerms) -> Earned:
    """What a document earns: the discount by one base, the charge by the other (CU101, CU102).

    Rows of the local currency count only for a code that has none in the document's.
    """
    own = [row for row in rows if row.currency_code == currency.code]
    if own or not currency.code:
        by_discount, by_charge = _reached(own, bases.discount), _reached(own, bases.charge)
        return Earned(_pct(by_discount), by_charge.service_charge if by_charge else ZERO)
    local = [row for row in rows if not row.currency_code]
    by_discount, by_charge = (
        _reached(local, currency.rate.to_lcy(base, currency.lcy_precision))
        for base in (bases.discount, bases.charge)
    )
    charge = by_charge.service_charge if by_charge else ZERO
    return Earned(_pct(by_discount), currency.rate.to_fcy(charge, currency.precision))


def _reached(rows: Iterable[TermsRow], base: Amount) -> TermsRow | None:
    """The highest step that a base reaches; none for a negative one."""
    if base < 0:
        return None
    reached = (row for row in rows if row.minimum_amount <= base)
    return max(reached, key=attrgetter("minimum_amount"), default=None)


def _pct(row: TermsRow | None) -> Percent:
    return row.discount_pct if row else ZERO


def charge_price(
    charge: Amount, vat_pct: Percent, precision: UnitPrice, *, including_vat: bool
) -> UnitPrice:
    """The price of the charge line: the charge, with the line's own VAT where prices have it."""
    if not including_vat:
        return charge
    return round_to(charge, precision, times=HUNDRED + vat_pct, over=HUNDRED)
