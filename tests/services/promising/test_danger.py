"""The promise board: which promises cannot be kept any more (Beyond of 03 §3)."""

from sqlalchemy.orm import Session

from desktop.models.supply_words import Binding, DemandType, SupplyType
from desktop.services.context import UserContext
from desktop.services.promising.danger import broken_promises
from tests.builders.items import an_item, some_stock
from tests.services.availability.supply import (
    assembled,
    bought,
    made_for,
    made_of,
    proposed,
    reserved,
    sold,
)
from tests.services.promising.asking import day_of, march


def board(session: Session, context: UserContext) -> list[tuple[str, int | None, int | None]]:
    """Order, possible day and days late of each broken promise."""
    return [
        (row.order_no, day_of(row.possible_shipment_date), row.days_late)
        for row in broken_promises(session, context)
    ]


def test_supply_that_moved_breaks_promises(stocked: Session, context: UserContext) -> None:
    some_stock(stocked, "A", "4")
    bought(stocked, "PO1", 10, march(16))
    sold(stocked, "SO1", 4, march(5), promised_delivery_date=march(6))
    sold(stocked, "SO2", 3, march(9), promised_delivery_date=march(10))
    sold(stocked, "SO3", 20, march(10), promised_delivery_date=march(11))
    sold(stocked, "SO4", 5, march(3))
    assert board(stocked, context) == [("SO3", None, None), ("SO2", 16, 7)]
    row = broken_promises(stocked, context)[1]
    assert row.missing == row.outstanding == 3
    assert row.customer_name == "Buyer of SO2"
    assert row.key.no == "SO2"


def test_promises_that_can_be_kept_together_are_kept(
    stocked: Session, context: UserContext
) -> None:
    """The line of the earlier wish was promised the later receipt, and leaves stock alone."""
    some_stock(stocked, "A", "10")
    bought(stocked, "PO1", 10, march(20))
    wish = march(3)
    sold(stocked, "SO1", 10, march(20), requested_delivery_date=wish, promised_delivery_date=wish)
    sold(stocked, "SO2", 10, march(6), promised_delivery_date=march(6))
    assert board(stocked, context) == []


def test_what_is_kept_or_proposed_for_a_line_is_there(
    stocked: Session, context: UserContext
) -> None:
    entry = some_stock(stocked, "A", "6")
    sold(stocked, "SO1", 10, march(16), promised_delivery_date=march(16))
    stock = (SupplyType.INVENTORY, "", entry.entry_no)
    reserved(stocked, 6, (DemandType.SALES, "SO1", 10000), stock)
    assert board(stocked, context) == [("SO1", None, None)]
    proposed(
        stocked,
        10000,
        ("A", 4, march(16)),
        order_promising_id="SO1",
        order_promising_line_no=10000,
    )
    assert board(stocked, context) == []
    promise = (SupplyType.REQUISITION, "DEFAULT", 10000)
    line = (DemandType.SALES, "SO1", 10000)
    reserved(stocked, 4, line, promise, binding=Binding.ORDER_PROMISE)
    assert board(stocked, context) == []


def test_a_kit_waits_for_its_parts(stocked: Session, context: UserContext) -> None:
    an_item(stocked, "K")
    made_of(stocked, "K", ("A", 2))
    line = sold(stocked, "SO1", 4, march(9), item="K", promised_delivery_date=march(9))
    assembled(stocked, "AO1", ("K", 4, march(9)), ("A", 8, march(5)))
    made_for(stocked, "AO1", line)
    bought(stocked, "PO1", 8, march(12))
    # Inbound handling and safety take a day each behind the work that starts on the 12th.
    assert board(stocked, context) == [("SO1", 16, 7)]


def test_what_the_vendor_ships(stocked: Session, context: UserContext) -> None:
    sold(stocked, "SO1", 4, march(9), drop_shipment=True, promised_delivery_date=march(9))
    assert board(stocked, context) == [("SO1", None, None)]
    proposed(
        stocked,
        10000,
        ("A", 4, march(9)),
        sales_order_no="SO1",
        sales_order_line_no=10000,
        drop_shipment=True,
    )
    assert board(stocked, context) == []


def test_as_many_statements_for_many_lines_as_for_one(
    stocked: Session, context: UserContext, statements: list[str]
) -> None:
    sold(stocked, "SO1", 10, march(5), promised_delivery_date=march(6))
    del statements[:]
    assert len(broken_promises(stocked, context)) == 1
    for_one = len(statements)
    for number in range(12):
        an_item(stocked, f"B{number}", vendor_no="V1")
        sold(stocked, f"SO-{number}", 2, march(5), item=f"B{number}")
        sold(stocked, f"SX-{number}", 2, march(5), promised_delivery_date=march(6))
    del statements[:]
    assert len(broken_promises(stocked, context)) == 13
    assert len(statements) == for_one <= 17


def test_nothing_promised_breaks_nothing(stocked: Session, context: UserContext) -> None:
    sold(stocked, "SO1", 10, march(5))
    assert board(stocked, context) == []
