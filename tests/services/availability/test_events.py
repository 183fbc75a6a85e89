"""Every kind of event with its sign and date, what is reserved of it, and what is no event."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from desktop.models.supply_words import DemandType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.models.words import ItemType
from desktop.services.availability.events import (
    DayTotals,
    EventKind,
    Scope,
    Wanted,
    day_totals,
    documents,
)
from tests.builders.items import a_variant, an_item, some_stock
from tests.services.availability.supply import (
    assembled,
    bought,
    made_for,
    proposed,
    reserved,
    sold,
)

K = EventKind


def march(day: int) -> date:
    return date(2026, 3, day)


@pytest.fixture
def stocked(session: Session) -> Session:
    """Items A, K and S (a service), of which nothing is there."""
    for no in ("A", "K"):
        an_item(session, no)
    an_item(session, "S", type=ItemType.SERVICE, inventory_posting_group=None)
    return session


@pytest.fixture
def statements(stocked: Session) -> Iterator[list[str]]:
    """The statements sent to the database while the test runs."""
    sent: list[str] = []
    engine = stocked.get_bind().engine
    assert isinstance(engine, Engine)

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def found(
    session: Session, item: str = "A", **more: object
) -> dict[EventKind, tuple[date | None, int, int]]:
    """The totals of an item by kind: date, quantity, reserved."""
    wanted = Wanted.of_items([item], **more)
    return {
        each.kind: (each.due, int(each.quantity), int(each.reserved))
        for each in day_totals(session, wanted)
    }


def test_every_kind_has_its_sign_and_date(stocked: Session) -> None:
    """The table of 03 §1."""
    some_stock(stocked, "A", "20")
    bought(stocked, "PO1", 5, march(3))
    sold(stocked, "SR1", 2, march(4), document_type=DocumentType.RETURN_ORDER)
    sold(stocked, "SO1", 6, march(5))
    assembled(stocked, "AO1", ("K", 3, march(9)), ("A", 7, march(6)))
    assembled(stocked, "AO2", ("A", 4, march(7)), ("K", 1, march(6)))
    proposed(stocked, 10000, ("A", 8, march(8)))
    proposed(stocked, 20000, ("K", 1, march(9)), ("A", 9, march(10)))
    assert found(stocked) == {
        K.INVENTORY: (None, 20, 0),
        K.PURCHASE: (march(3), 5, 0),
        K.SALES_RETURN: (march(4), 2, 0),
        K.SALES: (march(5), -6, 0),
        K.ASSEMBLY_COMPONENT: (march(6), -7, 0),
        K.ASSEMBLY_OUTPUT: (march(7), 4, 0),
        K.PLANNED_RECEIPT: (march(8), 8, 0),
        K.PLANNED_COMPONENT: (march(10), -9, 0),
    }
    events = documents(stocked, Wanted.of_items(["A"]))
    assert [(each.due, each.document_no, each.line_no, each.party) for each in events] == [
        (march(3), "PO1", 10000, "Seller of PO1"),
        (march(4), "SR1", 10000, "Buyer of SR1"),
        (march(5), "SO1", 10000, "Buyer of SO1"),
        (march(6), "AO1", 10000, "Kit K"),
        (march(7), "AO2", 0, "Kit A"),
        (march(8), "DEFAULT", 10000, "Proposal"),
        (march(10), "DEFAULT", 20000, "Proposal"),
    ]
    some = documents(stocked, Wanted.of_items(["A"]), first=march(5), last=march(7), limit=2)
    assert [each.document_no for each in some] == ["SO1", "AO1"]


def test_what_is_no_event(stocked: Session) -> None:
    """PF4: quotes and the like, drop shipments, linked pairs, what is not accepted."""
    not_orders = set(DocumentType) - {DocumentType.ORDER, DocumentType.RETURN_ORDER}
    for number, document_type in enumerate(not_orders):
        sold(stocked, f"X{number}", 5, march(5), document_type=document_type)
    sold(stocked, "SO1", 5, march(5), drop_shipment=True)
    bought(stocked, "PO1", 5, march(5), drop_shipment=True)
    sold(stocked, "SO2", 5, march(5), special_order_purchase_no="PO2")
    bought(stocked, "PO2", 5, march(5), special_order_sales_no="SO2")
    sold(stocked, "SO3", -5, march(5))
    proposed(stocked, 10000, ("A", 8, march(8)), accept_action_message=False)
    proposed(stocked, 20000, ("A", 8, march(8)), drop_shipment=True)
    some_stock(stocked, "A", "3", drop_shipment=True)
    sold(stocked, "SO4", 5, march(5), item="S")
    assert found(stocked) == {K.INVENTORY: (None, 0, 0)}
    assert found(stocked, "S") == {}
    assert documents(stocked, Wanted.of_items(["A", "S"])) == []
    assert day_totals(stocked, Wanted.of_items([])) == []


def test_reserving_takes_the_same_out_of_both_sides(stocked: Session) -> None:
    """PF2: what is free is quantity less reserved, for supply and for demand."""
    entry = some_stock(stocked, "A", "20")
    bought(stocked, "PO1", 5, march(3))
    sold(stocked, "SO1", 6, march(5))
    line = sold(stocked, "SO2", 4, march(5))
    assembled(stocked, "AO1", ("K", 3, march(9)), ("A", 7, march(6)))
    assembled(stocked, "AO2", ("A", 4, march(7)), ("K", 1, march(6)))
    proposed(stocked, 20000, ("K", 1, march(9)), ("A", 9, march(10)))
    sale = (DemandType.SALES, "SO2", 10000)
    reserved(stocked, 1, sale, (SupplyType.INVENTORY, "", entry.entry_no))
    reserved(stocked, 2, sale, (SupplyType.PURCHASE, "PO1", 10000))
    part = (DemandType.ASSEMBLY_COMPONENT, "AO1", 10000)
    reserved(stocked, 3, part, (SupplyType.ASSEMBLY_OUTPUT, "AO2", 0))
    planned = (DemandType.REQUISITION_COMPONENT, "DEFAULT", 20000)
    stock = (SupplyType.INVENTORY, "", entry.entry_no)
    reserved(stocked, 4, planned, stock, demand_component_no=10000)
    assert found(stocked) == {
        K.INVENTORY: (None, 20, 5),
        K.PURCHASE: (march(3), 5, 2),
        K.SALES: (march(5), -10, -3),
        K.ASSEMBLY_COMPONENT: (march(6), -7, -3),
        K.ASSEMBLY_OUTPUT: (march(7), 4, 3),
        K.PLANNED_COMPONENT: (march(10), -9, -4),
    }
    by_line = {each.document_no: each.free for each in documents(stocked, Wanted.of_items(["A"]))}
    assert by_line["SO2"] == -1
    assert by_line["SO1"] == -6
    free = sum(each.free for each in day_totals(stocked, Wanted.of_items(["A"])))
    all_of_it = sum(each.quantity for each in day_totals(stocked, Wanted.of_items(["A"])))
    assert free == all_of_it
    assert line.line_no == 10000


def test_an_earmark_lasts_as_long_as_its_line_wants_it(stocked: Session) -> None:
    """PF103, PF104."""
    line = sold(stocked, "SO20", 5, march(5), special_order_purchase_no="PO1")
    some_stock(stocked, "A", "8")
    entry = some_stock(stocked, "A", "7")
    entry.earmarked_sales_no, entry.earmarked_sales_line_no = "SO20", 10000
    stocked.flush()
    assert found(stocked) == {K.INVENTORY: (None, 15, 0), K.EARMARK: (None, 0, 5)}
    line.outstanding_quantity_base = Decimal(2)
    stocked.flush()
    assert found(stocked)[K.EARMARK] == (None, 0, 2)
    stocked.delete(line)
    stocked.flush()
    assert found(stocked)[K.EARMARK] == (None, 0, 0)


def test_scopes_are_kept_apart_and_an_order_is_told_apart(stocked: Session) -> None:
    a_variant(stocked, "A", "RED")
    some_stock(stocked, "A", "10")
    some_stock(stocked, "A", "4", "MAIN")
    own = sold(stocked, "SO1", 6, march(5), location_code="MAIN")
    sold(stocked, "SO2", 1, march(5), location_code="MAIN")
    sold(stocked, "SO3", 3, march(5), location_code="MAIN", variant_code="RED")
    assembled(stocked, "AO1", ("K", 3, march(9)), ("A", 7, march(6)))
    made_for(stocked, "AO1", own)
    main = Scope("A", None, "MAIN")
    rows = day_totals(stocked, Wanted.of_scopes([main], apart="SO1"))
    assert sorted(rows, key=lambda row: row.quantity) == [
        DayTotals(main, K.SALES, march(5), Decimal(-6), Decimal(0), 10000),
        DayTotals(main, K.SALES, march(5), Decimal(-1), Decimal(0)),
        DayTotals(main, K.INVENTORY, None, Decimal(4), Decimal(0)),
    ]
    everywhere = day_totals(stocked, Wanted.of_items(["A"], apart="SO1"))
    assert {each.scope for each in everywhere} == {Scope("A"), main, Scope("A", "RED", "MAIN")}
    part = next(each for each in everywhere if each.kind is K.ASSEMBLY_COMPONENT)
    assert part.line_no == 10000
    assert [each.document_no for each in documents(stocked, Wanted.of_scopes([main]))] == [
        "SO1",
        "SO2",
    ]


def test_one_statement_gives_all_events(stocked: Session, statements: list[str]) -> None:
    """PF31: no query per event, scope or date."""
    for number in range(20):
        sold(stocked, f"SO{number}", 1, march(5 + number), location_code="MAIN")
    del statements[:]
    scopes = [Scope("A", None, code) for code in (None, "MAIN", "EAST")]
    assert len(day_totals(stocked, Wanted.of_scopes(scopes, apart="SO1"))) == 21
    assert len(documents(stocked, Wanted.of_scopes(scopes))) == 20
    assert len(statements) == 2
