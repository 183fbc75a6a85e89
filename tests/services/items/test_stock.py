"""What is on hand, comes and goes, and what falls short (SD34, PF1)."""

from datetime import date
from decimal import Decimal

from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.items.stock import (
    Availability,
    Scope,
    StockEvent,
    StockOutlook,
    availability,
    availability_of_item,
    shortage,
    stock_of_items,
)
from tests.builders.items import some_stock
from tests.builders.sales import a_document, rows


def march(day: int) -> date:
    return date(2026, 3, day)


EX5 = StockOutlook(
    Decimal(10),
    (
        StockEvent(march(11), Decimal(-6), "SO1", 10000),
        StockEvent(march(20), Decimal(5), "PO1", 10000),
    ),
)


def test_a_shortage_tells_how_much_and_until_when() -> None:
    """EX5."""
    found = shortage(EX5, Decimal(8), march(12))
    assert found is not None
    assert [found.on_hand, found.expected, found.required, found.short] == [10, 0, 6, 4]
    assert found.earliest == march(20)
    assert shortage(EX5, Decimal(4), march(12)) is None
    never = shortage(EX5, Decimal(100), march(12))
    assert never is not None
    assert never.earliest is None


def test_an_order_line_does_not_compete_with_itself() -> None:
    assert shortage(EX5, Decimal(10), march(12), own_demand=Decimal(6)) is None
    found = shortage(EX5, Decimal(13), march(12), own_demand=Decimal(6))
    assert found is not None
    assert [found.required, found.short] == [0, 3]
    assert found.earliest == march(20)


def test_availability_counts_what_is_due() -> None:
    assert availability(EX5, march(10)).projected_available_balance == 10
    assert availability(EX5, march(20)) == Availability(
        Decimal(10), Decimal(6), Decimal(5), Decimal(0), Decimal(9)
    )


def test_stock_is_read_by_scope(trading_company: Database, context: UserContext) -> None:
    with rows(trading_company) as session:
        some_stock(session, "A", "10")
        some_stock(session, "A", "4", "MAIN")
    order = a_document(trading_company, context).adds(no="A", quantity=6)
    order.changes(1, "shipment_date", date(2026, 1, 2))
    returns = a_document(trading_company, context, DocumentType.RETURN_ORDER)
    returns.adds(no="A", quantity=1, location_code="MAIN")
    a_document(trading_company, context, DocumentType.QUOTE).adds(no="A", quantity=50)
    today = context.work_date
    with trading_company.read() as session:
        stock = stock_of_items(session, ["A"], today)
        everywhere = availability_of_item(session, "A", today, today)
        main = availability_of_item(session, "A", today, today, "MAIN")
        assert stock_of_items(session, [], today) == {}
    assert stock[Scope("A")].on_hand == 10
    assert stock[Scope("A")].events == (StockEvent(today, Decimal(-6), order.key.no, 10000),)
    assert stock[Scope("A", None, "MAIN")].events[0].quantity == 1
    assert everywhere.projected_available_balance == 9
    assert [main.inventory, main.scheduled_receipt] == [4, 1]
