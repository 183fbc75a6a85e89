"""Goods that were bought for one sales line, among others in stock (PF103)."""

from decimal import Decimal

import pytest

from desktop.models.values.numbers import ZERO
from desktop.models.words import CostingMethod
from desktop.services.items.stock import Scope
from desktop.services.ledgers.application import ScopeStock
from desktop.services.ledgers.costing import Earmark, Layer, Shortage
from desktop.services.ledgers.earmarks import kept_for, kept_of_receipt, kept_refusal

CENT = Decimal("0.01")
MINE, OTHER = Earmark("SO20", 10000), Earmark("SO21", 10000)
BOTH = pytest.mark.parametrize("method", list(CostingMethod))


def shelf(method: CostingMethod) -> ScopeStock:
    """Eight at 5.00, and seven at 6.00 of which five are kept for SO20."""
    free = Layer(1, Decimal(8), Decimal(8), Decimal(40))
    marked = Layer(2, Decimal(7), Decimal(7), Decimal(42), earmark=MINE, kept=Decimal(5))
    return ScopeStock(method, [free, marked])


@BOTH
def test_the_line_takes_its_own_goods_first_and_at_their_cost(method: CostingMethod) -> None:
    stock = shelf(method)
    drawing = stock.draw(3, Decimal(5), ZERO, CENT, taker=MINE)
    assert drawing.cost == Decimal(30)
    assert kept_for(stock, MINE) == 0
    assert stock.available_to(OTHER) == Decimal(10)


@BOTH
def test_others_take_what_is_free_and_leave_the_rest(method: CostingMethod) -> None:
    stock = shelf(method)
    assert stock.available_to(OTHER) == Decimal(10)
    drawing = stock.draw(3, Decimal(10), ZERO, CENT, taker=OTHER)
    assert (drawing.cost, drawing.uncovered) == (Decimal(52), ZERO)
    assert kept_for(stock, MINE) == Decimal(5)
    assert stock.value(CENT) == Decimal(30)


@BOTH
def test_no_value_is_lost_whoever_takes(method: CostingMethod) -> None:
    stock = shelf(method)
    gone = [
        stock.draw(no, Decimal(count), ZERO, CENT, taker=taker).cost
        for no, count, taker in ((3, 4, None), (4, 2, MINE), (5, 6, OTHER), (6, 3, MINE))
    ]
    assert sum(gone, ZERO) == Decimal(82)
    assert stock.layers == []


def test_what_is_kept_covers_no_shortage_of_others() -> None:
    stock = ScopeStock(shortages=[Shortage(1, Decimal(4), Decimal(4), Decimal(20))])
    layer = Layer(2, Decimal(7), Decimal(7), Decimal(42), earmark=MINE, kept=Decimal(5))
    covered = stock.receive(layer, CENT)
    assert [each.application.quantity for each in covered] == [Decimal(2)]
    assert (layer.remaining, kept_for(stock, MINE)) == (Decimal(5), Decimal(5))


def test_no_more_is_kept_than_the_line_still_wants() -> None:
    stock = shelf(CostingMethod.FIFO)
    wanted = {MINE: Decimal(6)}
    assert kept_of_receipt(stock, wanted, MINE, Decimal(4)) == Decimal(1)
    assert kept_of_receipt(stock, {}, OTHER, Decimal(4)) == 0


def test_who_wants_too_much_is_told_for_whom_goods_are_kept() -> None:
    stock = shelf(CostingMethod.FIFO)
    words = (20000, None)
    refusal = kept_refusal(stock, Scope("A"), Decimal(11), OTHER, words)
    assert refusal is not None
    assert "SO20" in str(refusal)
    assert kept_refusal(stock, Scope("A"), Decimal(10), OTHER, words) is None
    assert kept_refusal(stock, Scope("A"), Decimal(15), MINE, words) is None
