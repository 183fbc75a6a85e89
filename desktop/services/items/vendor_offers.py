"""What vendors call items and ask for them, for any number of requisition lines at once (PF56)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from desktop.models.currencies import Currency, CurrencyExchangeRate
from desktop.models.items import Item
from desktop.models.promising import RequisitionLine
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.values.numbers import ZERO, UnitPrice, round_to
from desktop.models.vendors import ItemVendor, Vendor
from desktop.models.words import ReplenishmentSystem
from desktop.services.currencies.exchange_rates import LCY_RATE, ExchangeRate


def is_bought(line: RequisitionLine) -> bool:
    """Whether the line becomes a purchase; what a customer is to get from a vendor always does."""
    return (
        line.drop_shipment
        or line.special_order
        or line.replenishment_system is ReplenishmentSystem.PURCHASE
    )


@dataclass(frozen=True, slots=True)
class Money:
    """To what costs in a currency are rounded, and its rate; None when it has none on the day."""

    precision: UnitPrice
    rate: ExchangeRate | None


@dataclass(frozen=True)
class VendorOffers:
    """What vendors offer, by item, vendor and variant, and the money in which they sell."""

    offers: Mapping[tuple[str, str, str], ItemVendor]
    money: Mapping[str | None, Money]

    def take(self, line: RequisitionLine, item: Item, vendor: Vendor | None) -> None:
        """Write how the vendor calls what a line asks for, its currency, and what a unit costs."""
        line.currency_code = vendor.currency_code if vendor is not None else None
        usual = item.vendor_item_no if item.vendor_no == line.vendor_no else ""
        named = (each.vendor_item_no for each in self._of(line) if each.vendor_item_no)
        line.vendor_item_no = next(named, usual) if is_bought(line) else ""
        line.direct_unit_cost = self.cost(line, item)

    def cost(self, line: RequisitionLine, item: Item) -> UnitPrice:
        """What one unit costs: by the vendor's offer, else by the last purchase (PF56).

        In the line's currency, which must be the vendor's; 0 when its rate is not known. What is
        put together costs what the item's card says.
        """
        money = self.money[line.currency_code]
        asked = (each.direct_unit_cost for each in self._of(line) if each.direct_unit_cost)
        offered = next(asked, ZERO) if is_bought(line) else ZERO
        if offered:
            return round_to(offered, money.precision, times=line.qty_per_unit)
        if money.rate is None:
            return ZERO
        return round_to(
            item.last_direct_cost if is_bought(line) else item.unit_cost,
            money.precision,
            times=line.qty_per_unit * money.rate.exchange_rate_amount,
            over=money.rate.relational_amount,
        )

    def _of(self, line: RequisitionLine) -> list[ItemVendor]:
        """What the vendor of a line says of its item, of the variant first."""
        codes = dict.fromkeys((line.variant_code or "", ""))
        keys = [(line.item_no or "", line.vendor_no or "", code) for code in codes]
        return [self.offers[key] for key in keys if key in self.offers]


def read_offers(
    session: Session, item_nos: Collection[str], vendors: Iterable[Vendor], day: date
) -> VendorOffers:
    """All offers of items, and the currencies of vendors on a day; at most three statements."""
    offers = session.scalars(select(ItemVendor).where(ItemVendor.item_no.in_(sorted(item_nos))))
    precision = session.get_one(GeneralLedgerSetup, 1).unit_amount_precision
    foreign = sorted({vendor.currency_code for vendor in vendors if vendor.currency_code})
    return VendorOffers(
        {(offer.item_no, offer.vendor_no, offer.variant_code): offer for offer in offers},
        {None: Money(precision, LCY_RATE), **(_foreign(session, foreign, day) if foreign else {})},
    )


def _foreign(session: Session, codes: Collection[str], day: date) -> dict[str | None, Money]:
    """Currencies, each with its latest rate that has begun on a day; one statement."""
    rate, later = CurrencyExchangeRate, aliased(CurrencyExchangeRate)
    begun = (
        select(func.max(later.starting_date))
        .where(later.currency_code == Currency.code, later.starting_date <= day)
        .scalar_subquery()
    )
    rows: Any = session.execute(  # a currency without a rate has none of its columns
        select(
            Currency.code,
            Currency.unit_amount_precision,
            rate.exchange_rate_amount,
            rate.relational_amount,
        )
        .outerjoin(rate, and_(rate.currency_code == Currency.code, rate.starting_date == begun))
        .where(Currency.code.in_(codes))
    )
    return {
        code: Money(precision, None if units is None else ExchangeRate(units, local))
        for code, precision, units, local in rows
    }
