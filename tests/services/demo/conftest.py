"""The demo company before its year: set-up, customers and items."""

from collections.abc import Iterator
from datetime import date

import pytest

from desktop.services.company import create_company
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.currencies import first_of_month
from desktop.services.demo.customers import add_customers
from desktop.services.demo.items import add_items, add_references
from desktop.services.demo.offering import offer
from desktop.services.demo.setting_up import set_up
from desktop.services.demo.supplying import add_supply_cards
from desktop.services.demo.working_days import years_around
from desktop.services.standard_setup.working_days import swedish_holidays
from tests.databases import Databases
from tests.listing import record_rows
from tests.moving import company_at
from tests.services.demo.stories import days_until

WORK_DATE = date(2026, 1, 15)


@pytest.fixture
def cards(databases: Databases) -> Iterator[Database]:
    """A company with everything but documents; the test runs once for each kind of database."""
    with company_at(databases.create(fill_with_cards)) as database:
        yield database


@pytest.fixture
def offers(databases: Databases) -> Iterator[Database]:
    """The same with what the company works with today: prices, quotes, people, vendors, kits."""
    with company_at(databases.create(fill_with_offers, over=fill_with_cards)) as database:
        yield database


def fill_with_cards(url: str) -> None:
    """Make the demo company's set-up and cards at an address."""
    database = create_company(url)
    free_days = swedish_holidays(years_around(WORK_DATE))
    with database.write() as session:
        clerk = Clerk(session, UserContext(user="ADMIN", work_date=WORK_DATE))
        set_up(clerk, first_of_month(WORK_DATE, -12), free_days)
        add_items(clerk)
        buyers = add_customers(clerk)
        add_references(clerk, {buyer.name: buyer.no for buyer in buyers})
    database.close()


def fill_with_offers(url: str) -> None:
    """Add to the cards at an address what belongs to the work date."""
    database = Database(url)
    with database.write() as session:
        rows = record_rows(session, "customer")
        numbers = {str(row.values["name"]): str(row.key[0]) for row in rows}
        clerk = Clerk(session, UserContext(user="ADMIN", work_date=WORK_DATE))
        offer(clerk, numbers, days_until(WORK_DATE))
        add_supply_cards(clerk)
    database.close()
