"""Lists of issued invoices and deliveries."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from desktop.models.posted import SalesInvoiceHeader, SalesShipmentHeader
from desktop.models.words import PaymentState
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.list_query import ListQuery
from desktop.services.sales.posted_queries import (
    posted_invoices,
    posted_shipments,
)
from tests.builders.entries import an_open_entry
from tests.builders.sales import rows
from tests.listing import listed

ISSUED: dict[str, Any] = {
    "created_at": datetime(2026, 1, 15, tzinfo=UTC),
    "posting_date": date(2026, 1, 15),
    "sell_to_customer_no": "C1",
    "sell_to_name": "Åsa Möbler",
    "user": "ADMIN",
}


@pytest.fixture
def issued(company: Database) -> Database:
    """PI1 is open, PI2 overdue, PI3 paid; one delivery."""
    with rows(company) as session:
        for no, due, is_open in (
            ("PI1", date(2026, 2, 1), True),
            ("PI2", date(2026, 1, 14), True),
            ("PI3", date(2026, 1, 1), False),
        ):
            entry = an_open_entry(session, "C1", "125" if is_open else "0", due=due, open=is_open)
            session.add(
                SalesInvoiceHeader(
                    no=no,
                    order_no=f"SO-{no}",
                    amount=Decimal(100),
                    amount_including_vat=Decimal(125),
                    amount_payable=Decimal(125),
                    cust_ledger_entry_no=entry.entry_no,
                    **ISSUED,
                )
            )
        session.add(SalesShipmentHeader(no="PS1", ship_to_city="Lund", order_no="SO-PI1", **ISSUED))
    return company


def test_an_invoice_tells_what_is_left_to_pay(issued: Database, context: UserContext) -> None:
    with issued.read() as session:
        found = listed(session, posted_invoices(context))
    assert [row.no for row in found] == ["PI3", "PI2", "PI1"]
    assert [row.remaining_amount for row in found] == [0, 125, 125]
    assert [row.payment_state for row in found] == [
        PaymentState.PAID,
        PaymentState.OVERDUE,
        PaymentState.OPEN,
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (ListQuery(view="open"), ["PI2", "PI1"]),
        (ListQuery(view="overdue"), ["PI2"]),
        (ListQuery(view="paid"), ["PI3"]),
        (ListQuery(search="åsa so-pi1"), ["PI1"]),
        (ListQuery(filters={"remaining_amount": "0"}), ["PI3"]),
        (ListQuery(filters={"payment_state": "overdue"}), ["PI2"]),
        (ListQuery(order=(("remaining_amount", False), ("no", False))), ["PI3", "PI1", "PI2"]),
    ],
)
def test_invoices_are_narrowed(
    issued: Database, context: UserContext, query: ListQuery, found: list[str]
) -> None:
    with issued.read() as session:
        rows = listed(session, posted_invoices(context), query)
    assert [row.no for row in rows] == found


def test_deliveries_are_found_by_where_they_went(issued: Database, context: UserContext) -> None:
    with issued.read() as session:
        [row] = listed(session, posted_shipments(context), ListQuery(search="lund"))
        assert not listed(session, posted_shipments(context), ListQuery(search="oslo"))
    assert (row.no, row.order_no) == ("PS1", "SO-PI1")
