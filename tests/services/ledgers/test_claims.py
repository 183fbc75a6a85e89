"""Stock that is kept for somebody: who takes what, and what stays (SD90, PF46)."""

from decimal import Decimal

import pytest

from desktop.models.values.numbers import ZERO
from desktop.models.words import CostingMethod
from desktop.services.ledgers.application import ScopeStock
from desktop.services.ledgers.claims import Claim, Claims
from desktop.services.ledgers.costing import Layer

CENT = Decimal("0.01")


def stock(*claims: tuple[str, int, int]) -> ScopeStock:
    """Three layers of 5 at 10, 20 and 30 a piece, with what is kept of them for whom."""
    layers = [Layer(no, Decimal(5), Decimal(5), Decimal(50 * no)) for no in (1, 2, 3)]
    held = Claims.of(
        Claim(owner, entry, Decimal(quantity), owner.upper()) for owner, entry, quantity in claims
    )
    return ScopeStock(layers=layers, claims=held)


def taken(found: ScopeStock, quantity: int, owner: str | None, fixed: int = 0) -> dict[int, int]:
    """What leaves of which layer."""
    layer = next((each for each in found.layers if each.entry_no == fixed), None)
    drawing = found.draw(9, Decimal(quantity), ZERO, CENT, fixed=layer, owner=owner)
    return {each.inbound_entry_no: int(each.quantity) for each in drawing.applications}


@pytest.mark.parametrize(
    ("claims", "owner", "quantity", "expected"),
    [
        ((), None, 7, {1: 5, 2: 2}),
        ((("x", 2, 3),), "x", 7, {2: 3, 1: 4}),
        ((("x", 2, 3),), "y", 9, {1: 5, 2: 2, 3: 2}),
        ((("x", 1, 5),), None, 6, {2: 5, 3: 1}),
        ((("x", 1, 2), ("y", 1, 3)), "x", 3, {1: 2, 2: 1}),
        ((("x", 3, 5), ("x", 1, 1)), "x", 6, {1: 1, 3: 5}),
    ],
)
def test_an_owner_takes_his_own_first_and_leaves_what_is_kept_for_others(
    claims: tuple[tuple[str, int, int], ...],
    owner: str | None,
    quantity: int,
    expected: dict[int, int],
) -> None:
    assert taken(stock(*claims), quantity, owner) == expected


def test_a_named_entry_goes_before_what_is_kept() -> None:
    assert taken(stock(("x", 2, 3)), 6, "x", fixed=3) == {3: 5, 2: 1}
    assert taken(stock(("y", 3, 4)), 3, "x", fixed=3) == {3: 1, 1: 2}


def test_what_others_keep_is_missing_rather_than_taken() -> None:
    found = stock(("x", 1, 5), ("x", 2, 5))

    drawing = found.draw(9, Decimal(7), Decimal(1), CENT, owner="y")

    assert [each.inbound_entry_no for each in drawing.applications] == [3]
    assert drawing.uncovered == 2


def test_an_average_pool_keeps_its_value_when_layers_stay_open_in_between() -> None:
    """15 are worth 300: 9 of them cost 180, though two layers are taken in part."""
    found = stock(("x", 2, 3))
    found.method = CostingMethod.AVERAGE

    drawing = found.draw(9, Decimal(9), ZERO, CENT, owner="y")

    assert {each.inbound_entry_no: int(each.quantity) for each in drawing.applications} == {
        1: 5,
        2: 2,
        3: 2,
    }
    assert drawing.cost == 180
    assert found.value(CENT) == 120
    rest = found.draw(10, Decimal(6), ZERO, CENT, owner="x")
    assert rest.cost == 120
    assert found.layers == []


def test_claims_are_settled_by_what_was_taken() -> None:
    claims = Claims.of(
        [
            Claim("x", 1, Decimal(3), "X"),
            Claim("x", 1, Decimal(1), "X"),
            Claim("y", 2, Decimal(2), "Y"),
        ]
    )

    used = claims.use("x", {1: Decimal(5), 2: Decimal(1)})

    assert used == {1: Decimal(4)}
    assert claims.own("x") == {}
    assert claims.of_others("x") == {2: Decimal(2)}
    assert claims.names_of_others("x") == ["Y"]
    assert claims.names_of_others("y") == []
