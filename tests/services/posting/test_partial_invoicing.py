"""Delivering and billing in parts that add up to what was agreed (SD66–SD72, EX25–EX28)."""

from decimal import Decimal

import pytest

from desktop.models.posted import SalesInvoiceLine, SalesShipmentHeader, SalesShipmentLine
from desktop.models.words import DefaultQuantityToShip, ItemType, ShippingAdvice, Status
from desktop.services.posting.refusals import NothingToPost, NotShippedYet
from desktop.services.sales.refusals_quantities import MustShipComplete
from tests.builders.posting_world import PostingWorld, figures, sale, values


def test_parts_of_two_lines_add_up_to_the_order(world: PostingWorld) -> None:
    world.item("A", unit_price="14.29")
    world.item("B", unit_price="99.95")
    key = world.order(sale("A", 7, line_discount_pct="3.33"), sale("B", 3))
    world.enter(key, "invoice_discount_calculation", "percent")
    world.enter(key, "invoice_discount_value", Decimal(5))
    for first, second in ((2, 1), (2, 0), (3, 2)):
        world.change(key, 1, "qty_to_ship", first)
        world.change(key, 2, "qty_to_ship", second)
        world.post(key)
    lines = world.rows(SalesInvoiceLine)
    of_a = [line for line in lines if line.no == "A"]
    of_b = [line for line in lines if line.no == "B"]
    assert [line.gross_amount for line in of_a] == figures("28.58 28.58 42.87")
    assert [line.line_discount_amount for line in of_a] == figures("0.95 0.95 1.43")
    assert [line.inv_discount_amount for line in of_a] == figures("1.38 1.39 2.07")
    assert [line.amount for line in of_a] == figures("26.25 26.24 39.37")
    assert [line.inv_discount_amount for line in of_b] == figures("5.00 9.99")
    assert [line.amount for line in of_b] == figures("94.95 189.91")
    assert sum(line.vat_amount for line in lines) == Decimal("94.18")
    assert world.faults() == []


def test_the_last_part_takes_the_rest(world: PostingWorld) -> None:
    world.item("A", unit_price="0.335")
    key = world.order(sale("A", 10))
    for part in (3, 3, 4):
        world.change(key, 1, "qty_to_ship", part)
        world.post(key)
    assert world.column(SalesInvoiceLine, "line_amount") == figures("1.01 1.00 1.34")
    assert world.header(key).completed


def test_each_invoice_rounds_its_own_vat(world: PostingWorld) -> None:
    world.item("A", unit_price="3.30")
    key = world.order(sale("A", 3))
    for _ in range(3):
        world.change(key, 1, "qty_to_ship", 1)
        world.post(key)
    assert world.column(SalesInvoiceLine, "vat_amount") == figures("0.83 0.83 0.83")


def test_after_a_part_the_rest_is_proposed(world: PostingWorld) -> None:
    world.item("A")
    key = world.order(sale("A", 10, qty_to_ship=4))
    world.post(key)
    [line] = world.lines(key)
    assert values(line, "quantity_shipped quantity_invoiced") == [4, 4]
    assert values(line, "qty_to_ship qty_to_invoice") == [6, 6]
    assert values(line, "outstanding_quantity outstanding_amount") == [6, 750]
    header = world.header(key)
    assert values(header, "status completed") == [Status.RELEASED, False]
    assert values(header, "last_shipping_no last_posting_no") == ["PS00001", "PI00001"]


def test_nothing_is_proposed_where_the_set_up_says_so(world: PostingWorld) -> None:
    world.item("A")
    world.setup(default_quantity_to_ship=DefaultQuantityToShip.BLANK)
    key = world.order(sale("A", 10, qty_to_ship=4))
    world.post(key, invoice=False)
    [line] = world.lines(key)
    assert values(line, "qty_to_ship qty_to_invoice") == [0, 4]
    assert line.shipped_not_invoiced == 500


def test_invoicing_alone_takes_what_was_shipped(world: PostingWorld) -> None:
    world.item("A")
    key = world.order(sale("A", 10, qty_to_ship=4))
    world.post(key, invoice=False)
    result = world.post(key, ship=False)
    assert values(result, "shipment_no invoice_no") == [None, "PI00001"]
    [line] = world.rows(SalesInvoiceLine)
    assert values(line, "quantity shipment_no shipment_line_no") == [4, "PS00001", 10000]
    [shipped] = world.rows(SalesShipmentLine)
    assert values(shipped, "quantity_invoiced qty_shipped_not_invoiced") == [4, 0]


def test_an_invoice_takes_the_oldest_shipments_first(world: PostingWorld) -> None:
    world.item("A")
    key = world.order(sale("A", 10, qty_to_ship=4))
    world.post(key, invoice=False)
    world.change(key, 1, "qty_to_ship", 3)
    world.change(key, 1, "qty_to_invoice", 5)
    world.post(key)
    assert world.column(SalesShipmentLine, "quantity_invoiced") == [4, 1]
    assert world.column(SalesInvoiceLine, "shipment_no") == [None]
    assert world.faults() == []


def test_invoicing_before_shipping_says_which_line(world: PostingWorld) -> None:
    world.item("A")
    key = world.order(sale("A", 10))
    kinds = [type(refusal) for refusal in world.refusals(key, ship=False)]
    assert kinds == [NothingToPost, NotShippedYet]


@pytest.mark.parametrize(
    ("first", "second", "ship", "is_allowed"),
    [(10, 4, True, False), (0, 0, True, True), (10, 5, True, True)],
)
def test_a_complete_order_ships_all_or_nothing(
    world: PostingWorld, first: int, second: int, ship: bool, is_allowed: bool
) -> None:
    world.item("A")
    world.item("B")
    world.item("S", type=ItemType.SERVICE, inventory_posting_group=None)
    key = world.order(sale("A", 10), sale("B", 5), sale("S", 1))
    for line_no, quantity in ((10000, first), (20000, second)):
        names = {"document_no": key.no, "line_no": line_no}
        parts = dict.fromkeys(("qty_to_ship", "qty_to_ship_base"), Decimal(quantity))
        world.put("sales_line", names, **parts, qty_to_invoice=0, qty_to_invoice_base=0)
    world.put("sales_header", {"no": key.no}, shipping_advice=ShippingAdvice.COMPLETE)
    if is_allowed:
        world.post(key, ship=ship, invoice=False)
        assert len(world.rows(SalesShipmentHeader)) == 1
    else:
        refusal = world.refused(key, MustShipComplete, ship=ship, invoice=False)
        assert refusal.field == "shipping_advice"


def test_a_changed_quantity_is_trued_up(world: PostingWorld) -> None:
    world.item("A", unit_price="0.335")
    key = world.order(sale("A", 3, qty_to_ship=1))
    world.post(key)
    world.reopen(key)
    world.change(key, 1, "quantity", 6)
    world.post(key)
    assert world.column(SalesInvoiceLine, "line_amount") == figures("0.34 1.67")
