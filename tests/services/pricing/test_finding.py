"""The best price by a partial order, and the discount that goes with it (CU80–CU85)."""

from datetime import date
from decimal import Decimal
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.pricing_words import (
    PriceDefines,
    PriceProduct,
    PriceReason,
    PriceSource,
    PriceStatus,
)
from desktop.models.words import VatCalculationType
from desktop.services.currencies.exchange_rates import ExchangeRate
from desktop.services.pricing.conversion import converted_card_price
from desktop.services.pricing.explaining import explain_price
from desktop.services.pricing.finding import find_price, judged
from desktop.services.pricing.values import CardPrice, ListPrice, PricedLine, PriceTerms

DAY = date(2026, 1, 15)
TERMS = PriceTerms(
    day=DAY,
    precision=Decimal("0.00001"),
    customer_no="C1",
    price_group="VIP",
    disc_group="GOOD",
    campaign_no="SPRING",
)
IN_X = PriceTerms(
    day=DAY,
    precision=Decimal("0.00001"),
    currency_code="X",
    rate=ExchangeRate(Decimal("1.3"), Decimal(1)),
)


def a_line(**different: Any) -> PricedLine:  # noqa: ANN401  (any field)
    values: dict[str, Any] = {
        "product_type": PriceProduct.ITEM,
        "product_no": "A",
        "quantity": Decimal(1),
        "unit_code": "PCS",
        "variant_code": "V",
        "item_disc_group": "CHAIRS",
        "card": CardPrice(Decimal(100)),
    }
    return PricedLine(**values | different)


def a_price(
    price: object,
    line_no: int = 10000,
    **different: Any,  # noqa: ANN401  (any field)
) -> ListPrice:
    values: dict[str, Any] = {"product_no": "A", "price_list_code": "L"}
    return ListPrice(**values | {"line_no": line_no, "unit_price": Decimal(str(price))} | different)


def a_discount(
    pct: object,
    line_no: int = 10000,
    **different: Any,  # noqa: ANN401  (any field)
) -> ListPrice:
    values: dict[str, Any] = {"product_no": "A", "price_list_code": "D"}
    values |= {"defines": PriceDefines.DISCOUNT, "line_discount_pct": Decimal(str(pct))}
    return ListPrice(**values | {"line_no": line_no} | different)


@pytest.mark.parametrize(
    ("prices", "expected"),
    [
        ([a_price(10), a_price(15, 2), a_price(9, 3, status=PriceStatus.DRAFT)], "13"),
        ([a_price(10), a_price(15, 2, currency_code="X")], "15"),
        ([a_price(15, currency_code="X"), a_price(16, 2, variant_code="V")], "15"),
        ([a_price(15, currency_code="X"), a_price(11, 2, variant_code="V")], "14.3"),
        (
            [
                a_price(7),
                a_price(15, 2, currency_code="X"),
                a_price(11, 3, variant_code="V"),
                a_price(20, 4, currency_code="X", variant_code="V"),
            ],
            "20",
        ),
        (
            [
                a_price(10, currency_code="X", variant_code="V"),
                a_price(20, 2, currency_code="X", variant_code="V"),
                a_price(7, 3),
                a_price(7, 4, currency_code="X"),
                a_price(7, 5, variant_code="V"),
            ],
            "10",
        ),
        ([a_price(0), a_price(10, 2)], "0"),
        ([a_price(9, currency_code="Y"), a_price(9, 2, variant_code="W")], "130"),
    ],
)
def test_the_specific_beats_the_general_in_any_order(
    prices: list[ListPrice], expected: str
) -> None:
    for order in permutations(prices):
        assert find_price(order, a_line(), IN_X).unit_price == Decimal(expected)


@pytest.mark.parametrize(
    ("price", "reason"),
    [
        (a_price(1), None),
        (a_price(1, status=PriceStatus.INACTIVE), PriceReason.NOT_ACTIVE),
        (
            a_price(1, source_type=PriceSource.CUSTOMER, source_no="C2"),
            PriceReason.OTHER_CUSTOMER,
        ),
        (a_price(1, source_type=PriceSource.CUSTOMER, source_no="C1"), None),
        (a_price(1, source_type=PriceSource.CUSTOMER_PRICE_GROUP, source_no="VIP"), None),
        (
            a_price(1, source_type=PriceSource.CUSTOMER_DISC_GROUP, source_no="GOOD"),
            PriceReason.OTHER_CUSTOMER,
        ),
        (a_price(1, source_type=PriceSource.CAMPAIGN, source_no="SPRING"), None),
        (a_price(1, product_no="B"), PriceReason.OTHER_PRODUCT),
        (a_price(1, product_type=PriceProduct.RESOURCE), PriceReason.OTHER_PRODUCT),
        (
            a_price(1, product_type=PriceProduct.ITEM_DISC_GROUP, product_no="CHAIRS"),
            PriceReason.OTHER_PRODUCT,
        ),
        (a_price(1, variant_code="W"), PriceReason.OTHER_VARIANT),
        (a_price(1, currency_code="X"), PriceReason.OTHER_CURRENCY),
        (a_price(1, unit_code="BOX"), PriceReason.OTHER_UNIT),
        (a_price(1, starting_date=DAY, ending_date=DAY), None),
        (a_price(1, starting_date=date(2026, 1, 16)), PriceReason.NOT_YET),
        (a_price(1, ending_date=date(2026, 1, 14)), PriceReason.ENDED),
        (a_price(1, minimum_quantity=Decimal(24)), None),
        (a_price(1, minimum_quantity=Decimal(25)), PriceReason.QUANTITY_TOO_SMALL),
        (a_price(1, minimum_quantity=Decimal(3), unit_code="PCS"), PriceReason.QUANTITY_TOO_SMALL),
    ],
)
def test_what_speaks_against_a_price(price: ListPrice, reason: PriceReason | None) -> None:
    line = a_line(quantity=Decimal(2), qty_per_unit=Decimal(12))
    assert judged([price], line, TERMS, PriceDefines.PRICE) == [(price, reason)]


@pytest.mark.parametrize(
    ("discounts", "expected"),
    [
        ([], 0),
        ([a_discount(5), a_discount(8, 2)], 8),
        ([a_discount(0, variant_code="V"), a_discount(8, 2)], 0),
        (
            [a_discount(8, product_type=PriceProduct.ALL_ITEMS, product_no=None), a_discount(3, 2)],
            3,
        ),
        (
            [
                a_discount(8, product_type=PriceProduct.ALL_ITEMS, product_no=None),
                a_discount(3, 2, product_type=PriceProduct.ITEM_DISC_GROUP, product_no="CHAIRS"),
            ],
            3,
        ),
        (
            [
                a_discount(8, product_type=PriceProduct.ALL_ITEMS, product_no=None),
                a_discount(3, 2, source_type=PriceSource.CUSTOMER, source_no="C1"),
            ],
            8,
        ),
        (
            [
                a_discount(8, product_type=PriceProduct.ALL_ITEMS, product_no=None),
                a_discount(3, 2, minimum_quantity=Decimal(5)),
            ],
            8,
        ),
        ([a_discount(9, source_type=PriceSource.CUSTOMER_PRICE_GROUP, source_no="VIP")], 0),
    ],
)
def test_the_best_discount(discounts: list[ListPrice], expected: int) -> None:
    for order in permutations(discounts):
        assert find_price(order, a_line(), TERMS).line_discount_pct == expected


def test_a_discount_on_all_items_is_none_on_a_resource() -> None:
    line = a_line(product_type=PriceProduct.RESOURCE, item_disc_group=None)
    everything = a_discount(8, product_type=PriceProduct.ALL_ITEMS, product_no=None)
    assert find_price([everything], line, TERMS).line_discount_pct == 0


def test_of_equal_prices_the_customers_own_is_named() -> None:
    own = a_price(9, source_type=PriceSource.CUSTOMER, source_no="C1", price_list_code="Z")
    campaign = a_price(9, source_type=PriceSource.CAMPAIGN, source_no="SPRING")
    group = a_price(9, source_type=PriceSource.CUSTOMER_PRICE_GROUP, source_no="VIP")
    newer = a_price(9, starting_date=DAY, price_list_code="Z")
    first, second = a_price(9), a_price(9, 20000)
    ranked = [own, campaign, group, newer, first, second]
    for at, winner in enumerate(ranked):
        found = find_price(reversed(ranked[at:]), a_line(), TERMS)
        assert found.price_line == winner


def test_reverse_charge_prices_contain_no_vat() -> None:
    line = a_line(
        vat_pct=Decimal(0),
        vat_calculation_type=VatCalculationType.REVERSE_CHARGE,
        card=CardPrice(Decimal(125), includes_vat=True, vat_pct=Decimal(25)),
    )
    assert converted_card_price(line, TERMS) == 100


def test_the_explanation_names_the_winner_and_why_the_others_lost() -> None:
    winner = a_price(90, allow_line_disc=False)
    loser = a_price(95, 2)
    late = a_price(1, 3, ending_date=date(2025, 12, 31))
    told = explain_price([late, loser, winner, a_discount(5)], a_line(), TERMS)
    assert [(each.price, each.reason, each.net, each.is_winner) for each in told.prices] == [
        (winner, None, 90, True),
        (loser, None, Decimal("90.25"), False),
        (late, PriceReason.ENDED, None, False),
    ]
    assert told.discount_pct == 5
    assert told.found.line_discount_pct == 0
    assert told.card_price == 100


prices = st.builds(
    a_price,
    st.integers(0, 30),
    st.integers(1, 5),
    currency_code=st.sampled_from([None, "X", "Y"]),
    variant_code=st.sampled_from([None, "V", "W"]),
    minimum_quantity=st.integers(0, 3).map(Decimal),
    allow_line_disc=st.booleans(),
    defines=st.sampled_from(PriceDefines),
    line_discount_pct=st.integers(0, 100).map(Decimal),
)
lists = st.lists(prices, max_size=5, unique_by=lambda price: price.line_no)


@given(lists, st.integers(1, 3).map(Decimal), st.randoms())
def test_the_order_of_reading_means_nothing(
    found_lines: list[ListPrice], quantity: Decimal, random: Random
) -> None:
    line = a_line(quantity=quantity)
    shuffled = list(found_lines)
    random.shuffle(shuffled)
    found, again = find_price(found_lines, line, IN_X), find_price(shuffled, line, IN_X)
    assert (found.unit_price, found.line_discount_pct) == (
        again.unit_price,
        again.line_discount_pct,
    )


@given(lists, st.integers(1, 3).map(Decimal))
def test_no_survivor_names_less_than_another(
    found_lines: list[ListPrice], quantity: Decimal
) -> None:
    def named(price: ListPrice) -> set[str]:
        fields = ("currency_code", "variant_code")
        return {each for each in fields if getattr(price, each) is not None}

    known = judged(found_lines, a_line(quantity=quantity), IN_X, PriceDefines.PRICE)
    left = [price for price, reason in known if reason is None]
    assert not any(named(one) < named(other) for one in left for other in left)
    told = explain_price(found_lines, a_line(quantity=quantity), IN_X)
    assert [each.price for each in told.prices if each.is_winner][:1] == (
        [told.found.price_line] if told.found.price_line else []
    )
