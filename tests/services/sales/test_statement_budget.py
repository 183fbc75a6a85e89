"""A line edit takes at most 12 statements and opening a document 10, up to 2,000 lines and more."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.attachments import Attachment
from desktop.models.calendars import BaseCalendar, BaseCalendarChange
from desktop.models.codes import Location
from desktop.models.company import CompanyInformation
from desktop.models.items import ItemReference
from desktop.models.sales import SalesLine
from desktop.models.words import CalendarRecurrence, ReferenceOwner, Weekday
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.papers.files import add_content
from desktop.services.papers.flowing import set_flow
from desktop.services.sales.line_fields import add_line, change_line, delete_line, delete_lines
from desktop.services.sales.restoring import restore
from desktop.services.sales.snapshot import document_view
from tests.builders.items import a_unit, a_variant, an_item, some_stock
from tests.builders.sales import Clerk, a_document, rows

LINE_EDIT = 12
OPENING = 10


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements sent to the database; one executemany is one.

    What begins and ends the transaction does not count: BEGIN, and the announcement of its tables
    that goes to PostgreSQL just before COMMIT.
    """
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "SELECT pg_notify")):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def busy_company(company: Database) -> Database:
    """A company where everything must be looked up: calendars, variants, references."""
    with rows(company) as session:
        session.add(BaseCalendar(code="WEEK"))
        session.flush()
        session.add(
            BaseCalendarChange(
                base_calendar_code="WEEK",
                line_no=10000,
                recurrence=CalendarRecurrence.WEEKLY,
                weekday=Weekday.SUNDAY,
            )
        )
        session.get_one(CompanyInformation, 1).base_calendar_code = "WEEK"
        session.get_one(Location, "MAIN").base_calendar_code = "WEEK"
        a_unit(session, "A", "BOX", "12")
        a_variant(session, "A", "RED")
        session.add(
            ItemReference(
                item_no="A",
                variant_code="RED",
                owner_type=ReferenceOwner.CUSTOMER,
                owner_no="C1",
                reference_no="K-77",
            )
        )
        session.add(ItemReference(item_no="A", reference_no="4711"))
    return company


def an_order_of(database: Database, context: UserContext, length: int) -> Clerk:
    """An order of so many lines, with an amount discount that every edit spreads anew."""
    order = a_document(database, context)
    order.enters("location_code", "MAIN").enters("shipping_agent_code", "DHL")
    order.adds(no="A", quantity=3).enters("invoice_discount_value", Decimal(100))
    first = dict(order.line(1).values)
    copies: list[dict[str, Any]] = [
        {**first, "line_no": number * 10000} for number in range(2, length + 1)
    ]
    with rows(database) as session:
        session.execute(insert(SalesLine), copies)
    return order


def cost(sent: list[str]) -> int:
    """How many statements an edit may take at most.

    The one that writes the amounts of all lines is missing when no other line's amount moved.
    """
    updates = [each for each in sent if each.startswith("UPDATE sales_line")]
    bulk = [each for each in updates if "row_version" not in each]
    assert len(bulk) <= 1
    return len(sent) - len(bulk) + 1


def statements_by_step(clerk: Clerk, context: UserContext) -> dict[str, int]:
    """How many statements each kind of entry takes."""
    edits: list[tuple[str, object]] = [
        ("quantity", Decimal(4)),
        ("unit_price", Decimal(90)),
        ("line_discount_pct", Decimal(5)),
        ("qty_to_ship", Decimal(2)),
        ("unit_of_measure_code", "BOX"),
        ("variant_code", "RED"),
        ("location_code", "EAST"),
        ("shipping_agent_service_code", None),
        ("requested_delivery_date", context.work_date),
        ("vat_prod_posting_group", "VAT12"),
        ("item_reference_no", "4711"),
        ("item_reference_no", "K-77"),
        ("no", "A"),
    ]
    taken: dict[str, int] = {}
    for field, value in edits:
        with counted(clerk.database.engine) as sent, clerk.database.write() as session:
            change_line(session, clerk.key, 10000, field, value, context)
        taken[f"{field} {value}"] = cost(sent)
    entries = [("no", "A"), ("quantity", Decimal(2)), ("unit_price", Decimal(50))]
    with counted(clerk.database.engine) as sent, clerk.database.write() as session:
        line_no = add_line(session, clerk.key, entries, context).lines[-1].line_no
    taken["add"] = cost(sent)
    with counted(clerk.database.engine) as sent, clerk.database.write() as session:
        delete_line(session, clerk.key, line_no, context)
    taken["delete"] = cost(sent)
    return taken


@pytest.mark.covered_by_others
def test_a_line_edit_costs_the_same_for_short_and_long_orders(
    busy_company: Database, context: UserContext
) -> None:
    short = statements_by_step(an_order_of(busy_company, context, 10), context)
    long = statements_by_step(an_order_of(busy_company, context, 2000), context)
    assert short == long
    assert {step: count for step, count in long.items() if count > LINE_EDIT} == {}


def test_a_line_that_brings_files_of_its_item_stays_within_the_budget(
    busy_company: Database, context: UserContext
) -> None:
    order = an_order_of(busy_company, context, 500)
    with rows(busy_company) as session:
        an_item(session, "F", unit_price="7")
        a_flowing_file(session, "F", context)
    entries = [("no", "F"), ("quantity", Decimal(2)), ("unit_price", Decimal(50))]
    with counted(busy_company.engine) as sent, busy_company.write() as session:
        line_no = add_line(session, order.key, entries, context).lines[-1].line_no
    assert cost(sent) <= LINE_EDIT
    with counted(busy_company.engine) as sent, busy_company.write() as session:
        change_line(session, order.key, line_no, "no", "A", context)
    assert cost(sent) <= LINE_EDIT
    with busy_company.write() as session:
        kept = session.scalars(select(Attachment.deleted_at).order_by(Attachment.id)).all()
    assert [moment is None for moment in kept] == [True, False]  # it came and went again


def test_naming_the_order_that_would_fall_short_stays_within_the_budget(
    busy_company: Database, context: UserContext
) -> None:
    """PF9: every line takes from an order that is due later; one statement names it for all."""
    with rows(busy_company) as session:
        some_stock(session, "A", "2000", "MAIN")
    later = a_document(busy_company, context).enters("location_code", "MAIN")
    later.adds(no="A", shipment_date=date(2026, 6, 1), quantity=1000)
    order = an_order_of(busy_company, context, 500)
    with counted(busy_company.engine) as sent, busy_company.write() as session:
        view = change_line(session, order.key, 10000, "quantity", Decimal(4), context)
    assert {notice.code for notice in view.notices} == {"stockout_later"}
    assert {notice.parameters["document_no"] for notice in view.notices} == {later.key.no}
    assert cost(sent) <= LINE_EDIT


def a_flowing_file(session: Session, item_no: str, context: UserContext) -> None:
    """A file of an item that comes to documents with it."""
    owner = RecordRef("item", (item_no,))
    content = f"about {item_no}".encode()
    set_flow(session, add_content(session, owner, "sheet.txt", content, context), flows=True)


@pytest.mark.covered_by_others
def test_undoing_an_edit_costs_the_same_for_short_and_long_orders(
    busy_company: Database, context: UserContext
) -> None:
    taken = []
    for length in (10, 2000):
        order = an_order_of(busy_company, context, length).changes(1, "quantity", 9)
        done = order.view.difference
        with counted(busy_company.engine) as sent, busy_company.write() as session:
            restore(session, order.key, done, context)
        taken.append(cost(sent))
    assert taken[0] == taken[1] <= LINE_EDIT


def test_bringing_lines_back_reads_their_items_at_once(
    company: Database, context: UserContext
) -> None:
    taken = []
    for length in (3, 12):
        order = a_document(company, context)
        with rows(company) as session:
            for number in range(length):
                an_item(session, f"L{length}-{number}", unit_price="7")
                a_flowing_file(session, f"L{length}-{number}", context)
        for number in range(length):
            order.adds(no=f"L{length}-{number}", quantity=2)
        with company.write() as session:
            line_nos = [line.line_no for line in order.view.lines]
            done = delete_lines(session, order.key, line_nos, context).difference
        with counted(company.engine) as sent, company.write() as session:
            assert len(restore(session, order.key, done, context).lines) == length
        taken.append(len(sent))
    assert taken[0] == taken[1]


@pytest.mark.covered_by_others
def test_opening_costs_the_same_for_10_500_and_2000_lines(
    busy_company: Database, context: UserContext
) -> None:
    taken = []
    for length in (10, 500, 2000):
        order = an_order_of(busy_company, context, length)
        with counted(busy_company.engine) as sent, busy_company.read() as session:
            assert len(document_view(session, order.key, context).lines) == length
            assert isinstance(session, Session)
        taken.append(len(sent))
    assert taken[0] == taken[1] == taken[2] <= OPENING
