"""What goods cost when they leave: the formulas by themselves (SD91–SD95, EX33, EX34, EX36)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.values.numbers import ZERO
from desktop.models.words import CostingMethod
from desktop.services.ledgers.application import ScopeStock
from desktop.services.ledgers.costing import Layer, later_cost_parts
from tests.builders.posting_world import figures

CENT = Decimal("0.01")
BOTH = pytest.mark.parametrize("method", list(CostingMethod))


class Store:
    """A scope into which goods are put and from which they are taken, one entry after another."""

    def __init__(self, method: CostingMethod, unit_cost: str = "0") -> None:
        self.stock = ScopeStock(method)
        self.unit_cost = Decimal(unit_cost)
        self.entry_no = 0
        self.cost_gone = ZERO
        self.cost_in = ZERO

    def put(self, quantity: object, cost: object) -> list[Decimal]:
        """Receive goods; the adjustments of what was sold before they came."""
        self.entry_no += 1
        amount = Decimal(str(cost))
        self.cost_in += amount
        count = Decimal(str(quantity))
        coverages = self.stock.receive(Layer(self.entry_no, count, count, amount), CENT)
        adjustments = [coverage.adjustment for coverage in coverages]
        self.cost_gone += sum(adjustments, ZERO)
        return adjustments

    def take(self, quantity: object) -> Decimal:
        """Take goods out; what they cost."""
        self.entry_no += 1
        count = Decimal(str(quantity))
        cost = self.stock.draw(self.entry_no, count, self.unit_cost, CENT).cost
        self.cost_gone += cost
        return cost

    @property
    def value(self) -> Decimal:
        return self.stock.value(CENT)


@BOTH
def test_three_pieces_for_ten_are_sold_one_by_one(method: CostingMethod) -> None:
    store = Store(method)
    store.put(3, 10)
    left = []
    costs = []
    for _ in range(3):
        costs.append(store.take(1))
        left.append(store.value)
    assert costs == figures("3.33 3.34 3.33")
    assert left == figures("6.67 3.33 0.00")


def test_fifo_takes_the_oldest_layers() -> None:
    store = Store(CostingMethod.FIFO)
    store.put(10, 120)
    store.put(5, "62.50")
    assert [store.take(12), store.take(3)] == figures("145.00 37.50")


def test_average_takes_from_the_pool() -> None:
    store = Store(CostingMethod.AVERAGE)
    store.put(10, 120)
    store.put(5, "62.50")
    assert (store.take(12), store.value) == (Decimal("146.00"), Decimal("36.50"))
    store.put(4, 54)
    assert [store.take(7), store.value] == figures("90.50 0")


def test_a_used_up_layer_of_a_pool_leaves_its_balance_to_the_next() -> None:
    stock = ScopeStock(CostingMethod.AVERAGE)
    for entry_no, cost in ((1, 120), (2, "62.50")):
        count = Decimal(10 if entry_no == 1 else 5)
        stock.receive(Layer(entry_no, count, count, Decimal(cost)), CENT)
    drawing = stock.draw(3, Decimal(10), ZERO, CENT)
    taken = [(a.inbound_entry_no, a.quantity, a.cost) for a in drawing.applications]
    assert taken == [(1, Decimal(10), Decimal(120)), (2, ZERO, Decimal("1.67"))]
    assert stock.value(CENT) == Decimal("60.83")


def test_goods_sold_before_they_come_are_corrected_when_they_come() -> None:
    store = Store(CostingMethod.FIFO, "10")
    assert store.take(5) == 50
    assert store.put(3, 36) == [6]
    assert store.put(8, 100) == [5]
    assert [store.stock.available, store.value, store.cost_gone] == figures("6 75 61")


def test_odd_cents_of_goods_sold_before_they_come() -> None:
    store = Store(CostingMethod.FIFO, "3.33333")
    assert store.take(3) == 10
    assert store.put(1, "3.50") == figures("0.17")
    assert store.put(2, "7.01") == figures("0.34")
    assert store.cost_gone == Decimal("10.51")


def test_a_pool_that_ran_out_is_corrected_by_the_next_receipt() -> None:
    store = Store(CostingMethod.AVERAGE, "10")
    store.put(2, 22)
    assert store.take(5) == 52
    assert store.put(8, 100) == figures("7.50")
    assert [store.stock.available, store.value] == figures("5 62.50")


def test_a_receipt_that_becomes_dearer_is_shared_by_what_was_taken() -> None:
    assert later_cost_parts(Decimal(3), [Decimal(4)], Decimal(10), CENT) == figures("1.20")
    assert later_cost_parts(
        Decimal("0.02"), [Decimal(1), Decimal(1), Decimal(1)], Decimal(3), CENT
    ) == figures("0.01 0.00 0.01")


moves = st.lists(
    st.one_of(
        st.tuples(st.just("in"), st.integers(1, 20), st.integers(0, 99_999)),
        st.tuples(st.just("out"), st.integers(1, 20), st.just(0)),
    ),
    max_size=25,
)


@BOTH
@given(steps=moves, unit_cost=st.integers(0, 999_999))
def test_no_order_of_movements_loses_a_cent(
    method: CostingMethod, steps: list[tuple[str, int, int]], unit_cost: int
) -> None:
    store = Store(method, str(Decimal(unit_cost).scaleb(-5)))
    for kind, quantity, cents in steps:
        if kind == "in":
            store.put(quantity, Decimal(cents).scaleb(-2))
        else:
            store.take(quantity)
        stock = store.stock
        assert store.cost_in - store.cost_gone == store.value
        assert not (stock.layers and stock.shortages)
        assert all(layer.remaining > 0 for layer in stock.layers)
        if not stock.layers and not stock.shortages:
            assert store.value == 0
