"""Why a line has its price: every candidate, what became of it, and the winner (CU90, CU93)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.models.pricing_words import PriceDefines, PriceReason
from desktop.models.values.numbers import Percent, UnitPrice, round_to
from desktop.services.pricing.conversion import converted_card_price, converted_list_price
from desktop.services.pricing.finding import (
    best_discount,
    best_price,
    find_price,
    judged,
    net_times_hundred,
)
from desktop.services.pricing.values import FoundPrice, ListPrice, PricedLine, PriceTerms
from desktop.services.vat.calculation import HUNDRED


@dataclass(frozen=True, slots=True)
class JudgedPrice:
    """A candidate of one kind: why it does not count, or what it comes to.

    `converted` is its price in the document's unit, currency and VAT mode, `net` that after the
    line discount; both are None for discounts and for what does not count.
    """

    price: ListPrice
    kind: PriceDefines
    reason: PriceReason | None = None
    converted: UnitPrice | None = None
    net: UnitPrice | None = None
    is_winner: bool = False


@dataclass(frozen=True, slots=True)
class PriceExplanation:
    """The whole way to a price: `prices` and `discounts` as judged, the best discount, the result.

    `card_price` is what would hold without lists, in the document's terms.
    """

    prices: tuple[JudgedPrice, ...]
    discounts: tuple[JudgedPrice, ...]
    discount_pct: Percent
    card_price: UnitPrice
    found: FoundPrice


def explain_price(
    candidates: Iterable[ListPrice], line: PricedLine, terms: PriceTerms
) -> PriceExplanation:
    """Tell step by step what `find_price` does; those that count come first."""
    lines = list(candidates)
    discounts = judged(lines, line, terms, PriceDefines.DISCOUNT)
    best = best_discount(price for price, reason in discounts if reason is None)
    prices = judged(lines, line, terms, PriceDefines.PRICE)
    winner = best_price([price for price, reason in prices if reason is None], best, line, terms)
    return PriceExplanation(
        prices=_in_order(
            JudgedPrice(price, PriceDefines.PRICE, reason)
            if reason is not None
            else _priced(price, winner, best, line, terms)
            for price, reason in prices
        ),
        discounts=_in_order(
            JudgedPrice(price, PriceDefines.DISCOUNT, reason, is_winner=_gives(price, reason, best))
            for price, reason in discounts
        ),
        discount_pct=best,
        card_price=converted_card_price(line, terms),
        found=find_price(lines, line, terms),
    )


def _priced(
    price: ListPrice,
    winner: ListPrice | None,
    discount: Percent,
    line: PricedLine,
    terms: PriceTerms,
) -> JudgedPrice:
    converted = converted_list_price(price, line, terms)
    net = net_times_hundred(price, converted, discount)
    return JudgedPrice(
        price,
        PriceDefines.PRICE,
        converted=converted,
        net=round_to(net, terms.precision, over=HUNDRED),
        is_winner=price is winner,
    )


def _gives(price: ListPrice, reason: PriceReason | None, best: Percent) -> bool:
    return reason is None and price.line_discount_pct == best


def _in_order(judged: Iterable[JudgedPrice]) -> tuple[JudgedPrice, ...]:
    """The winner, what counts too, then the rest; each group by list and line."""
    return tuple(
        sorted(
            judged,
            key=lambda each: (
                not each.is_winner,
                each.reason is not None,
                each.price.price_list_code,
                each.price.line_no,
            ),
        )
    )
