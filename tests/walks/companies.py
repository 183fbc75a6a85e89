"""The companies that walks begin with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import URL

from desktop.models.values.keys import DocumentType
from desktop.models.words import LineType
from desktop.services.company import create_company
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.customers import add_customers
from desktop.services.demo.items import add_items
from desktop.services.demo.setting_up import set_up
from desktop.services.demo.templates import add_templates
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.sales.creation import create_document
from desktop.services.sales.line_fields import add_line


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


TWIN: dict[str, object] = {
    "name": "Vinterby Kontor AB",
    "address": "Storgatan 12",
    "post_code": "831 31",
    "city": "Östersund",
    "country_code": "SE",
    "phone": "063-10 20 30",
    "gen_bus_posting_group": "DOMESTIC",
    "customer_posting_group": "DOMESTIC",
    "payment_terms_code": "30D",
}
"""A customer whom somebody will enter once more."""


def company_with_a_customer_at_work(url: URL, today: date) -> Database:
    """The small company, and a customer with an address, an open order and a posted invoice."""
    database = small_company(url, today)
    with database.write() as session:
        clerk = Clerk(session, UserContext(user="ADMIN", work_date=today))
        no = clerk.add_no("customer", **TWIN)
        clerk.add("ship_to_address", customer_no=no, code="STORE", name="Store", city="Frösön")
        for quantity, is_posted in ((4, True), (2, False)):
            view = create_document(session, DocumentType.ORDER, clerk.context, no)
            line = (("type", LineType.ITEM), ("no", "D-1200"), ("quantity", Decimal(quantity)))
            add_line(session, view.key, line, clerk.context)
            if is_posted:
                post(session, view.key, PostingChoice(ship=True, invoice=True), clerk.context)
    return database
