"""The companies that walks begin with."""

from __future__ import annotations

from datetime import date

from sqlalchemy import URL

from desktop.services.company import create_company
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.customers import add_customers
from desktop.services.demo.items import add_items
from desktop.services.demo.setting_up import set_up
from desktop.services.demo.templates import add_templates


def small_company(url: URL, today: date) -> Database:
    """A company that is set up, with the items and customers of the demo and nothing posted."""
    database = create_company(url)
    with database.write() as session:
        clerk = Clerk(session, UserContext(user="ADMIN", work_date=today))
        set_up(clerk, today.replace(month=1, day=1), {})
        add_items(clerk)
        add_customers(clerk)
    return database


def empty_company(url: URL, _today: date) -> Database:
    """A new company in which nothing has been entered."""
    return create_company(url)


def company_with_templates(url: URL, today: date) -> Database:
    """The small company, with the templates of the demo besides."""
    database = small_company(url, today)
    with database.write() as session:
        add_templates(Clerk(session, UserContext(user="ADMIN", work_date=today)))
    return database
