"""What users do: reserve for a line or an order, of one supply or all, cancel (PF47, PF50)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.promising import Reservation
from desktop.models.supply_words import Binding, DemandType, SupplyType
from desktop.models.words import Reserve
from desktop.services.context import UserContext
from desktop.services.reservations.commands import (
    cancel_for_line,
    cancel_reservations,
    reserve_line,
    reserve_order,
)
from desktop.services.reservations.keys import Demand, Supply
from desktop.services.reservations.queries import (
    demand_ref,
    line_need,
    reservation_rows,
    reserved_of_lines,
    supply_ref,
)
from desktop.services.reservations.refusals import (
    FollowsKit,
    OnlySoMuchReservable,
    ReservationGone,
    SupplyGone,
    SupplyTooLate,
)
from desktop.services.reservations.reserving import Wish, reserve
from tests.builders.items import an_item, some_stock
from tests.services.availability.supply import assembled, bought, proposed, sold

SALES = DemandType.SALES
DEMAND = Demand(SALES, "S1", 10000)


def march(day: int) -> date:
    return date(2026, 3, day)


@pytest.fixture
def trade(session: Session) -> Session:
    """Order S1 wants 9 A on the 10th; 2 and 3 are in stock, 4 come on the 5th, 4 on the 12th."""
    an_item(session, "A")
    some_stock(session, "A", "2")
    some_stock(session, "A", "3")
    bought(session, "P1", 4, march(5))
    bought(session, "P2", 4, march(12))
    sold(session, "S1", 9, march(10), unit_of_measure_code="PCS")
    return session


def quantities(session: Session) -> list[int]:
    """What is kept, row by row."""
    rows = session.scalars(select(Reservation.quantity).order_by(Reservation.id))
    return [int(quantity) for quantity in rows]


def test_stock_alone_is_taken_in_its_order(trade: Session, context: UserContext) -> None:
    done = reserve_line(trade, DEMAND, context, quantity=Decimal(4), source="inventory")

    assert done.quantity == 4
    assert quantities(trade) == [2, 2]


def test_a_document_alone_gives_what_it_has(trade: Session, context: UserContext) -> None:
    assert reserve_line(trade, DEMAND, context, source="P1").quantity == 4
    with pytest.raises(SupplyTooLate):
        reserve_line(trade, DEMAND, context, source="P2")
    with pytest.raises(SupplyGone):
        reserve_line(trade, DEMAND, context, source="P3")
    with pytest.raises(OnlySoMuchReservable) as refused:
        reserve_line(trade, DEMAND, context, source="P1")
    assert "Only 0 PCS" in str(refused.value)


def test_one_supply_is_named_by_itself(trade: Session, context: UserContext) -> None:
    supply = Supply(SupplyType.PURCHASE, "P1", 10000)

    assert reserve_line(trade, DEMAND, context, source=supply).quantity == 4
    with pytest.raises(OnlySoMuchReservable):
        reserve_line(trade, DEMAND, context, source=supply, quantity=Decimal(1))


def test_all_is_reserved_and_then_nothing_is_missing(trade: Session, context: UserContext) -> None:
    first = reserve_line(trade, DEMAND, context)
    again = reserve_line(trade, DEMAND, context)

    assert (quantities(trade), first.notices) == ([2, 3, 4], ())
    assert [notice.code for notice in again.notices] == ["all_reserved"]
    assert not again.kept


def test_what_is_missing_is_told(trade: Session, context: UserContext) -> None:
    sold(trade, "S2", 12, march(10))

    [told] = reserve_line(trade, Demand(SALES, "S2", 10000), context).notices

    assert str(told).startswith("Reserved 9 of 12")
    assert told.is_warning


def test_the_unit_is_that_of_the_line(trade: Session, context: UserContext) -> None:
    line = sold(trade, "S2", 6, march(10), unit_of_measure_code="BOX", qty_per_unit=Decimal(3))
    line.outstanding_quantity = Decimal(2)
    trade.flush()
    demand = Demand(SALES, "S2", 10000)

    reserve_line(trade, demand, context, quantity=Decimal(1))
    with pytest.raises(OnlySoMuchReservable) as refused:
        reserve_line(trade, demand, context, quantity=Decimal(2))

    assert sum(quantities(trade)) == 3
    assert "Only 1 BOX" in str(refused.value)


def test_an_order_is_reserved_line_by_line(trade: Session, context: UserContext) -> None:
    sold(trade, "S2", 3, march(10), reserve=Reserve.NEVER)

    assert reserve_order(trade, "S1", context).quantity == 9
    assert reserve_order(trade, "S2", context).kept == ()


def test_what_is_kept_of_one_supply_is_cancelled(trade: Session, context: UserContext) -> None:
    reserve_line(trade, DEMAND, context)

    assert cancel_for_line(trade, DEMAND, context, source="P1") == ()
    assert quantities(trade) == [2, 3]
    with pytest.raises(ReservationGone):
        cancel_for_line(trade, DEMAND, context, source="P1")
    cancel_for_line(trade, DEMAND, context)
    assert quantities(trade) == []
    with pytest.raises(ReservationGone):
        cancel_reservations(trade, [4711], context)


def test_a_promise_is_told_of_and_a_kit_keeps_its_own(trade: Session, context: UserContext) -> None:
    """PF50: order_promise goes with a word, order_to_order follows the kit."""
    wish = Wish(context)
    proposed(trade, 10000, ("A", 2, march(9)))
    assembled(trade, "K1", ("A", 2, march(9)), ("X", 1, march(8)))
    requisition = Supply(SupplyType.REQUISITION, "DEFAULT", 10000)
    kit = Supply(SupplyType.ASSEMBLY_OUTPUT, "K1")
    promised = replace(wish, binding=Binding.ORDER_PROMISE)
    reserve(trade, DEMAND, requisition, Decimal(2), promised)
    reserve(trade, DEMAND, kit, Decimal(2), replace(wish, binding=Binding.ORDER_TO_ORDER))

    with pytest.raises(FollowsKit):
        cancel_for_line(trade, DEMAND, context, source=kit)
    [told] = cancel_for_line(trade, DEMAND, context)

    assert "promise on S1 line 10000" in str(told)
    assert quantities(trade) == [2]


def test_a_line_is_shown_with_its_supplies(trade: Session, context: UserContext) -> None:
    reserve_line(trade, DEMAND, context, source="P1", quantity=Decimal(3))

    need = line_need(trade, DEMAND, context)

    assert need is not None
    assert [need.outstanding, need.reserved] == [Decimal(9), Decimal(3)]
    shown = [(row.supply.document_no, int(row.available), int(row.own)) for row in need.supplies]
    assert shown == [("", 2, 0), ("", 3, 0), ("P1", 1, 3)]
    assert line_need(trade, Demand(SALES, "S9", 10000), context) is None


def test_the_list_names_both_ends(trade: Session, context: UserContext) -> None:
    reserve_line(trade, DEMAND, context)

    rows = reservation_rows(trade)

    assert {str(demand_ref(row.demand)) for row in rows} == {"order S1"}
    assert [supply_ref(row.supply).table for row in rows] == [
        "item_ledger_entry",
        "item_ledger_entry",
        "purchase_header",
    ]
    found = reserved_of_lines(trade, "S1")[10000]
    assert [found.quantity, found.from_stock] == [Decimal(9), Decimal(5)]
