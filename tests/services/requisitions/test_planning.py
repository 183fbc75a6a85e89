"""Filling the worksheet costs the same number of statements for one line and for fifty."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, delete, event, func, select
from sqlalchemy.orm import Session

from desktop.models.assembly import BomComponent
from desktop.models.items import Item
from desktop.models.promising import RequisitionComponent, RequisitionLine
from desktop.models.sales import SalesLine
from desktop.models.setup import InventorySetup
from desktop.models.supply_words import BomLineType, ReorderingPolicy
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.vendors import Vendor
from desktop.models.words import ReplenishmentSystem
from desktop.services.context import UserContext
from desktop.services.requisitions.order_plan import order_plan, put_order_plan
from desktop.services.requisitions.queries import (
    accepted_count,
    requisition_rows,
    set_accepted,
    vendor_totals,
)
from desktop.services.requisitions.refusals import NothingToPlan
from desktop.services.requisitions.reorder_planning import reorder_planning
from desktop.services.requisitions.sales_lines import WantedSales, get_sales_orders
from tests.builders.items import an_item, some_stock
from tests.services.availability.supply import bought, sold

TODAY = date(2026, 3, 2)
FEW, MANY = 1, 40


@pytest.fixture
def buyer() -> UserContext:
    """Who plans."""
    return UserContext(user="ADMIN", work_date=TODAY)


@pytest.fixture
def goods(session: Session) -> Session:
    """Items A, B … of vendor V1."""
    session.add(Vendor(no="V1", name="Vendor"))
    session.flush()
    for number in range(MANY):
        an_item(session, f"I{number:02}", vendor_no="V1", last_direct_cost=Decimal(3))
    session.flush()
    return session


@pytest.fixture
def statements(goods: Session) -> Iterator[Callable[[Callable[[], Any]], int]]:
    """Counts the statements of a piece of work."""
    sent: list[str] = []
    engine = goods.get_bind().engine
    assert isinstance(engine, Engine)

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    def count(work: Callable[[], Any]) -> int:
        goods.flush()
        goods.expire_all()
        sent.clear()
        work()
        return len(sent)

    event.listen(engine, "before_cursor_execute", note)
    yield count
    event.remove(engine, "before_cursor_execute", note)


Count = Callable[[Callable[[], Any]], int]


def dropped(session: Session, first: int, count: int) -> None:
    """Orders of a line each that a vendor sends."""
    for number in range(first, first + count):
        line = sold(
            session,
            f"SO{number:02}",
            5,
            date(2026, 3, 20),
            item=f"I{number:02}",
            drop_shipment=True,
            unit_of_measure_code="PCS",
        )
        line.description = "As sold"
    session.flush()


def lines_of(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(RequisitionLine)) or 0


def test_getting_sales_orders(goods: Session, buyer: UserContext, statements: Count) -> None:
    dropped(goods, 0, FEW)
    few = statements(lambda: get_sales_orders(goods, WantedSales(), buyer))
    dropped(goods, FEW, MANY - FEW)
    many = statements(lambda: get_sales_orders(goods, WantedSales(), buyer))
    assert lines_of(goods) == MANY
    assert many <= few + 1, "only the INSERT may come in more than one piece"
    assert few <= 22
    found = goods.scalars(select(RequisitionLine.description)).all()
    assert set(found) == {"As sold"}


def test_calculating_reorder(goods: Session, buyer: UserContext, statements: Count) -> None:
    def plan(items: int) -> None:
        for number in range(items):
            item = goods.get_one(Item, f"I{number:02}")
            item.reordering_policy = ReorderingPolicy.LOT_FOR_LOT
            item.safety_stock = Decimal(4)

    plan(FEW)
    few = statements(lambda: reorder_planning(goods, buyer))
    assert lines_of(goods) == FEW
    plan(MANY)
    many = statements(lambda: reorder_planning(goods, buyer))
    assert lines_of(goods) == MANY
    assert many <= few + 1
    assert few <= 30


def test_lists_and_totals(goods: Session, buyer: UserContext, statements: Count) -> None:
    dropped(goods, 0, FEW)
    get_sales_orders(goods, WantedSales(), buyer)
    few = statements(lambda: requisition_rows(goods))
    dropped(goods, FEW, MANY - FEW)
    get_sales_orders(goods, WantedSales(), buyer)
    assert statements(lambda: requisition_rows(goods)) == few == 2
    [total] = vendor_totals(goods)
    assert (total.vendor_no, total.lines, total.amount) == ("V1", MANY, Decimal(15 * MANY))
    assert total.accepted == total.amount
    keys = [row.key for row in requisition_rows(goods)]
    set_accepted(goods, keys[1:], buyer, accepted=False)
    goods.expire_all()
    assert accepted_count(goods) == 1
    [total] = vendor_totals(goods)
    assert total.accepted == 15


# -------------------------------------------------------------------------------- reorder planning


def reorder(session: Session, **fields: Any) -> None:  # noqa: ANN401  (fields of an item)
    item = session.get_one(Item, "I00")
    for name, value in fields.items():
        setattr(item, name, value)
    session.flush()


def planned(session: Session, buyer: UserContext) -> list[tuple[str, str | None, int, date | None]]:
    reorder_planning(session, buyer)
    found = session.scalars(select(RequisitionLine).order_by(RequisitionLine.line_no))
    return [
        (line.item_no or "", line.location_code, int(line.quantity), line.due_date)
        for line in found
    ]


def test_each_place_is_planned_by_itself(goods: Session, buyer: UserContext) -> None:
    reorder(goods, reordering_policy=ReorderingPolicy.LOT_FOR_LOT, safety_stock=Decimal(2))
    some_stock(goods, "I00", "10", "MAIN")
    sold(goods, "SO1", 3, date(2026, 3, 9), item="I00", location_code="EAST")
    assert planned(goods, buyer) == [
        ("I00", "EAST", 2, TODAY),
        ("I00", "EAST", 3, date(2026, 3, 9)),
    ]


def test_orders_under_way_and_overdue_ones_count(goods: Session, buyer: UserContext) -> None:
    reorder(goods, reordering_policy=ReorderingPolicy.LOT_FOR_LOT)
    sold(goods, "SO1", 8, date(2026, 3, 9), item="I00")
    bought(goods, "PO1", 5, date(2026, 2, 20), item="I00")
    assert planned(goods, buyer) == [("I00", None, 3, date(2026, 3, 9))]


def test_accepted_proposals_stay_and_count(goods: Session, buyer: UserContext) -> None:
    reorder(goods, reordering_policy=ReorderingPolicy.LOT_FOR_LOT)
    sold(goods, "SO1", 8, date(2026, 3, 9), item="I00")
    planned(goods, buyer)
    set_accepted(goods, [("DEFAULT", 10000)], buyer, accepted=True)
    sold(goods, "SO2", 2, date(2026, 3, 16), item="I00")
    goods.expire_all()
    assert planned(goods, buyer) == [
        ("I00", None, 8, date(2026, 3, 9)),
        ("I00", None, 2, date(2026, 3, 16)),
    ]


def test_blocked_items_are_not_planned(goods: Session, buyer: UserContext) -> None:
    reorder(
        goods,
        reordering_policy=ReorderingPolicy.LOT_FOR_LOT,
        safety_stock=Decimal(2),
        blocked=True,
    )
    assert planned(goods, buyer) == []


def test_a_kit_brings_its_components_and_takes_their_rounding(
    goods: Session, buyer: UserContext
) -> None:
    reorder(
        goods,
        reordering_policy=ReorderingPolicy.LOT_FOR_LOT,
        safety_stock=Decimal(3),
        replenishment_system=ReplenishmentSystem.ASSEMBLY,
    )
    goods.add(
        BomComponent(
            parent_item_no="I00",
            line_no=10000,
            type=BomLineType.ITEM,
            no="I01",
            quantity_per=Decimal("0.5"),
        )
    )
    goods.flush()
    planned(goods, buyer)
    [component] = goods.scalars(select(RequisitionComponent))
    assert (component.item_no, component.quantity) == ("I01", Decimal("1.5"))
    [line] = goods.scalars(select(RequisitionLine))
    assert (line.vendor_no, line.replenishment_system) == (None, ReplenishmentSystem.ASSEMBLY)
    reorder_planning(goods, buyer)
    assert len(goods.scalars(select(RequisitionComponent)).all()) == 1


# -------------------------------------------------------------------------------------- order plan


def test_what_the_user_wants_counts_and_available_lines_can_be_ordered(
    goods: Session, buyer: UserContext
) -> None:
    some_stock(goods, "I00", "10")
    line = sold(goods, "SO1", 4, date(2026, 3, 9), item="I00", unit_of_measure_code="PCS")
    line.quantity_base = line.quantity
    goods.flush()
    key = DocumentKey(DocumentType.ORDER, "SO1")
    [row] = order_plan(goods, key, buyer)
    assert (row.is_available, row.outstanding, row.available) == (True, Decimal(4), Decimal(4))
    with pytest.raises(NothingToPlan):
        put_order_plan(goods, key, buyer)
    with pytest.raises(NothingToPlan):
        put_order_plan(goods, key, buyer, {10000: Decimal(0), 99: Decimal(3)})
    made = put_order_plan(goods, key, buyer, {10000: Decimal(2)})
    assert made.count == 1
    [line_made] = goods.scalars(select(RequisitionLine))
    assert (line_made.quantity, line_made.sales_order_no) == (Decimal(2), "SO1")


def test_an_order_of_services_has_nothing_to_order(goods: Session, buyer: UserContext) -> None:
    sold(goods, "SO1", 4, date(2026, 3, 9), item="I00")
    goods.execute(delete(SalesLine))
    assert order_plan(goods, DocumentKey(DocumentType.ORDER, "SO1"), buyer) == ()
    assert goods.get_one(InventorySetup, 1) is not None
