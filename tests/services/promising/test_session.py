"""Promising the lines of stored orders: what is read, and that nothing is written (03 §3–§5)."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from desktop.models.promising import OrderPromisingSetup
from desktop.models.sales import SalesLine
from desktop.models.setup import InventorySetup
from desktop.models.supply_words import Binding, DemandType, SupplyType
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import LineType, ReplenishmentSystem
from desktop.services.context import NoProgress, UserContext
from desktop.services.promising.line_facts import facts_of_line
from desktop.services.promising.lines import Method
from desktop.services.promising.session import (
    available_to_promise,
    capable_to_promise,
    re_promise,
)
from desktop.services.promising.shown import PromisedLine
from desktop.services.sales.refusals import DocumentMissing, LineFieldMissing
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
from tests.services.promising.asking import day_of, flat, march

SO1 = DocumentKey(DocumentType.ORDER, "SO1")


def one(lines: tuple[PromisedLine, ...]) -> PromisedLine:
    (found,) = lines
    return found


def another_line(session: Session, line_no: int, quantity: int, day: date, item: str = "A") -> None:
    """One more line of the order SO1."""
    session.add(
        SalesLine(
            document_type=DocumentType.ORDER,
            document_no="SO1",
            line_no=line_no,
            type=LineType.ITEM,
            no=item,
            shipment_date=day,
            quantity=Decimal(quantity),
            outstanding_quantity=Decimal(quantity),
            outstanding_quantity_base=Decimal(quantity),
        )
    )
    session.flush()


def test_a_line_that_waits_for_a_purchase(stocked: Session, context: UserContext) -> None:
    """PF21, PF26, PF29: the receipt of Saturday is shipped on Monday."""
    some_stock(stocked, "A", "6")
    bought(stocked, "PO1", 10, march(14))
    sold(stocked, "SO1", 10, march(9), outbound_handling_time="1D", shipping_time="2D")
    found = one(available_to_promise(stocked, SO1, context))
    assert found.earliest_shipment_date == march(16)
    assert found.planned_shipment_date == march(17)
    assert found.planned_delivery_date == march(19)
    assert found.unavailable_quantity == 4
    assert found.limiting_document == "PO1"
    assert found.quantity == found.required_quantity == 10
    assert found.method is Method.ATP
    assert not (stocked.new)
    assert not (stocked.dirty)
    assert not (stocked.deleted)


def test_short_goods_are_bought(stocked: Session, context: UserContext) -> None:
    """PX15."""
    some_stock(stocked, "A", "6")
    sold(stocked, "SO1", 10, march(5), outbound_handling_time="1D", shipping_time="2D")
    assert one(available_to_promise(stocked, SO1, context)).earliest_shipment_date is None
    found = one(capable_to_promise(stocked, SO1, context))
    assert (found.earliest_shipment_date, found.planned_delivery_date) == (march(16), march(19))
    assert flat(found.proposals) == [("A", 4, 3, 12, 16)]
    assert not (stocked.new)
    assert not (stocked.dirty)
    assert not (stocked.deleted)


@pytest.mark.parametrize(("promised", "expected"), [(None, 5), (march(20), None)])
def test_the_earlier_wish_comes_first(
    stocked: Session, context: UserContext, promised: date | None, expected: int | None
) -> None:
    """PX9 with stored orders."""
    some_stock(stocked, "A", "10")
    sold(stocked, "SO2", 10, march(16), promised_delivery_date=promised)
    sold(stocked, "SO1", 4, march(5))
    found = one(available_to_promise(stocked, SO1, context))
    assert day_of(found.earliest_shipment_date) == expected


def test_lines_of_an_order_and_reservations(stocked: Session, context: UserContext) -> None:
    """PX13."""
    entry = some_stock(stocked, "A", "5")
    sold(stocked, "SO1", 5, march(5))
    another_line(stocked, 20000, 5, march(5))

    def dates() -> list[int | None]:
        lines = available_to_promise(stocked, SO1, context)
        return [day_of(line.earliest_shipment_date) for line in lines]

    assert dates() == [5, None]
    only = one(available_to_promise(stocked, SO1, context, lines=[20000]))
    assert only.earliest_shipment_date is None
    stock = (SupplyType.INVENTORY, "", entry.entry_no)
    reserved(stocked, 5, (DemandType.SALES, "SO1", 20000), stock)
    assert dates() == [None, 5]


def test_an_earlier_proposal_is_withdrawn_first(stocked: Session, context: UserContext) -> None:
    """PF40: what was proposed for the line is proposed again, not counted as supply."""
    some_stock(stocked, "A", "6")
    sold(stocked, "SO1", 10, march(5), promised_delivery_date=march(19))
    proposed(
        stocked,
        10000,
        ("A", 4, march(16)),
        order_promising_id="SO1",
        order_promising_line_no=10000,
    )
    promise = (SupplyType.REQUISITION, "DEFAULT", 10000)
    line = (DemandType.SALES, "SO1", 10000)
    reserved(stocked, 4, line, promise, binding=Binding.ORDER_PROMISE)
    found = one(capable_to_promise(stocked, SO1, context))
    assert found.required_quantity == 10
    assert flat(found.proposals) == [("A", 4, 3, 12, 16)]
    bought(stocked, "PO1", 4, march(12))
    found = one(capable_to_promise(stocked, SO1, context))
    assert (found.earliest_shipment_date, found.proposals) == (march(12), ())


def test_a_kit_and_its_parts(stocked: Session, context: UserContext) -> None:
    """PX17 with stored kits."""
    an_item(
        stocked,
        "K2",
        replenishment_system=ReplenishmentSystem.ASSEMBLY,
        lead_time_calculation="1D",
    )
    made_of(stocked, "K2", ("A", 2))
    some_stock(stocked, "A", "6")
    sold(stocked, "SO1", 3, march(2), item="K2")
    another_line(stocked, 20000, 2, march(2), "K2")
    lines = capable_to_promise(stocked, SO1, context)
    # The vendor needs a week instead of five days, and is closed on the 13th.
    assert [day_of(line.earliest_shipment_date) for line in lines] == [6, 19]
    assert flat(lines[1].proposals)[1][:3] == ("A", 4, 3)


def test_a_kit_that_is_made_for_the_line(stocked: Session, context: UserContext) -> None:
    """PF27, PF36, PX32: its own components do not count against it, but against the others."""
    an_item(
        stocked,
        "K",
        replenishment_system=ReplenishmentSystem.ASSEMBLY,
        lead_time_calculation="1D",
    )
    made_of(stocked, "K", ("A", 2))
    some_stock(stocked, "A", "6")
    line = sold(stocked, "SO1", 4, march(5), item="K")
    assembled(stocked, "AO1", ("K", 4, march(5)), ("A", 8, march(3)))
    made_for(stocked, "AO1", line)
    another_line(stocked, 20000, 9, march(5))
    assert one(available_to_promise(stocked, SO1, context, [10000])).earliest_shipment_date is None
    found = one(capable_to_promise(stocked, SO1, context, [10000]))
    assert flat(found.proposals)[0][:3] == ("A", 2, 3)
    assert found.proposals[0].vendor_no == "V1"
    assert found.earliest_shipment_date == march(19)
    bought(stocked, "PO1", 10, march(16))
    lines = available_to_promise(stocked, SO1, context)
    assert [day_of(each.earliest_shipment_date) for each in lines] == [19, None]


def test_what_is_bought_for_its_customer(stocked: Session, context: UserContext) -> None:
    """PX14 with a linked purchase; another receipt does not matter."""
    bought(stocked, "PO1", 5, march(5))
    bought(stocked, "PO2", 5, march(12), special_order=True)
    sold(
        stocked,
        "SO1",
        5,
        march(5),
        special_order=True,
        special_order_purchase_no="PO2",
        special_order_purchase_line_no=10000,
    )
    assert one(available_to_promise(stocked, SO1, context)).earliest_shipment_date == march(12)


def test_what_holds_an_order_up(stocked: Session, context: UserContext) -> None:
    """PF34: the horizon of the set-up ends before the vendor can deliver."""
    stocked.get_one(OrderPromisingSetup, 1).ctp_horizon = "5D"
    sold(stocked, "SO1", 5, march(5))
    found = one(capable_to_promise(stocked, SO1, context))
    assert found.earliest_shipment_date is None
    assert found.blocked is not None
    assert (found.blocked.path, found.blocked.earliest_order_date) == (("A",), march(3))


def test_orders_that_cannot_be_promised(stocked: Session, context: UserContext) -> None:
    """The refusals of 03 §3."""
    with pytest.raises(DocumentMissing):
        available_to_promise(stocked, SO1, context)
    stocked.get_one(InventorySetup, 1).location_mandatory = True
    sold(stocked, "SO1", 5, march(5), inventory_posting_group="RESALE")
    for promise in (available_to_promise, capable_to_promise):
        with pytest.raises(LineFieldMissing) as missing:
            promise(stocked, SO1, context)
        assert missing.value.field == "location_code"
        assert promise(stocked, SO1, context, lines=[]) == ()


def test_as_many_statements_for_many_lines_as_for_one(
    stocked: Session, context: UserContext, statements: list[str]
) -> None:
    """PF31: neither lines, events nor dates cost a statement."""
    some_stock(stocked, "A", "6")
    # A line that waits for a receipt costs the one statement that names it.
    bought(stocked, "PO1000", 4, march(6))
    sold(stocked, "SO1", 10, march(5))
    del statements[:]
    capable_to_promise(stocked, SO1, context)
    for_one = len(statements)
    for number in range(12):
        an_item(stocked, f"B{number}", vendor_no="V1")
        bought(stocked, f"PO{number}", 1, march(number + 3))
        sold(stocked, f"SO-{number}", 2, march(number + 2))
        another_line(stocked, 20000 + number, 3, march(9), f"B{number}")
    del statements[:]
    assert len(capable_to_promise(stocked, SO1, context)) == 13
    assert len(statements) == for_one <= 22
    orders = ["SO1", *(f"SO-{number}" for number in range(12))]
    del statements[:]
    found = re_promise(stocked, orders, context, NoProgress())
    assert len(found) == 25
    assert len(statements) <= for_one


def test_the_fact_box_tells_what_can_be_promised(stocked: Session, context: UserContext) -> None:
    """PF8: by rank; a wish that is later and not promised does not matter."""
    some_stock(stocked, "A", "4")
    bought(stocked, "PO1", 6, march(12))
    sold(stocked, "SO1", 4, march(5))
    sold(stocked, "SO2", 4, march(6))
    found = facts_of_line(stocked, SO1, 10000, context)
    assert found is not None
    assert found.facts.earliest == march(5)
    second = facts_of_line(stocked, DocumentKey(DocumentType.ORDER, "SO2"), 10000, context)
    assert second is not None
    assert (second.facts.earliest, second.overdue_document) == (march(12), None)
    late = UserContext(user="ADMIN", work_date=march(16))
    overdue = facts_of_line(stocked, DocumentKey(DocumentType.ORDER, "SO2"), 10000, late)
    assert overdue is not None
    assert (overdue.facts.earliest, overdue.overdue_document) == (march(16), "PO1")
    assert facts_of_line(stocked, SO1, 20000, context) is None
