"""Stock and its value in the ledgers (SD89–SD101, EX33–EX38)."""

from decimal import Decimal

import pytest

from desktop.models.items import Item
from desktop.models.ledger_words import ItemEntryType, RegisterSource, ValueEntryType
from desktop.models.ledgers import ItemApplicationEntry, ItemLedgerEntry, ValueEntry
from desktop.models.words import CostingMethod, DefaultYesNo
from desktop.services.ledgers.gl_entries import GlSource, check_balance
from desktop.services.ledgers.item_entries import CostTerms, ItemEntryPlanner
from desktop.services.ledgers.later_cost import change_receipt_cost
from desktop.services.ledgers.refusals import AppliesToElsewhere, NotEnoughStock
from desktop.services.ledgers.register import draw_register, write_entries
from desktop.services.ledgers.rows import Booking, LedgerRows
from desktop.services.ledgers.stock import StockItem, load_stock
from desktop.services.posting.accounts import AccountFinder
from desktop.services.posting.claim_rows import add_cost_entries
from desktop.services.posting.setups import WantedSetups, load_setups
from tests.builders.posting_world import WORK_DATE, PostingWorld, amounts, figures, sale, values

BOTH = pytest.mark.parametrize("method", list(CostingMethod))


def costs(world: PostingWorld, **where: object) -> list[Decimal]:
    """The actual costs of value entries."""
    return world.column(ValueEntry, "cost_amount_actual", **where)


@BOTH
def test_pieces_leave_one_by_one(world: PostingWorld, method: CostingMethod) -> None:
    world.item("A", costing_method=method)
    world.receive("A", 3, "3.33333333")
    for _ in range(3):
        world.take_out("A", 1)
    assert costs(world) == figures("10.00 -3.33 -3.34 -3.33")
    assert world.movement() == {}
    assert world.faults() == []


@pytest.mark.parametrize(
    ("method", "first", "second"),
    [(CostingMethod.FIFO, "145.00", "37.50"), (CostingMethod.AVERAGE, "146.00", "36.50")],
)
def test_the_method_decides_what_a_sale_costs(
    world: PostingWorld, method: CostingMethod, first: str, second: str
) -> None:
    world.item("A", costing_method=method)
    world.receive("A", 10, 12)
    world.receive("A", 5, "12.50")
    one = world.post(world.order(sale("A", 12)))
    two = world.post(world.order(sale("A", 3)))
    assert world.movement(one.invoice_no)["4990"] == Decimal(first)
    assert world.movement(two.invoice_no)["4990"] == Decimal(second)
    assert world.faults() == []


def test_expected_cost_becomes_actual_with_the_invoice(world: PostingWorld) -> None:
    world.item("A", unit_price="49.95")
    world.receive("A", 10, 12)
    world.receive("A", 5, "12.50")
    key = world.order(sale("A", 12, line_discount_pct=10, qty_to_ship=5))
    world.post(key, invoice=False)
    [shipped] = world.rows(ValueEntry, item_ledger_entry_type=ItemEntryType.SALE)
    assert values(shipped, "cost_amount_expected cost_amount_actual") == [-60, 0]
    assert shipped.sales_amount_expected == Decimal("224.78")
    assert world.movement("PS00001") == {}
    result = world.post(key)
    _first, settled, second = world.rows(ValueEntry, item_ledger_entry_type=ItemEntryType.SALE)
    assert values(settled, "cost_amount_expected cost_amount_actual") == [60, -60]
    assert values(settled, "sales_amount_expected sales_amount_actual") == [
        Decimal("-224.78"),
        Decimal("224.78"),
    ]
    assert values(second, "cost_amount_actual sales_amount_actual") == [-85, Decimal("314.68")]
    movement = world.movement(result.invoice_no)
    assert [movement["4990"], movement["1460"]] == figures("145 -145")
    assert world.faults() == []


def test_a_shipment_invoiced_in_parts_moves_all_of_its_cost(world: PostingWorld) -> None:
    world.item("A", unit_price="0.99")
    world.receive("A", 3, "3.33333333")
    key = world.order(sale("A", 3))
    world.post(key, invoice=False)
    for _ in range(3):
        world.change(key, 1, "qty_to_invoice", 1)
        world.post(key, ship=False)
    values = world.rows(ValueEntry, item_ledger_entry_type=ItemEntryType.SALE)
    assert [v.cost_amount_actual for v in values] == figures("0 -3.33 -3.34 -3.33")
    assert sum(v.cost_amount_expected for v in values) == 0
    assert sum(v.sales_amount_expected for v in values) == 0
    assert sum(v.sales_amount_actual for v in values) == Decimal("2.97")
    [entry] = world.rows(ItemLedgerEntry, entry_type=ItemEntryType.SALE)
    assert entry.invoiced_quantity == -3


def test_part_of_a_shipment_is_invoiced_at_once(world: PostingWorld) -> None:
    world.item("A")
    world.receive("A", 10, 60)
    key = world.order(sale("A", 10, qty_to_ship=5, qty_to_invoice=2))
    world.post(key)
    [value] = world.rows(ValueEntry, item_ledger_entry_type=ItemEntryType.SALE)
    assert values(value, "cost_amount_actual cost_amount_expected") == [-120, -180]
    assert values(value, "sales_amount_actual sales_amount_expected") == [200, 300]
    world.post(key)
    assert sum(world.column(ValueEntry, "sales_amount_expected")) == 0
    assert world.faults() == []


@pytest.mark.parametrize(
    ("unit_cost", "receipts", "adjusted"),
    [
        ("10", ((3, "12"), (8, "12.5")), "6.00 5.00"),
        ("3.33333", ((1, "3.50"), (2, "3.505")), "0.17 0.34"),
    ],
)
def test_goods_sold_before_they_come(
    world: PostingWorld, unit_cost: str, receipts: tuple[tuple[int, str], ...], adjusted: str
) -> None:
    world.item("A", unit_cost=unit_cost)
    world.post(world.order(sale("A", sum(quantity for quantity, _cost in receipts[:1]) + 2)))
    for quantity, cost in receipts:
        world.receive("A", quantity, cost)
    found = costs(world, entry_type=ValueEntryType.ADJUSTMENT)
    assert [-cost for cost in found] == figures(adjusted)
    assert world.faults() == []


def test_what_is_not_invoiced_is_adjusted_as_expected(world: PostingWorld) -> None:
    world.item("A", unit_cost="10")
    key = world.order(sale("A", 4))
    world.post(key, invoice=False)
    world.change(key, 1, "qty_to_invoice", 1)
    world.post(key, ship=False)
    world.receive("A", 4, 12)
    [value] = world.rows(ValueEntry, entry_type=ValueEntryType.ADJUSTMENT)
    assert values(value, "cost_amount_actual cost_amount_expected") == [-2, -6]
    world.post(key, ship=False)
    assert world.movement()["4990"] == 48
    assert world.faults() == []


def test_a_pool_sold_below_zero(world: PostingWorld) -> None:
    world.item("A", unit_cost="10", costing_method=CostingMethod.AVERAGE)
    world.receive("A", 2, 11)
    world.put("item", {"no": "A"}, unit_cost=Decimal(10))
    result = world.post(world.order(sale("A", 5)))
    assert world.movement(result.invoice_no)["4990"] == 52
    world.receive("A", 8, "12.5")
    assert costs(world, entry_type=ValueEntryType.ADJUSTMENT) == figures("-7.50")
    assert world.session.get_one(Item, "A").unit_cost == Decimal("12.5")
    assert world.faults() == []


@pytest.mark.parametrize(
    ("method", "cost", "delta", "adjusted", "unit_cost"),
    [
        (CostingMethod.FIFO, 12, 3, "-1.20", "12.30"),
        (CostingMethod.AVERAGE, 10, 4, "-1.60", "10.40"),
    ],
)
def test_a_receipt_costs_more_afterwards(
    world: PostingWorld,
    method: CostingMethod,
    cost: int,
    delta: int,
    adjusted: str,
    unit_cost: str,
) -> None:
    world.item("A", costing_method=method)
    world.receive("A", 10, cost)
    world.post(world.order(sale("A", 4)))
    change_cost(world, 1, Decimal(delta), method)
    of_sale = {
        "entry_type": ValueEntryType.ADJUSTMENT,
        "item_ledger_entry_type": ItemEntryType.SALE,
    }
    assert costs(world, **of_sale) == figures(adjusted)
    assert world.session.get_one(Item, "A").unit_cost == Decimal(unit_cost)
    left = 10 * cost + delta - 4 * cost + Decimal(adjusted)
    assert world.movement()["1460"] == left
    world.take_out("A", 6)
    assert "1460" not in world.movement()
    assert world.faults() == []


def change_cost(
    world: PostingWorld, receipt_no: int, delta: Decimal, method: CostingMethod
) -> None:
    """What a purchase invoice will do: write the change of a receipt's cost."""
    rows = LedgerRows()
    now = world.context.now()
    booking = Booking(WORK_DATE, None, "REVAL", 1, "ADMIN", now)
    book = load_stock(world.session, {"A": StockItem("A", method=method)})
    planner = ItemEntryPlanner(book, CostTerms(Decimal("0.01"), Decimal("0.00001")), rows)
    change_receipt_cost(world.session, planner, receipt_no, delta, booking)
    planner.finish()
    wanted = WantedSetups(general={("DOMESTIC", "RETAIL")}, inventory={("", "RESALE")})
    accounts = AccountFinder(load_setups(world.session, wanted), [])
    add_cost_entries(rows, (booking,), accounts, GlSource())
    check_balance(rows.gl, "revaluation")
    register = draw_register(world.session, rows)
    write_entries(
        world.session,
        rows,
        register,
        {},
        source=RegisterSource.ITEM_JOURNAL,
        user="ADMIN",
        created_at=now,
    )


def test_stock_is_counted_by_variant_and_location(world: PostingWorld) -> None:
    world.item("A")
    world.receive("A", 5, 10, location_code="MAIN")
    world.take_out("A", 2, location_code="EAST")
    assert world.column(ItemLedgerEntry, "remaining_quantity") == [5, -2]
    assert world.session.get_one(Item, "A").unit_cost == Decimal(10)
    assert world.faults() == []


def test_the_unit_cost_follows_all_locations(world: PostingWorld) -> None:
    world.item("A")
    world.receive("A", 1, 10, location_code="MAIN")
    world.receive("A", 2, 20, location_code="EAST")
    assert world.session.get_one(Item, "A").unit_cost == Decimal("16.66667")


@pytest.mark.parametrize("where", ["item", "setup"])
def test_negative_stock_is_refused_where_it_is_prevented(world: PostingWorld, where: str) -> None:
    prevents = DefaultYesNo.YES if where == "item" else DefaultYesNo.DEFAULT
    world.item("A", prevent_negative_inventory=prevents)
    if where == "setup":
        world.put("inventory_setup", {"id": 1}, prevent_negative_inventory=True)
    world.receive("A", 10, 10)
    refusal = world.refused(world.order(sale("A", 6), sale("A", 5)), NotEnoughStock)
    assert refusal.parameters["available"] == 4
    assert refusal.parameters["needed"] == 5
    assert refusal.parameters["line_no"] == 20000


def test_goods_taken_back_come_in_at_the_unit_cost(world: PostingWorld) -> None:
    world.item("A", unit_cost="7.50")
    world.receive("A", 10, "7.50")
    result = world.post(world.order(sale("A", 3), sale("A", -1)))
    [back] = world.rows(ItemLedgerEntry, order_line_no=20000)
    assert values(back, "quantity remaining_quantity") == [1, 1]
    assert world.movement(result.invoice_no)["4990"] == 15
    assert world.faults() == []


def test_a_return_can_take_the_cost_of_its_delivery(world: PostingWorld) -> None:
    world.item("A")
    world.receive("A", 3, "3.33333333")
    world.post(world.order(sale("A", 3)))
    result = world.post(world.order(sale("A", -2, applies_from_item_entry=2), sale("A", 2)))
    assert costs(world, document_no=result.invoice_no) == figures("6.67 -6.67")
    assert world.faults() == []


def test_a_line_can_take_a_certain_receipt(world: PostingWorld) -> None:
    world.item("A")
    world.receive("A", 5, 10)
    world.receive("A", 5, 20)
    world.post(world.order(sale("A", 3, applies_to_item_entry=2)))
    [application] = world.rows(ItemApplicationEntry)
    assert values(application, "inbound_entry_no cost_amount") == [2, 60]
    refusal = world.refused(world.order(sale("A", 1, applies_to_item_entry=99)), AppliesToElsewhere)
    assert refusal.parameters["entry_no"] == 99


def test_an_adjustment_balances_against_the_adjustment_account(world: PostingWorld) -> None:
    world.item("A")
    world.receive("A", 4, "2.505")
    assert world.movement("ADJ") == amounts(a1460="10.02", a4960="-10.02")
