"""Warnings about credit, overdue entries and stock; they never interrupt (SD34, SD35, CU46)."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.errors import Notice
from desktop.models.customers import Customer
from desktop.models.items import Item
from desktop.models.setup import SalesSetup
from desktop.models.values.keys import DocumentType
from desktop.models.words import CreditWarnings, DefaultYesNo, ItemType
from desktop.services.context import UserContext
from desktop.services.database import Database
from tests.builders.entries import an_open_entry
from tests.builders.items import an_item, some_stock
from tests.builders.sales import Clerk, a_document, rows

MARCH_12 = date(2026, 3, 12)


def notice(clerk: Clerk, code: str) -> Notice:
    """The one notice of a kind that the last step told."""
    [found] = [each for each in clerk.view.notices if each.code == code]
    return found


@pytest.fixture
def limited(company: Database) -> Database:
    """C1 has a limit of 10,000, of which 9,050 are used."""
    with rows(company) as session:
        session.get_one(Customer, "C1").credit_limit_lcy = Decimal(10000)
        session.get_one(SalesSetup, 1).stockout_warning = False
        an_open_entry(session, "C1", "9050")
    return company


def test_a_limit_is_exceeded_only_above_it(limited: Database, context: UserContext) -> None:
    """CUX8."""
    order = a_document(limited, context).adds(no="A", quantity=1, unit_price=760)
    assert order.told() == []
    order.changes(1, "unit_price", "760.008")
    found = notice(order, "credit_limit")
    assert found.parameters["exposure"] == Decimal("10000.01")
    assert found.parameters["excess"] == Decimal("0.01")
    assert "C1" in str(found)
    assert [each.code for each in order.looks().notices] == ["credit_limit"]
    order.changes(1, "quantity", 0)
    assert order.told() == []


def test_a_quote_warns_with_its_own_amount(limited: Database, context: UserContext) -> None:
    quote = a_document(limited, context, DocumentType.QUOTE)
    quote.adds(no="A", quantity=1, unit_price=800)
    assert notice(quote, "credit_limit").parameters["exposure"] == 10050
    other = a_document(limited, context).adds(no="A", quantity=1, unit_price=760)
    assert other.told() == []


def test_returns_never_warn_and_lower_what_is_owed(limited: Database, context: UserContext) -> None:
    returns = a_document(limited, context, DocumentType.RETURN_ORDER)
    returns.adds(no="A", quantity=1, unit_price=8000)
    assert returns.told() == []
    order = a_document(limited, context).adds(no="A", quantity=1, unit_price=8000)
    assert order.told() == []


def test_nothing_on_credit_and_overdue_entries(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        session.get_one(Customer, "C1").no_credit = True
        an_open_entry(session, "C1", "50", due=date(2026, 1, 14))
        an_open_entry(session, "C1", "70", due=date(2026, 1, 15))
    order = a_document(company, context)
    assert order.told() == ["credit_limit", "overdue"]
    assert notice(order, "overdue").parameters["balance_due"] == 50
    with rows(company) as session:
        session.get_one(SalesSetup, 1).credit_warnings = CreditWarnings.NONE
    assert order.looks().notices == ()


def test_a_stockout_tells_what_is_missing(company: Database, context: UserContext) -> None:
    """EX5, with a return instead of a purchase."""
    with rows(company) as session:
        some_stock(session, "A", "10")
    a_document(company, context).adds(no="A", shipment_date=date(2026, 3, 11), quantity=6)
    returns = a_document(company, context, DocumentType.RETURN_ORDER)
    returns.adds(no="A", shipment_date=date(2026, 3, 20), quantity=5)
    order = a_document(company, context).adds(no="A", shipment_date=MARCH_12, quantity=8)
    found = notice(order, "stockout")
    assert {name: found.parameters[name] for name in ("on_hand", "required", "short")} == {
        "on_hand": 10,
        "required": 6,
        "short": 4,
    }
    assert found.parameters["earliest"] == date(2026, 3, 20)
    assert found.record is not None
    assert found.record.key == ("order", order.key.no, 10000)
    assert order.changes(1, "quantity", 4).told() == []


def test_stock_is_counted_by_location_and_only_of_stocked_goods(
    company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        some_stock(session, "A", "10", "MAIN")
        an_item(session, "S", type=ItemType.SERVICE, inventory_posting_group=None)
    order = a_document(company, context).adds(no="S", quantity=5).adds(no="A", quantity=5)
    assert order.told() == ["stockout"]
    assert order.changes(2, "location_code", "MAIN").told() == []
    order.changes(2, "location_code", "EAST").changes(2, "drop_shipment", True)
    assert order.told() == []


def test_setup_and_item_decide_who_is_watched(company: Database, context: UserContext) -> None:
    order = a_document(company, context).adds(no="A", quantity=5)
    assert order.told() == ["stockout"]
    with rows(company) as session:
        session.get_one(SalesSetup, 1).stockout_warning = False
    assert order.looks().notices == ()
    with rows(company) as session:
        session.get_one(Item, "A").stockout_warning = DefaultYesNo.YES
    assert [each.code for each in order.looks().notices] == ["stockout"]


def test_an_invoice_looks_at_what_is_on_hand_only(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        some_stock(session, "A", "3")
    a_document(company, context).adds(no="A", quantity=2)
    invoice = a_document(company, context, DocumentType.INVOICE).adds(no="A", quantity=3)
    assert invoice.told() == []
    assert invoice.changes(1, "quantity", 4).told() == ["stockout"]
    assert "No receipt is known" in str(notice(invoice, "stockout"))
