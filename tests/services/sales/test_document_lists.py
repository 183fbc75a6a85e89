"""Lists of draft documents: columns, views, search, filters, order, pages."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event

from desktop.models.users import UserSetup
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import Status
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.list_filters import FilterNotUnderstood
from desktop.services.list_query import ListQuery
from desktop.services.sales.queries import (
    OrderRow,
    documents,
)
from tests.builders.customers import a_customer
from tests.builders.sales import a_document, put_header, rows
from tests.listing import listed as rows_of

Listed = Callable[[ListQuery], list[str]]


@pytest.fixture
def orders(company: Database, context: UserContext) -> Database:
    """SO00001 … SO00004: open and late, released, delivered, completed."""
    with rows(company) as session:
        a_customer(session, "ÅSA", name="Åsa Möbler", search_name="ÅSA MÖBLER")
    late = a_document(company, context, customer_no="ÅSA").adds(no="A", quantity=1)
    late.changes(1, "shipment_date", date(2026, 1, 14)).enters("external_document_no", "PO-77")
    released = a_document(company, context).adds(no="A", quantity=3)
    put_header(company, released.key, {"status": Status.RELEASED})
    a_document(company, context).adds(no="A", quantity=2).has_delivered(1, "2")
    done = a_document(company, context).adds(no="A", quantity=1).has_delivered(1, "1", "1")
    put_header(company, done.key, {"completed": True})
    return company


@pytest.fixture
def listed(orders: Database, context: UserContext) -> Listed:
    """The numbers that a query lists."""

    def numbers(query: ListQuery) -> list[str]:
        with orders.read() as session:
            found = rows_of(session, documents(DocumentType.ORDER, context), query)
        return [row.no for row in found]

    return numbers


def test_a_row_tells_amount_and_state(orders: Database, context: UserContext) -> None:
    with orders.read() as session:
        late, released, delivered = rows_of(session, documents(DocumentType.ORDER, context))
    assert isinstance(late, OrderRow)
    assert late.key == DocumentKey(DocumentType.ORDER, "SO00001")
    assert (late.late, late.amount_including_vat) == (True, Decimal(125))
    assert (released.late, released.status) == (False, Status.RELEASED)
    assert (delivered.shipped_not_invoiced, delivered.amount) == (True, Decimal(200))


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (None, ["SO00001", "SO00002", "SO00003"]),
        ("late", ["SO00001"]),
        ("released_not_shipped", ["SO00002"]),
        ("shipped_not_invoiced", ["SO00003"]),
        ("completed", ["SO00004"]),
        ("my_open", []),
    ],
)
def test_views_choose_documents(listed: Listed, view: str | None, found: list[str]) -> None:
    assert listed(ListQuery(view=view)) == found


def test_my_documents_are_my_salespersons_or_mine(orders: Database, listed: Listed) -> None:
    with rows(orders) as session:
        session.add(UserSetup(user="ADMIN", salesperson_code="LS"))
    key = DocumentKey(DocumentType.ORDER, "SO00001")
    put_header(orders, key, {"salesperson_code": "LS"})
    put_header(orders, DocumentKey(DocumentType.ORDER, "SO00003"), {"assigned_user": "ADMIN"})
    assert listed(ListQuery(view="my_open")) == ["SO00001", "SO00003"]


@pytest.mark.parametrize("text", ["åsa", "MÖBLER åsa", "po-77", "so00001", "ÅS"])
def test_a_search_ignores_case_in_every_script(listed: Listed, text: str) -> None:
    assert listed(ListQuery(search=text)) == ["SO00001"]


@pytest.mark.parametrize(
    ("column", "expression", "found"),
    [
        ("amount", ">=200", ["SO00002", "SO00003"]),
        ("amount", "..200", ["SO00001", "SO00003"]),
        ("no", "SO00001|*3", ["SO00001", "SO00003"]),
        ("no", "<>SO00001", ["SO00002", "SO00003"]),
        ("no", "SO00002..", ["SO00002", "SO00003"]),
        ("sell_to_name", "@åsa*", ["SO00001"]),
        ("status", "released", ["SO00002"]),
        ("late", "yes", ["SO00001"]),
        ("completed", "no", ["SO00001", "SO00002", "SO00003"]),
        ("order_date", "2026-01-01..2026-01-15", ["SO00001", "SO00002", "SO00003"]),
        ("order_date", ">2026-01-15", []),
        ("location_code", "''", ["SO00001", "SO00002", "SO00003"]),
        ("unknown", "5", ["SO00001", "SO00002", "SO00003"]),
    ],
)
def test_filters_are_expressions(
    listed: Listed, column: str, expression: str, found: list[str]
) -> None:
    assert listed(ListQuery(filters={column: expression})) == found


@pytest.mark.parametrize(
    ("column", "expression"),
    [
        ("amount", "many"),
        ("amount", "1.123456"),
        ("order_date", "someday"),
        ("status", "lost"),
        ("late", "maybe"),
    ],
)
def test_a_wrong_filter_is_told(listed: Listed, column: str, expression: str) -> None:
    with pytest.raises(FilterNotUnderstood) as refusal:
        listed(ListQuery(filters={column: expression}))
    assert expression in str(refusal.value)


def test_rows_are_sorted_and_paged_in_the_database(orders: Database, context: UserContext) -> None:
    query = ListQuery(order=(("amount", True), ("no", False)))
    sent: list[str] = []
    event.listen(orders.engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
    with orders.read() as session:
        rows = documents(DocumentType.ORDER, context).rows(session, query, 2)
    assert [row.no for row in rows] == ["SO00002", "SO00003"]
    assert len([each for each in sent if each.startswith("SELECT")]) == 1


def test_invoices_have_their_own_list(orders: Database, context: UserContext) -> None:
    a_document(orders, context, DocumentType.INVOICE).adds(no="A", quantity=1)
    with orders.read() as session:
        rows = rows_of(session, documents(DocumentType.INVOICE, context))
    assert [row.no for row in rows] == ["SI00001"]
