"""What the price of a line depends on, and what is found for it (CU79, CU80, CU85)."""

from __future__ import annotations

import decimal
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from desktop.models.pricing_words import PriceDefines, PriceProduct, PriceSource, PriceStatus
from desktop.models.values.numbers import ZERO, Percent, Quantity, UnitPrice
from desktop.models.words import VatCalculationType
from desktop.services.currencies.exchange_rates import LCY_RATE, ExchangeRate
from desktop.services.vat.calculation import charged_pct

ONE = Decimal(1)
EXACT = decimal.Context(prec=200, traps=[decimal.Inexact, decimal.InvalidOperation])
"""Factors are multiplied without rounding; a price is rounded once, at the end (CU86)."""


@dataclass(frozen=True, slots=True)
class CardPrice:
    """The price on the card: per base unit, in local currency.

    `vat_pct` is the VAT that it includes, None where the card does not say whose (CU87).
    """

    unit_price: UnitPrice = ZERO
    includes_vat: bool = False
    vat_pct: Percent | None = None


NO_PRICE = CardPrice()


MEMBERS_CAMPAIGNS = (PriceSource.CAMPAIGN, None)
"""The source of all running campaigns of which who pays is a member (CU79)."""


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """What a document says about its prices: for whom, when, in which currency and VAT mode.

    `customer_no` is who pays. `campaign_no` is the campaign that the document names; without one
    those hold of which who pays is a member. That a campaign is running, and whose member somebody
    is, is asked by the statement that reads the lines (see `candidates`). `precision` is the
    unit-amount precision of the currency, `rate` its rate; a blank currency is the local one.
    """

    day: date
    precision: UnitPrice
    customer_no: str | None = None
    price_group: str | None = None
    disc_group: str | None = None
    campaign_no: str | None = None
    currency_code: str | None = None
    prices_including_vat: bool = False
    rate: ExchangeRate = LCY_RATE
    allow_line_disc: bool = True

    sources: frozenset[tuple[PriceSource, str | None]] = field(init=False)
    """For whom a line of a price list may be made so that it holds here (CU80)."""

    def __post_init__(self) -> None:
        named = (
            (PriceSource.CUSTOMER, self.customer_no),
            (PriceSource.CUSTOMER_PRICE_GROUP, self.price_group),
            (PriceSource.CUSTOMER_DISC_GROUP, self.disc_group),
            (PriceSource.CAMPAIGN, self.campaign_no),
        )
        everybody: tuple[PriceSource, str | None] = (PriceSource.ALL_CUSTOMERS, None)
        known = {everybody, *(each for each in named if each[1] is not None)}
        if self.campaign_no is None and self.customer_no is not None:
            known.add(MEMBERS_CAMPAIGNS)
        object.__setattr__(self, "sources", frozenset(known))

    def holds_for(self, source: tuple[PriceSource, str | None]) -> bool:
        """Whether a line made for this source may price the document."""
        if source[0] is PriceSource.CAMPAIGN and MEMBERS_CAMPAIGNS in self.sources:
            return True
        return source in self.sources


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line of a document as prices see it; `quantity` without sign, in the line's unit."""

    product_type: PriceProduct
    product_no: str
    quantity: Quantity
    qty_per_unit: Quantity = ONE
    variant_code: str | None = None
    unit_code: str | None = None
    item_disc_group: str | None = None
    vat_pct: Percent = ZERO
    vat_calculation_type: VatCalculationType = VatCalculationType.NORMAL
    card: CardPrice = NO_PRICE
    allow_invoice_disc: bool = True
    base_quantity: Quantity = field(init=False)

    def __post_init__(self) -> None:
        base = EXACT.multiply(self.quantity, self.qty_per_unit)
        object.__setattr__(self, "base_quantity", base)

    @property
    def is_reverse_charge(self) -> bool:
        """Whether the buyer owes the VAT, so that no price contains any."""
        return self.vat_calculation_type is VatCalculationType.REVERSE_CHARGE


class ListPrice(NamedTuple):
    """A line of a price list, as it was read.

    `vat_pct` and `vat_calculation_type` are those of the list's VAT group and the product's;
    None when that pair is not set up.
    """

    price_list_code: str
    line_no: int
    source_type: PriceSource = PriceSource.ALL_CUSTOMERS
    source_no: str | None = None
    product_type: PriceProduct = PriceProduct.ITEM
    product_no: str | None = None
    variant_code: str | None = None
    unit_code: str | None = None
    currency_code: str | None = None
    minimum_quantity: Quantity = ZERO
    defines: PriceDefines = PriceDefines.PRICE
    unit_price: UnitPrice = ZERO
    line_discount_pct: Percent = ZERO
    allow_line_disc: bool = True
    allow_invoice_disc: bool = True
    starting_date: date | None = None
    ending_date: date | None = None
    price_includes_vat: bool = False
    status: PriceStatus = PriceStatus.ACTIVE
    vat_pct: Percent | None = None
    vat_calculation_type: VatCalculationType | None = None

    @property
    def contained_vat_pct(self) -> Percent | None:
        """The rate within a price that includes VAT, None where nobody said whose (CU87)."""
        if self.vat_pct is None or self.vat_calculation_type is None:
            return None
        return charged_pct(self.vat_pct, self.vat_calculation_type)

    @property
    def source(self) -> tuple[PriceSource, str | None]:
        """For whom it holds."""
        return self.source_type, self.source_no


@dataclass(frozen=True, slots=True)
class FoundPrice:
    """The price and discount that a line gets unless the user typed his own (CU85, CU92).

    `price_line` is the list's line that the price comes from, None when it is the card's.
    """

    unit_price: UnitPrice
    line_discount_pct: Percent = ZERO
    allow_line_disc: bool = True
    allow_invoice_disc: bool = True
    price_line: ListPrice | None = None
