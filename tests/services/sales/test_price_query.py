"""What a customer would pay is what a document finds, and asking leaves nothing behind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.sales import SalesHeader, SalesLine
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record, change_record
from desktop.services.sales.price_query import PriceQuestion, price_query


@pytest.fixture
def priced(trading_company: Database, context: UserContext) -> Database:
    """Item A costs 80.00 from 10 pieces on, from February; a discount of 10 % on everything."""
    with trading_company.write() as session:
        add_record(session, "unit_of_measure", {"code": "CRATE"}, context)
        unit = {"item_no": "A", "unit_code": "CRATE", "qty_per_unit": 12}
        add_record(session, "item_unit_of_measure", unit, context)
        add_record(
            session, "price_list", {"code": "FEB", "starting_date": date(2026, 2, 1)}, context
        )
        line = {"price_list_code": "FEB", "product_no": "A", "minimum_quantity": 10}
        add_record(session, "price_list_line", {**line, "unit_price": 80}, context)
        add_record(session, "price_list", {"code": "DISC", "defines": "discount"}, context)
        line = {"price_list_code": "DISC", "product_type": "all_items", "line_discount_pct": 10}
        add_record(session, "price_list_line", line, context)
        for code in ("FEB", "DISC"):
            change_record(session, "price_list", (code,), ("status", "active"), context)
    return trading_company


def asked(database: Database, context: UserContext, **question: object) -> tuple[Decimal, ...]:
    with database.read() as session:
        wanted = PriceQuestion(customer_no="C1", product_no="A", **question)  # type: ignore[arg-type]  # the fields of a question
        answer = price_query(session, wanted, context)
    return answer.unit_price, answer.line_discount_pct, answer.net_price, answer.amount


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ({}, (100, 10, 90, 90)),
        ({"quantity": Decimal(10)}, (100, 10, 90, 900)),
        ({"quantity": Decimal(10), "day": date(2026, 2, 1)}, (80, 10, 72, 720)),
        ({"unit_code": "CRATE", "day": date(2026, 2, 1)}, (960, 10, 864, 864)),
        ({"currency_code": "USD"}, (10, 10, 9, 9)),
    ],
)
def test_the_answer_is_what_a_document_would_find(
    priced: Database,
    context: UserContext,
    question: dict[str, object],
    wanted: tuple[int, ...],
) -> None:
    assert asked(priced, context, **question) == wanted


def test_asking_keeps_nothing_and_explains_itself(priced: Database, context: UserContext) -> None:
    with priced.read() as session:
        question = PriceQuestion(customer_no="C1", product_no="A")
        explanation = price_query(session, question, context).explanation
        assert [str(each.reason) for each in explanation.prices] == ["not_yet"]
        assert [each.is_winner for each in explanation.discounts] == [True]
        assert not session.new
        assert _count(session, SalesHeader) == _count(session, SalesLine) == 0


def _count(session: Session, table: type[SalesHeader | SalesLine]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("field", ["customer_no", "product_no", "unit_code", "currency_code"])
def test_what_is_not_there_is_refused_by_its_name(
    priced: Database, context: UserContext, field: str
) -> None:
    given = {"customer_no": "C1", "product_no": "A", field: "NOBODY"}
    with priced.read() as session, pytest.raises(Refusal, match="NOBODY"):
        price_query(session, PriceQuestion(**given), context)  # type: ignore[arg-type]  # as above
