"""The customer list with balances, in one statement."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event

from desktop.models.customers import Customer
from desktop.models.users import UserSetup
from desktop.models.words import Blocked
from desktop.services.context import UserContext
from desktop.services.customers.queries import customers as customers_of
from desktop.services.database import Database
from desktop.services.list_query import ListQuery
from tests.builders.customers import a_customer
from tests.builders.entries import an_open_entry
from tests.builders.sales import rows
from tests.listing import listed


@pytest.fixture
def customers(trading_company: Database) -> Database:
    """C1 owes 50 overdue of 120, C2 is blocked, C3 belongs to the user."""
    with rows(trading_company) as session:
        a_customer(session, "C2", city="Göteborg", blocked=Blocked.INVOICE)
        a_customer(session, "C3", salesperson_code="LS")
        session.add(UserSetup(user="ADMIN", salesperson_code="LS"))
        session.get_one(Customer, "C1").credit_limit_lcy = Decimal(100)
        an_open_entry(session, "C1", "50", due=date(2026, 1, 14))
        an_open_entry(session, "C1", "70")
    return trading_company


def test_a_row_tells_what_is_owed(customers: Database, context: UserContext) -> None:
    sent: list[str] = []
    event.listen(customers.engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
    with customers.read() as session:
        query = ListQuery(order=(("balance_lcy", True),))
        found = customers_of(context).rows(session, query)
    assert [row.no for row in found] == ["C1", "C2", "C3"]
    assert [found[0].balance_lcy, found[0].balance_due_lcy] == [120, 50]
    assert [found[0].exposure_lcy, found[0].credit_used_pct] == [120, 120]
    assert [found[1].balance_lcy, found[1].credit_used_pct] == [0, 0]
    assert len([each for each in sent if each.startswith("SELECT")]) == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (ListQuery(view="overdue"), ["C1"]),
        (ListQuery(view="over_limit"), ["C1"]),
        (ListQuery(view="blocked"), ["C2"]),
        (ListQuery(view="mine"), ["C3"]),
        (ListQuery(view="no_sales"), ["C2", "C3"]),
        (ListQuery(search="göteBORG"), ["C2"]),
        (ListQuery(filters={"balance_lcy": ">0"}), ["C1"]),
    ],
)
def test_the_list_is_narrowed(
    customers: Database, context: UserContext, query: ListQuery, found: list[str]
) -> None:
    with customers.read() as session:
        rows = listed(session, customers_of(context), query)
    assert [row.no for row in rows] == found
