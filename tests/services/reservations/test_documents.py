"""Reservations follow real documents: asked about, refused, cut and told (PF45, PF49)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event, select

from desktop.errors import ConfirmationCode
from desktop.models.archive_words import ArchiveCause
from desktop.models.promising import Reservation
from desktop.models.sales import SalesHeader
from desktop.models.supply_words import DemandType
from desktop.models.values.keys import DocumentType
from desktop.models.words import Reserve
from desktop.services.context import UserContext
from desktop.services.database import Database, DatabaseBusy
from desktop.services.posting.kept_stock import reserve_waiting
from desktop.services.reservations.commands import reserve_line
from desktop.services.reservations.keys import Demand
from desktop.services.reservations.refusals import (
    DropReservations,
    ReservedDemand,
    ReservedField,
    ReservedSupply,
    ReservedSupplyQuantity,
)
from desktop.services.sales.archive import restore_version
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.refusals_buying import ReservedNotBought
from desktop.services.sales.restoring import restore
from desktop.services.sales.versions import keep_version
from tests.builders.items import an_item, some_stock
from tests.builders.sales import Clerk, a_document

DROP = ConfirmationCode.DROP_RESERVATIONS


def january(day: int) -> date:
    return date(2026, 1, day)


@pytest.fixture
def clerk_context() -> UserContext:
    """Somebody on the work date of the standard company."""
    return UserContext(user="ADMIN", work_date=january(15))


@pytest.fixture
def trade(trading_company: Database) -> Database:
    """The standard company with 10 A in stock."""
    with trading_company.write() as session:
        some_stock(session, "A", "10")
    return trading_company


@pytest.fixture
def order(trade: Database, clerk_context: UserContext) -> Clerk:
    """An order for 4 and 3 A on the 20th, both reserved from stock."""
    made = a_document(trade, clerk_context)
    for quantity in (4, 3):
        made.adds(no="A", quantity=quantity, shipment_date=january(20))
    with trade.write() as session:
        for line in made.view.lines:
            reserve_line(session, demand(made, line.line_no), clerk_context)
    made.view = made.looks()
    return made


def demand(clerk: Clerk, line_no: int = 10000) -> Demand:
    return Demand(DemandType.SALES, clerk.key.no, line_no)


def kept(database: Database) -> list[tuple[int, int]]:
    """What is reserved: the line's number and the quantity."""
    with database.read() as session:
        row = Reservation
        found = session.execute(
            select(row.demand_line_no, row.quantity).order_by(row.demand_line_no, row.id)
        )
        return [(line_no, int(quantity)) for line_no, quantity in found]


def test_an_order_shows_what_is_reserved_for_its_lines(order: Clerk) -> None:
    assert order.column("reserved_quantity") == [Decimal(4), Decimal(3)]
    assert order.column("reserved_from_stock") == [Decimal(4), Decimal(3)]


def test_a_line_that_goes_asks_and_stays_on_no(order: Clerk, trade: Database) -> None:
    with pytest.raises(DropReservations) as asked:
        order.deletes(1)
    assert "4 of item A are reserved" in str(asked.value)
    with pytest.raises(ReservedDemand):
        order.answers(DROP, yes=False).deletes(1)
    assert kept(trade) == [(10000, 4), (20000, 3)]
    order.answers(DROP, yes=True).deletes(1)
    assert kept(trade) == [(20000, 3)]


def undone(clerk: Clerk) -> list[str]:
    """Take back the last command; what is told about it."""
    with clerk.database.write() as session:
        clerk.view = restore(session, clerk.key, clerk.view.difference, clerk.context)
    return [notice.code for notice in clerk.view.notices if "reserv" in notice.code]


def test_a_line_that_comes_back_has_its_reservations_again(order: Clerk, trade: Database) -> None:
    order.answers(DROP, yes=True).deletes(1)
    assert undone(order) == []
    assert kept(trade) == [(10000, 4), (20000, 3)]
    assert order.column("reserved_quantity") == [Decimal(4), Decimal(3)]
    undone(order)
    assert kept(trade) == [(20000, 3)]
    assert undone(order) == []
    assert kept(trade) == [(10000, 4), (20000, 3)]


def test_what_somebody_else_has_taken_meanwhile_is_told(order: Clerk, trade: Database) -> None:
    order.answers(DROP, yes=True).deletes(1)
    other = a_document(trade, order.context).adds(no="A", quantity=6, shipment_date=january(20))
    with trade.write() as session:
        reserve_line(session, demand(other), order.context)
    assert undone(order) == ["not_reserved_again"]
    [told] = [each for each in order.view.notices if each.code == "not_reserved_again"]
    assert (told.parameters["quantity"], told.parameters["line_no"]) == (3, 10000)
    assert kept(trade) == [(10000, 6), (10000, 1), (20000, 3)]


def test_an_order_that_waits_is_locked_while_goods_are_kept_for_it(
    trade: Database, clerk_context: UserContext
) -> None:
    """PF45, PF51: nobody lowers what it wants, while that is kept for it."""
    with trade.write() as session:
        an_item(session, "B", reserve=Reserve.ALWAYS)
    waiting = a_document(trade, clerk_context).adds(no="B", quantity=5, shipment_date=january(20))
    assert kept(trade) == []
    with trade.write() as session:
        some_stock(session, "B", "3")
        place = {"item_no": "B", "variant_code": None, "location_code": None}
        reserve_waiting(session, [{**place, "remaining_quantity": Decimal(3)}], clerk_context)
        if session.get_bind().dialect.name == "postgresql":
            at_once = select(SalesHeader).where(SalesHeader.no == waiting.key.no)
            with pytest.raises(DatabaseBusy), trade.read() as other:
                other.execute(at_once.with_for_update(nowait=True))
    assert kept(trade) == [(10000, 3)]


def test_an_order_that_goes_asks_once(order: Clerk, trade: Database) -> None:
    with pytest.raises(DropReservations), trade.write() as session:
        delete_document(session, order.key, order.context)
    order.answers(DROP, yes=True)
    with trade.write() as session:
        delete_document(session, order.key, order.context)
    assert kept(trade) == []


def test_a_version_that_comes_back_drops_what_is_reserved_after_asking(
    order: Clerk, trade: Database
) -> None:
    """CB212."""
    with trade.write() as session:
        keep_version(session, order.key, ArchiveCause.MANUAL, order.context)
    with pytest.raises(DropReservations), trade.write() as session:
        restore_version(session, order.key, 1, order.context)
    order.answers(DROP, yes=True)
    with trade.write() as session:
        restore_version(session, order.key, 1, order.context)
    assert kept(trade) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("sell_to_customer_no", ""), ("currency_code", "EUR"), ("location_code", "MAIN")],
)
def test_the_header_stays_while_lines_are_reserved(
    order: Clerk, trade: Database, field: str, value: str
) -> None:
    with pytest.raises(ReservedField) as refused:
        order.enters(field, value)

    assert "line 10000 has 4 of item A reserved" in str(refused.value)
    assert kept(trade) == [(10000, 4), (20000, 3)]


def test_a_line_that_the_vendor_is_to_ship_must_be_free(order: Clerk, trade: Database) -> None:
    """PF64."""
    with pytest.raises(ReservedNotBought) as refused:
        order.changes(1, "drop_shipment", value=True)
    assert refused.value.field == "drop_shipment"
    assert kept(trade) == [(10000, 4), (20000, 3)]


def test_a_reserved_line_cannot_become_one_that_never_is(order: Clerk) -> None:
    """PF45."""
    with pytest.raises(ReservedField) as refused:
        order.changes(1, "reserve", Reserve.NEVER)
    assert refused.value.field == "reserve"


def test_a_quantity_of_nothing_frees_everything(order: Clerk, trade: Database) -> None:
    order.changes(1, "quantity", 0)

    assert kept(trade) == [(20000, 3)]
    assert "reservation_dropped" in order.told()


def test_a_return_order_must_bring_what_is_reserved_of_it(
    trade: Database, clerk_context: UserContext
) -> None:
    back = a_document(trade, clerk_context, DocumentType.RETURN_ORDER)
    back.adds(no="A", quantity=5, shipment_date=january(18))
    order = a_document(trade, clerk_context)
    order.adds(no="A", quantity=14, shipment_date=january(20))
    with trade.write() as session:
        reserve_line(session, demand(order), clerk_context)
    assert kept(trade) == [(10000, 10), (10000, 4)]

    with pytest.raises(ReservedSupplyQuantity):
        back.changes(1, "quantity", 3)
    with pytest.raises(ReservedSupply):
        back.deletes(1)
    with pytest.raises(ReservedSupply), trade.write() as session:
        delete_document(session, back.key, clerk_context)
    back.changes(1, "quantity", 4)


def test_a_date_that_a_program_moves_is_reported(
    trade: Database, clerk_context: UserContext
) -> None:
    """PF49: from the header the date comes to the lines without a question about reservations."""
    back = a_document(trade, clerk_context, DocumentType.RETURN_ORDER)
    back.adds(no="A", quantity=5, shipment_date=january(19))
    order = a_document(trade, clerk_context)
    order.adds(no="A", quantity=12, shipment_date=january(20))
    with trade.write() as session:
        reserve_line(session, demand(order), clerk_context)

    order.answers(ConfirmationCode.UPDATE_LINES, yes=True).enters("shipment_date", january(16))

    assert order.value(1, "shipment_date") == january(16)
    assert kept(trade) == [(10000, 10)]
    assert "reservation_dropped" in order.told()


@pytest.fixture
def statements(trade: Database) -> Iterator[list[str]]:
    """The statements sent to the database while the test runs."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(trade.engine, "before_cursor_execute", note)
    yield sent
    event.remove(trade.engine, "before_cursor_execute", note)


def test_an_order_without_reservations_costs_no_statement_more(
    trade: Database, clerk_context: UserContext, statements: list[str]
) -> None:
    order = a_document(trade, clerk_context)
    order.adds(no="A", quantity=4, shipment_date=january(20))
    statements.clear()

    order.changes(1, "quantity", 3)
    order.looks()

    asked = [each for each in statements if "FROM reservation" in each and "EXISTS" not in each]
    asked = [each for each in asked if "UNION ALL" not in each and "sales_line" not in each]
    assert asked == []
