"""However an order is delivered and billed, its figures add up (SD4, SD58, SD66, SD85, SD101)."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.models.ledgers import CustLedgerEntry, DetailedCustLedgerEntry, ValueEntry
from desktop.models.posted import SalesInvoiceLine
from desktop.models.values.keys import DocumentKey
from desktop.models.words import CostingMethod, DiscountPosting
from desktop.services.database import Database
from tests.builders.posting_world import PostingWorld, sale

ITEMS = ("A", "B", "C")
CENT = Decimal("0.01")


@dataclass(frozen=True)
class RandomLine:
    no: str
    quantity: int
    unit_price: str
    line_discount_pct: str


@dataclass(frozen=True)
class RandomOrder:
    lines: tuple[RandomLine, ...]
    including_vat: bool
    invoice_discount_pct: str
    currency_code: str | None
    posting: DiscountPosting


def decimals(most: int, places: int) -> st.SearchStrategy[str]:
    numbers = st.decimals(min_value=0, max_value=most, places=places)
    return numbers.map(lambda number: f"{number:f}")


lines = st.builds(
    RandomLine,
    st.sampled_from(ITEMS),
    st.integers(1, 9),
    decimals(500, 3),
    st.sampled_from(["0", "10", "12.345", "33.33", "100"]),
)
orders = st.builds(
    RandomOrder,
    st.lists(lines, min_size=1, max_size=4).map(tuple),
    st.booleans(),
    st.sampled_from(["0", "5", "3.5"]),
    st.sampled_from([None, "EUR"]),
    st.sampled_from(list(DiscountPosting)),
)
parts = st.lists(
    st.tuples(st.sampled_from(["ship", "invoice", "both"]), st.lists(st.integers(0, 9))),
    max_size=5,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=orders, steps=parts)
def test_any_split_adds_up(
    office: Database, order: RandomOrder, steps: list[tuple[str, list[int]]]
) -> None:
    with office.rehearse() as session:
        world = PostingWorld(session)
        key = an_order(world, order)
        agreed = {
            line.line_no: (line.gross_amount, line.line_amount, line.inv_discount_amount)
            for line in world.lines(key)
        }
        for kind, quantities in steps:
            if not world.header(key).completed:
                take_a_step(world, key, kind, quantities)
        finish(world, key)
        for line_no, (gross, line_amount, inv_discount) in agreed.items():
            invoiced = world.rows(SalesInvoiceLine, order_line_no=line_no)
            assert sum(line.gross_amount for line in invoiced) == gross
            assert sum(line.line_amount for line in invoiced) == line_amount
            # Closing a line spreads the discount of the others anew, cents move (SD48, SD68).
            moved = sum(line.inv_discount_amount for line in invoiced) - inv_discount
            assert abs(moved) <= CENT * (len(agreed) - 1)
        assert world.header(key).completed
        assert world.faults() == []
        assert sum(world.column(ValueEntry, "sales_amount_expected")) == 0
        assert sum(world.column(ValueEntry, "cost_amount_expected")) == 0
        sales = sum(world.column(CustLedgerEntry, "sales_lcy"))
        assert sum(world.column(ValueEntry, "sales_amount_actual")) == sales
        assert sum(world.column(DetailedCustLedgerEntry, "amount_lcy")) == world.movement().get(
            "1510", 0
        )


def an_order(world: PostingWorld, order: RandomOrder) -> DocumentKey:
    """The order, with stock of some of its items."""
    world.setup(discount_posting=order.posting)
    for no, rate in zip(ITEMS, ("VAT25", "VAT12", "VAT6"), strict=True):
        method = CostingMethod.AVERAGE if no == "B" else CostingMethod.FIFO
        world.item(no, vat_prod_posting_group=rate, unit_cost="7.33333", costing_method=method)
    world.receive("A", 7, "3.33333")
    world.receive("A", 5, "4.1")
    world.receive("B", 3, "10.99")
    header = {"prices_including_vat": order.including_vat}
    key = world.order(**header)
    if order.currency_code:
        world.enter(key, "currency_code", order.currency_code)
    for line in order.lines:
        world.add(
            key,
            sale(
                line.no,
                line.quantity,
                unit_price=line.unit_price,
                line_discount_pct=line.line_discount_pct,
            ),
        )
    world.enter(key, "invoice_discount_calculation", "percent")
    world.enter(key, "invoice_discount_value", Decimal(order.invoice_discount_pct))
    return key


def take_a_step(world: PostingWorld, key: DocumentKey, kind: str, quantities: list[int]) -> None:
    """Ship or invoice some of each line, or nothing when nothing comes of it."""
    stored = world.lines(key)
    for number, (line, quantity) in enumerate(zip(stored, quantities, strict=False), start=1):
        world.change(key, number, "qty_to_ship", min(quantity, int(line.outstanding_quantity)))
    moves = world.lines(key)
    ships = any(line.qty_to_ship for line in moves) and kind != "invoice"
    waiting = any(line.qty_shipped_not_invoiced for line in moves)
    if ships or (waiting and kind == "invoice"):
        world.post(key, ship=kind != "invoice", invoice=kind != "ship")


def finish(world: PostingWorld, key: DocumentKey) -> None:
    """Ship and invoice all that is left."""
    for number, line in enumerate(world.lines(key), start=1):
        if line.outstanding_quantity:
            world.change(key, number, "qty_to_ship", int(line.outstanding_quantity))
    if not world.header(key).completed:
        world.post(key)
