"""Shipping what is there (PF143), back orders (PF144), tracking (PF141), scanning (PF137)."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.errors import Refusal
from desktop.models.codes import ShippingAgent
from desktop.models.customers import Customer
from desktop.models.items import ItemReference
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.supply_words import PurchaseType
from desktop.models.words import Blocked, LineType, Status
from desktop.services.picking.back_orders import BackOrderReason, BackOrderRow, back_orders
from desktop.services.picking.due_orders import due_orders
from desktop.services.picking.order_filter import order_filter
from desktop.services.picking.refusals import (
    NoTrackingAddress,
    NoTrackingAgent,
    NoTrackingNumber,
    PickedBelowZero,
    PickFieldLocked,
    PickLineMissing,
    PickMissing,
    ScanAllPicked,
    ScanUnknown,
)
from desktop.services.picking.registering import change_pick, change_pick_line, register_pick
from desktop.services.picking.scanning import line_code, scan
from desktop.services.picking.to_ship import ship_what_is_available
from desktop.services.picking.tracking import (
    order_tracking,
    shipment_tracking,
    tracking_address,
    tracking_numbers,
)
from desktop.services.reports.back_order_paper import back_orders_pdf
from desktop.services.sales.refusals import PendingApproval
from tests.builders.posting_world import figures, sale
from tests.services.picking.walks import MARCH_9, MARCH_10, Warehouse
from tests.services.reports.reading import text_of

MARCH_20 = date(2026, 3, 20)


def purchase(world: Warehouse, item_no: str, quantity: int, day: date, no: str) -> None:
    """Goods of an open purchase order."""
    world.session.add(PurchaseHeader(document_type=PurchaseType.ORDER, no=no))
    world.session.flush()
    count = Decimal(quantity)
    world.session.add(
        PurchaseLine(
            document_type=PurchaseType.ORDER,
            document_no=no,
            line_no=10000,
            type=LineType.ITEM,
            no=item_no,
            expected_receipt_date=day,
            outstanding_quantity=count,
            outstanding_quantity_base=count,
        )
    )
    world.session.flush()


def waiting(world: Warehouse, text: str = "") -> list[BackOrderRow]:
    """The back orders."""
    return list(back_orders(world.session, order_filter(text), world.context))


# -------------------------------------------------------------------------- what is available


def test_orders_ship_what_is_there_and_what_is_picked(world: Warehouse) -> None:
    world.shelf("A", 10)
    one = world.released(sale("A", 6))
    two = world.released(sale("A", 7))
    no = world.pick(two).no
    world.fetch(no, 1, 5, "later")
    register_pick(world.session, no, world.context)
    waits = world.order(sale("A", 2))
    world.put("sales_header", {"no": waits.no}, status=Status.PENDING_APPROVAL)
    found = ship_what_is_available(world.session, world.context)
    shipping: list[object] = [(row.order_no, row.qty_to_ship, row.missing) for row in found.rows]
    assert shipping == [
        (one.no, 5, 1),
        (two.no, 5, 2),
    ]
    assert found.orders == (one.no, two.no)
    assert isinstance((found.refused or {})[waits.no], PendingApproval)
    assert [line.qty_to_ship for line in world.lines(waits)] == figures("2")


# -------------------------------------------------------------------------------- back orders


def test_back_orders_say_why_who_and_when(world: Warehouse) -> None:
    world.shelf("A", 5)
    purchase(world, "A", 4, MARCH_10, "PO1")
    purchase(world, "A", 8, MARCH_20, "PO2")
    first = world.released(sale("A", 5, shipment_date=MARCH_9))
    second = world.released(sale("A", 4, shipment_date=MARCH_10))
    third = world.released(sale("A", 3, shipment_date=MARCH_20))
    fourth = world.released(sale("A", 50, shipment_date=date(2026, 4, 1)))
    rows = waiting(world)
    told: list[object] = [
        (row.order_no, row.missing, row.reason, row.available_on, row.document_no) for row in rows
    ]
    assert told == [
        (second.no, 4, BackOrderReason.ON_PURCHASE_ORDER, MARCH_10, "PO1"),
        (third.no, 3, BackOrderReason.ON_PURCHASE_ORDER, MARCH_20, "PO2"),
        (fourth.no, 50, BackOrderReason.NO_STOCK, None, ""),
    ]
    assert [row.held_by for row in rows] == [first.no] * 3
    world.pick(first)
    [picked] = waiting(world, first.no)
    assert picked.reason is BackOrderReason.WAITING_FOR_PICK
    assert not picked.missing
    world.session.get_one(Customer, "C1").blocked = Blocked.SHIP
    world.session.flush()
    assert {row.reason for row in waiting(world)} == {BackOrderReason.CREDIT_HOLD}


def test_back_orders_are_printed(world: Warehouse) -> None:
    world.shelf("A", 1)
    key = world.released(sale("A", 5, shipment_date=MARCH_9))
    purchase(world, "A", 9, MARCH_10, "PO1")
    text = text_of(back_orders_pdf(world.session, waiting(world), world.context))
    assert f"{key.no} A A" in text
    assert "On purchase order · Expected on PO1" in text


def test_what_is_due_to_leave_is_listed_the_longest_due_first(world: Warehouse) -> None:
    world.shelf("A", 9)
    world.item("SERVICE", type="service")
    today = world.context.work_date
    late = world.order(sale("A", 1), sale("A", 1))
    world.put("sales_line", {"document_no": late.no}, shipment_date=date(2026, 1, 2))
    due = world.released(sale("A", 1))
    world.put("sales_line", {"document_no": due.no}, shipment_date=today)
    later = world.order(sale("A", 1))
    world.put("sales_line", {"document_no": later.no}, shipment_date=MARCH_9)
    service = world.order(sale("SERVICE", 1))
    world.put("sales_line", {"document_no": service.no}, shipment_date=today)
    found = due_orders(world.session, world.context)
    assert [(row.no, row.due_since, row.lines, row.status) for row in found] == [
        (late.no, date(2026, 1, 2), 2, Status.OPEN),
        (due.no, today, 1, Status.RELEASED),
    ]
    assert [row.key for row in found] == [late, due]


def test_a_special_order_waits_for_its_own_goods(world: Warehouse) -> None:
    world.shelf("A", 0)
    key = world.released(sale("A", 3, special_order=True))
    purchase(world, "A", 3, MARCH_20, "PO1")
    world.put(
        "purchase_line",
        {"document_no": "PO1"},
        special_order=True,
        special_order_sales_no=key.no,
        special_order_sales_line_no=10000,
    )
    [row] = waiting(world)
    assert (row.reason, row.available_on) == (BackOrderReason.SPECIAL_ORDER, MARCH_20)


# ----------------------------------------------------------------------------------- tracking


def test_the_number_is_escaped_in_the_address() -> None:
    """PX35."""
    address = tracking_address("https://track.example/?n=%1", "AB 12/3")
    assert address == "https://track.example/?n=AB%2012%2F3"
    assert tracking_numbers(" AB 12/3 \n\nCD\n") == ("AB 12/3", "CD")


def test_goods_are_followed_by_their_numbers(world: Warehouse) -> None:
    world.shelf("A", 5)
    key = world.order(sale("A", 1))
    with pytest.raises(NoTrackingNumber):
        order_tracking(world.session, key)
    world.enter(key, "package_tracking_no", "AB 12/3\nCD")
    with pytest.raises(NoTrackingAgent):
        order_tracking(world.session, key)
    world.put("sales_header", {"no": key.no}, shipping_agent_code="DHL")
    with pytest.raises(NoTrackingAddress):
        order_tracking(world.session, key)
    agent = world.session.get_one(ShippingAgent, "DHL")
    agent.internet_address = "https://track.example/?n=%1"
    world.session.flush()
    addresses = [page.address for page in order_tracking(world.session, key)]
    assert addresses == ["https://track.example/?n=AB%2012%2F3", "https://track.example/?n=CD"]
    agent.internet_address = "https://track.example/"
    world.session.flush()
    shipment = world.post(key).shipment_no
    assert shipment
    [page] = shipment_tracking(world.session, shipment)
    assert (page.address, page.is_plain) == ("https://track.example/", True)


# ----------------------------------------------------------------------------------- scanning


def test_codes_jump_to_lines_and_add_units(world: Warehouse) -> None:
    world.shelf("A", 9)
    world.shelf("B", 9)
    key = world.released(sale("A", 2), sale("B", 1), sale("A", 1))
    no = world.pick(key).no
    barcode = ItemReference(item_no="A", unit_code="PCS", reference_no="7310865004703")
    world.session.add(barcode)
    world.session.flush()
    numbers = [line.line_no for line in world.pick_lines(no)]

    def read(code: str) -> tuple[int, bool]:
        found = scan(world.session, no, code, world.context)
        return numbers.index(found.line_no), found.has_added

    assert read(line_code(no, numbers[2])) == (2, False)
    assert read(line_code(key.no, 20000).lower()) == (2, False)
    assert [read("7310865004703") for _ in range(3)] == [(0, True), (0, True), (1, True)]
    with pytest.raises(ScanAllPicked):
        read("A")
    assert read("b") == (2, True)
    with pytest.raises(ScanUnknown):
        read("7310865004710")
    assert [line.quantity_picked for line in world.pick_lines(no)] == figures("2 1 1")


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [("quantity_picked", "-1", PickedBelowZero), ("quantity_to_pick", "1", PickFieldLocked)],
)
def test_what_is_not_typed_on_a_pick(
    world: Warehouse, field: str, value: str, kind: type[Refusal]
) -> None:
    world.shelf("A", 9)
    no = world.pick(world.released(sale("A", 2))).no
    line_no = world.pick_lines(no)[0].line_no
    with pytest.raises(kind):
        change_pick_line(world.session, no, line_no, field, value, world.context)
    with pytest.raises(PickLineMissing):
        change_pick_line(world.session, no, 5, "quantity_picked", "1", world.context)
    with pytest.raises(PickMissing):
        change_pick(world.session, "PK99999", "picker", "EVA", world.context)
    change_pick(world.session, no, "picker", "EVA", world.context)
    with pytest.raises(PickFieldLocked):
        change_pick(world.session, no, "location_code", "MAIN", world.context)
