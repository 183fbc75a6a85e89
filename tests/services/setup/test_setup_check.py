"""The setup check names each piece that posting an invoice will miss, and only those."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.currencies import CurrencyExchangeRate
from desktop.models.customers import Customer
from desktop.models.finance import (
    CustomerPostingGroup,
    GeneralPostingSetup,
    InventoryPostingSetup,
)
from desktop.models.items import Item
from desktop.models.numbering import NumberSeriesLine
from desktop.models.setup import SalesSetup
from desktop.models.vat import VatPostingSetup
from desktop.models.words import Blocked
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record
from desktop.services.setup.setup_check import SetupFinding, setup_check
from tests.databases import Databases
from tests.moving import company_at
from tests.scenarios.standard_company import fill_with_standard_company
from tests.services.reports.statements import counted

GROUPS = {
    "gen_bus_posting_group": "DOMESTIC",
    "vat_bus_posting_group": "DOMESTIC",
    "customer_posting_group": "DOMESTIC",
}
GOODS = {
    "base_unit": "PCS",
    "gen_prod_posting_group": "RETAIL",
    "vat_prod_posting_group": "VAT25",
    "inventory_posting_group": "RESALE",
}


@pytest.fixture
def trading(databases: Databases, context: UserContext) -> Iterator[Database]:
    """The standard company with a customer and an item."""
    with company_at(databases.create(fill_with_standard_company)) as database:
        with database.write() as session:
            session.execute(sa.update(SalesSetup).values(customer_nos="SO"))
            session.execute(sa.text("UPDATE inventory_setup SET item_nos = 'SO'"))
            add_record(session, "customer", {"no": "C1", **GROUPS}, context)
            add_record(session, "item", {"no": "A", **GOODS}, context)
        yield database


def findings(database: Database, context: UserContext) -> list[SetupFinding]:
    with database.read() as session:
        return list(setup_check(session, context))


def texts(database: Database, context: UserContext) -> list[str]:
    return [str(one.notice) for one in findings(database, context)]


def test_a_company_that_is_set_up_has_no_findings(trading: Database, context: UserContext) -> None:
    assert texts(trading, context) == []


def test_an_empty_company_is_told_where_to_begin(company: Database, context: UserContext) -> None:
    found = findings(company, context)
    assert {one.table for one in found} == {"sales_setup", "inventory_setup"}
    assert "posted_invoice_nos" in {one.notice.field for one in found}


def _delete(kind: type[Any]) -> Callable[[Session], object]:
    return lambda session: session.execute(sa.delete(kind))


def _put(kind: type[Any], **values: object) -> Callable[[Session], object]:
    return lambda session: session.execute(sa.update(kind).values(**values))


@pytest.mark.parametrize(
    ("change", "table", "word", "users"),
    [
        (_put(SalesSetup, posted_invoice_nos=None), "sales_setup", "Posted Invoice Nos", 0),
        (_put(Customer, customer_posting_group=None), "customer", "Customer Posting Group", 1),
        (_put(Item, inventory_posting_group=None), "item", "Inventory Posting Group", 1),
        (_put(GeneralPostingSetup, sales_account=None), "general_posting_setup", "Sales Acc", 1),
        (_put(GeneralPostingSetup, cogs_account=None), "general_posting_setup", "Cogs", 1),
        (_put(GeneralPostingSetup, blocked=True), "general_posting_setup", "is blocked", 1),
        (_delete(GeneralPostingSetup), "general_posting_setup", "DOMESTIC / RETAIL", 1),
        (_delete(VatPostingSetup), "vat_posting_setup", "DOMESTIC / VAT25", 1),
        (_put(VatPostingSetup, sales_vat_account=None), "vat_posting_setup", "Sales Vat", 1),
        (
            _put(CustomerPostingGroup, receivables_account=None),
            "customer_posting_group",
            "Receivables Account",
            1,
        ),
    ],
)
def test_each_missing_piece_is_named_once(
    trading: Database,
    context: UserContext,
    change: Callable[[Session], object],
    table: str,
    word: str,
    users: int,
) -> None:
    with trading.write() as session:
        change(session)
    [found] = findings(trading, context)
    assert found.table == table
    assert word in str(found.notice)
    assert found.users == users


def test_a_missing_pair_can_be_made_from_the_finding(
    trading: Database, context: UserContext
) -> None:
    with trading.write() as session:
        session.execute(sa.delete(GeneralPostingSetup))
    [found] = findings(trading, context)
    assert found.new == {"gen_bus_posting_group": "DOMESTIC", "gen_prod_posting_group": "RETAIL"}


def test_discount_accounts_are_wanted_only_where_discounts_are_posted(
    trading: Database, context: UserContext
) -> None:
    with trading.write() as session:
        session.execute(sa.update(GeneralPostingSetup).values(sales_line_disc_account=None))
    assert len(findings(trading, context)) == 1
    with trading.write() as session:
        session.execute(sa.update(SalesSetup).values(discount_posting="none"))
    assert findings(trading, context) == []


def test_stock_needs_an_account_at_every_place(trading: Database, context: UserContext) -> None:
    with trading.write() as session:
        session.execute(
            sa.delete(InventoryPostingSetup).where(InventoryPostingSetup.location_code == "EAST")
        )
    assert texts(trading, context) == ["There is no inventory_posting_setup for EAST / RESALE."]


def test_whoever_is_sold_nothing_needs_nothing(trading: Database, context: UserContext) -> None:
    with trading.write() as session:
        session.execute(sa.delete(GeneralPostingSetup))
        session.execute(sa.update(Customer).values(blocked=Blocked.ALL))
    assert texts(trading, context) == []


def test_a_currency_of_a_customer_needs_a_rate(trading: Database, context: UserContext) -> None:
    with trading.write() as session:
        session.execute(sa.update(Customer).values(currency_code="EUR"))
    assert texts(trading, context) == []
    with trading.write() as session:
        session.execute(sa.delete(CurrencyExchangeRate))
    assert texts(trading, context) == ["There is no exchange rate for EUR on or before 2026-01-15."]


def test_a_posted_series_of_last_year_is_reported(trading: Database, context: UserContext) -> None:
    posted = NumberSeriesLine.series_code == "PI"
    with trading.write() as session:
        session.execute(
            sa.update(NumberSeriesLine).where(posted).values(starting_date=date(2025, 1, 1))
        )
    assert texts(trading, context) == ["Number series PI has no line for the year 2026."]
    with trading.write() as session:
        session.execute(
            sa.update(NumberSeriesLine).where(posted).values(starting_date=date(2026, 1, 1))
        )
    assert texts(trading, context) == []


def test_the_number_of_statements_does_not_grow(trading: Database, context: UserContext) -> None:
    def statements() -> int:
        with trading.read() as session, counted(session) as sent:
            setup_check(session, context)
        return len(sent)

    before = statements()
    with trading.write() as session:
        for number in range(20):
            add_record(session, "customer", {"no": f"D{number}", **GROUPS}, context)
    assert statements() == before
