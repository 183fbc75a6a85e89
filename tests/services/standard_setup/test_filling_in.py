"""The standard set-up fills in what is missing and leaves alone what is there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.errors import Refusal
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_item_journal import post_item_journal
from desktop.services.posting.post_sales import post
from desktop.services.records import add_record, read_record
from desktop.services.sales.creation import create_document
from desktop.services.sales.line_fields import add_line
from desktop.services.setup.checklist import checklist
from desktop.services.setup.refusals import VatIdentifierTwoRates
from desktop.services.setup.setup_check import setup_check
from desktop.services.standard_setup.filling_in import fill_in, standard_parts
from desktop.services.templates import new_record

OWN_FACTS = {"company_name", "company_address", "vat_no", "payment_route"}
TRADE = {"items", "customers", "first_order", "first_invoice"}


@pytest.fixture
def filled(company: Database, context: UserContext) -> Database:
    with company.write() as session:
        fill_in(session, context)
    return company


def test_after_it_only_the_companys_own_facts_and_its_trade_are_left(filled: Database) -> None:
    with filled.read() as session:
        left = {step.step.value for step in checklist(session) if not (step.done or step.optional)}
    assert left == OWN_FACTS | TRADE


def test_an_invoice_of_counted_stock_can_be_posted_at_once(
    filled: Database, context: UserContext
) -> None:
    with filled.write() as session:
        customer = new_record(session, "customer", {"name": "Lager & Co"}, context)
        item = new_record(session, "item", {"description": "Box", "unit_price": 80}, context)
        line = {"item_no": item.key[0], "quantity": 10, "unit_cost": 50, "location_code": "MAIN"}
        opening = {**line, "gen_bus_posting_group": "OPENING"}
        add_record(session, "item_journal_line", {"batch": "DEFAULT", **opening}, context)
        post_item_journal(session, "DEFAULT", context)
        assert setup_check(session, context) == ()
        order = create_document(session, DocumentType.ORDER, context, str(customer.key[0]))
        add_line(session, order.key, [("no", item.key[0]), ("quantity", Decimal(2))], context)
        result = post(session, order.key, PostingChoice(), context)
    assert result.invoice_no == "PSI-260001"


def test_a_second_time_adds_nothing(filled: Database, context: UserContext) -> None:
    with filled.write() as session:
        assert fill_in(session, context) == 0
        assert [part for part in standard_parts(session, context) if part.missing] == []


def test_what_is_there_stays_as_it_is(company: Database, context: UserContext) -> None:
    with company.write() as session:
        add_record(session, "gl_account", {"no": "3001", "name": "My own sales"}, context)
        add_record(session, "location", {"code": "SHOP", "name": "Shop"}, context)
        fill_in(session, context)
        assert read_record(session, "gl_account", ("3001",)).values["name"] == ("My own sales")
        with pytest.raises(Refusal):
            read_record(session, "location", ("MAIN",))
        shop = read_record(session, "inventory_posting_setup", ("SHOP", "RESALE"))
    assert shop.values["inventory_account"] == "1460"


def test_texts_are_in_the_users_language_and_papers_in_the_customers(
    company: Database, context: UserContext
) -> None:
    with company.write() as session:
        fill_in(session, replace(context, language="sv"))
        assert read_record(session, "gl_account", ("1910",)).values["name"] == "Kassa"
        terms = read_record(session, "payment_terms_translation", ("30D", "ENU"))
    assert terms.values["description"] == "30 days net"


def test_what_contradicts_the_companys_own_set_up_changes_nothing(
    company: Database, context: UserContext
) -> None:
    own = {
        "vat_bus_posting_group": "MINE",
        "vat_prod_posting_group": "MINE",
        "vat_identifier": "VAT25",
        "vat_pct": 24,
    }
    with company.write() as session:
        add_record(session, "vat_bus_posting_group", {"code": "MINE"}, context)
        add_record(session, "vat_prod_posting_group", {"code": "MINE"}, context)
        add_record(session, "vat_posting_setup", own, context)
    with pytest.raises(Refusal) as refusal, company.write() as session:
        fill_in(session, context)
    assert isinstance(
        getattr(refusal.value, "refusals", (refusal.value,))[0], VatIdentifierTwoRates
    )
    with company.read() as session:
        assert next(part for part in standard_parts(session, context)).present == 0
