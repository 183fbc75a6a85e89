"""The price and line discount of a line, selected from lines of price lists (CU79–CU85).

Pure: everything is loaded before. `explaining` tells the same selection step by step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from desktop.models.pricing_words import (
    PriceDefines,
    PriceProduct,
    PriceReason,
    PriceSource,
    PriceStatus,
)
from desktop.models.values.numbers import ZERO, Percent, UnitPrice
from desktop.services.pricing.conversion import converted_card_price, converted_list_price
from desktop.services.pricing.values import EXACT, FoundPrice, ListPrice, PricedLine, PriceTerms
from desktop.services.vat.calculation import HUNDRED

_DEFINING = {
    PriceDefines.PRICE: frozenset({PriceDefines.PRICE, PriceDefines.PRICE_AND_DISCOUNT}),
    PriceDefines.DISCOUNT: frozenset({PriceDefines.DISCOUNT, PriceDefines.PRICE_AND_DISCOUNT}),
}

_NOT_OF_KIND = {
    PriceDefines.PRICE: PriceSource.CUSTOMER_DISC_GROUP,
    PriceDefines.DISCOUNT: PriceSource.CUSTOMER_PRICE_GROUP,
}
"""A discount group gives no prices and a price group no discounts (CU70, CU80)."""

_RANK = {
    PriceSource.CUSTOMER: 0,
    PriceSource.CAMPAIGN: 1,
    PriceSource.CUSTOMER_PRICE_GROUP: 2,
    PriceSource.ALL_CUSTOMERS: 3,
}
"""Whose price is named when several give the same net price (CU84)."""


def find_price(candidates: Iterable[ListPrice], line: PricedLine, terms: PriceTerms) -> FoundPrice:
    """What the lists say for a line, else the card price (CU85); `candidates` in any order.

    Candidates that do not fit the line or the document are passed over.
    """
    # What does not depend on the kind is judged once: an order has thousands of candidates.
    fitting = [
        each
        for each in candidates
        if _objection_of_document(each, terms) is None
        and _objection_of_line(each, line, terms) is None
    ]
    discount = best_discount(_counted(fitting, line, PriceDefines.DISCOUNT))
    winner = best_price(_counted(fitting, line, PriceDefines.PRICE), discount, line, terms)
    if winner is None:
        return _found(None, converted_card_price(line, terms), discount, line, terms)
    return _found(winner, converted_list_price(winner, line, terms), discount, line, terms)


def _found(
    winner: ListPrice | None,
    unit_price: UnitPrice,
    discount: Percent,
    line: PricedLine,
    terms: PriceTerms,
) -> FoundPrice:
    allow_line_disc = allows_line_discount(winner, terms)
    return FoundPrice(
        unit_price=unit_price,
        line_discount_pct=discount if allow_line_disc else ZERO,
        allow_line_disc=allow_line_disc,
        allow_invoice_disc=(line if winner is None else winner).allow_invoice_disc,
        price_line=winner,
    )


def allows_line_discount(winner: ListPrice | None, terms: PriceTerms) -> bool:
    """Whether a line with this price may have a line discount: the list says, else the document."""
    return terms.allow_line_disc if winner is None else winner.allow_line_disc


Judged = tuple[ListPrice, PriceReason | None]
"""A candidate, and why it does not count if it does not."""


def judged(
    candidates: Sequence[ListPrice], line: PricedLine, terms: PriceTerms, kind: PriceDefines
) -> list[Judged]:
    """The candidates of a kind (price or discount), each with what speaks against it (CU80–CU82).

    What fits is first weighed against the others for CU81, and what is left for CU82.
    """
    found = [
        (each, objection(each, line, terms, kind))
        for each in candidates
        if each.defines in _DEFINING[kind]
    ]
    return _weighed(found, kind)


def _weighed(found: list[Judged], kind: PriceDefines) -> list[Judged]:
    """What fits, weighed against the others that fit (CU81, CU82)."""
    if kind is PriceDefines.DISCOUNT:
        found = _without(found, _covered_by_item, PriceReason.ITEM_HAS_OWN)
    return _without(found, _less_specific, PriceReason.LESS_SPECIFIC)


def _counted(fitting: Sequence[ListPrice], line: PricedLine, kind: PriceDefines) -> list[ListPrice]:
    """Those of a kind that count, of candidates that fit whatever their kind."""
    found = [
        (each, _objection_of_kind(each, line, kind))
        for each in fitting
        if each.defines in _DEFINING[kind]
    ]
    return [price for price, reason in _weighed(found, kind) if reason is None]


def _without(
    found: list[Judged],
    beaten: Callable[[Sequence[ListPrice]], frozenset[ListPrice]],
    why: PriceReason,
) -> list[Judged]:
    gone = beaten([price for price, reason in found if reason is None])
    if not gone:
        return found
    return [(price, why if reason is None and price in gone else reason) for price, reason in found]


def objection(
    price: ListPrice, line: PricedLine, terms: PriceTerms, kind: PriceDefines
) -> PriceReason | None:
    """What speaks against a line of a price list that defines this kind, if anything (CU80)."""
    return (
        _objection_of_document(price, terms)
        or _objection_of_kind(price, line, kind)
        or _objection_of_line(price, line, terms)
    )


def _objection_of_document(price: ListPrice, terms: PriceTerms) -> PriceReason | None:
    if price.status is not PriceStatus.ACTIVE:
        return PriceReason.NOT_ACTIVE
    return None if terms.holds_for(price.source) else PriceReason.OTHER_CUSTOMER


def _objection_of_kind(
    price: ListPrice, line: PricedLine, kind: PriceDefines
) -> PriceReason | None:
    if price.source_type is _NOT_OF_KIND[kind]:
        return PriceReason.OTHER_CUSTOMER
    return None if _is_on_product(price, line, kind) else PriceReason.OTHER_PRODUCT


def _objection_of_line(price: ListPrice, line: PricedLine, terms: PriceTerms) -> PriceReason | None:
    return (
        _objection_of_form(price, line, terms)
        or _objection_of_time(price, terms.day)
        or _objection_of_quantity(price, line)
    )


def _objection_of_form(price: ListPrice, line: PricedLine, terms: PriceTerms) -> PriceReason | None:
    """What a list's line leaves blank fits any variant, currency or unit."""
    if price.variant_code is not None and price.variant_code != line.variant_code:
        return PriceReason.OTHER_VARIANT
    if price.currency_code is not None and price.currency_code != terms.currency_code:
        return PriceReason.OTHER_CURRENCY
    if price.unit_code is not None and price.unit_code != line.unit_code:
        return PriceReason.OTHER_UNIT
    return None


def _is_on_product(price: ListPrice, line: PricedLine, kind: PriceDefines) -> bool:
    if price.product_type is line.product_type:
        return price.product_no == line.product_no
    if kind is PriceDefines.PRICE or line.product_type is not PriceProduct.ITEM:
        return False
    if price.product_type is PriceProduct.ALL_ITEMS:
        return True
    return (
        price.product_type is PriceProduct.ITEM_DISC_GROUP
        and price.product_no is not None
        and price.product_no == line.item_disc_group
    )


def _objection_of_time(price: ListPrice, day: date) -> PriceReason | None:
    if price.starting_date is not None and day < price.starting_date:
        return PriceReason.NOT_YET
    if price.ending_date is not None and day > price.ending_date:
        return PriceReason.ENDED
    return None


def _objection_of_quantity(price: ListPrice, line: PricedLine) -> PriceReason | None:
    """A line without unit counts base units, any other the line's own unit."""
    quantity = line.base_quantity if price.unit_code is None else line.quantity
    return PriceReason.QUANTITY_TOO_SMALL if quantity < price.minimum_quantity else None


def _covered_by_item(fitting: Sequence[ListPrice]) -> frozenset[ListPrice]:
    """Discounts on all items whose source has one on the item or its group too (CU81)."""
    named = {each.source for each in fitting if each.product_type is not PriceProduct.ALL_ITEMS}
    return frozenset(
        each
        for each in fitting
        if each.product_type is PriceProduct.ALL_ITEMS and each.source in named
    )


def _less_specific(fitting: Sequence[ListPrice]) -> frozenset[ListPrice]:
    """Candidates of which another names all they name of currency and variant, and more (CU82).

    That is a partial order: one with a currency and one with a variant do not beat each other.
    """
    named = {_named(each) for each in fitting}
    beaten = {one for one in named if any(one < other for other in named)}
    return frozenset(each for each in fitting if _named(each) in beaten) if beaten else frozenset()


_NAMED = {
    (False, False): frozenset[str](),
    (True, False): frozenset({"currency"}),
    (False, True): frozenset({"variant"}),
    (True, True): frozenset({"currency", "variant"}),
}


def _named(price: ListPrice) -> frozenset[str]:
    return _NAMED[price.currency_code is not None, price.variant_code is not None]


def best_discount(counted: Iterable[ListPrice]) -> Percent:
    """The highest percentage among the discounts that count, 0 without any (CU83)."""
    return max((each.line_discount_pct for each in counted), default=ZERO)


def best_price(
    counted: Sequence[ListPrice], discount: Percent, line: PricedLine, terms: PriceTerms
) -> ListPrice | None:
    """The candidate with the lowest price after discount (CU84); None without candidates."""
    if not counted:
        return None
    return min(counted, key=lambda each: _order(each, discount, line, terms))


def net_times_hundred(price: ListPrice, converted: UnitPrice, discount: Percent) -> Decimal:
    """A hundred times the price after discount, exactly; whole where it allows no discount."""
    return EXACT.multiply(converted, HUNDRED - discount if price.allow_line_disc else HUNDRED)


def _order(
    price: ListPrice, discount: Percent, line: PricedLine, terms: PriceTerms
) -> tuple[Decimal, int, int, str, int]:
    converted = converted_list_price(price, line, terms)
    started = price.starting_date.toordinal() if price.starting_date is not None else 0
    return (
        net_times_hundred(price, converted, discount),
        _RANK[price.source_type],
        -started,
        price.price_list_code,
        price.line_no,
    )
