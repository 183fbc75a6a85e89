"""Prices of a document: read at once, picked by hand, kept where they were agreed (CU90)."""

from decimal import Decimal

import pytest

from desktop.models.sales import SalesLine
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record, change_record
from desktop.services.sales.blocks import BlockRow, enter_block
from desktop.services.sales.price_choice import get_price, why_this_price
from desktop.services.sales.recalculation import recalculate_prices
from desktop.services.sales.refusals_lines import NumberFirst
from desktop.services.sales.refusals_prices import PickOnAgreedLine
from tests.builders.items import an_item
from tests.builders.sales import Clerk, a_document, put_line, rows
from tests.services.sales.test_statement_budget import counted

ITEMS = [f"P{number}" for number in range(12)]


@pytest.fixture
def order(company: Database, context: UserContext) -> Clerk:
    """An order in a company with a price for each of its items, and a discount on all."""
    with rows(company) as session:
        for no in ITEMS:
            an_item(session, no, unit_price=Decimal(100))
    with company.write() as session:
        add_record(session, "price_list", {"code": "L"}, context)
        for no in ITEMS:
            line = {"price_list_code": "L", "product_no": no, "unit_price": Decimal(90)}
            add_record(session, "price_list_line", line, context)
        everything = {"product_type": "all_items", "line_discount_pct": Decimal(3)}
        add_record(session, "price_list_line", {"price_list_code": "L", **everything}, context)
        change_record(session, "price_list", ("L",), ("status", "active"), context)
    return a_document(company, context)


def of_prices(sent: list[str]) -> list[str]:
    return [each for each in sent if "FROM price_list_line" in each]


def pasted(order: Clerk, context: UserContext, numbers: list[str]) -> list[str]:
    block = [BlockRow(None, [("no", no), ("quantity", Decimal(2))]) for no in numbers]
    with counted(order.database.engine) as sent, order.database.write() as session:
        order.view = enter_block(session, order.key, block, context)
    return sent


def test_a_pasted_block_reads_price_lists_once(order: Clerk, context: UserContext) -> None:
    assert len(of_prices(pasted(order, context, ITEMS))) == 1
    found = {
        (line.values["unit_price"], line.values["line_discount_pct"]) for line in order.view.lines
    }
    assert found == {(90, 3)}


def test_recalculation_takes_as_many_statements_for_few_lines_as_for_many(
    order: Clerk, context: UserContext
) -> None:
    taken = []
    for numbers in (ITEMS[:2], ITEMS):
        pasted(order, context, numbers)
        with counted(order.database.engine) as sent, order.database.write() as session:
            recalculate_prices(session, order.key, context)
        taken.append(len(sent))
        assert len(of_prices(sent)) == 1
    assert taken[0] == taken[1]


def test_an_agreed_price_is_not_picked_over(order: Clerk, context: UserContext) -> None:
    order.adds(no="P1", quantity=1)
    put_line(order.database, order.key, 10000, price_is_agreed=True)
    with pytest.raises(PickOnAgreedLine), order.database.write() as session:
        get_price(session, order.key, 10000, context, price_list_code="L", price_list_line_no=20000)
    with order.database.read() as session:
        assert why_this_price(session, order.key, 10000, context).is_agreed


def test_a_text_has_no_price_to_explain(order: Clerk, context: UserContext) -> None:
    order.adds(description="Mind the step")
    with pytest.raises(NumberFirst), order.database.read() as session:
        why_this_price(session, order.key, 10000, context)


def test_the_lists_invoice_discount_holds_until_another_line_prices(
    order: Clerk, context: UserContext
) -> None:
    with order.database.write() as session:
        add_record(session, "price_list", {"code": "MANY", "allow_invoice_disc": False}, context)
        line = {"price_list_code": "MANY", "product_no": "P1", "unit_price": Decimal(50)}
        many = {**line, "minimum_quantity": Decimal(10)}
        add_record(session, "price_list_line", many, context)
        change_record(session, "price_list", ("MANY",), ("status", "active"), context)
    order.adds(no="P1", quantity=10)
    assert order.line(1).values["allow_invoice_disc"] is False
    order.changes(1, "allow_invoice_disc", True)
    order.changes(1, "quantity", 11)
    assert order.line(1).values["allow_invoice_disc"] is True
    order.changes(1, "quantity", 9)
    order.changes(1, "quantity", 12)
    assert order.line(1).values["allow_invoice_disc"] is False


def test_a_typed_discount_stays_with_a_hint(order: Clerk) -> None:
    order.adds(no="P1", quantity=1, line_discount_pct=7)
    order.changes(1, "quantity", 2)
    assert order.line(1).values["line_discount_pct"] == 7
    assert "list_discount" in [each.code for each in order.view.notices]
    with rows(order.database) as session:
        assert session.get_one(SalesLine, (order.key.type, order.key.no, 10000)).discount_is_manual
