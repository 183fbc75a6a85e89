"""Keeping supply for demand: what is found in which order, what moves on, what is given up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.items import Item
from desktop.models.promising import Reservation
from desktop.models.supply_words import Binding, DemandType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.models.words import Reserve
from desktop.services.context import UserContext
from desktop.services.items.stock import Scope
from desktop.services.reservations.cutting import (
    cut_demand,
    cut_supply,
    move_demand,
    move_supply_date,
    release_demand,
    release_document,
)
from desktop.services.reservations.keys import Demand, Supply
from desktop.services.reservations.moving import move_supply, use_up
from desktop.services.reservations.needs import find_need
from desktop.services.reservations.offers import find_offer
from desktop.services.reservations.refusals import (
    NothingToReserve,
    OnlySoMuchReservable,
    OtherScope,
    ReserveDateMissing,
    ReserveNever,
    SupplyGone,
    SupplyTooLate,
)
from desktop.services.reservations.reserving import Wish, auto_reserve, reserve
from tests.builders.items import an_item, some_stock
from tests.services.availability.supply import assembled, bought, proposed, sold

SALES, PURCHASE = DemandType.SALES, SupplyType.PURCHASE


def march(day: int) -> date:
    return date(2026, 3, day)


def order(no: str, line_no: int = 10000) -> Demand:
    return Demand(SALES, no, line_no)


def purchase(no: str, line_no: int = 10000) -> Supply:
    return Supply(PURCHASE, no, line_no)


def kept(session: Session, no: str) -> dict[str, int]:
    """What is kept for an order, by the kind of supply and its number."""
    return {
        f"{row.supply_type} {row.supply_document_no or row.item_ledger_entry_no}": int(row.quantity)
        for row in session.scalars(
            select(Reservation).where(Reservation.demand_document_no == no).order_by(Reservation.id)
        )
    }


@pytest.fixture
def stocked(session: Session) -> Session:
    """Item A, of which nothing is there."""
    an_item(session, "A")
    return session


@pytest.fixture
def wish(context: UserContext) -> Wish:
    """What a user wants by hand."""
    return Wish(context)


def test_stock_comes_first_then_returns_purchases_and_assembly_orders(
    stocked: Session, wish: Wish
) -> None:
    entry = some_stock(stocked, "A", "2")
    sold(stocked, "R1", 3, march(9), document_type=DocumentType.RETURN_ORDER)
    bought(stocked, "P1", 4, march(9))
    assembled(stocked, "K1", ("A", 5, march(9)), ("X", 1, march(9)))
    proposed(stocked, 10000, ("A", 50, march(9)))
    sold(stocked, "S1", 12, march(10))

    found = auto_reserve(stocked, order("S1"), wish)

    assert kept(stocked, "S1") == {
        f"inventory {entry.entry_no}": 2,
        "sales_return R1": 3,
        "purchase P1": 4,
        "assembly_output K1": 3,
    }
    assert found.quantity == 12
    assert found.missing == 0


def test_the_oldest_entry_and_the_latest_document_in_time_come_first(
    stocked: Session, wish: Wish
) -> None:
    """PX21: purchase lines on Mar 5 and Mar 12, wanted on Mar 13: Mar 12."""
    young = some_stock(stocked, "A", "1", day=date(2026, 2, 2))
    old = some_stock(stocked, "A", "1", day=date(2026, 1, 2))
    bought(stocked, "P1", 4, march(5))
    bought(stocked, "P2", 4, march(12))
    bought(stocked, "P3", 4, march(14))
    sold(stocked, "S1", 1, march(13))
    sold(stocked, "S2", 5, march(13))

    auto_reserve(stocked, order("S1"), wish)
    auto_reserve(stocked, order("S2"), wish)

    assert kept(stocked, "S1") == {f"inventory {old.entry_no}": 1}
    assert kept(stocked, "S2") == {f"inventory {young.entry_no}": 1, "purchase P2": 4}


def test_nothing_is_found_that_is_elsewhere_earmarked_special_or_later(
    stocked: Session, wish: Wish
) -> None:
    some_stock(stocked, "A", "5", location_code="EAST")
    some_stock(stocked, "A", "5", earmarked_sales_no="S9", earmarked_sales_line_no=10000)
    some_stock(stocked, "A", "5", drop_shipment=True)
    bought(stocked, "P1", 5, march(5), special_order_sales_no="S9")
    bought(stocked, "P2", 5, march(11))
    sold(stocked, "S1", 4, march(10))

    found = auto_reserve(stocked, order("S1"), wish)

    assert found.kept == ()
    assert found.missing == 4
    assert kept(stocked, "S1") == {}


def test_a_supply_without_a_date_counts_as_of_today(stocked: Session, wish: Wish) -> None:
    bought(stocked, "P1", 5, None)
    sold(stocked, "S1", 4, march(2))
    sold(stocked, "S2", 1, date(2026, 3, 1))

    assert auto_reserve(stocked, order("S2"), wish).missing == 1
    assert auto_reserve(stocked, order("S1"), wish).missing == 0
    assert stocked.scalars(select(Reservation.supply_date)).one() == march(2)


def test_one_supply_is_kept_by_hand_and_more_of_it_on_the_same_row(
    stocked: Session, wish: Wish
) -> None:
    bought(stocked, "P1", 5, march(5))
    sold(stocked, "S1", 9, march(10))

    reserve(stocked, order("S1"), purchase("P1"), Decimal(2), wish)
    reserve(stocked, order("S1"), purchase("P1"), Decimal(1), wish)

    row = stocked.scalars(select(Reservation)).one()
    assert row.quantity == 3
    assert (row.binding, row.user) == (Binding.NORMAL, "ADMIN")
    assert (row.demand_date, row.supply_date) == (march(10), march(5))
    need = find_need(stocked, order("S1"))
    assert need is not None
    assert [need.outstanding, need.reserved, need.open] == list(map(Decimal, (9, 3, 6)))


@pytest.mark.parametrize("quantity", [6, 0, -1])
def test_more_than_is_there_or_wanted_is_refused(
    stocked: Session, wish: Wish, quantity: int
) -> None:
    bought(stocked, "P1", 5, march(5))
    sold(stocked, "S1", 9, march(10), unit_of_measure_code="PCS")

    with pytest.raises(OnlySoMuchReservable) as refused:
        reserve(stocked, order("S1"), purchase("P1"), Decimal(quantity), wish)

    assert "Only 5 PCS can be reserved on line 10000" in str(refused.value)
    assert kept(stocked, "S1") == {}


def test_what_others_keep_cannot_be_kept_again(stocked: Session, wish: Wish) -> None:
    """PX20: stock 7 and purchase 13; A wants 12, so 8 are left for B."""
    some_stock(stocked, "A", "7")
    bought(stocked, "P1", 13, march(2))
    sold(stocked, "SA", 12, march(16))
    sold(stocked, "SB", 15, march(30))

    auto_reserve(stocked, order("SA"), wish)
    found = auto_reserve(stocked, order("SB"), wish)

    assert list(kept(stocked, "SA").values()) == [7, 5]
    assert found.quantity == 8
    assert found.missing == 7


def test_a_line_that_is_never_reserved_is_refused_or_left_alone(
    stocked: Session, wish: Wish
) -> None:
    some_stock(stocked, "A", "7")
    sold(stocked, "S1", 5, march(16), reserve=Reserve.NEVER)

    with pytest.raises(ReserveNever):
        auto_reserve(stocked, order("S1"), wish)
    assert auto_reserve(stocked, order("S1"), replace(wish, is_program=True)).kept == ()
    for_kit = replace(wish, binding=Binding.ORDER_TO_ORDER)
    assert auto_reserve(stocked, order("S1"), for_kit).quantity == 5


def test_a_line_without_date_is_refused(stocked: Session, wish: Wish) -> None:
    sold(stocked, "S1", 5, None)

    with pytest.raises(ReserveDateMissing) as refused:
        auto_reserve(stocked, order("S1"), wish)

    assert "S1 line 10000: Shipment Date is missing" in str(refused.value)


@pytest.mark.parametrize(
    "different",
    [{"drop_shipment": True}, {"special_order": True}, {"document_type": DocumentType.QUOTE}],
)
def test_what_ships_otherwise_cannot_be_reserved(
    stocked: Session, wish: Wish, different: dict[str, Any]
) -> None:
    sold(stocked, "S1", 5, march(16), **different)

    with pytest.raises(NothingToReserve):
        auto_reserve(stocked, order("S1"), wish)


def test_a_supply_of_another_scope_date_or_kind_is_refused(stocked: Session, wish: Wish) -> None:
    elsewhere = some_stock(stocked, "A", "5", location_code="EAST")
    bought(stocked, "P1", 5, march(17))
    proposed(stocked, 10000, ("A", 50, march(9)))
    sold(stocked, "S1", 5, march(16))
    requisition = Supply(SupplyType.REQUISITION, "DEFAULT", 10000)

    with pytest.raises(OtherScope):
        reserve(stocked, order("S1"), Supply.of_stock(elsewhere.entry_no), Decimal(1), wish)
    with pytest.raises(SupplyTooLate):
        reserve(stocked, order("S1"), purchase("P1"), Decimal(1), wish)
    with pytest.raises(SupplyGone):
        reserve(stocked, order("S1"), purchase("P7"), Decimal(1), wish)
    with pytest.raises(SupplyGone):
        reserve(stocked, order("S1"), requisition, Decimal(1), wish)
    promised = replace(wish, binding=Binding.ORDER_PROMISE)
    reserve(stocked, order("S1"), requisition, Decimal(1), promised)
    assert kept(stocked, "S1") == {"requisition DEFAULT": 1}


def test_components_of_assembly_orders_and_requisitions_want_goods_too(
    stocked: Session, wish: Wish
) -> None:
    an_item(stocked, "K")
    some_stock(stocked, "A", "9")
    assembled(stocked, "K1", ("K", 1, march(20)), ("A", 4, march(18)))
    proposed(stocked, 10000, ("K", 1, march(20)), ("A", 3, march(19)))

    for_order = Demand(DemandType.ASSEMBLY_COMPONENT, "K1", 10000)
    for_proposal = Demand(DemandType.REQUISITION_COMPONENT, "DEFAULT", 10000, 10000)

    assert auto_reserve(stocked, for_order, wish).quantity == 4
    assert auto_reserve(stocked, for_proposal, wish).quantity == 3
    stocked.get_one(Item, "A").reserve = Reserve.NEVER
    stocked.flush()
    with pytest.raises(ReserveNever):
        auto_reserve(stocked, for_order, wish)


def test_a_receipt_takes_the_earliest_demand_along(stocked: Session, wish: Wish) -> None:
    bought(stocked, "P1", 10, march(5))
    for no, day in (("S2", 16), ("S1", 12)):
        sold(stocked, no, 4, march(day))
        auto_reserve(stocked, order(no), wish)
    entry = some_stock(stocked, "A", "6")

    moved = move_supply(stocked, purchase("P1"), Supply.of_stock(entry.entry_no), Decimal(6))

    assert moved.quantity == 6
    assert kept(stocked, "S1") == {f"inventory {entry.entry_no}": 4}
    assert kept(stocked, "S2") == {"purchase P1": 2, f"inventory {entry.entry_no}": 2}
    assert set(
        stocked.scalars(
            select(Reservation.supply_date).where(Reservation.supply_type == SupplyType.INVENTORY)
        )
    ) == {None}


def test_a_requisition_line_becomes_a_purchase_line(stocked: Session, wish: Wish) -> None:
    promised = replace(wish, binding=Binding.ORDER_PROMISE)
    proposed(stocked, 10000, ("A", 9, march(9)))
    for no, day in (("S1", 10), ("S2", 12)):
        sold(stocked, no, 4, march(day))
        reserve(
            stocked,
            order(no),
            Supply(SupplyType.REQUISITION, "DEFAULT", 10000),
            Decimal(4),
            promised,
        )
    bought(stocked, "P1", 9, march(11))

    moved = move_supply(
        stocked,
        Supply(SupplyType.REQUISITION, "DEFAULT", 10000),
        purchase("P1"),
        Decimal(9),
        march(11),
    )

    assert moved.quantity == 4
    assert [(each.demand, each.quantity) for each in moved.dropped] == [(order("S1"), Decimal(4))]
    row = stocked.scalars(select(Reservation)).one()
    assert (row.demand_document_no, row.supply_document_no) == ("S2", "P1")
    assert (row.supply_date, row.binding) == (march(11), Binding.ORDER_PROMISE)


def test_what_is_shipped_need_not_be_kept(stocked: Session, wish: Wish) -> None:
    first, second = some_stock(stocked, "A", "3"), some_stock(stocked, "A", "3")
    sold(stocked, "S1", 6, march(10))
    auto_reserve(stocked, order("S1"), wish)

    use_up(
        stocked,
        order("S1"),
        {first.entry_no: Decimal(3), second.entry_no: Decimal(1), 99: Decimal(9)},
    )

    assert kept(stocked, "S1") == {f"inventory {second.entry_no}": 2}


def test_a_lower_need_gives_the_latest_documents_back_first(stocked: Session, wish: Wish) -> None:
    some_stock(stocked, "A", "2")
    bought(stocked, "P1", 2, march(5))
    bought(stocked, "P2", 2, march(8))
    sold(stocked, "S1", 6, march(10))
    auto_reserve(stocked, order("S1"), wish)

    dropped = cut_demand(stocked, order("S1"), Decimal(3))

    assert [(each.supply.document_no, each.quantity) for each in dropped] == [
        ("P2", Decimal(2)),
        ("P1", Decimal(1)),
    ]
    assert sum(kept(stocked, "S1").values()) == 3
    assert cut_demand(stocked, order("S1"), Decimal(3)) == []


def test_a_cut_leaves_what_a_kit_brings(stocked: Session, wish: Wish) -> None:
    assembled(stocked, "K1", ("A", 4, march(9)), ("X", 1, march(8)))
    some_stock(stocked, "A", "2")
    sold(stocked, "S1", 6, march(10))
    kit = Supply(SupplyType.ASSEMBLY_OUTPUT, "K1")
    reserve(stocked, order("S1"), kit, Decimal(4), replace(wish, binding=Binding.ORDER_TO_ORDER))
    auto_reserve(stocked, order("S1"), wish)

    cut_demand(stocked, order("S1"), Decimal(3))

    assert kept(stocked, "S1") == {"assembly_output K1": 4}


def test_a_supply_that_brings_less_leaves_the_latest_demand_short(
    stocked: Session, wish: Wish
) -> None:
    bought(stocked, "P1", 8, march(5))
    for no, day in (("S2", 16), ("S1", 12)):
        sold(stocked, no, 4, march(day))
        auto_reserve(stocked, order(no), wish)

    cut_supply(stocked, purchase("P1"), Decimal(5))

    assert kept(stocked, "S1") == {"purchase P1": 4}
    assert kept(stocked, "S2") == {"purchase P1": 1}


def test_dates_that_move_drop_what_no_longer_fits(stocked: Session, wish: Wish) -> None:
    some_stock(stocked, "A", "1")
    bought(stocked, "P1", 2, march(5))
    bought(stocked, "P2", 2, march(8))
    sold(stocked, "S1", 5, march(10))
    auto_reserve(stocked, order("S1"), wish)

    assert [each.supply for each in move_demand(stocked, order("S1"), march(7))] == [purchase("P2")]
    assert set(stocked.scalars(select(Reservation.demand_date))) == {march(7)}
    assert move_supply_date(stocked, purchase("P1"), march(7)) == []
    assert [each.quantity for each in move_supply_date(stocked, purchase("P1"), march(8))] == [2]
    assert list(kept(stocked, "S1").values()) == [1]


def test_a_demand_or_document_that_goes_frees_everything(stocked: Session, wish: Wish) -> None:
    some_stock(stocked, "A", "9")
    for no in ("S1", "S2"):
        sold(stocked, no, 4, march(10))
        auto_reserve(stocked, order(no), wish)

    assert [each.quantity for each in release_demand(stocked, order("S1"))] == [4]
    assert [each.quantity for each in release_document(stocked, SALES, "S2")] == [4]
    assert stocked.scalar(select(func.count()).select_from(Reservation)) == 0


def test_a_supply_tells_what_is_left_of_it(stocked: Session, wish: Wish) -> None:
    entry = some_stock(stocked, "A", "9")
    sold(stocked, "S1", 4, march(10))
    auto_reserve(stocked, order("S1"), wish)

    offer = find_offer(stocked, Supply.of_stock(entry.entry_no))

    assert offer is not None
    assert offer.scope == Scope("A")
    assert [offer.total, offer.reserved, offer.available] == list(map(Decimal, (9, 4, 5)))
    assert find_offer(stocked, Supply.of_stock(999)) is None
