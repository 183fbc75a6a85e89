"""Figures of home: counts and sums of lists, and which records are still there."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.values.keys import DocumentType
from desktop.services.context import Cancelled, UserContext
from desktop.services.customers.queries import customers
from desktop.services.database import Database
from desktop.services.list_query import ListQuery
from desktop.services.recent_records import still_there
from desktop.services.sales.queries import documents
from desktop.services.stopping import StopSwitch
from desktop.services.tile_figures import Asked, Figure, tile_figures
from desktop.services.users.list_views import SavedView, all_saved_views, save_view
from tests.builders.customers import a_customer
from tests.builders.entries import an_open_entry
from tests.builders.sales import a_document, rows
from tests.services.sales.test_statement_budget import counted


@pytest.fixture
def session(trading_company: Database) -> Iterator[Session]:
    with trading_company.read() as session:
        yield session


def test_a_figure_is_what_the_list_counts_and_adds_up(
    trading_company: Database, context: UserContext
) -> None:
    with rows(trading_company) as session:
        a_customer(session, "C2")
        an_open_entry(session, "C1", "125.50")
        an_open_entry(session, "C2", "-20")
    owing = ListQuery(filters={"balance_lcy": "<>0"})
    asked = {
        "owing": Asked(customers(context), owing, "balance_lcy"),
        "all": Asked(customers(context), ListQuery()),
    }
    with trading_company.read() as session:
        figures = tile_figures(session, asked)
        assert figures == {"owing": Figure(2, Decimal("105.50")), "all": Figure(2)}


def test_a_list_that_refuses_its_filter_spoils_no_other(
    session: Session, context: UserContext
) -> None:
    wrong = ListQuery(filters={"order_date": "soon"})
    orders = documents(DocumentType.ORDER, context)
    asked = {"wrong": Asked(orders, wrong), "right": Asked(orders, ListQuery())}
    assert tile_figures(session, asked) == {"wrong": None, "right": Figure(0)}


def test_a_figure_costs_a_statement_and_a_sum_another_however_many_rows(
    trading_company: Database, context: UserContext
) -> None:
    asked = {
        "count": Asked(documents(DocumentType.ORDER, context), ListQuery(view="late")),
        "sum": Asked(customers(context), ListQuery(view="over_limit"), "balance_lcy"),
    }
    for _orders in range(2):
        with trading_company.read() as session, counted(trading_company.engine) as sent:
            tile_figures(session, asked)
        assert len(sent) == 3
        for _each in range(3):
            a_document(trading_company, context).adds(no="A", quantity=1)


def test_counting_can_be_stopped(session: Session, context: UserContext) -> None:
    stop = StopSwitch()
    stop.stop()
    asked = {"all": Asked(customers(context), ListQuery())}
    with pytest.raises(Cancelled):
        tile_figures(session, asked, stop)


def test_records_that_are_gone_are_not_found(
    trading_company: Database, context: UserContext
) -> None:
    order = a_document(trading_company, context)
    there = [
        RecordRef("customer", ("C1",)),
        RecordRef("sales_header", ("order", order.key.no)),
    ]
    gone = [
        RecordRef("customer", ("C9",)),
        RecordRef("sales_header", ("invoice", order.key.no)),
        RecordRef("sales_header", ("letter", order.key.no)),
        RecordRef("customer", (7,)),
        RecordRef("customer", ("C1", 1)),
        RecordRef("no_such_table", ("C1",)),
    ]
    with trading_company.read() as session, counted(trading_company.engine) as sent:
        assert still_there(session, [*there, *gone]) == set(there)
    assert len(sent) == 2


def test_all_views_that_a_user_sees_are_read_at_once(
    trading_company: Database, context: UserContext
) -> None:
    views = [
        SavedView("customers", "Large", shared=False, query=ListQuery(search="a")),
        SavedView("items", "Chairs", shared=True, query=ListQuery(search="chair")),
    ]
    with trading_company.write() as session:
        for view in views:
            save_view(session, view, context)
    with trading_company.read() as session:
        assert all_saved_views(session, context.user) == tuple(views)
        assert all_saved_views(session, "KARIN") == (views[1],)


def test_days_of_an_order_are_those_of_its_lines(
    trading_company: Database, context: UserContext
) -> None:
    order = a_document(trading_company, context).adds(no="A", quantity=1).adds(no="A", quantity=1)
    order.changes(1, "shipment_date", date(2026, 1, 15))
    order.changes(2, "shipment_date", date(2026, 1, 12))
    with trading_company.read() as session:
        orders = documents(DocumentType.ORDER, context)
        [row] = orders.rows(session, ListQuery(view="ship_today"))
        assert row.late_since == date(2026, 1, 12)
        assert orders.count(session, ListQuery(view="late")) == 1
        assert orders.count(session, ListQuery(filters={"late_since": "..t"})) == 1
